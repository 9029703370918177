//! `headgate rollback`.

use crate::installation::Headgate;
use crate::session::Session;
use crate::terminal::at_terminal;
use insta::assert_snapshot;

#[test]
fn one_that_runs_is_stopped_and_goes_back() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    let mut session = Session::new(&headgate);
    session.run("rollback");
    headgate.pass(60);
    session.run("status").run("rollback").run(&format!("rollback {id}"));
    assert_snapshot!(session.transcript());
}

#[test]
fn one_that_has_succeeded_is_followed_by_another() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(600);
    // What is wrong with version 2 must not keep version 1 from coming back.
    headgate.alarm();
    let mut session = Session::new(&headgate);
    session.run("rollback").run("rollback --yes");
    headgate.pass(60);
    // Typed twice, it does not bring back what was wrong.
    session.run("status").run("rollback --yes").run("rollback d-YNQRFMSC3 --yes");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_person_is_asked_first() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(600);
    let mut session = Session::new(&headgate);
    session.set("NO_COLOR", "1");
    let refused = at_terminal(session.command("rollback"), Some("n\n"));
    assert_eq!(refused.code, Some(3));
    assert_eq!(headgate.calls().iter().filter(|call| *call == "CreateDeployment").count(), 0);
    let accepted = at_terminal(session.command("rollback"), Some("y\n"));
    assert_eq!(accepted.code, Some(0));
    assert_eq!(headgate.calls().iter().filter(|call| *call == "CreateDeployment").count(), 1);
    assert_snapshot!(format!("{}\n\n{}", refused.screen, accepted.screen));
}

#[test]
fn one_that_left_its_traffic_split_is_not_guessed_at() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    let mut session = Session::new(&headgate);
    session.run(&format!("stop {id} --no-rollback"));
    headgate.pass(60);
    session.run("rollback --yes");
    assert_snapshot!(session.transcript());
}
