//! What is asked for while a deployment is on its way: that it stops.

use super::ends::{error_of, nth, rolled_back};
use super::fixtures::{appspec, create};
use super::telling::{SURVIVED, story, story_surviving};
use headgate_domain::Status;
use headgate_sim::{Action, Permission};

#[test]
fn a_stop_with_rollback_takes_the_traffic_back() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", "")));
            sim.after(100, Action::Stop(0, Some(true)));
        },
        |sim| rolled_back(sim, Status::Stopped, "MANUAL_STOP", &["orders", "billing"]),
    );
}

#[test]
fn a_stop_without_rollback_leaves_the_weights_and_says_so() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(100, Action::Stop(0, Some(false)));
            sim.after(200, create("b", "live", appspec(&["orders"], "2", "")));
        },
        |sim| {
            let (code, message) = error_of(&nth(sim, 0));
            assert_eq!(code, "MANUAL_STOP");
            assert!(message.contains("Traffic was left as it is: orders:live 90 % on version 1, 10 % on version 2"), "{message}");
            assert_eq!(nth(sim, 1).status(), Status::Succeeded, "a stop never blocks the next deployment");
        },
    );
}

#[test]
fn a_stop_that_may_not_write_waits_for_workers_that_stall() {
    // A stalled worker has its permission back before it goes on.
    story_surviving(
        &SURVIVED[..1],
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(4, Action::Deny(Permission::UpdateAlias, 20));
            sim.after(5, Action::Stop(0, Some(false)));
        },
        |sim| {
            let stopped = nth(sim, 0);
            assert_eq!((stopped.status(), error_of(&stopped).0), (Status::Stopped, "MANUAL_STOP"));
        },
    );
}
