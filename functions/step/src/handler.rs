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

#[derive(Debug, PartialEq)]
struct Message {
    /// Its id, by which the queue knows it. Without one the whole batch has to come again.
    id: Option<String>,
    /// What it asks for.
    wake: Result<WakeBody, Failure>,
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
        let mut nameless = None;
        for Message { id, wake } in messages {
            let turned = match wake {
                Ok(wake) => self.turn(wake).await.map_err(Failure::from),
                Err(unreadable) => Err(unreadable),
            };
            let Err(failure) = turned else { continue };
            // What fails the invocation is logged with it, and once is enough.
            if id.is_some() || nameless.is_some() {
                tracing::error!(message_id = id, %failure, "a wake failed");
            }
            match id {
                Some(id) => failures.push(json!({ "itemIdentifier": id })),
                None => nameless = nameless.or(Some(failure)),
            }
        }
        nameless.map_or_else(|| Ok(json!({ "batchItemFailures": failures })), Err)
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
        Some(Value::Array(records)) => {
            Ok(Request::Batch(records.iter().enumerate().map(|(index, record)| message(index, record)).collect()))
        }
        Some(_) => Err(Failure::unreadable("`Records` is no list: give a batch as SQS sends it")),
        None => serde_json::from_value(event).map(Request::Direct).map_err(unreadable),
    }
}

fn message(index: usize, record: &Value) -> Message {
    let no_text = || Failure::unreadable(format!("`Records[{index}].body` is no text: give a wake, written as JSON"));
    let wake = record["body"].as_str().ok_or_else(no_text).and_then(|body| {
        serde_json::from_str(body).map_err(|error| Failure::unreadable(format!("`Records[{index}].body` is no wake: {error}")))
    });
    Message { id: record["messageId"].as_str().map(str::to_owned), wake }
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_and_its_body_mean_the_same() {
        let body = json!({ "deploymentId": "d-ABCDEF123", "generation": 7 });
        let Ok(Request::Direct(direct)) = decode(body.clone()) else { panic!("a wake") };
        let event = json!({ "Records": [{ "messageId": "m1", "body": body.to_string(), "eventSource": "aws:sqs" }] });
        let Ok(Request::Batch(messages)) = decode(event) else { panic!("messages") };
        assert_eq!(messages, [Message { id: Some("m1".to_owned()), wake: Ok(direct) }]);
    }

    #[test]
    fn the_sample_is_understood() {
        let event = serde_json::from_str(include_str!("../../../events/step/wake.json")).unwrap();
        let Ok(Request::Batch(messages)) = decode(event) else { panic!("messages") };
        assert_eq!(messages[0].wake.as_ref().map(|wake| wake.generation), Ok(Some(7)));
    }

    #[test]
    fn poison_is_told_from_a_wake() {
        for poison in ["", "{}", "[]", r#"{"deploymentId":"../etc"}"#, r#"{"deploymentId":"d-ABCDEF123","generation":-1}"#] {
            let good = r#"{"deploymentId":"d-ABCDEF123"}"#;
            let event = json!({ "Records": [{ "messageId": "m1", "body": poison }, { "messageId": "m2", "body": good }] });
            let Ok(Request::Batch(messages)) = decode(event) else { panic!("messages") };
            let failure = messages[0].wake.as_ref().unwrap_err().to_string();
            assert!(failure.starts_with("`Records[0].body` is no wake: "), "{poison}: {failure}");
            assert!(messages[1].wake.is_ok(), "{poison}");
        }
    }

    #[test]
    fn a_message_that_is_none_holds_up_no_other() {
        let good = json!({ "messageId": "m1", "body": r#"{"deploymentId":"d-ABCDEF123"}"# });
        for none in [json!({ "messageId": "m0" }), json!({ "messageId": "m0", "body": {} }), json!(null), json!([])] {
            let Ok(Request::Batch(messages)) = decode(json!({ "Records": [none, good] })) else { panic!("messages") };
            assert!(messages[0].wake.is_err(), "{none}");
            assert!(messages[1].wake.is_ok(), "{none}");
        }
        assert!(decode(json!({ "Records": {} })).is_err());
    }
}
