//! What stands: applications, groups, configurations, revisions.

use crate::desk::{Desk, ROLE, TOPIC, appspec, content, group, steps, with};
use serde_json::{Value, json};

fn get_group(desk: &Desk, name: &str) -> Value {
    let input = json!({"applicationName": "shop", "deploymentGroupName": name});
    desk.ok("GetDeploymentGroup", input)["deploymentGroupInfo"].clone()
}

fn update(patch: Value) -> Value {
    with(json!({"applicationName": "shop", "currentDeploymentGroupName": "live"}), patch)
}

#[test]
fn an_application_is_made_read_and_removed_with_its_groups() {
    let desk = Desk::furnished();
    let info = desk.ok("GetApplication", json!({"applicationName": "shop"}))["application"].clone();
    assert_eq!(info["computePlatform"], "Lambda");
    assert_eq!(info["createTime"], 1_767_225_600.0);
    assert_eq!(info["applicationId"].as_str().unwrap().len(), 36);
    for number in 0..70 {
        desk.ok("CreateDeploymentGroup", with(group(&format!("g{number}")), json!({"deploymentConfigName": "steps"})));
    }
    assert_eq!(desk.ok("DeleteApplication", json!({"applicationName": "shop"})), json!({}));
    assert_eq!(desk.refused("GetApplication", json!({"applicationName": "shop"})), "ApplicationDoesNotExistException");
    assert_eq!(desk.ok("DeleteApplication", json!({"applicationName": "shop"})), json!({}), "gone is gone");
    desk.ok("DeleteDeploymentConfig", json!({"deploymentConfigName": "steps"}));
    desk.ok("CreateApplication", json!({"applicationName": "shop", "computePlatform": "Lambda"}));
    assert_eq!(desk.ok("ListDeploymentGroups", json!({"applicationName": "shop"}))["deploymentGroups"], json!([]));
}

