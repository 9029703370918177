//! What CloudWatch says of alarms, by whichever way it comes.

use headgate_domain::{Account, AlarmName, AlarmState};
use headgate_engine::AlarmChange;
use headgate_lambda::{Environment, Failure, Handler, Invocation, Metric, Metrics, SettingError, TurnEngine, now, turning};
use headgate_wire::shown;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt;
use tracing::{Instrument, info_span};

/// The function.
pub(crate) struct Alarm {
    engine: TurnEngine,
    metrics: Metrics,
}

impl Handler for Alarm {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { engine: turning(environment)?, metrics: Metrics::new(environment)? })
    }

    /// Every change has its turn before the first one that cannot be read fails the invocation.
    async fn handle(&self, event: Value, _: &Invocation) -> Result<Value, Failure> {
        let mut watchers = 0;
        let mut failure = None;
        for heard in decode(&event) {
            match self.take_in(heard).await {
                Ok(count) => watchers += count,
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        failure.map_or_else(|| Ok(json!({ "watchers": watchers })), Err)
    }
}

impl Alarm {
    async fn take_in(&self, heard: Result<Heard, Failure>) -> Result<usize, Failure> {
        let Heard { change, arn } = heard?;
        if !is_at_home(arn.as_deref(), &self.engine.installation().account) {
            tracing::warn!(alarm = %change.alarm, arn, "an alarm of another account or region is none that a deployment watches");
            return Ok(0);
        }
        let began = now();
        let taken_in = Box::pin(self.engine.alarm_changed(&change));
        let watchers = taken_in.instrument(info_span!("alarm", alarm = %change.alarm)).await;
        self.measure(&change, began);
        Ok(watchers?)
    }

    /// From the alarm to the moment when Lambda took the routing that it led to.
    fn measure(&self, change: &AlarmChange, began: Timestamp) {
        let Some(routed_at) = self.engine.actuator().routed_at().filter(|at| *at >= began) else { return };
        let latency = routed_at.duration_since(change.at).as_millis();
        let properties = json!({ "alarm": change.alarm, "of_which_headgate_ms": routed_at.duration_since(began).as_millis() });
        self.metrics.write(&[(Metric::RollbackLatencyMs, i64::try_from(latency).unwrap_or(i64::MAX))], &properties);
    }
}

/// What was said of an alarm, and of which: others may have alarms of the same name.
#[derive(Debug, PartialEq)]
struct Heard {
    change: AlarmChange,
    /// The alarm's ARN, if the message has it.
    arn: Option<String>,
}

/// Whether an alarm is of this account and region, as every alarm is that a deployment watches. A message that does not
/// say so is believed.
fn is_at_home(arn: Option<&str>, home: &Account) -> bool {
    let Some(arn) = arn else { return true };
    let mut parts = arn.splitn(6, ':').skip(3);
    (parts.next(), parts.next()) == (Some(home.region.as_str()), Some(home.id.as_str()))
}

/// As EventBridge has it under `detail`, and a direct action under `alarmData`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    alarm_name: String,
    state: ToldState,
    previous_state: Option<ToldState>,
}

#[derive(Deserialize)]
struct ToldState {
    value: State,
    timestamp: Option<String>,
}

/// As CloudWatch writes it to a topic.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Message {
    alarm_name: String,
    new_state_value: State,
    old_state_value: Option<State>,
    state_change_time: String,
    alarm_arn: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum State {
    Ok,
    Alarm,
    InsufficientData,
}

impl From<State> for AlarmState {
    fn from(state: State) -> Self {
        match state {
            State::Ok => Self::Ok,
            State::Alarm => Self::Alarm,
            State::InsufficientData => Self::InsufficientData,
        }
    }
}

fn decode(event: &Value) -> Vec<Result<Heard, Failure>> {
    if let Some(records) = event["Records"].as_array() {
        return records.iter().enumerate().map(|(index, record)| written(index, &record["Sns"]["Message"])).collect();
    }
    let (place, arn) = if event["alarmData"].is_object() { ("alarmData", &event["alarmArn"]) } else { ("detail", &event["resources"][0]) };
    vec![told_directly(place, &event[place], arn, &event["time"])]
}

fn told_directly(place: &str, told: &Value, arn: &Value, sent_at: &Value) -> Result<Heard, Failure> {
    let Told { alarm_name, state, previous_state } = Told::deserialize(told).map_err(|error| unreadable(place, &error))?;
    let at = state.timestamp.as_deref().or(sent_at.as_str()).unwrap_or_default();
    let change = change(place, alarm_name, state.value, previous_state.map(|state| state.value), at)?;
    Ok(Heard { change, arn: arn.as_str().map(str::to_owned) })
}

