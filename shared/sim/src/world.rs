//! The world: everything that Headgate acts on, and everybody who acts on Headgate.

use crate::agenda::{Agenda, Occurrence};
use crate::alarms::{AlarmRule, Alarms, Change};
use crate::call::{CallId, InFlight, Trouble};
use crate::chance::Chance;
use crate::fate::{Blow, Fate};
use crate::faults::{Faults, Tally};
use crate::hooks::{HookBehaviour, Hooks};
use crate::lambda::{Alias, AliasKey, Lambda, Refused, Shift, UpdateAlias};
use crate::message::{Message, Parcel, ParcelId};
use crate::people::{Action, Mishap, Permission};
use crate::port::Table;
use crate::task::TaskId;
use crate::trace::Trace;
use crate::traffic::{Conduct, Traffic};
use crate::witness::{Broken, Witness};
use headgate_domain::{
    AlarmName, AlarmState, AliasName, DeploymentId, FunctionArn, HookFunction, HookInvocation, Notice, Qualifier, Routing, Version,
};
use headgate_engine::{Source, Wake, Write};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
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
    lands: BTreeMap<CallId, (TaskId, &'static str, Box<dyn FnOnce() + Send>)>,
    answers: BTreeMap<CallId, (TaskId, &'static str, Box<dyn FnOnce(Option<Trouble>) + Send>)>,
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
            Action::Create(_) | Action::CreateAgain(_) | Action::Stop(..) | Action::Abandon(_) | Action::Regroup(_) => {}
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

    // What a call does when it lands.

    pub(crate) fn begin(&self, call: InFlight) {
        let mut inner = self.lock();
        inner.calls_made += 1;
        let id = inner.calls_made;
        if let Some((_, action)) = inner.at_call.take_if(|(at, _)| *at == id) {
            let now = inner.now;
            inner.agenda.put(now, 0, Occurrence::Act(action));
        }
        let fate = inner.fate(id, call.name);
        inner.plan(id, call, fate);
    }

    pub(crate) fn committed(&self, table: &Table, writes: Vec<Write>) {
        let mut inner = self.lock();
        for write in &writes {
            if let Write::Insert(stored) | Write::Update(stored, _) = write {
                let deployment = &stored.deployment;
                inner.note(|| format!("{} rev {} {:?} at {:?}", deployment.id(), stored.rev.0, deployment.state(), deployment.weights()));
            }
        }
        let Inner { witness, alarms, now, .. } = &mut *inner;
        witness.committed(*now, &writes, alarms);
        let told: BTreeSet<DeploymentId> =
            writes.iter().filter_map(|write| if let Write::Post(id, ..) = write { Some(id.clone()) } else { None }).collect();
        for id in told {
            let soon = inner.soon();
            inner.send(soon, Message::Notices(id));
        }
        let lag_max = inner.faults.index_lag_seconds_max;
        if lag_max == 0 && inner.index_at <= inner.now {
            table.index.follow(writes);
        } else {
            let lag = SignedDuration::from_millis(inner.chance.between(0, lag_max * 1000));
            inner.index_at = inner.index_at.max(inner.now + lag);
            let at = inner.index_at;
            inner.agenda.put(at, 0, Occurrence::Index(writes));
        }
    }

    pub(crate) fn send_wake(&self, wake: Wake) {
        self.lock().send(wake.at, Message::Wake(wake));
    }

    pub(crate) fn call_hook(&self, invocation: Box<HookInvocation>) {
        let mut inner = self.lock();
        let soon = inner.soon();
        inner.send(soon, Message::Hook(invocation));
    }

    /// A validation function runs.
    pub(crate) fn run_hook(&self, invocation: &HookInvocation) {
        let mut inner = self.lock();
        for (at, verdict, source) in inner.hooks.called(invocation, inner.now) {
            inner.send(at, Message::Report(Box::new(invocation.clone()), verdict, source));
        }
    }

    pub(crate) fn publish_version(&self, function: &FunctionArn) -> Result<Version, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        inner.lambda.publish(function)
    }

    pub(crate) fn get_version(&self, function: &FunctionArn, version: &Qualifier) -> Result<String, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        let missing = || Refused::Gone(format!("there is no version {version}"));
        inner.lambda.role(function, version).ok_or_else(missing)
    }

    pub(crate) fn get_alias(&self, key: &AliasKey, may_lag: bool) -> Result<Alias, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        let rate = inner.faults.stale_alias;
        let stale = may_lag && inner.chance.happens(rate);
        if stale {
            inner.disturb("stale look at an alias", SignedDuration::ZERO);
        }
        let now = inner.now;
        inner.lambda.get_alias(key, now, stale)
    }

    pub(crate) fn update_alias(&self, request: &UpdateAlias) -> Result<Alias, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        let now = inner.now;
        let before = inner.lambda.alias(&request.key).cloned();
        let answer = inner.lambda.update_alias(request, now);
        inner.note(|| match &answer {
            Ok(alias) => format!("{} is now {} (rev-{})", request.key.0.name(), alias.routing, alias.revision),
            Err(refused) => format!("{} refuses {} under {}: {refused:?}", request.key.0.name(), request.version, request.fence),
        });
        let improper = if let Err(Refused::Improper(why)) = &answer { Err(why.clone()) } else { Ok(()) };
        inner.witness.nothing_improper_is_sent(now, improper);
        if let (Some(before), Ok(after)) = (&before, &answer) {
            inner.witness.alias_written(now, &request.key, before, after);
            inner.traffic.moved(&request.key, &after.routing, now);
        }
        answer
    }

    pub(crate) fn alarm_state(&self, name: &AlarmName) -> Option<AlarmState> {
        self.lock().alarms.state(name)
    }

    pub(crate) fn tell(&self, id: &DeploymentId, notice: &Notice) {
        let mut inner = self.lock();
        let now = inner.now;
        inner.note(|| format!("{id} tells: {} {:?}", notice.seq, notice.kind));
        inner.witness.told(now, id, notice.seq);
        inner.told.push(format!("{id}: {} {:?} {}", notice.seq, notice.kind, notice.status));
    }

    // What the simulation asks.

    pub(crate) fn next(&self) -> Option<Occurrence> {
        let mut inner = self.lock();
        let (at, occurrence) = inner.agenda.take_first()?;
        inner.now = inner.now.max(at);
        Some(occurrence)
    }

    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.lock().agenda.next_at()
    }

    pub(crate) fn put(&self, at: Timestamp, occurrence: Occurrence) {
        let mut inner = self.lock();
        let toss = inner.toss();
        inner.agenda.put(at, toss, occurrence);
    }

    pub(crate) fn send(&self, at: Timestamp, message: Message) {
        self.lock().send(at, message);
    }

    /// The schedule goes on whatever becomes of one sweep.
    pub(crate) fn next_sweep(&self, after: SignedDuration) {
        let mut inner = self.lock();
        let at = inner.now + after;
        let lost_rate = inner.faults.event_lost;
        if inner.chance.happens(lost_rate) {
            inner.disturb("lost sweep", after);
            inner.send(at + after, Message::Sweep);
        } else {
            inner.send(at, Message::Sweep);
        }
    }

    pub(crate) fn landing(&self, id: CallId) -> Option<Box<dyn FnOnce() + Send>> {
        let mut inner = self.lock();
        let (task, name, land) = inner.lands.remove(&id)?;
        inner.note(|| format!("worker {task}: {name} lands"));
        Some(land)
    }

    pub(crate) fn answering(&self, id: CallId, trouble: Option<Trouble>) -> Option<(TaskId, Box<dyn FnOnce(Option<Trouble>) + Send>)> {
        let mut inner = self.lock();
        let (task, name, answer) = inner.answers.remove(&id)?;
        inner.note(|| match trouble {
            None => format!("worker {task}: {name} answered"),
            Some(trouble) => format!("worker {task}: {name} {trouble:?}"),
        });
        Some((task, answer))
    }

    /// What a worker that died has under way may still land, or not.
    pub(crate) fn died(&self, task: TaskId) {
        let mut inner = self.lock();
        inner.note(|| format!("worker {task} dies"));
        inner.answers.retain(|_, (of, ..)| *of != task);
        let under_way: Vec<CallId> = inner.lands.iter().filter(|(_, (of, ..))| *of == task).map(|(id, _)| *id).collect();
        for id in under_way {
            if inner.shuffled && inner.chance.once_in(2) {
                inner.lands.remove(&id);
            }
        }
    }

    /// Takes a message that is being delivered; it comes again unless it is dealt with.
    pub(crate) fn delivery(&self, id: ParcelId) -> Option<Message> {
        let mut inner = self.lock();
        let brisk = !inner.shuffled;
        let parcel = inner.parcels.get_mut(&id)?;
        let persistence = parcel.message.persistence(brisk);
        parcel.deliveries += 1;
        let message = parcel.message.clone();
        if parcel.deliveries > persistence.deliveries_max {
            inner.parcels.remove(&id);
            if !matches!(message, Message::Sweep) {
                inner.disturb("dead letter", SignedDuration::ZERO);
            }
            return None;
        }
        let at = inner.now + persistence.again_after;
        let toss = inner.toss();
        inner.agenda.put(at, toss, Occurrence::Deliver(id));
        Some(message)
    }

    pub(crate) fn dealt_with(&self, id: ParcelId) {
        self.lock().parcels.remove(&id);
    }

    /// Whether anything but sweeps and the clock is left to happen.
    pub(crate) fn is_quiet(&self) -> bool {
        let inner = self.lock();
        let only_sweeps = |id: &ParcelId| inner.parcels.get(id).is_none_or(|parcel| matches!(parcel.message, Message::Sweep));
        !inner.agenda.any(|occurrence| match occurrence {
            Occurrence::Deliver(id) => !only_sweeps(id),
            Occurrence::Land(id) => inner.lands.contains_key(id),
            Occurrence::Answer(id, _) => inner.answers.contains_key(id),
            Occurrence::Minute | Occurrence::Die(_) => false,
            Occurrence::Act(_) | Occurrence::Index(_) => true,
        })
    }

    /// A minute is over.
    pub(crate) fn end_minute(&self) {
        let mut inner = self.lock();
        let Inner { now, traffic, alarms, chance, shuffled, witness, parcels, .. } = &mut *inner;
        let lag = if *shuffled { chance.between(5, 90) } else { 0 };
        traffic.end_minute(*now, *now + SignedDuration::from_secs(lag), chance);
        let changes = if traffic.is_empty() { vec![] } else { alarms.evaluate(traffic, *now) };
        witness.no_alarm_fires_for_long_unheard(*now, alarms);
        witness.nothing_stays_overdue(*now);
        let mut wakes: BTreeMap<&DeploymentId, usize> = BTreeMap::new();
        for parcel in parcels.values() {
            if let Message::Wake(wake) = &parcel.message {
                *wakes.entry(&wake.deployment).or_default() += 1;
            }
        }
        for (id, count) in wakes {
            witness.wakes_do_not_multiply(*now, id, count);
        }
        for change in changes {
            inner.announce(change);
        }
        let next = inner.now + SignedDuration::from_secs(60);
        inner.agenda.put(next, 0, Occurrence::Minute);
    }
}

