//! `CloudWatch` alarms: some over the traffic, some moved by hand.

use crate::lambda::AliasKey;
use crate::traffic::{Minute, Traffic};
use headgate_domain::{AlarmName, AlarmState, AliasName, FunctionArn, Version};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What an alarm looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Requests that failed.
    Errors,
    /// The share of requests that failed, 0 to 1.
    ErrorRate,
    /// The mean time a request took, in milliseconds.
    LatencyMs,
}

/// What a period without data counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingData {
    /// As within the threshold.
    NotBreaching,
    /// As above it.
    Breaching,
    /// As nothing: without any data the state is `INSUFFICIENT_DATA`.
    Missing,
    /// The alarm stays as it is.
    Ignore,
}

/// An alarm over an alias's traffic.
#[derive(Clone, Debug, PartialEq)]
pub struct AlarmRule {
    /// The function.
    pub function: FunctionArn,
    /// The alias.
    pub alias: AliasName,
    /// The version whose share of the traffic it looks at, as `CloudWatch`'s dimension `ExecutedVersion` has it;
    /// `None` looks at all of it.
    pub version: Option<Version>,
    /// What it looks at.
    pub metric: Metric,
    /// A period is above this, or it is well.
    pub threshold: f64,
    /// How many minutes a period has.
    pub period_minutes: usize,
    /// How many periods it looks back on.
    pub evaluation_periods: usize,
    /// How many of them must be above the threshold.
    pub datapoints_to_alarm: usize,
    /// What a period without data counts as.
    pub missing: MissingData,
}

struct Alarm {
    state: AlarmState,
    since: Timestamp,
    rule: Option<AlarmRule>,
}

/// A change of an alarm's state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub(crate) name: AlarmName,
    pub(crate) state: AlarmState,
    pub(crate) previous: AlarmState,
}

/// Every alarm there is.
#[derive(Default)]
pub(crate) struct Alarms(BTreeMap<AlarmName, Alarm>);

impl Alarms {
    pub(crate) fn add(&mut self, name: &AlarmName, state: AlarmState, rule: Option<AlarmRule>, now: Timestamp) {
        self.0.insert(name.clone(), Alarm { state, since: now, rule });
    }

    pub(crate) fn state(&self, name: &AlarmName) -> Option<AlarmState> {
        self.0.get(name).map(|alarm| alarm.state)
    }

    /// An alarm's state, since when it has it, and what it looks at.
    pub(crate) fn seen(&self, name: &AlarmName) -> Option<(AlarmState, Timestamp, Option<&AlarmRule>)> {
        self.0.get(name).map(|alarm| (alarm.state, alarm.since, alarm.rule.as_ref()))
    }

    /// The alarms over a function's traffic.
    pub(crate) fn over(&self, function: &FunctionArn) -> impl Iterator<Item = &AlarmName> {
        self.0.iter().filter(|(_, alarm)| alarm.rule.as_ref().is_some_and(|rule| rule.function == *function)).map(|(name, _)| name)
    }

    /// Since when an alarm is in ALARM, if it is.
    pub(crate) fn firing_since(&self, name: &AlarmName) -> Option<Timestamp> {
        self.0.get(name).filter(|alarm| alarm.state == AlarmState::Alarm).map(|alarm| alarm.since)
    }

    /// Sets a state; the change, if it is one.
    pub(crate) fn set(&mut self, name: &AlarmName, state: AlarmState, now: Timestamp) -> Option<Change> {
        let alarm = self.0.get_mut(name)?;
        if alarm.state == state {
            return None;
        }
        let previous = std::mem::replace(&mut alarm.state, state);
        alarm.since = now;
        Some(Change { name: name.clone(), state, previous })
    }

    /// Looks at what can be read of the traffic.
    pub(crate) fn evaluate(&mut self, traffic: &Traffic, now: Timestamp) -> Vec<Change> {
        let verdict = |alarm: &Alarm| alarm.rule.as_ref().and_then(|rule| judged(rule, traffic, now));
        let judged: Vec<(AlarmName, AlarmState)> =
            self.0.iter().filter_map(|(name, alarm)| Some((name.clone(), verdict(alarm)?))).collect();
        judged.into_iter().filter_map(|(name, state)| self.set(&name, state, now)).collect()
    }
}

