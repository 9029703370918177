//! What nobody has woken: lost messages cost a sweep at most.

use crate::{Actuator, Due, Engine, EngineError, Store, Wake};
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};

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
        let woken = join_all(overdue.into_iter().map(|due| self.wake_overdue(due, now))).await;
        let woken = woken.into_iter().filter(|woken| *woken).count();
        Ok(Swept { woken, overdue_seconds_max })
    }

    /// One that cannot be read or woken keeps nobody else from being woken.
    async fn wake_overdue(&self, due: Due, now: Timestamp) -> bool {
        let Due { deployment, generation, .. } = due;
        let loaded = self.store.load(&deployment).await;
        let urgent = match &loaded {
            Ok(stored) => stored.as_ref().is_some_and(|stored| stored.deployment.is_urgent()),
            Err(fault) => {
                tracing::error!(deployment_id = %deployment, %fault, "an overdue deployment cannot be read");
                false
            }
        };
        let woken = self.actuator.wake(Wake { deployment: deployment.clone(), at: now, generation, urgent }).await;
        if let Err(fault) = &woken {
            tracing::error!(deployment_id = %deployment, %fault, "an overdue deployment was not woken");
        }
        woken.is_ok()
    }
}
