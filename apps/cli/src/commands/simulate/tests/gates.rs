//! Steps that wait for people.

use super::super::document;
use super::super::gates::Gate;
use super::{EIGHTY, Ended, ORDERS, page, refused, scene_and_tales, svg, tales};
use headgate_domain::{ErrorCode, Weight};
use jiff::SignedDuration;

/// A minute at 20 %, a gate, and the rest.
fn gated(gate: &str) -> String {
    format!(
        "{ORDERS}Headgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n      \
         - {{weight: 20, bakeSeconds: 60, {gate}}}\n      - {{weight: 100, bakeSeconds: 0}}\n"
    )
}

/// The only gate of the only play, and how it ended.
fn gate_and_end(appspec: &str, options: &[&str]) -> (Gate, Ended) {
    let tale = tales(appspec, options).remove(0);
    let [gate] = &tale.gates[..] else { panic!("{:?}", tale.gates) };
    (gate.clone(), tale.ended)
}

/// Whoever decided, without the account.
fn who(gate: &Gate) -> Vec<String> {
    let by = gate.decisions.iter().filter_map(|moment| moment.entry.by.as_ref());
    by.map(|arn| arn.as_str().rsplit(':').next().unwrap().to_owned()).collect()
}

fn about(span: Option<SignedDuration>, seconds: i64) -> bool {
    span.is_some_and(|span| (seconds..=seconds + 2).contains(&span.as_secs()))
}

#[test]
fn people_approve_at_once_unless_they_take_their_time() {
    let spec = gated("approval: {}");
    let (gate, ended) = gate_and_end(&spec, &[]);
    assert_eq!((ended, gate.decision(), gate.step), (Ended::Succeeded, Some("approved"), 1));
    assert!(about(Some(gate.from), 60) && about(gate.lasted(), 0), "{gate:?}");
    assert_eq!(gate.until.unwrap() - gate.from, SignedDuration::from_hours(24));
    // A span that no event of the world falls on by itself.
    let (gate, ended) = gate_and_end(&spec, &["--approve-after", "3h7m13s"]);
    assert_eq!((ended, gate.decision()), (Ended::Succeeded, Some("approved")));
    assert!(about(gate.lasted(), 3 * 3600 + 7 * 60 + 13), "{:?}", gate.lasted());
    assert_eq!(who(&gate), ["user/person-1"]);
}

#[test]
fn as_many_different_people_approve_as_are_needed_of_those_who_may() {
    let by = "by: ['arn:aws:iam::123456789012:user/anna', 'arn:aws:iam::123456789012:role/ops/release', \
              'arn:aws:iam::123456789012:user/qa-*'], count: 4, excludeStarter: true";
    let (gate, ended) = gate_and_end(&gated(&format!("approval: {{{by}}}")), &["--approve-after", "10m"]);
    assert_eq!((ended, gate.needed, gate.decision()), (Ended::Succeeded, 4, Some("approved")));
    assert_eq!(who(&gate), ["user/anna", "assumed-role/release/person-1", "user/qa-person-1", "user/qa-person-2"]);
    assert!(about(gate.lasted(), 600), "{:?}", gate.lasted());
}

#[test]
fn a_rejection_takes_the_traffic_back() {
    let tale = tales(&gated("approval: {count: 2}"), &["--reject-after", "20m"]).remove(0);
    assert!(matches!(&tale.ended, Ended::RolledBack(ErrorCode::ManualStop, why) if why.contains("--reject-after")), "{:?}", tale.ended);
    assert_eq!(tale.weights.last().unwrap().1, Weight::ZERO);
    assert_eq!(tale.gates[0].decision(), Some("rejected"));
    assert!(about(tale.gates[0].lasted(), 1200), "{:?}", tale.gates[0].lasted());
}

#[test]
fn an_approval_that_nobody_answers_comes_to_what_the_plan_says() {
    let (gate, ended) = gate_and_end(&gated("approval: {deadlineSeconds: 1800}"), &["--no-approval"]);
    assert!(matches!(&ended, Ended::RolledBack(ErrorCode::ManualStop, why) if why == "Nobody approved it in time"), "{ended:?}");
    assert_eq!((gate.decision(), who(&gate)), (Some("rejected"), vec![]));
    assert!(gate.lasted().is_some_and(|span| span.as_mins() == 30), "{:?}", gate.lasted());
    let spec = gated("approval: {count: 2, deadlineSeconds: 1800, onDeadline: approve}");
    let (gate, ended) = gate_and_end(&spec, &["--no-approval"]);
    assert_eq!((gate.decision(), who(&gate), ended), (Some("approved"), vec![], Ended::Succeeded));
    // Whoever takes longer than the deadline comes too late.
    assert!(matches!(gate_and_end(&gated("approval: {deadlineSeconds: 1800}"), &["--approve-after", "1h"]).1, Ended::RolledBack(..)));
}

#[test]
fn a_pause_with_an_end_is_over_by_itself() {
    let (gate, ended) = gate_and_end(&gated("pause: {seconds: 5400}"), &[]);
    assert_eq!((gate.decision(), ended), (Some("over"), Ended::Succeeded));
    assert!(gate.lasted().is_some_and(|span| (90..=91).contains(&span.as_mins())), "{:?}", gate.lasted());
}

