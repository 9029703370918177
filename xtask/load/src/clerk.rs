//! A world that does what it is told, and remembers what it was asked.

use crate::Sights;
use headgate_domain::{
    AlarmName, AlarmReading, AlarmsRead, AliasName, Effect, Event, Failure, FailureKind, FunctionArn, HookInvocation, Qualifier,
    RevisionId, Routing, Version,
};
use headgate_engine::{Actuator, Fault, Wake};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

/// A handle on the world; clones share it.
#[derive(Clone, Default)]
pub struct Clerk(Arc<Mutex<World>>);

/// What is in it.
#[derive(Default)]
pub struct World {
    /// Alarms that do not exist.
    pub missing: BTreeSet<String>,
    /// Whether `UpdateAlias` is throttled.
    pub throttles: bool,
    /// The hooks that were called.
    pub hooks: Vec<HookInvocation>,
    /// What people see when they ask.
    pub sights: Sights,
    aliases: BTreeMap<String, (Routing, u32)>,
}

impl Clerk {
    /// What is in the world, for as long as the guard is held.
    ///
    /// # Panics
    ///
    /// When whoever held it before has panicked.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().expect("nobody panics in this world")
    }
}

impl World {
    /// Takes every alias back to version 1, as if nothing had been deployed.
    pub fn start_over(&mut self) {
        self.aliases.clear();
    }

    /// Where an alias sends its traffic, and its fence.
    pub(crate) fn routing(&mut self, function: &FunctionArn, alias: &AliasName) -> (Routing, RevisionId) {
        let (routing, seen) = self.alias(format!("{}:{alias}", function.as_str())).clone();
        (routing, revision(seen))
    }

    fn alias(&mut self, name: String) -> &mut (Routing, u32) {
        self.aliases.entry(name).or_insert_with(|| (Routing::all(version("1")), 1))
    }
}

fn revision(number: u32) -> RevisionId {
    RevisionId::new(format!("r{number}")).expect("a word is a revision id")
}

fn version(number: &str) -> Version {
    Version::new(number).expect("a number is a version")
}

impl Actuator for Clerk {
    async fn perform(&self, effect: Effect) -> Event {
        let mut world = self.world();
        match effect {
            Effect::Publish { target, .. } => Event::Published { target, version: version("3") },
            Effect::Inspect { target, function, alias, version } => {
                match world.inspection(&function, &alias, &Qualifier::Published(version)) {
                    Ok(inspection) => Event::Inspected { target, inspection },
                    Err(failure) => Event::TargetFailed { target, failure },
                }
            }
            Effect::Route { target, .. } if world.throttles => {
                let failure = Failure { kind: FailureKind::Throttled, message: "lambda:UpdateAlias: too many requests".to_owned() };
                Event::TargetFailed { target, failure }
            }
            Effect::Route { target, function, alias, routing, fence } => {
                let entry = world.alias(format!("{}:{alias}", function.as_str()));
                *entry = (routing.clone(), entry.1 + 1);
                Event::Routed { target, routing, fence, revision: revision(entry.1) }
            }
            Effect::Poll { alarms, aliases } => {
                let read = |name: AlarmName| AlarmReading { state: world.alarm(&name).standing.map(|standing| standing.state), name };
                let readings = alarms.into_iter().map(read).collect();
                let seen = aliases.into_iter().map(|(index, function, alias)| {
                    let (routing, revision) = world.routing(&function, &alias);
                    (index, routing, revision)
                });
                let aliases = seen.collect();
                Event::Polled { alarms: AlarmsRead::Readings(readings), aliases }
            }
            Effect::CallHook(invocation) => {
                let execution = invocation.execution.clone();
                world.hooks.push(*invocation);
                Event::HookCalled { execution }
            }
        }
    }

    async fn wake(&self, _: Wake) -> Result<(), Fault> {
        Ok(())
    }
}
