//! `headgate group list`.

use crate::client::Client;
use crate::commands::which;
use crate::console::{Console, Table, style, tell, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{BatchGetDeploymentGroupsInput, BatchGetDeploymentGroupsOutput, DeploymentGroupInfo, ListDeploymentGroupsInput};

/// How many groups can be read at once.
const BATCH_MAX: usize = 100;

/// List an application's deployment groups
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate group list\n  headgate group list --application shop")]
pub(super) struct List {
    /// The application; unless given, that of the settings, or the only one there is
    #[arg(long, short, value_name = "NAME")]
    application: Option<String>,
}

impl List {
    /// Lists them.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let application = which::application(self.application, &client, &context.settings).await?;
        let output = read(&client, &application).await?;
        context.console.show(
            || written("BatchGetDeploymentGroups", &output),
            || text(&context.console, &application, output.deployment_groups_info.as_deref()),
        );
        Ok(())
    }
}

async fn read(client: &Client, application: &str) -> Result<BatchGetDeploymentGroupsOutput, Refusal> {
    let application_name = Some(application.to_owned());
    let input = ListDeploymentGroupsInput { application_name: application_name.clone(), next_token: None };
    let names = client.list(input, usize::MAX).await?;
    let mut infos = Vec::new();
    for names in names.chunks(BATCH_MAX) {
        let input =
            BatchGetDeploymentGroupsInput { application_name: application_name.clone(), deployment_group_names: Some(names.to_vec()) };
        let output: BatchGetDeploymentGroupsOutput = client.call("BatchGetDeploymentGroups", &input).await?;
        infos.extend(output.deployment_groups_info.unwrap_or_default());
    }
    Ok(BatchGetDeploymentGroupsOutput { deployment_groups_info: Some(infos), error_message: None })
}

fn text(console: &Console, application: &str, infos: Option<&[DeploymentGroupInfo]>) -> String {
    let infos = infos.unwrap_or_default();
    if infos.is_empty() {
        tell(&format!("Application {application} has no deployment group yet: `headgate group create` makes one."));
        return String::new();
    }
    let mut table = Table::new(&["GROUP", "LAST", "STATUS", "CREATED", "CONFIG"]);
    for info in infos {
        let last = info.last_attempted_deployment.as_ref();
        table.row([
            info.deployment_group_name.clone().unwrap_or_default(),
            last.and_then(|last| last.deployment_id.clone()).unwrap_or_default(),
            last.map(|last| style::deployment(last.status)).unwrap_or_default(),
            last.and_then(|last| console.instant(last.create_time)).unwrap_or_default(),
            info.deployment_config_name.clone().unwrap_or_default(),
        ]);
    }
    table.to_string()
}
