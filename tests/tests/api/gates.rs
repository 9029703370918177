//! Pause, resume, promote, approve, reject: as callers see them.

use crate::desk::{Desk, appspec, content, deployment, with};
use headgate_domain::{Identity, PrincipalArn, UserId};
use headgate_engine::ApiError;
use serde_json::{Value, json};

const RELEASERS: &str = "arn:aws:iam::123456789012:role/team/releaser";

fn user(name: &str) -> Identity {
    of_account("123456789012", name)
}

fn of_account(account: &str, name: &str) -> Identity {
    let arn = PrincipalArn::new(format!("arn:aws:iam::{account}:user/{name}")).unwrap();
    Identity { arn, user_id: UserId::new(format!("AIDA{account}{name}")).unwrap() }
}

fn session(role: &str, name: &str) -> Identity {
    let arn = PrincipalArn::new(format!("arn:aws:sts::123456789012:assumed-role/{role}/{name}")).unwrap();
    Identity { arn, user_id: UserId::new(format!("AROA{role}:{name}")).unwrap() }
}

/// A desk with a deployment whose first step has these gates. It bakes a minute first.
fn gated(gates: Value) -> (Desk, String) {
    let desk = Desk::furnished();
    let first = with(json!({"weight": 10, "bakeSeconds": 60}), gates);
    let routing = json!({"type": "Steps", "steps": [first, {"weight": 100, "bakeSeconds": 0}]});
    let config = json!({"deploymentConfigName": "gated", "computePlatform": "Lambda", "trafficRoutingConfig": routing});
    desk.ok("CreateDeploymentConfig", config);
    let id = desk.deploy(json!({"deploymentConfigName": "gated"}));
    (desk, id)
}

/// The token by which an action may be taken now.
fn token(desk: &Desk, id: &str, action: &str) -> Option<String> {
    let info = desk.info(id);
    let actions = info["headgate"]["actions"].as_array().unwrap().clone();
    let found = actions.iter().find(|allowed| allowed["action"] == action)?;
    Some(found["token"].as_str().unwrap_or_default().to_owned())
}

fn decide(desk: &Desk, who: &Identity, verb: &str, id: &str, token: &str) -> Result<Value, ApiError> {
    let input = json!({"deploymentId": id, "token": token, "comment": "seen"});
    desk.call_by(who, &format!("{verb}Deployment"), input)
}

fn code(answer: Result<Value, ApiError>) -> String {
    answer.map_or_else(|error| error.code, |output| panic!("answered: {output}"))
}

fn history(desk: &Desk, id: &str) -> Vec<Value> {
    desk.ok("GetDeploymentHistory", json!({"deploymentId": id}))["entries"].as_array().unwrap().clone()
}

fn entry(desk: &Desk, id: &str, event: &str) -> Value {
    history(desk, id).into_iter().rfind(|entry| entry["event"] == event).unwrap_or_else(|| panic!("no {event}"))
}

#[test]
fn two_people_approve_and_it_goes_on() {
    let (desk, id) = gated(json!({"approval": {"by": [RELEASERS, "arn:aws:iam::123456789012:user/*"], "count": 2}}));
    desk.pass(60);
    let info = desk.info(&id);
    assert_eq!((&info["status"], &info["headgate"]["state"]), (&json!("Ready"), &json!("Waiting")));
    let wait = &info["headgate"]["waits"][0];
    assert_eq!((&wait["kind"], &wait["step"], &wait["until"]), (&json!("approval"), &json!(1), &json!(1_767_225_660.0 + 86_400.0)));
    assert_eq!(wait["approval"]["needed"], 2);
    assert_eq!(wait["approval"]["by"], json!([RELEASERS, "arn:aws:iam::123456789012:user/*"]));
    assert_eq!(info["deploymentStatusMessages"], json!(["It waits for approvals, 0 of 2 given."]));
    let first = token(&desk, &id, "approve").unwrap();
    assert_eq!(wait["token"], json!(first));

    let anna = session("releaser", "anna");
    let answer = decide(&desk, &anna, "Approve", &id, &first).unwrap();
    assert_eq!(answer["headgate"]["waits"][0]["approval"]["given"][0]["by"], json!(anna.arn.to_string()));
    assert_eq!((&answer["deploymentId"], &answer["status"]), (&json!(id), &json!("Ready")));
    for again in [anna.clone(), session("releaser", "anna-too")] {
        let answer = decide(&desk, &again, "Approve", &id, &first).unwrap();
        assert_eq!(answer["headgate"]["waits"][0]["approval"]["given"].as_array().unwrap().len(), 1, "nobody counts twice");
    }
    let error = decide(&desk, &session("intern", "anna"), "Approve", &id, &first).unwrap_err();
    assert_eq!(error.code, "AccessDeniedException");
    assert!(error.message.starts_with("arn:aws:sts::123456789012:assumed-role/intern/anna may not decide"), "{error}");

    decide(&desk, &user("bert"), "Approve", &id, &first).unwrap();
    desk.pass(60);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
    let approved = entry(&desk, &id, "Approved");
    assert_eq!(approved["by"], "arn:aws:iam::123456789012:user/bert");
    assert!(approved["message"].as_str().unwrap().contains("seen"), "{approved}");
    assert_eq!(code(decide(&desk, &user("bert"), "Approve", &id, &first)), "DeploymentAlreadyCompletedException");
}

