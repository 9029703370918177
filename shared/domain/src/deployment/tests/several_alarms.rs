//! More alarms than one: each is watched, and any of them decides.

use super::fixtures::{Make, alarm};
use super::world::{World, outcome};
use crate::deployment::{AlarmState, Deployment, Event, Standing, State};

fn watching(names: &[&str]) -> World {
    World::of(Make::canary().with(|settings| settings.alarms.names = names.iter().map(|name| alarm(name)).collect()))
}

fn baking(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Baking { .. })
}

#[test]
fn each_alarm_is_watched_once_however_often_it_is_named() {
    let world = watching(&["errors", "latency", "errors"]);
    let names: Vec<_> = world.active().watch().alarms.iter().map(|watched| watched.name.as_str()).collect();
    assert_eq!(names, ["errors", "latency"]);
}

#[test]
fn any_of_them_stops_the_deployment() {
    for name in ["errors", "latency"] {
        let stopped = format!("Stopped ALARM_ACTIVE: The deployment was stopped because alarm `{name}` is in ALARM");
        let mut by_poll = watching(&["errors", "latency"]);
        by_poll.until(baking);
        by_poll.alarms.insert(alarm(name), Some(AlarmState::Alarm));
        by_poll.run();
        assert_eq!(outcome(by_poll.first()), stopped);

        let mut by_event = watching(&["errors", "latency"]);
        by_event.until(baking);
        let at = by_event.now;
        by_event.moves(&Event::AlarmChanged { alarm: alarm(name), state: AlarmState::Alarm, previous: Some(AlarmState::Ok), at });
        assert_eq!(outcome(by_event.first()), stopped);
    }
}

#[test]
fn nothing_moves_before_every_alarm_is_known() {
    let mut world = watching(&["errors", "latency"]);
    world.alarms.insert(alarm("latency"), None);
    world.until(|deployment| deployment.watch().failures == 1);
    let standings: Vec<_> = world.active().watch().alarms.iter().map(|watched| watched.standing).collect();
    assert_eq!(standings, [Standing::Counting, Standing::Unread]);
    assert!(matches!(world.active().state(), State::Preparing { .. }));
    world.run();
    assert!(outcome(world.first()).ends_with("there is no alarm `latency`"), "{}", outcome(world.first()));
}

#[test]
fn one_that_is_let_through_excuses_no_other() {
    let mut world = World::of(Make::canary().with(|settings| {
        settings.alarms.names = vec![alarm("errors"), alarm("latency")];
        settings.ignore_active_alarms = true;
    }));
    world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    world.until(baking);
    let standings: Vec<_> = world.active().watch().alarms.iter().map(|watched| watched.standing).collect();
    assert_eq!(standings, [Standing::Excused, Standing::Counting]);
    world.alarms.insert(alarm("latency"), Some(AlarmState::Alarm));
    world.run();
    assert!(outcome(world.first()).contains("alarm `latency` is in ALARM"), "{}", outcome(world.first()));
}
