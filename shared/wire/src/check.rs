//! Holds a request against the model, to the letter.

use crate::model::{Length, Member, Operation, Shape};
use crate::{Exception, shown};
use serde_json::{Map, Value};
use std::fmt;

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The exception that the request earns.
    pub exception: Exception,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// A step on the way from the request to what is wrong.
enum Step<'a> {
    Member(&'a str),
    Item(usize),
}

/// What is wrong, and how far it reaches.
struct Fault<'a> {
    /// The way to it, the last step first.
    way: Vec<Step<'a>>,
    problem: Problem,
}

enum Problem {
    /// A member is not there. Its own step is not on the way.
    Missing(&'static str),
    /// A constraint is broken; the text is what comes after the member's path.
    Broken(String),
    /// The value cannot be read at all: it is of another type, or no member of the model.
    Unreadable(String),
}

impl Operation {
    /// Holds a request against what the model says. `null` is absent.
    ///
    /// # Errors
    ///
    /// The first mistake, with the exception that it earns: the operation's own for a constraint,
    /// `SerializationException` for a value of another type and for a member that the model does not have.
    pub fn check(&self, input: &Value) -> Result<(), Violation> {
        let Shape::Structure(members) = self.input else { return Ok(()) };
        let given = match input {
            Value::Null => return self.all_there(members, &Map::new()),
            Value::Object(given) => given,
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let message = format!("The input of {} is {}: give a JSON object", self.name, kind(input));
                return Err(Violation { exception: Exception::Serialization, message });
            }
        };
        structure(members, given).map_err(|fault| self.violation(members, fault))?;
        self.all_there(members, given)
    }

    fn all_there(&self, members: &'static [Member], given: &Map<String, Value>) -> Result<(), Violation> {
        match missing(members, given) {
            Some(name) => Err(self.violation(members, Fault { way: vec![], problem: Problem::Missing(name) })),
            None => Ok(()),
        }
    }

    fn violation(&self, members: &'static [Member], fault: Fault<'_>) -> Violation {
        let path = path(&fault.way);
        let top = |name: &str| members.iter().find(|member| member.name == name);
        let outermost = match fault.way.last() {
            Some(Step::Member(name)) => top(name),
            Some(Step::Item(_)) | None => None,
        };
        let (exception, message) = match fault.problem {
            Problem::Missing(name) if path.is_empty() => {
                (top(name).and_then(|member| member.missing), format!("`{name}` is missing: give it"))
            }
            Problem::Missing(name) => (outermost.and_then(|member| member.wrong), format!("`{path}.{name}` is missing: give it")),
            Problem::Broken(what) => (outermost.and_then(|member| member.wrong), format!("{} {what}", shown(&path))),
            Problem::Unreadable(what) if path.is_empty() => (None, format!("{} {what}", self.name)),
            Problem::Unreadable(what) => (None, format!("{} {what}", shown(&path))),
        };
        Violation { exception: exception.unwrap_or(Exception::Serialization), message }
    }
}

fn missing(members: &'static [Member], given: &Map<String, Value>) -> Option<&'static str> {
    let absent = |member: &&Member| member.required && given.get(member.name).is_none_or(|value| says_nothing(member, value));
    members.iter().find(absent).map(|member| member.name)
}

/// Whether a value is as good as none: an empty text is, where one is required.
fn says_nothing(member: &Member, value: &Value) -> bool {
    value.is_null() || (member.required && value == "")
}

fn structure<'a>(members: &'static [Member], given: &'a Map<String, Value>) -> Result<(), Fault<'a>> {
    for (name, value) in given {
        let Some(member) = members.iter().find(|member| member.name == name) else {
            let names: Vec<&str> = members.iter().map(|member| member.name).collect();
            return Err(unreadable(format!("has an unknown member {}: give {}", shown(name), listed(&names))));
        };
        if !says_nothing(member, value) {
            inside(Step::Member(name), checked(member.shape, value))?;
        }
    }
    Ok(())
}

fn checked<'a>(shape: &'static Shape, value: &'a Value) -> Result<(), Fault<'a>> {
    match (shape, value) {
        (Shape::Structure(members), Value::Object(given)) => {
            structure(members, given)?;
            match missing(members, given) {
                Some(name) => Err(Fault { way: vec![], problem: Problem::Missing(name) }),
                None => Ok(()),
            }
        }
        (Shape::List { item, length }, Value::Array(items)) => {
            within(*length, items.len(), "items", || format!("has {} items", items.len()))?;
            items.iter().enumerate().try_for_each(|(index, value)| inside(Step::Item(index), checked(item, value)))
        }
        (Shape::Map { key, value }, Value::Object(given)) => given.iter().try_for_each(|(name, found)| {
            named(key, name)?;
            inside(Step::Member(name), checked(value, found))
        }),
        (Shape::Text { .. } | Shape::Word(_), Value::String(text)) => named(shape, text),
        (Shape::Integer { least, most }, Value::Number(number)) => match number.as_i64() {
            Some(number) if (*least..=*most).contains(&number) => Ok(()),
            Some(_) => Err(broken(format!("is {number}: give a whole number from {least} to {most}"))),
            None => Err(unreadable(format!("is {number}: give a whole number"))),
        },
        (Shape::Double | Shape::Timestamp, Value::Number(_)) | (Shape::Boolean, Value::Bool(_)) => Ok(()),
        (
            Shape::Structure(_)
            | Shape::List { .. }
            | Shape::Map { .. }
            | Shape::Text { .. }
            | Shape::Word(_)
            | Shape::Integer { .. }
            | Shape::Double
            | Shape::Timestamp
            | Shape::Boolean,
            _,
        ) => Err(unreadable(format!("is {}: give {}", kind(value), wanted(shape)))),
    }
}

/// Holds a text against its shape: a value, or the name of a map's member.
fn named<'a>(shape: &'static Shape, text: &str) -> Result<(), Fault<'a>> {
    match shape {
        Shape::Word(words) if words.contains(&text) => Ok(()),
        Shape::Word(words) => Err(broken(format!("is {}: give {}", shown(text), listed(words)))),
        Shape::Text { length, characters } => {
            within(*length, text.chars().count(), "characters", || format!("is {}", shown(text)))?;
            match characters {
                Some(class) if !text.chars().all(|char| in_class(class, char)) => {
                    Err(broken(format!("is {}: give characters of `{class}` only", shown(text))))
                }
                Some(_) | None => Ok(()),
            }
        }
        Shape::Structure(_)
        | Shape::List { .. }
        | Shape::Map { .. }
        | Shape::Integer { .. }
        | Shape::Double
        | Shape::Boolean
        | Shape::Timestamp => Ok(()),
    }
}

