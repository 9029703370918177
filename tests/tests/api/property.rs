//! Whatever is sent, there is an answer.

use crate::desk::{Desk, appspec};
use crate::model::may_raise;
use headgate_engine::Class;
use headgate_wire::{Exception, OPERATIONS};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

const MEMBERS: &[&str] = &[
    "alarmConfiguration",
    "alarms",
    "appSpecContent",
    "applicationName",
    "autoRollbackConfiguration",
    "by",
    "clientRequestToken",
    "computePlatform",
    "content",
    "createTimeRange",
    "currentDeploymentGroupName",
    "deploymentConfigName",
    "deploymentGroupName",
    "deploymentId",
    "deploymentIds",
    "description",
    "ec2TagFilters",
    "enabled",
    "end",
    "events",
    "finalBakeSeconds",
    "hookTimeoutSeconds",
    "includeOnlyStatuses",
    "name",
    "nextToken",
    "onConflict",
    "reason",
    "revision",
    "revisionType",
    "s3Location",
    "serviceRoleArn",
    "sha256",
    "start",
    "status",
    "steps",
    "targetFilters",
    "targetId",
    "targetIds",
    "timeBasedCanary",
    "trafficRoutingConfig",
    "triggerConfigurations",
    "type",
    "weight",
];

const WORDS: &[&str] = &[
    "",
    "shop",
    "live",
    "Lambda",
    "steps",
    "d-AAAAAAAAA",
    "AppSpecContent",
    "S3",
    "Steps",
    "AllAtOnce",
    "Succeeded",
    "queue",
    "orders:live",
    "arn:aws:iam::123456789012:role/r",
    "a\u{0}b",
    "\u{202e}ä",
    "CodeDeployDefault.LambdaAllAtOnce",
];

fn json_value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-1..=101_i64).prop_map(Value::from),
    ];
    let text = prop_oneof![select(WORDS).prop_map(Value::from), ".{0,300}".prop_map(Value::from), Just(Value::from(appspec("orders")))];
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::Bool), number, text];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let member = prop_oneof![4 => select(MEMBERS).prop_map(str::to_owned), 1 => ".{0,12}"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((member, inner), 0..6).prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn arbitrary_input_is_answered_or_refused_as_declared(operation in (0..OPERATIONS.len()).prop_map(|index| &OPERATIONS[index]), input in json_value()) {
        let desk = Desk::furnished();
        desk.deploy(json!({"deploymentConfigName": "steps"}));
        if let Err(error) = desk.call(operation.name, input) {
            let code = Exception::named(&error.code);
            prop_assert!(code.is_some_and(|code| may_raise(operation, code)), "{}: {error}", operation.name);
            prop_assert_eq!(error.class, Class::Caller);
            prop_assert!(error.code.ends_with("Exception"), "{}", error.code);
            prop_assert!(!error.message.chars().any(|char| char.is_control() && char != '\n'), "{:?}", error.message);
            prop_assert!(error.message.chars().count() < 20_000, "{}", error.message);
        }
    }

    #[test]
    fn arbitrary_operations_are_refused(operation in ".{0,40}") {
        prop_assert_eq!(Desk::new().refused(&operation, json!({})), "UnknownOperationException");
    }
}
