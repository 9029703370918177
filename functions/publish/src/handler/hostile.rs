//! Events that nobody should send: each is read, or there is a message that says why not.

use super::*;
use headgate_lambda::hostile::{any_event, any_text, readable};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_event_is_read_or_told_of(event in any_event(&[include_str!("../../../../events/publish/stream.json")])) {
        match decode(&event) {
            Ok((_, failure)) => failure.iter().try_for_each(|failure| readable(&failure.to_string()))?,
            Err(failure) => readable(&failure.to_string())?,
        }
    }

    #[test]
    fn any_key_is_read_or_told_of(pk in any_text()) {
        let record = |pk: &str| json!({ "dynamodb": { "Keys": { "pk": { "S": pk }, "sk": { "S": "NOTICE#1" } } } });
        let (ids, failure) = decode(&json!({ "Records": [record(&pk), record("DEPLOYMENT#d-ABCDEF999")] })).unwrap();
        prop_assert!(ids.contains(&DeploymentId::new("d-ABCDEF999").unwrap()), "one holds up no other");
        failure.iter().try_for_each(|failure| readable(&failure.to_string()))?;
    }
}
