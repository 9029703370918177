//! The pages of help.

use crate::installation::Headgate;
use crate::session::Session;
use insta::assert_snapshot;

#[test]
fn the_first_page_groups_verbs_by_what_people_do() {
    let headgate = Headgate::start();
    assert_snapshot!(Session::new(&headgate).run("--help").run("").transcript());
}

#[test]
fn every_verb_has_a_page() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    for verb in ["status", "list", "history", "stop", "rollback", "completions", "proxy"] {
        session.run(&format!("{verb} --help"));
    }
    assert_snapshot!(session.transcript());
}

#[test]
fn every_noun_has_its_pages() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    for noun in ["application", "group", "config"] {
        session.run(&format!("{noun} --help"));
    }
    for page in ["application create", "application update", "group create", "group update", "config create"] {
        session.run(&format!("{page} --help"));
    }
    assert_snapshot!(session.transcript());
}

#[test]
fn nothing_is_asked_of_aws_or_of_a_file_for_help() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.set("AWS_REGION", "").set("AWS_ACCESS_KEY_ID", "").write("headgate.toml", "nonsense");
    for line in ["--help", "--version", "status --help", "completions bash"] {
        assert!(session.command(line).output().unwrap().status.success(), "{line}");
    }
    assert!(headgate.calls().is_empty());
}

#[test]
fn a_slip_of_the_pen_is_usage() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session
        .run("statsu")
        .run("status --oputput json")
        .run("list --status failed")
        .run("list --limit 0")
        .run("stop --rollback --no-rollback");
    assert_snapshot!(session.transcript());
}

#[test]
fn shells_are_given_what_they_need() {
    let headgate = Headgate::start();
    for (shell, word) in [("bash", "complete -F _headgate"), ("zsh", "#compdef headgate"), ("fish", "complete -c headgate")] {
        let output = Session::new(&headgate).command(&format!("completions {shell}")).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains(word) && script.contains("rollback"), "{shell}");
    }
}
