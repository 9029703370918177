//! An answer to a response.

use super::cbor;
use super::http::Response;
use super::route::{Protocol, RPC_V2_CBOR};
use crate::{CallError, Operation, Reply};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Why a call has no output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The status that says whose turn it is.
    pub status: u16,
    /// The exception's name.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Failure {
    /// The caller's turn: the request cannot be met as it is.
    pub fn refused(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status: 400, code: code.into(), message: message.into() }
    }

    /// Nobody's turn: the same may be asked again.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self { status: 503, code: "ServiceUnavailable".to_owned(), message: message.into() }
    }

    /// The turn of whoever runs the service.
    pub fn internal(message: impl Into<String>) -> Self {
        Self { status: 500, code: "InternalFailure".to_owned(), message: message.into() }
    }
}

/// Writes the answer to a call that was read. `id` is the request's.
pub fn write(protocol: Protocol, operation: &Operation, id: &str, answer: Result<Value, Failure>) -> Response {
    match answer {
        Ok(output) => succeed(protocol, operation, id, output),
        Err(failure) => fail(protocol, id, &failure),
    }
}

fn succeed(protocol: Protocol, operation: &Operation, id: &str, output: Value) -> Response {
    let body = match (protocol, operation.output) {
        (Protocol::Envelope, _) => Some(json!(Reply::Output(output)).to_string().into_bytes()),
        (Protocol::AwsJson, Some(_)) => Some(output.to_string().into_bytes()),
        (Protocol::RpcV2Cbor, Some(shape)) => Some(cbor::write(shape, &output)),
        (Protocol::AwsJson | Protocol::RpcV2Cbor, None) => None,
    };
    response(protocol, id, 200, body)
}

/// Writes a failure, of a call or of what was never read as one. `id` is the request's.
pub fn fail(protocol: Protocol, id: &str, failure: &Failure) -> Response {
    let Failure { status, code, message } = failure;
    let body = match protocol {
        Protocol::Envelope => json!(Reply::Error(CallError { code: code.clone(), message: message.clone() })).to_string().into_bytes(),
        Protocol::AwsJson => json!({ "__type": code, "message": message }).to_string().into_bytes(),
        Protocol::RpcV2Cbor => cbor::exception(code, message),
    };
    let mut response = response(protocol, id, *status, Some(body));
    if *status == 405 {
        response.headers.insert("allow".to_owned(), "POST".to_owned());
    }
    match protocol {
        Protocol::AwsJson | Protocol::RpcV2Cbor => {
            response.headers.insert("x-amzn-errortype".to_owned(), code.clone());
        }
        Protocol::Envelope => {}
    }
    response
}

/// Without a body there is none whose type could be told: rpcv2Cbor forbids to, and awsJson's clients do not mind.
fn response(protocol: Protocol, id: &str, status: u16, body: Option<Vec<u8>>) -> Response {
    let mut headers = BTreeMap::from([("x-amzn-requestid".to_owned(), id.to_owned())]);
    let media_type = match protocol {
        Protocol::AwsJson => "application/x-amz-json-1.1",
        Protocol::RpcV2Cbor => "application/cbor",
        Protocol::Envelope => "application/json",
    };
    if protocol == Protocol::RpcV2Cbor {
        headers.insert("smithy-protocol".to_owned(), RPC_V2_CBOR.to_owned());
    }
    if body.is_some() || protocol != Protocol::RpcV2Cbor {
        headers.insert("content-type".to_owned(), media_type.to_owned());
    }
    Response { status, headers, body: body.unwrap_or_default() }
}
