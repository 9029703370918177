//! `headgate doctor`: whether everything is in place, and what to do where it is not.
//!
//! | module | what |
//! |---|---|
//! | `ground` | settings and credentials: what is on this machine |
//! | `installation` | Headgate itself, as it answers about itself |
//! | `groups` | what deployment groups rely on: alarms, hooks, aliases |

mod ground;
mod groups;
mod installation;

use super::check::{self, Check, Standing};
use crate::client::Client;
use crate::console::{self, Canvas, counted};
use crate::context::{Context, Invocation};
use crate::refusal::{Reason, Refusal};
use crate::settings::Place;
use clap::Args;
use serde_json::json;

/// Check that everything is in place: credentials, the stack, alarms, hooks
///
/// It asks Headgate's function `api` and nobody else, and changes nothing. Every deployment group is looked at, unless one is named
/// or settled. What cannot be seen that way is said, with `?`. The exit code is 3 if something has to be mended, and 5 if nothing has, but
/// not everything could be looked at.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Doctor {
    #[command(flatten)]
    place: Place,
}

const EXAMPLES: &str = "\
Examples:
  headgate doctor
  headgate doctor --application shop --group live
  headgate doctor --output json";

const SEE_ABOVE: &str = "Mend what is above, and look again";

impl Doctor {
    /// Checks it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let mut checks = vec![ground::settings(&context.settings)];
        checks.extend(Box::pin(self.beyond(&context)).await);
        let canvas = Canvas::of_stdout(&context.environment);
        let document = || json!({ "checks": checks.iter().map(Check::document).collect::<Vec<_>>() });
        context.console.show(document, || check::lines(&checks, &context.console, canvas));
        verdict(&checks)
    }

    /// What is beyond this machine, as far as it can be reached.
    async fn beyond(&self, context: &Context) -> Vec<Check> {
        let account = match context.account().await {
            Ok(account) => account,
            Err(refusal) => {
                return vec![
                    refused("credentials", &refusal),
                    unseen("api", "it cannot be asked without credentials and region", SEE_ABOVE),
                ];
            }
        };
        let mut checks = vec![ground::credentials(&account, &context.settings)];
        let client = context.client_in(&account);
        match client.call("DescribeInstallation", &headgate_wire::DescribeInstallationInput {}).await {
            Ok(described) => {
                checks.extend(installation::judged(&described, &context.settings.api.value, &context.console));
                checks.extend(self.groups(context, &client).await);
            }
            Err(refusal) => {
                checks.push(refused("api", &refusal));
                checks.push(unseen("deployment groups", "they cannot be looked at without `api`", SEE_ABOVE));
            }
        }
        checks
    }

    async fn groups(&self, context: &Context, client: &Client) -> Vec<Check> {
        match groups::judged(&self.place, client, &context.settings).await {
            Ok(checks) => checks,
            Err(refusal) => vec![refused("deployment groups", &refusal)],
        }
    }
}

/// What is wrong, as a refusal tells it.
fn refused(subject: &str, refusal: &Refusal) -> Check {
    if refusal.is_passing() {
        return unseen(subject, refusal.sentence(), refusal.hint().unwrap_or("Wait a little, and look again"));
    }
    let check = Check::new(Standing::Wrong, subject, refusal.sentence());
    match refusal.hint() {
        Some(hint) => check.with_remedy(hint),
        None => check,
    }
}

/// What could not be looked at, and what would make it visible.
fn unseen(subject: &str, why: &str, remedy: &str) -> Check {
    Check::new(Standing::Unseen, subject, why).with_remedy(remedy)
}

fn verdict(checks: &[Check]) -> Result<(), Refusal> {
    let count = |standing| checks.iter().filter(|check| check.standing == standing).count();
    let (wrong, doubtful, unseen) = (count(Standing::Wrong), count(Standing::Doubtful), count(Standing::Unseen));
    let beside = [(doubtful, counted(doubtful, "warning")), (unseen, format!("{} not possible", counted(unseen, "look")))];
    let beside: Vec<String> = beside.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    if wrong > 0 {
        let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join(", ")) };
        return Err(Refusal::refused(format!("{} to be mended{beside}", counted(wrong, "thing"))));
    }
    if unseen > 0 {
        let sentence = format!("nothing is wrong as far as can be seen ({})", beside.join(", "));
        return Err(Refusal::new(Reason::Again, sentence).with_hint("look again when what is marked `?` can be seen"));
    }
    console::tell(&if beside.is_empty() { "All is well.".to_owned() } else { format!("Nothing is wrong; {}.", beside.join(", ")) });
    Ok(())
}
