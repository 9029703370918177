//! What people and programs read off a deployment.

use super::fixtures::{Make, at, judged, revision, shared, step};
use super::world::{START, World, failure, outcome};
use crate::deployment::{
    Action, Applied, Deployment, Event, FailureKind, HookReport, Landing, NoticeKind, Phase, ReportSource, RunVerdict, State, Verdict,
    WaitKind,
};

fn hooking(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Hooking(_))
}

fn sent_back() -> World {
    let mut world = World::of(Make::canary());
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    world.raise();
    world
}

#[test]
fn programs_are_told_actions_and_waits_by_these_words() {
    let actions = ["stop", "stopWithRollback", "abandon", "pause", "resume", "promote", "promoteFull", "approve", "reject"];
    assert_eq!(Action::ALL.map(Action::as_str), actions);
    let waits = ["queue", "bake", "hook", "pause", "approval"];
    assert_eq!([WaitKind::Queue, WaitKind::Bake, WaitKind::Hook, WaitKind::Pause, WaitKind::Approval].map(WaitKind::as_str), waits);
}

#[test]
fn a_rollback_describes_itself() {
    let world = sent_back();
    assert_eq!(world.active().request().description.as_deref(), Some("Rollback of deployment d-000000001"));
}

#[test]
fn a_rollback_is_stuck_from_its_fifth_failure_on() {
    let mut world = sent_back();
    world.writes_fail = Some(FailureKind::Throttled);
    for attempts in 1..=7 {
        assert!(!world.active().is_stuck() || attempts > 5, "after {} attempts", attempts - 1);
        world.until(|deployment| matches!(deployment.state(), State::Landing(landing) if landing.pace.attempts == attempts));
    }
    assert!(world.active().is_stuck());
    let told: Vec<_> = world.chain[1].notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(told, [NoticeKind::RollbackStarted, NoticeKind::RollbackStuck]);
    world.writes_fail = None;
    world.run();
    assert!(!world.active().is_stuck(), "it is over");
}

#[test]
fn a_state_names_its_step_while_it_is_at_one() {
    let mut world = World::of(Make::plan(&[judged(10.0, 60, "smoke"), step(100.0, 60)]).hooks(Some("before"), Some("after")));
    let mut steps = vec![];
    for _ in 0..200 {
        let state = world.active().state();
        let shown = (state.name(), state.step());
        if steps.last() != Some(&shown) {
            steps.push(shown);
        }
        world.step();
    }
    let expected = [
        ("Preparing", None),
        ("Hooking", None),
        ("Shifting", Some(0)),
        ("Baking", Some(0)),
        ("Hooking", Some(0)),
        ("Shifting", Some(1)),
        ("Hooking", None),
        ("Baking", Some(1)),
        ("Closed", None),
    ];
    assert_eq!(steps, expected);
}

#[test]
fn a_run_of_a_hook_keeps_how_and_when_it_ended() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.until(hooking);
    let run = world.active().hook_runs()[0].clone();
    assert_eq!((run.started_at, run.ended), (at(START), None));
    world.wait(7);
    let report = HookReport { verdict: Verdict::Succeeded, source: ReportSource::Reported, message: "12 of 12".to_owned() };
    world.moves(&Event::HookReported { execution: run.execution, report });
    assert_eq!(world.active().hook_runs()[0].ended, Some((at(START + 7), RunVerdict::Succeeded, "12 of 12".to_owned())));
}

#[test]
fn how_a_hook_failed_is_told_in_words() {
    for (source, message, told) in [
        (ReportSource::Reported, "", "reported Failed"),
        (ReportSource::Returned, "3 of 12", "returned Failed: 3 of 12"),
        (ReportSource::Crashed, "", "crashed or timed out"),
        (ReportSource::NotInvoked, "no such version", "could not be invoked: no such version"),
    ] {
        let mut world = World::of(Make::canary().hooks(Some("before"), None));
        world.until(hooking);
        let execution = world.active().hook_runs()[0].execution.clone();
        let report = HookReport { verdict: Verdict::Failed, source, message: message.to_owned() };
        world.moves(&Event::HookReported { execution, report });
        assert_eq!(outcome(world.first()), format!("Failed HOOK_EXECUTION_FAILURE: Hook `before` of BeforeAllowTraffic {told}"));
        let ended = world.active().hook_runs()[0].ended.clone();
        assert_eq!(ended, Some((at(START), RunVerdict::Failed, told.to_owned())));
    }
}

#[test]
fn only_what_is_brought_to_rest_is_urgent() {
    let mut world = World::of(Make::canary());
    world.until(|deployment| {
        assert!(!deployment.is_urgent(), "{:?}", deployment.state());
        matches!(deployment.state(), State::Baking { .. })
    });
    world.raise();
    assert!(world.active().is_urgent());
    world.run();
    assert!(!world.active().is_urgent());
}

#[test]
fn before_any_traffic_was_to_move_a_stop_cannot_become_a_rollback() {
    let mut world = World::of(Make::canary());
    world.alias("orders").routing = shared(25.0);
    world.until(|deployment| matches!(deployment.targets()[0].phase, Phase::Seen(_)));
    world.stop(Some(false));
    assert!(matches!(world.first().state(), State::Landing(_)), "the split may be on its way out");
    assert!(matches!(world.stop(Some(true)), Applied::Ignored(_)));
    world.run();
    assert_eq!((world.chain.len(), world.alias("orders").routing.clone()), (1, shared(25.0)));
}

#[test]
fn fences_that_were_taken_up_are_counted_in_what_is_stored() {
    let mut world = sent_back();
    let fence = world.active().targets()[0].live().unwrap().fence.clone();
    world.moves(&Event::Refused { target: 0, fence, routing: shared(50.0), revision: revision("theirs") });
    let stored = serde_json::to_string(world.active()).unwrap();
    let read: Deployment = serde_json::from_str(&stored).unwrap();
    assert!(matches!(read.state(), State::Landing(Landing { renewals: 1, .. })), "{:?}", read.state());
    world.moves(&Event::TargetFailed { target: 0, failure: failure(FailureKind::Throttled) });
    assert!(matches!(world.active().state(), State::Landing(Landing { renewals: 1, .. })));
}