#[test]
fn one_rejection_takes_the_traffic_back() {
    let (desk, id) = gated(json!({"approval": {"count": 2}}));
    desk.pass(60);
    let token = token(&desk, &id, "reject").unwrap();
    let answer = decide(&desk, &user("anna"), "Reject", &id, &token).unwrap();
    assert_eq!((&answer["deploymentId"], &answer["status"]), (&json!(id), &json!("Stopped")));
    let info = desk.info(&id);
    assert_eq!(info["errorInformation"]["code"], "MANUAL_STOP");
    assert_eq!(info["errorInformation"]["message"], "Rejected by arn:aws:iam::123456789012:user/anna: seen");
    let rollback = info["rollbackInfo"]["rollbackDeploymentId"].as_str().unwrap();
    assert_eq!(desk.info(rollback)["status"], "Succeeded");
    assert_eq!(entry(&desk, &id, "Rejected")["by"], "arn:aws:iam::123456789012:user/anna");
}

#[test]
fn whoever_is_not_known_decides_nothing() {
    let (desk, id) = gated(json!({"approval": {}}));
    desk.pass(60);
    let token = token(&desk, &id, "approve").unwrap();
    for verb in ["Approve", "Reject"] {
        let input = json!({"deploymentId": id, "token": token, "comment": "c"});
        let error = desk.call(&format!("{verb}Deployment"), input).unwrap_err();
        assert_eq!(error.code, "AccessDeniedException");
        assert!(error.message.starts_with("Nobody knows who decides: give `proof`"), "{error}");
        let stranger = decide(&desk, &of_account("210987654321", "eve"), verb, &id, &token).unwrap_err();
        assert_eq!(stranger.code, "AccessDeniedException", "everybody in the world can prove who he is");
        assert!(stranger.message.contains("is not of account 123456789012"), "{stranger}");
    }
    decide(&desk, &user("anna"), "Approve", &id, &token).unwrap();
}

#[test]
fn a_plan_may_name_people_of_another_account() {
    let (desk, id) = gated(json!({"approval": {"by": ["arn:aws:iam::210987654321:user/eve"]}}));
    desk.pass(60);
    let token = token(&desk, &id, "approve").unwrap();
    assert_eq!(code(decide(&desk, &user("anna"), "Approve", &id, &token)), "AccessDeniedException");
    decide(&desk, &of_account("210987654321", "eve"), "Approve", &id, &token).unwrap();
}

#[test]
fn a_late_token_decides_nothing() {
    let (desk, id) = gated(json!({"pause": {}, "approval": {}}));
    let baking = token(&desk, &id, "promote").unwrap();
    desk.pass(60);
    let paused = token(&desk, &id, "resume").unwrap();
    assert_ne!(baking, paused);
    for (operation, late) in [("PromoteDeployment", &baking), ("ResumeDeployment", &baking)] {
        let error = desk.call(operation, json!({"deploymentId": id, "token": late})).unwrap_err();
        assert_eq!(error.code, "DeploymentIsNotInReadyStateException", "{operation}");
        assert!(error.message.contains(&format!("(token `{paused}`)")), "it says what is waited for now: {error}");
    }
    assert_eq!(code(decide(&desk, &user("anna"), "Approve", &id, &paused)), "DeploymentIsNotInReadyStateException");
    desk.ok("ResumeDeployment", json!({"deploymentId": id, "token": paused}));
    desk.pass(30);
    assert_eq!(desk.info(&id)["headgate"]["waits"][0]["kind"], "approval");
    assert_eq!(desk.refused("ResumeDeployment", json!({"deploymentId": id, "token": paused})), "DeploymentIsNotInReadyStateException");
    let other = json!({"deploymentId": id, "token": "d-ABCDEF123.1"});
    let error = desk.call("ResumeDeployment", other).unwrap_err();
    assert_eq!((error.code.as_str(), error.message.contains("of another deployment")), ("InvalidInputException", true), "{error}");
}

