//! `PlanDeployment`: what it tells, what it finds, and that what it finds comes true.

use crate::desk::{Desk, appspec, content, deployment, with};
use crate::refusals;
use headgate_domain::{FailureKind, Qualifier, VersionFacts, VersionState};
use headgate_engine::{Bypass, BypassKind};
use headgate_load::Sights;
use serde_json::{Value, json};

fn plan(desk: &Desk, patch: Value) -> Value {
    desk.ok("PlanDeployment", with(deployment("live"), patch))
}

/// The findings as `severity subject: message`.
fn findings(plan: &Value) -> Vec<String> {
    let findings = plan["findings"].as_array().unwrap().iter();
    let text = |finding: &Value, member: &str| finding[member].as_str().unwrap().to_owned();
    findings.map(|finding| format!("{} {}: {}", text(finding, "severity"), text(finding, "subject"), text(finding, "message"))).collect()
}

fn has_error(plan: &Value) -> bool {
    findings(plan).iter().any(|finding| finding.starts_with("error "))
}

fn watched() -> Value {
    json!({
        "overrideAlarmConfiguration": {"enabled": true, "alarms": [{"name": "errors"}]},
        "autoRollbackConfiguration": {"enabled": true, "events": ["DEPLOYMENT_STOP_ON_ALARM"]},
    })
}

fn facts(version: &str, role: &str, dead_letter: Option<&str>, state: VersionState) -> VersionFacts {
    let version = Qualifier::try_from(version.to_owned()).unwrap();
    VersionFacts { version, role: role.to_owned(), dead_letter: dead_letter.map(str::to_owned), state }
}

fn seen(change: impl FnOnce(&mut Sights)) -> Desk {
    let desk = Desk::furnished();
    change(&mut desk.clerk.world().sights);
    desk
}

#[test]
fn whoever_plans_need_not_be_known_as_who_would_start_it() {
    let desk = Desk::furnished();
    let approval = json!({"excludeStarter": true});
    let steps = json!([{"weight": 10, "bakeSeconds": 60, "approval": approval}, {"weight": 100, "bakeSeconds": 0}]);
    let config = json!({"Headgate": {"deploymentConfig": {"type": "Steps", "steps": steps}}});
    let spec = with(serde_json::from_str(&appspec("orders")).unwrap(), config).to_string();
    let plan = plan(&desk, json!({"revision": content(&spec)}));
    assert_eq!(plan["steps"][0]["approval"]["excludeStarter"], true, "{plan:#}");
    let started = desk.refused("CreateDeployment", with(deployment("live"), json!({"revision": content(&spec)})));
    assert_eq!(started, "InvalidInputException");
}

