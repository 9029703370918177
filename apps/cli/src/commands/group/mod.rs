//! `headgate group`.

mod create;
mod delete;
mod get;
mod list;
mod named;
mod rules;
mod update;

use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::{Args, Subcommand};
pub(crate) use create::UNUSED_ROLE;
pub(crate) use get::rolls_back_on;

/// Make, read and change deployment groups, the rules that deployments run under
#[derive(Args, Debug)]
pub(crate) struct Group {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Create(create::Create),
    Get(get::Get),
    List(list::List),
    Update(update::Update),
    Delete(delete::Delete),
}

impl Group {
    /// Does it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        match self.verb {
            Verb::Create(verb) => Box::pin(verb.run(invocation)).await,
            Verb::Get(verb) => Box::pin(verb.run(invocation)).await,
            Verb::List(verb) => Box::pin(verb.run(invocation)).await,
            Verb::Update(verb) => Box::pin(verb.run(invocation)).await,
            Verb::Delete(verb) => Box::pin(verb.run(invocation)).await,
        }
    }
}
