//! Representative events: every variant, in every flavour that some state tells apart.

use super::people;
use crate::deployment::tests::fixtures::Make;
use crate::deployment::tests::fixtures::{alarm, at, execution, foreign, id, revision, settings, shared, version};
use crate::deployment::tests::world::{START, World, failure};
use crate::deployment::{
    AlarmReading, AlarmState, AlarmsRead, Effect, ErrorCode, Event, FailureKind, HookReport, Inspection, Live, ReportSource, State,
    StopCause, Verdict, VersionFacts, VersionState,
};
use crate::{ExecutionId, Qualifier, RevisionId, Routing};
use jiff::{SignedDuration, Timestamp};

/// An event, when it comes, and what is particular about it.
pub(in crate::deployment::tests) struct Occasion {
    pub(in crate::deployment::tests) flavour: &'static str,
    pub(in crate::deployment::tests) now: Timestamp,
    pub(in crate::deployment::tests) event: Event,
}

pub(in crate::deployment::tests) fn occasions(world: &World) -> Vec<Occasion> {
    let mut all = vec![];
    let mut add = |now: Timestamp, events: Vec<(&'static str, Event)>| {
        all.extend(events.into_iter().map(|(flavour, event)| Occasion { flavour, now, event }));
    };
    let now = world.now;
    let due = world.active().due().map_or(now, |due| due.max(now));
    add(now, vec![("", Event::Admitted { settings: Box::new(settings(Make::canary().new.settings.plan)) })]);
    add(now, vec![("", Event::AdmissionFailed { code: ErrorCode::DeploymentGroupMissing, message: "gone".to_owned() })]);
    add(now, vec![("early", Event::Woke)]);
    add(due, vec![("when due", Event::Woke)]);
    add(now.checked_add(SignedDuration::from_hours(1)).unwrap(), vec![("an hour later", Event::Woke)]);
    add(now, vec![("", Event::Published { target: target_of(world), version: version(2) })]);
    add(due, inspections(world));
    add(due, routed(world));
    add(due, refused(world));
    add(due, failures(world));
    add(now.max(world.active().watch().next_poll_at), polls(world));
    add(now, alarms(world));
    add(due, calls(world));
    add(now, reports(world));
    let hour = now.checked_add(SignedDuration::from_hours(1)).unwrap();
    add(hour, vec![("after the deadline", report(&run(world), Verdict::Succeeded))]);
    add(now, stops());
    add(now, people::wishes(world));
    add(now, vec![("", Event::Abandoned { by: "ops".to_owned(), reason: "enough".to_owned() })]);
    all
}

/// The target that something is owed to, or the first.
fn target_of(world: &World) -> usize {
    let owed = world.active().pending(world.now.max(world.active().due().unwrap_or(world.now)));
    let named = owed.iter().find_map(|effect| match effect {
        Effect::Publish { target, .. } | Effect::Inspect { target, .. } | Effect::Route { target, .. } => Some(*target),
        Effect::Poll { .. } | Effect::CallHook(_) => None,
    });
    named.unwrap_or(0)
}

fn live(world: &World) -> Option<&Live> {
    world.active().targets().get(target_of(world))?.live()
}

fn fence(world: &World) -> RevisionId {
    live(world).map_or_else(|| revision("r1"), |live| live.fence.clone())
}

/// What the next write would make of the alias, or what it is.
fn wanted(world: &World) -> Routing {
    let owed = world.active().pending(world.now.max(world.active().due().unwrap_or(world.now)));
    let route = owed.into_iter().find_map(|effect| match effect {
        Effect::Route { routing, .. } => Some(routing),
        Effect::Publish { .. } | Effect::Inspect { .. } | Effect::Poll { .. } | Effect::CallHook(_) => None,
    });
    route.unwrap_or_else(|| confirmed(world))
}

fn confirmed(world: &World) -> Routing {
    live(world).map_or_else(|| shared(0.0), |live| live.confirmed.clone())
}

