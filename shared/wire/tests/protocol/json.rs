//! awsJson 1.1 and the envelope.

use crate::{ID, envelope, json, refused, request, said, understood};
use headgate_wire::Operation;
use headgate_wire::protocol::{Failure, Protocol, write};
use serde_json::{Value, json as value};

#[test]
fn a_call_as_the_clients_send_it() {
    let call = json("GetDeployment", r#"{"deploymentId": "d-ABCDEF123"}"#);
    assert_eq!(understood(&call), ("GetDeployment", value!({ "deploymentId": "d-ABCDEF123" })));
    for media_type in ["application/x-amz-json-1.0", "application/json", "Application/JSON; charset=utf-8", ""] {
        let mut call = call.clone();
        call.headers.insert("content-type".to_owned(), media_type.to_owned());
        assert_eq!(understood(&call).0, "GetDeployment", "{media_type}");
    }
    let own = request("/", &[("x-amz-target", "Headgate_20261121.GetDeploymentHistory")], "{}");
    assert_eq!(understood(&own).0, "GetDeploymentHistory");
}

#[test]
fn an_empty_body_is_an_empty_input() {
    assert_eq!(understood(&json("ListApplications", "")), ("ListApplications", value!({})));
}

#[test]
fn a_body_that_cannot_be_read_is_answered_so() {
    let wrong: [(&[u8], &str); 12] = [
        (b"{", "EOF"),
        (b"{} {}", "trailing"),
        (b"[]", "give its members by name"),
        (b"null", "give its members by name"),
        (b"\"deploymentId\"", "give its members by name"),
        (b"{\"a\": \"\xff\"}", "unicode"),
        (b"\xef\xbb\xbf{}", "expected value"),
        (b"{\"a\": 1, \"b\": {}, \"a\": 1}", "`a` is there twice"),
        (b"{\"b\": [{\"a\": 1, \"a\": 2}]}", "`a` is there twice"),
        (b"{\"a\": NaN}", "expected value"),
        (b"{\"a\": 1e999}", "number out of range"),
        (b"{\"a\": \"\\ud800\"}", "escape"),
    ];
    for (body, why) in wrong {
        let (status, code, message) = said(&json("GetDeployment", body));
        assert_eq!((status, code.as_str()), (400, "SerializationException"), "{message}");
        assert!(message.starts_with("The input of GetDeployment ") && message.contains(why), "{message}");
    }
}

#[test]
fn depth_is_bounded() {
    let deep = |levels: usize| [b"{\"a\":".repeat(levels - 1), b"{}".to_vec(), b"}".repeat(levels - 1)].concat();
    assert_eq!(understood(&json("GetDeployment", deep(64))).0, "GetDeployment");
    let (_, code, message) = said(&json("GetDeployment", deep(65)));
    assert_eq!(code, "SerializationException");
    assert!(message.contains("more than 64 levels"), "{message}");
    let (_, _, message) = said(&json("GetDeployment", b"[".repeat(1_000_000)));
    assert!(message.contains("more than 64 levels"), "{message}");
}

#[test]
fn an_answer_has_the_form_that_the_clients_read() {
    let get = Operation::named("GetApplication").unwrap();
    let output = value!({ "application": { "applicationName": "shop", "createTime": 1_793_872_800.25 } });
    let response = write(Protocol::AwsJson, get, ID, Ok(output));
    assert_eq!(response.status, 200);
    assert_eq!(response.headers["content-type"], "application/x-amz-json-1.1");
    assert_eq!(response.headers["x-amzn-requestid"], ID);
    assert_eq!(response.body, br#"{"application":{"applicationName":"shop","createTime":1793872800.25}}"#);
    // No answer and an answer without members are two things.
    let none = Operation::named("DeleteApplication").unwrap();
    assert_eq!(write(Protocol::AwsJson, none, ID, Ok(value!({}))).body, b"");
    let no_members = Operation::named("TagResource").unwrap();
    assert_eq!(write(Protocol::AwsJson, no_members, ID, Ok(value!({}))).body, b"{}");
}

#[test]
fn an_exception_has_its_name_in_the_body_and_in_a_header() {
    let get = Operation::named("GetDeployment").unwrap();
    let answers = [
        (Failure::refused("DeploymentDoesNotExistException", "gone"), 400, "DeploymentDoesNotExistException"),
        (Failure::unavailable("gone"), 503, "ServiceUnavailable"),
        (Failure::internal("gone"), 500, "InternalFailure"),
    ];
    for (failure, status, code) in answers {
        let response = write(Protocol::AwsJson, get, ID, Err(failure));
        assert_eq!((response.status, response.headers["x-amzn-errortype"].as_str()), (status, code));
        let body: Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(body, value!({ "__type": code, "message": "gone" }));
    }
}

#[test]
fn the_envelope_is_answered_in_kind() {
    let call = envelope(r#"{"operation": "GetDeployment", "input": {"deploymentId": "d-ABCDEF123"}}"#);
    assert_eq!(understood(&call), ("GetDeployment", value!({ "deploymentId": "d-ABCDEF123" })));
    assert_eq!(understood(&envelope(r#"{"operation": "ListApplications"}"#)), ("ListApplications", Value::Null));
    assert_eq!(understood(&envelope(r#"{"operation": "GetDeploymentHistory"}"#)).0, "GetDeploymentHistory", "either service's");
    for (body, code) in [
        ("", "SerializationException"),
        ("{}", "SerializationException"),
        ("[]", "SerializationException"),
        (r#"{"operation": 1}"#, "SerializationException"),
        (r#"{"operation": "GetDeployment", "inptu": {}}"#, "SerializationException"),
        (r#"{"operation": "GetDeployment", "operation": "StopDeployment"}"#, "SerializationException"),
        (r#"{"operation": "Deploy"}"#, "UnknownOperationException"),
    ] {
        let response = refused(&envelope(body));
        let answered: Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!((response.status, &answered["error"]["code"]), (400, &value!(code)), "{body}: {answered}");
        assert_eq!(response.headers["content-type"], "application/json");
    }
    let get = Operation::named("GetDeployment").unwrap();
    assert_eq!(write(Protocol::Envelope, get, ID, Ok(value!({}))).body, br#"{"output":{}}"#);
    let failed = write(Protocol::Envelope, get, ID, Err(Failure::unavailable("busy")));
    assert_eq!((failed.status, failed.body.as_slice()), (503, br#"{"error":{"code":"ServiceUnavailable","message":"busy"}}"#.as_slice()));
}
