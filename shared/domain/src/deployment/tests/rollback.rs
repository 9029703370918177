//! The way back.

use super::fixtures::{Make, foreign, revision, shared, version, weight};
use super::world::{World, failure, outcome};
use crate::Routing;
use crate::deployment::{Applied, Creator, Deployment, Effect, Event, FailureKind, Happening, NoticeKind, Rejection, State, Status};
use insta::assert_snapshot;

fn baking(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Baking { .. })
}

/// A deployment whose alarm has just sent it back.
fn sent_back(targets: usize) -> World {
    let mut world = World::of(Make::canary().targets(targets));
    world.until(baking);
    world.raise();
    world
}

#[test]
fn a_rollback_is_a_deployment_of_its_own() {
    let mut world = sent_back(2);
    let (first, rollback) = (world.first().clone(), world.active().clone());
    assert_eq!((rollback.creator(), rollback.chain(), rollback.rollback_of()), (Creator::Rollback, first.id(), Some(first.id())));
    assert_eq!(first.rolled_back_by(), Some(rollback.id()));
    assert!(first.is_closed() && rollback.holds_locks() && rollback.is_urgent() && !rollback.is_watching());
    assert_eq!(rollback.pending(world.now).len(), 2, "every alias is written at once");
    world.run();
    assert_snapshot!(world.story());
}

#[test]
fn a_rollback_never_gives_up_and_says_so_once() {
    let mut world = sent_back(2);
    world.writes_fail = Some(FailureKind::Throttled);
    for _ in 0..100 {
        world.step();
    }
    let told: Vec<_> = world.chain[1].notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(told, [NoticeKind::RollbackStarted, NoticeKind::RollbackStuck]);
    let stuck = world.chain[1].entries.iter().find(|entry| entry.what == Happening::Stuck).unwrap();
    assert!(stuck.message.starts_with("The rollback has not got through in 5 attempts"), "{}", stuck.message);
    assert_eq!(world.active().status(), Status::InProgress);
    world.writes_fail = None;
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
    assert_eq!(world.traffic(), ["billing: 100 % on version 1", "orders: 100 % on version 1"]);
}

#[test]
fn two_targets_throttled_in_one_pass_are_one_failed_attempt() {
    let mut world = sent_back(2);
    for target in [0, 1] {
        world.apply(&Event::TargetFailed { target, failure: failure(FailureKind::Throttled) });
    }
    assert!(matches!(world.active().state(), State::Landing(landing) if landing.pace.attempts == 1));
}

#[test]
fn traffic_that_still_reaches_the_failing_version_is_put_back_whoever_sends_it() {
    for theirs in [shared(50.0), Routing::all(version(2)), Routing::between(&version(7), &version(2), weight(5.0))] {
        let mut world = sent_back(1);
        world.alias("orders").write(theirs.clone());
        world.run();
        assert_eq!((world.active().status(), world.traffic().remove(0)), (Status::Succeeded, "orders: 100 % on version 1".to_owned()));
    }
}

#[test]
fn somebody_who_keeps_sending_traffic_there_is_written_over_with_patience() {
    let mut world = sent_back(1);
    let mut fights = 0;
    for _ in 0..200 {
        let effects = world.active().pending(world.now);
        if matches!(effects.first(), Some(Effect::Route { .. })) && fights < 10 {
            world.alias("orders").write(shared(50.0));
            fights += 1;
        }
        world.step();
    }
    assert_eq!((fights, world.active().status()), (10, Status::Succeeded));
    assert_eq!(world.chain[1].notices.iter().filter(|notice| notice.kind == NoticeKind::RollbackStuck).count(), 1);
}

#[test]
fn overtaken_fences_of_several_targets_are_taken_up_without_waiting() {
    let mut world = sent_back(2);
    for round in 0..2 {
        for target in [0, 1] {
            let fence = world.active().targets()[target].live().unwrap().fence.clone();
            let theirs = revision(&format!("theirs-{round}-{target}"));
            world.apply(&Event::Refused { target, fence, routing: shared(10.0), revision: theirs });
        }
    }
    assert_eq!(world.active().pending(world.now).len(), 2, "no target waits for another's renewal");
    assert!(matches!(world.active().state(), State::Landing(landing) if landing.pace.attempts == 0), "a renewal is no failure");
}

