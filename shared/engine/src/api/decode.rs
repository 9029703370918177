//! JSON to a request that keeps to the model, or to the exception that it earns; an answer to JSON.

use super::refuse;
use crate::{EngineError, Fault, Refusal};
use headgate_wire::{Exception, Operation, Violation, shown};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// The operation with this name.
pub(super) fn operation(name: &str) -> Result<&'static Operation, Refusal> {
    match Operation::named(name) {
        Some(operation) => Ok(operation),
        None => refuse(Exception::UnknownOperation, format!("There is no operation {}", shown(name))),
    }
}

/// Reads a request. Absent input is an empty one, and a member that is `null` is absent.
pub(super) fn decode<T: DeserializeOwned>(operation: &Operation, input: Value) -> Result<T, Refusal> {
    operation.check(&input).map_err(|Violation { exception, message }| Refusal::new(exception, message))?;
    let input = if input.is_null() { Value::Object(Map::new()) } else { input };
    serde_json::from_value(input).map_err(|error| Refusal::new(Exception::Serialization, format!("{}: {error}", operation.name)))
}

/// Writes an answer.
pub(super) fn encode(answer: impl Serialize) -> Result<Value, EngineError> {
    serde_json::to_value(answer).map_err(|error| Fault::Broken(format!("the answer cannot be written as JSON: {error}")).into())
}
