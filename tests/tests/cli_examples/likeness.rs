//! When two answers are the same: members and the kinds of their values exactly; ids, times and the like by their kind.

use serde_json::Value;

/// Members whose values are anybody's: ids, times, and what stands for a certain resource.
const ANY: [&str; 10] = [
    "applicationId",
    "deploymentConfigId",
    "deploymentGroupId",
    "deploymentId",
    "deployments",
    "createTime",
    "registerTime",
    "firstUsedTime",
    "lastUsedTime",
    "instanceArn",
];
/// Lists whose order nobody promises: revisions are sorted by a time that those of the example do not have.
const UNORDERED: [&str; 7] = ["applications", "applicationsInfo", "deploymentGroups", "deployments", "instanceNames", "revisions", "Tags"];

/// What differs, and where; nothing where the answers are the same. Text that is no JSON is compared as it is.
pub(crate) fn difference(example: &str, answer: &str) -> Option<String> {
    let (example, answer) = (example.trim(), answer.trim());
    match (serde_json::from_str(example), serde_json::from_str(answer)) {
        (Ok(example), Ok(answer)) => between("", "", &example, &answer),
        _ if example == answer => None,
        _ => Some(format!("`{example}` became `{answer}`")),
    }
}

fn between(path: &str, name: &str, example: &Value, answer: &Value) -> Option<String> {
    match (example, answer) {
        (Value::Object(example), Value::Object(answer)) => {
            let missing: Vec<&String> = example.keys().filter(|name| !answer.contains_key(*name)).collect();
            let added: Vec<&String> = answer.keys().filter(|name| !example.contains_key(*name)).collect();
            if !missing.is_empty() || !added.is_empty() {
                return Some(format!("at `{path}`, without {missing:?} and with {added:?}"));
            }
            example.iter().find_map(|(name, value)| between(&format!("{path}/{name}"), name, value, &answer[name]))
        }
        (Value::Array(example), Value::Array(answer)) => {
            if example.len() != answer.len() {
                return Some(format!("at `{path}`, {} items and not {}", answer.len(), example.len()));
            }
            let (example, answer) = (ordered(name, example), ordered(name, answer));
            example.iter().zip(&answer).find_map(|(example, answer)| between(path, name, example, answer))
        }
        (Value::String(_), Value::String(_)) | (Value::Number(_), Value::Number(_)) if ANY.contains(&name) => None,
        _ if example == answer => None,
        _ => Some(format!("at `{path}`, {answer} and not {example}")),
    }
}

fn ordered(name: &str, list: &[Value]) -> Vec<Value> {
    let mut list = list.to_vec();
    if UNORDERED.contains(&name) {
        list.sort_by_key(|item| item.get("applicationName").or_else(|| item.get("Key")).unwrap_or(item).to_string());
    }
    list
}

#[test]
fn members_and_kinds_are_exact() {
    let same = |example, answer| difference(example, answer).is_none();
    assert!(same(r#"{"applicationId": "a", "createTime": 1.5}"#, r#"{"createTime": 2, "applicationId": "b"}"#));
    assert!(!same(r#"{"applicationId": "a"}"#, r#"{"applicationId": 1}"#));
    assert!(!same(r#"{"applicationId": "a"}"#, r#"{"applicationId": "a", "more": null}"#));
    assert!(!same(r#"{"applicationName": "a"}"#, r#"{"applicationName": "b"}"#));
    assert!(same(r#"{"applications": ["a", "b"]}"#, r#"{"applications": ["b", "a"]}"#));
    assert!(!same(r#"{"others": ["a", "b"]}"#, r#"{"others": ["b", "a"]}"#));
    assert!(same("", "") && !same("", "{}"));
}