#[test]
fn a_group_is_read_back_as_it_was_made() {
    let desk = Desk::furnished();
    let said = json!({
        "deploymentConfigName": "steps",
        "serviceRoleArn": ROLE,
        "alarmConfiguration": {"enabled": true, "ignorePollAlarmFailure": true, "alarms": [{"name": "errors"}, {"name": "Größe/übel"}]},
        "autoRollbackConfiguration": {"enabled": true, "events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]},
        "triggerConfigurations": [{"triggerName": "people", "triggerTargetArn": TOPIC, "triggerEvents": ["DeploymentFailure", "DeploymentRollback"]}],
        "deploymentStyle": {"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"},
        "onConflict": "queue", "hookTimeoutSeconds": 60, "ignoreActiveAlarms": true, "finalBakeSeconds": 120,
    });
    let made = desk.ok("CreateDeploymentGroup", with(group("full"), said.clone()));
    let info = get_group(&desk, "full");
    assert_eq!(info["deploymentGroupId"], made["deploymentGroupId"]);
    assert_eq!(info["computePlatform"], "Lambda");
    for (member, value) in said.as_object().unwrap() {
        assert_eq!(info[member], *value, "{member}");
    }
}

#[test]
fn a_group_that_says_little_gets_the_defaults() {
    let info = get_group(&Desk::furnished(), "live");
    assert_eq!(info["deploymentConfigName"], "CodeDeployDefault.LambdaAllAtOnce");
    assert_eq!(info["alarmConfiguration"], json!({"enabled": false, "ignorePollAlarmFailure": false, "alarms": []}));
    assert_eq!(info["autoRollbackConfiguration"], json!({"enabled": false, "events": []}));
    assert_eq!(info["hookTimeoutSeconds"], 3600);
    assert_eq!(info["onConflict"], "reject");
    assert_eq!(info.get("finalBakeSeconds"), None);
    assert_eq!(info.get("lastAttemptedDeployment"), None);
}

#[test]
fn empty_members_of_servers_are_taken() {
    let desk = Desk::furnished();
    let empty = json!({
        "ec2TagFilters": [], "autoScalingGroups": [], "ec2TagSet": {"ec2TagSetList": []}, "loadBalancerInfo": {}, "tags": [],
        "terminationHookEnabled": false, "outdatedInstancesStrategy": "UPDATE", "ecsServices": [], "onPremisesTagSet": null,
    });
    desk.ok("CreateDeploymentGroup", with(group("empty"), empty));
}

#[test]
fn an_update_changes_what_it_says_and_nothing_else() {
    let desk = Desk::furnished();
    let alarms = json!({"enabled": true, "ignorePollAlarmFailure": false, "alarms": [{"name": "errors"}]});
    let answer = desk.ok("UpdateDeploymentGroup", update(json!({"alarmConfiguration": alarms, "deploymentConfigName": "steps"})));
    assert_eq!(answer, json!({"hooksNotCleanedUp": []}));
    let before = get_group(&desk, "live");
    desk.ok("UpdateDeploymentGroup", update(json!({"hookTimeoutSeconds": 10, "newDeploymentGroupName": "live"})));
    let after = get_group(&desk, "live");
    assert_eq!(after, with(before, json!({"hookTimeoutSeconds": 10})));
    assert_eq!(after["alarmConfiguration"], alarms);
}

#[test]
fn a_configuration_in_use_stays() {
    let desk = Desk::furnished();
    let delete = json!({"deploymentConfigName": "steps"});
    desk.ok("UpdateDeploymentGroup", update(json!({"deploymentConfigName": "steps"})));
    desk.ok("UpdateDeploymentGroup", update(json!({"deploymentConfigName": "steps"})));
    assert_eq!(desk.refused("DeleteDeploymentConfig", delete.clone()), "DeploymentConfigInUseException");
    desk.ok("CreateDeploymentGroup", with(group("second"), json!({"deploymentConfigName": "steps"})));
    desk.ok("UpdateDeploymentGroup", update(json!({"deploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce"})));
    assert_eq!(desk.refused("DeleteDeploymentConfig", delete.clone()), "DeploymentConfigInUseException");
    desk.ok("DeleteDeploymentGroup", json!({"applicationName": "shop", "deploymentGroupName": "second"}));
    assert_eq!(desk.ok("DeleteDeploymentConfig", delete.clone()), json!({}));
    assert_eq!(desk.ok("DeleteDeploymentConfig", delete), json!({}), "gone is gone");
}

#[test]
fn a_configuration_is_read_back_as_it_was_made() {
    let desk = Desk::new();
    let routings = [
        json!({"type": "AllAtOnce"}),
        json!({"type": "TimeBasedCanary", "timeBasedCanary": {"canaryPercentage": 5, "canaryInterval": 10}}),
        json!({"type": "TimeBasedLinear", "timeBasedLinear": {"linearPercentage": 20, "linearInterval": 1}}),
    ];
    for (number, routing) in routings.into_iter().enumerate() {
        let name = format!("c{number}");
        let input = json!({"deploymentConfigName": name, "computePlatform": "Lambda", "trafficRoutingConfig": routing});
        let made = desk.ok("CreateDeploymentConfig", input);
        let info = desk.ok("GetDeploymentConfig", json!({"deploymentConfigName": name}))["deploymentConfigInfo"].clone();
        assert_eq!(info["trafficRoutingConfig"], routing);
        assert_eq!(info["deploymentConfigId"], made["deploymentConfigId"]);
    }
    desk.ok("CreateDeploymentConfig", steps("steps"));
    let info = desk.ok("GetDeploymentConfig", json!({"deploymentConfigName": "steps"}))["deploymentConfigInfo"].clone();
    assert_eq!(info["trafficRoutingConfig"]["steps"][0], json!({"weight": 0.5, "bakeSeconds": 60}));
    assert_eq!(info["trafficRoutingConfig"]["steps"][1], json!({"weight": 50.0, "bakeSeconds": 300, "hook": "judge"}));
}

#[test]
fn a_predefined_configuration_is_there_from_the_start() {
    let desk = Desk::new();
    let name = "CodeDeployDefault.LambdaCanary10Percent5Minutes";
    let info = desk.ok("GetDeploymentConfig", json!({"deploymentConfigName": name}))["deploymentConfigInfo"].clone();
    let canary = json!({"type": "TimeBasedCanary", "timeBasedCanary": {"canaryPercentage": 10, "canaryInterval": 5}});
    assert_eq!(info["trafficRoutingConfig"], canary);
}

#[test]
fn a_group_with_a_deployment_under_way_stays() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let waiting = desk.deploy(json!({"onConflict": "queue"}));
    let input = json!({"applicationName": "shop", "deploymentGroupName": "live"});
    for operation in ["DeleteDeploymentGroup", "DeleteApplication"] {
        let input = if operation == "DeleteApplication" { json!({"applicationName": "shop"}) } else { input.clone() };
        let error = desk.call(operation, input).unwrap_err();
        assert_eq!(error.code, "InvalidOperationException");
        assert!(error.message.contains(&id) && error.message.contains("is active"), "{error}");
    }
    assert_eq!(desk.info(&waiting)["status"], "Queued");
    for id in [waiting, id] {
        desk.ok("StopDeployment", json!({"deploymentId": id}));
    }
    assert_eq!(desk.ok("DeleteDeploymentGroup", input.clone()), json!({"hooksNotCleanedUp": []}));
    assert_eq!(desk.ok("DeleteDeploymentGroup", input), json!({"hooksNotCleanedUp": []}), "gone is gone");
}

