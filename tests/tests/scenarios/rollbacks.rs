//! Rollbacks that meet trouble.

use super::ends::{error_of, nth, rollback_of, rolled_back};
use super::fixtures::{alarm, alias, appspec, create, function};
use super::telling::story;
use headgate_domain::{AlarmState, Status};
use headgate_sim::{Action, Mishap};

#[test]
fn a_rollback_does_not_give_up() {
    for mishap in [Mishap::Throttled, Mishap::AnswerLost, Mishap::Lost, Mishap::Denied] {
        story(
            move |sim| {
                sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
                sim.after(99, Action::Mishaps(vec![mishap; 12]));
                sim.after(100, Action::Set(alarm(), AlarmState::Alarm));
            },
            move |sim| {
                rolled_back(sim, Status::Stopped, "ALARM_ACTIVE", &["orders"]);
                let stuck = sim.world.told().iter().filter(|told| told.contains("RollbackStuck")).count();
                assert!(mishap == Mishap::AnswerLost || stuck > 0, "people are told");
            },
        );
    }
}

#[test]
fn a_rollback_whose_alias_is_gone_ends_and_says_why() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(100, Action::Delete(function("orders"), alias()));
            sim.after(101, Action::Set(alarm(), AlarmState::Alarm));
        },
        |sim| {
            let rollback = rollback_of(sim, &nth(sim, 0));
            assert_eq!(rollback.status(), Status::Failed);
            assert!(error_of(&rollback).1.contains("the alias does not exist"));
        },
    );
}

#[test]
fn a_stuck_rollback_can_be_abandoned_by_name() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(99, Action::Mishaps(vec![Mishap::Denied; 40]));
            sim.after(100, Action::Set(alarm(), AlarmState::Alarm));
            sim.after(400, Action::Abandon(0));
        },
        |sim| {
            let rollback = rollback_of(sim, &nth(sim, 0));
            let (code, message) = error_of(&rollback);
            assert_eq!((rollback.status(), code), (Status::Failed, "MANUAL_STOP"));
            assert!(message.contains("Abandoned by ops: done by hand"), "{message}");
        },
    );
}
