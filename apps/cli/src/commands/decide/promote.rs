//! `headgate promote`: goes on sooner than the plan says.

use super::{About, Decision, members};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;

/// Go on sooner than the plan says: past this bake or pause, or all the way
///
/// Approvals stay, and so do hooks and alarms, but for those that are named here.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Promote {
    #[command(flatten)]
    about: About,
    /// Past all bakes and planned pauses, but for the bake of all traffic
    #[arg(long)]
    full: bool,
    /// Skip this hook; may be given more than once
    #[arg(long, value_name = "FUNCTION")]
    skip_hook: Vec<String>,
    /// Let this alarm count no longer; may be given more than once
    #[arg(long, value_name = "NAME")]
    skip_alarm: Vec<String>,
    /// Why; it stands in the history
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  headgate promote
  headgate promote --full --reason 'It is a fix'
  headgate promote --token d-ABCDEF123.2 --skip-hook judge --skip-alarm orders-slow";

impl Promote {
    /// Promotes it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let named = |names: Vec<String>| (!names.is_empty()).then(|| names.into());
        let members = members([
            ("full", self.full.then_some(true.into())),
            ("skipHooks", named(self.skip_hook)),
            ("skipAlarms", named(self.skip_alarm)),
            ("reason", self.reason.map(Into::into)),
        ]);
        let action = if self.full { "promoteFull" } else { "promote" };
        Decision::new(invocation).await?.of_wait("PromoteDeployment", action, &self.about, members).await
    }
}