#[test]
fn a_plan_tells_what_would_happen_and_changes_nothing() {
    let desk = Desk::furnished();
    let hooks = json!([{"BeforeAllowTraffic": "before"}, {"AfterAllowTraffic": "after"}]);
    let spec = with(serde_json::from_str(&appspec("orders")).unwrap(), json!({"Hooks": hooks}));
    let request = with(watched(), json!({"deploymentConfigName": "steps", "revision": content(&spec.to_string())}));
    let plan = plan(&desk, request);
    assert_eq!(findings(&plan), Vec::<String>::new(), "{plan:#}");
    let target = &plan["targets"][0];
    let arn = "arn:aws:lambda:us-east-1:123456789012:function:orders".replace("us-east-1", "eu-west-1");
    assert_eq!((&target["targetId"], &target["functionArn"]), (&json!("orders:live"), &json!(arn)));
    assert_eq!((&target["currentVersion"], &target["targetVersion"], &target["moves"]), (&json!("1"), &json!("2"), &json!(true)));
    assert_eq!((&target["toBePublished"], &target["routing"]), (&json!(false), &json!([{"version": "1", "weight": 100.0}])));
    let steps = json!([
        {"number": 1, "weight": 0.5, "startSeconds": 0, "bakeSeconds": 60},
        {"number": 2, "weight": 50.0, "startSeconds": 60, "bakeSeconds": 300, "hook": "judge"},
        {"number": 3, "weight": 100.0, "startSeconds": 360, "bakeSeconds": 0},
    ]);
    assert_eq!((&plan["steps"], &plan["totalSeconds"]), (&steps, &json!(360)));
    let hooks = plan["hooks"].as_array().unwrap().iter();
    let runs: Vec<_> = hooks.map(|hook| (hook["functionName"].as_str().unwrap(), hook["lifecycleEvent"].as_str().unwrap())).collect();
    assert_eq!(runs, [("before", "BeforeAllowTraffic"), ("judge", "AllowTraffic"), ("after", "AfterAllowTraffic")]);
    assert_eq!(plan["hookSecondsMax"], 3 * 3600);
    let alarm = &plan["alarms"][0];
    assert_eq!((&alarm["name"], &alarm["exists"], &alarm["state"]), (&json!("errors"), &json!(true), &json!("OK")));
    assert_eq!(plan["settings"]["deploymentConfigName"], "steps");
    assert_eq!(plan["settings"]["onConflict"], "reject");
    assert_eq!(desk.ok("ListDeployments", json!({}))["deployments"], json!([]));
    assert_eq!(desk.ok("ListApplicationRevisions", json!({"applicationName": "shop"}))["revisions"], json!([]));
    assert!(desk.clerk.world().hooks.is_empty());
}

#[test]
fn hooks_are_told_in_the_order_in_which_they_are_called() {
    let desk = Desk::furnished();
    let steps = json!([{"weight": 50, "bakeSeconds": 0, "hook": "half"}, {"weight": 100, "bakeSeconds": 60, "hook": "last"}]);
    let config = json!({"type": "Steps", "steps": steps});
    desk.ok(
        "CreateDeploymentConfig",
        json!({"deploymentConfigName": "hooked", "computePlatform": "Lambda", "trafficRoutingConfig": config}),
    );
    let spec = with(serde_json::from_str(&appspec("orders")).unwrap(), json!({"Hooks": [{"AfterAllowTraffic": "after"}]}));
    let request = json!({"deploymentConfigName": "hooked", "revision": content(&spec.to_string())});
    let planned = plan(&desk, request.clone());
    let planned: Vec<_> =
        planned["hooks"].as_array().unwrap().iter().map(|hook| hook["functionName"].as_str().unwrap().to_owned()).collect();
    let id = desk.deploy(request);
    let mut called = vec![];
    for _ in 0..planned.len() {
        desk.pass(120);
        let run = desk.clerk.world().hooks.last().cloned().unwrap();
        called.push(run.function.to_string());
        let report = json!({"deploymentId": id, "lifecycleEventHookExecutionId": run.execution, "status": "Succeeded"});
        desk.ok("PutLifecycleEventHookExecutionStatus", report);
    }
    assert_eq!(called, planned);
}

/// What `CreateDeployment` would refuse for other reasons than the request's own: a plan tells of that.
const FOUND: [&str; 2] = ["DeploymentLimitExceeded", "InvalidAlarmConfig"];

#[test]
fn a_wrong_request_is_refused_as_a_deployment_is() {
    let (desk, cases) = refusals::cases();
    let cases: Vec<_> = cases.into_iter().filter(|(operation, ..)| *operation == "CreateDeployment").collect();
    assert!(cases.len() > 30, "{} cases", cases.len());
    let mut found = vec![];
    for (_, input, code, _) in cases {
        let created = desk.call("CreateDeployment", input.clone()).unwrap_err();
        match desk.call("PlanDeployment", input.clone()) {
            Err(error) => {
                let renamed = created.message.replace("CreateDeployment", "PlanDeployment");
                assert_eq!((error.code, error.message), (created.code, renamed), "{input}");
            }
            Ok(plan) => {
                assert!(FOUND.contains(&code) && has_error(&plan), "{code} {input}: {plan}");
                found.push(code);
            }
        }
    }
    assert!(!found.is_empty(), "nothing was left to be found");
}

