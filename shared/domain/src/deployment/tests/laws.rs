//! Laws that hold in every world, however hostile.

use super::fixtures::{FUNCTIONS, Make, ROLLS_BACK, STAYS, execution, foreign, fresh, plan, shared, step};
use super::gate_laws::{self, Wish, gated, gates, starter, wishes};
use super::table::events::occasions;
use super::table::states::states;
use super::world::{Polls, Told, World, alarm_event, failure, outcome, verdict_of};
use crate::deployment::{
    AlarmReading, AlarmState, AlarmsRead, Applied, Deployment, Effect, Event, FailureKind, Landed, MAX_ENTRIES, Outcome, Standing, State,
    StopCause, Verdict, VersionFacts, VersionState,
};
use crate::{DeploymentId, FunctionArn, HookFunction, Qualifier, Routing, Step, Weight};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What the world does next: mostly it obeys; sometimes it fails, repeats, forgets or interferes.
#[derive(Clone, Debug)]
enum Move {
    Obey,
    /// A write lands, and nobody hears of it.
    LoseAnswer,
    /// Something asked of a target fails.
    Fail(FailureKind),
    /// A worker stalls with what it was about to do.
    Stall,
    /// The worker that stalled goes on; the deployment may hear of it.
    GoOn {
        heard: bool,
    },
    /// An event of before is told again.
    Again(prop::sample::Index),
    Wait(u16),
    Woke,
    Alarm {
        state: AlarmState,
        previous: Option<AlarmState>,
        seconds_ago: u16,
    },
    Polls(Polls),
    Verdict(Option<Verdict>),
    StrayVerdict,
    Stop(Option<bool>),
    Abandon,
    /// AWS renews an alias's `RevisionId`.
    Renew(usize),
    /// Somebody else writes an alias.
    Meddle(usize, Routing),
    Admit,
    Wish(Wish),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let state = prop_oneof![Just(AlarmState::Ok), Just(AlarmState::Alarm), Just(AlarmState::InsufficientData)];
    let kind = prop_oneof![
        6 => Just(FailureKind::Throttled),
        6 => Just(FailureKind::Unknown),
        1 => Just(FailureKind::Denied),
        1 => Just(FailureKind::Gone),
        1 => Just(FailureKind::Invalid),
    ];
    let routing = prop_oneof![Just(foreign()), Just(shared(0.0)), Just(shared(37.0)), Just(shared(100.0))];
    let one = prop_oneof![
        60 => Just(Move::Obey),
        4 => Just(Move::LoseAnswer),
        4 => kind.prop_map(Move::Fail),
        4 => Just(Move::Stall),
        4 => any::<bool>().prop_map(|heard| Move::GoOn { heard }),
        4 => any::<prop::sample::Index>().prop_map(Move::Again),
        6 => (0_u16..400).prop_map(Move::Wait),
        3 => Just(Move::Woke),
        2 => (state.clone(), prop::option::of(state), 0_u16..500)
            .prop_map(|(state, previous, seconds_ago)| Move::Alarm { state, previous, seconds_ago }),
        3 => prop_oneof![Just(Polls::Answered), Just(Polls::Throttled), Just(Polls::Failed)].prop_map(Move::Polls),
        2 => prop_oneof![Just(None), Just(Some(Verdict::Failed)), Just(Some(Verdict::Succeeded))].prop_map(Move::Verdict),
        1 => Just(Move::StrayVerdict),
        1 => any::<Option<bool>>().prop_map(Move::Stop),
        1 => Just(Move::Abandon),
        3 => (0_usize..3).prop_map(Move::Renew),
        1 => (0_usize..3, routing).prop_map(|(index, routing)| Move::Meddle(index, routing)),
        4 => Just(Move::Admit),
        8 => wishes().prop_map(Move::Wish),
    ];
    prop::collection::vec(one, 0..120)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let bake = prop_oneof![Just(0_u32), Just(1), Just(60), Just(90)];
    let shape = (bake, prop::bool::weighted(0.3), gates());
    (prop::collection::btree_set(1_u8..100, 0..4), prop::collection::vec(shape, 5)).prop_map(|(weights, shapes)| {
        let weights = weights.into_iter().chain([100]).zip(shapes);
        let hook = |judged: bool| judged.then(|| HookFunction::new("judge").unwrap());
        let shaped = |(weight, (bake, judged, gates))| gated(Step { hook: hook(judged), ..step(f64::from(weight), bake) }, gates);
        weights.map(shaped).collect()
    })
}

