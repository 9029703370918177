//! `headgate status`.

use crate::installation::Headgate;
use crate::session::Session;
use crate::terminal::{at_terminal, is_coloured};
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn the_active_deployment_from_its_first_step_to_its_end() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.run("status");
    headgate.deploy("orders", 2);
    headgate.pass(61);
    session.run("status");
    headgate.pass(600);
    session.run("status");
    assert_snapshot!(session.transcript());
}

#[test]
fn one_that_an_alarm_has_taken_back() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    headgate.alarm();
    headgate.pass(60);
    assert_snapshot!(Session::new(&headgate).run("status").run(&format!("status {id}")).transcript());
}

#[test]
fn a_group_is_named_or_the_only_one() {
    let headgate = Headgate::with_shop();
    headgate.group("test");
    headgate.deploy_to("test", "billing", 3);
    headgate.pass(10);
    let mut session = Session::new(&headgate);
    session.run("status").run("status --group test").run("status --group nowhere").run("status --application blog");
    session.run("status d-000000000").run("status nonsense").run("status d-000000000 --group live");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_program_reads_what_api_has() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    let document = Session::new(&headgate).json("status --output json");
    let info = &document["deploymentInfo"];
    assert_eq!((&info["deploymentId"], &info["status"]), (&json!(id), &json!("InProgress")));
    assert_eq!(info["createTime"], "2027-01-15T08:00:00Z");
    assert_eq!(info["headgate"]["nextDueTime"].as_str().map(|time| time.ends_with('Z')), Some(true));
    let target = &document["deploymentTargets"][0]["lambdaTarget"];
    assert_eq!((&target["targetId"], &target["lambdaFunctionInfo"]["targetVersionWeight"]), (&json!("orders:live"), &json!(10.0)));
}

#[test]
fn a_terminal_has_colours_unless_they_are_not_wanted() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(61);
    let mut session = Session::new(&headgate);
    let coloured = |session: &Session<'_>| is_coloured(&at_terminal(session.command("status"), None).written);
    assert!(coloured(&session));
    session.set("NO_COLOR", "1");
    assert!(!coloured(&session));
    let piped = |session: &Session<'_>| is_coloured(&String::from_utf8(session.command("status").output().unwrap().stdout).unwrap());
    assert!(!piped(&session));
    session.set("NO_COLOR", "").set("CLICOLOR_FORCE", "1");
    assert!(piped(&session));
}

#[test]
fn times_are_those_of_whoever_looks() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(61);
    let mut session = Session::new(&headgate);
    session.set("TZ", "<-0330>3:30").run("status");
    assert_snapshot!(session.transcript());
}
