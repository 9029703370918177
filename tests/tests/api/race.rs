//! A store on which somebody else is faster, once: between what a request reads and what it writes.

use crate::desk::Desk;
use headgate_domain::{AlarmName, DeploymentId, Entry, Notice};
use headgate_engine::{
    Access, ApiError, CommitError, DeploymentQuery, Due, Engine, Fault, Lock, Object, Page, Place, Record, RecordKey, RecordKind,
    S3Location, Source, Store, Stored, Write,
};
use headgate_sim::{MemoryStore, at_once};
use jiff::Timestamp;
use serde_json::Value;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

type Rival<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Chance, which no desk comes near.
static COUNT: AtomicU64 = AtomicU64::new(1 << 40);

struct Race<'a> {
    store: MemoryStore,
    moment: Moment,
    calls: AtomicUsize,
    rival: Mutex<Option<Rival<'a>>>,
}

/// When the rival acts.
#[derive(Clone, Copy)]
enum Moment {
    BeforeTheFirstTransaction,
    /// Before the store's n-th call, from 0. A listing is torn by it: it shows what was there all the time.
    BeforeCall(usize),
}

/// Makes a call at `desk`'s store; `rival` acts right before the call's first transaction.
pub(crate) fn call_beaten(desk: &Desk, operation: &str, input: Value, rival: impl FnOnce() + Send) -> Result<Value, ApiError> {
    let (answer, has_acted) = call_at(Moment::BeforeTheFirstTransaction, desk, operation, input, rival);
    assert!(has_acted, "{operation} never came to a transaction");
    answer
}

/// The same, with a rival that acts before the store's n-th call; nothing when there are fewer calls.
pub(crate) fn call_beaten_at(
    nth: usize,
    desk: &Desk,
    operation: &str,
    input: Value,
    rival: impl FnOnce() + Send,
) -> Option<Result<Value, ApiError>> {
    let (answer, has_acted) = call_at(Moment::BeforeCall(nth), desk, operation, input, rival);
    has_acted.then_some(answer)
}

fn call_at(moment: Moment, desk: &Desk, operation: &str, input: Value, rival: impl FnOnce() + Send) -> (Result<Value, ApiError>, bool) {
    let (store, rival): (_, Rival<'_>) = (desk.engine.store().clone(), Box::new(rival));
    let race = Race { store, moment, calls: AtomicUsize::new(0), rival: Mutex::new(Some(rival)) };
    let now = desk.engine.source().now();
    let chance = |bytes: &mut [u8]| bytes[..8].copy_from_slice(&COUNT.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    let engine = Engine::new(race, desk.clerk.clone(), Source::new(move || now, chance), desk.engine.installation().clone());
    let nothing = |_: S3Location| std::future::ready(Err::<Object, _>(Fault::Broken("s3:GetObject: NoSuchKey".to_owned())));
    let answer = at_once(engine.call(operation, input, &Access::administrator().into(), &desk.clerk, nothing));
    let has_acted = engine.store().rival.lock().unwrap().is_none();
    (answer, has_acted)
}

impl Race<'_> {
    fn call(&self, is_transaction: bool) {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let now = match self.moment {
            Moment::BeforeTheFirstTransaction => is_transaction,
            Moment::BeforeCall(nth) => call == nth,
        };
        let rival = if now { self.rival.lock().unwrap().take() } else { None };
        if let Some(rival) = rival {
            rival();
        }
    }
}

impl Store for Race<'_> {
    async fn load(&self, id: &DeploymentId) -> Result<Option<Stored>, Fault> {
        self.call(false);
        self.store.load(id).await
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        self.call(true);
        self.store.commit(writes).await
    }

    async fn record(&self, key: &RecordKey) -> Result<Option<Record>, Fault> {
        self.call(false);
        self.store.record(key).await
    }

    async fn records(&self, kind: RecordKind, parent: &str, after: Option<String>, limit: usize) -> Result<Page<Record>, Fault> {
        let before = self.store.records(kind, parent, after.clone(), limit).await?;
        self.call(false);
        let page = self.store.records(kind, parent, after, limit).await?;
        let was_there = |record: &Record| before.items.iter().any(|before| before.key == record.key);
        Ok(Page { items: page.items.into_iter().filter(was_there).collect(), next: page.next })
    }

    async fn holder(&self, lock: &Lock) -> Result<Option<DeploymentId>, Fault> {
        self.call(false);
        self.store.holder(lock).await
    }

    async fn waiting(&self, lock: &Lock, limit: usize) -> Result<Vec<Place>, Fault> {
        self.call(false);
        self.store.waiting(lock, limit).await
    }

    async fn watchers(&self, alarm: &AlarmName) -> Result<Vec<DeploymentId>, Fault> {
        self.call(false);
        self.store.watchers(alarm).await
    }

    async fn due(&self, until: Timestamp, limit: usize) -> Result<Vec<Due>, Fault> {
        self.call(false);
        self.store.due(until, limit).await
    }

    async fn history(&self, id: &DeploymentId, after: u32, limit: usize) -> Result<Vec<Entry>, Fault> {
        self.call(false);
        self.store.history(id, after, limit).await
    }

    async fn unsent(&self, id: &DeploymentId) -> Result<Vec<Notice>, Fault> {
        self.call(false);
        self.store.unsent(id).await
    }

    async fn mark_sent(&self, id: &DeploymentId, seq: u32) -> Result<(), Fault> {
        self.call(false);
        self.store.mark_sent(id, seq).await
    }

    async fn outbox(&self, until: Timestamp, limit: usize) -> Result<Vec<(DeploymentId, Timestamp)>, Fault> {
        self.call(false);
        self.store.outbox(until, limit).await
    }

    async fn deployments(&self, query: &DeploymentQuery) -> Result<Page<DeploymentId>, Fault> {
        self.call(false);
        self.store.deployments(query).await
    }
}
