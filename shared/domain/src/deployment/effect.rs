//! What the world still owes a deployment: a function of its state.

use super::{Deployment, HookCall, Landed, LifecycleEventName, Phase, Standing, State, Target, preparing};
use crate::{
    AlarmName, AliasName, ApplicationName, DeploymentId, ExecutionId, FunctionArn, GroupName, HookFunction, Qualifier, RevisionId, Routing,
    Version, Weight,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something to be done. Each answers with an [`Event`](super::Event).
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Publish `$LATEST`. Lambda answers with the same version while nothing has changed.
    Publish {
        /// The target's place in the deployment.
        target: usize,
        /// The function.
        function: FunctionArn,
    },
    /// Look at the alias, the version it points to, and the version to move to.
    Inspect {
        /// The target's place in the deployment.
        target: usize,
        /// The function.
        function: FunctionArn,
        /// The alias.
        alias: AliasName,
        /// The version to move to.
        version: Version,
    },
    /// Write the alias's routing, conditional on its fence.
    Route {
        /// The target's place in the deployment.
        target: usize,
        /// The function.
        function: FunctionArn,
        /// The alias.
        alias: AliasName,
        /// The routing to write.
        routing: Routing,
        /// The `RevisionId` it is conditional on.
        fence: RevisionId,
    },
    /// Read the alarms and look at the aliases.
    Poll {
        /// The alarms.
        alarms: Vec<AlarmName>,
        /// The aliases: place, function, alias.
        aliases: Vec<(usize, FunctionArn, AliasName)>,
    },
    /// Call a validation function.
    CallHook(Box<HookInvocation>),
}

/// All that a validation function is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HookInvocation {
    /// The validation function.
    pub function: HookFunction,
    /// The deployment.
    pub deployment: DeploymentId,
    /// The run, which the verdict names.
    pub execution: ExecutionId,
    /// The application.
    pub application: ApplicationName,
    /// The deployment group.
    pub group: GroupName,
    /// The lifecycle event the hook belongs to.
    pub event: LifecycleEventName,
    /// The share of traffic on the target versions.
    pub weight: Weight,
    /// The targets with both versions.
    pub targets: Vec<HookTarget>,
    /// When silence counts as failure.
    pub deadline: Timestamp,
}

/// A target, as a validation function sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HookTarget {
    /// The function's ARN.
    pub function: FunctionArn,
    /// The alias.
    pub alias: AliasName,
    /// The version that was live before.
    pub current_version: Version,
    /// The version that is to be live.
    pub target_version: Version,
}

impl Deployment {
    /// What is to be done now. Asking again after a crash gives the same answer.
    ///
    /// A queued deployment owes nothing here: it is admitted by whoever can take its locks.
    pub fn pending(&self, now: Timestamp) -> Vec<Effect> {
        let mut effects = vec![];
        match &self.state {
            State::Preparing { pace, .. } if pace.allows(now) => effects.extend(self.preparations()),
            State::Shifting { step, pace, .. } if pace.allows(now) => {
                let weight = self.settings.plan.step(*step).weight;
                effects.extend(self.routes(|_, live| live.moves().then(|| live.at(weight)).filter(|goal| *goal != live.confirmed)));
            }
            State::Landing(landing) if landing.pace.allows(now) => {
                effects.extend(self.routes(|index, live| match landing.targets[index] {
                    Landed::Pending => Some(landing.goal.routing(live)),
                    Landed::Done | Landed::Foreign(_) | Landed::Gone(_) => None,
                }));
            }
            State::Hooking(hooking) => match &hooking.call {
                HookCall::Calling(pace) if pace.allows(now) && now < hooking.deadline => {
                    effects.push(Effect::CallHook(Box::new(self.invocation(hooking))));
                }
                HookCall::Calling(_) | HookCall::Awaiting => {}
            },
            State::Queued { .. }
            | State::Preparing { .. }
            | State::Shifting { .. }
            | State::Baking { .. }
            | State::Waiting(_)
            | State::Landing(_)
            | State::Closed(_) => {}
        }
        // Last, so that what was written is taken in before an alarm that is found ends the way forward.
        effects.extend(self.poll(now));
        effects
    }