/// How a world begins.
#[derive(Clone, Debug)]
struct Beginning {
    steps: Vec<Step>,
    targets: usize,
    hooks: (bool, bool),
    rolls_back: bool,
    lenient: (bool, bool),
    queued: bool,
    latest: bool,
    first_alias: Routing,
    second_alias: Routing,
}

fn beginnings() -> impl Strategy<Value = Beginning> {
    let alias = || prop_oneof![5 => Just(shared(0.0)), 1 => Just(shared(25.0)), 1 => Just(shared(100.0))];
    let flags = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.7), any::<bool>(), any::<bool>(), prop::bool::weighted(0.2));
    (steps(), 1_usize..=3, flags, any::<bool>(), alias(), alias()).prop_map(|(steps, targets, flags, latest, first_alias, second_alias)| {
        let (before, after, rolls_back, ignore_failure, ignore_active, queued) = flags;
        let (hooks, lenient) = ((before, after), (ignore_failure, ignore_active));
        Beginning { steps, targets, hooks, rolls_back, lenient, queued, latest, first_alias, second_alias }
    })
}

impl Beginning {
    fn world(&self) -> World {
        let mut make = Make::plan(&self.steps)
            .targets(self.targets)
            .hooks(self.hooks.0.then_some("before"), self.hooks.1.then_some("after"))
            .first(|target| {
                if self.latest {
                    target.requested = Qualifier::Latest;
                }
            })
            .with(|settings| {
                settings.rollback = if self.rolls_back { ROLLS_BACK } else { STAYS };
                settings.alarms.ignore_poll_failure = self.lenient.0;
                settings.ignore_active_alarms = self.lenient.1;
            });
        make.new.request.starter = Some(starter());
        let mut world = if self.queued { World::queued(make) } else { World::of(make) };
        for (name, routing) in FUNCTIONS.iter().zip([&self.first_alias, &self.second_alias]).take(self.targets) {
            world.alias(name).routing = routing.clone();
        }
        world
    }
}

struct Hostile {
    world: World,
    log: Vec<(DeploymentId, Event)>,
    stalled: Vec<Effect>,
    /// Aliases that somebody else has written.
    touched: BTreeSet<FunctionArn>,
    /// Somebody was told that a write can never work, or gave up: nothing is promised of traffic then.
    given_up: bool,
    shares: BTreeMap<FunctionArn, Weight>,
}

impl Hostile {
    fn new(world: World) -> Self {
        Self { world, log: vec![], stalled: vec![], touched: BTreeSet::new(), given_up: false, shares: BTreeMap::new() }
    }

    fn route(&self) -> Option<Effect> {
        self.world.active().pending(self.world.now).into_iter().find(|effect| matches!(effect, Effect::Route { .. }))
    }

    fn tell(&mut self, event: &Event) {
        self.given_up |= matches!(event, Event::Abandoned { .. }) && matches!(self.world.active().state(), State::Landing(_));
        self.world.apply(event);
    }

    fn make(&mut self, one: Move) {
        match one {
            Move::Obey => self.world.step(),
            Move::LoseAnswer => {
                if let Some(route) = self.route() {
                    self.world.perform(&route);
                }
            }
            Move::Fail(kind) => self.fail(kind),
            Move::Stall => self.stalled.extend(self.route()),
            Move::GoOn { heard } => self.go_on(heard),
            Move::Again(index) => {
                // Answers of a poll carry no identity: they are told within the turn that asked, never again. And what one
                // deployment asked for is not told to another.
                let repeats = |event: &&Event| !matches!(event, Event::Polled { .. } | Event::TargetFailed { .. });
                let own = self.log.iter().filter(|(id, _)| id == self.world.active().id()).map(|(_, event)| event);
                let told: Vec<&Event> = own.filter(repeats).collect();
                if !told.is_empty() {
                    let event = (*index.get(&told)).clone();
                    self.tell(&event);
                }
            }
            Move::Wait(seconds) => self.world.wait(i64::from(seconds)),
            Move::Woke => self.tell(&Event::Woke),
            Move::Alarm { state, previous, seconds_ago } => {
                let at = self.world.now.checked_sub(SignedDuration::from_secs(i64::from(seconds_ago))).unwrap();
                if seconds_ago == 0 {
                    self.world.alarms.values_mut().for_each(|alarm| *alarm = Some(state));
                }
                self.tell(&alarm_event(state, previous, at));
            }
            Move::Polls(polls) => self.world.polls = polls,
            Move::Verdict(verdict) => self.world.verdict = verdict,
            Move::StrayVerdict => self.tell(&verdict_of(&execution(9_999), Verdict::Failed)),
            Move::Stop(rollback) => self.tell(&Event::StopRequested { rollback, cause: StopCause::Requested }),
            Move::Abandon => {
                self.tell(&Event::Abandoned { by: "ops".to_owned(), reason: "enough".to_owned() });
            }
            Move::Renew(index) => {
                if let Some(alias) = self.world.aliases.values_mut().nth(index) {
                    alias.writes += 1;
                }
            }
            Move::Meddle(index, routing) => {
                if let Some((function, alias)) = self.world.aliases.iter_mut().nth(index) {
                    alias.write(routing);
                    self.touched.insert(function.clone());
                }
            }
            Move::Wish(wish) => {
                let event = wish.event(self.world.active(), self.world.now);
                self.tell(&event);
            }
            Move::Admit => {
                let settings = Box::new(self.world.active().settings().clone());
                self.tell(&Event::Admitted { settings });
            }
        }
    }

