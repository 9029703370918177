//! `headgate approve`: says yes to a step that waits for it.

use super::{About, Decision, members};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;

/// Approve the step that waits for it
///
/// Who you are is proven with your credentials. Whoever approves twice counts once.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Approve {
    #[command(flatten)]
    about: About,
    /// What you say about it; it stands in the history
    #[arg(long, short, value_name = "TEXT")]
    comment: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  headgate approve
  headgate approve d-ABCDEF123 --comment 'Looks good'
  headgate approve --token d-ABCDEF123.4";

impl Approve {
    /// Approves it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let members = members([("comment", self.comment.map(Into::into))]);
        Decision::new(invocation).await?.of_wait("ApproveDeployment", "approve", &self.about, members).await
    }
}
