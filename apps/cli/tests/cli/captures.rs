//! The captures of `headgate watch` in docs/cli.md: what a terminal shows, from the real command over a simulated world.

use crate::installation::Headgate;
use crate::session::Session;
use crate::watching::Terminal;
use std::fmt::Write;
use std::fs;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cli.md");
const MARKERS: (&str, &str) = ("<!-- captures -->\n", "<!-- /captures -->");
const SIZE: (u16, u16) = (80, 24);

const APPSPEC: &str = "\
version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: { Name: orders, Alias: live, CurrentVersion: 1, TargetVersion: 2 }
Headgate:
  deploymentConfig:
    type: Steps
    steps:
      - { weight: 10, bakeSeconds: 300 }
      - { weight: 50, bakeSeconds: 120, approval: { count: 2 } }
      - { weight: 100, bakeSeconds: 0 }
";

/// A canary under traffic, and how long it has been on its way.
fn deployed(seconds: i64) -> Headgate {
    let headgate = Headgate::with_shop();
    headgate.traffic();
    Session::new(&headgate).write("appspec.yaml", APPSPEC).run("deploy appspec.yaml --description euros");
    headgate.pass(seconds);
    headgate
}

/// What `headgate watch` shows when this can be seen.
fn seen(headgate: &Headgate, shows: &[&str]) -> String {
    let session = Session::new(headgate);
    let terminal = Terminal::start(session.command("watch"), SIZE);
    let screen = terminal.until(|screen| shows.iter().all(|word| screen.contains(word)));
    terminal.types("q");
    terminal.end();
    screen
}

fn captures() -> [(&'static str, String); 4] {
    let baking = seen(&deployed(190), &["calls", "BakeStarted"]);
    let approval = seen(&deployed(600), &["calls", "headgate approve", "ApprovalAwaited"]);
    let back = deployed(190);
    back.aliases_are_denied(600);
    back.alarm_and_pass(31);
    let back = seen(&back, &["calls", "takes back", "RollbackStarted"]);
    let over = deployed(190);
    let session = Session::new(&over);
    let terminal = Terminal::start(session.command("watch"), SIZE);
    terminal.until(|screen| screen.contains("calls"));
    over.alarm_and_pass(60);
    let (over, ..) = terminal.end();
    [
        ("A canary bakes:", baking),
        ("A step waits for people:", approval),
        ("An alarm has fired, and the rollback is under way; for the moment AWS does not let it:", back),
        ("What is left in the scrollback when it is over, with exit code 1:", over),
    ]
}

#[test]
fn the_documentation_shows_what_a_terminal_shows() {
    let mut text = String::new();
    for (title, screen) in captures() {
        let lines: Vec<&str> = screen.lines().skip_while(|line| line.starts_with('$') || *line == "appspec.yaml").collect();
        writeln!(text, "{title}\n\n```text\n{}\n```\n", lines.join("\n").trim_end()).unwrap();
    }
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let (before, rest) = document.split_once(MARKERS.0).unwrap();
    let (shown, after) = rest.split_once(MARKERS.1).unwrap();
    if updating() {
        fs::write(DOCUMENT, format!("{before}{}{text}{}{after}", MARKERS.0, MARKERS.1)).unwrap();
    } else {
        assert_eq!(shown, text, "`cargo xtask captures` makes them anew");
    }
}

#[expect(clippy::disallowed_methods, reason = "whoever runs the tests says whether documents are written")]
fn updating() -> bool {
    std::env::var_os("HEADGATE_UPDATE").is_some()
}
