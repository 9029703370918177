//! JSON to a value: no name twice, no deeper and no more than a request can be.

use super::{DEPTH_MAX, VALUES_MAX};
use crate::shown;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::Cell;
use std::fmt;

/// Reads one value, which is all there is.
///
/// # Errors
///
/// What is wrong, and where.
pub(super) fn read(body: &[u8]) -> Result<Value, String> {
    let mut source = serde_json::Deserializer::from_slice(body);
    let left = Cell::new(VALUES_MAX);
    let value = Level { depth: 0, left: &left }.deserialize(&mut source).and_then(|value| source.end().map(|()| value));
    value.map_err(|error| format!("the JSON is wrong: {error}"))
}

/// A value that stands in so many others.
#[derive(Clone, Copy)]
struct Level<'a> {
    depth: usize,
    /// How many values the whole may still hold.
    left: &'a Cell<usize>,
}

impl Level<'_> {
    fn below<E: Error>(self) -> Result<Self, E> {
        if self.depth < DEPTH_MAX {
            Ok(Self { depth: self.depth + 1, ..self })
        } else {
            Err(E::custom(format!("more than {DEPTH_MAX} levels stand in each other")))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        let left = self.left.get().checked_sub(1).ok_or_else(|| D::Error::custom(format!("there are more than {VALUES_MAX} values")))?;
        self.left.set(left);
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number is none that JSON has"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(below)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(below)?;
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!("the member {} is there twice", shown(&name))));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
