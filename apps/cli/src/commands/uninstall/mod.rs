//! `headgate uninstall`: removes Headgate's stack.
//!
//! | module | what |
//! |---|---|
//! | `deployments` | whether anything is on its way that would be left alone |
//! | `remains` | what stays, and the commands that would remove it |

mod deployments;
mod remains;

use super::stack::{Following, Site, Standing, refused};
use crate::console::{confirmable, confirmed_by_name, tell};
use crate::context::{Context, Invocation};
use crate::refusal::{Reason, Refusal};
use clap::Args;
use headgate_aws::Stack;
use uuid::Uuid;

/// Remove Headgate from an AWS account
///
/// The stack is removed, and followed to its end. Its table, with every deployment and its history, and its bucket of revisions
/// are kept, as is the bucket that it was installed from: they are named, with the commands that would remove them.
///
/// It is refused while deployments are active (exit code 4): nobody would move their traffic on, or back.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Uninstall {
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Remove it though deployments are active, or nobody can say: their aliases stay as they are
    #[arg(long)]
    abandon_deployments: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate uninstall
  headgate uninstall --stack headgate-test --yes";

impl Uninstall {
    /// Removes it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        confirmable("nobody could be asked whether the stack is to be removed", self.yes)?;
        let site = Site::of(&context).await?;
        let stack = site.find().await?.ok_or_else(|| absent(&site))?;
        let known = match Standing::of(Some(&stack)) {
            Standing::Leaving => {
                tell(&format!("It is under way already: {site}."));
                None
            }
            Standing::Busy => return Err(busy(&site, &stack)),
            // Nothing of it was made, so that there is nothing to follow.
            Standing::Absent => {
                self.begin(&site, &stack).await?;
                return removed(&site, &stack, &[], &context).await;
            }
            // What has no functions has no deployments either, or nobody who could still end them.
            Standing::Wrecked => self.begin(&site, &stack).await?,
            Standing::Settled | Standing::Stuck => {
                if !self.abandon_deployments {
                    deployments::none_active(&site, &stack).await?;
                }
                self.begin(&site, &stack).await?
            }
        };
        finish(&site, &stack, known, &context).await
    }

    /// Asks, and begins; gives the newest event before that.
    async fn begin(&self, site: &Site, stack: &Stack) -> Result<Option<String>, Refusal> {
        confirmed_by_name(&format!("Remove {site}?"), &site.stack, self.yes)?;
        let known = site.stacks.newest_event(&stack.id).await.map_err(refused)?;
        site.stacks.delete(&stack.id, &Uuid::new_v4().to_string()).await.map_err(refused)?;
        Ok(known)
    }
}

async fn finish(site: &Site, stack: &Stack, known: Option<String>, context: &Context) -> Result<(), Refusal> {
    let ended = Following::new(site, &stack.id, known, 0, &context.console).follow("uninstall").await?;
    if ended.status != "DELETE_COMPLETE" {
        return Err(ended.failure(&format!("the removal of stack `{}`", site.stack)).with_hint("mend the cause, and uninstall again"));
    }
    removed(site, stack, &ended.kept(), context).await
}

async fn removed(site: &Site, stack: &Stack, kept: &[(&str, &str)], context: &Context) -> Result<(), Refusal> {
    tell(&format!("Headgate is removed: {site}."));
    let remains = remains::of(site, kept).await?;
    remains::show(site, stack, &remains, context);
    Ok(())
}

fn absent(site: &Site) -> Refusal {
    Refusal::refused(format!("there is no {site}")).with_hint("name another with `--stack`, `--region` or `--profile`")
}

fn busy(site: &Site, stack: &Stack) -> Refusal {
    let sentence = format!("something else is being done with {site}");
    Refusal::new(Reason::Conflict, sentence).with_code(&stack.status).with_hint("uninstall again when that is over")
}
