//! Deployment configurations: plans with names.

use crate::{ConfigName, Plan, PlanError, Step, Weight};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How traffic moves, as a configuration says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TrafficRouting {
    /// Everything in one shift.
    AllAtOnce,
    /// A first share, then the rest.
    TimeBasedCanary {
        /// The first share, 1 to 99.
        percentage: i64,
        /// Minutes between the two shifts.
        interval_minutes: i64,
    },
    /// The same share again and again, the first at once.
    TimeBasedLinear {
        /// The share that each shift adds, 1 to 99.
        percentage: i64,
        /// Minutes between shifts.
        interval_minutes: i64,
    },
    /// Any rising list of weights.
    Steps(Vec<Step>),
}

fn percentage(field: &'static str, percent: i64) -> Result<u8, PlanError> {
    u8::try_from(percent).ok().filter(|p| (1..=99).contains(p)).ok_or(PlanError::Percentage { field, percent })
}

fn interval_seconds(field: &'static str, minutes: i64) -> Result<u32, PlanError> {
    let in_range = u32::try_from(minutes).ok().filter(|m| (1..=2880).contains(m));
    in_range.map(|m| m * 60).ok_or(PlanError::Interval { field, minutes })
}

fn step(percent: u8, bake_seconds: u32) -> Step {
    let weight = Weight::percent(percent.min(100)).unwrap_or(Weight::FULL);
    Step { weight, bake_seconds: if weight == Weight::FULL { 0 } else { bake_seconds }, hook: None }
}

impl TrafficRouting {
    /// The steps that this routing comes down to.
    ///
    /// # Errors
    ///
    /// [`PlanError`] names the field that is out of its range.
    pub fn plan(&self) -> Result<Plan, PlanError> {
        match self {
            Self::AllAtOnce => Ok(Plan::all_at_once()),
            Self::TimeBasedCanary { percentage: percent, interval_minutes } => {
                let percent = percentage("canaryPercentage", *percent)?;
                let bake = interval_seconds("canaryInterval", *interval_minutes)?;
                Plan::new(vec![step(percent, bake), step(100, 0)])
            }
            Self::TimeBasedLinear { percentage: percent, interval_minutes } => {
                let percent = percentage("linearPercentage", *percent)?;
                let bake = interval_seconds("linearInterval", *interval_minutes)?;
                let shifts = 100_u8.div_ceil(percent);
                Plan::new((1..=shifts).map(|shift| step(percent.saturating_mul(shift), bake)).collect())
            }
            Self::Steps(steps) => Plan::new(steps.clone()),
        }
    }
}

/// A named way to move traffic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeploymentConfig {
    /// Its name; `CodeDeployDefault.` is kept for the predefined ones.
    pub name: ConfigName,
    /// A UUID, as CodeDeploy gives one.
    pub id: String,
    /// How traffic moves.
    pub routing: TrafficRouting,
    /// When it was made; the predefined ones were always there.
    pub created_at: Timestamp,
}

/// The nine predefined configurations for functions.
pub fn predefined_configs() -> Vec<DeploymentConfig> {
    let canary = [5, 10, 15, 30].map(|minutes| {
        let routing = TrafficRouting::TimeBasedCanary { percentage: 10, interval_minutes: minutes };
        (format!("LambdaCanary10Percent{minutes}Minutes"), routing)
    });
    let linear = [1, 2, 3, 10].map(|minutes| {
        let routing = TrafficRouting::TimeBasedLinear { percentage: 10, interval_minutes: minutes };
        let plural = if minutes == 1 { "" } else { "s" };
        (format!("LambdaLinear10PercentEvery{minutes}Minute{plural}"), routing)
    });
    let all = [("LambdaAllAtOnce".to_owned(), TrafficRouting::AllAtOnce)];
    let named = all.into_iter().chain(canary).chain(linear).enumerate();
    named
        .filter_map(|(index, (name, routing))| {
            Some(DeploymentConfig {
                name: ConfigName::new(format!("CodeDeployDefault.{name}")).ok()?,
                id: format!("00000000-0000-0000-0000-{:012}", index + 1),
                routing,
                created_at: Timestamp::UNIX_EPOCH,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_predefined_nine_have_the_names_of_the_field() {
        let names: Vec<_> = predefined_configs().into_iter().map(|config| config.name.to_string()).collect();
        assert_eq!(names.len(), 9);
        for name in [
            "LambdaAllAtOnce",
            "LambdaCanary10Percent30Minutes",
            "LambdaLinear10PercentEvery1Minute",
            "LambdaLinear10PercentEvery10Minutes",
        ] {
            assert!(names.contains(&format!("CodeDeployDefault.{name}")), "{name}");
        }
    }

    #[test]
    fn linear_shifts_at_the_start_of_each_interval() {
        let plan = TrafficRouting::TimeBasedLinear { percentage: 30, interval_minutes: 2 }.plan().unwrap();
        let steps: Vec<_> = plan.steps().iter().map(|step| (step.weight.as_percent(), step.bake_seconds)).collect();
        assert_eq!(steps, [(30.0, 120), (60.0, 120), (90.0, 120), (100.0, 0)]);
    }

    #[test]
    fn ranges_are_those_of_codedeploy() {
        assert!(TrafficRouting::TimeBasedCanary { percentage: 0, interval_minutes: 5 }.plan().is_err());
        assert!(TrafficRouting::TimeBasedCanary { percentage: 100, interval_minutes: 5 }.plan().is_err());
        assert!(TrafficRouting::TimeBasedCanary { percentage: 10, interval_minutes: 2881 }.plan().is_err());
        assert!(TrafficRouting::TimeBasedLinear { percentage: 1, interval_minutes: 30 }.plan().is_err(), "49.5 hours");
    }
}
