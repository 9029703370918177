//! `headgate doctor`.

use crate::installation::Headgate;
use crate::lambda::Answer;
use crate::session::Session;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn all_is_well_where_it_is() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(1200);
    let mut session = Session::new(&headgate);
    session.write("headgate.toml", "application = \"shop\"\ngroup = \"live\"\n").run("doctor");
    assert_snapshot!(session.transcript());
}

#[test]
fn what_is_wrong_with_a_group_is_told_with_what_to_do() {
    let headgate = Headgate::with_shop();
    headgate.group("test");
    headgate.deploy("orders", 2);
    headgate.pass(1200);
    headgate.alarm();
    assert_snapshot!(Session::new(&headgate).run("doctor").transcript());
}

#[test]
fn where_nothing_is_deployed_yet_the_way_is_shown() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.run("doctor").run("doctor --group live");
    assert_snapshot!(session.transcript());
}

#[test]
fn what_cannot_be_reached_is_not_guessed_at() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.run("doctor --stack other");
    headgate.answers_next([Answer::function(400, &json!({}), br#"{"error":{"code":"UnknownOperationException","message":"no"}}"#)]);
    session.run("doctor");
    session.set("AWS_ACCESS_KEY_ID", "").run("doctor");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_reader_is_told_so() {
    let headgate = Headgate::with_shop();
    assert_snapshot!(Session::new(&headgate).run("doctor --api-function headgate-api:reader").transcript());
}

#[test]
fn versions_that_differ_are_told() {
    let headgate = Headgate::start();
    let described = json!({"version": "0.0.9", "stackName": "headgate", "capabilities": ["PlanDeployment"]});
    headgate.answers_next([Answer::function(200, &json!({}), json!({"output": described}).to_string().as_bytes())]);
    assert_snapshot!(Session::new(&headgate).run("doctor").transcript());
}

#[test]
fn a_program_reads_every_check() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(1200);
    let checks = Session::new(&headgate).json("doctor -o json")["checks"].clone();
    let standing = |subject: &str| {
        let check = checks.as_array().unwrap().iter().find(|check| check["subject"] == subject).cloned();
        check.unwrap_or_default()["standing"].clone()
    };
    assert_eq!((standing("settings"), standing("api"), standing("group shop/live")), (json!("info"), json!("ok"), json!("ok")));
}

#[test]
fn a_locale_without_more_gets_ascii_alone() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.set("LC_ALL", "C").run("doctor").run("doctor --stack other");
    assert!(session.transcript().is_ascii(), "{}", session.transcript());
}

#[test]
fn what_cannot_be_reached_now_may_be_reached_later() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.set("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:1").run("doctor");
    assert_snapshot!(session.transcript());
}
