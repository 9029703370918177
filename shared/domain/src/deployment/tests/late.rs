//! Answers that were long under way are as old as their question, and `GetAlias` may show what was there before.

use super::fixtures::{Make, alarm, fresh, function, revision, shared, version};
use super::world::World;
use crate::deployment::{AlarmReading, AlarmState, AlarmsRead, Applied, Deployment, Event, Fresh, Happening, State, Status};
use crate::{FunctionArn, RevisionId, Routing};
use jiff::Timestamp;

fn quiet(aliases: Vec<(usize, Routing, RevisionId)>) -> Event {
    let readings = vec![AlarmReading { name: alarm("errors"), state: Some(AlarmState::Ok) }];
    Event::Polled { alarms: AlarmsRead::Readings(readings), aliases }
}

fn after(deployment: &Deployment, asked_at: Timestamp, now: Timestamp, event: &Event) -> Deployment {
    let applied = deployment.apply(&Fresh { asked_at, ..fresh(now, 77) }, event);
    let Applied::Moved(moved) = applied else { panic!("{applied:?}") };
    moved.deployment
}

fn baking(deployment: &Deployment) -> (usize, Timestamp) {
    let State::Baking { step, until, .. } = deployment.state() else { panic!("{:?}", deployment.state()) };
    (*step, *until)
}

#[test]
fn a_look_that_was_asked_for_before_the_end_of_a_bake_does_not_end_it() {
    let mut world = World::of(Make::three_steps());
    world.until(|d| matches!(d.state(), State::Baking { step: 0, .. }));
    let (_, until) = baking(world.active());
    let late = until + jiff::SignedDuration::from_secs(60);
    let looked = after(world.active(), until - jiff::SignedDuration::from_secs(1), late, &quiet(vec![]));
    assert!(matches!(looked.apply(&fresh(late, 78), &Event::Woke), Applied::Ignored(_)), "the look is from before the end");
    assert!(looked.due().is_some_and(|due| due <= late), "another look is due at once");
    let looked = after(&looked, until, late, &quiet(vec![]));
    let Applied::Moved(moved) = looked.apply(&fresh(late, 79), &Event::Woke) else { panic!("the bake is over") };
    assert!(matches!(moved.deployment.state(), State::Shifting { step: 1, .. }));
}

#[test]
fn a_look_from_an_earlier_step_is_no_drift() {
    let mut world = World::of(Make::three_steps());
    world.until(|d| matches!(d.state(), State::Baking { step: 0, .. }));
    let asked_at = world.now;
    let orders: FunctionArn = function("orders");
    let seen = world.aliases[&orders].routing.clone();
    world.until(|d| matches!(d.state(), State::Baking { step: 1, .. }));
    // A fence that was overtaken longer ago than is remembered.
    let stale = quiet(vec![(0, seen.clone(), revision("long-ago"))]);
    let told = after(world.active(), asked_at, world.now, &stale);
    assert_eq!(baking(&told).0, 1, "what a step of ours has overtaken is nobody's change");
    let fresh_look = quiet(vec![(0, seen, revision("somebody-else"))]);
    let told = after(world.active(), world.now, world.now, &fresh_look);
    assert!(matches!(told.state(), State::Closed(_) | State::Landing(_)), "the same, seen now, is a change: {:?}", told.state());
}

/// A write whose answer was lost, then a `RevisionId` that AWS renewed: a late look shows the one between the two, which
/// nobody had seen before.
#[test]
fn a_revision_that_a_look_shows_is_no_fence_until_a_write_is_accepted_under_it() {
    let mut world = World::of(Make::three_steps());
    world.until(|d| matches!(d.state(), State::Baking { step: 0, .. }));
    let routing = world.alias("orders").routing.clone();
    let fence = world.alias("orders").revision();
    world.moves(&quiet(vec![(0, routing, revision("between"))]));
    assert_eq!(world.active().targets()[0].live().unwrap().fence, fence);
    world.raise();
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded, "the rollback gets through");
    assert_eq!(world.alias("orders").routing, shared(0.0));
}

/// A world in which the first looks show what was there before somebody's last write.
fn short_sighted(make: Make, before: &Routing, looks: usize) -> World {
    let mut world = World::of(make);
    let old = (before.clone(), world.alias("orders").revision());
    world.alias("orders").write(shared(0.0));
    world.old_sights = vec![old; looks];
    world
}

#[test]
fn what_was_there_before_a_rollback_does_not_count_as_shifted_already() {
    let mut world = short_sighted(Make::canary(), &shared(100.0), 3);
    world.run();
    assert_eq!((world.outcome().as_str(), world.traffic().remove(0).as_str()), ("Succeeded: –", "orders: 100 % on version 2"));
    let looks = world.chain[0].entries.iter().filter(|entry| entry.what == Happening::Retrying).count();
    assert_eq!(looks, 3, "what a refused write has shown to be old is looked at again");
}

#[test]
fn what_was_there_before_does_not_refuse_a_deployment() {
    let expects_what_is_there = Make::canary().first(|target| target.expected = Some(version(1)));
    let mut world = short_sighted(expects_what_is_there, &Routing::all(version(4)), 1);
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded, "{}", world.outcome());
    let expects_what_was_there = Make::canary().first(|target| target.expected = Some(version(4)));
    let mut world = short_sighted(expects_what_was_there, &Routing::all(version(4)), 1);
    world.run();
    assert!(world.outcome().contains("the alias points to version 1, the AppSpec says `CurrentVersion` 4"), "{}", world.outcome());
}

#[test]
fn what_was_there_before_is_neither_gone_from_nor_taken_for_somebody_elses_change() {
    let mut world = short_sighted(Make::canary(), &Routing::all(version(4)), 1);
    world.until(|deployment| deployment.targets()[0].live().is_some());
    let live = world.active().targets()[0].live().cloned().unwrap();
    assert_eq!(live.current, version(1));
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    world.apply(&quiet(vec![(0, shared(0.0), live.spent[0].clone())]));
    assert!(matches!(world.active().state(), State::Baking { .. }), "what was there when it began is no drift");
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn a_refusal_leaves_the_alias_as_it_is() {
    let mut world = World::of(Make::canary().first(|target| target.expected = Some(version(4))));
    world.alias("orders").routing = shared(25.0);
    world.run();
    assert_eq!(
        (world.active().status(), world.traffic().remove(0).as_str()),
        (Status::Failed, "orders: 75 % on version 1, 25 % on version 2")
    );
}
