//! The simulated world: time, aliases, alarms, hooks and messages, and where a worker dies.

use headgate_domain::{
    AlarmName, AlarmState, AliasName, DeploymentId, FunctionArn, HookFunction, HookInvocation, Qualifier, RevisionId, Routing, Version,
    Weight,
};
use headgate_engine::{Source, Wake};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A handle on the world; clones share it.
#[derive(Clone)]
pub struct World {
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    now: Timestamp,
    bytes_given: u64,
    aliases: BTreeMap<(FunctionArn, AliasName), Alias>,
    roles: BTreeMap<(FunctionArn, Version), String>,
    published: BTreeMap<FunctionArn, Version>,
    alarms: BTreeMap<AlarmName, AlarmState>,
    hooks: BTreeMap<HookFunction, HookBehaviour>,
    mailbox: Vec<(Timestamp, Message)>,
    calls: usize,
    death: Option<Death>,
    mishaps: VecDeque<Mishap>,
    shifts: Vec<Shift>,
    told: Vec<String>,
}

/// An alias as Lambda keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// Where its traffic goes.
    pub routing: Routing,
    /// Its `RevisionId`, which changes with every write.
    pub revision: u64,
}

/// What a validation function does when it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookBehaviour {
    /// Reports success through the API, after some seconds.
    Succeeds(i64),
    /// Reports failure through the API, after some seconds.
    Fails(i64),
    /// Crashes.
    Crashes,
    /// Never reports.
    Hangs,
    /// Reports success twice.
    ReportsTwice,
}

/// A message under way.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A wake from a queue.
    Wake(Wake),
    /// The asynchronous call of a validation function.
    Hook(Box<HookInvocation>),
    /// A validation function's report through the API.
    Report(Box<HookInvocation>, bool),
    /// An alarm's change.
    Alarm(AlarmName, AlarmState, AlarmState, Timestamp),
    /// The sweep of every minute.
    Sweep,
}

/// Where the worker dies: at this port call, before or after it lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Death {
    /// The port call, counted from 1 over the whole run.
    pub call: usize,
    /// Whether the call still lands.
    pub landed: bool,
}

/// What goes wrong with the next write of an alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// Too many requests.
    Throttled,
    /// It happens, and the answer is lost.
    AnswerLost,
    /// It does not happen, and nobody says so.
    Lost,
    /// A permission is missing.
    Denied,
}

/// One accepted write of an alias.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// When.
    pub at: Timestamp,
    /// The function.
    pub function: FunctionArn,
    /// Where its traffic went from then on.
    pub routing: Routing,
    /// Whether Headgate wrote it, or somebody else.
    pub ours: bool,
}

