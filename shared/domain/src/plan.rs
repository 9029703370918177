//! Steps of traffic: what a deployment configuration comes down to.

use crate::{Approval, HookFunction, Pause, Weight};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A step: shift to a weight and bake; then its hook, its pause and its approval, as far as it has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// The target version's share of traffic from here on.
    pub weight: Weight,
    /// How long this weight is watched before the next step.
    pub bake_seconds: u32,
    /// A validation function that judges the step after its bake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hook: Option<HookFunction>,
    /// A pause after bake and hook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
    /// An approval after bake, hook and pause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
}

impl Step {
    /// A step that shifts and bakes, and waits for nothing else.
    pub fn new(weight: Weight, bake_seconds: u32) -> Self {
        Self { weight, bake_seconds, hook: None, pause: None, approval: None }
    }

    /// The bake as a span.
    pub fn bake(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.bake_seconds))
    }
}

/// Steps that rise to 100 %; what a deployment follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Step>", into = "Vec<Step>")]
pub struct Plan {
    steps: Vec<Step>,
}

/// Steps that do not make a plan.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// There is nothing to do, or too much.
    #[error("a plan has 1 to {max} steps, this one has {count}", max = Plan::MAX_STEPS)]
    Count {
        /// How many steps were given.
        count: usize,
    },
    /// A step takes traffic away, or changes nothing.
    #[error("`steps[{index}].weight` is {weight}: each step's weight must be above the one before and above 0")]
    NotRising {
        /// The step, counted from 0.
        index: usize,
        /// Its weight.
        weight: Weight,
    },
    /// The plan stops short.
    #[error("the last step's `weight` is {weight}: it must be 100")]
    NotFull {
        /// The last step's weight.
        weight: Weight,
    },
    /// The plan would run for longer than CodeDeploy lets one run.
    #[error("the steps bake for {seconds} s in all: at most {max} s (48 hours) are allowed", max = Plan::MAX_BAKE_SECONDS)]
    TooLong {
        /// The sum of all bakes.
        seconds: u64,
    },
    /// A canary or linear percentage outside 1 to 99.
    #[error("`{field}` is {percent}: it must be from 1 to 99")]
    Percentage {
        /// The field of the configuration.
        field: &'static str,
        /// What it said.
        percent: i64,
    },
    /// An interval outside 1 to 2,880 minutes.
    #[error("`{field}` is {minutes}: it must be from 1 to 2880 minutes")]
    Interval {
        /// The field of the configuration.
        field: &'static str,
        /// What it said.
        minutes: i64,
    },
    /// The final bake is given twice.
    #[error("`finalBakeSeconds` and the last step's `bakeSeconds` are the same thing: give one of them")]
    FinalBakeTwice,
    /// A number of a pause or an approval is out of its range.
    #[error("`steps[{step}].{field}` is {value}: it must be from {min} to {max}")]
    Gate {
        /// The step, counted from 0.
        step: usize,
        /// The field, within the step.
        field: &'static str,
        /// What it said.
        value: u32,
        /// The least it may be.
        min: u32,
        /// The most it may be.
        max: u32,
    },
    /// An approval names too many.
    #[error("`steps[{step}].approval.by` names {count} principals: at most {max} are allowed", max = Approval::MAX_PRINCIPALS)]
    StepPrincipals {
        /// The step, counted from 0.
        step: usize,
        /// How many it names.
        count: usize,
    },
    /// Those whom an approval names are fewer than it needs.
    #[error("`steps[{step}].approval.count` is {count}, but those in `by` are {people} at most: name more, or ask for fewer")]
    TooFewPeople {
        /// The step, counted from 0.
        step: usize,
        /// How many it needs.
        count: u32,
        /// How many there can be.
        people: u32,
    },
    /// All approvals together name too many.
    #[error("the steps' approvals name {count} principals: at most {max} are allowed in all", max = Plan::MAX_PRINCIPALS)]
    Principals {
        /// How many they name.
        count: usize,
    },
}

impl Plan {
    /// The most steps a plan may have.
    pub const MAX_STEPS: usize = 100;
    /// The longest all bakes together may take: 48 hours, CodeDeploy's limit for shifting traffic.
    pub const MAX_BAKE_SECONDS: u64 = 48 * 3600;
    /// The most principals that all approvals may name together.
    pub const MAX_PRINCIPALS: usize = 100;

    /// Takes steps that rise and end at 100 %.
    ///
    /// # Errors
    ///
    /// [`PlanError`] names the first step that is wrong.
    pub fn new(steps: Vec<Step>) -> Result<Self, PlanError> {
        if !(1..=Self::MAX_STEPS).contains(&steps.len()) {
            return Err(PlanError::Count { count: steps.len() });
        }
        let mut before = Weight::ZERO;
        for (index, step) in steps.iter().enumerate() {
            if step.weight <= before {
                return Err(PlanError::NotRising { index, weight: step.weight });
            }
            before = step.weight;
        }
        if before != Weight::FULL {
            return Err(PlanError::NotFull { weight: before });
        }
        let seconds = steps.iter().map(|step| u64::from(step.bake_seconds)).sum();
        if seconds > Self::MAX_BAKE_SECONDS {
            return Err(PlanError::TooLong { seconds });
        }
        let mut principals = 0;
        for (index, step) in steps.iter().enumerate() {
            step.pause.map_or(Ok(()), |pause| pause.check(index))?;
            if let Some(approval) = &step.approval {
                approval.check(index)?;
                principals += approval.by.len();
            }
        }
        if principals > Self::MAX_PRINCIPALS {
            return Err(PlanError::Principals { count: principals });
        }
        Ok(Self { steps })
    }

