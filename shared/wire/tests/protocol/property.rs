//! What holds for any bytes, and for any answer.

use crate::{ID, cbor, envelope, json, request, understood};
use headgate_wire::protocol::{Protocol, Request, read, write};
use headgate_wire::{OPERATIONS, Operation, Shape};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value, json as value};

/// Any value of a shape, as the engine writes it.
fn any_of(shape: &'static Shape) -> BoxedStrategy<Value> {
    match shape {
        Shape::Structure(members) => {
            let members = members.iter().map(|member| option::of(any_of(member.shape)).prop_map(|value| (member.name, value)));
            let present = |members: Vec<(&str, Option<Value>)>| {
                let there = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
                Value::Object(there.collect::<Map<_, _>>())
            };
            members.collect::<Vec<_>>().prop_map(present).boxed()
        }
        Shape::List { item, .. } => vec(any_of(item), 0..3).prop_map(Value::Array).boxed(),
        Shape::Map { value, .. } => {
            btree_map(any::<String>(), any_of(value), 0..3).prop_map(|map| Value::Object(map.into_iter().collect())).boxed()
        }
        Shape::Text { .. } => any::<String>().prop_map(Value::from).boxed(),
        Shape::Word(words) => prop::sample::select(*words).prop_map(Value::from).boxed(),
        Shape::Integer { least, most } => (*least..=*most).prop_map(Value::from).boxed(),
        // Fractions that JSON's text gives back to the last bit.
        Shape::Double | Shape::Timestamp => any::<i32>().prop_map(|quarters| Value::from(f64::from(quarters) / 4.0)).boxed(),
        Shape::Boolean => any::<bool>().prop_map(Value::from).boxed(),
    }
}

fn any_answer() -> impl Strategy<Value = (&'static Operation, Value)> {
    prop::sample::select(OPERATIONS.iter().collect::<Vec<_>>()).prop_flat_map(|operation| {
        let output = operation.output.map_or_else(|| Just(value!({})).boxed(), any_of);
        output.prop_map(move |output| (operation, output))
    })
}

/// A request that may mean anything.
fn any_request() -> impl Strategy<Value = Request> {
    let method = prop_oneof![4 => Just("POST".to_owned()), 1 => any::<String>()];
    let path = prop_oneof![
        2 => Just("/".to_owned()),
        2 => Just("/service/CodeDeploy_20141006/operation/GetDeployment".to_owned()),
        1 => any::<String>(),
    ];
    let name = prop_oneof![Just("content-type"), Just("x-amz-target"), Just("smithy-protocol")];
    let text = prop_oneof![
        Just("application/json".to_owned()),
        Just("application/cbor".to_owned()),
        Just("CodeDeploy_20141006.GetDeployment".to_owned()),
        Just("rpc-v2-cbor".to_owned()),
        any::<String>(),
    ];
    (method, path, btree_map(name.prop_map(str::to_owned), text, 0..4), vec(any::<u8>(), 0..64))
        .prop_map(|(method, path, headers, body)| Request { id: ID.to_owned(), method, path, headers, body })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_request_is_a_call_or_answered_as_none(request in any_request()) {
        if let Err(response) = read(&request) {
            prop_assert!((400..500).contains(&response.status));
        }
    }

    #[test]
    fn any_body_is_an_input_or_answered_as_none(body in vec(any::<u8>(), 0..256)) {
        for request in [json("GetDeployment", &body), cbor("GetDeployment", &body), envelope(&body)] {
            match read(&request) {
                Ok(incoming) => prop_assert!(incoming.input.is_object() || incoming.protocol == Protocol::Envelope),
                Err(response) => prop_assert_eq!(response.status, 400),
            }
        }
    }

    #[test]
    fn an_answer_is_the_same_in_every_protocol((operation, output) in any_answer()) {
        let written = |protocol| write(protocol, operation, ID, Ok(output.clone())).body;
        if operation.output.is_none() {
            prop_assert_eq!(written(Protocol::AwsJson), b"");
            prop_assert_eq!(written(Protocol::RpcV2Cbor), b"");
        } else {
            let json: Value = serde_json::from_slice(&written(Protocol::AwsJson)).unwrap();
            let cbor = understood(&cbor("GetDeployment", written(Protocol::RpcV2Cbor))).1;
            prop_assert_eq!(&json, &cbor);
            prop_assert_eq!(&cbor, &output);
        }
    }

    #[test]
    fn what_is_written_cut_short_is_no_call((operation, output) in any_answer(), at in any::<prop::sample::Index>()) {
        let whole = write(Protocol::RpcV2Cbor, operation, ID, Ok(output)).body;
        if !whole.is_empty() {
            let cut = at.index(whole.len());
            prop_assert!(cut == 0 || read(&cbor("GetDeployment", &whole[..cut])).is_err());
        }
    }

    #[test]
    fn any_name_of_an_operation_is_known_or_refused(name in any::<String>()) {
        let target = format!("CodeDeploy_20141006.{name}");
        let found = read(&request("/", &[("x-amz-target", &target)], "{}")).map(|incoming| incoming.operation.name);
        prop_assert_eq!(found.is_ok(), OPERATIONS.iter().any(|operation| operation.of_codedeploy && operation.name == name));
    }
}
