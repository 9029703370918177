//! `headgate watch`.

use crate::installation::Headgate;
use crate::lambda::Answer;
use crate::session::Session;
use crate::watching::Terminal;
use insta::assert_snapshot;

const SIZES: [(u16, u16); 2] = [(80, 24), (200, 50)];

/// A canary of `orders` that bakes.
fn baking() -> (Headgate, String) {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    headgate.pass(61);
    (headgate, id)
}

#[test]
fn a_rollback_that_happens_under_it_is_followed() {
    for (columns, rows) in SIZES {
        let (headgate, id) = baking();
        let session = Session::new(&headgate);
        let terminal = Terminal::start(session.command("watch"), (columns, rows));
        let screen = terminal.until(|screen| screen.contains("BakeStarted") && screen.contains("errors  OK"));
        assert_snapshot!(format!("baking-{columns}x{rows}"), screen);
        headgate.alarm_and_pass(60);
        let (screen, has_cursor, code) = terminal.end();
        assert_eq!((has_cursor, code), (true, Some(1)));
        assert!(screen.contains(&format!("takes back {id}")), "{screen}");
        assert_snapshot!(format!("taken-back-{columns}x{rows}"), screen);
    }
}

#[test]
fn success_is_left_in_the_scrollback() {
    let (headgate, _) = baking();
    let session = Session::new(&headgate);
    let terminal = Terminal::start(session.command("watch"), (80, 24));
    terminal.until(|screen| screen.contains("orders:live"));
    headgate.pass(600);
    let (screen, _, code) = terminal.end();
    assert_eq!(code, Some(0));
    assert_snapshot!(screen);
}

#[test]
fn whoever_leaves_is_told_how_to_get_back() {
    for keys in ["q", "\u{3}"] {
        let (headgate, id) = baking();
        let session = Session::new(&headgate);
        let terminal = Terminal::start(session.command("watch"), (80, 24));
        terminal.until(|screen| screen.contains("orders:live"));
        terminal.types(keys);
        let (screen, has_cursor, code) = terminal.end();
        assert_eq!((has_cursor, code), (true, Some(5)), "{screen}");
        assert!(screen.contains(&format!("`headgate watch {id}` gets back to it")), "{screen}");
        assert!(headgate.ok("GetDeployment", serde_json::json!({"deploymentId": id}))["deploymentInfo"]["status"] == "InProgress");
    }
}

#[test]
fn the_window_changes_its_size_and_what_stood_there_before_stays() {
    let (headgate, _) = baking();
    let session = Session::new(&headgate);
    let terminal = Terminal::start(session.command("watch"), (80, 40));
    let drawn = |width: usize| {
        move |screen: &str| {
            screen.contains("orders:live") && screen.lines().any(|line| line.starts_with("Deployment") && line.chars().count() == width)
        }
    };
    terminal.until(drawn(80));
    terminal.resize(120, 40);
    terminal.until(drawn(120));
    terminal.resize(100, 30);
    let screen = terminal.until(drawn(100));
    assert!(screen.starts_with("$ ls\nappspec.yaml\n"), "{screen}");
    assert_eq!(screen.matches("steps").count() + screen.matches("step  ").count(), 1, "{screen}");
    terminal.types("q");
    terminal.end();
}

#[test]
fn a_lost_network_is_told_and_waited_for() {
    let (headgate, _) = baking();
    let session = Session::new(&headgate);
    let terminal = Terminal::start(session.command("watch"), (80, 24));
    terminal.until(|screen| screen.contains("orders:live"));
    headgate.answers_next(std::iter::repeat_n(Answer::error(500, "ServiceException"), 3));
    terminal.until(|screen| screen.contains("not heard since"));
    terminal.until(|screen| !screen.contains("not heard since"));
    headgate.pass(600);
    assert_eq!(terminal.end().2, Some(0));
}

#[test]
fn without_a_terminal_each_event_is_a_line() {
    let (headgate, id) = baking();
    headgate.pass(600);
    let mut session = Session::new(&headgate);
    session.run("watch");
    let failed = headgate.deploy("orders", 3);
    headgate.pass(61);
    headgate.alarm();
    headgate.pass(60);
    session.run(&format!("watch {failed}")).run("watch d-000000000").run("watch --group nowhere");
    assert_snapshot!(session.transcript());
    let output = session.command(&format!("watch {id} --output json")).output().unwrap();
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().all(|line| line["deploymentId"] == id && line["time"].as_str().unwrap().ends_with('Z')), "{lines:?}");
    let numbers: Vec<i64> = lines.iter().filter_map(|line| line["number"].as_i64()).collect();
    assert_eq!(numbers, (1..=numbers.len()).map(|number| i64::try_from(number).unwrap()).collect::<Vec<_>>());
}

#[test]
fn nothing_is_asked_that_is_known_already() {
    let (headgate, id) = baking();
    headgate.pass(600);
    headgate.calls();
    Session::new(&headgate).run(&format!("watch {id}"));
    assert_eq!(headgate.calls(), ["GetDeployment", "ListDeploymentTargets", "BatchGetDeploymentTargets", "GetDeploymentHistory"]);
}
