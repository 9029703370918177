//! `headgate promote`, `pause`, `resume`, `approve` and `reject`.

use crate::installation::Headgate;
use crate::session::Session;
use crate::watching::Terminal;
use insta::assert_snapshot;
use serde_json::{Value, json};

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
    session.run("status").run("approve --comment fine").run("approve");
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

#[test]
fn only_whom_the_plan_lets_may_decide() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    let by = GATED.replace("{ count: 2 }", "{ by: ['arn:aws:iam::123456789012:user/lead'] }");
    session.write("by.yaml", &by).write("other.yaml", &GATED.replace("{ count: 2 }", "{ excludeStarter: true }"));
    session.run("deploy by.yaml");
    headgate.pass(200);
    session.run("approve").run("reject --comment wrong").run("stop --rollback");
    headgate.pass(60);
    session.run("deploy other.yaml");
    headgate.pass(200);
    session.run("approve").run("reject --comment wrong");
    session.set("AWS_ACCESS_KEY_ID", "AKIDOTHER").run("approve");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_reader_decides_nothing() {
    let headgate = Headgate::with_shop();
    let mut session = waiting(&headgate);
    session.set("HEADGATE_API", "headgate-api:reader");
    session.run("approve").run("reject --comment wrong").run("pause").run("promote");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_token_that_was_once_waited_for_decides_nothing_later() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    let paused = GATED.replace("{ count: 2 }", "{}").replace("weight: 100", "weight: 50\n        pause: {}");
    session.write("gated.yaml", &format!("{paused}      - {{ weight: 100, bakeSeconds: 0 }}\n")).run("deploy gated.yaml");
    let id = headgate.newest();
    let token = || headgate.ok("GetDeployment", json!({ "deploymentId": id }))["deploymentInfo"]["headgate"]["waits"][0]["token"].clone();
    headgate.pass(200);
    let approval = token();
    session.run("approve");
    headgate.pass(60);
    let pause = token();
    let late = |session: &mut Session<'_>, line: &str, token: &Value| {
        session.run(&format!("{line} --token {}", token.as_str().unwrap()));
    };
    late(&mut session, "approve", &approval);
    late(&mut session, "reject --comment late", &approval);
    late(&mut session, "resume", &pause);
    headgate.pass(60);
    late(&mut session, "resume", &pause);
    late(&mut session, "approve", &approval);
    assert_snapshot!(session.transcript());
}
