//! Triggers: the SNS topics that hear of a group's deployments.

use super::{members, refuse, shown};
use crate::{Exception, Refusal};
use headgate_domain::{Trigger, TriggerEvent};
use headgate_wire as wire;

const TRIGGERS_MAX: usize = 10;
const EVENTS: &str = "one of CodeDeploy's events, such as `DeploymentFailure` or `DeploymentRollback`";

/// Reads a group's triggers.
pub(super) fn read(given: Vec<wire::TriggerConfig>) -> Result<Vec<Trigger>, Refusal> {
    if given.len() > TRIGGERS_MAX {
        let message = format!("`triggerConfigurations` has {} triggers: give at most {TRIGGERS_MAX}", given.len());
        return refuse(Exception::TriggerTargetsLimitExceeded, message);
    }
    let mut triggers: Vec<Trigger> = vec![];
    for (index, trigger) in given.into_iter().enumerate() {
        let trigger = one(&format!("triggerConfigurations[{index}]"), trigger)?;
        if triggers.iter().any(|other| other.name == trigger.name) {
            let message = format!("`triggerConfigurations[{index}].triggerName` is {}: another has it already", shown(&trigger.name));
            return refuse(Exception::InvalidTriggerConfig, message);
        }
        triggers.push(trigger);
    }
    Ok(triggers)
}

fn one(at: &str, given: wire::TriggerConfig) -> Result<Trigger, Refusal> {
    let wrong = |refusal: Refusal| Refusal { code: Exception::InvalidTriggerConfig, ..refusal };
    let name = members::prose(&format!("{at}.triggerName"), &given.trigger_name.unwrap_or_default(), 256).map_err(wrong)?;
    let topic_arn = given.trigger_target_arn.unwrap_or_default();
    if !is_topic(&topic_arn) {
        let message =
            format!("`{at}.triggerTargetArn` is {}: give an SNS topic's ARN, `arn:aws:sns:<region>:<account>:<topic>`", shown(&topic_arn));
        return refuse(Exception::InvalidTriggerConfig, message);
    }
    let events = given.trigger_events.unwrap_or_default();
    if events.is_empty() {
        return refuse(Exception::InvalidTriggerConfig, format!("`{at}.triggerEvents` is empty: give {EVENTS}"));
    }
    let mut events: Vec<TriggerEvent> = events.into_iter().map(event).collect();
    events.dedup();
    Ok(Trigger { name, topic_arn, events })
}

fn is_topic(arn: &str) -> bool {
    let parts: Vec<&str> = arn.split(':').collect();
    let ["arn", partition, "sns", region, account, topic] = parts[..] else { return false };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let named =
        |text: &str| !text.is_empty() && text.len() <= 256 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    partition.starts_with("aws") && plain(partition) && plain(region) && is_account(account) && named(topic)
}

/// Whether this is an IAM role's ARN; whether there is such a role is not asked.
pub(super) fn is_role(arn: &str) -> bool {
    let parts: Vec<&str> = arn.split(':').collect();
    let ["arn", partition, "iam", "", account, resource] = parts[..] else { return false };
    let Some(name) = resource.strip_prefix("role/") else { return false };
    let named = |b: u8| b.is_ascii_alphanumeric() || b"+=,.@_/-".contains(&b);
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let whole = !name.is_empty() && name.len() <= 576 && !name.ends_with('/') && name.bytes().all(named);
    partition.starts_with("aws") && plain(partition) && is_account(account) && whole
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The triggers, as CodeDeploy writes them.
pub(super) fn written(triggers: &[Trigger]) -> Vec<wire::TriggerConfig> {
    let one = |trigger: &Trigger| wire::TriggerConfig {
        trigger_name: Some(trigger.name.clone()),
        trigger_target_arn: Some(trigger.topic_arn.clone()),
        trigger_events: Some(trigger.events.iter().map(|event| written_event(*event)).collect()),
    };
    triggers.iter().map(one).collect()
}

fn event(given: wire::TriggerEventType) -> TriggerEvent {
    match given {
        wire::TriggerEventType::DeploymentStart => TriggerEvent::DeploymentStart,
        wire::TriggerEventType::DeploymentSuccess => TriggerEvent::DeploymentSuccess,
        wire::TriggerEventType::DeploymentFailure => TriggerEvent::DeploymentFailure,
        wire::TriggerEventType::DeploymentStop => TriggerEvent::DeploymentStop,
        wire::TriggerEventType::DeploymentRollback => TriggerEvent::DeploymentRollback,
        wire::TriggerEventType::DeploymentReady => TriggerEvent::DeploymentReady,
        wire::TriggerEventType::InstanceStart => TriggerEvent::InstanceStart,
        wire::TriggerEventType::InstanceSuccess => TriggerEvent::InstanceSuccess,
        wire::TriggerEventType::InstanceFailure => TriggerEvent::InstanceFailure,
        wire::TriggerEventType::InstanceReady => TriggerEvent::InstanceReady,
    }
}

fn written_event(event: TriggerEvent) -> wire::TriggerEventType {
    match event {
        TriggerEvent::DeploymentStart => wire::TriggerEventType::DeploymentStart,
        TriggerEvent::DeploymentSuccess => wire::TriggerEventType::DeploymentSuccess,
        TriggerEvent::DeploymentFailure => wire::TriggerEventType::DeploymentFailure,
        TriggerEvent::DeploymentStop => wire::TriggerEventType::DeploymentStop,
        TriggerEvent::DeploymentRollback => wire::TriggerEventType::DeploymentRollback,
        TriggerEvent::DeploymentReady => wire::TriggerEventType::DeploymentReady,
        TriggerEvent::InstanceStart => wire::TriggerEventType::InstanceStart,
        TriggerEvent::InstanceSuccess => wire::TriggerEventType::InstanceSuccess,
        TriggerEvent::InstanceFailure => wire::TriggerEventType::InstanceFailure,
        TriggerEvent::InstanceReady => wire::TriggerEventType::InstanceReady,
    }
}
