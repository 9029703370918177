//! What people look at: a deployment's traffic, a function, the installation.

use crate::desk::{Desk, EPOCH, deployment, with};
use headgate_domain::{AliasName, ApplicationName, FailureKind, Routing, Version, VersionState};
use headgate_engine::{Access, AliasSeen, FunctionSeen, Point, Series, VersionSeen};
use jiff::Timestamp;
use serde_json::{Value, json};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn version(number: &str) -> Version {
    Version::new(number).unwrap()
}

fn watched() -> Value {
    let alarms = json!({"enabled": true, "alarms": [{"name": "errors"}]});
    json!({"overrideAlarmConfiguration": alarms, "deploymentConfigName": "steps"})
}

fn series(version: Option<Version>, invocations: f64) -> Series {
    let point = Point { at: at(EPOCH), invocations: Some(invocations), errors: Some(1.0), throttles: None, duration_ms: Some(12.5) };
    Series { alias: 0, version, points: vec![point] }
}

#[test]
fn the_traffic_of_both_versions_is_told_beside_the_alarms() {
    let desk = Desk::furnished();
    desk.clerk.world().sights.traffic = vec![series(None, 100.0), series(Some(version("2")), 10.0)];
    let id = desk.deploy(watched());
    let told = desk.ok("GetDeploymentMetrics", json!({"deploymentId": id}));
    let target = &told["targets"][0];
    let point =
        |invocations: f64| json!([{"time": 1_767_225_600.0, "invocations": invocations, "errors": 1.0, "durationMilliseconds": 12.5}]);
    assert_eq!((&target["targetId"], &target["points"]), (&json!("orders:live"), &point(100.0)));
    let versions = json!([{"version": "1", "points": []}, {"version": "2", "points": point(10.0)}]);
    assert_eq!(target["versions"], versions, "a version without data has none, and not zeros");
    assert_eq!((&told["periodSeconds"], &told["incomplete"]), (&json!(60), &json!(false)));
    assert_eq!((&told["startTime"], &told["endTime"]), (&json!(1_767_225_000.0), &json!(1_767_225_600.0)));
    assert_eq!((&told["alarms"][0]["name"], &told["alarms"][0]["reason"]), (&json!("errors"), &json!("no datapoint was above 1")));
    assert_eq!(told["findings"], json!([]));
}

#[test]
fn an_answer_that_lacks_something_says_so_and_why() {
    let desk = Desk::furnished();
    let id = desk.deploy(watched());
    desk.clerk.world().sights.dark = true;
    let told = desk.ok("GetDeploymentMetrics", json!({"deploymentId": id}));
    assert_eq!((&told["incomplete"], &told["alarms"]), (&json!(true), &Value::Null));
    let messages: Vec<_> = told["findings"].as_array().unwrap().iter().map(|finding| finding["message"].as_str().unwrap()).collect();
    assert_eq!(messages, ["`cloudwatch:GetMetricData` on `*`: because", "`cloudwatch:DescribeAlarms` on `*`: because"]);
}

#[test]
fn a_span_may_be_asked_for_and_has_its_bounds() {
    let desk = Desk::furnished();
    let id = desk.deploy(watched());
    let of = |start: i64, end: i64| json!({"deploymentId": id, "startTime": EPOCH + start, "endTime": EPOCH + end});
    let day = 86_400;
    for (start, end, period) in [(-3600, 0, 60), (-day, 0, 300), (-14 * day, 0, 3600), (-30 * day, -29 * day, 300)] {
        assert_eq!(desk.ok("GetDeploymentMetrics", of(start, end))["periodSeconds"], period, "{start} {end}");
    }
    for (start, end) in [(0, 0), (10, -10), (-16 * day, 0)] {
        assert_eq!(desk.refused("GetDeploymentMetrics", of(start, end)), "InvalidTimeRangeException", "{start} {end}");
    }
    let wrong = json!({"deploymentId": id, "startTime": 1e300});
    assert_eq!(desk.refused("GetDeploymentMetrics", wrong), "InvalidTimeRangeException");
    assert_eq!(desk.refused("GetDeploymentMetrics", json!({"deploymentId": "d-NOTTHERE1"})), "DeploymentDoesNotExistException");
    assert_eq!(desk.refused("GetDeploymentMetrics", json!({})), "DeploymentIdRequiredException");
}

#[test]
fn a_span_ends_a_little_after_its_deployment() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({}));
    desk.pass(86_400);
    let told = desk.ok("GetDeploymentMetrics", json!({"deploymentId": id}));
    assert_eq!(desk.info(&id)["status"], "Succeeded");
    assert!(told["endTime"].as_f64().unwrap() <= f64::from(1_767_225_600) + 660.0, "{told}");
    assert_eq!(told["periodSeconds"], 60);
}