impl World {
    /// An empty world at a fixed instant.
    pub fn new() -> Self {
        let now = Timestamp::from_second(1_800_000_000).unwrap_or(Timestamp::UNIX_EPOCH);
        let inner = Inner {
            now,
            bytes_given: 0,
            aliases: BTreeMap::new(),
            roles: BTreeMap::new(),
            published: BTreeMap::new(),
            alarms: BTreeMap::new(),
            hooks: BTreeMap::new(),
            mailbox: vec![],
            calls: 0,
            death: None,
            mishaps: VecDeque::new(),
            shifts: vec![],
            told: vec![],
        };
        Self { inner: Arc::new(Mutex::new(inner)) }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time and chance of this world: the same calls give the same answers.
    pub fn source(&self) -> Source {
        let (clock, chance) = (self.clone(), self.clone());
        Source::new(
            move || clock.now(),
            move |bytes| {
                let mut inner = chance.lock();
                for byte in bytes {
                    inner.bytes_given += 1;
                    *byte = scrambled(inner.bytes_given);
                }
            },
        )
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.lock().now
    }

    /// Lets time pass.
    pub fn pass(&self, span: SignedDuration) {
        let mut inner = self.lock();
        inner.now = inner.now.checked_add(span).unwrap_or(Timestamp::MAX);
    }

    /// Lets time pass until `at`, unless that is over.
    pub fn pass_until(&self, at: Timestamp) {
        let mut inner = self.lock();
        inner.now = inner.now.max(at);
    }

    /// A function with an alias on a version.
    pub fn function(&self, function: &FunctionArn, alias: &AliasName, version: &Version) {
        let alias_state = Alias { routing: Routing::all(version.clone()), revision: 1 };
        self.lock().aliases.insert((function.clone(), alias.clone()), alias_state);
    }

    /// Gives a version an execution role of its own.
    pub fn role(&self, function: &FunctionArn, version: &Version, role: &str) {
        self.lock().roles.insert((function.clone(), version.clone()), role.to_owned());
    }

    pub(crate) fn role_of(&self, function: &FunctionArn, version: &Qualifier) -> String {
        let Qualifier::Published(version) = version else { return "role".to_owned() };
        self.lock().roles.get(&(function.clone(), version.clone())).cloned().unwrap_or_else(|| "role".to_owned())
    }

    /// The version that `$LATEST` becomes when it is published.
    pub fn publishes(&self, function: &FunctionArn, version: &Version) {
        self.lock().published.insert(function.clone(), version.clone());
    }

    pub(crate) fn published(&self, function: &FunctionArn) -> Option<Version> {
        self.lock().published.get(function).cloned()
    }

    /// The alias as it is.
    pub fn alias(&self, function: &FunctionArn, alias: &AliasName) -> Option<Alias> {
        self.lock().aliases.get(&(function.clone(), alias.clone())).cloned()
    }

    /// Somebody else moves the alias.
    pub fn meddle(&self, function: &FunctionArn, alias: &AliasName, routing: Routing) {
        self.write(function, alias, routing, false);
    }

    /// AWS renews the `RevisionId` by itself.
    pub fn renew(&self, function: &FunctionArn, alias: &AliasName) {
        if let Some(alias) = self.lock().aliases.get_mut(&(function.clone(), alias.clone())) {
            alias.revision += 1;
        }
    }

    /// The alias is deleted.
    pub fn delete_alias(&self, function: &FunctionArn, alias: &AliasName) {
        self.lock().aliases.remove(&(function.clone(), alias.clone()));
    }

    fn write(&self, function: &FunctionArn, alias: &AliasName, routing: Routing, ours: bool) -> Option<u64> {
        let mut inner = self.lock();
        let at = inner.now;
        let state = inner.aliases.get_mut(&(function.clone(), alias.clone()))?;
        state.routing = routing.clone();
        state.revision += 1;
        let revision = state.revision;
        inner.shifts.push(Shift { at, function: function.clone(), routing, ours });
        Some(revision)
    }

    /// `UpdateAlias`: refused where the fence is not the alias's own.
    pub(crate) fn update_alias(&self, function: &FunctionArn, alias: &AliasName, routing: &Routing, fence: &RevisionId) -> Update {
        let mishap = self.next_mishap();
        match mishap {
            Some(Mishap::Throttled) => return Update::Throttled,
            Some(Mishap::Lost) => return Update::NoAnswer,
            Some(Mishap::Denied) => return Update::Denied,
            Some(Mishap::AnswerLost) | None => {}
        }
        let Some(state) = self.alias(function, alias) else { return Update::Gone };
        if revision_id(state.revision) != *fence {
            return Update::Refused(state);
        }
        assert!(routing.split().is_none_or(|(_, weight)| weight > Weight::ZERO), "a split of nothing was sent");
        match (self.write(function, alias, routing.clone(), true), mishap) {
            (Some(revision), None) => Update::Accepted(revision_id(revision)),
            (Some(_), Some(_)) => Update::NoAnswer,
            (None, _) => Update::Gone,
        }
    }

    fn next_mishap(&self) -> Option<Mishap> {
        self.lock().mishaps.pop_front()
    }

    /// What goes wrong with the next writes of aliases, one after the other.
    pub fn mishaps(&self, mishaps: &[Mishap]) {
        self.lock().mishaps.extend(mishaps);
    }

    /// Sets an alarm's state without telling anybody.
    pub fn alarm(&self, name: &AlarmName, state: AlarmState) {
        self.lock().alarms.insert(name.clone(), state);
    }

    pub(crate) fn alarm_state(&self, name: &AlarmName) -> Option<AlarmState> {
        self.lock().alarms.get(name).copied()
    }

    /// An alarm comes to ALARM, and `CloudWatch` says so.
    pub fn raise(&self, name: &AlarmName) {
        let now = self.now();
        let previous = self.alarm_state(name).unwrap_or(AlarmState::Ok);
        self.alarm(name, AlarmState::Alarm);
        self.send(now, Message::Alarm(name.clone(), AlarmState::Alarm, previous, now));
    }

    /// What a validation function does.
    pub fn hook(&self, function: &HookFunction, behaviour: HookBehaviour) {
        self.lock().hooks.insert(function.clone(), behaviour);
    }

    pub(crate) fn behaviour(&self, function: &HookFunction) -> HookBehaviour {
        self.lock().hooks.get(function).copied().unwrap_or(HookBehaviour::Succeeds(0))
    }

    /// Sends a message that arrives at `at`.
    pub fn send(&self, at: Timestamp, message: Message) {
        self.lock().mailbox.push((at, message));
    }

    /// Takes the message that arrives first, and lets time pass until then.
    pub fn receive(&self) -> Option<Message> {
        let mut inner = self.lock();
        let first = inner.mailbox.iter().enumerate().min_by_key(|(index, (at, _))| (*at, *index))?.0;
        let (at, message) = inner.mailbox.remove(first);
        inner.now = inner.now.max(at);
        Some(message)
    }

    /// When the next message arrives.
    pub fn next_at(&self) -> Option<Timestamp> {
        self.lock().mailbox.iter().map(|(at, _)| *at).min()
    }

    /// Whether anything but a sweep is under way.
    pub(crate) fn anything_but_sweeps(&self) -> bool {
        self.lock().mailbox.iter().any(|(_, message)| !matches!(message, Message::Sweep))
    }

    /// Loses every wake under way, as a queue never should.
    pub fn lose_wakes(&self) {
        self.lock().mailbox.retain(|(_, message)| !matches!(message, Message::Wake(_)));
    }

    /// Makes the worker die.
    pub fn die_at(&self, death: Option<Death>) {
        self.lock().death = death;
    }

    /// Port calls so far.
    pub fn calls(&self) -> usize {
        self.lock().calls
    }

    /// Every accepted write of an alias, in order.
    pub fn shifts(&self) -> Vec<Shift> {
        self.lock().shifts.clone()
    }

    /// Notices that were sent, in order, as `d-…: what`.
    pub fn told(&self) -> Vec<String> {
        self.lock().told.clone()
    }

    pub(crate) fn tell(&self, id: &DeploymentId, what: &str) {
        self.lock().told.push(format!("{id}: {what}"));
    }

    /// A port call: lands unless the worker dies at it. A dead worker's call never returns.
    pub(crate) async fn call<T>(&self, land: impl FnOnce() -> T) -> T {
        let death = {
            let mut inner = self.lock();
            inner.calls += 1;
            inner.death.filter(|death| death.call == inner.calls)
        };
        match death {
            None => land(),
            Some(Death { landed: true, .. }) => {
                land();
                pending().await
            }
            Some(Death { landed: false, .. }) => pending().await,
        }
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

/// What `UpdateAlias` answered.
pub(crate) enum Update {
    Accepted(RevisionId),
    Refused(Alias),
    Throttled,
    NoAnswer,
    Denied,
    Gone,
}

/// A `RevisionId` as this world writes it.
pub(crate) fn revision_id(number: u64) -> RevisionId {
    RevisionId::new(format!("rev-{number}")).expect("digits make a revision id")
}

fn scrambled(counter: u64) -> u8 {
    let mixed = counter.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).to_le_bytes()[3]
}
