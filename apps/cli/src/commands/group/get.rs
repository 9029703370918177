//! `headgate group get`.

use super::named::Named;
use crate::console::{Console, Sheet, style, time, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{
    AutoRollbackConfiguration, AutoRollbackEvent, DeploymentGroupInfo, GetDeploymentGroupInput, GetDeploymentGroupOutput,
    LastDeploymentInfo,
};
use jiff::SignedDuration;

/// Show a deployment group: its rules, and its last deployments
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate group get\n  headgate group get live --application shop --output json")]
pub(super) struct Get {
    #[command(flatten)]
    named: Named,
}

impl Get {
    /// Shows it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let of = self.named.find(&client, &context.settings).await?;
        let input = GetDeploymentGroupInput { application_name: Some(of.application), deployment_group_name: Some(of.group) };
        let output: GetDeploymentGroupOutput = client.call("GetDeploymentGroup", &input).await?;
        context.console.show(
            || written("GetDeploymentGroup", &output),
            || text(&context.console, output.deployment_group_info.clone().unwrap_or_default()),
        );
        Ok(())
    }
}

fn text(console: &Console, info: DeploymentGroupInfo) -> String {
    let span = |seconds: i64| time::span(SignedDuration::from_secs(seconds));
    let alarms = alarms(&info);
    let rollback = rolls_back_on(info.auto_rollback_configuration.as_ref());
    let sheet = Sheet::default()
        .line("group", info.deployment_group_name)
        .line("application", info.application_name)
        .line("id", info.deployment_group_id)
        .line("config", info.deployment_config_name)
        .line("alarms", alarms)
        .line("rolls back on", rollback)
        .line("on conflict", info.on_conflict.map(|on_conflict| on_conflict.to_string()))
        .line("hook timeout", info.hook_timeout_seconds.map(span))
        .line("final bake", info.final_bake_seconds.map(span))
        .line(
            "triggers",
            info.trigger_configurations.iter().flatten().filter_map(|it| it.trigger_name.clone()).collect::<Vec<_>>().join(", "),
        )
        .line("last", info.last_attempted_deployment.map(|last| deployment(console, &last)))
        .line("last success", info.last_successful_deployment.map(|last| deployment(console, &last)));
    sheet.to_string()
}

fn alarms(info: &DeploymentGroupInfo) -> String {
    let Some(configuration) = &info.alarm_configuration else { return "none".to_owned() };
    let names: Vec<&str> = configuration.alarms.iter().flatten().filter_map(|alarm| alarm.name.as_deref()).collect();
    match (names.is_empty(), configuration.enabled) {
        (true, _) => "none".to_owned(),
        (false, Some(true)) => names.join(", "),
        (false, Some(false) | None) => format!("{} (not watched)", names.join(", ")),
    }
}

/// When traffic goes back by itself.
pub(crate) fn rolls_back_on(configuration: Option<&AutoRollbackConfiguration>) -> String {
    let Some(configuration) = configuration.filter(|it| it.enabled == Some(true)) else {
        return "nothing".to_owned();
    };
    let event = |event: &AutoRollbackEvent| match event {
        AutoRollbackEvent::DeploymentFailure => "failure",
        AutoRollbackEvent::DeploymentStopOnAlarm => "alarm",
        AutoRollbackEvent::DeploymentStopOnRequest => "stop",
    };
    configuration.events.iter().flatten().map(event).collect::<Vec<_>>().join(", ")
}

fn deployment(console: &Console, last: &LastDeploymentInfo) -> String {
    let id = last.deployment_id.clone().unwrap_or_default();
    format!("{id}  {}  {}", style::deployment(last.status), console.instant_and_age(last.create_time).unwrap_or_default())
}
