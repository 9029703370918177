//! `headgate group create`.

use super::rules::Rules;
use crate::commands::tag::{self, Pair};
use crate::commands::which;
use crate::console::written;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{CreateDeploymentGroupInput, CreateDeploymentGroupOutput, UpdateDeploymentGroupInput};

/// The role of a group for which nobody has named one: CodeDeploy's requests have to have one, and Headgate uses none.
pub(crate) const UNUSED_ROLE: &str = "arn:aws:iam::000000000000:role/unused";

/// Make a deployment group
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Create {
    /// Its name
    name: String,
    /// The application that it is to belong to; unless given, that of the settings, or the only one there is
    #[arg(long, short, value_name = "NAME")]
    application: Option<String>,
    /// The role that CodeDeploy would act as. Headgate keeps it for CodeDeploy's clients, and never uses it
    #[arg(long, value_name = "ARN", default_value = UNUSED_ROLE)]
    service_role: String,
    /// A tag; may be given more than once
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = tag::read)]
    tags: Vec<Pair>,
    #[command(flatten)]
    rules: Rules,
}

const EXAMPLES: &str = "\
Examples:
  headgate group create live --config CodeDeployDefault.LambdaCanary10Percent5Minutes
  headgate group create live -a shop --alarm errors --roll-back-on failure --roll-back-on alarm";

impl Create {
    /// Makes it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let Self { name, application, service_role, tags, rules } = self;
        let input: CreateDeploymentGroupInput = rules.input(UpdateDeploymentGroupInput::default())?;
        let client = context.client().await?;
        let application = which::application(application, &client, &context.settings).await?;
        let input = CreateDeploymentGroupInput {
            application_name: Some(application.clone()),
            deployment_group_name: Some(name.clone()),
            service_role_arn: input.service_role_arn.or(Some(service_role)),
            tags: tag::written(tags).or(input.tags),
            ..input
        };
        let output: CreateDeploymentGroupOutput = client.call("CreateDeploymentGroup", &input).await?;
        context.console.done(|| written("CreateDeploymentGroup", &output), &format!("Made deployment group {application}/{name}."));
        Ok(())
    }
}
