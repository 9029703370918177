//! Who may call what.

use crate::desk::{Desk, deployment, group, with};
use headgate_domain::ApplicationName;
use headgate_engine::Access;
use headgate_wire::OPERATIONS;
use serde_json::{Value, json};

fn of(application: &str) -> Access {
    Access::deployer_of(ApplicationName::new(application).unwrap())
}

/// What makes a deployment last.
fn slow() -> Value {
    json!({"deploymentConfigName": "steps"})
}

/// The exception's name and what it says; nothing where there is none.
fn said(desk: &Desk, access: &Access, operation: &str, input: Value) -> Option<(String, String)> {
    desk.call_as(access, operation, input).err().map(|error| (error.code, error.message))
}

fn denied(desk: &Desk, access: &Access, operation: &str, input: Value) -> String {
    match said(desk, access, operation, input) {
        Some((code, message)) if code == "AccessDeniedException" => message,
        other => panic!("{operation} by {access}: {other:?}"),
    }
}

fn allowed(desk: &Desk, access: &Access, operation: &str, input: Value) {
    assert_eq!(said(desk, access, operation, input), None, "{operation} by {access}");
}

/// With application `shop`, and `blog` beside it.
fn two_applications() -> Desk {
    let desk = Desk::furnished();
    desk.ok("CreateApplication", json!({"applicationName": "blog", "computePlatform": "Lambda"}));
    desk.ok("CreateDeploymentGroup", with(group("live"), json!({"applicationName": "blog"})));
    desk
}

#[test]
fn an_operation_is_refused_before_its_input_is_looked_at() {
    let desk = Desk::furnished();
    for operation in OPERATIONS {
        let message = denied(&desk, &Access::none(), operation.name, json!({"nothing": "right"}));
        assert!(message.starts_with(&format!("`{}` needs ", operation.name)), "{message}");
        assert!(message.contains("and the caller has no access: "), "{message}");
    }
    assert_eq!(said(&desk, &Access::none(), "Deploy", json!({})).unwrap().0, "UnknownOperationException");
}

#[test]
fn a_reader_changes_nothing() {
    let desk = Desk::furnished();
    allowed(&desk, &Access::reader(), "GetApplication", json!({"applicationName": "shop"}));
    for operation in OPERATIONS.iter().filter(|operation| !["Bat", "Des", "Get", "Lis", "Pla"].contains(&&operation.name[..3])) {
        denied(&desk, &Access::reader(), operation.name, json!({}));
    }
    let message = denied(&desk, &Access::reader(), "CreateDeployment", deployment("live"));
    let expected =
        "`CreateDeployment` needs deployer access, and the caller has reader access: call with credentials or an alias that give it";
    assert_eq!(message, expected);
}

#[test]
fn a_deployer_deploys_and_leaves_the_rules_alone() {
    let desk = two_applications();
    let deployer = Access::deployer();
    let id = desk.call_as(&deployer, "CreateDeployment", with(deployment("live"), slow())).unwrap()["deploymentId"].clone();
    allowed(&desk, &deployer, "GetDeployment", json!({"deploymentId": id}));
    allowed(&desk, &deployer, "StopDeployment", json!({"deploymentId": id}));
    for operation in ["CreateApplication", "DeleteApplication", "UpdateDeploymentGroup", "CreateDeploymentConfig"] {
        let message = denied(&desk, &deployer, operation, json!({}));
        assert!(message.contains("needs administrator access, and the caller has deployer access to every application"), "{message}");
    }
}

#[test]
fn a_deployer_of_one_application_deploys_there_only() {
    let desk = two_applications();
    allowed(&desk, &of("shop"), "CreateDeployment", deployment("live"));
    let blog = with(deployment("live"), json!({"applicationName": "blog"}));
    let message = denied(&desk, &of("shop"), "CreateDeployment", blog.clone());
    assert!(message.contains("needs deployer access to application `blog`, and the caller has deployer access to `shop`"), "{message}");
    allowed(&desk, &of("shop").or(of("blog")), "ListApplications", json!({}));
    assert_eq!(desk.ok("ListDeployments", json!({}))["deployments"].as_array().unwrap().len(), 1, "what was refused was not done");
}

#[test]
fn a_deployment_is_its_application_s() {
    let desk = two_applications();
    let id = desk.deploy(slow());
    for operation in ["StopDeployment", "ContinueDeployment"] {
        denied(&desk, &of("blog"), operation, json!({"deploymentId": id}));
    }
    denied(&desk, &of("blog"), "AbandonRollback", json!({"deploymentId": id, "reason": "enough"}));
    let report = json!({"deploymentId": id, "lifecycleEventHookExecutionId": "x", "status": "Failed"});
    denied(&desk, &of("blog"), "PutLifecycleEventHookExecutionStatus", report);
    // What else it names does not make it another application's.
    let both = json!({"deploymentId": id, "applicationName": "blog"});
    assert_eq!(said(&desk, &of("blog"), "StopDeployment", both).unwrap().0, "SerializationException");
    assert_eq!(desk.info(&id)["status"], "InProgress");
    allowed(&desk, &of("shop"), "StopDeployment", json!({"deploymentId": id}));
}

#[test]
fn what_is_missing_or_unknown_is_answered_as_ever() {
    let desk = two_applications();
    for (operation, input) in [
        ("StopDeployment", json!({"deploymentId": "d-NOTTHERE1"})),
        ("StopDeployment", json!({"deploymentId": "x"})),
        ("StopDeployment", json!({"deploymentId": 1})),
        ("StopDeployment", json!({})),
        ("ContinueDeployment", json!({})),
        ("CreateDeployment", json!({})),
        ("CreateDeployment", json!({"applicationName": "no name"})),
        ("CreateDeployment", json!([])),
    ] {
        let as_ever = desk.call(operation, input.clone()).unwrap_err();
        let now = desk.call_as(&of("shop"), operation, input).unwrap_err();
        assert_eq!(now, as_ever, "{operation}");
    }
}

#[test]
fn a_name_that_passed_to_another_application_brings_no_access_to_the_old_one_s_deployments() {
    let desk = Desk::furnished();
    let id = desk.deploy(slow());
    desk.ok("UpdateApplication", json!({"applicationName": "shop", "newApplicationName": "store"}));
    desk.ok("CreateApplication", json!({"applicationName": "shop", "computePlatform": "Lambda"}));
    let message = denied(&desk, &of("shop"), "StopDeployment", json!({"deploymentId": id}));
    assert!(message.contains("application `store`"), "{message}");
    allowed(&desk, &of("store"), "StopDeployment", json!({"deploymentId": id}));
}
