//! Stops and drift: what ends the way forward besides failure.

use super::fixtures::{Make, foreign, judged, shared, step};
use super::world::{World, failure, outcome};
use crate::Routing;
use crate::deployment::{Applied, Deployment, Effect, Event, FailureKind, Happening, Rejection, State, Status};
use insta::assert_snapshot;

type Point = (&'static str, fn(&Deployment) -> bool);

fn shifting(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Shifting { .. })
}

fn baking(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Baking { .. })
}

const POINTS: [Point; 6] = [
    ("preparing", |d| matches!(d.state(), State::Preparing { .. })),
    ("hook before", |d| matches!(d.state(), State::Hooking(_))),
    ("first shift", shifting),
    ("bake", baking),
    ("hook of a step", |d| matches!(d.state(), State::Hooking(_)) && d.hook_runs().len() == 2),
    ("final bake", |d| d.status() == Status::Baking),
];

fn everything() -> Make {
    Make::plan(&[judged(10.0, 60, "smoke"), step(100.0, 60)]).hooks(Some("before"), None)
}

#[test]
fn a_stop_with_rollback_goes_back_from_anywhere() {
    for (index, (point, reached)) in POINTS.into_iter().enumerate() {
        for asked in [Some(true), None] {
            let mut world = World::of(everything());
            world.until(reached);
            world.stop(asked);
            assert_eq!(outcome(world.first()), "Stopped MANUAL_STOP: The deployment was stopped on request", "{point}");
            assert_eq!(world.chain.len(), if index < 2 { 1 } else { 2 }, "{point}");
            world.run();
            assert_eq!(world.alias("orders").routing, shared(0.0), "{point}");
        }
    }
}

#[test]
fn a_stop_without_rollback_says_where_it_left_the_traffic_and_burns_the_fence() {
    for (index, (point, reached)) in POINTS.into_iter().enumerate() {
        for make in [everything().without_rollback(), everything()] {
            let mut world = World::of(make);
            world.until(reached);
            let (routing, writes) = (world.alias("orders").routing.clone(), world.alias("orders").writes);
            world.stop(Some(false));
            world.run();
            assert_eq!((world.chain.len(), &world.alias("orders").routing), (1, &routing), "{point}");
            assert_eq!(world.alias("orders").writes, writes + u32::from(index >= 2), "{point}: the fence is burned");
            let place = format!(". Traffic was left as it is: orders:live {routing}");
            assert_eq!(world.outcome().ends_with(&place), index >= 2, "{point}: {}", world.outcome());
        }
    }
}

#[test]
fn a_worker_that_stalled_across_a_stop_holds_a_dead_fence() {
    for rollback in [true, false] {
        let mut world = World::of(Make::canary());
        world.until(shifting);
        let stalled = world.active().pending(world.now).remove(0);
        world.stop(Some(rollback));
        world.run();
        let written = world.perform(&stalled);
        assert!(matches!(written, Event::Refused { .. }), "{written:?}");
        assert_eq!(world.traffic(), ["orders: 100 % on version 1"]);
    }
}

#[test]
fn a_stop_that_may_not_write_ends_when_no_worker_is_left_that_would() {
    let mut world = World::of(Make::canary().without_rollback());
    world.until(shifting);
    let stalled = world.active().pending(world.now).remove(0);
    world.stop(None);
    let stopped_at = world.now;
    world.writes_fail = Some(FailureKind::Denied);
    world.until(|deployment| deployment.is_closed() || matches!(deployment.state(), State::Landing(landing) if landing.pace.attempts == 6));
    assert!(!world.active().is_closed(), "a worker that stalled may be alive");
    world.run();
    let held = world.now.duration_since(stopped_at).as_secs();
    assert!((90..150).contains(&held), "a worker's life, half a minute, and one attempt more: {held} s");
    assert_eq!(
        world.outcome(),
        "Stopped MANUAL_STOP: The deployment was stopped on request. Traffic was left as it is: orders:live 100 % on version 1. It \
         could not be written once more, which would have made sure of that: lambda:UpdateAlias: Denied"
    );
    world.writes_fail = None;
    assert!(matches!(world.perform(&stalled), Event::Routed { .. }), "nothing else keeps a worker from it that outlives its time limit");
}

