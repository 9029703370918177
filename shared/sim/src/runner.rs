//! Runs an engine in a world: delivers messages in the order of time, again where a worker died.

use crate::mortal::{Mortal, at_once, until_death};
use crate::world::{HookBehaviour, Message, Mishap, World};
use headgate_domain::{
    Account, AlarmName, AliasName, Deployment, DeploymentGroup, DeploymentId, Entry, FunctionArn, HookInvocation, HookReport, ReportSource,
    Routing, Verdict,
};
use headgate_engine::{
    AlarmChange, CreateDeployment, DeploymentQuery, Engine, EngineError, Expect, Installation, Record, RecordKey, RecordKind, Rev, Store,
    Write,
};
use jiff::{SignedDuration, Timestamp};
use std::future::Future;

/// An engine at work in a world, over a store that outlives its workers.
pub struct Runner<S> {
    /// The world.
    pub world: World,
    store: S,
    engine: Engine<Mortal<S>, World>,
    script: Vec<(Timestamp, Action)>,
    answers: Vec<Result<DeploymentId, EngineError>>,
}

/// Something a person, or somebody else's program, does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Asks for a deployment; asked again under the same token when the answer does not come.
    Create(Box<CreateDeployment>),
    /// Asks the deployment made by the n-th `Create` to stop.
    Stop(usize, Option<bool>),
    /// Gives up on the rollback of the n-th `Create`.
    Abandon(usize),
    /// An alarm comes to ALARM.
    Raise(AlarmName),
    /// Moves an alias by hand.
    Meddle(FunctionArn, AliasName, Routing),
    /// AWS renews a `RevisionId`.
    Renew(FunctionArn, AliasName),
    /// Deletes an alias.
    Delete(FunctionArn, AliasName),
    /// Every wake under way is lost.
    LoseWakes,
    /// The next writes of aliases go wrong, one after the other.
    Mishaps(Vec<Mishap>),
}

const MESSAGES_MAX: usize = 20_000;
const SWEEP_EVERY: SignedDuration = SignedDuration::from_secs(60);
const REDELIVERY: SignedDuration = SignedDuration::from_secs(30);

impl<S: Store + Clone> Runner<S> {
    /// An engine in `world` over `store`.
    pub fn new(world: World, store: S, poll_seconds: u32) -> Self {
        let account = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        let installation = Installation { account, poll_seconds, retention_days: None };
        let engine = Engine::new(Mortal::new(store.clone(), world.clone()), world.clone(), world.source(), installation);
        world.send(world.now() + SWEEP_EVERY, Message::Sweep);
        Self { world, store, engine, script: vec![], answers: vec![] }
    }

    /// Makes a deployment group exist.
    ///
    /// # Panics
    ///
    /// When it exists already.
    pub fn group(&self, group: &DeploymentGroup) {
        let key = RecordKey { kind: RecordKind::Group, parent: group.application.to_string(), name: group.name.to_string() };
        let body = serde_json::to_string(group).expect("a group can be written as JSON");
        let write = Write::Put(Record { key, body, rev: Rev(1) }, Expect::Absent);
        at_once(self.store.commit(vec![write])).expect("the group is new");
    }

    /// Plans an action, some seconds from now.
    pub fn after(&mut self, seconds: i64, action: Action) {
        let at = self.world.now() + SignedDuration::from_secs(seconds);
        self.script.push((at, action));
        self.script.sort_by_key(|(at, _)| *at);
    }

    /// Runs until nothing is left to happen.
    ///
    /// # Panics
    ///
    /// When that does not come about: a deployment that never closes.
    pub fn run(&mut self) {
        for _ in 0..MESSAGES_MAX {
            let next_action = self.script.first().map(|(at, _)| *at);
            match (self.world.next_at(), next_action) {
                (Some(message), Some(action)) if action <= message => self.act_next(),
                (None, Some(_)) => self.act_next(),
                (Some(_), None) if self.is_quiet() => return,
                (Some(_), _) => self.deliver_next(),
                (None, None) => return,
            }
            self.publish();
        }
        panic!("after {MESSAGES_MAX} messages something is still open: {:?}", self.open());
    }

    fn act_next(&mut self) {
        let (at, action) = self.script.remove(0);
        self.world.pass_until(at);
        match action {
            Action::Create(request) => {
                let answer = self.insist(|engine| engine.create_deployment(request.as_ref().clone()));
                self.answers.push(answer);
            }
            Action::Stop(index, rollback) => {
                if let Some(id) = self.created(index) {
                    // A second request finds what the first one has done: refused or not, it is stopped.
                    let _answer = self.insist(|engine| engine.stop(&id, rollback));
                }
            }
            Action::Abandon(index) => {
                let rollback =
                    self.created(index).and_then(|id| self.deployment(&id)).and_then(|deployment| deployment.rolled_back_by().cloned());
                if let Some(id) = rollback {
                    let _answer = self.insist(|engine| engine.abandon(&id, "ops".to_owned(), "done by hand".to_owned()));
                }
            }
            Action::Raise(alarm) => self.world.raise(&alarm),
            Action::Meddle(function, alias, routing) => self.world.meddle(&function, &alias, routing),
            Action::Renew(function, alias) => self.world.renew(&function, &alias),
            Action::Delete(function, alias) => self.world.delete_alias(&function, &alias),
            Action::LoseWakes => self.world.lose_wakes(),
            Action::Mishaps(mishaps) => self.world.mishaps(&mishaps),
        }
    }

