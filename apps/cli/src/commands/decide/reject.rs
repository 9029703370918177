//! `headgate reject`: says no to a step that waits to be approved.

use super::{About, Decision, members};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;

/// Reject the step that waits to be approved, and take the traffic back
///
/// One rejection is enough. Who you are is proven with your credentials.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Reject {
    #[command(flatten)]
    about: About,
    /// Why; it stands in the history
    #[arg(long, short, value_name = "TEXT")]
    comment: String,
}

const EXAMPLES: &str = "\
Examples:
  headgate reject --comment 'Totals are wrong'
  headgate reject --token d-ABCDEF123.4 --comment 'Totals are wrong'";

impl Reject {
    /// Rejects it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let members = members([("comment", Some(self.comment.into()))]);
        Decision::new(invocation).await?.of_wait("RejectDeployment", "reject", &self.about, members).await
    }
}
