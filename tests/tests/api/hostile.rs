//! Every operation end to end, from bytes to bytes, in both of CodeDeploy's encodings: a request that is right but for one
//! value, which is one of those that nobody should send, in every place there is.

use headgate_load::Office;
use headgate_sim::{MemoryStore, at_once};
use headgate_wire::protocol::{CODEDEPLOY, HEADGATE, Request, Response};
use headgate_wire::{OPERATIONS, Operation};
use minicbor::Encoder;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// The longest message: a hundred mistakes of an AppSpec, or a few of a caller's own words, each of them escaped.
const MESSAGE_BYTES_MAX: usize = 20_000;

fn values() -> Vec<Value> {
    let nested = (0..50).fold(json!(1), |inner, level| if level % 2 == 0 { json!([inner]) } else { json!({ "a": inner }) });
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(u64::MAX),
        json!(1e308),
        json!(""),
        json!("\u{0}\u{1b}[2J\r\n"),
        json!("\u{202e}\u{e4}a\u{308}🚦"),
        json!("../../etc/passwd"),
        json!("\u{7}x".repeat(20_000)),
        json!("a: &a [*a, *a]"),
        json!([]),
        json!({}),
        json!([null, null]),
        json!(vec!["x"; 2_000]),
        json!({ "\u{0}\u{202e}": 1 }),
        json!({ "\u{7}x".repeat(20_000): "" }),
        nested,
    ]
}

/// The input that the sample of an operation has.
fn sample(operation: &Operation) -> Value {
    let path = format!("{}/../events/api/{}.json", env!("CARGO_MANIFEST_DIR"), operation.name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str::<Value>(&text).unwrap()["input"].take()
}

/// An office with what the samples themselves make.
fn office() -> Office<MemoryStore> {
    let office = Office::new(MemoryStore::new());
    for name in ["CreateApplication", "CreateDeploymentConfig", "CreateDeploymentGroup"] {
        at_once(office.call(name, sample(Operation::named(name).unwrap()))).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    office
}

/// Pointers to every value of an input, the whole included.
fn places(value: &Value, at: &str, places: &mut Vec<String>) {
    places.push(at.to_owned());
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| self::places(inner, &format!("{at}/{name}"), places)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, inner)| self::places(inner, &format!("{at}/{index}"), places)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn in_json(operation: &Operation, input: &Value) -> Request {
    let target = format!("{}.{}", service(operation), operation.name);
    request("/".to_owned(), &[("x-amz-target", &target)], input.to_string().into_bytes())
}

fn in_cbor(operation: &Operation, input: &Value) -> Request {
    let mut sink = Encoder::new(vec![]);
    encode(&mut sink, input).unwrap();
    let path = format!("/service/{}/operation/{}", service(operation), operation.name);
    request(path, &[("smithy-protocol", "rpc-v2-cbor"), ("content-type", "application/cbor")], sink.into_writer())
}

fn service(operation: &Operation) -> &'static str {
    if operation.of_codedeploy { CODEDEPLOY } else { HEADGATE }
}

fn request(path: String, headers: &[(&str, &str)], body: Vec<u8>) -> Request {
    let headers: BTreeMap<String, String> = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Request { id: "1".to_owned(), method: "POST".to_owned(), path, headers, body }
}

fn encode(sink: &mut Encoder<Vec<u8>>, value: &Value) -> Result<(), minicbor::encode::Error<Infallible>> {
    match value {
        Value::Null => sink.null()?.ok(),
        Value::Bool(value) => sink.bool(*value)?.ok(),
        Value::String(text) => sink.str(text)?.ok(),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => sink.i64(whole)?.ok(),
            (None, Some(whole)) => sink.u64(whole)?.ok(),
            (None, None) => sink.f64(number.as_f64().unwrap())?.ok(),
        },
        Value::Array(items) => {
            sink.array(items.len() as u64)?;
            items.iter().try_for_each(|item| encode(sink, item))
        }
        Value::Object(members) => {
            sink.map(members.len() as u64)?;
            members.iter().try_for_each(|(name, value)| encode(sink.str(name)?, value))
        }
    }
}

/// The exception and its message, if it is one.
fn refusal(response: &Response) -> Option<(String, String)> {
    let code = response.headers.get("x-amzn-errortype")?.clone();
    let message = if response.headers["content-type"] == "application/cbor" {
        let mut source = minicbor::Decoder::new(&response.body);
        assert_eq!((source.map().unwrap(), source.str().unwrap(), source.str().unwrap()), (Some(2), "__type", code.as_str()));
        assert_eq!(source.str().unwrap(), "message");
        source.str().unwrap().to_owned()
    } else {
        serde_json::from_slice::<Map<String, Value>>(&response.body).unwrap()["message"].as_str().unwrap().to_owned()
    };
    Some((code, message))
}

#[test]
fn one_wrong_value_anywhere_is_answered_alike_in_both_encodings() {
    let values = values();
    let mut refused = BTreeSet::new();
    for operation in OPERATIONS {
        let input = sample(operation);
        let mut places = vec![];
        self::places(&input, "", &mut places);
        for place in places {
            let (by_json, by_cbor) = (office(), office());
            for value in &values {
                let mut input = input.clone();
                *input.pointer_mut(&place).unwrap() = value.clone();
                let shown: String = value.to_string().chars().take(60).collect();
                let what = format!("{} with `{shown}` at `{place}`", operation.name);
                let json = at_once(by_json.answer(&in_json(operation, &input)));
                let cbor = at_once(by_cbor.answer(&in_cbor(operation, &input)));
                assert!(json.status < 500, "{what}: {}", json.body.escape_ascii());
                let (json_refusal, cbor_refusal) = (refusal(&json), refusal(&cbor));
                let code = |refusal: &Option<(String, String)>| refusal.as_ref().map(|(code, _)| code.clone());
                assert_eq!((json.status, code(&json_refusal)), (cbor.status, code(&cbor_refusal)), "{what}");
                for (code, message) in [json_refusal, cbor_refusal].into_iter().flatten() {
                    assert!(!message.is_empty() && message.len() <= MESSAGE_BYTES_MAX, "{what}: {code}: {} bytes", message.len());
                    assert!(!message.contains(|char: char| char.is_control() && char != '\n'), "{what}: {code}: {message:?}");
                    assert!(!message.contains('\u{202e}'), "{what}: {code}: {message:?}");
                    refused.insert(operation.name);
                }
            }
        }
    }
    assert_eq!(refused.len(), OPERATIONS.len(), "every operation has refused something");
}