#[test]
fn a_stop_on_its_way_to_rest_can_still_become_a_rollback() {
    let mut world = World::of(Make::canary());
    world.until(baking);
    world.stop(Some(false));
    assert!(matches!(world.first().state(), State::Landing(_)));
    world.stop(Some(true));
    world.run();
    assert_eq!((world.first().status(), world.active().status()), (Status::Stopped, Status::Succeeded));
    assert_eq!(world.active().rollback_of(), Some(world.first().id()));
    assert_eq!(world.traffic(), ["orders: 100 % on version 1"]);
}

#[test]
fn any_other_routing_is_left_and_counts_as_restored() {
    let mut world = sent_back(2);
    world.alias("orders").write(foreign());
    world.run();
    assert_eq!(world.traffic(), ["billing: 100 % on version 1", "orders: 100 % on version 7"]);
    assert_eq!(world.active().status(), Status::Succeeded);
    assert!(!world.outcome().contains("All traffic is back"), "{}", world.outcome());
}

#[test]
fn an_alias_that_somebody_has_put_back_already_is_at_rest() {
    let mut world = sent_back(1);
    world.alias("orders").write(shared(0.0));
    world.run();
    assert_eq!((world.active().status(), world.alias("orders").writes), (Status::Succeeded, 3));
}

#[test]
fn an_alias_that_is_gone_closes_it_as_failed() {
    for kind in [FailureKind::Gone, FailureKind::Invalid] {
        let mut world = sent_back(2);
        world.moves(&Event::TargetFailed { target: 1, failure: failure(kind) });
        assert!(!world.active().is_closed(), "the other target still goes back");
        world.run();
        assert!(world.outcome().starts_with("Failed INVALID_LAMBDA_FUNCTION: The traffic could not be restored"), "{}", world.outcome());
        assert_eq!(world.alias("orders").routing, shared(0.0));
    }
}

#[test]
fn a_rollback_that_lacks_a_permission_waits_for_it() {
    let mut world = sent_back(1);
    world.writes_fail = Some(FailureKind::Denied);
    for _ in 0..50 {
        world.step();
    }
    world.writes_fail = None;
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn a_rollback_is_not_stopped_but_can_be_abandoned_by_name() {
    let mut world = sent_back(1);
    for asked in [None, Some(true), Some(false)] {
        assert_eq!(world.stop(asked), Applied::Rejected(Rejection::RollbackUnderWay));
    }
    world.moves(&Event::Abandoned { by: "ops".to_owned(), reason: "the account is locked".to_owned() });
    assert_eq!(
        world.outcome(),
        "Failed MANUAL_STOP: Abandoned by ops: the account is locked. Traffic may still reach the failing version: orders:live 90 % on \
         version 1, 10 % on version 2"
    );
    assert!(world.chain[1].entries.iter().any(|entry| entry.what == Happening::Abandoned));
}

#[test]
fn a_refusal_that_shows_what_is_overtaken_already_is_asked_again() {
    let mut world = sent_back(1);
    let live = world.active().targets()[0].live().unwrap().clone();
    for shown in [live.fence.clone(), live.spent[0].clone()] {
        let stale = Event::Refused { target: 0, fence: live.fence.clone(), routing: foreign(), revision: shown };
        world.moves(&stale);
        assert_eq!(world.active().targets()[0].live().unwrap(), &live, "nothing was learnt from it");
        assert!(!world.active().is_closed());
    }
    world.run();
    assert_eq!(world.traffic(), ["orders: 100 % on version 1"]);
}

#[test]
fn an_answer_to_an_older_write_changes_nothing() {
    let mut world = sent_back(1);
    let late = [
        Event::Routed { target: 0, routing: shared(10.0), fence: revision("r1"), revision: revision("r2") },
        Event::Routed { target: 0, routing: shared(0.0), fence: revision("r1"), revision: revision("r2") },
        Event::Refused { target: 0, fence: revision("r1"), routing: foreign(), revision: revision("r9") },
    ];
    for event in late {
        assert!(matches!(world.apply(&event), Applied::Ignored(_)), "{event:?}");
    }
}

#[test]
fn a_write_whose_shift_was_only_intended_is_burned_too() {
    let mut world = World::of(Make::canary().targets(2));
    world.until(|deployment| matches!(deployment.state(), State::Shifting { .. }));
    world.raise();
    assert_eq!(outcome(world.first()), "Stopped ALARM_ACTIVE: The deployment was stopped because alarm `errors` is in ALARM");
    world.run();
    assert_eq!((world.alias("orders").writes, world.alias("billing").writes), (2, 2));
}