#[test]
fn a_stop_is_written_as_soon_as_the_permission_is_back() {
    let mut world = World::of(Make::canary().without_rollback());
    world.until(shifting);
    let stalled = world.active().pending(world.now).remove(0);
    world.writes_fail = Some(FailureKind::Denied);
    world.until(|deployment| matches!(deployment.state(), State::Landing(landing) if landing.pace.attempts == 2));
    world.writes_fail = None;
    world.run();
    assert!(world.outcome().starts_with("Failed IAM_ROLE_PERMISSIONS"), "{}", world.outcome());
    assert!(matches!(world.perform(&stalled), Event::Refused { .. }), "its fence is burned");
}

#[test]
fn a_stop_keeps_trying_while_it_is_throttled_and_can_be_abandoned() {
    let mut world = World::of(Make::canary().without_rollback());
    world.until(baking);
    world.writes_fail = Some(FailureKind::Throttled);
    world.stop(None);
    for _ in 0..50 {
        world.step();
    }
    assert!(matches!(world.active().state(), State::Landing(_)));
    assert!(matches!(world.stop(None), Applied::Ignored(_)), "it is being stopped already");
    world.moves(&Event::Abandoned { by: "ops".to_owned(), reason: "enough".to_owned() });
    assert!(world.outcome().starts_with("Stopped MANUAL_STOP"), "{}", world.outcome());
    assert!(world.outcome().contains("Abandoned by ops: enough"), "{}", world.outcome());
}

#[test]
fn what_has_ended_is_not_stopped_or_abandoned() {
    let mut world = World::of(Make::canary());
    let abandoned = Event::Abandoned { by: "ops".to_owned(), reason: String::new() };
    assert_eq!(world.apply(&abandoned), Applied::Rejected(Rejection::NothingToAbandon));
    world.run();
    assert_eq!(world.stop(None), Applied::Rejected(Rejection::AlreadyCompleted));
    assert_eq!(world.apply(&abandoned), Applied::Rejected(Rejection::AlreadyCompleted));
}

#[test]
fn drift_ends_a_deployment_and_is_left_alone() {
    let mut world = World::of(Make::canary());
    world.until(baking);
    world.alias("orders").write(foreign());
    world.run();
    assert_eq!((world.chain.len(), world.alias("orders").writes), (1, 3));
    assert_eq!(
        world.outcome(),
        "Stopped INVALID_LAMBDA_CONFIGURATION: The alias orders:live was changed by somebody else: expected 90 % on version 1, 10 % on \
         version 2, found 100 % on version 7. Their change was left alone. Traffic was left as it is: orders:live 100 % on version 7"
    );
    assert_eq!(world.chain[0].entries.last().unwrap().to, [super::fixtures::weight(0.0)], "the history tells the weights as they are");
}

#[test]
fn drift_of_one_of_two_sends_the_other_back() {
    let mut world = World::of(Make::canary().targets(2).without_rollback());
    world.until(baking);
    world.alias("orders").write(foreign());
    world.run();
    assert_eq!(world.traffic(), ["billing: 100 % on version 1", "orders: 100 % on version 7"]);
    assert_snapshot!(world.story());
}

#[test]
fn drift_is_found_by_a_write_that_is_refused() {
    let mut world = World::of(Make::canary());
    world.until(shifting);
    world.alias("orders").write(foreign());
    world.run();
    assert_eq!((world.active().status(), world.alias("orders").writes), (Status::Stopped, 2));
}

#[test]
fn a_change_that_was_not_answered_and_that_somebody_has_undone_is_left_undone() {
    for targets in [1, 2] {
        let mut world = World::of(Make::canary().targets(targets));
        world.until(shifting);
        for (target, route) in world.active().pending(world.now).into_iter().enumerate() {
            world.perform(&route);
            world.moves(&Event::TargetFailed { target, failure: failure(FailureKind::Unknown) });
        }
        world.alias("orders").write(shared(0.0));
        world.run();
        assert_eq!((world.first().status(), world.alias("orders").writes), (Status::Stopped, 3));
        let why = "Stopped INVALID_LAMBDA_CONFIGURATION: A change of the alias orders:live was not answered, and it seems that somebody else \
                   has undone it: 100 % on version 1. That was left alone";
        assert!(outcome(world.first()).starts_with(why), "{}", outcome(world.first()));
        assert!(world.traffic().iter().all(|traffic| traffic.ends_with(": 100 % on version 1")), "{:?}", world.traffic());
    }
}

