//! Steps of traffic: what a deployment configuration comes down to.

use crate::{HookFunction, Weight};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A step: shift to a weight, bake, then run its hook if it has one.
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
}

impl Step {
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
}

impl Plan {
    /// The most steps a plan may have.
    pub const MAX_STEPS: usize = 100;
    /// The longest all bakes together may take: 48 hours, CodeDeploy's limit for shifting traffic.
    pub const MAX_BAKE_SECONDS: u64 = 48 * 3600;

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
        Ok(Self { steps })
    }

    /// Everything at once.
    pub fn all_at_once() -> Self {
        Self { steps: vec![Step { weight: Weight::FULL, bake_seconds: 0, hook: None }] }
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
        Step { weight: Weight::try_from(percent).unwrap(), bake_seconds, hook: None }
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
}
