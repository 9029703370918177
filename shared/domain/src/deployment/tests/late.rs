//! Answers that were long under way: they are as old as their question.

use super::fixtures::{Make, alarm, fresh, function, revision};
use super::world::World;
use crate::deployment::{AlarmReading, AlarmState, AlarmsRead, Applied, Deployment, Event, Fresh, State};
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