fn within<'a>(length: Length, found: usize, of: &str, what: impl Fn() -> String) -> Result<(), Fault<'a>> {
    let Length { least, most } = length;
    if (least..=most).contains(&found) {
        return Ok(());
    }
    let range = if most == usize::MAX { format!("at least {least}") } else { format!("{least} to {most}") };
    Err(broken(format!("{}: give {range} {of}", what())))
}

/// Whether a class of a regular expression, such as `A-Z0-9_-`, has a character.
fn in_class(class: &str, char: char) -> bool {
    let class: Vec<char> = class.chars().collect();
    let mut rest = class.as_slice();
    loop {
        rest = match rest {
            [from, '-', to, rest @ ..] => {
                if (*from..=*to).contains(&char) {
                    return true;
                }
                rest
            }
            [one, rest @ ..] => {
                if *one == char {
                    return true;
                }
                rest
            }
            [] => return false,
        }
    }
}

fn inside<'a>(step: Step<'a>, result: Result<(), Fault<'a>>) -> Result<(), Fault<'a>> {
    result.map_err(|mut fault| {
        fault.way.push(step);
        fault
    })
}

fn broken<'a>(what: String) -> Fault<'a> {
    Fault { way: vec![], problem: Problem::Broken(what) }
}

fn unreadable<'a>(what: String) -> Fault<'a> {
    Fault { way: vec![], problem: Problem::Unreadable(what) }
}

/// The whole way, such as `alarmConfiguration.alarms[0]`.
fn path(way: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in way.iter().rev() {
        match step {
            Step::Member(name) if path.is_empty() => path.push_str(name),
            Step::Member(name) => path.extend([".", name]),
            Step::Item(index) => path.extend(["[", &index.to_string(), "]"]),
        }
    }
    path
}

