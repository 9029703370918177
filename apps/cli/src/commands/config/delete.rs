//! `headgate config delete`.

use crate::console::confirmed;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::DeleteDeploymentConfigInput;
use serde_json::{Value, json};

/// Remove a deployment configuration
///
/// While a deployment group uses it, it is refused.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate config delete careful --yes")]
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
        confirmed(&format!("Remove deployment configuration {}?", self.name), self.yes)?;
        let input = DeleteDeploymentConfigInput { deployment_config_name: Some(self.name.clone()) };
        let _nothing: Value = client.call("DeleteDeploymentConfig", &input).await?;
        context.console.done(|| json!({}), &format!("Deployment configuration {} is gone.", self.name));
        Ok(())
    }
}