#[test]
fn a_group_with_a_deployment_in_the_queue_stays() {
    let desk = Desk::furnished();
    desk.ok("CreateDeploymentGroup", group("other"));
    let active = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let waiting = desk.deploy(json!({"deploymentGroupName": "other", "onConflict": "queue"}));
    let error = desk.call("DeleteDeploymentGroup", json!({"applicationName": "shop", "deploymentGroupName": "other"})).unwrap_err();
    assert_eq!(error.code, "InvalidOperationException");
    assert!(error.message.contains(&waiting) && error.message.contains("is waiting") && !error.message.contains(&active), "{error}");
}

#[test]
fn a_revision_is_read_back_by_its_hash_and_deployed_by_it() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({}));
    let info = desk.info(&id);
    let shown = info["revision"].clone();
    assert_eq!(shown["appSpecContent"].get("content"), None, "GetDeployment hides the text");
    let sha256 = shown["appSpecContent"]["sha256"].clone();
    assert_eq!(info["headgate"]["appSpecSha256"], sha256);
    for (kind, part) in [("AppSpecContent", "appSpecContent"), ("String", "string")] {
        let revision = json!({"revisionType": kind, part: {"sha256": sha256}});
        let answer = desk.ok("GetApplicationRevision", json!({"applicationName": "shop", "revision": revision}));
        assert_eq!(answer["revision"][part]["content"], appspec("orders"), "{kind}");
    }
    assert_eq!(desk.info(&desk.deploy(json!({"revision": shown})))["revision"], shown);
    let both = json!({"revisionType": "String", "string": {"content": appspec("orders"), "sha256": sha256}});
    desk.deploy(json!({"revision": both}));
    let other = json!({"revisionType": "String", "string": {"content": appspec("other"), "sha256": sha256}});
    assert_eq!(
        desk.refused("CreateDeployment", with(crate::desk::deployment("live"), json!({"revision": other}))),
        "InvalidRevisionException"
    );
    let unread = with(content("x"), json!({"s3Location": {}}));
    assert_eq!(desk.refused("GetApplicationRevision", json!({"applicationName": "shop", "revision": unread})), "InvalidRevisionException");
}