/// What a look has shown before the write was asked for is none of its doing, nor of anybody who has undone it.
#[test]
fn a_renewal_that_a_look_has_shown_is_told_from_a_change_that_was_undone() {
    for is_undone in [false, true] {
        let mut world = World::of(Make::three_steps());
        world.until(baking);
        let routing = world.alias("orders").routing.clone();
        world.alias("orders").write(routing.clone());
        world.until(|deployment| matches!(deployment.state(), State::Shifting { step: 1, .. }));
        world.moves(&Event::TargetFailed { target: 0, failure: failure(FailureKind::Unknown) });
        if is_undone {
            world.alias("orders").write(routing);
        }
        world.until(|deployment| baking(deployment) || deployment.is_closed());
        assert_eq!(world.first().is_closed(), is_undone, "{}", outcome(world.first()));
    }
}

#[test]
fn drift_before_any_traffic_moved_ends_it_at_once() {
    let mut world = World::of(everything());
    world.verdict = None;
    world.until(|deployment| matches!(deployment.state(), State::Hooking(_)));
    world.alias("orders").write(foreign());
    world.run();
    assert_eq!((world.active().status(), world.alias("orders").writes), (Status::Stopped, 2));
}

#[test]
fn an_observation_from_before_our_own_write_is_no_drift() {
    let mut world = World::of(Make::three_steps());
    world.until(baking);
    world.wait(30);
    let poll = world.active().pending(world.now).remove(0);
    let seen = world.perform(&poll);
    world.until(|deployment| matches!(deployment.state(), State::Baking { step: 1, .. }));
    world.apply(&seen);
    assert!(matches!(world.active().state(), State::Baking { step: 1, .. }));
}

#[test]
fn a_full_history_still_tells_why_it_ended() {
    let mut world = World::of(Make::canary());
    world.until(shifting);
    for _ in 0..600 {
        world.alias("orders").writes += 1;
        let route = world.active().pending(world.now).remove(0);
        let refused = world.perform(&route);
        world.moves(&refused);
    }
    assert_eq!(world.active().entries(), 380);
    world.raise();
    let last: Vec<_> = world.chain[0].entries.iter().rev().take(2).map(|entry| entry.what).collect();
    assert_eq!(last, [Happening::Stopped, Happening::AlarmRaised]);
}

#[test]
fn a_target_that_never_moves_is_not_written_when_it_ends() {
    let mut world = World::of(Make::canary().targets(2));
    world.alias("billing").routing = Routing::all(super::fixtures::version(2));
    world.until(baking);
    world.raise();
    assert_eq!(world.active().targets().len(), 1);
    world.run();
    assert_eq!((world.alias("billing").writes, world.alias("orders").writes), (1, 3));
}

#[test]
fn a_target_that_never_moves_is_not_written_when_traffic_is_left_as_it_is() {
    let mut world = World::of(Make::canary().targets(2).without_rollback());
    world.alias("billing").routing = Routing::all(super::fixtures::version(2));
    world.until(baking);
    world.stop(None);
    world.run();
    assert_eq!((world.alias("billing").writes, world.alias("orders").writes), (1, 3));
}

#[test]
fn an_answer_that_is_lost_again_teaches_nothing() {
    let mut world = World::of(Make::canary().targets(2));
    world.until(shifting);
    let mut lost = |target, seconds| {
        world.wait(seconds);
        let applied = world.apply(&Event::TargetFailed { target, failure: failure(FailureKind::Unknown) });
        matches!(applied, Applied::Moved(_))
    };
    let learnt = [lost(0, 0), lost(1, 0), lost(0, 60), lost(1, 0)];
    assert_eq!(learnt, [true, true, true, false], "the second try of a pass only counts for what it is the first to know");
}

#[test]
fn a_lost_answer_during_a_stop_is_taken_as_it_is() {
    let mut world = World::of(Make::canary().without_rollback());
    world.until(baking);
    world.stop(None);
    let hold = world.active().pending(world.now).remove(0);
    assert!(matches!(hold, Effect::Route { .. }));
    world.perform(&hold);
    world.moves(&Event::TargetFailed { target: 0, failure: failure(FailureKind::Unknown) });
    world.run();
    assert_eq!(world.active().status(), Status::Stopped);
    assert_eq!(world.alias("orders").routing, shared(10.0));
}
