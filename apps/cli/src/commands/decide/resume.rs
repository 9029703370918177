//! `headgate resume`: ends a pause.

use super::{About, Decision, members};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;

/// Let a paused deployment go on
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Resume {
    #[command(flatten)]
    about: About,
    /// Why; it stands in the history
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  headgate resume
  headgate resume --token d-ABCDEF123.3 --reason 'The campaign is over'";

impl Resume {
    /// Ends the pause.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let members = members([("reason", self.reason.map(Into::into))]);
        Decision::new(invocation).await?.of_wait("ResumeDeployment", "resume", &self.about, members).await
    }
}
