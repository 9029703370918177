//! Pauses, promotions and approvals, with every blow at every call.
//!
//! People ask again and again: what they ask for may come too early, too late, or to a worker that dies.

use super::ends::{error_of, nth, rolled_back, routing, succeeded_on_version_2};
use super::fixtures::{Sim, alarm, alias, appspec, create, function, split, version};
use super::telling::story;
use headgate_domain::{AlarmState, Entry, Happening, HookFunction, PrincipalArn, Promotion, Routing, Status, Weight};
use headgate_sim::{Action, HookBehaviour, Wish};
use std::collections::BTreeSet;

/// A first step with a gate, then everything.
fn gated(gate: &str) -> String {
    let steps = format!("      - {{weight: 10, bakeSeconds: 30, {gate}}}\n      - {{weight: 100, bakeSeconds: 0}}\n");
    appspec(&["orders"], "2", &format!("Headgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n{steps}"))
}

/// Two of three people, within this many seconds.
fn by_two(deadline: u32) -> String {
    let by = ["p0", "p1", "p2"].map(|name| format!("'arn:aws:iam::123456789012:user/{name}'")).join(", ");
    gated(&format!("approval: {{by: [{by}], count: 2, deadlineSeconds: {deadline}}}"))
}

fn insist(sim: &mut Sim, from: i64, wish: Wish) {
    for times in 0..8 {
        sim.after(from + 240 * times, Action::Ask(0, wish));
    }
}

fn written(sim: &Sim, what: Happening) -> Vec<Entry> {
    let id = sim.created(0).expect("it was made");
    sim.history(&id).into_iter().filter(|entry| entry.what == what).collect()
}

fn is_written(sim: &Sim, whats: &[Happening]) {
    for what in whats {
        assert!(!written(sim, *what).is_empty(), "{what:?} is not in the history");
    }
}

#[test]
fn a_planned_pause_ends_by_itself() {
    story(
        |sim| sim.after(0, create("a", "live", gated("pause: {seconds: 60}"))),
        |sim| {
            succeeded_on_version_2(sim, &["orders"]);
            is_written(sim, &[Happening::PauseStarted, Happening::PauseEnded]);
        },
    );
}

#[test]
fn a_pause_that_is_asked_for_holds_until_somebody_resumes() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(60, Action::Ask(0, Wish::Pause(None)));
            insist(sim, 700, Wish::Resume);
        },
        |sim| {
            succeeded_on_version_2(sim, &["orders"]);
            is_written(sim, &[Happening::Paused, Happening::PauseStarted, Happening::Resumed]);
            let resumed = written(sim, Happening::Resumed)[0].at;
            let shifts = sim.world.shifts();
            assert!(shifts.iter().all(|shift| shift.routing.weight_of(&version(2)) < Weight::FULL || shift.at >= resumed));
        },
    );
}

#[test]
fn a_step_is_promoted() {
    story(
        |sim| {
            sim.after(0, create("a", "live", gated("pause: {}")));
            insist(sim, 100, Wish::Promote(Promotion::Step));
        },
        |sim| {
            succeeded_on_version_2(sim, &["orders"]);
            is_written(sim, &[Happening::Promoted]);
        },
    );
}

#[test]
fn all_the_way_is_past_bakes_and_not_past_hooks() {
    let steps = "Headgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n      - {weight: 5, bakeSeconds: 3600}\n      - {weight: 20, \
                 bakeSeconds: 3600}\n      - {weight: 50, bakeSeconds: 3600, hook: between}\n      - {weight: 100, bakeSeconds: 30}\n";
    story(
        move |sim| {
            sim.world.hook(&HookFunction::new("between").unwrap(), HookBehaviour::Succeeds(5));
            sim.after(0, create("a", "live", appspec(&["orders"], "2", steps)));
            insist(sim, 100, Wish::Promote(Promotion::Full));
        },
        |sim| {
            succeeded_on_version_2(sim, &["orders"]);
            is_written(sim, &[Happening::Promoted, Happening::HookSucceeded]);
            let weights: Vec<f64> = nth(sim, 0).settings().plan.steps().iter().map(|step| step.weight.as_percent()).collect();
            assert_eq!(weights, [5.0, 50.0, 100.0]);
        },
    );
}

#[test]
fn two_people_approve() {
    story(
        |sim| {
            sim.after(0, create("a", "live", by_two(86_400)));
            sim.after(90, Action::AskLate(0, Wish::Reject(2)));
            for number in [0, 0, 1, 7] {
                insist(sim, 100 + i64::from(number), Wish::Approve(number));
            }
        },
        |sim| {
            succeeded_on_version_2(sim, &["orders"]);
            let people: BTreeSet<Option<PrincipalArn>> = written(sim, Happening::Approved).into_iter().map(|entry| entry.by).collect();
            assert_eq!(people.len(), 2, "{people:?}");
            assert!(written(sim, Happening::Rejected).is_empty());
        },
    );
}

#[test]
fn one_rejection_takes_the_traffic_back() {
    story(
        |sim| {
            sim.after(0, create("a", "live", by_two(86_400)));
            insist(sim, 100, Wish::Approve(0));
            insist(sim, 150, Wish::Reject(1));
        },
        |sim| {
            rolled_back(sim, Status::Stopped, "MANUAL_STOP", &["orders"]);
            assert!(error_of(&nth(sim, 0)).1.starts_with("Rejected by arn:aws:iam::123456789012:user/p1: "));
        },
    );
}

#[test]
fn what_nobody_approves_in_time_goes_back() {
    story(
        |sim| {
            sim.after(0, create("a", "live", by_two(120)));
            sim.after(100, Action::Ask(0, Wish::Approve(0)));
        },
        |sim| {
            rolled_back(sim, Status::Stopped, "MANUAL_STOP", &["orders"]);
            assert!(error_of(&nth(sim, 0)).1.ends_with(" in time"));
        },
    );
}

#[test]
fn an_alarm_in_a_wait_rolls_back() {
    for gate in [gated("pause: {}"), by_two(86_400)] {
        story(
            |sim| {
                sim.after(0, create("a", "live", gate.clone()));
                sim.after(200, Action::Set(alarm(), AlarmState::Alarm));
            },
            |sim| rolled_back(sim, Status::Stopped, "ALARM_ACTIVE", &["orders"]),
        );
    }
}

#[test]
fn a_change_by_hand_in_a_wait_is_left_alone() {
    story(
        |sim| {
            sim.after(0, create("a", "live", gated("pause: {}")));
            sim.after(200, Action::Meddle(function("orders"), alias(), split(77)));
        },
        |sim| {
            assert_eq!(error_of(&nth(sim, 0)).0, "INVALID_LAMBDA_CONFIGURATION");
            assert_eq!(routing(sim, "orders"), split(77));
        },
    );
}

#[test]
fn a_stop_in_a_wait_is_a_stop() {
    story(
        |sim| {
            sim.after(0, create("a", "live", by_two(86_400)));
            sim.after(190, Action::Ask(0, Wish::Pause(None)));
            sim.after(200, Action::Stop(0, Some(true)));
        },
        |sim| {
            rolled_back(sim, Status::Stopped, "MANUAL_STOP", &["orders"]);
            assert_eq!(routing(sim, "orders"), Routing::all(version(1)));
        },
    );
}
