//! Pauses and approvals of an inline plan, and their mistakes word for word.

use crate::{mistakes, repeated, with_headgate};
use headgate_appspec::parse;
use headgate_domain::{Approval, ConfigChoice, OnDeadline, Pause, Step, TrafficRouting};
use std::fmt::Write as _;

fn section(gates: &str) -> String {
    format!(
        "deploymentConfig:\n  type: Steps\n  steps:\n    - weight: 10\n      bakeSeconds: 0\n{gates}    - {{weight: 100, bakeSeconds: 0}}\n"
    )
}

fn first_step(gates: &str) -> Step {
    let spec = parse(&with_headgate(&section(gates))).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let Some(ConfigChoice::Inline(TrafficRouting::Steps(steps))) = spec.overrides.config else { panic!("no steps") };
    steps[0].clone()
}

fn wrong(gates: &str) -> Vec<String> {
    let cut = |line: String| line.strip_prefix("Headgate.deploymentConfig.steps").map(str::to_owned).unwrap_or(line);
    mistakes(&with_headgate(&section(gates))).into_iter().map(cut).collect()
}

#[test]
fn a_step_may_pause_and_want_approval() {
    assert_eq!(first_step("").pause, None);
    assert_eq!(first_step("      pause: {}\n").pause, Some(Pause { seconds: None }));
    assert_eq!(first_step("      Pause: {seconds: 600}\n").pause, Some(Pause { seconds: Some(600) }));
    assert_eq!(first_step("      approval: {}\n").approval, Some(Approval::default()));
    let all = "      approval:
        by:
          - arn:aws:iam::123456789012:role/release-managers
          - arn:aws:iam::123456789012:user/ops/*
        count: 2
        deadlineSeconds: 3600
        onDeadline: approve
        excludeStarter: true\n";
    let approval = first_step(all).approval.unwrap();
    assert_eq!(approval.by.iter().map(ToString::to_string).collect::<Vec<_>>().len(), 2);
    assert_eq!((approval.count, approval.deadline_seconds, approval.on_deadline), (2, 3600, OnDeadline::Approve));
    assert!(approval.exclude_starter);
}

#[test]
fn mistakes_in_gates_are_named_by_their_places() {
    for (gates, expected) in [
        (
            "      pause: 600\n",
            "[0].pause (line 10): is the number `600`, must be a map: `{}` to pause until somebody resumes, or `seconds`",
        ),
        ("      pause: {secnods: 6}\n", "[0].pause.secnods (line 10): is not a key that is known here: did you mean `seconds`?"),
        (
            "      pause: {seconds: 0}\n",
            "[0].pause.seconds (line 10): is the number `0`, must be a whole number of seconds from 1 to 1209600 (14 days); leave it out to \
             wait for somebody",
        ),
        ("      aproval: {}\n", "[0].aproval (line 10): is not a key that is known here: did you mean `approval`?"),
        ("      approval: {count: 11}\n", "[0].approval.count (line 10): is the number `11`, must be a whole number from 1 to 10"),
        (
            "      approval: {deadlineSeconds: 59}\n",
            "[0].approval.deadlineSeconds (line 10): is the number `59`, must be a whole number of seconds from 60 to 1209600 (14 days)",
        ),
        (
            "      approval: {onDeadline: aprove}\n",
            "[0].approval.onDeadline (line 10): is `aprove`, must be `reject` or `approve`: did you mean `approve`?",
        ),
        (
            "      approval: {excludeStarter: 1}\n",
            "[0].approval.excludeStarter (line 10): is the number `1`, must be `true` or `false`, without quotes",
        ),
        (
            "      approval: {by: alice}\n",
            "[0].approval.by (line 10): is the text `alice`, must be a list of the ARNs of IAM users and roles",
        ),
        ("      approval: {by: []}\n", "[0].approval.by (line 10): is an empty list: leave it out to let anybody approve who may deploy"),
        (
            "      approval:\n        by: ['arn:aws:iam::123456789012:user/a']\n        count: 2\n",
            "[0].approval.count (line 12): is 2, but those in `by` are 1 at most: name more, or ask for fewer",
        ),
        (
            "      approval:\n        by:\n          - arn:aws:iam::123456789012:user/a\n          - arn:aws:iam::123456789012:user/a\n",
            "[0].approval.by[1] (line 13): `arn:aws:iam::123456789012:user/a` stands on line 12 already",
        ),
    ] {
        assert_eq!(wrong(gates), [expected], "{gates}");
    }
    let [pattern] = wrong("      approval: {by: ['arn:aws:iam::123456789012:role/admins/*']}\n").try_into().unwrap();
    assert!(
        pattern.starts_with("[0].approval.by[0] (line 10): `arn:aws:iam::123456789012:role/admins/*` is not a principal: "),
        "{pattern}"
    );
}

#[test]
fn every_mistake_of_a_step_is_told() {
    let told = wrong("      hook: 7\n      pause: {seconds: -1}\n      approval: {count: none, deadlineSeconds: 1}\n");
    let places: Vec<_> = told.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(places, ["[0].hook", "[0].pause.seconds", "[0].approval.count", "[0].approval.deadlineSeconds"]);
}

#[test]
fn there_is_an_end_to_whom_approvals_name() {
    let by = |count: usize| {
        let mut text = "      approval:\n        by:\n".to_owned();
        for number in 0..count {
            let _written = writeln!(text, "          - arn:aws:iam::123456789012:user/a{number}");
        }
        text
    };
    assert_eq!(first_step(&by(20)).approval.unwrap().by.len(), 20);
    assert_eq!(wrong(&by(21)), ["[0].approval.by (line 12): has 21 principals in it: at most 20 may be named"]);
    let steps = |count: usize| repeated(count, |step| format!("    - weight: {}\n      bakeSeconds: 0\n{}", 11 + step, by(20)));
    let [told] = wrong(&steps(6)).try_into().unwrap();
    assert!(told.ends_with("the steps' approvals name 120 principals: at most 100 are allowed in all"), "{told}");
    assert!(parse(&with_headgate(&section(&steps(5)))).is_ok());
}
