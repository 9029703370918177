//! `headgate application create`.

use crate::commands::tag::{self, Pair};
use crate::console::written;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{ComputePlatform, CreateApplicationInput, CreateApplicationOutput};

/// Make an application, for deployments of functions
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate application create shop\n  headgate application create shop --tag team=payments")]
pub(super) struct Create {
    /// Its name
    name: String,
    /// A tag; may be given more than once
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = tag::read)]
    tags: Vec<Pair>,
}

impl Create {
    /// Makes it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let input = CreateApplicationInput {
            application_name: Some(self.name.clone()),
            compute_platform: Some(ComputePlatform::Lambda),
            tags: tag::written(self.tags),
        };
        let output: CreateApplicationOutput = context.client().await?.call("CreateApplication", &input).await?;
        context.console.done(|| written("CreateApplication", &output), &format!("Made application {}.", self.name));
        Ok(())
    }
}