impl Inner {
    pub(crate) fn note(&mut self, what: impl FnOnce() -> String) {
        self.trace.note(self.now, what);
    }

    /// Something has gone wrong, and stays so for a while.
    pub(crate) fn disturb(&mut self, kind: &'static str, span: SignedDuration) {
        self.tally.count(kind);
        self.witness.disturbed(self.now + span);
    }

    fn toss(&mut self) -> u16 {
        if self.shuffled { u16::try_from(self.chance.between(0, 0xffff)).unwrap_or_default() } else { 0 }
    }

    /// A little later, as far as anything takes time here.
    fn soon(&mut self) -> Timestamp {
        let ms = if self.shuffled { self.chance.between(0, 1500) } else { 0 };
        self.now + SignedDuration::from_millis(ms)
    }

    fn room(&mut self) -> Result<(), Refused> {
        if self.lambda.has_room(self.now) {
            return Ok(());
        }
        self.disturb("control plane's limit", SignedDuration::ZERO);
        Err(Refused::Throttled)
    }

    fn alias_made(&mut self, key: &AliasKey) {
        let Self { lambda, witness, traffic, now, .. } = self;
        if let Some(alias) = lambda.alias(key) {
            witness.alias_made(*now, key, alias);
            traffic.moved(key, &alias.routing, *now);
        }
    }

