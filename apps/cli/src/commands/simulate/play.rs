//! Playing: the real engine deploys in the simulated world, minute by minute, and people decide what it waits for.

use super::alarms::Signal;
use super::configuration::Configuration;
use super::people::{Decision, People};
use super::scene::Scene;
use super::stage;
use crate::refusal::Refusal;
use headgate_domain::{AlarmState, AliasName, Deployment, DeploymentId, FunctionArn, Version, Wait, WaitKind};
use headgate_engine::{Access, Caller};
use headgate_sim::{Action, Minute, Simulation};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// How often the engine looks at alarms: the template's default.
const POLL_SECONDS: u32 = 30;
/// The longest that a deployment is watched. All but gates takes a week at most: 48 hours of bakes, and a hook of an hour
/// after each of a hundred steps. A gate takes two weeks at most, and there may be many.
const MINUTES_MAX: usize = 60 * 24 * 60;
/// A pause that nobody ends is watched for so long, as alarms may still end it: the longest that one looks back.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// What each version did in one minute, by alias, in the scene's order.
pub(super) type Served = Vec<BTreeMap<Version, Minute>>;

/// A deployment that is played.
pub(super) struct Playing {
    pub(super) simulation: Simulation,
    /// When the deployment was made.
    pub(super) begun_at: Timestamp,
    /// What was served since then.
    pub(super) minutes: Vec<Served>,
    /// The gates that it came to, as people saw them first.
    pub(super) waits: Vec<Wait>,
    /// Whoever minds gates, where the plan has some.
    people: Option<People>,
    /// When the present minute ends.
    ends_at: Timestamp,
    /// When the last alarm fires that does so by the clock.
    last_alarm_at: Timestamp,
    aliases: Vec<(FunctionArn, AliasName)>,
}

impl Playing {
    /// Sets the scene, and asks for the deployment.
    pub(super) fn begin(scene: &Scene, configuration: &Configuration) -> Result<Self, Refusal> {
        let name = |error: headgate_domain::InvalidName| Refusal::bug(error.to_string());
        let simulation = Simulation::new(stage::furnished(scene), POLL_SECONDS).in_account(scene.account.clone());
        let (application, group) = stage::standing().map_err(name)?;
        simulation.group(&application, &group);
        let request = stage::request(scene, configuration, application, group.name).map_err(name)?;
        let now = simulation.world.now();
        let has_gates = configuration.steps.iter().any(|step| step.pause.is_some() || step.approval.is_some());
        let mut playing = Self {
            simulation,
            begun_at: now,
            minutes: vec![],
            waits: vec![],
            people: has_gates.then_some(scene.people),
            ends_at: now,
            last_alarm_at: now,
            aliases: scene.movers.iter().map(|mover| (mover.function.clone(), mover.alias.clone())).collect(),
        };
        // Alarms look back: before the deployment there was traffic as well.
        for _ in 0..stage::lead_minutes(scene) {
            playing.minute()?;
        }
        playing.minutes.clear();
        playing.begun_at = playing.simulation.world.now();
        playing.simulation.after(0, Action::Create(Box::new(request)));
        for alarm in &scene.alarms {
            if let Signal::After(span) = alarm.signal {
                playing.simulation.after(span.as_secs(), Action::Set(alarm.name.clone(), AlarmState::Alarm));
                playing.last_alarm_at = playing.last_alarm_at.max(playing.begun_at + span);
            }
        }
        Ok(playing)
    }

    /// Goes on until the deployment and its rollback are over, or until it is plain that they never will be.
    pub(super) fn play_on(&mut self) -> Result<(), Refusal> {
        while self.minutes.len() < MINUTES_MAX {
            self.minute()?;
            match self.simulation.answer(0) {
                Some(Ok(id)) if self.is_over(id) => return Ok(()),
                Some(Err(error)) => return Err(Refusal::usage(error.to_string())),
                Some(Ok(_)) if self.waits_for_ever() => return Ok(()),
                Some(Ok(_)) | None => {}
            }
        }
        match self.gate() {
            Some(_) => Ok(()),
            None => Err(Refusal::bug(format!("the deployment is not over after {MINUTES_MAX} minutes"))),
        }
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

    /// Whether it is at a gate that neither people end nor time, and no alarm has.
    fn waits_for_ever(&self) -> bool {
        let Some((people, wait)) = self.people.zip(self.gate()) else { return false };
        let patience_ends_at = wait.since.max(self.last_alarm_at) + PATIENCE;
        wait.until.is_none() && people.decide(&wait).is_none() && self.simulation.world.now() >= patience_ends_at
    }

    /// The world's minutes end where these do.
    fn minute(&mut self) -> Result<(), Refusal> {
        let world = self.simulation.world.clone();
        self.ends_at += MINUTE;
        let mut decides_at = None;
        loop {
            // Whatever happens may make something wait for people.
            let happens_at = self.people.and(world.next_at());
            let next = [happens_at, decides_at].into_iter().flatten().fold(self.ends_at, Timestamp::min);
            self.simulation.wait_until(next);
            if let Some(broken) = world.broken() {
                return Err(Refusal::bug(format!("at {}: {}: {}", broken.at, broken.rule, broken.how)));
            }
            decides_at = self.attend()?;
            if next >= self.ends_at {
                break;
            }
        }
        self.minutes.push(self.aliases.iter().map(|(function, alias)| world.last_minute(function, alias)).collect());
        Ok(())
    }

    /// People do what it is time for. Answers when they will do the next thing, as far as can be told.
    fn attend(&mut self) -> Result<Option<Timestamp>, Refusal> {
        let Some(people) = self.people else { return Ok(None) };
        while let Some(wait) = self.gate() {
            if self.waits.iter().all(|seen| seen.token != wait.token) {
                self.waits.push(wait.clone());
            }
            let Some(decision) = people.decide(&wait) else { return Ok(None) };
            if decision.at > self.simulation.world.now() {
                return Ok(Some(decision.at));
            }
            self.decide(&wait, decision)?;
        }
        Ok(None)
    }

    fn decide(&mut self, wait: &Wait, decision: Decision) -> Result<(), Refusal> {
        let Some(token) = &wait.token else { return Err(Refusal::bug("a gate has no token")) };
        let mut input = json!({"deploymentId": token.deployment(), "token": token});
        if let Some(comment) = decision.comment {
            input["comment"] = comment.into();
        }
        let caller = Caller { access: Access::deployer(), identity: Some(decision.by) };
        let answer = self.simulation.call(decision.operation, input, &caller);
        if self.gate().as_ref() != Some(wait) {
            // It is decided; or an alarm or the deadline was faster, while the call was under way.
            return Ok(());
        }
        Err(Refusal::bug(match answer {
            Ok(_) => format!("{} has changed nothing", decision.operation),
            Err(error) => error.to_string(),
        }))
    }

    /// The gate that is open now.
    fn gate(&self) -> Option<Wait> {
        let now = self.simulation.world.now();
        let waits = self.simulation.deployment(&self.simulation.created(0)?)?.waits(now);
        waits.into_iter().find(|wait| match wait.kind {
            WaitKind::Pause => wait.until.is_none_or(|until| now < until),
            // One that is decided tells no more whose it was.
            WaitKind::Approval => wait.approval.is_some(),
            WaitKind::Queue | WaitKind::Hook | WaitKind::Bake => false,
        })
    }
}
