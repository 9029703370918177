//! Several deployments at once: refused, queued, superseding.

use super::ends::{error_of, nth, routing, succeeded_on_version_2};
use super::fixtures::{appspec, create, version};
use super::telling::{SURVIVED, story, story_surviving};
use headgate_domain::{Routing, Status};
use headgate_engine::{EngineError, Exception};

#[test]
fn a_second_deployment_is_refused_and_told_of_the_first() {
    // A request that stalls until the first deployment is over is met.
    story_surviving(
        &SURVIVED[..2],
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(50, create("b", "live", appspec(&["billing"], "2", "")));
        },
        |sim| {
            let active = sim.created(0).unwrap();
            match sim.answer(1) {
                Some(Err(EngineError::Refused(refusal))) => {
                    assert_eq!(refusal.code, Exception::DeploymentLimitExceeded);
                    assert!(refusal.message.contains(active.as_str()), "{}", refusal.message);
                }
                other => panic!("the second was answered {other:?}"),
            }
            succeeded_on_version_2(sim, &["orders"]);
        },
    );
}

#[test]
fn queued_deployments_go_first_in_first_out() {
    let queue = "Headgate: {onConflict: queue}\n";
    story(
        move |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", queue)));
            sim.after(50, create("b", "live", appspec(&["orders"], "3", queue)));
            sim.after(60, create("c", "live", appspec(&["orders", "billing"], "4", queue)));
        },
        |sim| {
            let started: Vec<_> = (0..3).map(|index| nth(sim, index).started_at().unwrap()).collect();
            assert!(started.is_sorted(), "{started:?}");
            assert_eq!(routing(sim, "orders"), Routing::all(version(4)));
            assert_eq!(routing(sim, "billing"), Routing::all(version(4)));
        },
    );
}

#[test]
fn a_superseding_deployment_stops_the_others_and_then_starts() {
    let supersede = "Headgate: {onConflict: supersede}\n";
    let queue = "Headgate: {onConflict: queue}\n";
    story(
        move |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(50, create("b", "live", appspec(&["orders"], "3", queue)));
            sim.after(60, create("c", "live", appspec(&["orders"], "4", supersede)));
        },
        |sim| {
            let message = error_of(&nth(sim, 0)).1;
            assert!(message.contains(&format!("superseded by deployment {}", sim.created(2).unwrap())), "{message}");
            assert_eq!(nth(sim, 1).status(), Status::Stopped);
            assert_eq!(nth(sim, 2).status(), Status::Succeeded);
            assert_eq!(routing(sim, "orders"), Routing::all(version(4)));
        },
    );
}
