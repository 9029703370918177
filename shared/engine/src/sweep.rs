//! What nobody has woken: lost messages cost a sweep at most.

use crate::{Actuator, Engine, EngineError, Store, Wake};
use futures::future::try_join_all;
use jiff::SignedDuration;

/// How long a wake may be late before the sweep sends another.
const GRACE: SignedDuration = SignedDuration::from_secs(15);
const AT_ONCE: usize = 200;

/// What a sweep found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swept {
    /// Deployments that were overdue and have been woken.
    pub woken: usize,
    /// How long the longest overdue one was due, in seconds.
    pub overdue_seconds_max: i64,
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Wakes whatever is overdue, rollbacks through their own queue.
    ///
    /// # Errors
    ///
    /// A fault of a port; the next sweep is the retry.
    pub async fn sweep(&self) -> Result<Swept, EngineError> {
        let now = self.source.now();
        let overdue = self.store.due(now - GRACE, AT_ONCE).await?;
        let overdue_seconds_max = overdue.iter().map(|due| now.duration_since(due.due_at).as_secs()).max().unwrap_or(0);
        let woken = overdue.len();
        try_join_all(overdue.into_iter().map(|due| async move {
            let urgent = self.store.load(&due.deployment).await?.is_some_and(|stored| stored.deployment.is_urgent());
            self.actuator.wake(Wake { deployment: due.deployment, at: now, generation: due.generation, urgent }).await
        }))
        .await?;
        Ok(Swept { woken, overdue_seconds_max })
    }
}
