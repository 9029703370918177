//! The engine at work in a world: many workers, of which one goes on at a time.

mod acting;
mod asking;
mod groups;
mod looking;
mod working;

use crate::agenda::Occurrence;
use crate::message::Message;
use crate::people::Action;
use crate::port::{Port, Table};
use crate::sabotage::Sabotage;
use crate::task::{Task, TaskId};
use crate::world::World;
use headgate_domain::{Account, AlarmName, DeploymentId};
use headgate_engine::{CreateDeployment, Engine, EngineError, Installation};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

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

    /// From now on nobody can read this deployment's item.
    pub fn garble(&self, id: DeploymentId) {
        self.table.now.garble(id);
    }

    /// Plans an action, some seconds from now.
    pub fn after(&mut self, seconds: i64, action: Action) {
        let at = self.world.now() + SignedDuration::from_secs(seconds);
        self.world.put(at, Occurrence::Act(action));
    }

    /// Sets somebody to work against the engine, where the feature `sabotage` lets anybody.
    pub fn sabotage(&mut self, saboteur: Sabotage) {
        self.saboteur = cfg!(feature = "sabotage").then_some(saboteur);
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
}