    /// When time alone can move it next; `None` once it is closed.
    pub fn due(&self) -> Option<Timestamp> {
        let next_poll_at = self.watch.next_poll_at;
        match &self.state {
            State::Queued { check_at } => Some(*check_at),
            // Only the alarms are waited for, and reading them may never succeed.
            State::Preparing { since, .. } if self.preparations().is_empty() => Some(next_poll_at.min(preparing::limit(*since))),
            State::Preparing { pace, .. } | State::Shifting { pace, .. } => Some(pace.not_before.min(next_poll_at)),
            State::Hooking(hooking) => {
                let call_at = match &hooking.call {
                    HookCall::Calling(pace) => pace.not_before,
                    HookCall::Awaiting => hooking.deadline,
                };
                Some(call_at.min(hooking.deadline).min(next_poll_at))
            }
            // It is a look that ends a bake, and the look may be late.
            State::Baking { until, .. } if self.watch.polled_at < *until => Some(next_poll_at),
            State::Baking { until, .. } => Some(*until),
            State::Waiting(waiting) => match waiting.until {
                Some(until) if self.watch.polled_at >= until => Some(until),
                Some(_) => Some(next_poll_at),
                None => Some(waiting.end().map_or(next_poll_at, |deadline| deadline.min(next_poll_at))),
            },
            State::Landing(landing) => Some(landing.pace.not_before),
            State::Closed(_) => None,
        }
    }

    fn poll(&self, now: Timestamp) -> Vec<Effect> {
        if !self.is_watching() || now < self.watch.next_poll_at {
            return vec![];
        }
        let counting = self.watch.alarms.iter().filter(|alarm| alarm.standing != Standing::Skipped);
        let alarms = counting.map(|alarm| alarm.name.clone()).collect();
        let aliases = match self.state {
            State::Hooking(_) | State::Baking { .. } | State::Waiting(_) => self.watched_aliases(),
            State::Queued { .. } | State::Preparing { .. } | State::Shifting { .. } | State::Landing(_) | State::Closed(_) => vec![],
        };
        vec![Effect::Poll { alarms, aliases }]
    }

    fn watched_aliases(&self) -> Vec<(usize, FunctionArn, AliasName)> {
        self.targets.iter().enumerate().map(|(index, target)| (index, target.function.clone(), target.alias.clone())).collect()
    }

    fn preparations(&self) -> Vec<Effect> {
        let looks = self.targets.iter().enumerate().filter_map(|(index, target)| match &target.phase {
            Phase::Unknown => Some(target.look(index)),
            Phase::Seen(seen) => Some(target.route(index, seen.proof(), seen.revision.clone())),
            Phase::Live(_) => None,
        });
        looks.collect()
    }

    fn routes<'a>(&'a self, goal: impl Fn(usize, &super::Live) -> Option<Routing> + 'a) -> impl Iterator<Item = Effect> + 'a {
        self.targets.iter().enumerate().filter_map(move |(index, target)| {
            let live = target.live()?;
            Some(target.route(index, goal(index, live)?, live.fence.clone()))
        })
    }
}

impl Target {
    fn look(&self, index: usize) -> Effect {
        let function = self.function.clone();
        match &self.requested {
            Qualifier::Latest => Effect::Publish { target: index, function },
            Qualifier::Published(version) => {
                Effect::Inspect { target: index, function, alias: self.alias.clone(), version: version.clone() }
            }
        }
    }

    fn route(&self, index: usize, routing: Routing, fence: RevisionId) -> Effect {
        Effect::Route { target: index, function: self.function.clone(), alias: self.alias.clone(), routing, fence }
    }
}
