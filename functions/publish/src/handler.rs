//! Records of the table's stream. A record only wakes: the notice itself is read from the table.

use headgate_domain::DeploymentId;
use headgate_lambda::{Environment, Failure, Handler, Invocation, Outbox, ReadEngine, SettingError, reading};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tracing::{Instrument, info_span};

/// The function.
pub(crate) struct Publish {
    engine: ReadEngine,
    outbox: Outbox,
}

impl Handler for Publish {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { engine: reading(environment)?, outbox: Outbox::new(environment)? })
    }

    /// Every deployment has its turn. A fault fails the batch, which then comes again: what was sent is
    /// marked by then, so that only the rest is.
    async fn handle(&self, event: Value, _: &Invocation) -> Result<Value, Failure> {
        let mut sent = 0;
        let mut failure = None;
        for id in decode(&event)? {
            match self.outbox.publish(&self.engine, &id).instrument(info_span!("publish", deployment_id = %id)).await {
                Ok(count) => sent += count,
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        failure.map_or_else(|| Ok(json!({ "sent": sent })), |error| Err(error.into()))
    }
}

/// The deployments that have notices, each once.
fn decode(event: &Value) -> Result<BTreeSet<DeploymentId>, Failure> {
    let records = event["Records"].as_array().ok_or_else(|| Failure::unreadable("this is no batch of a DynamoDB stream"))?;
    let keys = records.iter().map(|record| &record["dynamodb"]["Keys"]);
    keys.filter(|keys| keys["sk"]["S"].as_str().is_some_and(|sk| sk.starts_with("NOTICE#")))
        .map(|keys| deployment(&keys["pk"]["S"]))
        .collect()
}

/// A deployment's items stand under its id.
fn deployment(pk: &Value) -> Result<DeploymentId, Failure> {
    let pk = pk.as_str().unwrap_or_default();
    let id = pk.rsplit_once('#').map_or(pk, |(_, id)| id);
    DeploymentId::new(id).map_err(|error| Failure::unreadable(format!("a notice under `{}`: {error}", pk.escape_debug())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(pk: &str, sk: &str) -> Value {
        json!({ "eventName": "INSERT", "dynamodb": { "Keys": { "pk": { "S": pk }, "sk": { "S": sk } } } })
    }

    #[test]
    fn each_deployment_with_notices_is_named_once() {
        let event = json!({ "Records": [
            record("DEPLOYMENT#d-ABCDEF123", "NOTICE#0000000001"),
            record("DEPLOYMENT#d-ABCDEF123", "NOTICE#0000000002"),
            record("DEPLOYMENT#d-ABCDEF124", "META"),
            record("DEPLOYMENT#d-ABCDEF125", "NOTICE#0000000001"),
        ] });
        let ids: Vec<String> = decode(&event).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(ids, ["d-ABCDEF123", "d-ABCDEF125"]);
    }

    #[test]
    fn the_sample_is_understood() {
        let event = serde_json::from_str(include_str!("../../../events/publish/stream.json")).unwrap();
        assert_eq!(decode(&event), Ok(BTreeSet::from([DeploymentId::new("d-ABCDEF123").unwrap()])));
    }

    #[test]
    fn what_is_no_stream_is_refused() {
        assert!(decode(&json!({})).is_err());
        assert!(decode(&json!({ "Records": [record("LOCK#x", "NOTICE#1")] })).is_err());
    }
}
