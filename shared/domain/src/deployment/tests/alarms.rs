//! Alarms: what counts, when, and what is only looked into.

use super::fixtures::{Make, STAYS, alarm, at};
use super::world::{Polls, START, World, alarm_event, outcome};
use crate::deployment::{AlarmState, Applied, Deployment, Effect, HookCall, LifecycleEventName, NoticeKind, Standing, State, Status};

fn everything() -> Make {
    Make::three_steps().targets(2).hooks(Some("before"), Some("after"))
}

fn at_point(deployment: &Deployment, event: LifecycleEventName) -> bool {
    matches!(deployment.state(), State::Hooking(hooking) if hooking.point.lifecycle_event() == event && hooking.call == HookCall::Awaiting)
}

type Point = (&'static str, fn(&Deployment) -> bool);

/// Every place at which an alarm can find a deployment; traffic moves from the third on.
const POINTS: [Point; 8] = [
    ("preparing", |d| matches!(d.state(), State::Preparing { .. })),
    ("before", |d| at_point(d, LifecycleEventName::BeforeAllowTraffic)),
    ("first shift", |d| matches!(d.state(), State::Shifting { step: 0, .. })),
    ("first bake", |d| matches!(d.state(), State::Baking { step: 0, .. })),
    ("middle shift", |d| matches!(d.state(), State::Shifting { step: 1, .. })),
    ("last shift", |d| matches!(d.state(), State::Shifting { step: 2, .. })),
    ("after", |d| at_point(d, LifecycleEventName::AfterAllowTraffic)),
    ("final bake", |d| d.status() == Status::Baking),
];

#[test]
fn an_alarm_at_any_point_stops_and_rolls_back() {
    for (index, (point, reached)) in POINTS.into_iter().enumerate() {
        let mut world = World::of(everything());
        world.until(reached);
        let raised = world.now;
        world.raise();
        assert!(outcome(world.first()).starts_with("Stopped ALARM_ACTIVE"), "{point}");
        assert_eq!(world.chain.len(), if index < 2 { 1 } else { 2 }, "{point}: a rollback is born where traffic was meant to move");
        world.run();
        assert_eq!(world.now, raised, "{point}: nothing is waited for on the way back");
        assert_eq!(world.active().is_rollback(), index >= 2);
        assert_eq!(world.traffic(), ["billing: 100 % on version 1", "orders: 100 % on version 1"], "{point}");
    }
}

#[test]
fn an_alarm_at_any_point_without_rollback_leaves_the_weights() {
    for (point, reached) in POINTS {
        let mut world = World::of(everything().without_rollback());
        world.until(reached);
        let before = world.traffic();
        world.raise();
        world.run();
        assert_eq!(world.chain.len(), 1, "{point}");
        assert!(world.outcome().starts_with("Stopped ALARM_ACTIVE"), "{point}");
        assert_eq!(world.traffic(), before, "{point}");
    }
}

#[test]
fn a_poll_finds_what_no_event_told() {
    for (point, reached) in POINTS {
        let mut world = World::of(everything());
        world.verdict = if point == "before" || point == "after" { None } else { world.verdict };
        if point == "after" {
            world.verdict = Some(crate::deployment::Verdict::Succeeded);
        }
        world.until(reached);
        world.verdict = None;
        world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
        world.run();
        assert!(outcome(world.first()).starts_with("Stopped ALARM_ACTIVE"), "{point}: {}", outcome(world.first()));
    }
}

#[test]
fn an_alarm_that_fires_at_the_start_refuses_the_deployment() {
    let mut world = World::of(Make::canary());
    world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    world.run();
    assert_eq!(world.outcome(), "Stopped ALARM_ACTIVE: The deployment was stopped because alarm `errors` is in ALARM");
    assert_eq!(world.alias("orders").writes, 0);
}

fn excused() -> World {
    let mut world = World::of(Make::canary().with(|settings| settings.ignore_active_alarms = true));
    world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    assert_eq!(world.active().watch().alarms[0].standing, Standing::Excused);
    world
}

#[test]
fn an_active_alarm_is_let_through_where_that_was_asked_for() {
    let mut world = excused();
    assert!(matches!(world.apply(&alarm_event(AlarmState::Alarm, None, world.now)), Applied::Ignored(_)));
    assert!(matches!(world.apply(&alarm_event(AlarmState::Alarm, Some(AlarmState::Alarm), world.now)), Applied::Ignored(_)));
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn an_excused_alarm_counts_again_once_it_has_left_alarm() {
    for left in [AlarmState::Ok, AlarmState::InsufficientData] {
        let mut by_poll = excused();
        by_poll.alarms.insert(alarm("errors"), Some(left));
        by_poll.until(|deployment| deployment.watch().alarms[0].standing == Standing::Counting);
        by_poll.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
        by_poll.run();
        assert!(outcome(by_poll.first()).starts_with("Stopped ALARM_ACTIVE"));

        let mut by_event = excused();
        by_event.wait(1);
        let now = by_event.now;
        by_event.moves(&alarm_event(left, Some(AlarmState::Alarm), now));
        assert_eq!(by_event.active().watch().alarms[0].standing, Standing::Counting);
    }
    let mut risen = excused();
    let now = risen.now;
    risen.moves(&alarm_event(AlarmState::Alarm, Some(AlarmState::Ok), now));
    assert!(outcome(risen.first()).starts_with("Stopped ALARM_ACTIVE"));
}

#[test]
fn an_event_from_before_the_watch_decides_nothing_but_is_looked_into() {
    for (state, ending) in [(AlarmState::Ok, Status::Succeeded), (AlarmState::Alarm, Status::Stopped)] {
        let mut world = World::of(Make::canary());
        world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
        world.alarms.insert(alarm("errors"), Some(state));
        world.moves(&alarm_event(AlarmState::Alarm, Some(AlarmState::Ok), at(START - 1)));
        assert!(!world.active().is_closed());
        assert!(matches!(world.active().pending(world.now).as_slice(), [Effect::Poll { .. }]), "the present state is asked for at once");
        world.run();
        assert_eq!(world.first().status(), ending);
    }
}

#[test]
fn an_alarm_that_is_not_watched_is_ignored() {
    let mut world = World::of(Make::canary().with(|settings| settings.alarms.enabled = false));
    assert!(matches!(world.raise(), Applied::Ignored(_)));
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn five_failed_polls_in_a_row_stop_a_deployment() {
    let mut world = World::of(Make::canary());
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    world.polls = Polls::Failed;
    world.until(|deployment| deployment.watch().failures == 4);
    world.polls = Polls::Throttled;
    world.wait(60);
    world.step();
    assert_eq!(world.active().watch().failures, 4, "a throttled poll is no failed poll");
    world.polls = Polls::Failed;
    world.run();
    assert_eq!(
        outcome(world.first()),
        "Stopped INTERNAL_ERROR: The alarms could not be read 5 times in a row: DescribeAlarms did not answer"
    );
    assert_eq!(world.traffic(), ["orders: 100 % on version 1"]);
}

#[test]
fn an_answer_in_between_forgives_failed_polls() {
    let mut world = World::of(Make::canary());
    for _ in 0..3 {
        world.polls = Polls::Failed;
        world.until(|deployment| deployment.watch().failures == 4);
        world.polls = Polls::Answered;
        world.until(|deployment| deployment.watch().failures == 0);
    }
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn the_same_failed_poll_told_twice_counts_once() {
    let mut world = World::of(Make::canary());
    world.polls = Polls::Failed;
    let owed = world.active().pending(world.now);
    let poll = owed.into_iter().find(|effect| matches!(effect, Effect::Poll { .. })).unwrap();
    let failed = world.perform(&poll);
    world.apply(&failed);
    world.apply(&failed);
    assert_eq!(world.active().watch().failures, 1);
}

#[test]
fn failed_polls_are_let_pass_where_that_was_asked_for() {
    let mut world = World::of(Make::canary().with(|settings| settings.alarms.ignore_poll_failure = true));
    world.polls = Polls::Failed;
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn an_alarm_that_was_deleted_does_not_let_a_bake_end() {
    let mut world = World::of(Make::canary());
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    world.now = at(START + 300 - 1);
    let owed = world.active().pending(world.now);
    let poll = owed.into_iter().find(|effect| matches!(effect, Effect::Poll { .. })).unwrap();
    let looked = world.perform(&poll);
    world.moves(&looked);
    world.alarms.insert(alarm("errors"), None);
    world.run();
    assert!(
        outcome(world.first())
            .starts_with("Stopped INTERNAL_ERROR: The alarms could not be read 5 times in a row: there is no alarm `errors`"),
        "{}",
        outcome(world.first())
    );
}

#[test]
fn a_throttled_poll_near_the_end_of_a_bake_leaves_the_deployment_with_something_to_wait_for() {
    for polls in [Polls::Throttled, Polls::Failed] {
        let mut world = World::of(Make::canary());
        world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
        world.now = at(START + 300 - 2);
        world.polls = polls;
        let owed = world.active().pending(world.now);
        let poll = owed.into_iter().find(|effect| matches!(effect, Effect::Poll { .. })).unwrap();
        let looked = world.perform(&poll);
        world.moves(&looked);
        world.polls = Polls::Answered;
        world.run();
        assert_eq!(world.active().status(), Status::Succeeded);
    }
}

#[test]
fn insufficient_data_does_not_stop() {
    let mut world = World::of(Make::canary());
    world.alarms.insert(alarm("errors"), Some(AlarmState::InsufficientData));
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn an_alarm_that_could_not_be_read_at_the_start_is_still_let_through_when_it_is_read() {
    let mut world = World::of(Make::canary().with(|settings| {
        settings.alarms.ignore_poll_failure = true;
        settings.ignore_active_alarms = true;
    }));
    world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    world.polls = Polls::Failed;
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    world.polls = Polls::Answered;
    world.run();
    assert_eq!(world.first().status(), Status::Succeeded);
}

#[test]
fn after_the_way_forward_alarms_say_nothing() {
    let mut world = World::of(Make::canary().with(|settings| settings.rollback = STAYS));
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    world.stop(None);
    assert!(matches!(world.active().state(), State::Landing(_)));
    assert!(matches!(world.raise(), Applied::Ignored(_)));
    let told = world.chain[0].notices.iter().map(|notice| notice.kind);
    assert_eq!(told.collect::<Vec<_>>(), [NoticeKind::Started]);
}