type Case = (&'static str, Box<dyn Fn(&mut Sights)>, &'static str);

/// What may stand in the way, and what is said of it. Each is an error.
fn obstacles() -> Vec<Case> {
    let version = |facts: VersionFacts| {
        move |sights: &mut Sights| {
            sights.versions.insert("orders:2".to_owned(), facts.clone());
        }
    };
    let unseen = |kind| {
        move |sights: &mut Sights| {
            sights.unseen.insert("orders".to_owned(), kind);
        }
    };
    let unusable = VersionState::Unusable("Failed: no disk".to_owned());
    vec![
        (
            "a role",
            Box::new(version(facts("2", "other", None, VersionState::Active))),
            "error orders:live: Versions 1 and 2 have different execution roles",
        ),
        (
            "a queue",
            Box::new(version(facts("2", "role", Some("q"), VersionState::Active))),
            "have different dead-letter settings (`none` and `q`)",
        ),
        (
            "a state",
            Box::new(version(facts("2", "role", None, unusable))),
            "error orders:live: Version 2 cannot be invoked: Failed: no disk",
        ),
        ("no permission", Box::new(unseen(FailureKind::Denied)), "error orders:live: `lambda:GetAlias` on `orders`: because"),
        ("no function", Box::new(unseen(FailureKind::Gone)), "error orders:live: `lambda:GetAlias` on `orders`: because"),
        (
            "an alarm",
            Box::new(|sights: &mut Sights| {
                sights.firing.insert("errors".to_owned());
            }),
            "error alarm errors: `errors` is in ALARM now",
        ),
    ]
}

#[test]
fn what_is_called_an_error_keeps_a_deployment_from_succeeding() {
    for (what, change, expected) in obstacles() {
        let desk = seen(change);
        let said = findings(&plan(&desk, watched()));
        assert!(said.iter().any(|finding| finding.contains(expected)), "{what}: {said:?}");
        assert!(said[0].starts_with("error "), "{what}: the worst comes first: {said:?}");
        let id = desk.deploy(watched());
        desk.pass(1200);
        let status = desk.info(&id)["status"].clone();
        assert!(["Failed", "Stopped"].contains(&status.as_str().unwrap()), "{what}: {status}");
    }
    let desk = Desk::furnished();
    desk.clerk.world().missing.insert("errors".to_owned());
    let said = findings(&plan(&desk, watched()));
    assert!(said[0].starts_with("error alarm errors: There is no CloudWatch alarm `errors`"), "{said:?}");
    assert_eq!(desk.refused("CreateDeployment", with(deployment("live"), watched())), "InvalidAlarmConfigException");
}

#[test]
fn what_is_no_error_does_not_keep_a_deployment_from_succeeding() {
    let bypass =
        Bypass { kind: BypassKind::EventSourceMapping, qualifier: Qualifier::Latest, source: "arn:aws:sqs:eu-west-1:1:q".to_owned() };
    let pending = VersionState::Pending;
    let cases: Vec<Case> = vec![
        ("nothing", Box::new(|_| ()), ""),
        (
            "a bypass",
            Box::new(move |sights| sights.bypasses.push(bypass.clone())),
            "warning orders:live: No deployment shifts what calls the function past its alias (1 found): `arn:aws:sqs:eu-west-1:1:q` on $LATEST",
        ),
        ("concurrency", Box::new(|sights| sights.provisioned = Some(7)), "warning orders:live: The alias has provisioned concurrency 7"),
        (
            "silence",
            Box::new(|sights| {
                sights.silent.insert("errors".to_owned());
            }),
            "warning alarm errors: `errors` has INSUFFICIENT_DATA",
        ),
    ];
    for (what, change, expected) in cases {
        let desk = seen(change);
        let plan = plan(&desk, watched());
        assert!(!has_error(&plan), "{what}: {plan:#}");
        assert!(findings(&plan).iter().any(|finding| finding.starts_with(expected)) || expected.is_empty(), "{what}: {plan:#}");
        let id = desk.deploy(watched());
        desk.pass(1200);
        assert_eq!(desk.info(&id)["status"], "Succeeded", "{what}");
    }
    let desk = seen(|sights| {
        sights.versions.insert("orders:2".to_owned(), facts("2", "role", None, pending));
    });
    assert!(
        findings(&plan(&desk, watched())).iter().any(|finding| finding.starts_with("warning orders:live: Version 2 is still being made"))
    );
}