    fn fail(&mut self, kind: FailureKind) {
        let owed = self.world.active().pending(self.world.now);
        let target = owed.iter().find_map(|effect| match effect {
            Effect::Publish { target, .. } | Effect::Inspect { target, .. } | Effect::Route { target, .. } => Some(*target),
            Effect::Poll { .. } | Effect::CallHook(_) => None,
        });
        if let Some(target) = target {
            self.given_up |= matches!(self.world.active().state(), State::Landing(_))
                && matches!(kind, FailureKind::Gone | FailureKind::Invalid | FailureKind::Denied);
            self.tell(&Event::TargetFailed { target, failure: failure(kind) });
        }
    }

    fn go_on(&mut self, heard: bool) {
        if let Some(effect) = self.stalled.pop() {
            let event = self.world.perform(&effect);
            // A rollback's targets have places of their own.
            if heard && self.world.chain.len() == 1 {
                self.tell(&event);
            }
        }
    }

    /// Faults end.
    fn heal(&mut self) {
        self.world.polls = Polls::Answered;
        self.world.verdict = Some(Verdict::Succeeded);
        self.world.target_state = VersionState::Active;
        self.world.alarms.values_mut().for_each(|alarm| *alarm = Some(AlarmState::Ok));
        self.make(Move::Admit);
    }

    fn check(&mut self) {
        if let Some(told) = self.world.told.take() {
            check_event(&told);
            self.log.push((told.before.id().clone(), told.event));
        }
        for stored in &self.world.chain {
            check_standing(&stored.deployment, self.world.now);
            let entries: Vec<u32> = stored.entries.iter().map(|entry| entry.seq).collect();
            assert_eq!(entries, (1..=stored.deployment.entries()).collect::<Vec<_>>(), "entries are numbered one by one");
            assert!(stored.deployment.entries() <= MAX_ENTRIES);
            let notices = stored.notices.iter().map(|notice| notice.seq);
            assert!(notices.eq(1..=u32::try_from(stored.notices.len()).unwrap()), "notices are numbered one by one");
            assert!(stored.notices.iter().all(|notice| notice.entry >= 1 && notice.entry <= stored.deployment.entries()));
        }
        self.check_shares();
    }

    /// Until a rollback, traffic that has moved stays moved; and never more moves than was meant to.
    fn check_shares(&mut self) {
        let deployment = self.world.first();
        let meant = match deployment.state() {
            State::Shifting { step, .. } | State::Baking { step, .. } => Some(deployment.settings().plan.steps()[*step].weight),
            State::Queued { .. }
            | State::Preparing { .. }
            | State::Hooking(_)
            | State::Waiting(_)
            | State::Landing(_)
            | State::Closed(_) => None,
        };
        let not_yet = matches!(deployment.state(), State::Queued { .. } | State::Preparing { .. });
        if self.world.chain.len() > 1 || not_yet || self.given_up {
            return;
        }
        for target in deployment.targets() {
            let Some(live) = target.live().filter(|live| live.moves() && !self.touched.contains(&target.function)) else { continue };
            let share = self.world.aliases[&target.function].routing.weight_of(&live.target);
            // What ended while it was prepared never moved anything: a split that was left there may go yet.
            let ends = matches!(deployment.state(), State::Landing(_) | State::Closed(_));
            if ends && !self.shares.contains_key(&target.function) {
                continue;
            }
            let before = self.shares.insert(target.function.clone(), share).unwrap_or(share);
            assert!(share >= before, "{} fell from {before} to {share} in {:?}", target.id(), deployment.state());
            assert!(meant.is_none_or(|meant| share <= meant), "{} is at {share}, beyond {meant:?}", target.id());
        }
    }

