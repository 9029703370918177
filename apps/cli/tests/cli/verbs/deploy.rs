//! `headgate deploy`.

use crate::installation::Headgate;
use crate::lambda::Answer;
use crate::session::Session;
use crate::watching::Terminal;
use insta::assert_snapshot;

const APPSPEC: &str = "\
version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties:
        Name: orders
        Alias: live
        CurrentVersion: 1
        TargetVersion: 2
";

#[test]
fn an_appspec_is_deployed() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC).run("deploy appspec.yaml --description euros");
    headgate.pass(61);
    session.run("status").run("deploy appspec.yaml --on-conflict reject").run("deploy appspec.yaml --on-conflict queue --output json");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_function_is_deployed_without_a_file() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.run("deploy --function orders --alias live --to 2 --config CodeDeployDefault.LambdaAllAtOnce");
    headgate.pass(61);
    session.run("status");
    assert_snapshot!(session.transcript());
}

#[test]
fn mistakes_are_found_before_anything_is_sent() {
    let headgate = Headgate::with_shop();
    headgate.calls();
    let mut session = Session::new(&headgate);
    session
        .write("wrong.yaml", &APPSPEC.replace("Alias", "Alais").replace("TargetVersion: 2", "TargetVersion: two"))
        .run("deploy wrong.yaml");
    session.run("deploy nowhere.yaml").run("deploy").run("deploy appspec.yaml --function orders --alias live --to 2");
    session.run("deploy --function orders").run("deploy --function orders --alias li/ve --to 2");
    assert_eq!(headgate.calls(), Vec::<String>::new());
    assert_snapshot!(session.transcript());
}

#[test]
fn a_request_that_was_not_answered_starts_one_deployment() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC).write("headgate.toml", "application = \"shop\"\ngroup = \"live\"");
    headgate.answers_next([Answer::error(500, "ServiceException")]);
    session.run("deploy appspec.yaml");
    assert_eq!(headgate.calls(), ["CreateDeployment", "CreateDeployment"]);
    assert_eq!(headgate.ok("ListDeployments", serde_json::json!({}))["deployments"].as_array().unwrap().len(), 1);
}

#[test]
fn it_is_watched_to_its_end_if_that_is_wanted() {
    for (columns, rows) in [(80, 24), (200, 50)] {
        let headgate = Headgate::with_shop();
        let session = Session::new(&headgate);
        let deploy = session.command("deploy --function orders --alias live --to 2 --wait");
        let terminal = Terminal::start(deploy, (columns, rows));
        terminal.until(|screen| screen.contains("Created") || screen.contains("InProgress"));
        headgate.pass(700);
        let (screen, _, code) = terminal.end();
        assert_eq!(code, Some(0), "{screen}");
        assert_snapshot!(format!("waited-{columns}x{rows}"), screen);
    }
}

#[test]
fn a_fix_gets_past_an_alarm_that_stops_others() {
    let headgate = Headgate::with_shop();
    headgate.alarm();
    let mut session = Session::new(&headgate);
    let id = headgate.deploy("orders", 2);
    headgate.pass(10);
    session.run(&format!("watch {id}")).run("deploy --function orders --alias live --to 2 --ignore-active-alarms");
    headgate.pass(10);
    session.run("status");
    assert_snapshot!(session.transcript());
}