    /// Everything at once.
    pub fn all_at_once() -> Self {
        Self { steps: vec![Step::new(Weight::FULL, 0)] }
    }

    /// Lets the last step bake for `seconds`; `None` leaves the plan as it is.
    ///
    /// # Errors
    ///
    /// [`PlanError::FinalBakeTwice`] when the last step has a bake already, or
    /// [`PlanError::TooLong`].
    pub fn with_final_bake(self, seconds: Option<u32>) -> Result<Self, PlanError> {
        let mut steps = self.steps;
        if let (Some(seconds), Some(last)) = (seconds, steps.last_mut()) {
            if last.bake_seconds > 0 {
                return Err(PlanError::FinalBakeTwice);
            }
            last.bake_seconds = seconds;
        }
        Self::new(steps)
    }

    /// All steps, first to last.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step at `index`, which comes from a state and so is always there.
    pub(crate) fn step(&self, index: usize) -> &Step {
        &self.steps[index]
    }

    pub(crate) fn is_last(&self, index: usize) -> bool {
        index + 1 == self.steps.len()
    }

    /// Whether an approval is not for whoever starts the deployment.
    pub fn excludes_starter(&self) -> bool {
        self.steps.iter().any(|step| step.approval.as_ref().is_some_and(|approval| approval.exclude_starter))
    }

    /// What is left of the plan when it is promoted all the way, where the steps before `next` have begun: later
    /// pauses and bakes go, but for the bake of all traffic, and so do steps that are there for nothing else.
    #[must_use]
    pub(crate) fn promoted(self, next: usize) -> Self {
        let last = self.steps.len() - 1;
        let kept = |(index, step): &(usize, Step)| *index < next || *index == last || step.hook.is_some() || step.approval.is_some();
        let hurried = |(index, step): (usize, Step)| {
            if index < next { step } else { Step { bake_seconds: if index == last { step.bake_seconds } else { 0 }, pause: None, ..step } }
        };
        Self { steps: self.steps.into_iter().enumerate().filter(kept).map(hurried).collect() }
    }

    /// Without the pause of the step at `index`, which has begun.
    #[must_use]
    pub(crate) fn without_pause(mut self, index: usize) -> Self {
        self.steps[index].pause = None;
        self
    }

    /// Without the bake of the step at `index`, which is being shifted to; the bake of all traffic stays.
    #[must_use]
    pub(crate) fn without_bake(mut self, index: usize) -> Self {
        if !self.is_last(index) {
            self.steps[index].bake_seconds = 0;
        }
        self
    }

    /// Without these hooks, from the step at `from` on.
    #[must_use]
    pub(crate) fn without_hooks(mut self, from: usize, hooks: &[HookFunction]) -> Self {
        for step in self.steps.iter_mut().skip(from) {
            step.hook = step.hook.take().filter(|hook| !hooks.contains(hook));
        }
        self
    }
}

impl TryFrom<Vec<Step>> for Plan {
    type Error = PlanError;
    fn try_from(steps: Vec<Step>) -> Result<Self, PlanError> {
        Self::new(steps)
    }
}

impl From<Plan> for Vec<Step> {
    fn from(plan: Plan) -> Self {
        plan.steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(percent: f64, bake_seconds: u32) -> Step {
        Step::new(Weight::try_from(percent).unwrap(), bake_seconds)
    }

    #[test]
    fn steps_rise_and_end_at_a_hundred() {
        assert!(Plan::new(vec![step(0.5, 1), step(100.0, 0)]).is_ok());
        assert_eq!(Plan::new(vec![]), Err(PlanError::Count { count: 0 }));
        assert!(matches!(Plan::new(vec![step(10.0, 1), step(10.0, 1), step(100.0, 0)]), Err(PlanError::NotRising { index: 1, .. })));
        assert!(matches!(Plan::new(vec![step(0.0, 1), step(100.0, 0)]), Err(PlanError::NotRising { index: 0, .. })));
        assert!(matches!(Plan::new(vec![step(50.0, 1)]), Err(PlanError::NotFull { .. })));
        assert!(matches!(Plan::new(vec![step(50.0, u32::MAX), step(100.0, 0)]), Err(PlanError::TooLong { .. })));
    }

    #[test]
    fn the_final_bake_is_given_once() {
        assert_eq!(Plan::all_at_once().with_final_bake(Some(60)).unwrap().steps()[0].bake_seconds, 60);
        let baked = Plan::new(vec![step(100.0, 5)]).unwrap();
        assert_eq!(baked.clone().with_final_bake(None), Ok(baked.clone()));
        assert_eq!(baked.with_final_bake(Some(5)), Err(PlanError::FinalBakeTwice));
    }

    #[test]
    fn one_approval_is_enough_to_exclude_the_starter() {
        let approved = |exclude_starter| Some(Approval { exclude_starter, ..Approval::default() });
        let plan =
            |approval| Plan::new(vec![Step { approval: approved(false), ..step(10.0, 0) }, Step { approval, ..step(100.0, 0) }]).unwrap();
        assert!(plan(approved(true)).excludes_starter());
        assert!(!plan(approved(false)).excludes_starter());
        assert!(!plan(None).excludes_starter());
    }
}
