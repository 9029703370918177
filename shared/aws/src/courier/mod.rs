//! Tells people: an event on a bus, and a message to each topic that a deployment's group names.
//!
//! A notice is sent at least once and holds up those behind it until it is. So a fault that passes
//! keeps it in the outbox, and one that asking again cannot mend (a topic that was deleted, a
//! permission that is missing) must not: it is logged as an error, counted as lost, and let go.

mod bus;
#[cfg(test)]
mod tests;
mod topic;

use crate::Clients;
use crate::clients::Lazy;
use crate::faults::Asked;
use aws_sdk_eventbridge::Client as EventBridge;
use aws_sdk_sns::Client as Sns;
use futures::future::join_all;
use headgate_domain::{Account, Deployment, Failure, FailureKind, Notice, Trigger};
use headgate_engine::Fault;

/// Sends notices.
#[derive(Debug)]
pub struct Courier {
    sns: Lazy<Sns>,
    eventbridge: Lazy<EventBridge>,
    account: Account,
    bus: String,
}

/// A notice that is done with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Sent {
    /// How many of its receivers can never be reached.
    pub lost: u32,
}

impl Courier {
    /// A courier of this account, to the event bus `bus`.
    pub fn new(clients: &Clients, account: Account, bus: String) -> Self {
        Self { sns: clients.later(Clients::sns), eventbridge: clients.later(Clients::eventbridge), account, bus }
    }

    /// Sends a notice to the bus, and to every topic whose trigger asks for it.
    ///
    /// # Errors
    ///
    /// A fault that passes: the notice is to be sent again, to everybody.
    pub async fn send(&self, deployment: &Deployment, notice: &Notice) -> Result<Sent, Fault> {
        let on_bus = self.put_event(deployment, notice).await;
        let triggers = deployment.settings().triggers.iter().filter(|trigger| topic::wants(trigger, notice.kind));
        let to_topics = join_all(triggers.map(|trigger| self.publish(trigger, deployment, notice))).await;
        let failures = std::iter::once(on_bus).chain(to_topics).filter_map(Result::err);
        failures
            .map(|failure| lost(deployment, notice, failure))
            .try_fold(Sent::default(), |sent, lost| lost.map(|()| Sent { lost: sent.lost + 1 }))
    }

    async fn put_event(&self, deployment: &Deployment, notice: &Notice) -> Result<(), Failure> {
        let asked = Asked { action: "events:PutEvents", resource: &self.bus };
        let entry = bus::entry(&self.account, &self.bus, deployment, notice);
        let answer = self.eventbridge.put_events().entries(entry).send().await.map_err(|error| asked.failure(&error))?;
        if answer.failed_entry_count() == 0 {
            return Ok(());
        }
        let code = answer.entries().iter().find_map(|entry| entry.error_code()).unwrap_or("InternalFailure");
        let said = answer.entries().iter().find_map(|entry| entry.error_message()).unwrap_or_default();
        let kind = if bus::passes(code) { FailureKind::Unknown } else { FailureKind::Invalid };
        Err(Failure { kind, message: format!("`{}` on `{}` failed: {code}: {said}", asked.action, asked.resource) })
    }

    async fn publish(&self, trigger: &Trigger, deployment: &Deployment, notice: &Notice) -> Result<(), Failure> {
        let asked = Asked { action: "sns:Publish", resource: &trigger.topic_arn };
        let message = topic::message(&self.account, trigger, deployment, notice).to_string();
        let mut call =
            self.sns.publish().topic_arn(&trigger.topic_arn).message(message).subject(topic::subject(deployment, notice, &self.account));
        for (name, attribute) in topic::attributes(deployment, notice) {
            call = call.message_attributes(name, attribute);
        }
        if topic::keeps_order(&trigger.topic_arn) {
            call = call.message_group_id(deployment.id().as_str()).message_deduplication_id(format!("{}-{}", deployment.id(), notice.seq));
        }
        call.send().await.map(|_| ()).map_err(|error| asked.failure(&error))
    }
}

fn lost(deployment: &Deployment, notice: &Notice, failure: Failure) -> Result<(), Fault> {
    match failure.kind {
        FailureKind::Throttled | FailureKind::Unknown => Err(Fault::Transient(failure.message)),
        FailureKind::Denied | FailureKind::Gone | FailureKind::Invalid => {
            tracing::error!(deployment_id = %deployment.id(), sequence = notice.seq, failure = failure.message, "notice lost");
            Ok(())
        }
    }
}
