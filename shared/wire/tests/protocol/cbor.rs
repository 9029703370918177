//! rpcv2Cbor. The bytes are written by hand, from RFC 8949.

use crate::{ID, cbor, refused, understood};
use headgate_wire::Operation;
use headgate_wire::protocol::{Failure, Protocol, write};
use serde_json::{Value, json};

/// The input `{"a": …}` with these bytes in it.
fn a(bytes: &[u8]) -> Vec<u8> {
    [b"\xa1\x61a", bytes].concat()
}

fn input(body: impl AsRef<[u8]>) -> Value {
    understood(&cbor("GetDeployment", body)).1
}

/// What a refusal says.
fn message(body: impl AsRef<[u8]>) -> String {
    let response = refused(&cbor("GetDeployment", body));
    assert_eq!((response.status, response.headers["x-amzn-errortype"].as_str()), (400, "SerializationException"));
    assert_eq!(response.headers["smithy-protocol"], "rpc-v2-cbor");
    assert_eq!(response.headers["content-type"], "application/cbor");
    assert_eq!(response.body[..8], *b"\xa2\x66__type");
    String::from_utf8_lossy(&response.body).into_owned()
}

#[test]
fn a_call_as_the_clients_send_it() {
    let body = b"\xa1\x6cdeploymentId\x6bd-ABCDEF123";
    assert_eq!(understood(&cbor("GetDeployment", body)), ("GetDeployment", json!({ "deploymentId": "d-ABCDEF123" })));
    assert_eq!(understood(&cbor("ListApplications", "")), ("ListApplications", json!({})), "no body is no input");
    assert_eq!(understood(&cbor("ListApplications", b"\xbf\xff")).1, json!({}));
}

