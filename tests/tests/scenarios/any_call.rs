//! Something else that happens at every call of a deployment.

use super::ends::{nth, outcome, routing};
use super::fixtures::{BOTH_HOOKS, STEPS, Sim, alarm, alias, appspec, create, function, version};
use super::telling::{SURVIVED, story_with};
use headgate_domain::{AlarmState, HookFunction, Routing, Status};
use headgate_sim::{Action, HookBehaviour, Mishap, Permission};

/// A world with two functions, both hooks and steps, and with something else happening at every port call.
fn eventful(sim: &mut Sim) {
    for hook in ["before", "between", "after"] {
        sim.world.hook(&HookFunction::new(hook).unwrap(), HookBehaviour::Succeeds(7));
    }
    sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", &format!("{BOTH_HOOKS}{STEPS}"))));
}

#[test]
fn an_alarm_at_any_call_takes_the_traffic_back() {
    story_with(&SURVIVED, eventful, &Action::Set(alarm(), AlarmState::Alarm), |sim| {
        if sim.deployments().first().is_some_and(|first| first.status() != Status::Succeeded) {
            for name in ["orders", "billing"] {
                assert_eq!(routing(sim, name), Routing::all(version(1)));
            }
        }
    });
}

#[test]
fn a_stop_at_any_call_takes_the_traffic_back_or_leaves_it() {
    for rollback in [true, false] {
        story_with(&SURVIVED, eventful, &Action::Stop(0, Some(rollback)), |sim| {
            let first = nth(sim, 0);
            if rollback && first.status() == Status::Stopped {
                assert_eq!(routing(sim, "orders"), Routing::all(version(1)));
            }
            if !rollback {
                assert_eq!(first.rolled_back_by(), None);
            }
        });
    }
}

#[test]
fn a_change_by_hand_at_any_call_is_left_alone() {
    let theirs = Routing::all(version(4));
    story_with(&SURVIVED, eventful, &Action::Meddle(function("orders"), alias(), theirs.clone()), |sim| {
        let first = nth(sim, 0);
        // Before the deployment has looked, it is what the deployment begins on; after its end it is nobody's.
        let succeeded = first.status() == Status::Succeeded;
        assert!(succeeded || routing(sim, "orders") == theirs, "{}", routing(sim, "orders"));
    });
}

#[test]
fn a_deployment_that_queues_at_any_call_goes_next() {
    let queue = "Headgate: {onConflict: queue}\n";
    // A request that stalls until everything is over comes last.
    story_with(&SURVIVED[..2], eventful, &create("b", "live", appspec(&["orders"], "3", queue)), |sim| {
        assert_eq!(nth(sim, 1).status(), Status::Succeeded);
        // A deployment that does not queue is refused where the other one was made first.
        if let Some(Ok(first)) = sim.answer(0) {
            assert_eq!(sim.deployment(first).unwrap().status(), Status::Succeeded);
        }
    });
}

#[test]
fn a_deployment_that_supersedes_at_any_call_has_the_last_word() {
    let supersede = "Headgate: {onConflict: supersede}\n";
    // A request that stalls until everything is over comes last.
    story_with(&SURVIVED[..2], eventful, &create("b", "live", appspec(&["orders"], "4", supersede)), |sim| {
        assert_eq!(nth(sim, 1).status(), Status::Succeeded);
        assert_eq!(routing(sim, "orders"), Routing::all(version(4)));
        let Some(Ok(first)) = sim.answer(0) else { return };
        let first = sim.deployment(first).unwrap();
        let billing = if first.status() == Status::Succeeded { version(2) } else { version(1) };
        assert_eq!(routing(sim, "billing"), Routing::all(billing), "{:?}", outcome(&first));
    });
}

/// The same world, in which an alarm fires during the second bake.
fn alarming(sim: &mut Sim) {
    eventful(sim);
    sim.after(150, Action::Set(alarm(), AlarmState::Alarm));
}

#[test]
fn a_rollback_gets_through_whatever_happens_to_writes_from_any_call_on() {
    let throttled = Action::Mishaps(vec![Mishap::Throttled; 9]);
    let unanswered = Action::Mishaps(vec![Mishap::AnswerLost, Mishap::Lost, Mishap::Throttled, Mishap::AnswerLost]);
    for action in [throttled, unanswered, Action::Deny(Permission::UpdateAlias, 40)] {
        story_with(&SURVIVED, alarming, &action, |sim| {
            let first = nth(sim, 0);
            assert!(matches!(first.status(), Status::Stopped | Status::Failed), "{:?}", outcome(&first));
            for name in ["orders", "billing"] {
                assert_eq!(routing(sim, name), Routing::all(version(1)));
            }
        });
    }
}
