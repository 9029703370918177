//! `headgate promote`, `pause`, `resume`, `approve` and `reject`.

use crate::installation::Headgate;
use crate::session::Session;
use crate::watching::Terminal;
use insta::assert_snapshot;

const GATED: &str = "\
version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: { Name: orders, Alias: live, CurrentVersion: 1, TargetVersion: 2 }
Headgate:
  deploymentConfig:
    type: Steps
    steps:
      - weight: 10
        bakeSeconds: 60
        approval: { count: 2 }
      - weight: 100
        bakeSeconds: 0
";

/// A deployment whose first step waits for two approvals.
fn waiting(headgate: &Headgate) -> Session<'_> {
    let mut session = Session::new(headgate);
    session.write("gated.yaml", GATED).run("deploy gated.yaml");
    headgate.pass(200);
    session
}

#[test]
fn two_people_approve_and_nobody_counts_twice() {
    let headgate = Headgate::with_shop();
    let mut session = waiting(&headgate);
    session.run("approve --comment fine").run("approve");
    session.set("AWS_ACCESS_KEY_ID", "AKIDOTHER").run("approve");
    headgate.pass(60);
    session.run("approve").run("watch");
    assert_snapshot!(session.transcript());
}

#[test]
fn one_who_rejects_takes_the_traffic_back() {
    let headgate = Headgate::with_shop();
    let mut session = waiting(&headgate);
    session.run("reject").run("reject --comment wrong");
    headgate.pass(60);
    session.run("watch").run("reject --token d-000000000.1 --comment late");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_pause_holds_until_it_is_resumed() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    headgate.deploy("orders", 2);
    headgate.pass(61);
    session.run("resume").run("pause --for 1h --reason campaign");
    headgate.pass(600);
    session.run("status").run("resume --reason over");
    headgate.pass(60);
    session.run("status").run("pause");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_promotion_ends_the_bake_that_it_names() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    session.run("approve").run(&format!("promote --token {id}.77")).run("promote --skip-hook nobody").run("promote --reason fix");
    headgate.pass(60);
    session.run("watch");
    session.run("promote --token nonsense").run(&format!("promote {id} --token {id}.1"));
    assert_snapshot!(session.transcript());
}

#[test]
fn the_picture_has_the_command_that_decides() {
    let headgate = Headgate::with_shop();
    let session = waiting(&headgate);
    for (columns, rows) in [(80, 24), (200, 50)] {
        let terminal = Terminal::start(session.command("watch"), (columns, rows));
        let screen = terminal.until(|screen| screen.contains("headgate approve --token") && screen.contains("errors  OK"));
        assert_snapshot!(format!("approval-{columns}x{rows}"), screen);
        terminal.types("q");
        terminal.end();
    }
}
