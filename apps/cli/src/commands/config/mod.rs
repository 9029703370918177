//! `headgate config`.

mod create;
mod delete;
mod get;
mod list;
mod step;
mod update;

use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::{Args, Subcommand};

/// Make, read and remove deployment configurations, the steps that traffic takes
#[derive(Args, Debug)]
pub(crate) struct Config {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Create(create::Create),
    Get(get::Get),
    List(list::List),
    Delete(delete::Delete),
    #[command(hide = true)]
    Update(update::Update),
}

impl Config {
    /// Does it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        match self.verb {
            Verb::Create(verb) => Box::pin(verb.run(invocation)).await,
            Verb::Get(verb) => Box::pin(verb.run(invocation)).await,
            Verb::List(verb) => Box::pin(verb.run(invocation)).await,
            Verb::Delete(verb) => Box::pin(verb.run(invocation)).await,
            Verb::Update(_) => Err(update::refusal()),
        }
    }
}