fn inspections(world: &World) -> Vec<(&'static str, Event)> {
    let facts = |version| VersionFacts { version, role: "role".to_owned(), dead_letter: None, state: VersionState::Active };
    let sound = Inspection {
        routing: shared(0.0),
        revision: revision("r1"),
        current: facts(Qualifier::Published(version(1))),
        target: facts(Qualifier::Published(version(2))),
        provisioned: None,
    };
    let changed = |flavour: &'static str, change: fn(&mut Inspection)| {
        let mut inspection = sound.clone();
        change(&mut inspection);
        (flavour, Event::Inspected { target: target_of(world), inspection })
    };
    vec![
        changed("sound", |_| {}),
        changed("split", |seen| seen.routing = shared(25.0)),
        changed("there already", |seen| seen.routing = Routing::all(version(2))),
        changed("provisioned", |seen| seen.provisioned = Some(5)),
        changed("target pending", |seen| seen.target.state = VersionState::Pending),
        changed("target unusable", |seen| seen.target.state = VersionState::Unusable("no".to_owned())),
        changed("on $LATEST", |seen| seen.routing = Routing::observed(Qualifier::Latest, None).unwrap()),
        changed("roles differ", |seen| seen.target.role = "another".to_owned()),
        changed("dead letters differ", |seen| seen.target.dead_letter = Some("queue".to_owned())),
    ]
}

fn routed(world: &World) -> Vec<(&'static str, Event)> {
    let target = target_of(world);
    let routed = |routing, fence| Event::Routed { target, routing, fence, revision: revision("r8") };
    vec![
        ("as wanted", routed(wanted(world), fence(world))),
        ("under another fence", routed(wanted(world), revision("r0"))),
        ("with another weight", routed(shared(3.0), fence(world))),
    ]
}

fn refused(world: &World) -> Vec<(&'static str, Event)> {
    let target = target_of(world);
    let refused = |fence, routing, revision| Event::Refused { target, fence, routing, revision };
    let (held, newer) = (fence(world), revision("r8"));
    let spent = live(world).and_then(|live| live.spent.last().cloned()).unwrap_or_else(|| held.clone());
    vec![
        ("showing the refused fence", refused(held.clone(), foreign(), held.clone())),
        ("showing a spent fence", refused(held.clone(), foreign(), spent)),
        ("by our own lost answer", refused(held.clone(), wanted(world), newer.clone())),
        ("by a renewed revision", refused(held.clone(), confirmed(world), newer.clone())),
        ("by drift", refused(held.clone(), foreign(), newer.clone())),
        ("by drift to the target", refused(held, Routing::all(version(2)), newer.clone())),
        ("under another fence", refused(revision("r0"), foreign(), newer)),
    ]
}

fn failures(world: &World) -> Vec<(&'static str, Event)> {
    let target = target_of(world);
    let failed = |kind| Event::TargetFailed { target, failure: failure(kind) };
    vec![
        ("throttled", failed(FailureKind::Throttled)),
        ("unknown", failed(FailureKind::Unknown)),
        ("denied", failed(FailureKind::Denied)),
        ("gone", failed(FailureKind::Gone)),
        ("invalid", failed(FailureKind::Invalid)),
        ("of no target", Event::TargetFailed { target: 9, failure: failure(FailureKind::Gone) }),
    ]
}

fn polls(world: &World) -> Vec<(&'static str, Event)> {
    let read = |state| AlarmsRead::Readings(vec![AlarmReading { name: alarm("errors"), state }]);
    let quiet = |alarms| Event::Polled { alarms, aliases: vec![] };
    let seeing = |routing, revision| Event::Polled { alarms: read(Some(AlarmState::Ok)), aliases: vec![(0, routing, revision)] };
    let first = world.active().targets().first().and_then(|target| target.live());
    let held = first.map_or_else(|| shared(0.0), |live| live.confirmed.clone());
    let old = first.and_then(|live| live.spent.last().cloned()).unwrap_or_else(|| revision("r1"));
    let failed = |denied| AlarmsRead::Failed { denied, message: "no answer".to_owned() };
    vec![
        ("all well", quiet(read(Some(AlarmState::Ok)))),
        ("in ALARM", quiet(read(Some(AlarmState::Alarm)))),
        ("insufficient data", quiet(read(Some(AlarmState::InsufficientData)))),
        ("no such alarm", quiet(read(None))),
        ("throttled", quiet(AlarmsRead::Throttled)),
        ("failed", quiet(failed(false))),
        ("denied", quiet(failed(true))),
        ("alias drifted", seeing(foreign(), revision("r8"))),
        ("alias seen late", seeing(foreign(), old)),
        ("revision renewed", seeing(held, revision("r8"))),
    ]
}

