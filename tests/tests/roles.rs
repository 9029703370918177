//! What each function may do, held to the list in `roles.txt`: a permission more or less is a change that
//! somebody has to look at.

use headgate_domain::WORKER_LIFE;
use headgate_tests::permissions::{Permissions, permissions};
use headgate_tests::template::{changed, property, template};
use headgate_tests::written::{assert_written, difference};
use serde_json::json;
use std::fmt::Write;

/// AWS knows no narrower resource for these.
const ON_EVERYTHING: [&str; 5] = [
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "lambda:ListEventSourceMappings",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
];

#[test]
fn roles_are_as_written() {
    assert_written("tests/tests/roles.txt", &listed(&permissions(template()).unwrap()));
}

#[test]
fn roles_are_narrow() {
    assert_eq!(too_wide(&permissions(template()).unwrap()), Vec::<String>::new());
}

#[test]
fn a_changed_role_is_shown() {
    let written = listed(&permissions(template()).unwrap());
    let mut changed = template().clone();
    let statements = &mut changed["Resources"]["TurnPolicy"]["Properties"]["PolicyDocument"]["Statement"];
    statements.as_array_mut().unwrap().push(json!({"Effect": "Allow", "Action": "lambda:DeleteFunction", "Resource": "*"}));
    let shown = difference(&written, &listed(&permissions(&changed).unwrap()));
    let everywhere = ["alarm", "api", "start", "step"].map(|function| format!("+ {function} lambda:DeleteFunction on *"));
    assert_eq!(shown, everywhere.join("\n"));
    let wide = too_wide(&permissions(&changed).unwrap());
    assert_eq!(wide.len(), 4, "{wide:?}");
}

#[test]
fn what_hides_a_permission_is_refused() {
    let hidden = [
        ("/StepRole/Properties/ManagedPolicyArns", json!(["arn:aws:iam::aws:policy/AdministratorAccess"])),
        ("/StepRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal", json!("*")),
        ("/StepRole/Properties/Policies/0/PolicyDocument/Statement/0", json!({"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"})),
        ("/TurnPolicy/Properties/PolicyDocument/Statement/0/Effect", json!("Deny")),
        ("/StepFunction/Properties/Role", json!("arn:aws:iam::123456789012:role/admin")),
        ("/StepLog", json!({"Type": "AWS::IAM::Policy", "Properties": {}})),
    ];
    for (place, value) in hidden {
        assert!(permissions(&changed(place, value)).is_err(), "{place}");
    }
    let wildcard = changed("/StepRole/Properties/Policies/0/PolicyDocument/Statement/0/Action", json!("logs:*"));
    assert_eq!(too_wide(&permissions(&wildcard).unwrap()), ["step logs:*: every action is named"]);
    let sometimes = json!({"Fn::If": ["KeepForStep", "*", {"Ref": "Table"}]});
    let everything = changed("/StepRole/Properties/Policies/0/PolicyDocument/Statement/2/Resource", sometimes);
    assert_eq!(too_wide(&permissions(&everything).unwrap()).len(), 3);
}

/// A stop that may not write waits for as long as a worker can live: the machine's number is the template's.
#[test]
fn who_may_write_an_alias_lives_no_longer_than_the_machine_reckons_with() {
    let all = permissions(template()).unwrap();
    let writers: Vec<&String> =
        all.iter().filter(|(_, actions)| actions.contains_key("lambda:UpdateAlias")).map(|(function, _)| function).collect();
    assert_eq!(writers, ["alarm", "api", "start", "step"]);
    for writer in writers {
        let (first, rest) = writer.split_at(1);
        let function = property(template(), &format!("{}{rest}Function", first.to_uppercase())).unwrap();
        assert!(function["Timeout"].as_i64().is_some_and(|seconds| seconds <= WORKER_LIFE.as_secs()), "{writer}: {}", function["Timeout"]);
    }
}

fn too_wide(permissions: &Permissions) -> Vec<String> {
    let mut problems = vec![];
    for (function, actions) in permissions {
        for (action, resources) in actions {
            if action.contains('*') {
                problems.push(format!("{function} {action}: every action is named"));
            }
            if resources.iter().any(|resource| resource == "*" || resource.starts_with("* ")) && !ON_EVERYTHING.contains(&action.as_str()) {
                problems.push(format!("{function} {action}: on everything"));
            }
        }
    }
    problems
}

/// A line for every function and action.
fn listed(permissions: &Permissions) -> String {
    let mut text = "What each function may do, and on what. tests/tests/roles.rs holds template.yaml to it.\n".to_owned();
    for (function, actions) in permissions {
        text.push('\n');
        for (action, resources) in actions {
            let resources = resources.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "{function} {action} on {resources}");
        }
    }
    text
}
