//! A store in memory: the whole promise of the port, and nothing that a simulation could not replay.

use headgate_domain::{AlarmName, DeploymentId, Entry, Notice};
use headgate_engine::{
    CommitError, DeploymentQuery, Due, Expect, Fault, Lock, Page, Place, Record, RecordKey, RecordKind, Rev, Store, Stored, Write,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What one transaction of DynamoDB takes.
const WRITES_MAX: usize = 100;

/// A handle on a store; clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    tables: Arc<Mutex<Tables>>,
}

#[derive(Debug, Default)]
struct Tables {
    deployments: BTreeMap<DeploymentId, Stored>,
    entries: BTreeMap<(DeploymentId, u32), Entry>,
    notices: BTreeMap<(DeploymentId, u32), Notice>,
    unsent: BTreeSet<(DeploymentId, u32)>,
    locks: BTreeMap<Lock, DeploymentId>,
    watchers: BTreeSet<(AlarmName, DeploymentId)>,
    queues: BTreeMap<Lock, BTreeSet<Place>>,
    records: BTreeMap<RecordKey, Record>,
    garbled: BTreeSet<DeploymentId>,
}

/// What a write touches; a transaction touches nothing twice.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Item<'a> {
    Deployment(&'a DeploymentId),
    Entry(&'a DeploymentId, u32),
    Notice(&'a DeploymentId, u32),
    Lock(&'a Lock),
    Watcher(&'a AlarmName, &'a DeploymentId),
    Place(&'a Lock, &'a Place),
    Record(&'a RecordKey),
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Performs what another store has committed, as an index does that follows it.
    pub(crate) fn follow(&self, writes: Vec<Write>) {
        let mut tables = self.tables();
        for write in writes {
            tables.perform(write);
        }
    }

    /// From now on nobody can read a deployment, as when an item was changed by hand.
    pub(crate) fn garble(&self, id: DeploymentId) {
        self.tables().garbled.insert(id);
    }

    /// Marks a notice as sent.
    pub(crate) fn forget_unsent(&self, id: &DeploymentId, seq: u32) {
        self.tables().unsent.remove(&(id.clone(), seq));
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    async fn load(&self, id: &DeploymentId) -> Result<Option<Stored>, Fault> {
        let tables = self.tables();
        if tables.garbled.contains(id) {
            return Err(Fault::Broken(format!("the item of deployment {id} cannot be read")));
        }
        Ok(tables.deployments.get(id).cloned())
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        check(&writes).map_err(CommitError::Fault)?;
        let mut tables = self.tables();
        if let Some(refused) = writes.iter().position(|write| !tables.allows(write)) {
            return Err(CommitError::Refused(refused));
        }
        for write in writes {
            tables.perform(write);
        }
        Ok(())
    }

    async fn record(&self, key: &RecordKey) -> Result<Option<Record>, Fault> {
        Ok(self.tables().records.get(key).cloned())
    }

    async fn records(&self, kind: RecordKind, parent: &str, after: Option<String>, limit: usize) -> Result<Page<Record>, Fault> {
        let tables = self.tables();
        let first = RecordKey { kind, parent: parent.to_owned(), name: after.clone().unwrap_or_default() };
        let bound = if after.is_some() { Bound::Excluded(first) } else { Bound::Included(first) };
        let found = tables.records.range((bound, Bound::Unbounded)).map(|(_, record)| record);
        let found = found.take_while(|record| record.key.kind == kind && record.key.parent == parent);
        Ok(page(found.cloned(), limit, |record| record.key.name.clone()))
    }

    async fn holder(&self, lock: &Lock) -> Result<Option<DeploymentId>, Fault> {
        Ok(self.tables().locks.get(lock).cloned())
    }

    async fn waiting(&self, lock: &Lock, limit: usize) -> Result<Vec<Place>, Fault> {
        Ok(self.tables().queues.get(lock).into_iter().flatten().take(limit).cloned().collect())
    }

    async fn watchers(&self, alarm: &AlarmName) -> Result<Vec<DeploymentId>, Fault> {
        let tables = self.tables();
        Ok(tables.watchers.iter().filter(|(name, _)| name == alarm).map(|(_, id)| id.clone()).collect())
    }

    async fn due(&self, until: Timestamp, limit: usize) -> Result<Vec<Due>, Fault> {
        let tables = self.tables();
        let mut due: Vec<Due> = tables.deployments.values().filter_map(due).filter(|due| due.due_at <= until).collect();
        due.sort_by_key(|due| due.due_at);
        due.truncate(limit);
        Ok(due)
    }

    async fn history(&self, id: &DeploymentId, after: u32, limit: usize) -> Result<Vec<Entry>, Fault> {
        let tables = self.tables();
        let bounds = (Bound::Excluded((id.clone(), after)), Bound::Included((id.clone(), u32::MAX)));
        Ok(tables.entries.range(bounds).take(limit).map(|(_, entry)| entry.clone()).collect())
    }

    async fn unsent(&self, id: &DeploymentId) -> Result<Vec<Notice>, Fault> {
        let tables = self.tables();
        Ok(tables.unsent.iter().filter(|(of, _)| of == id).filter_map(|key| tables.notices.get(key).cloned()).collect())
    }

    async fn mark_sent(&self, id: &DeploymentId, seq: u32) -> Result<(), Fault> {
        self.forget_unsent(id, seq);
        Ok(())
    }

    async fn outbox(&self, until: Timestamp, limit: usize) -> Result<Vec<(DeploymentId, Timestamp)>, Fault> {
        let tables = self.tables();
        let mut oldest: BTreeMap<&DeploymentId, Timestamp> = BTreeMap::new();
        for (key, notice) in tables.unsent.iter().filter_map(|key| tables.notices.get_key_value(key)) {
            let at = oldest.entry(&key.0).or_insert(notice.at);
            *at = notice.at.min(*at);
        }
        let mut left: Vec<_> = oldest.into_iter().filter(|(_, at)| *at <= until).map(|(id, at)| (id.clone(), at)).collect();
        left.sort_by_key(|(_, at)| *at);
        left.truncate(limit);
        Ok(left)
    }

    async fn deployments(&self, query: &DeploymentQuery) -> Result<Page<DeploymentId>, Fault> {
        let tables = self.tables();
        let mut found: Vec<&Stored> = tables.deployments.values().filter(|stored| answers(stored, query)).collect();
        found.sort_by_key(|stored| std::cmp::Reverse(created_key(stored)));
        let left = found.into_iter().filter(|stored| query.after.as_ref().is_none_or(|after| created_key(stored) < *after));
        let page = page(left, query.limit, |stored| created_key(stored));
        Ok(Page { items: page.items.iter().map(|stored| stored.deployment.id().clone()).collect(), next: page.next })
    }
}

impl Tables {
    /// Whether the write's own condition holds.
    fn allows(&self, write: &Write) -> bool {
        match write {
            Write::Insert(stored) => !self.deployments.contains_key(stored.deployment.id()),
            Write::Update(stored, rev) => self.deployments.get(stored.deployment.id()).is_some_and(|present| present.rev == *rev),
            Write::Take(lock, _) | Write::Unlocked(lock) => !self.locks.contains_key(lock),
            Write::Free(lock, chain) => self.locks.get(lock).is_none_or(|holder| holder == chain),
            Write::Put(Record { key, .. }, expect) | Write::Remove(key, expect) => self.is_as_expected(key, *expect),
            Write::Exists(key) => self.records.contains_key(key),
            Write::Append(..) | Write::Post(..) | Write::Watch(..) | Write::Unwatch(..) | Write::Enqueue(..) | Write::Dequeue(..) => true,
        }
    }

    fn is_as_expected(&self, key: &RecordKey, expect: Expect) -> bool {
        let present: Option<Rev> = self.records.get(key).map(|record| record.rev);
        match expect {
            Expect::Absent => present.is_none(),
            Expect::At(rev) => present == Some(rev),
            Expect::Anything => true,
        }
    }

    fn perform(&mut self, write: Write) {
        match write {
            Write::Insert(stored) | Write::Update(stored, _) => {
                self.deployments.insert(stored.deployment.id().clone(), *stored);
            }
            Write::Append(id, entry, _) => {
                self.entries.insert((id, entry.seq), entry);
            }
            Write::Post(id, notice, _) => {
                self.unsent.insert((id.clone(), notice.seq));
                self.notices.insert((id, notice.seq), notice);
            }
            Write::Take(lock, chain) => {
                self.locks.insert(lock, chain);
            }
            Write::Free(lock, _) => {
                self.locks.remove(&lock);
            }
            Write::Watch(alarm, id) => {
                self.watchers.insert((alarm, id));
            }
            Write::Unwatch(alarm, id) => {
                self.watchers.remove(&(alarm, id));
            }
            Write::Enqueue(lock, place) => {
                self.queues.entry(lock).or_default().insert(place);
            }
            Write::Dequeue(lock, place) => {
                self.queues.entry(lock).or_default().remove(&place);
            }
            Write::Put(record, _) => {
                self.records.insert(record.key.clone(), record);
            }
            Write::Remove(key, _) => {
                self.records.remove(&key);
            }
            Write::Unlocked(_) | Write::Exists(_) => {}
        }
    }
}

/// What a transaction of DynamoDB would refuse as a whole is refused here as well.
fn check(writes: &[Write]) -> Result<(), Fault> {
    if writes.len() > WRITES_MAX {
        return Err(Fault::Broken(format!("a transaction of {} writes: it may have {WRITES_MAX}", writes.len())));
    }
    let items: BTreeSet<Item<'_>> = writes.iter().map(item).collect();
    if items.len() < writes.len() {
        return Err(Fault::Broken("a transaction that writes one item twice".to_owned()));
    }
    Ok(())
}

fn item(write: &Write) -> Item<'_> {
    match write {
        Write::Insert(stored) | Write::Update(stored, _) => Item::Deployment(stored.deployment.id()),
        Write::Append(id, entry, _) => Item::Entry(id, entry.seq),
        Write::Post(id, notice, _) => Item::Notice(id, notice.seq),
        Write::Take(lock, _) | Write::Free(lock, _) | Write::Unlocked(lock) => Item::Lock(lock),
        Write::Watch(alarm, id) | Write::Unwatch(alarm, id) => Item::Watcher(alarm, id),
        Write::Enqueue(lock, place) | Write::Dequeue(lock, place) => Item::Place(lock, place),
        Write::Put(Record { key, .. }, _) | Write::Remove(key, _) | Write::Exists(key) => Item::Record(key),
    }
}

fn due(stored: &Stored) -> Option<Due> {
    Some(Due { deployment: stored.deployment.id().clone(), generation: stored.generation, due_at: stored.due_at? })
}

fn answers(stored: &Stored, query: &DeploymentQuery) -> bool {
    let deployment = &stored.deployment;
    let created_at = deployment.created_at();
    query.group.as_ref().is_none_or(|group| group == deployment.group_id())
        && (query.statuses.is_empty() || query.statuses.contains(&deployment.status()))
        && query.created_from.is_none_or(|from| created_at >= from)
        && query.created_until.is_none_or(|until| created_at <= until)
}

/// Sorts as the time of creation does, and by id where that is equal.
fn created_key(stored: &Stored) -> String {
    format!("{:020}#{}", stored.deployment.created_at().as_nanosecond(), stored.deployment.id())
}

fn page<T>(found: impl IntoIterator<Item = T>, limit: usize, key: impl Fn(&T) -> String) -> Page<T> {
    let mut found = found.into_iter();
    let items: Vec<T> = found.by_ref().take(limit).collect();
    let next = found.next().and_then(|_| items.last().map(key));
    Page { items, next }
}
