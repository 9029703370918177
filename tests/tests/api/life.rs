//! What moves: deployments from their making to their end, as a caller sees them.

use crate::desk::{Desk, appspec, deployment, group, with};
use headgate_engine::{Class, Fault, Object};
use serde_json::{Value, json};

fn target(desk: &Desk, id: &str) -> Value {
    let input = json!({"deploymentId": id, "targetId": "orders:live"});
    desk.ok("GetDeploymentTarget", input)["deploymentTarget"]["lambdaTarget"].clone()
}

fn event(target: &Value, name: &str) -> Value {
    let events = target["lifecycleEvents"].as_array().unwrap();
    events.iter().find(|event| event["lifecycleEventName"] == name).unwrap().clone()
}

/// An AppSpec with a hook before traffic.
fn hooked() -> Value {
    let mut text: Value = serde_json::from_str(&appspec("orders")).unwrap();
    text["Hooks"] = json!([{"BeforeAllowTraffic": "check"}]);
    json!({"revisionType": "String", "string": {"content": text.to_string()}})
}

fn report(desk: &Desk, id: &str, status: &str) -> Value {
    let execution = desk.clerk.world().hooks.last().unwrap().execution.to_string();
    json!({"deploymentId": id, "lifecycleEventHookExecutionId": execution, "status": status})
}

#[test]
fn a_canary_is_seen_from_step_to_step() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes", "description": "try it"}));
    let info = desk.info(&id);
    assert_eq!(info["status"], "InProgress");
    assert_eq!(info["creator"], "user");
    assert_eq!(info["description"], "try it");
    assert_eq!(info["deploymentConfigName"], "CodeDeployDefault.LambdaCanary10Percent5Minutes");
    assert_eq!(info["deploymentStyle"], json!({"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"}));
    assert_eq!(info["deploymentOverview"]["InProgress"], 1);
    assert_eq!(info["headgate"]["state"], "Baking");
    assert_eq!(info["headgate"]["step"], 1);
    assert_eq!(info["headgate"]["steps"], 2);
    assert_eq!(info["headgate"]["weights"], json!([{"targetId": "orders:live", "version": "2", "weight": 10.0}]));
    assert_eq!(target(&desk, &id)["lambdaFunctionInfo"]["targetVersionWeight"], 10.0);
    assert_eq!(event(&target(&desk, &id), "AllowTraffic")["status"], "InProgress");
    desk.pass(300);
    let (info, target) = (desk.info(&id), target(&desk, &id));
    assert_eq!(info["status"], "Succeeded");
    assert_eq!(info["completeTime"], 1_767_225_900.0);
    assert_eq!(info["deploymentOverview"]["Succeeded"], 1);
    assert_eq!(target["status"], "Succeeded");
    assert_eq!(target["targetArn"], "arn:aws:lambda:eu-west-1:123456789012:function:orders:live");
    assert_eq!(event(&target, "AllowTraffic")["diagnostics"]["errorCode"], "Success");
    assert_eq!(event(&target, "BeforeAllowTraffic")["status"], "Skipped");
    let group = desk.ok("GetDeploymentGroup", json!({"applicationName": "shop", "deploymentGroupName": "live"}));
    assert_eq!(group["deploymentGroupInfo"]["lastSuccessfulDeployment"]["deploymentId"], json!(id));
    assert_eq!(group["deploymentGroupInfo"]["targetRevision"], info["revision"]);
}

#[test]
fn a_stop_with_rollback_links_two_deployments() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let answer = desk.ok("StopDeployment", json!({"deploymentId": id, "autoRollbackEnabled": true}));
    assert_eq!(answer["status"], "Succeeded");
    let info = desk.info(&id);
    assert_eq!(info["status"], "Stopped");
    assert_eq!(info["errorInformation"]["code"], "MANUAL_STOP");
    let rollback = info["rollbackInfo"]["rollbackDeploymentId"].as_str().unwrap();
    assert!(answer["statusMessage"].as_str().unwrap().contains(rollback), "{answer}");
    let back = desk.info(rollback);
    assert_eq!(back["creator"], "codeDeployRollback");
    assert_eq!(back["status"], "Succeeded");
    assert_eq!(back["rollbackInfo"]["rollbackTriggeringDeploymentId"], json!(id));
    let function = target(&desk, rollback)["lambdaFunctionInfo"].clone();
    assert_eq!((&function["currentVersion"], &function["targetVersion"]), (&json!("2"), &json!("1")), "it goes the other way");
    assert_eq!(function["targetVersionWeight"], 100.0);
    assert_eq!(back["headgate"]["weights"], json!([{"targetId": "orders:live", "version": "1", "weight": 100.0}]));
    assert_eq!(target(&desk, &id)["status"], "Failed");
}