    /// A client: asks once more when the worker died before it answered.
    fn insist<'a, T, F: Future<Output = T> + 'a>(&'a self, ask: impl Fn(&'a Engine<Mortal<S>, World>) -> F) -> T {
        until_death(ask(&self.engine)).unwrap_or_else(|| until_death(ask(&self.engine)).expect("a worker dies once"))
    }

    fn deliver_next(&self) {
        let Some(message) = self.world.receive() else { return };
        let again = message.clone();
        // A validation function's own client asks again at once.
        let redelivery = if matches!(again, Message::Report(..)) { SignedDuration::ZERO } else { REDELIVERY };
        if !self.deliver(message) {
            self.world.send(self.world.now() + redelivery, again);
        }
    }

    /// Whether the message was dealt with; otherwise it comes again.
    fn deliver(&self, message: Message) -> bool {
        match message {
            Message::Wake(wake) => done(until_death(self.engine.turn(&wake.deployment, Some(wake.generation))).as_ref()),
            Message::Hook(invocation) => self.call_hook(invocation),
            Message::Report(invocation, succeeded) => self.report(&invocation, succeeded, ReportSource::Reported),
            Message::Alarm(alarm, state, previous, at) => {
                let change = AlarmChange { alarm, state, previous: Some(previous), at };
                done(until_death(self.engine.alarm_changed(&change)).as_ref())
            }
            Message::Sweep => {
                self.world.send(self.world.now() + SWEEP_EVERY, Message::Sweep);
                // The next sweep is the retry.
                let _swept = until_death(self.engine.sweep());
                true
            }
        }
    }

    fn call_hook(&self, invocation: Box<HookInvocation>) -> bool {
        let later = |seconds| self.world.now() + SignedDuration::from_secs(seconds);
        match self.world.behaviour(&invocation.function) {
            HookBehaviour::Succeeds(seconds) => self.world.send(later(seconds), Message::Report(invocation, true)),
            HookBehaviour::Fails(seconds) => self.world.send(later(seconds), Message::Report(invocation, false)),
            HookBehaviour::ReportsTwice => {
                self.world.send(later(1), Message::Report(invocation.clone(), true));
                self.world.send(later(2), Message::Report(invocation, false));
            }
            HookBehaviour::Crashes => return self.report(&invocation, false, ReportSource::Crashed),
            HookBehaviour::Hangs => {}
        }
        true
    }

    fn report(&self, invocation: &HookInvocation, succeeded: bool, source: ReportSource) -> bool {
        let verdict = if succeeded { Verdict::Succeeded } else { Verdict::Failed };
        let report = HookReport { verdict, source, message: String::new() };
        done(until_death(self.engine.report_hook(&invocation.deployment, &invocation.execution, report)).as_ref())
    }

    /// The stream wakes the publisher; whatever it leaves is taken up next time.
    fn publish(&self) {
        let unsent = at_once(self.store.outbox(self.world.now(), 100)).unwrap_or_default();
        for (id, _) in unsent {
            let sent = self.engine.publish(&id, |deployment, notice| {
                let world = self.world.clone();
                async move {
                    world.tell(deployment.id(), &format!("{} {:?} {}", notice.seq, notice.kind, notice.status));
                    Ok(())
                }
            });
            let _left_for_later = until_death(sent);
        }
    }

    fn is_quiet(&self) -> bool {
        self.open().is_empty()
            && at_once(self.store.outbox(self.world.now(), 1)).is_ok_and(|left| left.is_empty())
            && !self.world.anything_but_sweeps()
    }

    fn open(&self) -> Vec<DeploymentId> {
        self.deployments().into_iter().filter(|deployment| !deployment.is_closed()).map(|deployment| deployment.id().clone()).collect()
    }

    /// Every deployment there is, the oldest first.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn deployments(&self) -> Vec<Deployment> {
        let query = DeploymentQuery { limit: 1000, ..DeploymentQuery::default() };
        let page = at_once(self.store.deployments(&query)).expect("the memory answers");
        page.items.iter().rev().filter_map(|id| self.deployment(id)).collect()
    }

    /// A deployment.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn deployment(&self, id: &DeploymentId) -> Option<Deployment> {
        at_once(self.store.load(id)).expect("the memory answers").map(|stored| stored.deployment)
    }

    /// What the n-th `Create` was answered.
    pub fn answer(&self, index: usize) -> Option<&Result<DeploymentId, EngineError>> {
        self.answers.get(index)
    }

    /// The id the n-th `Create` was given.
    pub fn created(&self, index: usize) -> Option<DeploymentId> {
        self.answers.get(index)?.as_ref().ok().cloned()
    }

    /// A deployment's history.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn history(&self, id: &DeploymentId) -> Vec<Entry> {
        at_once(self.store.history(id, 0, 1000)).expect("the memory answers")
    }

    /// The store beneath.
    pub fn store(&self) -> &S {
        &self.store
    }
}

/// A refusal is an answer; a fault or a death is not.
fn done<T>(outcome: Option<&Result<T, EngineError>>) -> bool {
    matches!(outcome, Some(Ok(_) | Err(EngineError::Refused(_))))
}
