//! A store whose every call is a place to die.

use crate::World;
use headgate_domain::{AlarmName, DeploymentId, Entry, Notice};
use headgate_engine::{CommitError, DeploymentQuery, Due, Fault, Lock, Page, Place, Record, RecordKey, RecordKind, Store, Stored, Write};
use jiff::Timestamp;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// `store`, as a worker of `world` reaches it.
pub struct Mortal<S> {
    store: S,
    world: World,
}

impl<S: Store> Mortal<S> {
    /// Puts a store within reach of a mortal worker.
    pub fn new(store: S, world: World) -> Self {
        Self { store, world }
    }

    async fn call<T>(&self, answer: impl Future<Output = T>) -> T {
        self.world.call(|| at_once(answer)).await
    }
}

/// The answer of a future that never waits, as those of the simulation do.
///
/// # Panics
///
/// When it does wait.
pub fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("a simulated store never waits"),
    }
}

/// Runs a worker until it is done; `None` when it died on the way.
pub fn until_death<T>(worker: impl Future<Output = T>) -> Option<T> {
    match pin!(worker).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => None,
    }
}

impl<S: Store> Store for Mortal<S> {
    async fn load(&self, id: &DeploymentId) -> Result<Option<Stored>, Fault> {
        self.call(self.store.load(id)).await
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        self.call(self.store.commit(writes)).await
    }

    async fn record(&self, key: &RecordKey) -> Result<Option<Record>, Fault> {
        self.call(self.store.record(key)).await
    }

    async fn records(&self, kind: RecordKind, parent: &str, after: Option<String>, limit: usize) -> Result<Page<Record>, Fault> {
        self.call(self.store.records(kind, parent, after, limit)).await
    }

    async fn holder(&self, lock: &Lock) -> Result<Option<DeploymentId>, Fault> {
        self.call(self.store.holder(lock)).await
    }

    async fn waiting(&self, lock: &Lock, limit: usize) -> Result<Vec<Place>, Fault> {
        self.call(self.store.waiting(lock, limit)).await
    }

    async fn watchers(&self, alarm: &AlarmName) -> Result<Vec<DeploymentId>, Fault> {
        self.call(self.store.watchers(alarm)).await
    }

    async fn due(&self, until: Timestamp, limit: usize) -> Result<Vec<Due>, Fault> {
        self.call(self.store.due(until, limit)).await
    }

    async fn history(&self, id: &DeploymentId, after: u32, limit: usize) -> Result<Vec<Entry>, Fault> {
        self.call(self.store.history(id, after, limit)).await
    }

    async fn unsent(&self, id: &DeploymentId) -> Result<Vec<Notice>, Fault> {
        self.call(self.store.unsent(id)).await
    }

    async fn mark_sent(&self, id: &DeploymentId, seq: u32) -> Result<(), Fault> {
        self.call(self.store.mark_sent(id, seq)).await
    }

    async fn outbox(&self, until: Timestamp, limit: usize) -> Result<Vec<(DeploymentId, Timestamp)>, Fault> {
        self.call(self.store.outbox(until, limit)).await
    }

    async fn deployments(&self, query: &DeploymentQuery) -> Result<Page<DeploymentId>, Fault> {
        self.call(self.store.deployments(query)).await
    }
}
