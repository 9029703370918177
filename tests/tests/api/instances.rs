//! CodeDeploy's older words for targets, several resources at once, and what belongs to other services.

use crate::desk::{Desk, group, with};
use serde_json::{Value, json};

#[test]
fn a_functions_deployment_has_one_instance_of_two_parts() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let list = |patch: Value| desk.ok("ListDeploymentInstances", with(json!({"deploymentId": id}), patch))["instancesList"].clone();
    assert_eq!(list(json!({})), json!(["orders:live"]));
    assert_eq!(list(json!({"instanceStatusFilter": ["InProgress", "Failed"]})), json!(["orders:live"]));
    assert_eq!(list(json!({"instanceStatusFilter": ["Succeeded"]})), json!([]));
    let target = desk.ok("GetDeploymentTarget", json!({"deploymentId": id, "targetId": "orders:live"}));
    let target = &target["deploymentTarget"]["lambdaTarget"];
    let instance = desk.ok("GetDeploymentInstance", json!({"deploymentId": id, "instanceId": "orders:live"}))["instanceSummary"].clone();
    assert_eq!(instance["instanceId"], "orders:live");
    for member in ["deploymentId", "status", "lastUpdatedAt", "lifecycleEvents"] {
        assert_eq!(instance[member], target[member], "{member}");
    }
    let batch = desk.ok("BatchGetDeploymentInstances", json!({"deploymentId": id, "instanceIds": ["x:y", "orders:live"]}));
    assert_eq!(batch["instancesSummary"], json!([instance]));
    assert!(batch["errorMessage"].as_str().unwrap().contains("no target `x:y`"), "{batch}");
    let whole = desk.ok("BatchGetDeploymentInstances", json!({"deploymentId": id, "instanceIds": ["orders:live"]}));
    assert_eq!(whole.get("errorMessage"), None);
}

#[test]
fn what_is_wrong_with_instances_is_refused() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let queued = desk.deploy(json!({"onConflict": "queue"}));
    let of = |patch: Value| with(json!({"deploymentId": id}), patch);
    for (operation, input, code) in [
        ("ListDeploymentInstances", of(json!({"instanceTypeFilter": ["Green"]})), "InvalidDeploymentInstanceType"),
        ("ListDeploymentInstances", of(json!({"instanceTypeFilter": ["Red"]})), "InvalidInstanceType"),
        ("ListDeploymentInstances", of(json!({"instanceStatusFilter": ["Red"]})), "InvalidInstanceStatus"),
        ("ListDeploymentInstances", of(json!({"nextToken": "x"})), "InvalidNextToken"),
        ("ListDeploymentInstances", json!({"deploymentId": "d-AAAAAAAAA"}), "DeploymentDoesNotExist"),
        ("GetDeploymentInstance", of(json!({"instanceId": "stock:live"})), "InstanceDoesNotExist"),
        ("GetDeploymentInstance", of(json!({"instanceId": "orders"})), "InvalidInstanceName"),
        ("GetDeploymentInstance", of(json!({"instanceId": ""})), "InstanceIdRequired"),
        ("BatchGetDeploymentInstances", of(json!({"instanceIds": []})), "InstanceIdRequired"),
        ("BatchGetDeploymentInstances", of(json!({"instanceIds": vec!["a:b"; 26]})), "BatchLimitExceeded"),
        ("SkipWaitTimeForInstanceTermination", json!({}), "DeploymentIdRequired"),
        ("SkipWaitTimeForInstanceTermination", of(json!({})), "UnsupportedActionForDeploymentType"),
        ("SkipWaitTimeForInstanceTermination", json!({"deploymentId": queued}), "DeploymentNotStarted"),
    ] {
        assert_eq!(desk.refused(operation, input.clone()), format!("{code}Exception"), "{operation} {input}");
    }
    desk.ok("StopDeployment", json!({"deploymentId": queued}));
    let over = desk.refused("SkipWaitTimeForInstanceTermination", json!({"deploymentId": queued}));
    assert_eq!(over, "DeploymentAlreadyCompletedException");
}

#[test]
fn several_applications_and_groups_are_read_at_once() {
    let desk = Desk::furnished();
    desk.ok("CreateApplication", json!({"applicationName": "fleet"}));
    desk.ok("CreateDeploymentGroup", group("test"));
    let names = json!(["fleet", "shop"]);
    let infos = desk.ok("BatchGetApplications", json!({"applicationNames": names}))["applicationsInfo"].clone();
    let single = |name: &str| desk.ok("GetApplication", json!({"applicationName": name}))["application"].clone();
    assert_eq!(infos, json!([single("fleet"), single("shop")]));
    assert_eq!(desk.refused("BatchGetApplications", json!({"applicationNames": ["shop", "none"]})), "ApplicationDoesNotExistException");
    assert_eq!(desk.refused("BatchGetApplications", json!({"applicationNames": []})), "ApplicationNameRequiredException");
    assert_eq!(desk.refused("BatchGetApplications", json!({"applicationNames": vec!["shop"; 101]})), "BatchLimitExceededException");

    let of = |names: Value| json!({"applicationName": "shop", "deploymentGroupNames": names});
    let single = |name: &str| {
        let input = json!({"applicationName": "shop", "deploymentGroupName": name});
        desk.ok("GetDeploymentGroup", input)["deploymentGroupInfo"].clone()
    };
    let answer = desk.ok("BatchGetDeploymentGroups", of(json!(["test", "none", "live"])));
    assert_eq!(answer["deploymentGroupsInfo"], json!([single("test"), single("live")]));
    assert!(answer["errorMessage"].as_str().unwrap().contains("`none`"), "{answer}");
    assert_eq!(desk.refused("BatchGetDeploymentGroups", of(json!([]))), "DeploymentGroupNameRequiredException");
    assert_eq!(desk.refused("BatchGetDeploymentGroups", of(json!(vec!["live"; 101]))), "BatchLimitExceededException");
    let elsewhere = with(of(json!(["live"])), json!({"applicationName": "none"}));
    assert_eq!(desk.refused("BatchGetDeploymentGroups", elsewhere), "ApplicationDoesNotExistException");
}

#[test]
fn nothing_is_connected_to_git_hub_or_made_by_another_service() {
    let desk = Desk::furnished();
    assert_eq!(desk.ok("ListGitHubAccountTokenNames", json!({})), json!({"tokenNameList": []}));
    assert_eq!(desk.refused("ListGitHubAccountTokenNames", json!({"nextToken": "x"})), "InvalidNextTokenException");
    assert_eq!(desk.refused("DeleteGitHubAccountToken", json!({})), "GitHubAccountTokenNameRequiredException");
    assert_eq!(desk.refused("DeleteGitHubAccountToken", json!({"tokenName": "a b"})), "InvalidGitHubAccountTokenNameException");
    assert_eq!(desk.refused("DeleteGitHubAccountToken", json!({"tokenName": "me"})), "GitHubAccountTokenDoesNotExistException");
    assert_eq!(desk.ok("DeleteResourcesByExternalId", json!({"externalId": "stack"})), json!({}));
    desk.ok("GetApplication", json!({"applicationName": "shop"}));
}
