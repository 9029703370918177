//! Bounds, at the last value that they let through and at the first that they do not.

use super::fixtures::{Make, revision, shared, step, weight};
use super::world::World;
use crate::deployment::{Deployment, Event, State};
use crate::{Plan, PlanError, Qualifier, Routing, Step, TrafficRouting, Weight};

#[test]
fn a_plan_bakes_for_48_hours_at_most() {
    let baking = |seconds| Plan::new(vec![step(10.0, 86_400), step(100.0, seconds)]);
    assert!(baking(86_400).is_ok());
    assert_eq!(baking(86_401), Err(PlanError::TooLong { seconds: 172_801 }));
}

#[test]
fn a_plan_has_a_hundred_steps_at_most() {
    let steps = |count: u32| -> Vec<Step> { (1..=count).map(|rank| step(f64::from(rank) * 100.0 / f64::from(count), 0)).collect() };
    assert!(Plan::new(steps(100)).is_ok());
    let mut one_more = vec![step(0.5, 0)];
    one_more.extend(steps(100));
    assert_eq!(Plan::new(one_more), Err(PlanError::Count { count: 101 }));
}

#[test]
fn a_canary_moves_1_to_99_percent_and_waits_1_minute_to_2_days() {
    let plan = |percentage, interval_minutes| TrafficRouting::TimeBasedCanary { percentage, interval_minutes }.plan();
    for (percentage, minutes) in [(1, 1), (99, 2880)] {
        let steps = plan(percentage, minutes).unwrap().steps().to_vec();
        let expected = [(Weight::percent(u8::try_from(percentage).unwrap()).unwrap(), minutes * 60), (Weight::FULL, 0)];
        assert_eq!(steps.iter().map(|step| (step.weight, i64::from(step.bake_seconds))).collect::<Vec<_>>(), expected);
    }
    for percent in [-1, 0, 100, 257] {
        assert_eq!(plan(percent, 1), Err(PlanError::Percentage { field: "canaryPercentage", percent }));
    }
    for minutes in [-1, 0, 2881] {
        assert_eq!(plan(1, minutes), Err(PlanError::Interval { field: "canaryInterval", minutes }));
    }
}

#[test]
fn a_weight_has_two_decimals_as_far_as_a_float_can_tell() {
    // 33.33 is not exactly that in binary, and is a weight; what differs by a millionth of a hundredth is none.
    assert_eq!(Weight::try_from(33.33).unwrap().as_percent().to_string(), "33.33");
    for wrong in [1e-8, 33.333, 99.999] {
        assert!(Weight::try_from(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_fraction_that_is_no_share_is_told_as_a_percentage() {
    assert_eq!(Weight::from_fraction(1.0), Ok(Weight::FULL));
    assert!(Weight::from_fraction(1.5).unwrap_err().to_string().starts_with("`150` is not a weight"));
}

#[test]
fn a_version_with_no_share_of_an_alias_is_not_beside_the_other() {
    let primary = Qualifier::Published(super::fixtures::version(1));
    let with = |percent| Routing::observed(primary.clone(), Some((super::fixtures::version(2), weight(percent))));
    assert_eq!(with(0.0), Ok(shared(0.0)));
    assert_eq!(with(0.01), Ok(shared(0.01)));
    assert!(with(100.0).unwrap().split().is_some(), "Lambda allows a share of everything");
    assert!(Routing::observed(primary.clone(), Some((super::fixtures::version(1), weight(10.0)))).is_err(), "a version beside itself");
}

#[test]
fn a_stored_routing_has_no_share_of_nothing() {
    let stored = |percent| serde_json::from_str::<Routing>(&format!(r#"{{"primary":"1","split":["2",{percent}]}}"#));
    assert_eq!(stored("0.01").unwrap(), shared(0.01));
    assert!(stored("0.0").is_err(), "it would not equal the same routing without a split");
}

/// A rollback whose fences are overtaken, target by target, by somebody who sends traffic to the failing version.
fn overtaken(targets: usize, times: usize) -> Deployment {
    let mut world = World::of(Make::canary().targets(targets));
    world.until(|deployment| matches!(deployment.state(), State::Baking { .. }));
    world.raise();
    for time in 0..times {
        let target = time % targets;
        let fence = world.active().targets()[target].live().unwrap().fence.clone();
        world.moves(&Event::Refused { target, fence, routing: shared(50.0), revision: revision(&format!("theirs-{time}")) });
    }
    world.active().clone()
}

#[test]
fn three_overtaken_fences_a_target_are_taken_up_at_once_and_the_next_one_waits() {
    for targets in [1, 2, 3] {
        let waits = |times| {
            let State::Landing(landing) = overtaken(targets, times).state().clone() else { panic!("it has not landed") };
            landing.pace.attempts
        };
        assert_eq!((waits(3 * targets), waits(3 * targets + 1)), (0, 1), "{targets} targets");
    }
}
