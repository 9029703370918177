//! The outbox: what people are told, in order, at least once.

use crate::{Actuator, Engine, EngineError, Fault, Store};
use headgate_domain::{Deployment, DeploymentId, Notice};
use jiff::{SignedDuration, Timestamp};
use std::future::Future;

const LEFT_AFTER: SignedDuration = SignedDuration::from_secs(30);
const AT_ONCE: usize = 100;

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Sends a deployment's unsent notices in the order of their numbers, marking each once it is sent.
    ///
    /// # Errors
    ///
    /// A fault of the store or of `send`; the rest stays unsent, and order is kept.
    pub async fn publish<F>(&self, id: &DeploymentId, send: impl Fn(Deployment, Notice) -> F) -> Result<usize, EngineError>
    where
        F: Future<Output = Result<(), Fault>>,
    {
        let unsent = self.store.unsent(id).await?;
        if unsent.is_empty() {
            return Ok(0);
        }
        let stored = self.reload(id).await?;
        let count = unsent.len();
        for notice in unsent {
            let seq = notice.seq;
            send(stored.deployment.clone(), notice).await?;
            self.store.mark_sent(id, seq).await?;
        }
        Ok(count)
    }

    /// The deployments whose notices were left unsent for half a minute, and the oldest one's age.
    ///
    /// # Errors
    ///
    /// A fault of the store.
    pub async fn left_unsent(&self) -> Result<(Vec<DeploymentId>, SignedDuration), EngineError> {
        let now: Timestamp = self.source.now();
        let left = self.store.outbox(now - LEFT_AFTER, AT_ONCE).await?;
        let age = left.iter().map(|(_, at)| now.duration_since(*at)).max().unwrap_or(SignedDuration::ZERO);
        let mut ids: Vec<DeploymentId> = left.into_iter().map(|(id, _)| id).collect();
        ids.sort();
        ids.dedup();
        Ok((ids, age))
    }
}