#[test]
fn a_stop_without_rollback_leaves_traffic_and_says_so() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let answer = desk.ok("StopDeployment", json!({"deploymentId": id, "autoRollbackEnabled": false}));
    assert_eq!(answer["status"], "Succeeded");
    assert!(answer["statusMessage"].as_str().unwrap().contains("Traffic was left as it is"), "{answer}");
    assert_eq!(desk.info(&id).get("rollbackInfo"), None);
    assert_eq!(target(&desk, &id)["lambdaFunctionInfo"]["targetVersionWeight"], 0.5);
}

#[test]
fn a_stop_that_does_not_get_through_is_pending_and_can_be_abandoned() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    desk.clerk.world().throttles = true;
    let answer = desk.ok("StopDeployment", json!({"deploymentId": id, "autoRollbackEnabled": true}));
    assert_eq!(answer["status"], "Pending");
    let rollback = desk.info(&id)["rollbackInfo"]["rollbackDeploymentId"].as_str().unwrap().to_owned();
    let info = desk.info(&rollback);
    assert_eq!((&info["status"], &info["headgate"]["state"]), (&json!("InProgress"), &json!("Landing")));
    assert_eq!(info["headgate"]["failedAttempts"], 1);
    assert_eq!(desk.refused("StopDeployment", json!({"deploymentId": rollback})), "UnsupportedActionForDeploymentTypeException");
    let abandon = json!({"deploymentId": rollback, "by": "ana", "reason": "done by hand"});
    assert_eq!(desk.ok("AbandonRollback", abandon.clone()), json!({}));
    assert_eq!(desk.refused("AbandonRollback", abandon), "DeploymentAlreadyCompletedException");
    let info = desk.info(&rollback);
    assert_eq!(info["status"], "Failed");
    assert!(info["errorInformation"]["message"].as_str().unwrap().contains("Abandoned by ana: done by hand"), "{info}");
}

#[test]
fn a_hook_reports_once() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"revision": hooked(), "hookTimeoutSeconds": 600}));
    let info = desk.info(&id);
    assert_eq!(info["headgate"]["waitingForHook"], "check");
    assert_eq!(info["headgate"]["hookDeadline"], 1_767_226_200.0);
    let verdict = report(&desk, &id, "Succeeded");
    assert!(!info.to_string().contains(verdict["lifecycleEventHookExecutionId"].as_str().unwrap()), "the id is a secret");
    assert_eq!(event(&target(&desk, &id), "BeforeAllowTraffic")["status"], "InProgress");
    let answer = desk.ok("PutLifecycleEventHookExecutionStatus", verdict.clone());
    assert_eq!(answer["lifecycleEventHookExecutionId"], verdict["lifecycleEventHookExecutionId"]);
    assert_eq!(desk.refused("PutLifecycleEventHookExecutionStatus", verdict), "LifecycleEventAlreadyCompletedException");
    desk.pass(30);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
    assert_eq!(event(&target(&desk, &id), "BeforeAllowTraffic")["diagnostics"]["scriptName"], "check");
}

#[test]
fn a_hook_that_says_no_or_nothing_is_told_apart() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"revision": hooked()}));
    desk.ok("PutLifecycleEventHookExecutionStatus", report(&desk, &id, "Failed"));
    assert_eq!(desk.info(&id)["errorInformation"]["code"], "HOOK_EXECUTION_FAILURE");
    assert_eq!(event(&target(&desk, &id), "BeforeAllowTraffic")["diagnostics"]["errorCode"], "ScriptFailed");
    let id = desk.deploy(json!({"revision": hooked(), "hookTimeoutSeconds": 10}));
    desk.pass(30);
    assert_eq!(desk.info(&id)["status"], "Failed");
    assert_eq!(event(&target(&desk, &id), "BeforeAllowTraffic")["diagnostics"]["errorCode"], "ScriptTimedOut");
}

