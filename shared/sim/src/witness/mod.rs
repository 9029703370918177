//! The witness: sees everything that happens in a world, and knows what must never happen.
//!
//! Every rule is a function named as a sentence. A rule is checked whenever what it speaks of has
//! changed; in between it cannot have been broken.

mod alarms;
mod aliases;
mod changes;
mod gates;
mod locks;
mod notes;
mod rest;

use crate::alarms::Alarms;
use crate::lambda::AliasKey;
use aliases::Facts;
use gates::Wishes;
use headgate_domain::{AlarmName, Deployment, DeploymentId};
use headgate_engine::{Lock, Place, Stored, Write};
use jiff::{SignedDuration, Timestamp};
use notes::Notes;
use std::collections::{BTreeMap, BTreeSet};

/// A rule that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// When.
    pub at: Timestamp,
    /// The rule.
    pub rule: &'static str,
    /// What has happened instead.
    pub how: String,
}

/// Everything that was seen, as far as a rule speaks of it.
#[derive(Default)]
pub(crate) struct Witness {
    deployments: BTreeMap<DeploymentId, Stored>,
    open: BTreeSet<DeploymentId>,
    locks: BTreeMap<Lock, DeploymentId>,
    queues: BTreeMap<Lock, BTreeSet<Place>>,
    watchers: BTreeSet<(AlarmName, DeploymentId)>,
    aliases: BTreeMap<AliasKey, Facts>,
    notes: BTreeMap<DeploymentId, Notes>,
    wishes: Wishes,
    /// Chains that were given up, by a person or for want of a permission.
    given_up: BTreeSet<DeploymentId>,
    checks: u64,
    broken: Option<Broken>,
    /// Until when something was wrong with the world.
    disturbed_until: Timestamp,
    /// How far a worker's clock may be off.
    skew_max: SignedDuration,
    /// How long the table's index lags behind at most.
    lag_max: SignedDuration,
}

/// A rule's word on what has happened.
type Verdict = Result<(), String>;

impl Witness {
    pub(crate) fn new(skew_max: SignedDuration, lag_max: SignedDuration) -> Self {
        Self { skew_max, lag_max, ..Self::default() }
    }

    pub(crate) fn checks(&self) -> u64 {
        self.checks
    }

    pub(crate) fn broken(&self) -> Option<&Broken> {
        self.broken.as_ref()
    }

    /// How many deployments there were.
    pub(crate) fn deployments(&self) -> usize {
        self.deployments.len()
    }

    pub(crate) fn open(&self) -> &BTreeSet<DeploymentId> {
        &self.open
    }

    /// Something is wrong with the world until then: what has a time limit has more time.
    pub(crate) fn disturbed(&mut self, until: Timestamp) {
        self.disturbed_until = self.disturbed_until.max(until);
    }

    /// Notes the first rule that is broken.
    fn hold(&mut self, at: Timestamp, rule: &'static str, verdict: Verdict) {
        self.checks += 1;
        if let (Err(how), None) = (verdict, &self.broken) {
            self.broken = Some(Broken { at, rule, how });
        }
    }

    /// A transaction has happened.
    pub(crate) fn committed(&mut self, at: Timestamp, writes: &[Write], alarms: &Alarms) {
        let mut locks_moved = false;
        let mut present: BTreeMap<DeploymentId, Deployment> = BTreeMap::new();
        for write in writes {
            match write {
                Write::Insert(stored) | Write::Update(stored, _) => {
                    let before = self.deployments.get(stored.deployment.id()).cloned();
                    self.changed(at, before.as_ref(), stored, alarms);
                    if let Some(before) = &before {
                        self.gates_changed(at, before, stored, alarms);
                        present.insert(before.deployment.id().clone(), before.deployment.clone());
                    }
                    locks_moved |= before.is_none_or(|before| {
                        before.deployment.holds_locks() != stored.deployment.holds_locks()
                            || before.deployment.is_watching() != stored.deployment.is_watching()
                    });
                    let id = stored.deployment.id().clone();
                    if stored.deployment.is_closed() {
                        self.open.remove(&id)
                    } else {
                        self.open.insert(id.clone())
                    };
                    self.deployments.insert(id, stored.as_ref().clone());
                }
                Write::Append(id, entry, _) => {
                    self.appended(at, id, entry);
                    self.decided(at, present.get(id), entry);
                }
                Write::Post(id, notice, _) => self.posted(at, id, notice),
                Write::Take(lock, chain) => {
                    locks_moved = true;
                    self.locks.insert(lock.clone(), chain.clone());
                }
                Write::Free(lock, _) => {
                    locks_moved = true;
                    self.locks.remove(lock);
                }
                Write::Watch(alarm, id) => {
                    self.watchers.insert((alarm.clone(), id.clone()));
                }
                Write::Unwatch(alarm, id) => {
                    self.watchers.remove(&(alarm.clone(), id.clone()));
                }
                Write::Enqueue(lock, place) => {
                    self.queues.entry(lock.clone()).or_default().insert(place.clone());
                }
                Write::Dequeue(lock, place) => {
                    self.queues.entry(lock.clone()).or_default().remove(place);
                }
                Write::Unlocked(_) | Write::Put(..) | Write::Remove(..) | Write::Exists(_) => {}
            }
        }
        for write in writes {
            if let Write::Update(stored, _) | Write::Insert(stored) = write {
                let verdict = self.history_explains_the_state(stored);
                self.hold(at, "history explains the state", verdict);
            }
        }
        if locks_moved {
            let verdict = self.one_deployment_is_active_per_group_and_alias();
            self.hold(at, "one deployment is active per group and alias", verdict);
            let verdict = self.every_lock_is_held_by_the_chain_that_is_active();
            self.hold(at, "every lock is held by the chain that is active", verdict);
            let verdict = self.every_watched_alarm_has_its_row_and_no_other();
            self.hold(at, "every watched alarm has its row, and no other", verdict);
        }
    }
}