/// The state that the last periods call for; `None` leaves the alarm as it is.
fn judged(rule: &AlarmRule, traffic: &Traffic, now: Timestamp) -> Option<AlarmState> {
    let key: AliasKey = (rule.function.clone(), rule.alias.clone());
    let minutes: Vec<Minute> =
        traffic.minutes(&key, rule.version.as_ref(), now).take(rule.period_minutes * rule.evaluation_periods).collect();
    let periods: Vec<Option<f64>> = minutes.chunks(rule.period_minutes).map(|period| value(rule.metric, period)).collect();
    if periods.len() < rule.evaluation_periods {
        return None;
    }
    if periods.iter().all(Option::is_none) {
        return match rule.missing {
            MissingData::NotBreaching => Some(AlarmState::Ok),
            MissingData::Breaching => Some(AlarmState::Alarm),
            MissingData::Missing => Some(AlarmState::InsufficientData),
            MissingData::Ignore => None,
        };
    }
    let breaching = |period: &Option<f64>| match (period, rule.missing) {
        (Some(value), _) => *value > rule.threshold,
        (None, MissingData::Breaching) => true,
        (None, MissingData::NotBreaching | MissingData::Missing | MissingData::Ignore) => false,
    };
    let breached = periods.iter().filter(|period| breaching(period)).count();
    Some(if breached >= rule.datapoints_to_alarm { AlarmState::Alarm } else { AlarmState::Ok })
}

fn value(metric: Metric, period: &[Minute]) -> Option<f64> {
    let requests: f64 = period.iter().map(|minute| minute.requests).sum();
    if requests <= 0.0 {
        return None;
    }
    let errors: f64 = period.iter().map(|minute| minute.errors).sum();
    Some(match metric {
        Metric::Errors => errors,
        Metric::ErrorRate => errors / requests,
        Metric::LatencyMs => period.iter().map(|minute| minute.latency_ms * minute.requests).sum::<f64>() / requests,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::lambda::Alias;
    use crate::traffic::Conduct;
    use headgate_domain::{Routing, Version};

    fn key() -> AliasKey {
        (
            FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned()).unwrap(),
            AliasName::new("live").unwrap(),
        )
    }

    fn minute(number: i64) -> Timestamp {
        Timestamp::from_second(number * 60).unwrap()
    }

    /// An alarm over the share of requests that fail.
    fn rule(missing: MissingData) -> AlarmRule {
        let (function, alias) = key();
        AlarmRule {
            function,
            alias,
            version: None,
            metric: Metric::ErrorRate,
            threshold: 0.1,
            period_minutes: 1,
            evaluation_periods: 2,
            datapoints_to_alarm: 2,
            missing,
        }
    }

    /// The states of an alarm after each minute, where version 1 fails in the bad ones.
    fn states(requests_per_second: f64, bad: std::ops::RangeInclusive<i64>, rule: AlarmRule) -> Vec<AlarmState> {
        let (mut traffic, mut alarms, mut chance) = (Traffic::default(), Alarms::default(), Chance::seeded(1));
        let version = Version::new("1").unwrap();
        let alias = Alias { routing: Routing::all(version.clone()), revision: 1 };
        traffic.load(&key(), &alias, requests_per_second, minute(0));
        let name = AlarmName::new("errors").unwrap();
        alarms.add(&name, AlarmState::Ok, Some(rule), minute(0));
        let states = (1..=5).map(|number| {
            let error_rate = if bad.contains(&number) { 0.5 } else { 0.0 };
            traffic.behave(&key().0, &version, Conduct { error_rate, latency_ms: 20.0 });
            traffic.end_minute(minute(number), minute(number), &mut chance);
            alarms.evaluate(&traffic, minute(number));
            alarms.state(&name).unwrap()
        });
        states.collect()
    }

    #[test]
    fn an_alarm_fires_once_enough_periods_are_above_the_threshold() {
        use AlarmState::{Alarm, Ok};
        assert_eq!(states(100.0, 3..=5, rule(MissingData::Missing)), [Ok, Ok, Ok, Alarm, Alarm]);
        let one_of_three = AlarmRule { evaluation_periods: 3, datapoints_to_alarm: 1, ..rule(MissingData::Missing) };
        assert_eq!(states(100.0, 2..=2, one_of_three), [Ok, Ok, Alarm, Alarm, Ok]);
    }

    #[test]
    fn an_alarm_over_one_version_sees_no_other() {
        use AlarmState::{Alarm, Ok};
        let over = |number: &str| AlarmRule { version: Version::new(number).ok(), ..rule(MissingData::NotBreaching) };
        assert_eq!(states(100.0, 1..=5, over("1"))[4], Alarm);
        assert_eq!(states(100.0, 1..=5, over("2"))[4], Ok);
    }

    #[test]
    fn without_data_an_alarm_does_as_it_was_told() {
        use AlarmState::{Alarm, InsufficientData, Ok};
        assert_eq!(states(0.0, 1..=5, rule(MissingData::NotBreaching))[4], Ok);
        assert_eq!(states(0.0, 1..=5, rule(MissingData::Breaching))[4], Alarm);
        assert_eq!(states(0.0, 1..=5, rule(MissingData::Missing))[4], InsufficientData);
        assert_eq!(states(0.0, 1..=5, rule(MissingData::Ignore))[4], Ok);
    }
}
