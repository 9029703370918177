//! `headgate plan`.

use crate::installation::Headgate;
use crate::session::Session;
use crate::terminal::at_terminal;
use insta::assert_snapshot;

const APPSPEC: &str = r#"version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: {Name: orders, Alias: live, CurrentVersion: "1", TargetVersion: "2"}
  - billing:
      Type: AWS::Lambda::Function
      Properties: {Name: billing, Alias: live, TargetVersion: "3"}
Hooks:
  - BeforeAllowTraffic: CodeDeployHook_check
"#;

#[test]
fn what_would_happen_is_told_and_does_not_happen() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC).run("plan appspec.yaml");
    session.run("plan --function orders --alias live --to 3 --config CodeDeployDefault.LambdaLinear10PercentEvery1Minute");
    session.run("plan --function orders --alias live --to $LATEST").run("plan --function orders --alias live --to 1").run("list");
    assert_snapshot!(session.transcript());
}

#[test]
fn what_stands_in_its_way_is_told_with_what_to_do() {
    let headgate = Headgate::with_shop();
    headgate.alarm();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC).run("plan appspec.yaml");
    session.run("plan --function orders --alias live --to 9").run("plan --function orders --alias test --to 2");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_deployment_that_it_would_meet_is_told() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(61);
    let mut session = Session::new(&headgate);
    session.run("plan --function orders --alias live --to 3").run("plan --function orders --alias live --to 3 --on-conflict queue");
    assert_snapshot!(session.transcript());
}

#[test]
fn what_cannot_be_planned_is_refused() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.write("wrong.yaml", "version: 0.0\nResources: []\n").run("plan wrong.yaml").run("plan");
    session.run("plan --function orders").run("plan --function orders --alias live --to 2 --group nowhere");
    assert_snapshot!(session.transcript());
}

#[test]
fn steps_that_wait_for_people_or_hooks_say_so() {
    let headgate = Headgate::with_shop();
    let steps = serde_json::json!([
        {"weight": 5, "bakeSeconds": 300, "hook": "CodeDeployHook_judge", "pause": {"seconds": 600}},
        {"weight": 50, "bakeSeconds": 60, "approval": {"by": ["arn:aws:iam::123456789012:role/lead"], "count": 1, "deadlineSeconds": 86400}},
        {"weight": 100, "bakeSeconds": 0},
    ]);
    headgate.ok(
        "CreateDeploymentConfig",
        serde_json::json!({
            "deploymentConfigName": "careful",
            "computePlatform": "Lambda",
            "trafficRoutingConfig": {"type": "Steps", "steps": steps},
        }),
    );
    let mut session = Session::new(&headgate);
    assert_snapshot!(session.run("plan --function orders --alias live --to 2 --config careful").transcript());
}

#[test]
fn a_program_reads_what_api_has() {
    let headgate = Headgate::with_shop();
    let plan = Session::new(&headgate).json("plan --function orders --alias live --to 2 -o json");
    assert_eq!((&plan["totalSeconds"], &plan["steps"][1]["startSeconds"]), (&300.into(), &300.into()));
    assert_eq!(plan["alarms"][0]["state"], "OK");
}

#[test]
fn a_terminal_has_lines_that_fit() {
    let headgate = Headgate::with_shop();
    headgate.alarm();
    let mut session = Session::new(&headgate);
    session.set("NO_COLOR", "1");
    let shown = at_terminal(session.command("plan --function orders --alias live --to 2"), None);
    assert_eq!(shown.code, Some(3));
    assert_snapshot!(shown.screen);
}
