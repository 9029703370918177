//! Alarms and the rollback policy: what judges a deployment, and what then happens by itself.

use super::refuse;
use crate::{Exception, Refusal};
use headgate_domain::{AlarmConfiguration, AlarmName, RollbackPolicy};
use headgate_wire as wire;
use headgate_wire::AutoRollbackEvent;

const ALARMS_MAX: usize = 10;
const EVENTS: &str = "`DEPLOYMENT_FAILURE`, `DEPLOYMENT_STOP_ON_ALARM` or `DEPLOYMENT_STOP_ON_REQUEST`";

/// Reads the alarms of a group or a deployment.
pub(super) fn configuration(member: &str, given: wire::AlarmConfiguration) -> Result<AlarmConfiguration, Refusal> {
    let alarms = given.alarms.unwrap_or_default();
    if alarms.len() > ALARMS_MAX {
        let message = format!("`{member}.alarms` names {} alarms: give at most {ALARMS_MAX}", alarms.len());
        return refuse(Exception::AlarmsLimitExceeded, message);
    }
    let mut names: Vec<AlarmName> = vec![];
    for (index, alarm) in alarms.into_iter().enumerate() {
        let name = name(member, index, alarm)?;
        if names.contains(&name) {
            let message = format!("`{member}.alarms[{index}].name` is `{name}`, which stands in the list already: leave it out");
            return refuse(Exception::InvalidAlarmConfig, message);
        }
        names.push(name);
    }
    let enabled = given.enabled.unwrap_or(false);
    if enabled && names.is_empty() {
        let message = format!("`{member}.enabled` is true, but `{member}.alarms` is empty: name an alarm, or disable them");
        return refuse(Exception::InvalidAlarmConfig, message);
    }
    Ok(AlarmConfiguration { enabled, ignore_poll_failure: given.ignore_poll_alarm_failure.unwrap_or(false), names })
}

fn name(member: &str, index: usize, alarm: wire::Alarm) -> Result<AlarmName, Refusal> {
    let at = format!("{member}.alarms[{index}].name");
    let Some(name) = alarm.name else {
        return refuse(Exception::InvalidAlarmConfig, format!("`{at}` is missing: give the alarm's name"));
    };
    AlarmName::new(name).map_err(|error| Refusal::new(Exception::InvalidAlarmConfig, format!("`{at}`: {error}")))
}

/// Reads what is rolled back automatically.
pub(super) fn rollback(given: &wire::AutoRollbackConfiguration) -> Result<RollbackPolicy, Refusal> {
    let mut policy = RollbackPolicy { enabled: given.enabled.unwrap_or(false), ..RollbackPolicy::default() };
    for event in given.events.iter().flatten() {
        match event {
            AutoRollbackEvent::DeploymentFailure => policy.on_failure = true,
            AutoRollbackEvent::DeploymentStopOnAlarm => policy.on_alarm = true,
            AutoRollbackEvent::DeploymentStopOnRequest => policy.on_request = true,
        }
    }
    if policy.enabled && !(policy.on_failure || policy.on_alarm || policy.on_request) {
        let message = format!("`autoRollbackConfiguration` is enabled, but its `events` are empty: give {EVENTS}, or disable it");
        return refuse(Exception::InvalidAutoRollbackConfig, message);
    }
    Ok(policy)
}

/// The alarms, as CodeDeploy writes them.
pub(super) fn written(alarms: &AlarmConfiguration) -> wire::AlarmConfiguration {
    wire::AlarmConfiguration {
        enabled: Some(alarms.enabled),
        ignore_poll_alarm_failure: Some(alarms.ignore_poll_failure),
        alarms: Some(alarms.names.iter().map(|name| wire::Alarm { name: Some(name.to_string()) }).collect()),
    }
}

/// The rollback policy, as CodeDeploy writes it.
pub(super) fn written_rollback(policy: RollbackPolicy) -> wire::AutoRollbackConfiguration {
    let events = [
        (policy.on_failure, AutoRollbackEvent::DeploymentFailure),
        (policy.on_alarm, AutoRollbackEvent::DeploymentStopOnAlarm),
        (policy.on_request, AutoRollbackEvent::DeploymentStopOnRequest),
    ];
    let events = events.into_iter().filter(|(on, _)| *on).map(|(_, event)| event);
    wire::AutoRollbackConfiguration { enabled: Some(policy.enabled), events: Some(events.collect()) }
}
