//! `headgate application update`.

use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::UpdateApplicationInput;
use serde_json::{Value, json};

/// Rename an application
///
/// Its groups and deployments stay its own; what is active goes on.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate application update shop --name store")]
pub(super) struct Update {
    /// Its present name
    application: String,
    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: String,
}

impl Update {
    /// Renames it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let Self { application, name } = self;
        let input = UpdateApplicationInput { application_name: Some(application.clone()), new_application_name: Some(name.clone()) };
        let _nothing: Value = context.client().await?.call("UpdateApplication", &input).await?;
        context.console.done(|| json!({}), &format!("Application {application} is now {name}."));
        Ok(())
    }
}
