//! The table, as a worker reaches it.

use super::Port;
use crate::call::{Trouble, at_once};
use headgate_domain::{AlarmName, DeploymentId, Entry, Notice};
use headgate_engine::{CommitError, DeploymentQuery, Due, Fault, Lock, Page, Place, Record, RecordKey, RecordKind, Store, Stored, Write};
use jiff::Timestamp;

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Throttled => Fault::Transient("dynamodb: ThrottlingException".to_owned()),
        Trouble::NoAnswer => Fault::Transient("dynamodb: no answer".to_owned()),
        Trouble::Denied => Fault::Denied("dynamodb: not allowed".to_owned()),
    }
}

macro_rules! read {
    ($self:ident, $name:literal, $store:ident, $call:expr) => {{
        let $store = $self.table.clone();
        $self.call($name, move || at_once($call), |trouble| Err(fault(trouble))).await
    }};
}

impl Store for Port {
    async fn load(&self, id: &DeploymentId) -> Result<Option<Stored>, Fault> {
        let id = id.clone();
        read!(self, "load", table, table.now.load(&id)).map(|stored| self.spoilt_read(stored))
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        let (table, world, writes) = (self.table.clone(), self.world.clone(), self.spoilt_writes(writes));
        let land = move || {
            let committed = at_once(table.now.commit(writes.clone()));
            if committed.is_ok() {
                world.committed(&table, writes);
            }
            committed
        };
        let Some(land) = self.leaves_alone(land) else { return Ok(()) };
        let committed = self.call("commit", land, |trouble| Err(CommitError::Fault(fault(trouble)))).await;
        self.spoilt_commit(committed)
    }

    async fn record(&self, key: &RecordKey) -> Result<Option<Record>, Fault> {
        let key = key.clone();
        read!(self, "record", table, table.now.record(&key))
    }

    async fn records(&self, kind: RecordKind, parent: &str, after: Option<String>, limit: usize) -> Result<Page<Record>, Fault> {
        let parent = parent.to_owned();
        read!(self, "records", table, table.now.records(kind, &parent, after, limit))
    }

    async fn holder(&self, lock: &Lock) -> Result<Option<DeploymentId>, Fault> {
        let lock = lock.clone();
        read!(self, "holder", table, table.now.holder(&lock))
    }

    async fn waiting(&self, lock: &Lock, limit: usize) -> Result<Vec<Place>, Fault> {
        let lock = lock.clone();
        read!(self, "waiting", table, table.now.waiting(&lock, limit))
    }

    async fn watchers(&self, alarm: &AlarmName) -> Result<Vec<DeploymentId>, Fault> {
        let alarm = alarm.clone();
        read!(self, "watchers", table, table.now.watchers(&alarm))
    }

    async fn due(&self, until: Timestamp, limit: usize) -> Result<Vec<Due>, Fault> {
        read!(self, "due", table, table.index.due(until, limit))
    }

    async fn history(&self, id: &DeploymentId, after: u32, limit: usize) -> Result<Vec<Entry>, Fault> {
        let id = id.clone();
        read!(self, "history", table, table.now.history(&id, after, limit))
    }

    async fn unsent(&self, id: &DeploymentId) -> Result<Vec<Notice>, Fault> {
        let id = id.clone();
        read!(self, "unsent", table, table.now.unsent(&id))
    }

    async fn mark_sent(&self, id: &DeploymentId, seq: u32) -> Result<(), Fault> {
        let (id, table) = (id.clone(), self.table.clone());
        let land = move || {
            table.index.forget_unsent(&id, seq);
            at_once(table.now.mark_sent(&id, seq))
        };
        self.call("mark_sent", land, |trouble| Err(fault(trouble))).await
    }

    async fn outbox(&self, until: Timestamp, limit: usize) -> Result<Vec<(DeploymentId, Timestamp)>, Fault> {
        read!(self, "outbox", table, table.index.outbox(until, limit))
    }

    async fn deployments(&self, query: &DeploymentQuery) -> Result<Page<DeploymentId>, Fault> {
        let query = query.clone();
        read!(self, "deployments", table, table.index.deployments(&query))
    }
}
