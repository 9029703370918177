//! A value to CBOR. The model says which numbers are instants and which have a fraction; lengths are known before.

use crate::{Member, Shape};
use minicbor::Encoder;
use minicbor::encode::Error;
use serde_json::{Map, Number, Value};
use std::convert::Infallible;

type Sink = Encoder<Vec<u8>>;
type Written = Result<(), Error<Infallible>>;

/// Writes an answer. Members that are null are left out.
pub(in crate::protocol) fn write(shape: &Shape, output: &Value) -> Vec<u8> {
    whole(|sink| value(sink, Some(shape), output))
}

/// Writes an exception.
pub(in crate::protocol) fn exception(code: &str, message: &str) -> Vec<u8> {
    whole(|sink| sink.map(2)?.str("__type")?.str(code)?.str("message")?.str(message)?.ok())
}

fn whole(write: impl FnOnce(&mut Sink) -> Written) -> Vec<u8> {
    let mut sink = Encoder::new(Vec::new());
    write(&mut sink).expect("a vector takes everything");
    sink.into_writer()
}

/// Where the model does not say what a value is, its own kind does.
fn value(sink: &mut Sink, shape: Option<&Shape>, given: &Value) -> Written {
    match given {
        Value::Null => sink.null()?.ok(),
        Value::Bool(given) => sink.bool(*given)?.ok(),
        Value::String(given) => sink.str(given)?.ok(),
        Value::Number(given) => number(sink, shape, given),
        Value::Array(items) => {
            sink.array(items.len() as u64)?;
            items.iter().try_for_each(|item| value(sink, item_of(shape), item))
        }
        Value::Object(members) => object(sink, shape, members),
    }
}

fn object(sink: &mut Sink, shape: Option<&Shape>, members: &Map<String, Value>) -> Written {
    let there = || members.iter().filter(|(_, given)| !given.is_null());
    sink.map(there().count() as u64)?;
    there().try_for_each(|(name, given)| {
        sink.str(name)?;
        value(sink, member_of(shape, name), given)
    })
}

fn number(sink: &mut Sink, shape: Option<&Shape>, given: &Number) -> Written {
    let fraction = given.as_f64().unwrap_or(f64::NAN);
    match (shape, given.as_i64(), given.as_u64()) {
        (Some(Shape::Timestamp), ..) => sink.tag(minicbor::data::IanaTag::Timestamp)?.f64(fraction)?.ok(),
        (Some(Shape::Double), ..) | (_, None, None) => sink.f64(fraction)?.ok(),
        (_, Some(whole), _) => sink.i64(whole)?.ok(),
        (_, None, Some(whole)) => sink.u64(whole)?.ok(),
    }
}

fn item_of(shape: Option<&Shape>) -> Option<&'static Shape> {
    match shape? {
        Shape::List { item, .. } => Some(item),
        Shape::Structure(_)
        | Shape::Map { .. }
        | Shape::Text { .. }
        | Shape::Word(_)
        | Shape::Integer { .. }
        | Shape::Double
        | Shape::Boolean
        | Shape::Timestamp => None,
    }
}

fn member_of(shape: Option<&Shape>, name: &str) -> Option<&'static Shape> {
    match shape? {
        Shape::Structure(members) => members.iter().find(|member: &&Member| member.name == name).map(|member| member.shape),
        Shape::Map { value, .. } => Some(value),
        Shape::List { .. }
        | Shape::Text { .. }
        | Shape::Word(_)
        | Shape::Integer { .. }
        | Shape::Double
        | Shape::Boolean
        | Shape::Timestamp => None,
    }
}
