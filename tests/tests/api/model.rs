//! Every constraint of the service model, on every member of every operation: what breaks it is refused with an exception
//! that the model declares for the operation.

use crate::desk::{Desk, appspec, content, group, steps};
use headgate_wire::{Exception, Length, Member, OPERATIONS, Operation, Shape};
use serde_json::{Map, Value, json};

/// What any operation may raise, beside what it declares.
const EVERYWHERE: [Exception; 3] = [Exception::AccessDenied, Exception::Serialization, Exception::UnknownOperation];

/// What Headgate raises where CodeDeploy has no word for it.
const DEVIATIONS: [(&str, Exception); 2] = [
    // Its deployments would be left without their group's rules.
    ("DeleteApplication", Exception::InvalidOperation),
    ("DeleteDeploymentGroup", Exception::InvalidOperation),
];

/// Fewer cases than this, and the walk has lost its way.
const CASES_LEAST: usize = 990;

/// Whether an operation may raise an exception.
pub(crate) fn may_raise(operation: &Operation, exception: Exception) -> bool {
    operation.declares(exception) || EVERYWHERE.contains(&exception) || DEVIATIONS.contains(&(operation.name, exception))
}

/// A request that lacks something or has something wrong.
struct Case {
    what: String,
    input: Value,
    /// The exception it must earn, where the model says it; otherwise any declared one will do, or success.
    earns: Option<Exception>,
}

/// A value that keeps to a shape, with every required member.
fn sound(name: &str, shape: &Shape) -> Value {
    match shape {
        Shape::Structure(members) => {
            let members = members.iter().filter(|member| member.required);
            Value::Object(members.map(|member| (member.name.to_owned(), sound(member.name, member.shape))).collect())
        }
        Shape::List { item, length } => json!(vec![sound(name, item); length.least.max(1)]),
        Shape::Map { key, value } => {
            let key = sound(name, key).as_str().unwrap().to_owned();
            Value::Object(Map::from_iter([(key, sound(name, value))]))
        }
        Shape::Word(words) => json!(words[0]),
        Shape::Integer { least, .. } => json!((*least).max(1)),
        Shape::Double | Shape::Timestamp => json!(1.0),
        Shape::Boolean => json!(true),
        Shape::Text { .. } => json!(match name {
            "applicationName" | "applicationNames" => "shop",
            "deploymentGroupName" | "deploymentGroupNames" | "currentDeploymentGroupName" => "live",
            "deploymentId" | "deploymentIds" => "d-AAAAAAAAA",
            "deploymentConfigName" => "steps",
            "serviceRoleArn" => "arn:aws:iam::123456789012:role/r",
            "ResourceArn" => "arn:aws:codedeploy:eu-west-1:123456789012:application:shop",
            "targetId" | "targetIds" | "instanceId" | "instanceIds" => "orders:live",
            _ => "sound",
        }),
    }
}

/// Values that break a shape, in so many ways, with what is wrong.
fn broken(name: &str, shape: &Shape) -> Vec<(String, Value)> {
    let of = |what: &str, value: Value| (what.to_owned(), value);
    match shape {
        Shape::Text { length, characters } => {
            let mut cases = of_length(*length, |count| json!("a".repeat(count)));
            if characters.is_some() {
                cases.push(of("bad characters", json!("a\u{7f}\"<")));
            }
            cases.push(of("no text", json!(5)));
            cases
        }
        Shape::Word(_) => vec![of("an unknown word", json!("NoSuchWord")), of("an empty word", json!("")), of("no text", json!([]))],
        Shape::Integer { least, most } => {
            let below = least.checked_sub(1).map(|number| of("too small", json!(number)));
            let above = most.checked_add(1).map(|number| of("too large", json!(number)));
            below.into_iter().chain(above).chain([of("no number", json!("1")), of("a fraction", json!(1.5))]).collect()
        }
        Shape::Double | Shape::Timestamp => vec![of("no number", json!("1"))],
        Shape::Boolean => vec![of("no boolean", json!("true"))],
        Shape::List { item, length } => {
            let mut cases = of_length(*length, |count| json!(vec![sound(name, item); count]));
            cases.extend(broken(name, item).into_iter().map(|(what, value)| (format!("[0] {what}"), json!([value]))));
            cases.push(of("no list", json!("x")));
            cases
        }
        Shape::Map { key, value } => {
            let with = |key: String, value: Value| Value::Object(Map::from_iter([(key, value)]));
            let keys = broken(name, key).into_iter().filter_map(|(what, bad)| Some((what, bad.as_str()?.to_owned())));
            let mut cases: Vec<_> = keys.map(|(what, bad)| (format!("key {what}"), with(bad, sound(name, value)))).collect();
            let key = sound(name, key).as_str().unwrap().to_owned();
            cases.extend(broken(name, value).into_iter().map(|(what, bad)| (format!(".* {what}"), with(key.clone(), bad))));
            cases.push(of("no object", json!([])));
            cases
        }
        Shape::Structure(members) => {
            let whole = sound(name, shape);
            let mut cases = vec![of("no object", json!("x"))];
            cases.push(of("an unknown member", patched(&whole, "noSuchMember", json!(1))));
            for member in *members {
                cases.extend(
                    broken(member.name, member.shape)
                        .into_iter()
                        .map(|(what, value)| (format!(".{} {what}", member.name), patched(&whole, member.name, value))),
                );
                if member.required {
                    cases.push((format!(".{} missing", member.name), patched(&whole, member.name, Value::Null)));
                }
            }
            cases
        }
    }
}

