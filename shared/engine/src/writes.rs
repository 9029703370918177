//! What a change means for the rest of the table: locks, watch rows, queue places, history, outbox.
//!
//! One place decides it, from the value before and the value after, so that no way of changing a
//! deployment can forget a lock or a watch row.

use crate::{Generation, Lock, Place, Rev, Stored, Write};
use headgate_domain::{Deployment, Entry, Moved, Notice, State};
use jiff::{SignedDuration, Timestamp};

/// How long what is finished is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Retention(pub(crate) Option<u32>);

/// What is written down while a deployment is open does not know when it will end: it is kept this much longer.
const OPEN_FOR_DAYS: i64 = 7;

impl Retention {
    /// When a note made at `at` may be forgotten: with its deployment, or some days after it.
    fn of_note(self, stored: &Stored, at: Timestamp) -> Option<Timestamp> {
        let days = OPEN_FOR_DAYS + i64::from(self.0?);
        stored.expires_at.or_else(|| at.checked_add(SignedDuration::from_hours(24 * days)).ok())
    }

    fn expires_at(self, deployment: &Deployment) -> Option<Timestamp> {
        match (self.0, deployment.state()) {
            (Some(days), State::Closed(closed)) => closed.at.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok(),
            (Some(_) | None, _) => None,
        }
    }
}

/// The locks a deployment needs: its group's, and each alias's.
pub(crate) fn locks(deployment: &Deployment) -> Vec<Lock> {
    let group = Lock::Group(deployment.group_id().clone());
    let aliases = deployment.targets().iter().map(|target| Lock::Alias(target.function.clone(), target.alias.clone()));
    std::iter::once(group).chain(aliases).collect()
}

/// Its place in the queues it stands in.
pub(crate) fn place(deployment: &Deployment) -> Place {
    Place { since: deployment.created_at(), deployment: deployment.id().clone() }
}

/// The transaction that makes a deployment, and the deployment as it is then stored.
pub(crate) fn birth(moved: Moved, retention: Retention) -> (Stored, Vec<Write>) {
    let stored = stored(moved.deployment, Rev(1), Generation(1), retention);
    let mut writes = vec![Write::Insert(Box::new(stored.clone()))];
    let deployment = &stored.deployment;
    if deployment.holds_locks() {
        writes.extend(locks(deployment).into_iter().map(|lock| Write::Take(lock, deployment.chain().clone())));
        writes.extend(watch_rows(deployment));
    } else {
        writes.extend(locks(deployment).into_iter().map(|lock| Write::Enqueue(lock, place(deployment))));
    }
    writes.extend(notes(&stored, moved.entries, moved.notices, retention));
    (stored, writes)
}

/// The transaction that takes a deployment from `before` to its next value, and what is then stored:
/// the deployment, and the rollback that was born with its end.
pub(crate) fn change(before: &Stored, moved: Moved, retention: Retention) -> (Stored, Option<Stored>, Vec<Write>) {
    let rev = Rev(before.rev.0 + 1);
    let due_at = moved.deployment.due();
    let generation = if due_at == before.due_at { before.generation } else { Generation(rev.0) };
    let after = stored(moved.deployment, rev, generation, retention);
    let mut writes = vec![Write::Update(Box::new(after.clone()), before.rev)];
    let rollback = moved.rollback.map(|rollback| {
        let stored = stored(rollback.deployment, Rev(1), Generation(1), retention);
        writes.push(Write::Insert(Box::new(stored.clone())));
        writes.extend(notes(&stored, rollback.entries, rollback.notices, retention));
        stored
    });
    writes.extend(belongings(&before.deployment, &after.deployment, rollback.as_ref().map(|rollback| &rollback.deployment)));
    writes.extend(notes(&after, moved.entries, moved.notices, retention));
    (after, rollback, writes)
}

fn belongings(before: &Deployment, after: &Deployment, heir: Option<&Deployment>) -> Vec<Write> {
    let mut writes = vec![];
    if before.is_watching() && !after.is_watching() {
        let rows = before.watch().alarms.iter();
        writes.extend(rows.map(|alarm| Write::Unwatch(alarm.name.clone(), before.id().clone())));
    } else if !before.is_watching() && after.is_watching() {
        writes.extend(watch_rows(after));
    }
    if before.holds_locks() && !after.holds_locks() {
        // What a rollback still moves stays locked: its chain is the same.
        let kept = heir.map(locks).unwrap_or_default();
        let freed = locks(before).into_iter().filter(|lock| !kept.contains(lock));
        writes.extend(freed.map(|lock| Write::Free(lock, before.chain().clone())));
    } else if !before.holds_locks() && after.holds_locks() {
        writes.extend(locks(after).into_iter().map(|lock| Write::Take(lock, after.chain().clone())));
    }
    if matches!(before.state(), State::Queued { .. }) && !matches!(after.state(), State::Queued { .. }) {
        writes.extend(locks(before).into_iter().map(|lock| Write::Dequeue(lock, place(before))));
    }
    writes
}

fn watch_rows(deployment: &Deployment) -> Vec<Write> {
    deployment.watch().alarms.iter().map(|alarm| Write::Watch(alarm.name.clone(), deployment.id().clone())).collect()
}

fn notes(stored: &Stored, entries: Vec<Entry>, notices: Vec<Notice>, retention: Retention) -> Vec<Write> {
    let id = stored.deployment.id();
    let entries = entries.into_iter().map(|entry| {
        let expires_at = retention.of_note(stored, entry.at);
        Write::Append(id.clone(), entry, expires_at)
    });
    let notices = notices.into_iter().map(|notice| {
        let expires_at = retention.of_note(stored, notice.at);
        Write::Post(id.clone(), notice, expires_at)
    });
    entries.chain(notices).collect()
}

fn stored(deployment: Deployment, rev: Rev, generation: Generation, retention: Retention) -> Stored {
    let (due_at, expires_at) = (deployment.due(), retention.expires_at(&deployment));
    Stored { deployment, rev, generation, due_at, expires_at }
}