#[test]
fn a_function_is_told_with_the_groups_that_deploy_it() {
    let desk = Desk::furnished();
    let seen = VersionSeen {
        version: version("2"),
        description: Some("release".to_owned()),
        modified_at: Some(at(EPOCH)),
        runtime: Some("python3.13".to_owned()),
        code_sha256: Some("c2hh".to_owned()),
        state: Some(VersionState::Unusable("Inactive: idle".to_owned())),
    };
    let live = AliasSeen { name: AliasName::new("live").unwrap(), description: None, routing: Routing::all(version("1")) };
    desk.clerk.world().sights.function = FunctionSeen { aliases: vec![live], versions: vec![seen], ..FunctionSeen::default() };
    let first = desk.deploy(json!({}));
    desk.pass(60);
    let id = desk.deploy(watched());
    assert_ne!(first, id);
    let told = desk.ok("DescribeFunction", json!({"functionName": "orders"}));
    assert_eq!(told["functionArn"], "arn:aws:lambda:eu-west-1:123456789012:function:orders");
    assert_eq!(told["aliases"], json!([{"name": "live", "routing": [{"version": "1", "weight": 100.0}]}]));
    let version = &told["versions"][0];
    assert_eq!(
        (&version["state"], &version["stateReason"], &version["modifiedTime"]),
        (&json!("Inactive"), &json!("idle"), &json!(1_767_225_600.0))
    );
    let groups = told["deploymentGroups"].as_array().unwrap();
    assert_eq!((groups.len(), &groups[0]["deploymentId"], &groups[0]["aliases"]), (1, &json!(id), &json!(["live"])), "the group's latest");
    assert_eq!(told["incomplete"], false);
    let other = desk.ok("DescribeFunction", json!({"functionName": "payments"}));
    assert_eq!(other["deploymentGroups"], json!([]));
}

#[test]
fn a_function_that_cannot_be_seen_is_no_failure_and_one_that_is_not_there_is_refused() {
    let desk = Desk::furnished();
    desk.clerk.world().sights.unseen.insert("hidden".to_owned(), FailureKind::Denied);
    desk.clerk.world().sights.unseen.insert("gone".to_owned(), FailureKind::Gone);
    let told = desk.ok("DescribeFunction", json!({"functionName": "hidden"}));
    assert_eq!((&told["incomplete"], &told["aliases"]), (&json!(true), &json!([])));
    assert_eq!(told["findings"][0]["message"], "`lambda:ListAliases` on `hidden`: because");
    for wrong in
        [json!("gone"), json!("orders:live"), json!(""), json!("arn:aws:lambda:eu-west-1:999999999999:function:orders"), Value::Null]
    {
        assert_eq!(desk.refused("DescribeFunction", json!({"functionName": wrong})), "InvalidInputException", "{wrong}");
    }
}

#[test]
fn an_installation_tells_what_it_is_and_how_it_is() {
    let desk = Desk::furnished();
    desk.clerk.world().sights.swept_at = Some(at(EPOCH));
    let told = desk.ok("DescribeInstallation", json!({}));
    assert_eq!(
        (&told["stackName"], &told["region"], &told["accountId"]),
        (&json!("headgate"), &json!("eu-west-1"), &json!("123456789012"))
    );
    assert_eq!((&told["findings"], &told["incomplete"]), (&json!([]), &json!(false)), "messages in a working queue are no finding");
    assert_eq!(told["sweepLastRunTime"], 1_767_225_600.0);
    let capabilities = told["capabilities"].as_array().unwrap();
    assert!(capabilities.contains(&json!("PlanDeployment")) && !capabilities.contains(&json!("CreateDeployment")), "{told}");

    desk.clerk.world().sights.dead_letters = 2;
    desk.clerk.world().sights.firing.insert("headgate-SweepMissingAlarm".to_owned());
    desk.clerk.world().sights.swept_at = None;
    let told = desk.ok("DescribeInstallation", json!({}));
    let subjects: Vec<_> = told["findings"].as_array().unwrap().iter().map(|finding| finding["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["alarm headgate-SweepMissingAlarm", "queue dead", "sweep"]);

    desk.clerk.world().sights.dark = true;
    let told = desk.ok("DescribeInstallation", json!({}));
    assert_eq!((&told["incomplete"], &told["alarms"]), (&json!(true), &Value::Null));
}

#[test]
fn whoever_asks_learns_what_he_may_do() {
    let desk = Desk::furnished();
    let of = |access: &Access| desk.call_as(access, "DescribeInstallation", json!({})).unwrap()["access"].clone();
    let shop = Access::deployer_of(ApplicationName::new("shop").unwrap());
    assert_eq!(of(&Access::reader()), json!({"level": "reader", "everyApplication": false, "applications": []}));
    assert_eq!(of(&shop), json!({"level": "deployer", "everyApplication": false, "applications": ["shop"]}));
    assert_eq!(of(&Access::deployer()), json!({"level": "deployer", "everyApplication": true}));
    assert_eq!(of(&Access::administrator()), json!({"level": "administrator", "everyApplication": true}));
}

#[test]
fn a_reader_may_look_at_all_of_it() {
    let desk = Desk::furnished();
    let id = desk.deploy(with(watched(), json!({})));
    let reader = Access::reader();
    for (operation, input) in [
        ("PlanDeployment", deployment("live")),
        ("GetDeploymentMetrics", json!({"deploymentId": id})),
        ("DescribeFunction", json!({"functionName": "orders"})),
        ("DescribeInstallation", json!({})),
    ] {
        assert!(desk.call_as(&reader, operation, input).is_ok(), "{operation}");
    }
}
