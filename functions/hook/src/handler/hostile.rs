//! Events that nobody should send: each is read, or there is a message that says why not.

use super::*;
use headgate_lambda::hostile::{any_event, readable};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_event_is_read_or_told_of(event in any_event(&[include_str!("../../../../events/hook/call.json")])) {
        if let Err(failure) = decode(event) {
            readable(&failure.to_string())?;
        }
    }
}
