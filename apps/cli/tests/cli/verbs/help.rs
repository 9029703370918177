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
    let mut pages = vec![String::new()];
    let mut verbs = Vec::new();
    while let Some(of) = pages.pop() {
        let mut session = Session::new(&headgate);
        let line = format!("{of} --help").trim_start().to_owned();
        let page = String::from_utf8(session.command(&line).output().unwrap().stdout).unwrap();
        pages.extend(verbs_of(&page).map(|verb| format!("{of} {verb}").trim_start().to_owned()));
        if !of.is_empty() {
            assert_snapshot!(format!("page-{}", of.replace(' ', "-")), session.run(&line).transcript());
            verbs.push(of);
        }
    }
    verbs.sort();
    assert_snapshot!("verbs", verbs.join("\n"));
}

/// The verbs that a page lists, which stand before its options.
fn verbs_of(page: &str) -> impl Iterator<Item = &str> {
    let listed = page.lines().take_while(|line| !line.starts_with("Everywhere:") && !line.starts_with("Options:"));
    let verbs = listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next().filter(|_| !line.starts_with("   ")));
    verbs.filter(|verb| verb.starts_with(|first: char| first.is_ascii_lowercase()) && *verb != "help")
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
    let mut begin = String::new();
    for shell in ["bash", "zsh", "fish"] {
        let output = Session::new(&headgate).command(&format!("completions {shell}")).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("rollback"), "{shell}");
        begin.extend([shell, ":\n"].into_iter().chain(script.split_inclusive('\n').take(5)));
    }
    assert_snapshot!(begin);
    assert_snapshot!("no-such-shell", Session::new(&headgate).run("completions tcsh").transcript());
}
