//! The world: everything that Headgate acts on, and everybody who acts on Headgate.

mod course;
mod inner;
mod landing;

use crate::agenda::Agenda;
use crate::alarms::{AlarmRule, Alarms};
use crate::call::{Answering, CallId, Land};
use crate::chance::Chance;
use crate::fate::Blow;
use crate::faults::{Faults, Tally};
use crate::hooks::{HookBehaviour, Hooks};
use crate::lambda::{Alias, Lambda, Shift};
use crate::message::{Message, Parcel, ParcelId};
use crate::people::{Action, Mishap, Permission};
use crate::task::TaskId;
use crate::trace::Trace;
use crate::traffic::{Conduct, Traffic};
use crate::witness::{Broken, Witness};
use headgate_domain::{AlarmName, AlarmState, AliasName, FunctionArn, HookFunction, Routing, Version};
use headgate_engine::Source;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A handle on the world; clones share it.
#[derive(Clone)]
pub struct World {
    inner: Arc<Mutex<Inner>>,
}

pub(crate) struct Inner {
    pub(crate) now: Timestamp,
    /// Whether calls take time and happen in any order; otherwise everything happens at once, in its order.
    pub(crate) shuffled: bool,
    pub(crate) chance: Chance,
    ids: Chance,
    pub(crate) agenda: Agenda,
    lands: BTreeMap<CallId, (TaskId, &'static str, Land)>,
    answers: BTreeMap<CallId, (TaskId, &'static str, Answering)>,
    calls_made: usize,
    parcels: BTreeMap<ParcelId, Parcel>,
    parcels_sent: ParcelId,
    /// The index takes in transactions in their order.
    index_at: Timestamp,
    pub(crate) lambda: Lambda,
    traffic: Traffic,
    pub(crate) alarms: Alarms,
    hooks: Hooks,
    pub(crate) faults: Faults,
    pub(crate) denied: BTreeMap<Permission, Timestamp>,
    pub(crate) mishaps: VecDeque<Mishap>,
    pub(crate) blow: Option<Blow>,
    at_call: Option<(CallId, Action)>,
    pub(crate) tally: Tally,
    trace: Trace,
    told: Vec<String>,
    pub(crate) witness: Witness,
}

impl World {
    /// A world in which everything happens at once and in its order, from a fixed instant on.
    pub fn new() -> Self {
        Self::begun(false, 0, Faults { call_ms_max: 0, time_limits: false, ..Faults::default() })
    }

    /// A world in which calls take time and happen in any order, and in which things go wrong, all from one seed.
    pub fn shuffled(seed: u64, faults: Faults) -> Self {
        Self::begun(true, seed, faults)
    }

    fn begun(shuffled: bool, seed: u64, faults: Faults) -> Self {
        let now = Timestamp::from_second(1_800_000_000).unwrap_or(Timestamp::UNIX_EPOCH);
        let witness =
            Witness::new(SignedDuration::from_millis(faults.skew_ms_max), SignedDuration::from_secs(faults.index_lag_seconds_max));
        let inner = Inner {
            now,
            shuffled,
            chance: Chance::seeded(seed),
            ids: Chance::seeded(seed ^ 0x5eed_0f1d),
            agenda: Agenda::default(),
            lands: BTreeMap::new(),
            answers: BTreeMap::new(),
            calls_made: 0,
            parcels: BTreeMap::new(),
            parcels_sent: 0,
            index_at: now,
            lambda: Lambda::default(),
            traffic: Traffic::default(),
            alarms: Alarms::default(),
            hooks: Hooks::default(),
            faults,
            denied: BTreeMap::new(),
            mishaps: VecDeque::new(),
            blow: None,
            at_call: None,
            tally: Tally::default(),
            trace: Trace::default(),
            told: vec![],
            witness,
        };
        Self { inner: Arc::new(Mutex::new(inner)) }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time and chance of this world, as a worker has them whose clock is off by so much.
    pub fn source(&self, skew: SignedDuration) -> Source {
        let (clock, chance) = (self.clone(), self.clone());
        Source::new(move || clock.now() + skew, move |bytes| chance.lock().ids.fill(bytes))
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.lock().now
    }

    // What there is.

    /// A version of a function.
    pub fn version(&self, function: &FunctionArn, version: &Version) {
        self.lock().lambda.add_version(function, version, "role");
    }

    /// Gives a version an execution role of its own.
    pub fn role(&self, function: &FunctionArn, version: &Version, role: &str) {
        self.lock().lambda.add_version(function, version, role);
    }

    /// A function with an alias on a version.
    pub fn function(&self, function: &FunctionArn, alias: &AliasName, version: &Version) {
        let mut inner = self.lock();
        let key = (function.clone(), alias.clone());
        inner.lambda.add_version(function, version, "role");
        inner.lambda.add_alias(&key, version);
        inner.alias_made(&key);
    }

    /// The version that `$LATEST` becomes when it is published.
    pub fn publishes(&self, function: &FunctionArn, version: &Version) {
        let mut inner = self.lock();
        inner.lambda.add_version(function, version, "role");
        inner.lambda.set_latest(function, version);
    }

    /// How a version does when it serves requests.
    pub fn behave(&self, function: &FunctionArn, version: &Version, conduct: Conduct) {
        self.lock().traffic.behave(function, version, conduct);
    }

    /// Requests that reach an alias, in a second.
    pub fn load(&self, function: &FunctionArn, alias: &AliasName, requests_per_second: f64) {
        let mut inner = self.lock();
        let key = (function.clone(), alias.clone());
        let Inner { lambda, traffic, now, .. } = &mut *inner;
        if let Some(alias) = lambda.alias(&key) {
            traffic.load(&key, alias, requests_per_second, *now);
        }
    }

    /// Requests that each version has served through an alias, in all whole minutes.
    pub fn served(&self, function: &FunctionArn, alias: &AliasName) -> BTreeMap<Version, f64> {
        self.lock().traffic.served(&(function.clone(), alias.clone()))
    }

    /// How many calls of Lambda's control plane are taken in a second; `None` takes any number.
    pub fn limit_calls(&self, per_second_max: Option<u32>) {
        self.lock().lambda.calls_per_second_max = per_second_max;
    }

    /// An alarm that is moved by hand.
    pub fn alarm(&self, name: &AlarmName, state: AlarmState) {
        let mut inner = self.lock();
        let now = inner.now;
        inner.alarms.add(name, state, None, now);
    }

    /// An alarm over the traffic of an alias, which begins as `OK`.
    pub fn alarm_over(&self, name: &AlarmName, rule: AlarmRule) {
        let mut inner = self.lock();
        let now = inner.now;
        inner.alarms.add(name, AlarmState::Ok, Some(rule), now);
    }

    /// What a validation function does.
    pub fn hook(&self, function: &HookFunction, behaviour: HookBehaviour) {
        self.lock().hooks.set(function, behaviour);
    }

    /// The alias as it is.
    pub fn alias(&self, function: &FunctionArn, alias: &AliasName) -> Option<Alias> {
        self.lock().lambda.alias(&(function.clone(), alias.clone())).cloned()
    }

    // What happens to it.

    /// Somebody else moves an alias.
    pub fn meddle(&self, function: &FunctionArn, alias: &AliasName, routing: Routing) {
        self.lock().by_hand(&(function.clone(), alias.clone()), |lambda, key, now| lambda.write(key, routing, now, false));
    }

    pub(crate) fn act(&self, action: Action) {
        let mut inner = self.lock();
        inner.note(|| format!("somebody: {action:?}"));
        let now = inner.now;
        match action {
            Action::Set(alarm, state) => inner.set_alarm(&alarm, state),
            Action::Meddle(function, alias, routing) => {
                inner.by_hand(&(function, alias), |lambda, key, now| lambda.write(key, routing, now, false));
            }
            Action::Renew(function, alias) => inner.by_hand(&(function, alias), Lambda::renew),
            Action::Delete(function, alias) => inner.lambda.delete_alias(&(function, alias)),
            Action::Recreate(function, alias, version) => {
                let key = (function, alias);
                inner.lambda.add_alias(&key, &version);
                inner.alias_made(&key);
            }
            Action::LoseWakes => {
                inner.parcels.retain(|_, parcel| !matches!(parcel.message, Message::Wake(_)));
                inner.disturb("lost wake", SignedDuration::ZERO);
            }
            Action::Mishaps(mishaps) => inner.mishaps.extend(mishaps),
            Action::Deny(permission, seconds) => {
                let span = SignedDuration::from_secs(seconds);
                inner.denied.insert(permission, now + span);
                inner.disturb("denied permission", span);
            }
            Action::Heal => inner.heal(),
            // These are asked of Headgate, or change its table.
            Action::Create(_)
            | Action::CreateAgain(_)
            | Action::Stop(..)
            | Action::Abandon(_)
            | Action::Ask(..)
            | Action::AskLate(..)
            | Action::Attend
            | Action::Regroup(_) => {}
        }
    }

    /// Where a blow falls, for a story that is told with one.
    pub fn strike(&self, blow: Option<Blow>) {
        self.lock().blow = blow;
    }

    /// What somebody does right before a port call, counted from 1 over the whole run.
    pub fn at_call(&self, call: usize, action: Action) {
        self.lock().at_call = Some((call, action));
    }

    /// Port calls so far.
    pub fn calls(&self) -> usize {
        self.lock().calls_made
    }

    /// Every accepted write of an alias, in order.
    pub fn shifts(&self) -> Vec<Shift> {
        self.lock().lambda.shifts.clone()
    }

    /// Notices that were sent, in order, as `d-…: what`.
    pub fn told(&self) -> Vec<String> {
        self.lock().told.clone()
    }

    /// The first rule that was broken.
    pub fn broken(&self) -> Option<Broken> {
        self.lock().witness.broken().cloned()
    }

    /// What went wrong, by kind.
    pub fn tally(&self) -> Tally {
        self.lock().tally.clone()
    }

    /// How often a rule was checked.
    pub fn checks(&self) -> u64 {
        self.lock().witness.checks()
    }

    /// Writes down everything that happens from now on.
    pub fn trace(&self) {
        self.lock().trace.start();
    }

    /// What was written down.
    pub fn traced(&self) -> Vec<String> {
        self.lock().trace.lines().to_vec()
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
