//! Playing: the real engine deploys in the simulated world, minute by minute.

use super::alarms::Signal;
use super::configuration::{Configuration, DEFAULT};
use super::scene::{Mover, Scene};
use crate::refusal::Refusal;
use headgate_domain::{
    AlarmConfiguration, AlarmState, AliasName, ApplicationId, ApplicationName, ConfigName, Deployment, DeploymentGroup, DeploymentId,
    FunctionArn, GroupId, GroupName, InvalidName, OnConflict, RollbackPolicy, Version,
};
use headgate_engine::{CreateDeployment, RevisionText};
use headgate_sim::{Action, Faults, Minute, Simulation, World};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// How often the engine looks at alarms: the template's default.
const POLL_SECONDS: u32 = 30;
/// How long a hook may take: a deployment group's default.
const HOOK_TIMEOUT_SECONDS: u32 = 3600;
/// The longest that a deployment can take, and more: 48 hours of bakes, and a hook of an hour after each of a hundred steps.
const MINUTES_MAX: usize = 14 * 24 * 60;

/// What each version did in one minute, by alias, in the scene's order.
pub(super) type Served = Vec<BTreeMap<Version, Minute>>;

/// A deployment that is played.
pub(super) struct Playing {
    pub(super) simulation: Simulation,
    /// When the deployment was made.
    pub(super) begun_at: Timestamp,
    /// What was served since then.
    pub(super) minutes: Vec<Served>,
    aliases: Vec<(FunctionArn, AliasName)>,
}

impl Playing {
    /// Sets the scene, and asks for the deployment.
    pub(super) fn begin(scene: &Scene, configuration: &Configuration) -> Result<Self, Refusal> {
        let world = furnished(scene);
        let simulation = Simulation::new(world, POLL_SECONDS).in_account(scene.account.clone());
        let (application, group) = standing().map_err(|error| Refusal::bug(error.to_string()))?;
        simulation.group(&application, &group);
        let request = request(scene, configuration, application, group.name);
        let aliases = scene.movers.iter().map(|mover| (mover.function.clone(), mover.alias.clone())).collect();
        let mut playing = Self { begun_at: simulation.world.now(), simulation, minutes: vec![], aliases };
        // Alarms look back: before the deployment there was traffic as well.
        for _ in 0..lead_minutes(scene) {
            playing.minute()?;
        }
        playing.minutes.clear();
        playing.begun_at = playing.simulation.world.now();
        playing.simulation.after(0, Action::Create(Box::new(request)));
        for alarm in &scene.alarms {
            if let Signal::After(span) = alarm.signal {
                playing.simulation.after(span.as_secs(), Action::Set(alarm.name.clone(), AlarmState::Alarm));
            }
        }
        Ok(playing)
    }

    /// Goes on until the deployment and its rollback are over.
    pub(super) fn play_on(&mut self) -> Result<(), Refusal> {
        while self.minutes.len() < MINUTES_MAX {
            self.minute()?;
            match self.simulation.answer(0) {
                Some(Ok(id)) if self.is_over(id) => return Ok(()),
                Some(Err(error)) => return Err(Refusal::usage(error.to_string())),
                Some(Ok(_)) | None => {}
            }
        }
        Err(Refusal::bug(format!("the deployment is not over after {MINUTES_MAX} minutes")))
    }

    /// Goes on until so many minutes have passed since the deployment was made.
    pub(super) fn until(&mut self, minutes: usize) -> Result<(), Refusal> {
        while self.minutes.len() < minutes {
            self.minute()?;
        }
        Ok(())
    }

    /// The deployment and, if it was undone, its rollback.
    pub(super) fn deployments(&self) -> Vec<Deployment> {
        self.simulation.deployments()
    }

    fn is_over(&self, id: &DeploymentId) -> bool {
        let over = |id: &DeploymentId| self.simulation.deployment(id).filter(Deployment::is_closed);
        over(id).is_some_and(|first| first.rolled_back_by().is_none_or(|rollback| over(rollback).is_some()))
    }

    /// The world's minutes end where these do.
    fn minute(&mut self) -> Result<(), Refusal> {
        let world = self.simulation.world.clone();
        self.simulation.run_until(world.now() + MINUTE);
        if let Some(broken) = world.broken() {
            return Err(Refusal::bug(format!("at {}: {}: {}", broken.at, broken.rule, broken.how)));
        }
        self.minutes.push(self.aliases.iter().map(|(function, alias)| world.last_minute(function, alias)).collect());
        Ok(())
    }
}

fn furnished(scene: &Scene) -> World {
    let world = World::shuffled(scene.seed, Faults::none());
    for mover in &scene.movers {
        let Mover { function, alias, current, target, .. } = mover;
        world.function(function, alias, &current.0);
        if mover.is_published {
            world.publishes(function, &target.0);
        } else {
            world.version(function, &target.0);
        }
        for (version, conduct) in [current, target] {
            world.behave(function, version, *conduct);
        }
        world.load(function, alias, scene.requests_per_second);
    }
    for alarm in &scene.alarms {
        match &alarm.signal {
            Signal::Traffic(rule) => world.alarm_over(&alarm.name, rule.clone()),
            Signal::After(_) => world.alarm(&alarm.name, AlarmState::Ok),
        }
    }
    for hook in &scene.hooks {
        world.hook(&hook.function, hook.behaviour);
    }
    world
}

/// A deployment group as one is made that says nothing special, with rollback.
fn standing() -> Result<(ApplicationName, DeploymentGroup), InvalidName> {
    let group = DeploymentGroup {
        application: ApplicationId::new("simulated")?,
        name: GroupName::new("simulated")?,
        id: GroupId::new("simulated")?,
        config: ConfigName::new(DEFAULT)?,
        service_role_arn: String::new(),
        alarms: AlarmConfiguration::default(),
        rollback: RollbackPolicy { enabled: true, on_failure: true, on_alarm: true, on_request: true },
        triggers: vec![],
        on_conflict: OnConflict::Reject,
        hook_timeout_seconds: HOOK_TIMEOUT_SECONDS,
        ignore_active_alarms: false,
        final_bake_seconds: None,
        created_at: Timestamp::UNIX_EPOCH,
    };
    Ok((ApplicationName::new("simulated")?, group))
}

fn request(scene: &Scene, configuration: &Configuration, application: ApplicationName, group: GroupName) -> CreateDeployment {
    let names = scene.alarms.iter().map(|alarm| alarm.name.clone()).collect();
    CreateDeployment {
        application,
        group,
        revision: RevisionText::Content(scene.appspec.clone()),
        description: None,
        overrides: configuration.overrides.clone(),
        alarms: Some(AlarmConfiguration { enabled: true, ignore_poll_failure: false, names }),
        rollback: None,
        token: None,
        starter: None,
    }
}

/// As long as the alarm that looks back the farthest, and until the last of it can be read.
fn lead_minutes(scene: &Scene) -> usize {
    let looks_back = scene.alarms.iter().map(|alarm| match &alarm.signal {
        Signal::Traffic(rule) => rule.evaluation_periods,
        Signal::After(_) => 0,
    });
    looks_back.max().unwrap_or(0) + 2
}
