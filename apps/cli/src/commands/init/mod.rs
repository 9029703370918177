//! `headgate init`: the first deployment's files, and what it needs of Headgate.
//!
//! | module | what |
//! |---|---|
//! | `function` | which function is meant: named, in a template, or the only one |
//! | `template` | functions that a SAM or CloudFormation template names |
//! | `outset` | what is there already, and what follows from it |
//! | `files` | `appspec.yaml` and `headgate.toml` |

mod files;
mod function;
mod outset;
mod template;

use super::group::UNUSED_ROLE;
use crate::client::Client;
use crate::console::{confirmed, tell};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use files::Files;
use headgate_domain::{AliasName, FunctionRef};
use headgate_wire::{
    Alarm, AlarmConfiguration, AutoRollbackConfiguration, AutoRollbackEvent, ComputePlatform, CreateApplicationInput,
    CreateApplicationOutput, CreateDeploymentGroupInput, CreateDeploymentGroupOutput,
};
use outset::Outset;
use serde_json::json;

/// Begin: write an AppSpec for a function, and make its application and deployment group
///
/// What is not given is found out: the function from a template in this folder, or because there is only one; its alias, its
/// versions, and the alarms that watch it, from AWS. What is to be made is told first. Nothing is overwritten, unless `--force` says so.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Init {
    /// The function, by name or ARN
    #[arg(long, value_name = "NAME", value_parser = |text: &str| FunctionRef::new(text))]
    function: Option<FunctionRef>,
    /// Its alias that carries the traffic
    #[arg(long, value_name = "NAME", value_parser = |text: &str| AliasName::new(text))]
    alias: Option<AliasName>,
    /// The application; unless given or settled, the one that deploys the alias already, or one of the function's name
    #[arg(long, short, value_name = "NAME")]
    application: Option<String>,
    /// The deployment group; unless given or settled, the one that deploys the alias already, or one of the alias's name
    #[arg(long, short, value_name = "NAME")]
    group: Option<String>,
    /// The deployment configuration of a group that is made
    #[arg(long, value_name = "NAME", default_value = "CodeDeployDefault.LambdaCanary10Percent5Minutes")]
    config: String,
    /// Overwrite an `appspec.yaml` that is there
    #[arg(long)]
    force: bool,
    /// Do not ask before something is made
    #[arg(long, short)]
    yes: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate init
  headgate init --function orders --alias live
  headgate init --function orders --application shop --group production --yes";

impl Init {
    /// Begins.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let files = Files::in_folder(invocation.folder.as_deref(), self.force)?;
        let account = context.account().await?;
        let client = context.client_in(&account);
        let function = function::chosen(self.function.as_ref(), invocation.folder.as_deref(), &account, &context.settings).await?;
        let alias = self.alias.as_ref().map(AliasName::as_str);
        let named = outset::Named { alias, application: self.application, group: self.group };
        let outset = Outset::of(&function, named, &client, &context.settings).await?;
        tell(&outset.seen());
        if let Some(sentence) = outset.to_be_made(&self.config) {
            tell(&sentence);
            confirmed("Make it?", self.yes)?;
        }
        make(&outset, self.config, &client).await?;
        let written = files.write(&outset, &context.settings)?;
        let document = json!({ "applicationName": outset.application, "deploymentGroupName": outset.group, "files": written });
        let next = files.next(&outset, &context.settings);
        context.console.done(|| document, &format!("Wrote {}.\nNext: `{next}`", written.join(" and ")));
        Ok(())
    }
}

/// Makes what is not there.
async fn make(outset: &Outset, config: String, client: &Client) -> Result<(), Refusal> {
    let application_name = Some(outset.application.clone());
    if !outset.has_application {
        let input = CreateApplicationInput {
            application_name: application_name.clone(),
            compute_platform: Some(ComputePlatform::Lambda),
            ..Default::default()
        };
        let CreateApplicationOutput { .. } = client.call("CreateApplication", &input).await?;
    }
    if !outset.has_group {
        let alarms: Vec<Alarm> = outset.alarms.iter().map(|name| Alarm { name: Some(name.clone()) }).collect();
        let watched = || AlarmConfiguration { enabled: Some(true), alarms: Some(alarms.clone()), ignore_poll_alarm_failure: None };
        let events = vec![AutoRollbackEvent::DeploymentFailure, AutoRollbackEvent::DeploymentStopOnAlarm];
        let input = CreateDeploymentGroupInput {
            application_name,
            deployment_group_name: Some(outset.group.clone()),
            deployment_config_name: Some(config),
            service_role_arn: Some(UNUSED_ROLE.to_owned()),
            alarm_configuration: (!alarms.is_empty()).then(watched),
            auto_rollback_configuration: Some(AutoRollbackConfiguration { enabled: Some(true), events: Some(events) }),
            ..Default::default()
        };
        let CreateDeploymentGroupOutput { .. } = client.call("CreateDeploymentGroup", &input).await?;
    }
    Ok(())
}
