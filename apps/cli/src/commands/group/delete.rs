//! `headgate group delete`.

use crate::commands::which;
use crate::console::{confirmed, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{DeleteDeploymentGroupInput, DeleteDeploymentGroupOutput};

/// Remove a deployment group
///
/// Its deployments and their history stay. While one is active, or waits, it is refused.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate group delete live --application shop --yes")]
pub(super) struct Delete {
    /// Its name
    name: String,
    /// Its application; unless given, that of the settings, or the only one there is
    #[arg(long, short, value_name = "NAME")]
    application: Option<String>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

impl Delete {
    /// Removes it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let application = which::application(self.application, &client, &context.settings).await?;
        let named = format!("{application}/{}", self.name);
        confirmed(&format!("Remove deployment group {named}?"), self.yes)?;
        let input = DeleteDeploymentGroupInput { application_name: Some(application), deployment_group_name: Some(self.name) };
        let output: DeleteDeploymentGroupOutput = client.call("DeleteDeploymentGroup", &input).await?;
        context.console.done(|| written("DeleteDeploymentGroup", &output), &format!("Deployment group {named} is gone."));
        Ok(())
    }
}
