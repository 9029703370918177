//! A small world that obeys what deployments owe it, unless it is told not to.

use super::fixtures::{Make, alarm, at, fresh, function, version};
use crate::deployment::{
    AlarmReading, AlarmState, AlarmsRead, Applied, Deployment, Effect, Entry, Event, Failure, FailureKind, Fresh, HookCall, HookInvocation,
    HookReport, Inspection, Moved, Notice, Outcome, ReportSource, State, StopCause, Verdict, VersionFacts, VersionState,
};
use crate::{AlarmName, ExecutionId, FunctionArn, Qualifier, RevisionId, Routing, Version, Weight};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;

/// Where every test begins.
pub(super) const START: i64 = 1_000_000;

/// An alias as Lambda has it.
pub(super) struct Alias {
    pub(super) routing: Routing,
    pub(super) writes: u32,
}

impl Alias {
    pub(super) fn revision(&self) -> RevisionId {
        super::fixtures::revision(&format!("r{}", self.writes))
    }

    pub(super) fn write(&mut self, routing: Routing) {
        self.routing = routing;
        self.writes += 1;
    }
}

/// A deployment as it is stored, with all that was written down beside it.
pub(super) struct Stored {
    pub(super) deployment: Deployment,
    pub(super) entries: Vec<Entry>,
    pub(super) notices: Vec<Notice>,
}

/// How reading the alarms goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Polls {
    Answered,
    Throttled,
    Failed,
}

pub(super) struct World {
    pub(super) now: Timestamp,
    /// The deployment, and its rollback once there is one.
    pub(super) chain: Vec<Stored>,
    pub(super) aliases: BTreeMap<FunctionArn, Alias>,
    /// `None`: there is no such alarm.
    pub(super) alarms: BTreeMap<AlarmName, Option<AlarmState>>,
    pub(super) polls: Polls,
    /// What validation functions say; `None` is silence.
    pub(super) verdict: Option<Verdict>,
    /// What becomes of writes, if they do not get through.
    pub(super) writes_fail: Option<FailureKind>,
    pub(super) target_state: VersionState,
    pub(super) target_role: String,
    pub(super) target_dead_letter: Option<String>,
    pub(super) calls: Vec<HookInvocation>,
    /// What the next looks of Prepare show in place of what is there: where the traffic went before, under the `RevisionId` of then.
    pub(super) old_sights: Vec<(Routing, RevisionId)>,
    /// The event that was given last.
    pub(super) told: Option<Told>,
    pass: VecDeque<Effect>,
    ids: u32,
}

/// An event that was given to a deployment, and what it did.
pub(super) struct Told {
    pub(super) before: Deployment,
    pub(super) fresh: Fresh,
    pub(super) event: Event,
    pub(super) applied: Applied,
}

impl World {
    pub(super) fn of(make: Make) -> Self {
        Self::with(make.start(at(START)))
    }

    pub(super) fn queued(make: Make) -> Self {
        Self::with(make.enqueue(at(START)))
    }

    fn with(born: Moved) -> Self {
        let deployment = &born.deployment;
        let aliases =
            deployment.targets().iter().map(|target| (target.function.clone(), Alias { routing: Routing::all(version(1)), writes: 0 }));
        Self {
            now: at(START),
            aliases: aliases.collect(),
            alarms: deployment.settings().alarms.names.iter().map(|name| (name.clone(), Some(AlarmState::Ok))).collect(),
            chain: vec![stored(born)],
            polls: Polls::Answered,
            verdict: Some(Verdict::Succeeded),
            writes_fail: None,
            target_state: VersionState::Active,
            target_role: "role".to_owned(),
            target_dead_letter: None,
            calls: vec![],
            old_sights: vec![],
            told: None,
            pass: VecDeque::new(),
            ids: 1,
        }
    }

    /// The deployment that is under way, or was last.
    pub(super) fn active(&self) -> &Deployment {
        &self.chain.last().unwrap().deployment
    }

    /// The deployment that was asked for.
    pub(super) fn first(&self) -> &Deployment {
        &self.chain[0].deployment
    }

    pub(super) fn alias(&mut self, name: &str) -> &mut Alias {
        self.aliases.get_mut(&function(name)).unwrap()
    }

