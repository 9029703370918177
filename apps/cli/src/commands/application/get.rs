//! `headgate application get`.

use crate::commands::which;
use crate::console::{Console, Sheet, joined, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{GetApplicationInput, GetApplicationOutput, ListDeploymentGroupsInput, ListDeploymentGroupsOutput};

/// Show an application, and its deployment groups
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate application get shop\n  headgate application get shop --output json")]
pub(super) struct Get {
    /// Its name; unless given, that of the settings, or the only one there is
    name: Option<String>,
}

impl Get {
    /// Shows it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let application_name = Some(which::application(self.name, &client, &context.settings).await?);
        let input = GetApplicationInput { application_name: application_name.clone() };
        let application: GetApplicationOutput = client.call("GetApplication", &input).await?;
        let listed = client.list(ListDeploymentGroupsInput { application_name, next_token: None }, usize::MAX).await?;
        let groups = ListDeploymentGroupsOutput { deployment_groups: Some(listed), ..Default::default() };
        context.console.show(
            || joined([written("GetApplication", &application), written("ListDeploymentGroups", &groups)]),
            || text(&context.console, &application, &groups),
        );
        Ok(())
    }
}

fn text(console: &Console, application: &GetApplicationOutput, groups: &ListDeploymentGroupsOutput) -> String {
    let info = application.application.clone().unwrap_or_default();
    let sheet = Sheet::default()
        .line("application", info.application_name)
        .line("id", info.application_id)
        .line("platform", info.compute_platform.map(|platform| platform.to_string()))
        .line("created", console.instant_and_age(info.create_time))
        .lines("groups", groups.deployment_groups.iter().flatten().cloned());
    sheet.to_string()
}