/// Words in a sentence: `a`, `b` or `c`.
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn wanted(shape: &Shape) -> &'static str {
    match shape {
        Shape::Structure(_) | Shape::Map { .. } => "a JSON object",
        Shape::List { .. } => "a list",
        Shape::Text { .. } | Shape::Word(_) => "a text",
        Shape::Integer { .. } => "a whole number",
        Shape::Double => "a number",
        Shape::Boolean => "true or false",
        Shape::Timestamp => "a number of seconds since 1970",
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.exception, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn checked(operation: &str, input: &Value) -> Result<(), (Exception, String)> {
        let operation = Operation::named(operation).expect("an operation of the model");
        operation.check(input).map_err(|Violation { exception, message }| (exception, message))
    }

    fn refused(operation: &str, input: &Value) -> (Exception, String) {
        checked(operation, input).expect_err("a mistake")
    }

    #[test]
    fn a_constraint_earns_the_exception_of_its_member() {
        let (code, message) = refused("GetApplication", &json!({}));
        assert_eq!((code, message.as_str()), (Exception::ApplicationNameRequired, "`applicationName` is missing: give it"));
        assert_eq!(refused("GetApplication", &Value::Null).0, Exception::ApplicationNameRequired);
        assert_eq!(refused("GetApplication", &json!({ "applicationName": null })).0, Exception::ApplicationNameRequired);
        assert_eq!(refused("GetApplication", &json!({ "applicationName": "" })).0, Exception::ApplicationNameRequired);
        let (code, message) = refused("GetApplication", &json!({ "applicationName": "a/b" }));
        let said = "`applicationName` is `a/b`: give characters of `A-Za-z0-9+=,.@_-` only";
        assert_eq!((code, message.as_str()), (Exception::InvalidApplicationName, said));
        let (code, message) = refused("GetApplication", &json!({ "applicationName": "a".repeat(101) }));
        assert_eq!(code, Exception::InvalidApplicationName);
        assert!(message.ends_with("…`: give 1 to 100 characters"), "{message}");
        assert_eq!(checked("GetApplication", &json!({ "applicationName": "a+=,.@_-Z9" })), Ok(()));
        let (code, message) = refused("StopDeployment", &json!({}));
        assert_eq!((code, message.as_str()), (Exception::DeploymentIdRequired, "`deploymentId` is missing: give it"));
    }

    #[test]
    fn what_lies_deep_earns_the_exception_of_the_member_it_lies_in() {
        let events = json!({ "autoRollbackConfiguration": { "events": ["DEPLOYMENT_FAILURE", "NEVER"] }, "applicationName": "shop" });
        let (code, message) = refused("CreateDeployment", &events);
        assert_eq!(code, Exception::InvalidAutoRollbackConfig);
        let said = "`autoRollbackConfiguration.events[1]` is `NEVER`: give `DEPLOYMENT_FAILURE`, `DEPLOYMENT_STOP_ON_ALARM` or \
                    `DEPLOYMENT_STOP_ON_REQUEST`";
        assert_eq!(message, said);
        let (code, message) = refused("ListDeploymentTargets", &json!({ "deploymentId": "d-1", "targetFilters": { "Colour": ["red"] } }));
        assert_eq!(code, Exception::InvalidTargetFilterName);
        assert_eq!(message, "`targetFilters` is `Colour`: give `TargetStatus` or `ServerInstanceLabel`");
    }

    #[test]
    fn a_value_of_another_type_cannot_be_read() {
        let (code, message) = refused("GetApplication", &json!({ "applicationName": 5 }));
        assert_eq!((code, message.as_str()), (Exception::Serialization, "`applicationName` is a number: give a text"));
        let (code, message) = refused("CreateDeployment", &json!({ "alarmConfiguration": {} }));
        assert_eq!(code, Exception::Serialization);
        assert!(message.starts_with("CreateDeployment has an unknown member `alarmConfiguration`: give `applicationName`, "), "{message}");
        assert_eq!(refused("GetApplication", &json!({ "applicationName": "shop", "colour": null })).0, Exception::Serialization);
        let (code, message) = refused("CreateDeploymentGroup", &json!({ "alarmConfiguration": [true, false] }));
        assert_eq!((code, message.as_str()), (Exception::Serialization, "`alarmConfiguration` is a list: give a JSON object"));
        let (_, message) = refused("CreateDeploymentGroup", &json!({ "alarmConfiguration": { "alarms": [{ "nmae": "a" }] } }));
        assert_eq!(message, "`alarmConfiguration.alarms[0]` has an unknown member `nmae`: give `name`");
        let half = json!({ "trafficRoutingConfig": { "timeBasedCanary": { "canaryInterval": 0.5 } } });
        let (_, message) = refused("CreateDeploymentConfig", &half);
        assert_eq!(message, "`trafficRoutingConfig.timeBasedCanary.canaryInterval` is 0.5: give a whole number");
        assert_eq!(refused("ListApplications", &json!([])).1, "The input of ListApplications is a list: give a JSON object");
    }

    #[test]
    fn headgates_own_members_have_their_ranges() {
        let of = |seconds: i64| json!({ "applicationName": "shop", "hookTimeoutSeconds": seconds });
        assert_eq!(checked("CreateDeployment", &of(10)), Ok(()));
        let (code, message) = refused("CreateDeployment", &of(9));
        assert_eq!((code, message.as_str()), (Exception::InvalidInput, "`hookTimeoutSeconds` is 9: give a whole number from 10 to 3600"));
    }

    #[test]
    fn what_a_caller_sends_is_repeated_escaped_and_cut() {
        let (_, message) = refused("GetApplication", &json!({ format!("a\n\u{202e}{}", "b".repeat(5000)): 1 }));
        assert!(message.contains("`a\\n\\u{202e}bb") && message.chars().count() < 400, "{message}");
    }

    #[test]
    fn a_class_has_its_ranges_and_its_single_characters() {
        assert!(['A', 'M', 'Z', '_', '-', '9'].into_iter().all(|char| in_class("A-Z0-9_-", char)));
        assert!(['a', '.', '@', '['].into_iter().all(|char| !in_class("A-Z0-9_-", char)));
    }
}
