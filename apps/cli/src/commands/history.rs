//! `headgate history`: what has happened to a deployment, when, and why.

use super::which::Which;
use crate::console::style::{DIM, paint};
use crate::console::{Console, Table, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{GetDeploymentHistoryInput, GetDeploymentHistoryOutput, HistoryEntry};

/// Show what has happened to a deployment, when, and why
///
/// Without an id it is the deployment that is active, or else the newest one of the deployment group.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct History {
    #[command(flatten)]
    which: Which,
}

const EXAMPLES: &str = "\
Examples:
  headgate history
  headgate history d-ABCDEF123 --output json";

impl History {
    /// Shows it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let deployment_id = Some(self.which.active_or_newest(&client, &context.settings).await?);
        let entries = client.list(GetDeploymentHistoryInput { deployment_id: deployment_id.clone(), next_token: None }, usize::MAX).await?;
        let output = GetDeploymentHistoryOutput { deployment_id, entries: Some(entries), next_token: None };
        context.console.show(|| written("GetDeploymentHistory", &output), || text(&context.console, output.entries.as_deref()));
        Ok(())
    }
}

fn text(console: &Console, entries: Option<&[HistoryEntry]>) -> String {
    let mut table = Table::of_sentences(&["TIME", "EVENT", "WEIGHTS", "WHAT"]);
    for entry in entries.unwrap_or_default() {
        table.row([
            console.instant(entry.time).unwrap_or_default(),
            entry.event.clone().unwrap_or_default(),
            weights(entry),
            console.sentence(entry.message.as_deref().unwrap_or_default()),
        ]);
    }
    table.to_string()
}

/// From which weights to which, where they have changed.
fn weights(entry: &HistoryEntry) -> String {
    let percent = |weights: &Option<Vec<f64>>| weights.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join("/");
    let (from, to) = (percent(&entry.from_weights), percent(&entry.to_weights));
    if from == to { paint(DIM, &format!("{to} %")) } else { format!("{from} → {to} %") }
}
