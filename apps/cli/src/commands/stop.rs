//! `headgate stop`: ends a deployment before its time.

use super::which::Which;
use crate::client::Client;
use crate::console::{joined, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{StopDeploymentInput, StopDeploymentOutput};
use serde_json::json;

/// Stop a deployment, with or without taking its traffic back
///
/// Whether the traffic goes back is as the deployment group has it, unless it is said here. Without rollback the
/// weights stay as they are.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Stop {
    #[command(flatten)]
    which: Which,
    /// Take the traffic back to the version before
    #[arg(long, conflicts_with = "no_rollback")]
    rollback: bool,
    /// Leave the traffic where it is
    #[arg(long)]
    no_rollback: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate stop
  headgate stop d-ABCDEF123 --rollback
  headgate stop --application shop --group live --no-rollback";

impl Stop {
    /// Stops it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let id = self.which.active(&client, &context.settings).await?;
        let rollback = if self.rollback { Some(true) } else { self.no_rollback.then_some(false) };
        let output = stop(&client, &id, rollback).await?;
        let sentence = context.console.sentence(output.status_message.as_deref().unwrap_or_default());
        context.console.done(|| joined([json!({ "deploymentId": id }), written("StopDeployment", &output)]), &sentence);
        Ok(())
    }
}

/// Stops a deployment; `rollback` says whether its traffic goes back, if the group is not to say so.
pub(super) async fn stop(client: &Client, id: &str, rollback: Option<bool>) -> Result<StopDeploymentOutput, Refusal> {
    let input = StopDeploymentInput { deployment_id: Some(id.to_owned()), auto_rollback_enabled: rollback };
    client.call("StopDeployment", &input).await
}
