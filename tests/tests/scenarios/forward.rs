//! Deployments that go through.

use super::ends::{error_of, moved_nothing, nth, routing, succeeded_on_version_2};
use super::fixtures::{BOTH_HOOKS, STEPS, alias, appspec, create, function, group, shop, version};
use super::telling::story;
use headgate_domain::{ConfigName, DeploymentGroup, HookFunction, Routing, Status, Weight};
use headgate_sim::HookBehaviour;

#[test]
fn a_canary_goes_through() {
    story(|sim| sim.after(0, create("a", "live", appspec(&["orders"], "2", ""))), |sim| succeeded_on_version_2(sim, &["orders"]));
}

#[test]
fn hooks_and_steps_go_through() {
    let steps = format!("{BOTH_HOOKS}{STEPS}");
    story(
        move |sim| {
            sim.world.hook(&HookFunction::new("between").unwrap(), HookBehaviour::Succeeds(20));
            sim.world.hook(&HookFunction::new("after").unwrap(), HookBehaviour::Recants);
            sim.after(0, create("a", "live", appspec(&["orders"], "2", &steps)));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn two_functions_move_in_lockstep() {
    story(
        |sim| sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", BOTH_HOOKS))),
        |sim| succeeded_on_version_2(sim, &["orders", "billing"]),
    );
}

#[test]
fn a_linear_plan_goes_through() {
    story(
        |sim| {
            let linear = DeploymentGroup {
                config: ConfigName::new("CodeDeployDefault.LambdaLinear10PercentEvery1Minute").unwrap(),
                ..group("linear")
            };
            sim.group(&shop(), &linear);
            sim.after(0, create("a", "linear", appspec(&["orders"], "2", "")));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn latest_is_published_first() {
    story(
        |sim| sim.after(0, create("a", "live", appspec(&["orders"], "$LATEST", ""))),
        |sim| assert_eq!(routing(sim, "orders"), Routing::all(version(7))),
    );
}

#[test]
fn nothing_to_shift_succeeds_at_once() {
    story(
        |sim| sim.after(0, create("a", "live", appspec(&["orders"], "1", ""))),
        |sim| {
            assert_eq!(nth(sim, 0).status(), Status::Succeeded);
            moved_nothing(sim);
        },
    );
}

#[test]
fn a_stray_split_is_removed_first() {
    story(
        |sim| {
            sim.world.meddle(&function("orders"), &alias(), Routing::between(&version(1), &version(5), Weight::percent(30).unwrap()));
            sim.after(0, create("a", "live", appspec(&["orders"], "2", BOTH_HOOKS)));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn different_roles_cannot_share_an_alias() {
    story(
        |sim| {
            sim.world.role(&function("orders"), &version(2), "another");
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
        },
        |sim| {
            assert_eq!(error_of(&nth(sim, 0)).0, "INVALID_LAMBDA_CONFIGURATION");
            moved_nothing(sim);
        },
    );
}
