//! What happens at the very instant that something begins, ends or is due.

use super::fixtures::{Make, alarm, at, foreign, fresh, revision};
use super::world::{START, World, alarm_event};
use crate::deployment::{AlarmReading, AlarmState, AlarmsRead, Applied, Deployment, Event, Standing, State};

fn baking(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Baking { .. })
}

#[test]
fn a_queued_deployment_that_is_woken_before_its_time_stays_as_it_is() {
    let mut world = World::queued(Make::canary());
    world.moves(&Event::Woke);
    world.wait(59);
    assert!(matches!(world.apply(&Event::Woke), Applied::Ignored(_)));
    world.wait(1);
    world.moves(&Event::Woke);
    assert_eq!(world.active().due(), Some(at(START + 120)));
}

#[test]
fn a_look_that_is_asked_for_as_a_bake_begins_finds_drift() {
    let mut world = World::of(Make::canary());
    world.until(baking);
    let readings = vec![AlarmReading { name: alarm("errors"), state: Some(AlarmState::Ok) }];
    let looked = Event::Polled { alarms: AlarmsRead::Readings(readings), aliases: vec![(0, foreign(), revision("theirs"))] };
    let applied = world.active().apply(&fresh(world.now, 77), &looked);
    let Applied::Moved(moved) = applied else { panic!("{applied:?}") };
    assert!(moved.deployment.is_closed(), "{:?}", moved.deployment.state());
}

#[test]
fn a_look_knows_as_much_as_a_message_of_the_same_instant() {
    let mut world = World::of(Make::canary().with(|settings| settings.ignore_active_alarms = true));
    world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    world.until(baking);
    let looked_at = world.active().watch().polled_at;
    let left = alarm_event(AlarmState::Ok, Some(AlarmState::Alarm), looked_at);
    assert!(matches!(world.apply(&left), Applied::Ignored(_)), "the look found it in ALARM");
    assert_eq!(world.active().watch().alarms[0].standing, Standing::Excused);
}

#[test]
fn a_deployment_was_made_when_it_was_asked_for_and_its_rollback_when_that_was_born() {
    let mut world = World::queued(Make::canary());
    world.wait(30);
    let settings = Box::new(world.active().settings().clone());
    world.moves(&Event::Admitted { settings });
    world.until(baking);
    world.wait(10);
    world.raise();
    assert_eq!((world.first().created_at(), world.first().started_at()), (at(START), Some(at(START + 30))));
    assert_eq!((world.active().created_at(), world.active().started_at()), (world.now, Some(world.now)));
}