#[test]
fn a_repeated_request_gets_the_first_answer() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"clientRequestToken": "once"}));
    assert_eq!(desk.deploy(json!({"clientRequestToken": "once"})), id);
    assert_ne!(desk.deploy(json!({"clientRequestToken": "twice"})), id);
}

#[test]
fn what_a_deployment_says_goes_before_its_group_and_its_appspec() {
    let desk = Desk::furnished();
    let mut text: Value = serde_json::from_str(&appspec("orders")).unwrap();
    text["Headgate"] =
        json!({"alarms": ["theirs"], "finalBakeSeconds": 600, "deploymentConfig": "CodeDeployDefault.LambdaCanary10Percent5Minutes"});
    let id = desk.deploy(json!({
        "revision": crate::desk::content(&text.to_string()),
        "overrideAlarmConfiguration": {"enabled": true, "alarms": [{"name": "mine"}]},
        "autoRollbackConfiguration": {"enabled": true, "events": ["DEPLOYMENT_STOP_ON_REQUEST"]},
        "finalBakeSeconds": 60,
        "deploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce",
    }));
    let info = desk.info(&id);
    assert_eq!(info["status"], "Baking");
    assert_eq!(info["headgate"]["nextDueTime"], 1_767_225_630.0, "the next poll of the alarm");
    let watched = desk.engine.store();
    let stored = headgate_sim::at_once(headgate_engine::Store::load(watched, &id.clone().try_into().unwrap())).unwrap().unwrap();
    let names: Vec<&str> = stored.deployment.settings().alarms.names.iter().map(headgate_domain::AlarmName::as_str).collect();
    assert_eq!(names, ["mine"]);
    desk.pass(60);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
}

#[test]
fn a_revision_in_s3_is_read_where_it_lies() {
    let mut desk = Desk::furnished();
    let object = Object { bytes: appspec("orders").into_bytes(), e_tag: Some("abc".to_owned()) };
    desk.objects.insert("a.json".to_owned(), Ok(object));
    desk.objects.insert("slow.json".to_owned(), Err(Fault::Transient("s3:GetObject: slow down".to_owned())));
    desk.objects.insert("broken.json".to_owned(), Ok(Object { bytes: b"{}".to_vec(), e_tag: None }));
    let at = |patch: Value| {
        let location = with(json!({"bucket": "b", "key": "a.json", "bundleType": "JSON", "eTag": "\"abc\""}), patch);
        with(deployment("live"), json!({"revision": {"revisionType": "S3", "s3Location": location}}))
    };
    let id = desk.ok("CreateDeployment", at(json!({"version": "v1"})))["deploymentId"].as_str().unwrap().to_owned();
    let shown = json!({"bucket": "b", "key": "a.json", "bundleType": "JSON", "version": "v1", "eTag": "abc"});
    assert_eq!(desk.info(&id)["revision"], json!({"revisionType": "S3", "s3Location": shown}));
    assert_eq!(desk.refused("CreateDeployment", at(json!({"eTag": "other"}))), "InvalidRevisionException");
    assert_eq!(desk.refused("CreateDeployment", at(json!({"key": "broken.json", "eTag": null}))), "InvalidRevisionException");
    assert_eq!(desk.refused("CreateDeployment", at(json!({"key": "none.json"}))), "RevisionDoesNotExistException");
    let error = desk.call("CreateDeployment", at(json!({"key": "slow.json"}))).unwrap_err();
    assert_eq!((error.code.as_str(), error.class), ("ServiceUnavailable", Class::Transient));
}

#[test]
fn a_broken_appspec_is_refused_with_every_mistake() {
    let desk = Desk::furnished();
    let text = "version: 1.0\nResources: []\nHooks: 5\n";
    let error = desk.call("CreateDeployment", with(deployment("live"), json!({"revision": crate::desk::content(text)}))).unwrap_err();
    assert_eq!(error.code, "InvalidRevisionException");
    assert_eq!(error.message.lines().count(), 3, "{}", error.message);
}