    /// Everything is over, and the traffic is where the outcome says.
    fn check_end(&mut self) {
        let routings = |world: &World| world.aliases.values().map(|alias| alias.routing.clone()).collect::<Vec<_>>();
        if !self.given_up {
            let at_rest = routings(&self.world);
            while let Some(effect) = self.stalled.pop() {
                self.world.perform(&effect);
            }
            assert_eq!(routings(&self.world), at_rest, "a stalled worker moved traffic after the end");
        }
        let last = self.world.active();
        let State::Closed(closed) = last.state() else { panic!("did not close: {:?}", last.state()) };
        let succeeded = matches!(closed.outcome, Outcome::Succeeded { .. });
        assert!(!last.is_rollback() || succeeded || self.given_up, "a rollback ended as {}", outcome(last));
        if self.given_up || !(succeeded || last.is_rollback()) {
            return;
        }
        for target in last.targets().iter().filter(|target| !self.touched.contains(&target.function)) {
            let live = target.live().unwrap();
            let wanted = if last.is_rollback() { &live.current } else { &live.target };
            assert_eq!(self.world.aliases[&target.function].routing, Routing::all(wanted.clone()), "{}", target.id());
        }
    }
}

/// What one event may and may not do.
fn check_event(told: &Told) {
    let Told { before, fresh, event, applied } = told;
    assert_eq!(&before.apply(fresh, event), applied, "applying is a pure function");
    gate_laws::check_event(told);
    let Applied::Moved(moved) = applied else { return };
    assert!(!before.is_closed(), "a closed deployment moved by {event:?}");
    match moved.deployment.apply(fresh, event) {
        Applied::Ignored(_) | Applied::Rejected(_) => {}
        // These carry no identity: in a state that also asks for them they are taken for its own answers.
        Applied::Moved(_)
            if matches!(event, Event::Polled { .. } | Event::TargetFailed { .. })
                && before.state().name() != moved.deployment.state().name() => {}
        Applied::Moved(again) => {
            assert!(again.deployment == moved.deployment, "told twice in {:?}: {event:?}", before.state());
            assert!(again.entries.is_empty() && again.notices.is_empty() && again.rollback.is_none(), "told twice: {event:?}");
        }
    }
    let born = moved.rollback.as_deref();
    assert_eq!(born.map(|rollback| rollback.deployment.id()), moved.deployment.rolled_back_by());
    assert!(born.is_none_or(|rollback| moved.deployment.is_closed() && rollback.deployment.chain() == before.chain()));
}

/// What is true of a deployment wherever it stands.
fn check_standing(deployment: &Deployment, now: Timestamp) {
    let text = serde_json::to_string(deployment).unwrap();
    assert_eq!(&serde_json::from_str::<Deployment>(&text).unwrap(), deployment, "what is stored is read back as it was");
    check_owed(deployment, now);
    check_due(deployment, now);
    check_alarm(deployment, now);
    gate_laws::check_actions(deployment, now);
    if let State::Landing(landing) = deployment.state() {
        assert_eq!(landing.targets.len(), deployment.targets().len());
        assert!(landing.targets.contains(&Landed::Pending), "what is at rest closes");
    }
}

fn check_owed(deployment: &Deployment, now: Timestamp) {
    let owed = deployment.pending(now);
    assert_eq!(owed, deployment.pending(now), "what is owed is a pure function");
    for effect in owed {
        for answer in answers(&effect) {
            let applied = deployment.apply(&fresh(now, 88_888), &answer);
            assert!(matches!(applied, Applied::Moved(_)), "{answer:?} answers what {:?} asks, and is {applied:?}", deployment.state());
        }
    }
}

