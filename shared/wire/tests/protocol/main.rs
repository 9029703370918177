//! The protocols, from bytes to bytes.

mod cbor;
mod json;
mod property;
mod routing;

use headgate_wire::protocol::{Incoming, Request, Response, read};
use serde_json::Value;

const ID: &str = "7a2f0d6c-0000-4000-8000-000000000000";

fn request(path: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Request {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Request { id: ID.to_owned(), method: "POST".to_owned(), path: path.to_owned(), headers, body: body.as_ref().to_vec() }
}

fn json(operation: &str, body: impl AsRef<[u8]>) -> Request {
    let target = format!("CodeDeploy_20141006.{operation}");
    request("/", &[("x-amz-target", &target), ("content-type", "application/x-amz-json-1.1")], body)
}

fn cbor(operation: &str, body: impl AsRef<[u8]>) -> Request {
    let path = format!("/service/CodeDeploy_20141006/operation/{operation}");
    request(&path, &[("smithy-protocol", "rpc-v2-cbor"), ("content-type", "application/cbor")], body)
}

fn envelope(body: impl AsRef<[u8]>) -> Request {
    request("/", &[("content-type", "application/json")], body)
}

/// The operation and its input.
fn understood(request: &Request) -> (&'static str, Value) {
    let Incoming { operation, input, .. } = read(request).expect("a call");
    (operation.name, input)
}

fn refused(request: &Request) -> Response {
    read(request).map(|incoming| incoming.operation.name).expect_err("no call")
}

/// Status, exception and message of a refusal in JSON, of awsJson or of the envelope.
fn said(request: &Request) -> (u16, String, String) {
    let response = refused(request);
    assert_eq!(response.headers["x-amzn-requestid"], ID);
    let body: Value = serde_json::from_slice(&response.body).expect("JSON");
    let (code, message) = match body.get("error") {
        Some(error) => (&error["code"], &error["message"]),
        None => (&body["__type"], &body["message"]),
    };
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    (response.status, text(code), text(message))
}