#[test]
fn every_kind_of_value_is_read() {
    let values: [(&[u8], Value); 23] = [
        (b"\xf4", json!(false)),
        (b"\xf5", json!(true)),
        (b"\xf6", Value::Null),
        (b"\xf7", Value::Null),
        (b"\x17", json!(23)),
        (b"\x18\xff", json!(255)),
        (b"\x19\x03\xe8", json!(1000)),
        (b"\x1a\x00\x0f\x42\x40", json!(1_000_000)),
        (b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff", json!(u64::MAX)),
        (b"\x1b\x00\x00\x00\x00\x00\x00\x00\x01", json!(1)),
        (b"\x20", json!(-1)),
        (b"\x38\xff", json!(-256)),
        (b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff", json!(i64::MIN)),
        (b"\xf9\x3e\x00", json!(1.5)),
        (b"\xfa\x47\xc3\x50\x00", json!(100_000.0)),
        (b"\xfb\x3f\xf1\x99\x99\x99\x99\x99\x9a", json!(1.1)),
        (b"\x63\xe6\xb0\xb4", json!("水")),
        (b"\x7f\x62ab\x60\x61c\xff", json!("abc")),
        (b"\x82\x01\x81\x02", json!([1, [2]])),
        (b"\x9f\x01\x9f\x02\xff\xff", json!([1, [2]])),
        (b"\xbf\x61b\xbf\x7f\x61c\xff\x01\xff\xff", json!({ "b": { "c": 1 } })),
        (b"\xc1\x1a\x51\x4b\x67\xb0", json!(1_363_896_240)),
        (b"\xc1\xfb\x41\xd4\x52\xd9\xec\x20\x00\x00", json!(1_363_896_240.5)),
    ];
    for (bytes, expected) in values {
        assert_eq!(input(a(bytes))["a"], expected, "{bytes:x?}");
    }
}

#[test]
fn what_is_no_value_of_the_protocol_is_refused() {
    let wrong: [(&[u8], &str); 22] = [
        (b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff", "below -2^63"),
        (b"\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00", "the tag 2"),
        (b"\xc0\x742013-03-21T20:04:00Z", "the tag 0"),
        (b"\xc1\x61a", "an instant is no number"),
        (b"\xc1\xc1\x01", "an instant is no number"),
        (b"\xd9\xd9\xf7\xa0", "the tag 55799"),
        (b"\xf9\x7e\x00", "a number is NaN"),
        (b"\xfa\x7f\x80\x00\x00", "a number is inf"),
        (b"\xfb\xff\xf0\x00\x00\x00\x00\x00\x00", "a number is -inf"),
        (b"\xc1\xf9\x7c\x00", "a number is inf"),
        (b"\x41\x00", "a byte string"),
        (b"\x5f\x41\x00\xff", "a byte string"),
        (b"\x61\xff", "utf-8"),
        (b"\x7f\x61\xc3\x61\xb6\xff", "utf-8"),
        (b"\x7f\x41a\xff", "expected text"),
        (b"\x7f\x61a", "end of input"),
        (b"\xff", "there is no value"),
        (b"\xf8\x20", "there is no value"),
        (b"\x1c", "there is no value"),
        (b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", "end of input"),
        (b"\x7b\xff\xff\xff\xff\xff\xff\xff\xff", "end of input"),
        (b"\x00\x00", "1 bytes follow"),
    ];
    for (bytes, why) in wrong {
        let message = message(a(bytes));
        assert!(message.contains(why), "{bytes:x?}: {message}");
    }
}

#[test]
fn the_whole_must_be_one_structure() {
    for body in [b"\x80".as_slice(), b"\xf6", b"\x01", b"\x60"] {
        assert!(message(body).contains("give its members by name"), "{body:x?}");
    }
    assert!(message(b"\xa2\x61a\x01\x61a\x02").contains("`a` is there twice"));
    assert!(message(b"\xa1\x01\x02").contains("expected text"), "a name is a text");
    assert!(message(b"\xbf\x61a\xff").contains("there is no value"), "a name without a value");
    assert!(message(b"\xa0\xa0").contains("1 bytes follow"));
    assert!(message(b"{}").contains("end of input"), "JSON is no CBOR");
}

#[test]
fn depth_is_bounded() {
    let deep = |levels: usize| [b"\xa1\x61a".repeat(levels - 1), b"\xa0".to_vec()].concat();
    assert!(input(deep(64)).is_object());
    assert!(message(deep(65)).contains("more than 64 levels"));
    assert!(message(b"\x81".repeat(1_000_000)).contains("more than 64 levels"));
    assert!(message(b"\xc1".repeat(1_000_000)).contains("an instant is no number"));
}

#[test]
fn an_answer_follows_the_model() {
    let get = Operation::named("GetApplication").unwrap();
    let output = json!({ "application": { "createTime": 1_363_896_240, "linkedToGitHub": false, "applicationId": null } });
    let response = write(Protocol::RpcV2Cbor, get, ID, Ok(output));
    assert_eq!(response.status, 200);
    assert_eq!(response.headers["smithy-protocol"], "rpc-v2-cbor");
    assert_eq!(response.headers["content-type"], "application/cbor");
    assert_eq!(response.headers["x-amzn-requestid"], ID);
    let expected = b"\xa1\x6bapplication\xa2\x6acreateTime\xc1\xfb\x41\xd4\x52\xd9\xec\x00\x00\x00\x6elinkedToGitHub\xf4";
    assert_eq!(response.body, expected, "an instant has its tag, and what is null is left out");
    let history = Operation::named("GetDeploymentHistory").unwrap();
    let output = json!({ "entries": [{ "number": 1, "fromWeights": [10] }] });
    let expected = b"\xa1\x67entries\x81\xa2\x6bfromWeights\x81\xfb\x40\x24\x00\x00\x00\x00\x00\x00\x66number\x01";
    assert_eq!(write(Protocol::RpcV2Cbor, history, ID, Ok(output)).body, expected, "a double stays one");
}

#[test]
fn no_answer_and_an_answer_without_members_are_two_things() {
    let none = Operation::named("DeleteApplication").unwrap();
    let response = write(Protocol::RpcV2Cbor, none, ID, Ok(json!({})));
    assert_eq!((response.body.as_slice(), response.headers.get("content-type")), (b"".as_slice(), None));
    assert_eq!(response.headers["smithy-protocol"], "rpc-v2-cbor");
    let no_members = Operation::named("TagResource").unwrap();
    assert_eq!(write(Protocol::RpcV2Cbor, no_members, ID, Ok(json!({}))).body, b"\xa0");
}

#[test]
fn an_exception_is_a_map() {
    let get = Operation::named("GetDeployment").unwrap();
    let response = write(Protocol::RpcV2Cbor, get, ID, Err(Failure::unavailable("busy")));
    assert_eq!(response.status, 503);
    assert_eq!(response.body, b"\xa2\x66__type\x72ServiceUnavailable\x67message\x64busy");
}