/// Every answer that an effect may have.
fn answers(effect: &Effect) -> Vec<Event> {
    const KINDS: [FailureKind; 5] =
        [FailureKind::Throttled, FailureKind::Unknown, FailureKind::Denied, FailureKind::Gone, FailureKind::Invalid];
    let failures = |target: usize| KINDS.map(|kind| Event::TargetFailed { target, failure: failure(kind) });
    let newer = super::fixtures::revision("newer");
    match effect {
        Effect::Publish { target, .. } => {
            [vec![Event::Published { target: *target, version: super::fixtures::version(2) }], failures(*target).to_vec()].concat()
        }
        Effect::Inspect { target, version, .. } => {
            let facts = |version: &crate::Version| VersionFacts {
                version: Qualifier::Published(version.clone()),
                role: "role".to_owned(),
                dead_letter: None,
                state: VersionState::Active,
            };
            let current = super::fixtures::version(1);
            let inspection = crate::deployment::Inspection {
                routing: Routing::all(current.clone()),
                revision: newer,
                current: facts(&current),
                target: facts(version),
                provisioned: None,
            };
            [vec![Event::Inspected { target: *target, inspection }], failures(*target).to_vec()].concat()
        }
        Effect::Route { target, routing, fence, .. } => {
            let routed = Event::Routed { target: *target, routing: routing.clone(), fence: fence.clone(), revision: newer.clone() };
            let refused = |routing: Routing| Event::Refused { target: *target, fence: fence.clone(), routing, revision: newer.clone() };
            [vec![routed, refused(routing.clone()), refused(foreign())], failures(*target).to_vec()].concat()
        }
        Effect::Poll { alarms, .. } => {
            let read = |state| AlarmsRead::Readings(alarms.iter().map(|name| AlarmReading { name: name.clone(), state }).collect());
            let failed = AlarmsRead::Failed { denied: false, message: String::new() };
            let all = [read(Some(AlarmState::Ok)), read(Some(AlarmState::Alarm)), read(None), AlarmsRead::Throttled, failed];
            all.map(|alarms| Event::Polled { alarms, aliases: vec![] }).to_vec()
        }
        Effect::CallHook(invocation) => {
            let execution = &invocation.execution;
            let failed = KINDS.map(|kind| Event::HookCallFailed { execution: execution.clone(), failure: failure(kind) });
            [vec![Event::HookCalled { execution: execution.clone() }], failed.to_vec()].concat()
        }
    }
}

/// There is always something that moves it on, and `due` says when; before that, nothing is owed.
fn check_due(deployment: &Deployment, now: Timestamp) {
    let Some(due) = deployment.due() else {
        assert!(deployment.is_closed(), "{:?} waits for nothing", deployment.state());
        assert_eq!(deployment.pending(now), []);
        return;
    };
    assert!(!deployment.is_closed());
    let a_moment_before = due.checked_sub(SignedDuration::from_nanos(1)).unwrap();
    assert_eq!(deployment.pending(a_moment_before), [], "{:?} owes something before it is due at {due}", deployment.state());
    for then in [due, due.max(now)] {
        let woken = deployment.apply(&fresh(then, 88_888), &Event::Woke);
        assert!(
            !deployment.pending(then).is_empty() || matches!(woken, Applied::Moved(_)),
            "{:?} is due at {due} and stands still: {woken:?}",
            deployment.state()
        );
    }
}

fn check_alarm(deployment: &Deployment, now: Timestamp) {
    let counts = deployment.watch().alarms.iter().any(|alarm| alarm.standing == Standing::Counting);
    if !(counts && deployment.is_watching()) {
        return;
    }
    let reading = AlarmReading { name: super::fixtures::alarm("errors"), state: Some(AlarmState::Alarm) };
    let polled = Event::Polled { alarms: AlarmsRead::Readings(vec![reading]), aliases: vec![] };
    for event in [alarm_event(AlarmState::Alarm, Some(AlarmState::Ok), now), polled] {
        let applied = deployment.apply(&fresh(now, 88_888), &event);
        let Applied::Moved(moved) = applied else { panic!("{event:?} was not heard: {applied:?}") };
        assert!(!moved.deployment.is_watching(), "{event:?} left it {:?}", moved.deployment.state());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deployment_closes_with_the_traffic_its_outcome_names(beginning in beginnings(), moves in moves()) {
        let mut hostile = Hostile::new(beginning.world());
        hostile.check();
        for one in moves {
            hostile.make(one);
            hostile.check();
        }
        hostile.heal();
        for _ in 0..600 {
            hostile.check();
            if hostile.world.active().is_closed() {
                break;
            }
            hostile.world.people_decide();
            hostile.check();
            hostile.world.step();
        }
        hostile.check();
        hostile.check_end();
    }
}

#[test]
fn the_laws_hold_after_every_edge_of_the_table() {
    for (_, world) in states() {
        check_standing(world.active(), world.now);
        for occasion in occasions(&world) {
            let fresh = fresh(occasion.now, 77);
            let applied = world.active().apply(&fresh, &occasion.event);
            if let Applied::Moved(moved) = &applied {
                check_standing(&moved.deployment, occasion.now);
                if let Some(rollback) = &moved.rollback {
                    check_standing(&rollback.deployment, occasion.now);
                }
            }
            check_event(&Told { before: world.active().clone(), fresh, event: occasion.event, applied });
        }
    }
}

#[test]
fn a_plan_of_a_hundred_steps_keeps_its_history_within_bounds() {
    let steps: Vec<Step> = (1..=100).map(|percent| step(f64::from(percent), 60)).collect();
    let mut hostile = Hostile::new(World::of(Make::plan(plan(&steps).steps()).targets(3)));
    while !hostile.world.active().is_closed() {
        hostile.world.step();
        hostile.check();
    }
    hostile.check_end();
}
