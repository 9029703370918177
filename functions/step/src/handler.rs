//! Wakes.

use headgate_domain::DeploymentId;
use headgate_engine::{EngineError, Generation, Stored};
use headgate_lambda::{Environment, Failure, Handler, Invocation, Metric, Metrics, SettingError, TurnEngine, now, turning};
use serde::Deserialize;
use serde_json::{Value, json};

/// The function.
pub(crate) struct Step {
    engine: TurnEngine,
    metrics: Metrics,
}

impl Handler for Step {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { engine: turning(environment)?, metrics: Metrics::new(environment)? })
    }

    async fn handle(&self, event: Value, _: &Invocation) -> Result<Value, Failure> {
        match decode(event)? {
            Request::Batch(messages) => self.turn_all(messages).await,
            Request::Direct(wake) => self.turn(wake).await.map(|()| json!({})).map_err(Failure::from),
        }
    }
}

/// What an event asks for.
#[derive(Debug, PartialEq)]
enum Request {
    /// Messages of a queue.
    Batch(Vec<Message>),
    /// A message's body.
    Direct(WakeBody),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    message_id: String,
    body: String,
}

/// What is written into a message.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WakeBody {
    deployment_id: DeploymentId,
    generation: Option<u64>,
}

impl Step {
    /// A message that fails is delivered again, and in the end put with the dead letters; the others are done.
    async fn turn_all(&self, messages: Vec<Message>) -> Result<Value, Failure> {
        let mut failures = vec![];
        for Message { message_id, body } in messages {
            let turned = match wake(&body) {
                Ok(wake) => self.turn(wake).await.map_err(Failure::from),
                Err(unreadable) => Err(unreadable),
            };
            if let Err(failure) = turned {
                tracing::error!(message_id, %failure, "a wake failed");
                failures.push(json!({ "itemIdentifier": message_id }));
            }
        }
        Ok(json!({ "batchItemFailures": failures }))
    }

    async fn turn(&self, WakeBody { deployment_id, generation }: WakeBody) -> Result<(), EngineError> {
        let began = now();
        let turned = Box::pin(self.engine.turn(&deployment_id, generation.map(Generation))).await;
        let took = now().duration_since(began).as_millis();
        let properties = match &turned {
            Ok(Some(stored)) => described(stored),
            Ok(None) | Err(_) => json!({ "deployment_id": deployment_id, "failed": turned.is_err() }),
        };
        let stuck = matches!(&turned, Ok(Some(stored)) if stored.deployment.is_stuck());
        let took = (Metric::TurnMs, i64::try_from(took).unwrap_or(i64::MAX));
        let metrics: Vec<(Metric, i64)> = [took].into_iter().chain(stuck.then_some((Metric::RollbackStuck, 1))).collect();
        self.metrics.write(&metrics, &properties);
        turned.map(|_| ())
    }
}

fn described(stored: &Stored) -> Value {
    let deployment = &stored.deployment;
    json!({
        "deployment_id": deployment.id(),
        "group": deployment.group(),
        "state": deployment.state().name(),
        "step": deployment.state().step(),
        "weight": deployment.weights(),
        "rev": stored.rev.0,
    })
}

fn decode(event: Value) -> Result<Request, Failure> {
    let unreadable = |error: serde_json::Error| Failure::unreadable(format!("this is no wake: {error}"));
    match event.get("Records") {
        Some(records) => Vec::deserialize(records).map(Request::Batch).map_err(unreadable),
        None => serde_json::from_value(event).map(Request::Direct).map_err(unreadable),
    }
}

fn wake(body: &str) -> Result<WakeBody, Failure> {
    serde_json::from_str(body).map_err(|error| Failure::unreadable(format!("this is no wake: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_and_its_body_mean_the_same() {
        let body = json!({ "deploymentId": "d-ABCDEF123", "generation": 7 });
        let Ok(Request::Direct(direct)) = decode(body.clone()) else { panic!("a wake") };
        assert_eq!(wake(&body.to_string()), Ok(direct));
        let event = json!({ "Records": [{ "messageId": "m1", "body": body.to_string(), "eventSource": "aws:sqs" }] });
        let Ok(Request::Batch(messages)) = decode(event) else { panic!("messages") };
        assert_eq!(messages, [Message { message_id: "m1".to_owned(), body: body.to_string() }]);
    }

    #[test]
    fn the_sample_is_understood() {
        let event = serde_json::from_str(include_str!("../../../events/step/wake.json")).unwrap();
        let Ok(Request::Batch(messages)) = decode(event) else { panic!("messages") };
        assert_eq!(wake(&messages[0].body).map(|wake| wake.generation), Ok(Some(7)));
    }

    #[test]
    fn poison_is_told_from_a_wake() {
        for poison in ["", "{}", "[]", r#"{"deploymentId":"../etc"}"#, r#"{"deploymentId":"d-ABCDEF123","generation":-1}"#] {
            assert!(wake(poison).is_err(), "{poison}");
        }
        assert!(decode(json!({ "Records": [{ "body": "{}" }] })).is_err());
    }
}
