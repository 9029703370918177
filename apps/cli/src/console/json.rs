//! Data for programs: what `api` answers, with its instants as text, in UTC.

use super::time::timestamp;
use headgate_wire::{Operation, Shape};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// An operation's answer.
pub(crate) fn written(operation: &str, output: &impl Serialize) -> Value {
    let shape = Operation::named(operation).and_then(|operation| operation.output);
    match shape {
        Some(shape) => with_instants(shape, json!(output)),
        None => json!({}),
    }
}

/// Several answers as one.
pub(crate) fn joined(answers: impl IntoIterator<Item = Value>) -> Value {
    let members = answers.into_iter().filter_map(|answer| if let Value::Object(members) = answer { Some(members) } else { None });
    Value::Object(members.flatten().collect::<Map<_, _>>())
}

fn with_instants(shape: &Shape, value: Value) -> Value {
    match (shape, value) {
        (Shape::Structure(members), Value::Object(given)) => {
            let written = given.into_iter().map(|(name, value)| {
                let member = members.iter().find(|member| member.name == name);
                let value = member.map_or(Value::Null, |member| with_instants(member.shape, value));
                (name, value)
            });
            Value::Object(written.collect())
        }
        (Shape::List { item, .. }, Value::Array(items)) => items.into_iter().map(|value| with_instants(item, value)).collect(),
        (Shape::Timestamp, Value::Number(seconds)) => json!(seconds.as_f64().and_then(timestamp).map(|at| at.to_string())),
        (_, value) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::written;
    use headgate_wire as wire;
    use serde_json::json;

    #[test]
    fn instants_are_in_utc() {
        let info = wire::ApplicationInfo { create_time: Some(1_800_000_000.25), linked_to_git_hub: Some(false), ..Default::default() };
        let output = wire::GetApplicationOutput { application: Some(info) };
        let expected = json!({"application": {"createTime": "2027-01-15T08:00:00.25Z", "linkedToGitHub": false}});
        assert_eq!(written("GetApplication", &output), expected);
    }
}
