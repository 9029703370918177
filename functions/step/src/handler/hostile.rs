//! Events that nobody should send: each is read, or there is a message that says why not.

use super::*;
use headgate_lambda::hostile::{any_event, any_text, readable};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_event_is_read_or_told_of(event in any_event(&[
        include_str!("../../../../events/step/wake.json"),
        r#"{"deploymentId": "d-ABCDEF123", "generation": 7}"#,
    ])) {
        let list = event.get("Records").and_then(Value::as_array).map(Vec::len);
        match decode(event) {
            Ok(Request::Batch(messages)) => {
                prop_assert_eq!(Some(messages.len()), list, "no message is lost");
                messages.iter().filter_map(|message| message.wake.as_ref().err()).try_for_each(|failure| readable(&failure.to_string()))?;
            }
            Ok(Request::Direct(_)) => {}
            Err(failure) => readable(&failure.to_string())?,
        }
    }

    #[test]
    fn any_body_is_read_or_told_of(body in any_text()) {
        let event = json!({ "Records": [
            { "messageId": "m0", "body": body },
            { "messageId": "m1", "body": json!({ "deploymentId": body }).to_string() },
            { "messageId": "m2", "body": r#"{"deploymentId":"d-ABCDEF123"}"# },
        ] });
        let Ok(Request::Batch(messages)) = decode(event) else { return Err(TestCaseError::fail("these are messages")) };
        messages.iter().filter_map(|message| message.wake.as_ref().err()).try_for_each(|failure| readable(&failure.to_string()))?;
        prop_assert!(messages[2].wake.is_ok(), "one holds up no other");
    }
}
