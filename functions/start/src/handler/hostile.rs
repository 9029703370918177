//! Events that nobody should send: each is read, or there is a message that says why not.

use super::*;
use headgate_lambda::hostile::{any_event, any_text, readable};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_event_is_read_or_told_of(event in any_event(&[
        include_str!("../../../../events/start/s3-put.json"),
        include_str!("../../../../events/start/canary.json"),
    ])) {
        match decode(event) {
            Ok(Request::Uploads(uploads)) => uploads.iter().filter_map(|upload| upload.as_ref().err()).try_for_each(|failure| readable(&failure.to_string()))?,
            Ok(Request::Direct(_)) => {}
            Err(failure) => readable(&failure.to_string())?,
        }
    }

    #[test]
    fn any_key_is_read_as_it_was_written_or_told_of(key in any_text()) {
        let object = |key: &str| json!({ "s3": { "bucket": { "name": "b" }, "object": { "key": key } } });
        let escaped = key.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        let Ok(Request::Uploads(uploads)) = decode(json!({ "Records": [object(&key), object(&escaped), object("a/b/c.yaml")] })) else {
            return Err(TestCaseError::fail("these are uploads"));
        };
        if let Err(failure) = &uploads[0] {
            readable(&failure.to_string())?;
        }
        prop_assert_eq!(uploads[1].as_ref().map(|upload| upload.key.as_str()), Ok(key.as_str()));
        prop_assert!(uploads[2].is_ok(), "one holds up no other");
    }
}