    pub(super) fn next_id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }

    /// Gives the deployment under way an event.
    pub(super) fn apply(&mut self, event: &Event) -> Applied {
        let fresh = fresh(self.now, self.next_id());
        let stored = self.chain.last_mut().unwrap();
        let before = stored.deployment.clone();
        let applied = before.apply(&fresh, event);
        if let Applied::Moved(moved) = &applied {
            if moved.deployment.state().name() != stored.deployment.state().name() {
                self.pass.clear();
            }
            stored.deployment = moved.deployment.clone();
            stored.entries.extend(moved.entries.iter().cloned());
            stored.notices.extend(moved.notices.iter().cloned());
            self.chain.extend(moved.rollback.as_deref().cloned().map(self::stored));
        }
        self.told = Some(Told { before, fresh, event: event.clone(), applied: applied.clone() });
        applied
    }

    /// As [`World::apply`], for an event that has to move the deployment.
    pub(super) fn moves(&mut self, event: &Event) {
        let applied = self.apply(event);
        assert!(matches!(applied, Applied::Moved(_)), "{event:?} did not move {:?}: {applied:?}", self.active().state());
    }

    /// Does what is asked for, and says what came of it.
    pub(super) fn perform(&mut self, effect: &Effect) -> Event {
        match effect {
            Effect::Publish { target, .. } => Event::Published { target: *target, version: version(2) },
            Effect::Inspect { target, function, version, .. } => {
                Event::Inspected { target: *target, inspection: self.inspection(function, version) }
            }
            Effect::Route { target, function, routing, fence, .. } => self.route(*target, function, routing, fence),
            Effect::Poll { alarms, aliases } => {
                let aliases = aliases.iter().map(|(index, function, _)| {
                    let alias = &self.aliases[function];
                    (*index, alias.routing.clone(), alias.revision())
                });
                Event::Polled { alarms: self.readings(alarms), aliases: aliases.collect() }
            }
            Effect::CallHook(invocation) => {
                self.calls.push(invocation.as_ref().clone());
                Event::HookCalled { execution: invocation.execution.clone() }
            }
        }
    }

    fn inspection(&mut self, function: &FunctionArn, target: &Version) -> Inspection {
        let alias = &self.aliases[function];
        let (routing, revision) = self.old_sights.pop().unwrap_or_else(|| (alias.routing.clone(), alias.revision()));
        let current =
            VersionFacts { version: routing.primary().clone(), role: "role".to_owned(), dead_letter: None, state: VersionState::Active };
        let target = VersionFacts {
            version: Qualifier::Published(target.clone()),
            role: self.target_role.clone(),
            dead_letter: self.target_dead_letter.clone(),
            state: self.target_state.clone(),
        };
        Inspection { routing, revision, current, target, provisioned: None }
    }

    fn route(&mut self, target: usize, function: &FunctionArn, routing: &Routing, fence: &RevisionId) -> Event {
        if let Some(kind) = self.writes_fail {
            return Event::TargetFailed { target, failure: failure(kind) };
        }
        let alias = self.aliases.get_mut(function).unwrap();
        if alias.revision() != *fence {
            return Event::Refused { target, fence: fence.clone(), routing: alias.routing.clone(), revision: alias.revision() };
        }
        alias.write(routing.clone());
        Event::Routed { target, routing: routing.clone(), fence: fence.clone(), revision: alias.revision() }
    }

    fn readings(&self, names: &[AlarmName]) -> AlarmsRead {
        match self.polls {
            Polls::Answered => {
                AlarmsRead::Readings(names.iter().map(|name| AlarmReading { name: name.clone(), state: self.alarms[name] }).collect())
            }
            Polls::Throttled => AlarmsRead::Throttled,
            Polls::Failed => AlarmsRead::Failed { denied: false, message: "DescribeAlarms did not answer".to_owned() },
        }
    }

    /// One thing happens: an effect is performed, a hook speaks, the deployment is woken, or time passes.
    pub(super) fn step(&mut self) {
        let deployment = self.active().clone();
        if self.pass.is_empty() {
            self.pass = deployment.pending(self.now).into();
        }
        if let Some(effect) = self.pass.pop_front() {
            let event = self.perform(&effect);
            self.apply(&event);
            return;
        }
        if let (State::Hooking(hooking), Some(verdict)) = (deployment.state(), self.verdict)
            && hooking.call == HookCall::Awaiting
            && self.now < hooking.deadline
        {
            let event = verdict_of(&hooking.execution, verdict);
            self.apply(&event);
            return;
        }
        match deployment.due() {
            Some(due) if due > self.now => self.now = due,
            Some(_) => self.moves(&Event::Woke),
            None => {}
        }
    }

    /// Goes on until the deployment under way looks like this.
    pub(super) fn until(&mut self, reached: impl Fn(&Deployment) -> bool) {
        self.until_watched(reached, |_| {});
    }

    /// Goes on until everything is over, while somebody looks after each step.
    pub(super) fn run_watched(&mut self, after_step: impl FnMut(&mut Self)) {
        self.until_watched(Deployment::is_closed, after_step);
    }

    fn until_watched(&mut self, reached: impl Fn(&Deployment) -> bool, mut after_step: impl FnMut(&mut Self)) {
        for _ in 0..2_000 {
            if reached(self.active()) {
                return;
            }
            self.step();
            after_step(self);
        }
        panic!("never reached; it stands at {:?}", self.active().state());
    }

    /// Goes on until everything is over.
    pub(super) fn run(&mut self) {
        self.until(Deployment::is_closed);
    }

    pub(super) fn wait(&mut self, seconds: i64) {
        self.now = self.now.checked_add(SignedDuration::from_secs(seconds)).unwrap();
    }

    /// CloudWatch says that `errors` came to ALARM just now.
    pub(super) fn raise(&mut self) -> Applied {
        self.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
        let event = alarm_event(AlarmState::Alarm, Some(AlarmState::Ok), self.now);
        self.apply(&event)
    }

    pub(super) fn stop(&mut self, rollback: Option<bool>) -> Applied {
        self.apply(&Event::StopRequested { rollback, cause: StopCause::Requested })
    }

    pub(super) fn outcome(&self) -> String {
        outcome(self.active())
    }

    /// Each alias's routing, by function.
    pub(super) fn traffic(&self) -> Vec<String> {
        self.aliases.iter().map(|(function, alias)| format!("{}: {}", function.name(), alias.routing)).collect()
    }

    /// What a person can read afterwards, deployment by deployment.
    pub(super) fn story(&self) -> String {
        let mut text = String::new();
        for stored in &self.chain {
            let _ = writeln!(text, "{} {}", stored.deployment.id(), outcome(&stored.deployment));
            for entry in &stored.entries {
                let _ =
                    writeln!(text, "  {:>3}. +{} s {:?}{}: {}", entry.seq, since_start(entry.at), entry.what, shift(entry), entry.message);
            }
            for notice in &stored.notices {
                let code = notice.code.map(|code| format!(" {code}")).unwrap_or_default();
                let _ = writeln!(text, "  told {}: {:?} {}{code} (entry {})", notice.seq, notice.kind, notice.status, notice.entry);
            }
            let events = stored.deployment.lifecycle().events().iter().map(|event| format!("{} {:?}", event.name, event.status));
            let _ = writeln!(text, "  {}", events.collect::<Vec<_>>().join(", "));
        }
        let _ = writeln!(text, "{}", self.traffic().join("\n"));
        text
    }
}

