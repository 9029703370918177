//! What CloudWatch says of alarms, by whichever way it comes.

use headgate_domain::{AlarmName, AlarmState};
use headgate_engine::AlarmChange;
use headgate_lambda::{Environment, Failure, Handler, Invocation, Metric, Metrics, SettingError, TurnEngine, now, turning};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
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
        for change in decode(&event) {
            match self.take_in(change).await {
                Ok(count) => watchers += count,
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        failure.map_or_else(|| Ok(json!({ "watchers": watchers })), Err)
    }
}

impl Alarm {
    async fn take_in(&self, change: Result<AlarmChange, Failure>) -> Result<usize, Failure> {
        let change = change?;
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

fn decode(event: &Value) -> Vec<Result<AlarmChange, Failure>> {
    if let Some(records) = event["Records"].as_array() {
        return records.iter().map(|record| written(&record["Sns"]["Message"])).collect();
    }
    let told = if event["alarmData"].is_object() { &event["alarmData"] } else { &event["detail"] };
    vec![told_directly(told, &event["time"])]
}

fn told_directly(told: &Value, sent_at: &Value) -> Result<AlarmChange, Failure> {
    let Told { alarm_name, state, previous_state } = Told::deserialize(told).map_err(|error| unreadable(&error))?;
    let at = state.timestamp.as_deref().or(sent_at.as_str()).unwrap_or_default();
    change(alarm_name, state.value, previous_state.map(|state| state.value), at)
}

fn written(message: &Value) -> Result<AlarmChange, Failure> {
    let message = serde_json::from_str(message.as_str().unwrap_or_default()).map_err(|error| unreadable(&error))?;
    let Message { alarm_name, new_state_value, old_state_value, state_change_time } = message;
    change(alarm_name, new_state_value, old_state_value, &state_change_time)
}

fn change(name: String, state: State, previous: Option<State>, at: &str) -> Result<AlarmChange, Failure> {
    let alarm = AlarmName::new(name).map_err(|error| Failure::unreadable(error.to_string()))?;
    Ok(AlarmChange { alarm, state: state.into(), previous: previous.map(AlarmState::from), at: instant(at)? })
}

/// CloudWatch writes the zone as `+0000`.
fn instant(text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|error| Failure::unreadable(format!("`{}` is no time of an alarm's change: {error}", text.escape_debug())))
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::unreadable(format!("this is no change of a CloudWatch alarm: {error}"))
}

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
            assert_eq!(decode(&event), [Ok(errors_alarm())]);
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
            assert_eq!(decode(&serde_json::from_str(sample).unwrap()), [Ok(errors_alarm())]);
        }
    }

    #[test]
    fn one_that_cannot_be_read_does_not_hide_the_next() {
        let good = json!({ "AlarmName": "a", "NewStateValue": "INSUFFICIENT_DATA", "StateChangeTime": "2026-11-05T10:00:00Z" });
        let event = json!({ "Records": [{ "Sns": { "Message": "hello" } }, { "Sns": { "Message": good.to_string() } }] });
        let decoded = decode(&event);
        assert!(decoded[0].is_err());
        assert_eq!(decoded[1].as_ref().map(|change| change.state), Ok(AlarmState::InsufficientData));
        assert!(decode(&json!({}))[0].is_err());
    }
}
