//! Alarms, told of, polled, and firing before anything begins.

use super::ends::{error_of, moved_nothing, nth, routing, succeeded_on_version_2};
use super::fixtures::{BOTH_HOOKS, alarm, appspec, create, version};
use super::telling::story;
use headgate_domain::{AlarmName, AlarmState, HookFunction, Routing, Status};
use headgate_sim::{Action, HookBehaviour};

#[test]
fn an_alarm_at_any_time_takes_the_traffic_back() {
    // With hooks of twenty seconds, these fall into: before, the bake, after, the final bake.
    for seconds in [5, 40, 330, 350, 420] {
        story(
            move |sim| {
                for hook in ["before", "after"] {
                    sim.world.hook(&HookFunction::new(hook).unwrap(), HookBehaviour::Succeeds(20));
                }
                let spec = appspec(&["orders", "billing"], "2", &format!("{BOTH_HOOKS}Headgate: {{finalBakeSeconds: 300}}\n"));
                sim.after(0, create("a", "live", spec));
                sim.after(seconds, Action::Set(alarm(), AlarmState::Alarm));
            },
            move |sim| {
                let stopped = nth(sim, 0);
                assert_eq!((stopped.status(), error_of(&stopped).0), (Status::Stopped, "ALARM_ACTIVE"));
                for name in ["orders", "billing"] {
                    assert_eq!(routing(sim, name), Routing::all(version(1)), "an alarm after {seconds} s");
                }
            },
        );
    }
}

#[test]
fn an_alarm_that_nobody_told_of_is_found_by_the_poll() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(60, Action::LoseWakes);
            sim.world.alarm(&AlarmName::new("quiet").unwrap(), AlarmState::Ok);
            sim.after(100, Action::Set(AlarmName::new("quiet").unwrap(), AlarmState::Alarm));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn an_alarm_that_fires_already_refuses_the_start() {
    story(
        |sim| {
            sim.world.alarm(&alarm(), AlarmState::Alarm);
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
        },
        |sim| {
            assert_eq!((nth(sim, 0).status(), error_of(&nth(sim, 0)).0), (Status::Stopped, "ALARM_ACTIVE"));
            moved_nothing(sim);
        },
    );
}

#[test]
fn a_fix_gets_through_under_a_firing_alarm() {
    story(
        |sim| {
            sim.world.alarm(&alarm(), AlarmState::Alarm);
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "Headgate: {ignoreActiveAlarms: true}\n")));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}
