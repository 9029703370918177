//! Acts on AWS for the engine: one call for one effect, and an event for whatever came of it.

pub(crate) mod alarms;
pub(crate) mod alias;
mod hook;
mod idle;
mod queues;
#[cfg(test)]
mod tests;

pub use idle::{Onlooker, Waker};
pub use queues::Queues;

use crate::Clients;
use crate::clients::Lazy;
use aws_sdk_cloudwatch::Client as CloudWatch;
use aws_sdk_lambda::Client as Lambda;
use headgate_domain::{Effect, Event};
use headgate_engine::{Actuator, Fault, Wake};
use jiff::Timestamp;
use std::sync::{Mutex, PoisonError};

/// Acts with the clients of Lambda, CloudWatch and SQS.
#[derive(Debug)]
pub struct AwsActuator {
    lambda: Lazy<Lambda>,
    cloudwatch: Lazy<CloudWatch>,
    queues: Queues,
    hook_function: String,
    accepted_at: Mutex<Option<Timestamp>>,
}

impl AwsActuator {
    /// An actuator that calls hooks through `hook_function`, Headgate's own, and wakes through `queues`.
    pub fn new(clients: &Clients, queues: Queues, hook_function: String) -> Self {
        let (lambda, cloudwatch) = (clients.later(Clients::lambda), clients.later(Clients::cloudwatch));
        Self { lambda, cloudwatch, queues, hook_function, accepted_at: Mutex::new(None) }
    }

    /// When Lambda last accepted a routing from this process.
    pub fn routed_at(&self) -> Option<Timestamp> {
        *self.accepted_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note_acceptance(&self, event: &Event) {
        if let Event::Routed { .. } = event {
            *self.accepted_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.queues.now());
        }
    }
}

impl Actuator for AwsActuator {
    async fn perform(&self, effect: Effect) -> Event {
        match effect {
            Effect::Publish { target, function } => alias::publish(&self.lambda, target, &function).await,
            Effect::Inspect { target, function, alias, version } => alias::inspect(&self.lambda, target, &function, &alias, &version).await,
            Effect::Route { target, function, alias, routing, fence } => {
                let event = alias::route(&self.lambda, target, &function, &alias, routing, fence).await;
                self.note_acceptance(&event);
                event
            }
            Effect::Poll { alarms, aliases } => {
                let (alarms, aliases) =
                    futures::future::join(alarms::read(&self.cloudwatch, &alarms), alias::observe(&self.lambda, &aliases)).await;
                Event::Polled { alarms, aliases }
            }
            Effect::CallHook(invocation) => hook::call(&self.lambda, &self.hook_function, &invocation).await,
        }
    }

    async fn wake(&self, wake: Wake) -> Result<(), Fault> {
        self.queues.wake(wake).await
    }
}
