//! A store that counts what is asked of it.

use headgate_domain::{AlarmName, DeploymentId, Entry, Notice};
use headgate_engine::{CommitError, DeploymentQuery, Due, Fault, Lock, Page, Place, Record, RecordKey, RecordKind, Store, Stored, Write};
use headgate_sim::MemoryStore;
use jiff::Timestamp;
use std::sync::{Arc, Mutex};

/// What was asked of a store.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Items read by their keys.
    pub(crate) gets: usize,
    /// Queries of a partition or an index.
    pub(crate) queries: usize,
    /// What they gave.
    pub(crate) queried: usize,
    /// Items written, or held to a condition, in transactions.
    pub(crate) written: usize,
}

/// A store in memory, counted.
#[derive(Clone, Default)]
pub(crate) struct Counting {
    store: MemoryStore,
    tally: Arc<Mutex<Tally>>,
}

impl Counting {
    /// What was asked since the last time.
    pub(crate) fn take(&self) -> Tally {
        std::mem::take(&mut self.tally.lock().unwrap())
    }

    fn got(&self) {
        self.tally.lock().unwrap().gets += 1;
    }

    fn queried<T>(&self, answer: Result<T, Fault>, count: impl Fn(&T) -> usize) -> Result<T, Fault> {
        let mut tally = self.tally.lock().unwrap();
        tally.queries += 1;
        tally.queried += answer.as_ref().map_or(0, count);
        drop(tally);
        answer
    }
}

impl Store for Counting {
    async fn load(&self, id: &DeploymentId) -> Result<Option<Stored>, Fault> {
        self.got();
        self.store.load(id).await
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        self.tally.lock().unwrap().written += writes.len();
        self.store.commit(writes).await
    }

    async fn record(&self, key: &RecordKey) -> Result<Option<Record>, Fault> {
        self.got();
        self.store.record(key).await
    }

    async fn records(&self, kind: RecordKind, parent: &str, after: Option<String>, limit: usize) -> Result<Page<Record>, Fault> {
        self.queried(self.store.records(kind, parent, after, limit).await, |page| page.items.len())
    }

    async fn holder(&self, lock: &Lock) -> Result<Option<DeploymentId>, Fault> {
        self.got();
        self.store.holder(lock).await
    }

    async fn waiting(&self, lock: &Lock, limit: usize) -> Result<Vec<Place>, Fault> {
        self.queried(self.store.waiting(lock, limit).await, Vec::len)
    }

    async fn watchers(&self, alarm: &AlarmName) -> Result<Vec<DeploymentId>, Fault> {
        self.queried(self.store.watchers(alarm).await, Vec::len)
    }

    async fn due(&self, until: Timestamp, limit: usize) -> Result<Vec<Due>, Fault> {
        self.queried(self.store.due(until, limit).await, Vec::len)
    }

    async fn history(&self, id: &DeploymentId, after: u32, limit: usize) -> Result<Vec<Entry>, Fault> {
        self.queried(self.store.history(id, after, limit).await, Vec::len)
    }

    async fn unsent(&self, id: &DeploymentId) -> Result<Vec<Notice>, Fault> {
        self.queried(self.store.unsent(id).await, Vec::len)
    }

    async fn mark_sent(&self, id: &DeploymentId, seq: u32) -> Result<(), Fault> {
        self.store.mark_sent(id, seq).await
    }

    async fn outbox(&self, until: Timestamp, limit: usize) -> Result<Vec<(DeploymentId, Timestamp)>, Fault> {
        self.queried(self.store.outbox(until, limit).await, Vec::len)
    }

    async fn deployments(&self, query: &DeploymentQuery) -> Result<Page<DeploymentId>, Fault> {
        self.queried(self.store.deployments(query).await, |page| page.items.len())
    }
}
