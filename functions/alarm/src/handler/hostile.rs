//! Events that nobody should send: each is read, or there is a message that says why not.

use super::*;
use headgate_lambda::hostile::{any_event, any_text, readable};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_event_is_read_or_told_of(event in any_event(&[
        include_str!("../../../../events/alarm/eventbridge.json"),
        include_str!("../../../../events/alarm/sns.json"),
        include_str!("../../../../events/alarm/action.json"),
    ])) {
        for heard in decode(&event) {
            match heard {
                Ok(Heard { change, .. }) => prop_assert!(!change.alarm.as_str().contains(char::is_control)),
                Err(failure) => readable(&failure.to_string())?,
            }
        }
    }

    /// What SNS carries is a text, whose inside no edit of the event comes to.
    #[test]
    fn any_message_is_read_or_told_of(name in any_text(), state in any_text(), at in any_text(), arn in any_text()) {
        let home = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        let states = ["ALARM".to_owned(), state];
        let times = ["2026-11-05T10:00:00.250+0000".to_owned(), at.clone()];
        for (state, at) in states.iter().flat_map(|state| times.iter().map(move |at| (state, at))) {
            let message = json!({ "AlarmName": name, "NewStateValue": state, "StateChangeTime": at, "AlarmArn": arn });
            let good = json!({ "AlarmName": "a", "NewStateValue": "OK", "StateChangeTime": "2026-11-05T10:00:00Z" });
            let records = json!([{ "Sns": { "Message": message.to_string() } }, { "Sns": { "Message": good.to_string() } }]);
            let heard = decode(&json!({ "Records": records }));
            prop_assert!(heard[1].is_ok(), "one holds up no other");
            match &heard[0] {
                Ok(Heard { arn, .. }) => prop_assert!(!is_at_home(arn.as_deref(), &home), "{arn:?}"),
                Err(failure) => readable(&failure.to_string())?,
            }
        }
        prop_assert_eq!(decode(&json!({ "Records": [{ "Sns": { "Message": at } }] })).len(), 1);
    }
}