fn written(index: usize, message: &Value) -> Result<Heard, Failure> {
    let place = format!("Records[{index}].Sns.Message");
    let message = serde_json::from_str(message.as_str().unwrap_or_default()).map_err(|error| unreadable(&place, &error))?;
    let Message { alarm_name, new_state_value, old_state_value, state_change_time, alarm_arn } = message;
    let change = change(&place, alarm_name, new_state_value, old_state_value, &state_change_time)?;
    Ok(Heard { change, arn: alarm_arn })
}

fn change(place: &str, name: String, state: State, previous: Option<State>, at: &str) -> Result<AlarmChange, Failure> {
    let alarm = AlarmName::new(name).map_err(|error| unreadable(place, &error))?;
    Ok(AlarmChange { alarm, state: state.into(), previous: previous.map(AlarmState::from), at: instant(place, at)? })
}

/// CloudWatch writes the zone as `+0000`.
fn instant(place: &str, text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|error| unreadable(place, &format_args!("{} is no time of its change: {error}", shown(text))))
}

fn unreadable(place: &str, why: &dyn fmt::Display) -> Failure {
    Failure::unreadable(format!("`{place}` tells of no change of a CloudWatch alarm: {why}"))
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;

    fn errors_alarm() -> AlarmChange {
        AlarmChange {
            alarm: AlarmName::new("orders-errors").unwrap(),
            state: AlarmState::Alarm,
            previous: Some(AlarmState::Ok),
            at: "2026-11-05T10:00:00.250Z".parse().unwrap(),
        }
    }

    fn changes(event: &Value) -> Vec<Result<AlarmChange, Failure>> {
        decode(event).into_iter().map(|heard| heard.map(|heard| heard.change)).collect()
    }

    fn told() -> Value {
        json!({
            "alarmName": "orders-errors",
            "state": { "value": "ALARM", "reason": "threshold crossed", "timestamp": "2026-11-05T10:00:00.250+0000" },
            "previousState": { "value": "OK", "timestamp": "2026-11-05T09:00:00.000+0000" },
        })
    }

    #[test]
    fn the_three_ways_say_the_same() {
        let by_rule = json!({ "source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change", "detail": told() });
        let by_action = json!({ "source": "aws.cloudwatch", "alarmArn": "arn:…", "alarmData": told() });
        let message = json!({
            "AlarmName": "orders-errors",
            "NewStateValue": "ALARM",
            "OldStateValue": "OK",
            "StateChangeTime": "2026-11-05T10:00:00.250+0000",
        });
        let by_topic = json!({ "Records": [{ "EventSource": "aws:sns", "Sns": { "Message": message.to_string() } }] });
        for event in [by_rule, by_action, by_topic] {
            assert_eq!(changes(&event), [Ok(errors_alarm())]);
        }
    }

    #[test]
    fn the_samples_say_the_same_as_well() {
        let samples = [
            include_str!("../../../events/alarm/eventbridge.json"),
            include_str!("../../../events/alarm/sns.json"),
            include_str!("../../../events/alarm/action.json"),
        ];
        for sample in samples {
            let sample = serde_json::from_str(sample).unwrap();
            assert_eq!(changes(&sample), [Ok(errors_alarm())]);
            let arn = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-errors";
            assert_eq!(decode(&sample)[0].as_ref().unwrap().arn.as_deref(), Some(arn));
        }
    }

    #[test]
    fn only_alarms_of_this_account_and_region_are_at_home() {
        let home = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        let arn = |region: &str, account: &str| format!("arn:aws:cloudwatch:{region}:{account}:alarm:orders:errors");
        assert!(is_at_home(None, &home));
        assert!(is_at_home(Some(&arn("eu-west-1", "123456789012")), &home));
        for other in [arn("us-east-1", "123456789012"), arn("eu-west-1", "999999999999"), arn("", ""), String::new(), "arn".to_owned()] {
            assert!(!is_at_home(Some(&other), &home), "{other}");
        }
    }

    #[test]
    fn one_that_cannot_be_read_does_not_hide_the_next() {
        let good = json!({ "AlarmName": "a", "NewStateValue": "INSUFFICIENT_DATA", "StateChangeTime": "2026-11-05T10:00:00Z" });
        let event = json!({ "Records": [{ "Sns": { "Message": "hello" } }, { "Sns": { "Message": good.to_string() } }] });
        let decoded = changes(&event);
        let message = decoded[0].as_ref().unwrap_err().to_string();
        assert!(message.starts_with("`Records[0].Sns.Message` tells of no change"), "{message}");
        assert_eq!(decoded[1].as_ref().map(|change| change.state), Ok(AlarmState::InsufficientData));
        assert!(decode(&json!({}))[0].is_err());
    }
}
