//! Stored items as they were released, in the form in which the AWS CLI shows them. They parse for ever.

use super::item::{Attributes, Item};
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

pub(super) fn item(name: &str) -> Item {
    let path = format!("{}/../../tests/golden/items/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let Value::Object(attributes) = serde_json::from_str(&text).unwrap() else { panic!("{path} is not an object") };
    let attributes: Attributes = attributes.into_iter().map(|(name, value)| (name, attribute(&value))).collect();
    Item::from_table(attributes).unwrap()
}

fn attribute(value: &Value) -> AttributeValue {
    let (kind, value) = value.as_object().unwrap().iter().next().unwrap();
    match (kind.as_str(), value) {
        ("S", Value::String(text)) => AttributeValue::S(text.clone()),
        ("N", Value::String(digits)) => AttributeValue::N(digits.clone()),
        ("BOOL", Value::Bool(flag)) => AttributeValue::Bool(*flag),
        _ => panic!("no attribute: {kind} {value}"),
    }
}
