//! What hooks say, and when they say nothing.

use super::ends::{error_of, nth, rolled_back, routing, succeeded_on_version_2};
use super::fixtures::{BOTH_HOOKS, STEPS, appspec, create, version};
use super::telling::story;
use headgate_domain::{HookFunction, Routing, Status};
use headgate_sim::HookBehaviour;

#[test]
fn a_hook_that_fails_crashes_or_hangs_rolls_back() {
    for (hook, behaviour) in [
        ("before", HookBehaviour::Fails(3)),
        ("after", HookBehaviour::Crashes),
        ("after", HookBehaviour::Hangs),
        ("after", HookBehaviour::Relents),
        ("before", HookBehaviour::ReportsLate(1)),
    ] {
        story(
            move |sim| {
                sim.world.hook(&HookFunction::new(hook).unwrap(), behaviour);
                let rest = format!("{BOTH_HOOKS}Headgate: {{hookTimeoutSeconds: 300}}\n");
                sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", &rest)));
            },
            move |sim| {
                assert_eq!((nth(sim, 0).status(), error_of(&nth(sim, 0)).0), (Status::Failed, "HOOK_EXECUTION_FAILURE"));
                assert_eq!(routing(sim, "orders"), Routing::all(version(1)));
                assert_eq!(nth(sim, 0).rolled_back_by().is_some(), hook == "after", "before any traffic there is nothing to roll back");
            },
        );
    }
}

#[test]
fn a_verdict_that_is_returned_or_given_twice_goes_through() {
    for behaviour in [HookBehaviour::Returns(3), HookBehaviour::Stutters] {
        story(
            move |sim| {
                sim.world.hook(&HookFunction::new("after").unwrap(), behaviour);
                sim.after(0, create("a", "live", appspec(&["orders"], "2", BOTH_HOOKS)));
            },
            |sim| succeeded_on_version_2(sim, &["orders"]),
        );
    }
}

#[test]
fn a_hook_between_steps_that_fails_rolls_back() {
    story(
        |sim| {
            sim.world.hook(&HookFunction::new("between").unwrap(), HookBehaviour::Fails(3));
            sim.after(0, create("a", "live", appspec(&["orders"], "2", STEPS)));
        },
        |sim| rolled_back(sim, Status::Failed, "HOOK_EXECUTION_FAILURE", &["orders"]),
    );
}
