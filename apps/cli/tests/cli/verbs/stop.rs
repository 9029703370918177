//! `headgate stop`.

use crate::installation::Headgate;
use crate::session::Session;
use insta::assert_snapshot;

#[test]
fn the_active_deployment_is_stopped_as_its_group_has_it() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.run("stop");
    headgate.deploy("orders", 2);
    headgate.pass(61);
    session.run("stop");
    headgate.pass(60);
    session.run("stop").run("list");
    assert_snapshot!(session.transcript());
}

#[test]
fn traffic_stays_where_it_is_if_that_is_wanted() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    let mut session = Session::new(&headgate);
    session.run(&format!("stop {id} --no-rollback"));
    headgate.pass(60);
    session.run("status").run(&format!("stop {id} --rollback"));
    assert_snapshot!(session.transcript());
}

#[test]
fn a_program_is_told_of_it() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    let document = Session::new(&headgate).json("stop --rollback --output json");
    assert_eq!(document["deploymentId"], id);
    assert!(document["status"].is_string() && document["statusMessage"].is_string(), "{document}");
}

#[test]
fn a_reader_stops_nothing() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    let mut session = Session::new(&headgate);
    session.run(&format!("stop {id} --api-function headgate-api:reader"));
    assert_snapshot!(session.transcript());
}
