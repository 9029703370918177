//! `headgate pause`: lets nothing new begin.

use super::{Decision, members};
use crate::commands::duration;
use crate::commands::which::Which;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;

/// Pause a deployment: what is under way ends, and nothing new begins
///
/// Alarms are watched on, and may still take the traffic back. Unless it says for how long, somebody has to resume it.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Pause {
    #[command(flatten)]
    which: Which,
    /// For how long, such as `10m`
    #[arg(long = "for", value_name = "SPAN", value_parser = duration::seconds)]
    seconds: Option<i64>,
    /// Why; it stands in the history
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  headgate pause
  headgate pause --for 30m --reason 'A campaign begins'
  headgate pause d-ABCDEF123";

impl Pause {
    /// Pauses it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let members = members([("seconds", self.seconds.map(Into::into)), ("reason", self.reason.map(Into::into))]);
        Decision::new(invocation).await?.of_deployment("PauseDeployment", &self.which, members).await
    }
}
