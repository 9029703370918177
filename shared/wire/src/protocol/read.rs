//! A request to a call.

use super::http::{Request, Response};
use super::route::{self, Protocol};
use super::write::{Failure, fail};
use super::{cbor, json};
use crate::{Call, Exception, Operation};
use serde_json::{Map, Value};

/// A call that was read.
#[derive(Debug)]
pub struct Incoming {
    /// How it came, and how its answer goes back.
    pub protocol: Protocol,
    /// What is asked for.
    pub operation: &'static Operation,
    /// The operation's request: an object, or null, which is an empty one. It has not been held against the model.
    pub input: Value,
}

/// Reads a request.
///
/// # Errors
///
/// The response to a request that is no call: its status is in the four hundreds, its exception
/// `SerializationException` or `UnknownOperationException`.
pub fn read(request: &Request) -> Result<Incoming, Response> {
    let protocol = Protocol::of(request);
    call(protocol, request).map_err(|failure| fail(protocol, &request.id, &failure))
}

fn call(protocol: Protocol, request: &Request) -> Result<Incoming, Failure> {
    route::check(protocol, request)?;
    let (operation, input) = match protocol {
        Protocol::AwsJson => {
            let operation = route::by_target(request.header("x-amz-target"))?;
            (operation, tokened(operation, request, object(operation, &request.body, json::read)?))
        }
        Protocol::RpcV2Cbor => {
            let operation = route::by_path(&request.path)?;
            (operation, tokened(operation, request, object(operation, &request.body, cbor::read)?))
        }
        Protocol::Envelope => {
            let Call { operation, input } = envelope(&request.body)?;
            (route::by_name(&operation)?, input)
        }
    };
    Ok(Incoming { protocol, operation, input })
}

/// A body that is an operation's request. An empty body is an empty request.
fn object(operation: &Operation, body: &[u8], read: fn(&[u8]) -> Result<Value, String>) -> Result<Value, Failure> {
    if body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    match read(body) {
        Ok(input @ Value::Object(_)) => Ok(input),
        Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            Err(unreadable(format!("The input of {} is no structure: give its members by name", operation.name)))
        }
        Err(why) => Err(unreadable(format!("The input of {} cannot be read: {why}", operation.name))),
    }
}

/// A call that was sent again because its answer was lost must not happen twice. Every AWS SDK gives all tries of a call
/// one id, and that is the token of a request that names none itself.
fn tokened(operation: &Operation, request: &Request, mut input: Value) -> Value {
    let sent =
        request.header("amz-sdk-invocation-id").filter(|id| (1..=256).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic()));
    if let (Some(id), Value::Object(members), true) = (sent, &mut input, operation.takes("clientRequestToken")) {
        members.entry("clientRequestToken").or_insert_with(|| Value::from(id));
    }
    input
}

fn envelope(body: &[u8]) -> Result<Call, Failure> {
    let call = json::read(body).and_then(|value| serde_json::from_value(value).map_err(|error| error.to_string()));
    call.map_err(|why| unreadable(Call::unreadable(&why).message))
}

fn unreadable(message: String) -> Failure {
    Failure::refused(Exception::Serialization.as_str(), message)
}
