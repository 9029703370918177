//! `headgate group update`.

use super::named::Named;
use super::rules::Rules;
use crate::console::written;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{UpdateDeploymentGroupInput, UpdateDeploymentGroupOutput};

/// Change a deployment group
///
/// What is not given stays as it is. What runs keeps the rules that it started under.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Update {
    #[command(flatten)]
    named: Named,
    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    rules: Rules,
}

const EXAMPLES: &str = "\
Examples:
  headgate group update live --on-conflict queue
  headgate group update live --alarm errors --alarm latency
  headgate group update live --name production";

impl Update {
    /// Changes it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let Self { named, name, rules } = self;
        let renamed = UpdateDeploymentGroupInput { new_deployment_group_name: name, ..Default::default() };
        let input: UpdateDeploymentGroupInput = rules.input(renamed)?;
        if input == UpdateDeploymentGroupInput::default() {
            return Err(Refusal::usage("nothing is to change").with_hint("`headgate group update --help` shows what can be changed"));
        }
        let client = context.client().await?;
        let of = named.find(&client, &context.settings).await?;
        let input = UpdateDeploymentGroupInput {
            application_name: Some(of.application.clone()),
            current_deployment_group_name: Some(of.group.clone()),
            ..input
        };
        let output: UpdateDeploymentGroupOutput = client.call("UpdateDeploymentGroup", &input).await?;
        context.console.done(|| written("UpdateDeploymentGroup", &output), &format!("Changed deployment group {of}."));
        Ok(())
    }
}
