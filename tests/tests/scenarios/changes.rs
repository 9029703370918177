//! Somebody else's hand on the alias.

use super::ends::{error_of, nth, routing, succeeded_on_version_2};
use super::fixtures::{alias, appspec, create, function, split, version};
use super::telling::story;
use headgate_domain::{Routing, Status};
use headgate_sim::Action;

#[test]
fn somebody_elses_change_is_left_alone() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", "")));
            sim.after(100, Action::Meddle(function("orders"), alias(), split(77)));
        },
        |sim| {
            let stopped = nth(sim, 0);
            let (code, message) = error_of(&stopped);
            assert_eq!((stopped.status(), code), (Status::Stopped, "INVALID_LAMBDA_CONFIGURATION"));
            assert!(message.contains("changed by somebody else"), "{message}");
            assert_eq!(routing(sim, "orders"), split(77));
            assert_eq!(routing(sim, "billing"), Routing::all(version(1)), "the other target goes back");
        },
    );
}

#[test]
fn a_renewed_revision_id_is_no_drift() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(100, Action::Renew(function("orders"), alias()));
            sim.after(299, Action::Renew(function("orders"), alias()));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}
