//! Events that nobody should send: each is read, or there is a message that says why not.

use super::*;
use headgate_lambda::hostile::any_event;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_event_is_let_in_or_answered(event in any_event(&[
        include_str!("../../../../events/report/json.json"),
        include_str!("../../../../events/report/cbor.json"),
        include_str!("../../../../events/report/get.json"),
    ])) {
        let invocation = Invocation { id: "1".to_owned(), function_arn: String::new() };
        if !http::is_http(&event) {
            return Ok(());
        }
        if let Err(response) = http::request(&event, &invocation).and_then(|request| admit(&request)) {
            prop_assert!((400..500).contains(&response.status), "{response:?}");
            prop_assert!(response.body.len() < 8_000, "{} bytes", response.body.len());
            let encoded = http::encode(response);
            prop_assert!(encoded["body"].is_string());
        }
    }
}
