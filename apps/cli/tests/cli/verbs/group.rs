//! `headgate group`.

use crate::installation::Headgate;
use crate::session::Session;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn the_life_of_a_group() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.run("group create live").run("application create shop").run("group list").run("group get");
    session.run("group create live --config CodeDeployDefault.LambdaCanary10Percent5Minutes --alarm errors --roll-back-on failure --roll-back-on alarm --final-bake 15m");
    session.run("group create live").run("group create other --config nowhere").run("group create other --alarm missing");
    headgate.deploy("orders", 2);
    headgate.pass(1200);
    session
        .run("group list")
        .run("group get")
        .run("group update live")
        .run("group update --on-conflict queue --no-alarms --hook-timeout 10m");
    session.run("group update live --name production").run("group get production").run("group update --hook-timeout 10");
    session.run("group delete production").run("group delete production --yes").run("group list");
    assert_snapshot!(session.transcript());
}

#[test]
fn what_has_no_option_stands_in_a_file() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    let triggers = json!([{"triggerName": "news", "triggerTargetArn": "arn:aws:sns:eu-west-1:123456789012:news", "triggerEvents": ["DeploymentFailure"]}]);
    session.write("group.json", &json!({"triggerConfigurations": triggers, "deploymentGroupName": "overridden"}).to_string());
    session.run("group create test --input group.json --final-bake 1m").run("group get test");
    session.write("group.json", r#"{"triggers": []}"#).run("group create other --input group.json");
    session.write("group.json", "[]").run("group create other --input group.json").run("group create other --input nowhere.json");
    assert_snapshot!(session.transcript());
}