#[test]
fn a_pause_that_is_asked_for_holds_and_is_resumed() {
    let (desk, id) = gated(json!({}));
    let answer = desk.call_by(&user("anna"), "PauseDeployment", json!({"deploymentId": id, "reason": "lunch"})).unwrap();
    let waits: Vec<&str> = answer["headgate"]["waits"].as_array().unwrap().iter().map(|wait| wait["kind"].as_str().unwrap()).collect();
    assert_eq!(waits, ["bake", "pause"], "what is under way goes on");
    assert_eq!(entry(&desk, &id, "Paused")["by"], "arn:aws:iam::123456789012:user/anna");
    desk.pass(86_400);
    assert_eq!(desk.info(&id)["status"], "Ready");
    let input = json!({"deploymentId": id, "token": token(&desk, &id, "resume").unwrap()});
    desk.ok("ResumeDeployment", input.clone());
    desk.pass(60);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
    assert_eq!(entry(&desk, &id, "Resumed").get("by"), None, "nobody has proven who he is");
    for operation in ["PauseDeployment", "ResumeDeployment"] {
        let input = if operation == "PauseDeployment" { json!({"deploymentId": id}) } else { input.clone() };
        assert_eq!(desk.refused(operation, input), "DeploymentAlreadyCompletedException");
    }
}

#[test]
fn code_deploys_word_for_going_on_ends_a_pause_and_no_approval() {
    let (desk, id) = gated(json!({"pause": {"seconds": 1_209_600}, "approval": {}}));
    let go_on = json!({"deploymentId": id, "deploymentWaitType": "READY_WAIT"});
    assert_eq!(desk.refused("ContinueDeployment", go_on.clone()), "DeploymentIsNotInReadyStateException");
    desk.pass(60);
    assert_eq!(desk.ok("ContinueDeployment", go_on.clone()), json!({}));
    desk.pass(30);
    let error = desk.call("ContinueDeployment", go_on).unwrap_err();
    assert_eq!(error.code, "DeploymentIsNotInReadyStateException");
    assert!(error.message.contains("It waits for approvals, 0 of 1 given."), "{error}");
}

#[test]
fn a_promotion_goes_past_what_it_names() {
    let (desk, id) = gated(json!({"bakeSeconds": 3600, "hook": "judge"}));
    let promote = |patch: Value| with(json!({"deploymentId": id, "token": token(&desk, &id, "promote").unwrap()}), patch);
    let error = desk.call("PromoteDeployment", promote(json!({"full": true, "skipHooks": ["jugde"]}))).unwrap_err();
    assert_eq!(error.code, "InvalidInputException");
    assert!(error.message.contains("`jugde`") && error.message.contains("there is `judge`"), "{error}");
    let answer = desk.ok("PromoteDeployment", promote(json!({"full": true, "skipHooks": ["judge"], "reason": "urgent"})));
    assert_eq!(answer["headgate"]["plan"][0].get("hook"), None);
    desk.pass(60);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
    assert!(desk.clerk.world().hooks.is_empty());
}

#[test]
fn whoever_starts_it_can_be_kept_from_approving_it() {
    let desk = Desk::furnished();
    let approval = json!({"excludeStarter": true});
    let steps = json!([{"weight": 10, "bakeSeconds": 0, "approval": approval}, {"weight": 100, "bakeSeconds": 0}]);
    let routing = json!({"type": "Steps", "steps": steps});
    desk.ok(
        "CreateDeploymentConfig",
        json!({"deploymentConfigName": "foureyes", "computePlatform": "Lambda", "trafficRoutingConfig": routing}),
    );
    let input = with(deployment("live"), json!({"deploymentConfigName": "foureyes", "revision": content(&appspec("orders"))}));
    let error = desk.call("CreateDeployment", input.clone()).unwrap_err();
    assert_eq!(error.code, "InvalidInputException");
    assert!(error.message.contains("give `proof` and `clientRequestToken`"), "{error}");
    let unbound = desk.call("CreateDeployment", with(input.clone(), json!({"proof": "https://"}))).unwrap_err();
    assert!(unbound.message.contains("without `clientRequestToken`"), "{unbound}");

    let anna = session("releaser", "anna");
    let id = desk.call_by(&anna, "CreateDeployment", input).unwrap()["deploymentId"].as_str().unwrap().to_owned();
    desk.pass(1);
    let token = token(&desk, &id, "approve").unwrap();
    for starter in [anna, session("releaser", "bert")] {
        let error = decide(&desk, &starter, "Approve", &id, &token).unwrap_err();
        assert!(error.code == "AccessDeniedException" && error.message.contains("whoever started the deployment"), "{error}");
    }
    decide(&desk, &user("bert"), "Approve", &id, &token).unwrap();
}

#[test]
fn what_is_told_keeps_no_secret_of_a_hook() {
    let (desk, id) = gated(json!({"hook": "judge"}));
    desk.pass(60);
    let execution = desk.clerk.world().hooks.last().unwrap().execution.to_string();
    let info = desk.info(&id);
    assert_eq!(info["headgate"]["hookRuns"][0]["function"], "judge");
    assert!(!info.to_string().contains(&execution), "whoever knows the execution id may report a verdict");
}