#[test]
fn an_alarm_that_fires_is_let_through_where_that_is_asked_for() {
    let desk = seen(|sights| {
        sights.firing.insert("errors".to_owned());
    });
    let plan = plan(&desk, with(watched(), json!({"ignoreActiveAlarms": true})));
    assert_eq!(findings(&plan), ["warning alarm errors: `errors` is in ALARM now: it is let through, and counts once it has been OK"]);
    assert_eq!((&plan["alarms"][0]["state"], &plan["alarms"][0]["reason"]), (&json!("ALARM"), &json!("3 of 3 datapoints were above 1")));
}

#[test]
fn what_nobody_watches_or_takes_back_is_said() {
    let desk = Desk::furnished();
    let said = findings(&plan(&desk, json!({})));
    assert_eq!(said, ["warning alarmConfiguration: No alarm watches this deployment: only a hook or a person can stop it"]);
    let said = findings(&plan(&desk, with(watched(), json!({"autoRollbackConfiguration": {"enabled": false}}))));
    assert_eq!(said, ["warning autoRollbackConfiguration: An alarm would stop this deployment and leave the traffic where it is"]);
}

#[test]
fn what_cannot_be_looked_at_is_a_finding_and_no_failure() {
    let desk = seen(|sights| {
        sights.dark = true;
        sights.unseen.insert("orders".to_owned(), FailureKind::Throttled);
    });
    let plan = plan(&desk, watched());
    let expected = [
        "error alarmConfiguration: `cloudwatch:DescribeAlarms` on `*`: because",
        "warning orders:live: `lambda:GetAlias` on `orders`: because",
        "warning orders:live: `lambda:GetPolicy` on `orders`: because",
    ];
    assert_eq!(findings(&plan), expected);
    assert_eq!(plan["targets"][0]["currentVersion"], Value::Null, "what was not seen is not guessed");
}

#[test]
fn a_hook_that_may_not_be_called_or_is_not_there_is_an_error() {
    let judged = json!({"deploymentConfigName": "steps"});
    let desk = seen(|sights| {
        sights.forbidden.insert("judge".to_owned());
    });
    let plan_of = |desk: &Desk| plan(desk, with(watched(), judged.clone()));
    let plan = plan_of(&desk);
    assert_eq!(
        findings(&plan),
        ["error hook judge: Headgate may not call `judge`: the stack's parameter `HookFunctions` does not name it"]
    );
    assert_eq!(
        (&plan["hooks"][0]["allowed"], &plan["hooks"][0]["exists"], &plan["hooks"][0]["step"]),
        (&json!(false), &json!(true), &json!(2))
    );
    let missing = plan_of(&seen(|sights| {
        sights.unseen.insert("judge".to_owned(), FailureKind::Gone);
    }));
    assert!(findings(&missing)[0].starts_with("error hook judge: "), "{missing:#}");
    assert_eq!(missing["hooks"][0]["exists"], false);
    let hidden = plan_of(&seen(|sights| {
        sights.unseen.insert("judge".to_owned(), FailureKind::Denied);
    }));
    assert!(findings(&hidden)[0].starts_with("warning hook judge: "), "it may be callable all the same: {hidden:#}");
    assert_eq!(hidden["hooks"][0]["exists"], Value::Null);
}

