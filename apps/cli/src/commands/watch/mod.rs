//! `headgate watch`: a deployment on its way, until it is over.
//!
//! | module | what |
//! |---|---|
//! | `following` | asks `api`, at a pace, and goes on to the rollback |
//! | `story` | what it has answered so far |
//! | `reading` | that, as the picture has it |
//! | `display` | where it is shown: `screen`, where a terminal is, and `lines` otherwise |
//! | `verdict` | how it ended, for a person and for a script |

mod display;
mod following;
mod lines;
mod reading;
mod screen;
mod story;
mod verdict;

use super::which::Which;
use crate::client::Client;
use crate::context::{Context, Invocation};
use crate::refusal::Refusal;
use clap::Args;
use display::Display;
use following::Following;
pub(super) use reading::{actions, waits};
use story::Story;
use tokio::sync::watch;

/// Watch a deployment until it is over
///
/// At a terminal it is a picture: the steps, the traffic of each version, alarms and hooks, what comes next, and the
/// command that decides it. Elsewhere each event is a line, or an object with `--output json`. If the deployment is
/// taken back, its rollback is watched as well. Ctrl-C or `q` leaves; the deployment goes on.
///
/// Exits with 0 if the deployment succeeds, and with 1 if it fails, or is stopped or taken back.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Watch {
    #[command(flatten)]
    which: Which,
}

const EXAMPLES: &str = "\
Examples:
  headgate watch
  headgate watch d-ABCDEF123
  headgate watch --application shop --group live --output json";

impl Watch {
    /// Watches it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let id = self.which.active_or_newest(&client, &context.settings).await?;
        to_the_end(invocation, &context, &client, &id).await
    }
}

/// Shows a deployment until it is over, with its rollback, or until somebody leaves.
pub(super) async fn to_the_end(invocation: &Invocation, context: &Context, client: &Client, id: &str) -> Result<(), Refusal> {
    let (tell, mut hear) = watch::channel(Story::of(id));
    let mut display = Display::open(invocation, context)?;
    let following = Following::new(client, invocation, tell, display.is_picture());
    let ended = tokio::select! {
        ended = following.follow() => Some(ended),
        left = display.until_left(&mut hear) => left.map(|()| None)?,
    };
    let story = hear.borrow().clone();
    display.close(&story)?;
    match ended {
        Some(ended) => ended.map_err(|refusal| verdict::lost(&story, refusal)).and_then(|()| verdict::of(&story)),
        None => Err(verdict::left(&story)),
    }
}
