//! Alarms with the reasons for their states.

use crate::actuator::alarms::state;
use crate::faults::Asked;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::operation::describe_alarms::builders::DescribeAlarmsFluentBuilder;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{AlarmType, CompositeAlarm, Dimension, MetricAlarm};
use headgate_domain::{AlarmName, Failure, FunctionArn};
use headgate_engine::{AlarmSeen, AlarmStanding, Seen};
use jiff::Timestamp;
use std::collections::BTreeMap;

const ASKED: Asked<'static> = Asked { action: "cloudwatch:DescribeAlarms", resource: "*" };
/// Pages of a hundred alarms among which those over a function are looked for.
const PAGES_MAX: usize = 20;

/// Alarms by their names, in one call: CloudWatch takes a hundred.
pub(super) async fn named(cloudwatch: &Client, names: &[AlarmName]) -> Result<Vec<AlarmSeen>, Failure> {
    if names.is_empty() {
        return Ok(vec![]);
    }
    let call = cloudwatch.describe_alarms().set_alarm_names(Some(names.iter().map(ToString::to_string).collect()));
    let answer = both_kinds(call).send().await.map_err(|error| ASKED.failure(&error))?;
    let metric = answer.metric_alarms().iter().filter_map(|alarm| Some((alarm.alarm_name()?, of_metric(alarm))));
    let composite = answer.composite_alarms().iter().filter_map(|alarm| Some((alarm.alarm_name()?, of_others(alarm))));
    let mut found: BTreeMap<&str, AlarmStanding> = metric.chain(composite).collect();
    Ok(names.iter().map(|name| AlarmSeen { name: name.clone(), standing: found.remove(name.as_str()) }).collect())
}

/// The alarms over a function's metrics, and whether all alarms there are were looked through.
pub(super) async fn over(cloudwatch: &Client, function: &FunctionArn) -> (Seen<AlarmSeen>, bool) {
    let (mut seen, mut next) = (Seen::default(), None);
    for _ in 0..PAGES_MAX {
        let page = cloudwatch.describe_alarms().alarm_types(AlarmType::MetricAlarm).max_records(100).set_next_token(next);
        let page = match page.send().await {
            Ok(page) => page,
            Err(error) => {
                seen.unread.push(ASKED.failure(&error));
                return (seen, true);
            }
        };
        for alarm in page.metric_alarms() {
            let standing = of_metric(alarm);
            let name = alarm.alarm_name().and_then(|name| AlarmName::new(name).ok());
            if let Some(name) = name.filter(|_| standing.dimensions.get("FunctionName").is_some_and(|name| name == function.name())) {
                seen.items.push(AlarmSeen { name, standing: Some(standing) });
            }
        }
        next = page.next_token;
        if next.is_none() {
            return (seen, true);
        }
    }
    (seen, false)
}

/// Composite alarms are left out unless they are asked for.
fn both_kinds(call: DescribeAlarmsFluentBuilder) -> DescribeAlarmsFluentBuilder {
    call.alarm_types(AlarmType::MetricAlarm).alarm_types(AlarmType::CompositeAlarm)
}

fn of_metric(alarm: &MetricAlarm) -> AlarmStanding {
    let of_parts = alarm.metrics().iter().filter_map(|part| Some(dimensions(part.metric_stat()?.metric()?.dimensions())));
    let shared = of_parts.reduce(|mut one, other| {
        one.retain(|name, value| other.get(name) == Some(value));
        one
    });
    AlarmStanding {
        state: state(alarm.state_value()),
        reason: alarm.state_reason().map(str::to_owned),
        since: changed(alarm.state_transitioned_timestamp(), alarm.state_updated_timestamp()),
        metric: alarm.metric_name().map(str::to_owned),
        dimensions: shared.unwrap_or_else(|| dimensions(alarm.dimensions())),
    }
}

fn of_others(alarm: &CompositeAlarm) -> AlarmStanding {
    AlarmStanding {
        state: state(alarm.state_value()),
        reason: alarm.state_reason().map(str::to_owned),
        since: changed(alarm.state_transitioned_timestamp(), alarm.state_updated_timestamp()),
        metric: None,
        dimensions: BTreeMap::new(),
    }
}

fn dimensions(given: &[Dimension]) -> BTreeMap<String, String> {
    given.iter().filter_map(|dimension| Some((dimension.name()?.to_owned(), dimension.value()?.to_owned()))).collect()
}

/// When a state began; where CloudWatch does not say, when it was last confirmed.
fn changed(transitioned: Option<&DateTime>, updated: Option<&DateTime>) -> Option<Timestamp> {
    transitioned.or(updated).and_then(instant)
}

/// An instant of the SDK's.
pub(super) fn instant(at: &DateTime) -> Option<Timestamp> {
    Timestamp::from_millisecond(at.to_millis().ok()?).ok()
}