#[test]
fn a_deployment_that_is_in_the_way_is_named_with_what_the_rules_say() {
    let desk = Desk::furnished();
    let slow = json!({"deploymentConfigName": "steps"});
    let id = desk.deploy(slow);
    let plan_with = |rule: &str| plan(&desk, with(watched(), json!({"onConflict": rule})));
    let rejected = plan_with("reject");
    let conflict = json!([{
        "deploymentId": id, "applicationName": "shop", "deploymentGroupName": "live", "status": "InProgress",
        "sharedResources": ["deployment group live", "alias orders:live"], "onConflict": "reject",
    }]);
    assert_eq!(with(rejected["conflicts"][0].clone(), json!({"status": "InProgress"})), conflict[0]);
    let expected = format!(
        "error deployment {id}: It has, or waits for, deployment group live, alias orders:live: `CreateDeployment` would be refused"
    );
    assert!(findings(&rejected)[0].starts_with(&expected), "{rejected:#}");
    assert_eq!(desk.refused("CreateDeployment", deployment("live")), "DeploymentLimitExceededException");
    let queued = format!("info deployment {id}: ");
    assert!(findings(&plan_with("queue")).iter().any(|finding| finding.starts_with(&queued)));
    let stopped = "it would be stopped, and its traffic put back";
    assert!(findings(&plan_with("supersede")).iter().any(|finding| finding.contains(stopped)));
    desk.deploy(json!({"onConflict": "queue"}));
    assert_eq!(plan_with("queue")["conflicts"].as_array().unwrap().len(), 2, "who waits is in the way too");
}

#[test]
fn a_token_that_was_used_and_a_version_that_is_live_are_said() {
    let desk = Desk::furnished();
    let once = with(watched(), json!({"clientRequestToken": "once"}));
    let id = desk.deploy(once.clone());
    desk.pass(600);
    let said = findings(&plan(&desk, once));
    let expected = format!("warning clientRequestToken: The same `clientRequestToken` has started deployment {id}");
    assert!(said.iter().any(|finding| finding.starts_with(&expected)), "{said:?}");
    let again = json!({"version": "0.0", "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": {
        "Name": "orders", "Alias": "live", "TargetVersion": "2"}}}]});
    let plan = plan(&desk, with(watched(), json!({"revision": content(&again.to_string())})));
    assert_eq!(findings(&plan), ["info orders:live: The alias points to version 2 already: there is nothing to shift"]);
    assert_eq!(plan["targets"][0]["moves"], false);
}

#[test]
fn what_is_not_published_yet_is_told_as_it_is_now() {
    let desk = Desk::furnished();
    let latest = json!({"version": "0.0", "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": {
        "Name": "orders", "Alias": "live", "TargetVersion": "$LATEST"}}}]});
    let plan = plan(&desk, with(watched(), json!({"revision": content(&latest.to_string())})));
    let target = &plan["targets"][0];
    assert_eq!(
        (&target["toBePublished"], &target["targetVersion"], &target["target"]["version"]),
        (&json!(true), &Value::Null, &json!("$LATEST"))
    );
    assert!(findings(&plan)[0].starts_with("info orders:live: `$LATEST` is published first"), "{plan:#}");
}

#[test]
fn a_rollout_costs_more_the_longer_it_is_watched() {
    let desk = Desk::furnished();
    let cost = |patch: Value| plan(&desk, with(watched(), patch))["cost"].clone();
    let (at_once, in_steps) =
        (cost(json!({"deploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce"})), cost(json!({"deploymentConfigName": "steps"})));
    assert!(at_once["amount"].as_f64() < in_steps["amount"].as_f64(), "{at_once} {in_steps}");
    assert!(in_steps["amount"].as_f64().unwrap() < 0.01, "well under a cent: {in_steps}");
    assert_eq!(in_steps["currency"], "USD");
    let items = in_steps["items"].as_array().unwrap();
    let sum: f64 = items.iter().map(|item| item["count"].as_f64().unwrap() * item["pricePerMillion"].as_f64().unwrap() / 1e6).sum();
    assert!((sum - in_steps["amount"].as_f64().unwrap()).abs() < 1e-8);
}
