//! `headgate list`.

use crate::installation::Headgate;
use crate::session::Session;
use crate::terminal::at_terminal;
use insta::assert_snapshot;

fn busy() -> Headgate {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    headgate.pass(600);
    headgate.deploy("orders", 3);
    headgate.pass(61);
    headgate.alarm();
    headgate.pass(60);
    headgate.group("test");
    headgate.deploy_to("test", "billing", 4);
    headgate.pass(61);
    headgate
}

#[test]
fn deployments_are_listed_the_newest_first() {
    let headgate = busy();
    let mut session = Session::new(&headgate);
    session.run("list").run("list --application shop --group live").run("list --status Failed --status Stopped");
    session.run("list --limit 1").run("list --group live").run("list --application shop").run("list --application shop --group nowhere");
    session.write("headgate.toml", "application = \"shop\"\ngroup = \"test\"").run("list").run("list --all --limit 2");
    assert_snapshot!(session.transcript());
}

#[test]
fn where_there_is_none_it_is_said() {
    let headgate = Headgate::start();
    assert_snapshot!(Session::new(&headgate).run("list").run("list --output json").transcript());
}

#[test]
fn lines_fit_a_terminal() {
    let headgate = busy();
    let mut session = Session::new(&headgate);
    let shown = at_terminal(session.set("NO_COLOR", "1").command("list"), None);
    assert_eq!(shown.code, Some(0));
    assert_snapshot!(shown.screen);
}
