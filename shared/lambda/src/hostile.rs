//! Events that nobody should send, for the tests of every function.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

/// Texts that have hurt somebody before.
const TEXTS: &[&str] = &[
    "",
    " ",
    "null",
    "-1",
    "a\u{0}b",
    "\r\n{\"level\":\"ERROR\"}",
    "\u{1b}[2J",
    "\u{202e}ä",
    "a\u{308}",
    "\u{e4}",
    "🚦",
    "{}",
    "[[[[",
    "{\"a\":1,\"a\":2}",
    "../../etc/passwd",
    "shop/live/a.yaml",
    "shop//a.yaml",
    "/shop/live/a.yaml",
    "shop%2Flive%2Fa.yaml",
    "shop/live/../other/a.yaml",
    "shop/live/a+b.yaml",
    "shop/live/a.yaml.",
    "shop/live/%00.yaml",
    "shop/live/%ff.yaml",
    "%",
    "%2",
    "%+1",
    "d-ABCDEF123",
    "DEPLOYMENT#d-ABCDEF123",
    "NOTICE#1",
    "arn:aws:cloudwatch:us-east-1:999999999999:alarm:orders-errors",
    "arn:::::::::",
    "2026-11-05T10:00:00Z",
    "9999-12-31T23:59:59.999999999Z",
    "-9999-01-01T00:00:00Z",
    "2026-02-30T25:61:61+9999",
];

/// One event of these with a few of its values changed or taken out, or anything at all.
///
/// # Panics
///
/// When a sample is no JSON.
pub fn any_event(samples: &[&str]) -> impl Strategy<Value = Value> {
    let samples: Vec<Value> = samples.iter().map(|text| serde_json::from_str(text).expect("a sample is JSON")).collect();
    let edits = prop::collection::vec((any::<Index>(), prop::option::weighted(0.8, any_value())), 0..4);
    let edited = (select(samples), edits).prop_map(|(mut event, edits)| {
        for (at, value) in edits {
            edit(&mut event, at, value);
        }
        event
    });
    prop_oneof![4 => edited, 1 => any_value()]
}

/// Any text: one of those above, one without end, or any at all.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![6 => select(TEXTS).prop_map(str::to_owned), 1 => Just("\u{7}x".repeat(10_000)), 3 => any::<String>()]
}

/// Any value.
pub fn any_value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![any::<i64>().prop_map(Value::from), any::<u64>().prop_map(Value::from), any::<f64>().prop_map(Value::from)];
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), number, any_text().prop_map(Value::from)];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any_text(), inner, 0..4).prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

/// Puts a value in the place of one of those that are there, or takes it out.
fn edit(event: &mut Value, at: Index, value: Option<Value>) {
    let mut places = vec![];
    note(event, &mut vec![], &mut places);
    let place = at.get(&places);
    match (place.split_last(), value) {
        (None, value) => *event = value.unwrap_or_default(),
        (Some(_), Some(value)) => *descend(event, place) = value,
        (Some((last, parent)), None) => match (descend(event, parent), last) {
            (Value::Object(members), Step::Member(name)) => drop(members.remove(name)),
            (Value::Array(items), Step::Item(index)) => drop(items.remove(*index)),
            (other, _) => *other = json!(null),
        },
    }
}

/// A step from a value to one in it.
#[derive(Clone, Debug)]
enum Step {
    Member(String),
    Item(usize),
}

/// Notes the way to every value.
fn note(value: &Value, way: &mut Vec<Step>, places: &mut Vec<Vec<Step>>) {
    places.push(way.clone());
    let steps: Vec<(Step, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (Step::Member(name.clone()), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (Step::Item(index), value)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    };
    for (step, value) in steps {
        way.push(step);
        note(value, way, places);
        way.pop();
    }
}

fn descend<'a>(value: &'a mut Value, way: &[Step]) -> &'a mut Value {
    way.iter().fold(value, |value, step| match step {
        Step::Member(name) => &mut value[name.as_str()],
        Step::Item(index) => &mut value[*index],
    })
}

/// What is asked of every message of a failure: it can be read in one line of a log.
///
/// # Errors
///
/// What is wrong with it.
pub fn readable(message: &str) -> Result<(), TestCaseError> {
    prop_assert!(!message.is_empty());
    prop_assert!(!message.contains(char::is_control), "{message:?}");
    prop_assert!(message.chars().count() <= 8_000, "{} characters", message.chars().count());
    Ok(())
}