#[test]
fn a_second_deployment_is_refused_or_waits() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let error = desk.call("CreateDeployment", deployment("live")).unwrap_err();
    assert_eq!(error.code, "DeploymentLimitExceededException");
    assert_eq!(error.message, format!("The Deployment Group 'live' already has an active Deployment '{id}'"));
    let waiting = desk.deploy(json!({"onConflict": "queue"}));
    let info = desk.info(&waiting);
    assert_eq!((&info["status"], info.get("startTime")), (&json!("Queued"), None));
    assert_eq!(info["deploymentOverview"]["Pending"], 1);
    desk.ok("StopDeployment", json!({"deploymentId": waiting}));
    assert_eq!(target(&desk, &waiting)["status"], "Skipped", "it was never looked at");
}

#[test]
fn a_deployment_of_two_functions_has_two_targets() {
    let desk = Desk::furnished();
    let mut text: Value = serde_json::from_str(&appspec("orders")).unwrap();
    let second = serde_json::from_str::<Value>(&appspec("stock")).unwrap()["Resources"][0].clone();
    text["Resources"].as_array_mut().unwrap().push(second);
    let id = desk.deploy(json!({"revision": crate::desk::content(&text.to_string())}));
    let ids = desk.ok("ListDeploymentTargets", json!({"deploymentId": id}));
    assert_eq!(ids, json!({"targetIds": ["orders:live", "stock:live"]}));
    let both = desk.ok("BatchGetDeploymentTargets", json!({"deploymentId": id, "targetIds": ["stock:live", "orders:live"]}));
    assert_eq!(both["deploymentTargets"][0]["lambdaTarget"]["lambdaFunctionInfo"]["functionName"], "stock");
    assert_eq!(both["deploymentTargets"].as_array().unwrap().len(), 2);
    let filtered = |status: &str| json!({"deploymentId": id, "targetFilters": {"TargetStatus": [status]}});
    assert_eq!(desk.ok("ListDeploymentTargets", filtered("Failed")), json!({"targetIds": []}));
    assert_eq!(desk.ok("ListDeploymentTargets", filtered("Succeeded"))["targetIds"].as_array().unwrap().len(), 2);
}

#[test]
fn the_start_waits_for_nobody_to_continue_it() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let of = |patch: Value| with(json!({"deploymentId": id}), patch);
    assert_eq!(desk.refused("ContinueDeployment", of(json!({}))), "DeploymentIsNotInReadyStateException");
    let termination = of(json!({"deploymentWaitType": "TERMINATION_WAIT"}));
    assert_eq!(desk.refused("ContinueDeployment", termination), "UnsupportedActionForDeploymentTypeException");
    desk.ok("StopDeployment", of(json!({})));
    assert_eq!(desk.refused("ContinueDeployment", of(json!({}))), "DeploymentAlreadyCompletedException");
    assert_eq!(desk.refused("StopDeployment", of(json!({}))), "DeploymentAlreadyCompletedException");
}

#[test]
fn alarms_must_exist_where_they_are_watched() {
    let desk = Desk::furnished();
    desk.clerk.world().missing.insert("typo".to_owned());
    let watched = json!({"enabled": true, "alarms": [{"name": "errors"}, {"name": "typo"}]});
    let unwatched = json!({"enabled": false, "alarms": [{"name": "typo"}]});
    let of_group = with(group("g"), json!({"alarmConfiguration": watched}));
    let update = json!({"applicationName": "shop", "currentDeploymentGroupName": "live", "alarmConfiguration": watched});
    let override_ = with(deployment("live"), json!({"overrideAlarmConfiguration": watched}));
    for (operation, input) in [("CreateDeploymentGroup", of_group), ("UpdateDeploymentGroup", update), ("CreateDeployment", override_)] {
        let error = desk.call(operation, input).unwrap_err();
        assert_eq!(error.code, "InvalidAlarmConfigException");
        assert!(error.message.contains("`typo`") && !error.message.contains("`errors`"), "{error}");
    }
    desk.ok("CreateDeploymentGroup", with(group("g"), json!({"alarmConfiguration": unwatched})));
}
