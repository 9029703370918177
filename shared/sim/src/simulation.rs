//! The engine at work in a world: many workers, of which one goes on at a time.

mod asking;

use crate::agenda::Occurrence;
use crate::call::at_once;
use crate::message::{Message, ParcelId};
use crate::people::{Action, Request};
use crate::port::{Port, Table};
use crate::sabotage::Sabotage;
use crate::task::{Ended, Task, TaskId};
use crate::wish::{self, Wish};
use crate::world::World;
use headgate_domain::{
    Account, AlarmName, AlarmState, ApplicationName, Deployment, DeploymentGroup, DeploymentId, Entry, HookReport, Notice, WORKER_LIFE,
    WaitToken,
};
use headgate_engine::{
    AlarmChange, CreateDeployment, DeploymentQuery, Engine, EngineError, Expect, Fault, Installation, Record, RecordKey, RecordKind, Rev,
    Store, Write,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

type Worker = Engine<Port, Port>;

/// The engine at work in a world, over a table that outlives its workers.
pub struct Simulation {
    /// The world.
    pub world: World,
    table: Table,
    installation: Installation,
    tasks: BTreeMap<TaskId, Task>,
    tasks_begun: TaskId,
    /// What the event of an alarm is to stop, by the worker that deals with it.
    judged: BTreeMap<TaskId, (AlarmName, Vec<DeploymentId>)>,
    requests: Vec<CreateDeployment>,
    answers: BTreeMap<usize, Result<DeploymentId, EngineError>>,
    /// How many things have happened.
    steps: u64,
    saboteur: Option<Sabotage>,
}

const STEPS_MAX: u64 = 3_000_000;
const SWEEP_EVERY: SignedDuration = SignedDuration::from_secs(60);

impl Simulation {
    /// The engine in `world`, over an empty table.
    pub fn new(world: World, poll_seconds: u32) -> Self {
        let account = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        let installation = Installation { account, poll_seconds, retention_days: None };
        world.send(world.now() + SWEEP_EVERY, Message::Sweep);
        world.put(world.now() + SWEEP_EVERY, Occurrence::Minute);
        Self {
            world,
            table: Table::default(),
            installation,
            tasks: BTreeMap::new(),
            tasks_begun: 0,
            judged: BTreeMap::new(),
            requests: vec![],
            answers: BTreeMap::new(),
            steps: 0,
            saboteur: None,
        }
    }

    /// Puts the engine into another account, before anything is asked of it.
    #[must_use]
    pub fn in_account(mut self, account: Account) -> Self {
        self.installation.account = account;
        self
    }

    /// Makes a deployment group exist, in an application with this name.
    ///
    /// # Panics
    ///
    /// When it exists already.
    pub fn group(&self, application: &ApplicationName, group: &DeploymentGroup) {
        let named = key(RecordKind::ApplicationName, "", application.as_str());
        let group_named = key(RecordKind::GroupName, group.application.as_str(), group.name.as_str());
        let writes = vec![
            put(named, &json!({"id": group.application}), Rev(1), Expect::Anything),
            put(group_named, &json!({"id": group.id}), Rev(1), Expect::Absent),
            put(key(RecordKind::Group, "", group.id.as_str()), &json!(group), Rev(1), Expect::Absent),
        ];
        at_once(self.table.now.commit(writes)).expect("the group is new");
    }

    /// Changes a group's rules, and its name with them, unless another group has that name.
    fn regroup(&self, group: &DeploymentGroup) {
        let record = key(RecordKind::Group, "", group.id.as_str());
        let stored = at_once(self.table.now.record(&record)).ok().flatten();
        let Some((stored, present)) =
            stored.and_then(|stored| Some((stored.rev, serde_json::from_str::<DeploymentGroup>(&stored.body).ok()?)))
        else {
            return;
        };
        let named = |name: &str| key(RecordKind::GroupName, group.application.as_str(), name);
        let mut writes = vec![put(record, &json!(group), Rev(stored.0 + 1), Expect::At(stored))];
        if present.name != group.name {
            writes.push(Write::Remove(named(present.name.as_str()), Expect::Anything));
            writes.push(put(named(group.name.as_str()), &json!({"id": group.id}), Rev(1), Expect::Absent));
        }
        // Refused where the name is taken: nothing changes then.
        let _renamed = at_once(self.table.now.commit(writes));
    }

    /// From now on nobody can read this deployment's item.
    pub fn garble(&self, id: DeploymentId) {
        self.table.now.garble(id);
    }

    /// Plans an action, some seconds from now.
    pub fn after(&mut self, seconds: i64, action: Action) {
        let at = self.world.now() + SignedDuration::from_secs(seconds);
        self.world.put(at, Occurrence::Act(action));
    }

    /// Sets somebody to work against the engine.
    pub fn sabotage(&mut self, saboteur: Sabotage) {
        self.saboteur = Some(saboteur);
    }

    /// Runs until nothing is left to happen but sweeps, or until a rule is broken.
    ///
    /// # Panics
    ///
    /// When it goes on for ever.
    pub fn run(&mut self) {
        while !self.is_quiet() && self.world.broken().is_none() {
            self.step();
            assert!(self.steps < STEPS_MAX, "after {STEPS_MAX} steps something is still open");
        }
    }

    /// Runs until an instant, or until a rule is broken. It is then as late as what happened last.
    pub fn run_until(&mut self, end: Timestamp) {
        while self.world.next_at().is_some_and(|at| at <= end) && self.world.broken().is_none() {
            self.step();
        }
    }

    /// The same, and it is `end` then: whoever asks next asks at that instant.
    pub fn wait_until(&mut self, end: Timestamp) {
        self.run_until(end);
        self.world.is_now(end);
    }

    /// Runs until nothing is left to happen but sweeps, until an instant, or until a rule is broken.
    pub fn run_until_quiet(&mut self, end: Timestamp) {
        while self.world.now() < end && self.world.broken().is_none() {
            self.step();
            if self.steps.is_multiple_of(64) && self.is_quiet() {
                return;
            }
        }
    }

    /// Faults have ended long ago: the witness looks at what is left.
    pub fn end(&mut self) {
        let mut inner = self.world.lock();
        let now = inner.now;
        inner.witness.everything_is_over(now);
    }

    /// How many deployments there were, rollbacks among them.
    pub fn deployments_made(&self) -> u64 {
        u64::try_from(self.world.lock().witness.deployments()).unwrap_or(u64::MAX)
    }

    /// Whether nothing is left to happen but sweeps.
    pub fn is_quiet(&self) -> bool {
        self.tasks.is_empty() && self.world.lock().witness.open().is_empty() && self.world.is_quiet()
    }

    /// The next thing happens.
    fn step(&mut self) {
        self.steps += 1;
        let Some(occurrence) = self.world.next() else { return };
        match occurrence {
            Occurrence::Land(call) => {
                if let Some(land) = self.world.landing(call) {
                    land();
                }
            }
            Occurrence::Answer(call, trouble) => {
                if let Some((task, answer)) = self.world.answering(call, trouble) {
                    answer(trouble);
                    self.go_on(task);
                }
            }
            Occurrence::Die(task) => {
                if self.tasks.remove(&task).is_some() {
                    self.world.died(task);
                    self.judged.remove(&task);
                }
            }
            Occurrence::Join(task) => {
                if let Some(parcel) = self.tasks.get(&task).map(|task| task.parcel) {
                    self.deliver(parcel);
                }
            }
            Occurrence::Deliver(parcel) => self.deliver(parcel),
            Occurrence::Act(action) => self.act(action),
            Occurrence::Index(writes) => self.table.index.follow(writes),
            Occurrence::Minute => self.world.end_minute(),
        }
    }

    fn act(&mut self, action: Action) {
        let now = self.world.now();
        let ask = |request| self.world.send(now, Message::Ask(request));
        match &action {
            Action::Create(request) => {
                ask(Request::Create(self.requests.len(), request.clone()));
                self.requests.push(request.as_ref().clone());
            }
            Action::CreateAgain(index) => {
                if let Some(request) = self.requests.get(*index) {
                    ask(Request::Create(*index, Box::new(request.clone())));
                }
            }
            Action::Stop(index, rollback) => ask(Request::Stop(*index, *rollback)),
            Action::Abandon(index) => ask(Request::Abandon(*index)),
            Action::Ask(index, wish) => {
                if let Some(deployment) = self.made(*index) {
                    self.wish(*wish, wish.token(&deployment, now));
                }
            }
            Action::AskLate(index, wish) => {
                if let Some(deployment) = self.made(*index) {
                    self.wish(*wish, wish::over(&deployment));
                }
            }
            Action::Attend => self.attend(),
            Action::Regroup(group) => self.regroup(group),
            Action::Set(..)
            | Action::Meddle(..)
            | Action::Renew(..)
            | Action::Delete(..)
            | Action::Recreate(..)
            | Action::LoseWakes
            | Action::Mishaps(_)
            | Action::Deny(..)
            | Action::Heal => {}
        }
        self.world.act(action);
    }

    /// The deployment of the n-th `Create`, as it is stored.
    fn made(&self, index: usize) -> Option<Deployment> {
        self.deployment(&self.created(index)?)
    }

    fn wish(&self, wish: Wish, token: WaitToken) {
        let now = self.world.now();
        if let Some(what) = wish.happening() {
            self.world.lock().witness.asked(what, &token, Some(&wish.by()));
        }
        self.world.send(now, Message::Ask(Request::Wish(wish, token)));
    }

    /// People end what waits for them, and look again after a while.
    fn attend(&self) {
        let now = self.world.now();
        let open: Vec<DeploymentId> = self.world.lock().witness.open().iter().cloned().collect();
        if !open.is_empty() {
            self.world.put(now + SWEEP_EVERY, Occurrence::Act(Action::Attend));
        }
        for deployment in open.iter().filter_map(|id| self.deployment(id)) {
            if let Some(wish) = wish::attention(&deployment, now) {
                self.wish(wish, wish.token(&deployment, now));
            }
        }
    }

    fn deliver(&mut self, parcel: ParcelId) {
        let Some(message) = self.world.delivery(parcel) else { return };
        self.tasks_begun += 1;
        let task = self.tasks_begun;
        self.world.lock().note(|| format!("worker {task} begins: {message:?}"));
        if let Message::Alarm(name, AlarmState::Alarm, _, at) = &message {
            let judged = self.world.lock().witness.judged_by(name, *at);
            self.judged.insert(task, (name.clone(), judged));
        }
        if let Some(errand) = self.errand(task, message) {
            self.tasks.insert(task, Task { parcel, future: errand });
            self.limit(task);
            self.go_on(task);
        } else {
            self.world.dealt_with(parcel);
        }
    }

    /// A function has a time limit; now and then a worker lingers for longer.
    fn limit(&self, task: TaskId) {
        let at = {
            let mut inner = self.world.lock();
            if !inner.shuffled || !(inner.faults.time_limits || inner.chance.once_in(2)) {
                return;
            }
            inner.now + WORKER_LIFE
        };
        self.world.put(at, Occurrence::Die(task));
    }

    fn go_on(&mut self, id: TaskId) {
        let Some(task) = self.tasks.get_mut(&id) else { return };
        let Poll::Ready(ended) = task.future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else { return };
        let parcel = task.parcel;
        self.tasks.remove(&id);
        let judged = self.judged.remove(&id);
        match ended {
            Ended::Failed(why) => return self.world.lock().note(|| format!("worker {id} fails: {why}")),
            Ended::Created(index, answer) => self.answered(index, answer),
            Ended::Done => {}
        }
        self.world.lock().note(|| format!("worker {id} is done"));
        if let Some((name, judged)) = judged {
            let mut inner = self.world.lock();
            let now = inner.now;
            inner.witness.an_alarms_event_stops_what_it_judges(now, &name, &judged);
        }
        self.world.dealt_with(parcel);
    }

    fn answered(&mut self, index: usize, answer: Result<DeploymentId, EngineError>) {
        match (self.answers.get(&index), answer) {
            (Some(Ok(first)), Ok(second)) => {
                let mut inner = self.world.lock();
                let now = inner.now;
                inner.witness.one_request_makes_one_deployment(now, first, &second);
            }
            (Some(Ok(_)), Err(_)) => {}
            (Some(Err(_)) | None, answer) => {
                self.answers.insert(index, answer);
            }
        }
    }

    fn worker(&self, task: TaskId) -> Worker {
        let port = Port { world: self.world.clone(), table: self.table.clone(), task, saboteur: self.saboteur };
        let skew = {
            let mut inner = self.world.lock();
            let max = inner.faults.skew_ms_max;
            if max == 0 { SignedDuration::ZERO } else { SignedDuration::from_millis(inner.chance.between(-max, max)) }
        };
        Engine::new(port.clone(), port, self.world.source(skew), self.installation.clone())
    }

    /// What a worker does about a message; nothing where there is nobody to ask.
    fn errand(&mut self, task: TaskId, message: Message) -> Option<Pin<Box<dyn Future<Output = Ended> + Send>>> {
        let worker = self.worker(task);
        let saboteur = self.saboteur;
        Some(match message {
            Message::Wake(wake) => Box::pin(async move {
                let generation = match saboteur {
                    Some(saboteur) => saboteur.generation(&worker, &wake).await,
                    None => wake.generation,
                };
                Ended::of(worker.turn(&wake.deployment, Some(generation)).await)
            }),
            Message::Hook(invocation) => {
                self.world.run_hook(&invocation);
                return None;
            }
            Message::Report(invocation, verdict, source) => Box::pin(async move {
                let report = HookReport { verdict, source, message: String::new() };
                Ended::of(worker.report_hook(&invocation.deployment, &invocation.execution, report).await)
            }),
            Message::Alarm(alarm, state, previous, at) => Box::pin(async move {
                let change = AlarmChange { alarm, state, previous: Some(previous), at };
                Ended::of(worker.alarm_changed(&change).await)
            }),
            Message::Notices(id) => Box::pin(async move { Ended::of(publish(&worker, &id).await) }),
            Message::Sweep => {
                self.world.next_sweep(SWEEP_EVERY);
                Box::pin(async move { Ended::of(sweep(&worker).await) })
            }
            Message::Ask(Request::Create(index, request)) => Box::pin(async move {
                match worker.create_deployment(*request).await {
                    Err(EngineError::Fault(fault)) => Ended::Failed(fault.to_string()),
                    answer => Ended::Created(index, answer),
                }
            }),
            Message::Ask(Request::Stop(index, rollback)) => {
                let id = self.created(index)?;
                Box::pin(async move { Ended::of(Box::pin(worker.stop(&id, rollback)).await) })
            }
            Message::Ask(Request::Wish(wish, token)) => Box::pin(async move {
                let token = match saboteur {
                    Some(saboteur) => saboteur.token(&worker, wish, token).await,
                    None => token,
                };
                Ended::of(Box::pin(wish.ask(&worker, token)).await)
            }),
            Message::Ask(Request::Abandon(index)) => {
                let id = self.created(index)?;
                let id = self.deployment(&id).and_then(|deployment| deployment.rolled_back_by().cloned()).unwrap_or(id);
                Box::pin(async move { Ended::of(Box::pin(worker.abandon(&id, "ops".to_owned(), "done by hand".to_owned())).await) })
            }
        })
    }

    /// Every deployment there is, the oldest first.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn deployments(&self) -> Vec<Deployment> {
        let query = DeploymentQuery { limit: 1000, ..DeploymentQuery::default() };
        let page = at_once(self.table.now.deployments(&query)).expect("the memory answers");
        page.items.iter().rev().filter_map(|id| self.deployment(id)).collect()
    }

    /// A deployment.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn deployment(&self, id: &DeploymentId) -> Option<Deployment> {
        at_once(self.table.now.load(id)).expect("the memory answers").map(|stored| stored.deployment)
    }

    /// What the n-th `Create` was answered.
    pub fn answer(&self, index: usize) -> Option<&Result<DeploymentId, EngineError>> {
        self.answers.get(&index)
    }

    /// The id the n-th `Create` was given.
    pub fn created(&self, index: usize) -> Option<DeploymentId> {
        self.answers.get(&index)?.as_ref().ok().cloned()
    }

    /// A deployment's history.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn history(&self, id: &DeploymentId) -> Vec<Entry> {
        at_once(self.table.now.history(id, 0, 1000)).expect("the memory answers")
    }

    /// The store beneath.
    pub fn store(&self) -> &impl Store {
        &self.table.now
    }
}

async fn publish(worker: &Worker, id: &DeploymentId) -> Result<usize, EngineError> {
    worker.publish(id, |deployment, notice| tell(worker.actuator().clone(), deployment, notice)).await
}

async fn tell(port: Port, deployment: Deployment, notice: Notice) -> Result<(), Fault> {
    port.tell(deployment.id().clone(), notice).await
}

/// As the `sweep` function does: what is overdue, then what was left unsent.
async fn sweep(worker: &Worker) -> Result<(), EngineError> {
    worker.sweep().await?;
    let (unsent, _) = worker.left_unsent().await?;
    for id in unsent {
        // One that does not get through holds up no others; the next sweep is the retry.
        let _sent = publish(worker, &id).await;
    }
    Ok(())
}

fn key(kind: RecordKind, parent: &str, name: &str) -> RecordKey {
    RecordKey { kind, parent: parent.to_owned(), name: name.to_owned() }
}

fn put(key: RecordKey, body: &serde_json::Value, rev: Rev, expect: Expect) -> Write {
    Write::Put(Record { key, body: body.to_string(), rev }, expect)
}
