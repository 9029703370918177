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

    /// Every deployment has its turn. A fault, or a record that cannot be read, fails the batch, which then comes again:
    /// what was sent is marked by then, so that only the rest is.
    async fn handle(&self, event: Value, _: &Invocation) -> Result<Value, Failure> {
        let mut sent = 0;
        let (ids, mut failure) = decode(&event)?;
        for id in ids {
            match self.outbox.publish(&self.engine, &id).instrument(info_span!("publish", deployment_id = %id)).await {
                Ok(count) => sent += count,
                Err(error) => failure = failure.or(Some(error.into())),
            }
        }
        failure.map_or_else(|| Ok(json!({ "sent": sent })), Err)
    }
}

/// The deployments that have notices, each once, and the first record of a notice that names none.
fn decode(event: &Value) -> Result<(BTreeSet<DeploymentId>, Option<Failure>), Failure> {
    let no_batch = || Failure::unreadable("`Records` is no list: give a batch of a DynamoDB stream");
    let records = event["Records"].as_array().ok_or_else(no_batch)?;
    let mut ids = BTreeSet::new();
    let mut failure = None;
    for (index, record) in records.iter().enumerate() {
        let keys = &record["dynamodb"]["Keys"];
        if !keys["sk"]["S"].as_str().is_some_and(|sk| sk.starts_with("NOTICE#")) {
            continue;
        }
        match deployment(index, &keys["pk"]["S"]) {
            Ok(id) => drop(ids.insert(id)),
            Err(unreadable) => failure = failure.or(Some(unreadable)),
        }
    }
    Ok((ids, failure))
}

/// A deployment's items stand under its id.
fn deployment(index: usize, pk: &Value) -> Result<DeploymentId, Failure> {
    let pk = pk.as_str().unwrap_or_default();
    let id = pk.rsplit_once('#').map_or(pk, |(_, id)| id);
    DeploymentId::new(id).map_err(|error| Failure::unreadable(format!("`Records[{index}].dynamodb.Keys.pk` is of no deployment: {error}")))
}

#[cfg(test)]
mod hostile;

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
        let (ids, failure) = decode(&event).unwrap();
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!((ids.as_slice(), failure), (["d-ABCDEF123".to_owned(), "d-ABCDEF125".to_owned()].as_slice(), None));
    }

    #[test]
    fn the_sample_is_understood() {
        let event = serde_json::from_str(include_str!("../../../events/publish/stream.json")).unwrap();
        assert_eq!(decode(&event), Ok((BTreeSet::from([DeploymentId::new("d-ABCDEF123").unwrap()]), None)));
    }

    #[test]
    fn what_is_no_stream_is_refused() {
        assert!(decode(&json!({})).is_err());
        assert!(decode(&json!({ "Records": {} })).is_err());
    }

    #[test]
    fn one_that_cannot_be_read_does_not_hide_the_next() {
        let records = [record("LOCK#x", "NOTICE#1"), record("DEPLOYMENT#d-ABCDEF123", "NOTICE#1"), json!(7)];
        let (ids, failure) = decode(&json!({ "Records": records })).unwrap();
        assert_eq!(ids, BTreeSet::from([DeploymentId::new("d-ABCDEF123").unwrap()]));
        assert!(failure.unwrap().to_string().starts_with("`Records[0].dynamodb.Keys.pk` is of no deployment: `x` is not"));
    }
}