    fn by_hand(&mut self, key: &AliasKey, write: impl FnOnce(&mut Lambda, &AliasKey, Timestamp) -> Option<Alias>) {
        let Some(before) = self.lambda.alias(key).map(|alias| alias.routing.clone()) else { return };
        let now = self.now;
        if let Some(after) = write(&mut self.lambda, key, now) {
            self.witness.alias_moved_by_hand(now, key, &before, &after);
            self.traffic.moved(key, &after.routing, now);
        }
    }

    fn set_alarm(&mut self, name: &AlarmName, state: AlarmState) {
        let now = self.now;
        if let Some(change) = self.alarms.set(name, state, now) {
            self.announce(change);
        }
    }

    fn announce(&mut self, change: Change) {
        self.note(|| format!("alarm `{}` is {:?}", change.name, change.state));
        let (now, soon) = (self.now, self.soon());
        self.send(soon, Message::Alarm(change.name, change.state, change.previous, now));
    }

    fn heal(&mut self) {
        let (skew_ms_max, call_ms_max) = (self.faults.skew_ms_max, self.faults.call_ms_max);
        self.faults = Faults { skew_ms_max, call_ms_max, ..Faults::none() };
        self.denied.clear();
        self.mishaps.clear();
        self.witness.disturbed(self.now);
    }

