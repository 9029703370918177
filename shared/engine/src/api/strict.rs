//! Reads JSON into a shape to the letter, and knows where it went wrong.
//!
//! Serde's own reading takes a list for a structure, member by member in order; here it is a mistake.

use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Value, map};
use std::fmt;
use std::slice;

/// What is wrong, and the way to it from the root.
#[derive(Debug)]
pub(super) struct Mistake {
    /// The steps of the way, the last one first.
    steps: Vec<Step>,
    message: String,
}

#[derive(Debug)]
enum Step {
    Member(String),
    Item(usize),
}

impl Mistake {
    fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// The member of the request that it lies in; none where the request itself is wrong.
    pub(super) fn member(&self) -> Option<&str> {
        match self.steps.last() {
            Some(Step::Member(name)) => Some(name),
            Some(Step::Item(_)) | None => None,
        }
    }

    /// The whole way, such as `alarmConfiguration.alarms[0]`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Member(name) if path.is_empty() => path.push_str(name),
                Step::Member(name) => path.extend([".", name]),
                Step::Item(index) => path.extend(["[", &index.to_string(), "]"]),
            }
        }
        path
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { steps: vec![], message: message.to_string() }
    }
}

/// A value that is read to the letter.
pub(super) struct Strict<'a>(pub(super) &'a Value);

impl<'de> Deserializer<'de> for Strict<'de> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(bool) => visitor.visit_bool(*bool),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_u64(number),
                (None, Some(number), _) => visitor.visit_i64(number),
                (None, None, number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items { left: items.iter(), next: 0 }),
            Value::Object(members) => visitor.visit_map(Members { left: members.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Mistake> {
        if self.0.is_array() {
            return Err(de::Error::invalid_type(Unexpected::Seq, &"a JSON object"));
        }
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

struct Items<'a> {
    left: slice::Iter<'a, Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        let Some(item) = self.left.next() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        seed.deserialize(Strict(item)).map(Some).map_err(|mistake| mistake.within(Step::Item(index)))
    }
}

struct Members<'a> {
    left: map::Iter<'a>,
    value: Option<(&'a String, &'a Value)>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        self.value = self.left.next();
        let Some((name, _)) = self.value else { return Ok(None) };
        seed.deserialize(name.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let Some((name, value)) = self.value.take() else { return Err(de::Error::custom("a value without a name")) };
        seed.deserialize(Strict(value)).map_err(|mistake| mistake.within(Step::Member(name.clone())))
    }
}