#[test]
fn a_pause_without_an_end_waits_until_somebody_ends_it() {
    let spec = gated("pause: {}");
    let tale = tales(&spec, &[]).remove(0);
    assert!(matches!(&tale.ended, Ended::Waits(what) if what.contains("for ever") && what.contains("step 1")), "{:?}", tale.ended);
    assert_eq!((tale.over_after, tale.gates[0].lasted(), tale.gates[0].decision()), (None, None, None));
    assert!(tale.minutes.len() < 90, "it is given up soon: {}", tale.minutes.len());
    let (gate, ended) = gate_and_end(&spec, &["--resume-after", "9h"]);
    assert_eq!((gate.decision(), ended), (Some("resumed"), Ended::Succeeded));
    assert!(about(gate.lasted(), 9 * 3600), "{:?}", gate.lasted());
}

#[test]
fn an_alarm_ends_a_wait_that_nobody_would() {
    let options = ["--alarm", "late: fires after 5h"];
    let (gate, ended) = gate_and_end(&gated("pause: {}"), &options);
    assert!(matches!(ended, Ended::RolledBack(ErrorCode::AlarmActive, _)), "{ended:?}");
    assert_eq!(gate.decision(), None);
    assert!(gate.then.unwrap().entry.message.contains("`late`"));
    let traffic = ["--error-rate", "2=20%", "--traffic", "50rps"];
    assert!(matches!(gate_and_end(&gated("pause: {}"), &traffic).1, Ended::RolledBack(ErrorCode::AlarmActive, _)));
}

#[test]
fn a_pause_and_an_approval_of_one_step_are_two_gates() {
    let tale = tales(&gated("pause: {}, approval: {count: 2}"), &["--resume-after", "5m", "--approve-after", "7m"]).remove(0);
    assert_eq!(tale.ended, Ended::Succeeded);
    assert_eq!(tale.gates.iter().map(|gate| gate.decision().unwrap()).collect::<Vec<_>>(), ["resumed", "approved"]);
    assert!(about(tale.over_after, 60 + 12 * 60), "{:?}", tale.over_after);
}

#[test]
fn what_is_compared_meets_the_same_people() {
    let mut other = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    std::io::Write::write_all(&mut other, gated("approval: {count: 3}").as_bytes()).unwrap();
    let options = ["--approve-after", "15m", "--compare", other.path().to_str().unwrap(), "--compare", "LambdaAllAtOnce"];
    let tales = tales(&gated("approval: {}"), &options);
    let waited: Vec<Vec<i64>> = tales.iter().map(|tale| tale.gates.iter().map(|gate| gate.lasted().unwrap().as_mins()).collect()).collect();
    assert_eq!(waited, [vec![15], vec![15], vec![]]);
    assert!(tales.iter().all(|tale| tale.ended == Ended::Succeeded && tale.minutes.len() == tales[0].minutes.len()));
}

#[test]
fn options_about_people_agree_with_each_other_and_with_the_plan() {
    let spec = gated("approval: {}");
    for (options, why) in [
        (&["--approve-after", "1m", "--reject-after", "1m"] as &[&str], "cannot be used with"),
        (&["--approve-after", "1m", "--no-approval"], "cannot be used with"),
        (&["--no-approval", "--reject-after", "1m"], "cannot be used with"),
        (&["--approve-after", "337h"], "336h"),
        (&["--resume-after", "1m"], "`--resume-after`: no step has a pause without an end"),
    ] {
        assert!(refused(&spec, options).contains(why), "{options:?}: {}", refused(&spec, options));
    }
    for option in [&["--approve-after", "1m"] as &[&str], &["--reject-after", "1m"], &["--no-approval"]] {
        assert!(refused(ORDERS, option).contains(&format!("`{}`: no step waits for an approval", option[0])));
    }
    assert!(refused(&gated("pause: {seconds: 60}"), &["--resume-after", "1m"]).contains("without an end"));
}

#[test]
fn whoever_was_waited_for_is_shown_in_every_form() {
    let spec = gated("pause: {}, approval: {deadlineSeconds: 7200}");
    let options = ["--resume-after", "30m", "--reject-after", "45m"];
    let page = page(&spec, &options, EIGHTY);
    for part in [
        "people   one of them rejects after 45m",
        "end a pause without an end after 30m",
        "Pauses after step 1 until somebody resumes, as planned",
        "Step 1 waits until 2:31:",
        "1 approval of step 1, until 2:31:",
        "Rejected by arn:aws:iam::123456789012:user/person-1",
        "░ waits for people or in a pause",
        "Rolled back after 1h 16m",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
    assert!(!page.contains("2027-"), "instants are told from the deployment's beginning:\n{page}");
    let (scene, tales) = scene_and_tales(&spec, &options).unwrap();
    let play = &document::document(&scene, &tales)["plays"][0];
    assert_eq!((play["gates"][0]["decision"].as_str(), play["gates"][1]["decision"].as_str()), (Some("resumed"), Some("rejected")));
    assert_eq!(play["gates"][1]["decided"][0]["by"], "arn:aws:iam::123456789012:user/person-1");
    let drawn = svg::draw(&scene, &tales);
    assert_eq!(drawn.matches(r#"<rect class="wait""#).count(), 2, "{drawn}");
    assert!(drawn.contains(">waits for approval<") && drawn.contains(">paused<"), "{drawn}");
}

#[test]
fn a_deployment_that_waits_for_ever_is_shown_so() {
    let spec = gated("pause: {}");
    let page = page(&spec, &["--compare", "LambdaAllAtOnce"], EIGHTY);
    for part in ["Waits for ever, for the end of the pause of step 1, since 0:01:0", "nobody decides it", "`--resume-after`"] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
    let (scene, tales) = scene_and_tales(&spec, &[]).unwrap();
    let play = &document::document(&scene, &tales)["plays"][0];
    assert_eq!((play["outcome"].as_str(), play["overAfterSeconds"].is_null()), (Some("waits"), true));
    assert!(play["gates"][0]["waitedSeconds"].is_null() && play["gates"][0]["then"].is_null());
}
