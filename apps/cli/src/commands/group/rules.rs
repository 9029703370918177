//! The options that say which rules a group's deployments run under.

use crate::commands::duration;
use crate::commands::input::Input;
use crate::commands::meeting::Meeting;
use crate::refusal::Refusal;
use clap::{Args, ValueEnum};
use headgate_wire::{Alarm, AlarmConfiguration, AutoRollbackConfiguration, AutoRollbackEvent, UpdateDeploymentGroupInput};
use serde::de::DeserializeOwned;
use serde_json::json;

/// What is not given stays as it is, or gets CodeDeploy's default.
#[derive(Args, Debug)]
pub(super) struct Rules {
    /// The deployment configuration: the steps that traffic takes
    #[arg(long, value_name = "NAME")]
    config: Option<String>,
    /// A CloudWatch alarm that takes traffic back; may be given more than once
    #[arg(long = "alarm", value_name = "NAME")]
    alarms: Vec<String>,
    /// Watch no alarm
    #[arg(long, conflicts_with = "alarms")]
    no_alarms: bool,
    /// When traffic goes back by itself; may be given more than once
    #[arg(long, value_name = "WHEN", value_enum)]
    roll_back_on: Vec<Cause>,
    /// Never take traffic back by itself
    #[arg(long, conflicts_with = "roll_back_on")]
    no_rollback: bool,
    /// What becomes of a deployment that meets an active one
    #[arg(long, value_name = "WHAT", value_enum)]
    on_conflict: Option<Meeting>,
    /// How long a validation function may take, such as `10m`
    #[arg(long, value_name = "SPAN", value_parser = duration::seconds)]
    hook_timeout: Option<i64>,
    /// How long alarms are watched after the last step, such as `15m`
    #[arg(long, value_name = "SPAN", value_parser = duration::seconds)]
    final_bake: Option<i64>,
    /// Whether to start although an alarm is active
    #[arg(long, value_name = "BOOLEAN")]
    ignore_active_alarms: Option<bool>,
    #[command(flatten)]
    input: Input,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Cause {
    /// A deployment fails
    Failure,
    /// An alarm fires
    Alarm,
    /// Somebody stops a deployment
    Stop,
}

impl Rules {
    /// The input of an operation with these rules, and with these members besides.
    pub(super) fn input<T: DeserializeOwned>(self, besides: UpdateDeploymentGroupInput) -> Result<T, Refusal> {
        let (alarms, rollback) = (self.alarms(), self.rollback());
        self.input.with(json!(UpdateDeploymentGroupInput {
            deployment_config_name: self.config,
            alarm_configuration: alarms,
            auto_rollback_configuration: rollback,
            on_conflict: self.on_conflict.map(Into::into),
            hook_timeout_seconds: self.hook_timeout,
            final_bake_seconds: self.final_bake,
            ignore_active_alarms: self.ignore_active_alarms,
            ..besides
        }))
    }

    fn alarms(&self) -> Option<AlarmConfiguration> {
        let alarms = self.alarms.iter().map(|name| Alarm { name: Some(name.clone()) }).collect();
        let is_given = self.no_alarms || !self.alarms.is_empty();
        is_given.then_some(AlarmConfiguration { enabled: Some(!self.no_alarms), alarms: Some(alarms), ignore_poll_alarm_failure: None })
    }

    fn rollback(&self) -> Option<AutoRollbackConfiguration> {
        let event = |cause: &Cause| match cause {
            Cause::Failure => AutoRollbackEvent::DeploymentFailure,
            Cause::Alarm => AutoRollbackEvent::DeploymentStopOnAlarm,
            Cause::Stop => AutoRollbackEvent::DeploymentStopOnRequest,
        };
        let events = (!self.no_rollback).then(|| self.roll_back_on.iter().map(event).collect());
        let is_given = self.no_rollback || !self.roll_back_on.is_empty();
        is_given.then_some(AutoRollbackConfiguration { enabled: Some(!self.no_rollback), events })
    }
}
