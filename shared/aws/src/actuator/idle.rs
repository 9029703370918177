//! Actuators for functions that take no turns: they have neither the clients nor the permissions.

use super::Queues;
use headgate_domain::{AlarmsRead, Effect, Event, Failure, FailureKind};
use headgate_engine::{Actuator, Fault, Wake};

/// Wakes deployments and does nothing else; for `hook` and `sweep`.
#[derive(Debug)]
pub struct Waker(pub Queues);

/// Does nothing at all; for `publish`.
#[derive(Debug)]
pub struct Onlooker;

impl Actuator for Waker {
    async fn perform(&self, effect: Effect) -> Event {
        left_to_a_turn(effect)
    }

    async fn wake(&self, wake: Wake) -> Result<(), Fault> {
        self.0.wake(wake).await
    }
}

impl Actuator for Onlooker {
    async fn perform(&self, effect: Effect) -> Event {
        left_to_a_turn(effect)
    }

    async fn wake(&self, wake: Wake) -> Result<(), Fault> {
        Err(Fault::Broken(format!("deployment {} cannot be woken from here", wake.deployment)))
    }
}

/// Nothing happened, and whoever asks again may do it: that is what an unknown outcome means.
fn left_to_a_turn(effect: Effect) -> Event {
    let failure = Failure { kind: FailureKind::Unknown, message: "this function does not act on deployments".to_owned() };
    match effect {
        Effect::Publish { target, .. } | Effect::Inspect { target, .. } | Effect::Route { target, .. } => {
            Event::TargetFailed { target, failure }
        }
        Effect::Poll { .. } => Event::Polled { alarms: AlarmsRead::Throttled, aliases: vec![] },
        Effect::CallHook(invocation) => Event::HookCallFailed { execution: invocation.execution, failure },
    }
}