fn of_length(length: Length, value: impl Fn(usize) -> Value) -> Vec<(String, Value)> {
    let short = length.least.checked_sub(1).map(|count| ("too short".to_owned(), value(count)));
    let long = (length.most < usize::MAX).then(|| ("too long".to_owned(), value(length.most + 1)));
    short.into_iter().chain(long).collect()
}

fn patched(whole: &Value, name: &str, value: Value) -> Value {
    let mut whole = whole.clone();
    whole[name] = value;
    whole
}

fn members(operation: &Operation) -> &'static [Member] {
    let Shape::Structure(members) = operation.input else { panic!("{}: its input is no structure", operation.name) };
    members
}

fn cases(operation: &Operation) -> Vec<Case> {
    let whole = sound("", operation.input);
    let mut cases = vec![];
    for member in members(operation) {
        if member.required {
            for absent in [Value::Null, json!("absent")] {
                let mut input = patched(&whole, member.name, Value::Null);
                if absent.is_string() {
                    input.as_object_mut().unwrap().remove(member.name);
                }
                let earns = Some(member.missing.unwrap_or(Exception::Serialization));
                cases.push(Case { what: format!("{} missing", member.name), input, earns });
            }
        }
        for (what, value) in broken(member.name, member.shape) {
            cases.push(Case { what: format!("{} {what}", member.name), input: patched(&whole, member.name, value), earns: None });
        }
    }
    for (name, unknown) in [
        ("applicationName", json!("nobody")),
        ("applicationNames", json!(["nobody"])),
        ("deploymentGroupName", json!("nobody")),
        ("deploymentGroupNames", json!(["nobody"])),
        ("currentDeploymentGroupName", json!("nobody")),
        ("deploymentConfigName", json!("nobody")),
        ("deploymentId", json!("d-ZZZZZZZZZ")),
        ("deploymentIds", json!(["d-ZZZZZZZZZ"])),
        ("instanceName", json!("nobody")),
        ("instanceNames", json!(["nobody"])),
        ("instanceId", json!("nobody:live")),
        ("instanceIds", json!(["nobody:live"])),
        ("targetId", json!("nobody:live")),
        ("targetIds", json!(["nobody:live"])),
        ("tokenName", json!("nobody")),
        ("externalId", json!("nobody")),
        ("nextToken", json!("nobody")),
        ("NextToken", json!("nobody")),
        ("ResourceArn", json!("arn:aws:codedeploy:eu-west-1:123456789012:application:nobody")),
        ("ResourceArn", json!("arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop/nobody")),
        ("revision", json!({"revisionType": "String", "string": {"sha256": "ab".repeat(32)}})),
    ] {
        if members(operation).iter().any(|member| member.name == name) {
            cases.push(Case { what: format!("{name} unknown"), input: patched(&whole, name, unknown), earns: None });
        }
    }
    cases
}

#[test]
fn whatever_breaks_the_model_earns_what_the_model_declares() {
    let (mut ran, mut refused) = (0, 0);
    for operation in OPERATIONS {
        for Case { what, input, earns } in cases(operation) {
            // What one call changes must not be what another one meets.
            let desk = furnished();
            ran += 1;
            let answer = desk.call(operation.name, input.clone());
            if let Err(error) = &answer {
                refused += 1;
                let code = Exception::named(&error.code);
                assert!(code.is_some_and(|code| may_raise(operation, code)), "{} {what} {input}: {error}", operation.name);
            }
            if let Some(earns) = earns {
                assert_eq!(answer.map_err(|error| error.code), Err(earns.as_str().to_owned()), "{} {what}", operation.name);
            } else {
                let holds = operation.check(&input);
                let code = answer.err().map(|error| error.code);
                if let Err(violation) = holds {
                    assert_eq!(code.as_deref(), Some(violation.exception.as_str()), "{} {what} {input}", operation.name);
                }
            }
        }
    }
    println!("{ran} requests, {refused} of them refused");
    assert!(ran >= CASES_LEAST, "{ran} requests: the model was not walked");
    assert!(refused * 2 > ran, "{refused} of {ran} requests were refused");
}

fn furnished() -> Desk {
    let desk = Desk::new();
    desk.ok("CreateApplication", json!({"applicationName": "shop", "computePlatform": "Lambda"}));
    desk.ok("CreateDeploymentConfig", steps("steps"));
    desk.ok("CreateDeploymentGroup", group("live"));
    desk.ok("CreateDeployment", json!({"applicationName": "shop", "deploymentGroupName": "live", "revision": content(&appspec("orders"))}));
    desk
}

#[test]
fn what_an_operation_does_not_declare_it_may_not_raise() {
    let operation = Operation::named("DeleteApplication").unwrap();
    assert!(may_raise(operation, Exception::ApplicationNameRequired) && may_raise(operation, Exception::InvalidOperation));
    assert!(!may_raise(operation, Exception::ApplicationDoesNotExist));
}