    /// Sends a message that arrives at `at`: late, twice or never, if chance has it so.
    pub(crate) fn send(&mut self, at: Timestamp, message: Message) {
        let lost_rate = match &message {
            Message::Wake(_) => self.faults.wake_lost,
            Message::Alarm(..) => self.faults.event_lost,
            Message::Sweep | Message::Hook(_) | Message::Report(..) | Message::Notices(_) | Message::Ask(_) => 0,
        };
        if self.chance.happens(lost_rate) {
            self.note(|| format!("lost: {message:?}"));
            return self.disturb("lost message", SignedDuration::ZERO);
        }
        let once = matches!(message, Message::Sweep | Message::Ask(_));
        let (late_rate, twice_rate) = if once { (0, 0) } else { (self.faults.late, self.faults.duplicate) };
        let mut arrives = at.max(self.now);
        if self.chance.happens(late_rate) {
            let span = SignedDuration::from_secs(self.chance.between(1, self.faults.late_seconds_max));
            let until = arrives + span;
            self.disturb("late message", until.duration_since(self.now));
            arrives = until;
        }
        if self.chance.happens(twice_rate) {
            self.disturb("message delivered twice", SignedDuration::ZERO);
            let again = arrives + SignedDuration::from_millis(self.chance.between(0, 10_000));
            self.post(again, message.clone());
        }
        self.post(arrives, message);
    }

    fn post(&mut self, at: Timestamp, message: Message) {
        self.parcels_sent += 1;
        let id = self.parcels_sent;
        self.parcels.insert(id, Parcel { message, deliveries: 0 });
        let toss = self.toss();
        self.agenda.put(at, toss, Occurrence::Deliver(id));
    }

    /// Puts down when a call lands and when its answer returns.
    fn plan(&mut self, id: CallId, call: InFlight, fate: Fate) {
        let InFlight { task, name, land, answer } = call;
        if let Some(after) = fate.lands_after {
            let (at, toss) = (self.now + after, self.toss());
            if let Some(land) = land {
                self.lands.insert(id, (task, name, land));
                self.agenda.put(at, toss, Occurrence::Land(id));
            }
        }
        if let Some((after, trouble)) = fate.answers_after {
            self.answers.insert(id, (task, name, answer));
            // After its landing, should both fall on one instant.
            self.agenda.put(self.now + after, 0xffff, Occurrence::Answer(id, trouble));
        }
        if let Some(after) = fate.dies_after {
            self.agenda.put(self.now + after, 0xffff, Occurrence::Die(task));
        }
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
