//! Bytes on a socket, good and bad, through the real `headgate proxy` to `api` over a store in memory. The same bytes
//! go to `api` on the real stack in `aws_cli.rs`.

use anyhow::Result;
use headgate_load::Office;
use headgate_sim::{MemoryStore, at_once};
use headgate_tests::local::Local;
use headgate_tests::sockets;
use headgate_wire::OPERATIONS;
use headgate_wire::protocol::{CODEDEPLOY, HEADGATE, Request};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn every_request_has_its_answer() -> Result<()> {
    let local = Local::start()?;
    sockets::check(local.proxy.endpoint())
}

/// Without sockets, for speed: any bytes for any operation, in either protocol.
fn any_request() -> impl Strategy<Value = Request> {
    let operation = (0..OPERATIONS.len()).prop_map(|index| &OPERATIONS[index]);
    let body = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "\\{(\"[a-zA-Z]{1,20}\": (1|null|\"x\"|\\[\\]|\\{\\}))?\\}".prop_map(String::into_bytes),
        proptest::collection::vec(prop_oneof![Just(0xa1), Just(0xbf), Just(0xff), Just(0x61), Just(0x9f), any::<u8>()], 0..40),
    ];
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    (operation, body, any::<bool>()).prop_map(move |(operation, body, in_cbor)| {
        let service = if operation.of_codedeploy { CODEDEPLOY } else { HEADGATE };
        let name = operation.name;
        let (path, headers) = if in_cbor {
            let path = format!("/service/{service}/operation/{name}");
            (path, BTreeMap::from([header("smithy-protocol", "rpc-v2-cbor"), header("content-type", "application/cbor")]))
        } else {
            ("/".to_owned(), BTreeMap::from([header("x-amz-target", &format!("{service}.{name}"))]))
        };
        Request { id: "a-request".to_owned(), method: "POST".to_owned(), path, headers, body }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_earns_a_fault(request in any_request()) {
        let office = Office::new(MemoryStore::new());
        let response = at_once(office.answer(&request));
        prop_assert!(response.status < 500, "{request:?} {}", String::from_utf8_lossy(&response.body));
        prop_assert_eq!(response.headers.get("x-amzn-requestid").map(String::as_str), Some("a-request"));
        let in_cbor = request.headers.contains_key("smithy-protocol");
        prop_assert_eq!(response.headers.contains_key("smithy-protocol"), in_cbor);
    }
}
