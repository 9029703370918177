//! `headgate application delete`.

use crate::console::confirmed;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::DeleteApplicationInput;
use serde_json::{Value, json};

/// Remove an application with its deployment groups
///
/// Its deployments and their history stay. While one is active, or waits, it is refused.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate application delete shop --yes")]
pub(super) struct Delete {
    /// Its name
    name: String,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

impl Delete {
    /// Removes it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        confirmed(&format!("Remove application {} with its deployment groups?", self.name), self.yes)?;
        let input = DeleteApplicationInput { application_name: Some(self.name.clone()) };
        let _nothing: Value = client.call("DeleteApplication", &input).await?;
        context.console.done(|| json!({}), &format!("Application {} is gone.", self.name));
        Ok(())
    }
}
