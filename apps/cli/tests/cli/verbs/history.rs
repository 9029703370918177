//! `headgate history`.

use crate::installation::Headgate;
use crate::session::Session;
use crate::terminal::at_terminal;
use insta::assert_snapshot;

#[test]
fn everything_that_has_happened() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    headgate.alarm();
    headgate.pass(60);
    let mut session = Session::new(&headgate);
    session.run(&format!("history {id}")).run("history").run("history d-000000000").run(&format!("history {id} --output json"));
    assert_snapshot!(session.transcript());
}

#[test]
fn at_a_terminal_sentences_go_on_below() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(61);
    let shown = at_terminal(Session::new(&headgate).set("NO_COLOR", "1").command("history"), None);
    assert_snapshot!(shown.screen);
}
