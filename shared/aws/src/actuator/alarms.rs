//! Alarms, metric and composite.

use crate::faults::Asked;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::operation::describe_alarms::DescribeAlarmsOutput;
use aws_sdk_cloudwatch::types::{AlarmType, StateValue};
use headgate_domain::{AlarmName, AlarmReading, AlarmState, AlarmsRead, FailureKind};

/// Reads the alarms in one call: CloudWatch takes a hundred names, a deployment has ten at most.
pub(super) async fn read(cloudwatch: &Client, alarms: &[AlarmName]) -> AlarmsRead {
    if alarms.is_empty() {
        return AlarmsRead::Readings(vec![]);
    }
    let call = cloudwatch.describe_alarms().set_alarm_names(Some(alarms.iter().map(ToString::to_string).collect()));
    let asked = Asked { action: "cloudwatch:DescribeAlarms", resource: "*" };
    match call.alarm_types(AlarmType::MetricAlarm).alarm_types(AlarmType::CompositeAlarm).send().await {
        Ok(answer) => AlarmsRead::Readings(alarms.iter().map(|name| reading(name, &answer)).collect()),
        Err(error) => {
            let failure = asked.failure(&error);
            match failure.kind {
                FailureKind::Throttled => AlarmsRead::Throttled,
                FailureKind::Denied => AlarmsRead::Failed { denied: true, message: failure.message },
                FailureKind::Unknown | FailureKind::Gone | FailureKind::Invalid => {
                    AlarmsRead::Failed { denied: false, message: failure.message }
                }
            }
        }
    }
}

fn reading(name: &AlarmName, answer: &DescribeAlarmsOutput) -> AlarmReading {
    let metric = answer.metric_alarms().iter().find(|alarm| alarm.alarm_name() == Some(name.as_str()));
    let composite = answer.composite_alarms().iter().find(|alarm| alarm.alarm_name() == Some(name.as_str()));
    let state = match (metric, composite) {
        (Some(alarm), _) => Some(state(alarm.state_value())),
        (None, Some(alarm)) => Some(state(alarm.state_value())),
        (None, None) => None,
    };
    AlarmReading { name: name.clone(), state }
}

/// A state that is not known yet is no evidence either way.
pub(crate) fn state(value: Option<&StateValue>) -> AlarmState {
    match value {
        Some(StateValue::Ok) => AlarmState::Ok,
        Some(StateValue::Alarm) => AlarmState::Alarm,
        Some(_) | None => AlarmState::InsufficientData,
    }
}