fn stored(moved: Moved) -> Stored {
    Stored { deployment: moved.deployment, entries: moved.entries, notices: moved.notices }
}

fn shift(entry: &Entry) -> String {
    let shown = |weights: &[Weight]| weights.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ");
    if entry.from == entry.to { String::new() } else { format!(" [{} → {}]", shown(&entry.from), shown(&entry.to)) }
}

fn since_start(at: Timestamp) -> f64 {
    at.duration_since(super::fixtures::at(START)).as_secs_f64()
}

pub(super) fn outcome(deployment: &Deployment) -> String {
    match deployment.state() {
        State::Closed(closed) => match &closed.outcome {
            Outcome::Succeeded { message } => format!("Succeeded: {}", message.as_deref().unwrap_or("–")),
            Outcome::Failed { code, message } => format!("Failed {code}: {message}"),
            Outcome::Stopped { code, message } => format!("Stopped {code}: {message}"),
        },
        open @ (State::Queued { .. }
        | State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_)) => format!("is still {}", open.name()),
    }
}

pub(super) fn failure(kind: FailureKind) -> Failure {
    Failure { kind, message: format!("lambda:UpdateAlias: {kind:?}") }
}

pub(super) fn alarm_event(state: AlarmState, previous: Option<AlarmState>, at: Timestamp) -> Event {
    Event::AlarmChanged { alarm: alarm("errors"), state, previous, at }
}

pub(super) fn verdict_of(execution: &ExecutionId, verdict: Verdict) -> Event {
    let report = HookReport { verdict, source: ReportSource::Reported, message: String::new() };
    Event::HookReported { execution: execution.clone(), report }
}