fn alarms(world: &World) -> Vec<(&'static str, Event)> {
    let changed = |state, previous, at| Event::AlarmChanged { alarm: alarm("errors"), state, previous, at };
    let now = world.now.checked_add(SignedDuration::from_secs(1)).unwrap();
    let before = at(START - 1);
    vec![
        ("OK to ALARM", changed(AlarmState::Alarm, Some(AlarmState::Ok), now)),
        ("ALARM, from where is not said", changed(AlarmState::Alarm, None, now)),
        ("ALARM again", changed(AlarmState::Alarm, Some(AlarmState::Alarm), now)),
        ("OK to ALARM before the watch", changed(AlarmState::Alarm, Some(AlarmState::Ok), before)),
        ("to OK", changed(AlarmState::Ok, Some(AlarmState::Alarm), now)),
        ("to insufficient data", changed(AlarmState::InsufficientData, Some(AlarmState::Alarm), now)),
        ("to OK before the last look", changed(AlarmState::Ok, Some(AlarmState::Alarm), before)),
        (
            "of another alarm",
            Event::AlarmChanged { alarm: alarm("other"), state: AlarmState::Alarm, previous: Some(AlarmState::Ok), at: now },
        ),
    ]
}

/// The run that is waited for, or was last.
fn run(world: &World) -> ExecutionId {
    match world.active().state() {
        State::Hooking(hooking) => hooking.execution.clone(),
        State::Queued { .. }
        | State::Preparing { .. }
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_)
        | State::Closed(_) => world.active().hook_runs().last().map_or_else(|| execution(99), |run| run.execution.clone()),
    }
}

fn calls(world: &World) -> Vec<(&'static str, Event)> {
    let failed = |kind| Event::HookCallFailed { execution: run(world), failure: failure(kind) };
    vec![
        ("", Event::HookCalled { execution: run(world) }),
        ("of another run", Event::HookCalled { execution: execution(99) }),
        ("throttled", failed(FailureKind::Throttled)),
        ("unknown", failed(FailureKind::Unknown)),
        ("denied", failed(FailureKind::Denied)),
        ("gone", failed(FailureKind::Gone)),
        ("invalid", failed(FailureKind::Invalid)),
        ("of another run", Event::HookCallFailed { execution: execution(99), failure: failure(FailureKind::Gone) }),
    ]
}

fn report(run: &ExecutionId, verdict: Verdict) -> Event {
    let report = HookReport { verdict, source: ReportSource::Reported, message: String::new() };
    Event::HookReported { execution: run.clone(), report }
}

fn reports(world: &World) -> Vec<(&'static str, Event)> {
    let earlier = world.active().hook_runs().first().map_or_else(|| execution(99), |run| run.execution.clone());
    vec![
        ("succeeded", report(&run(world), Verdict::Succeeded)),
        ("failed", report(&run(world), Verdict::Failed)),
        ("for the first run", report(&earlier, Verdict::Failed)),
        ("for an unknown run", report(&execution(98), Verdict::Failed)),
    ]
}

fn stops() -> Vec<(&'static str, Event)> {
    let stop = |rollback| Event::StopRequested { rollback, cause: StopCause::Requested };
    vec![
        ("", stop(None)),
        ("with rollback", stop(Some(true))),
        ("without rollback", stop(Some(false))),
        ("superseded", Event::StopRequested { rollback: Some(true), cause: StopCause::Superseded(id(7)) }),
    ]
}
