//! Deployment configurations: rules with names, each for one platform.

mod hosts;
mod predefined;

pub use hosts::{MinimumHealthyHosts, ServerRules, ZonalConfig};
pub use predefined::predefined_configs;

use crate::{ComputePlatform, ConfigName, Plan, PlanError, Step, Weight};
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
    Step::new(weight, if weight == Weight::FULL { 0 } else { bake_seconds })
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

/// Named rules that deployments of one platform follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeploymentConfig {
    /// Its name; `CodeDeployDefault.` is kept for the predefined ones.
    pub name: ConfigName,
    /// A UUID, as CodeDeploy gives one.
    pub id: String,
    /// What it says.
    pub rules: ConfigRules,
    /// When it was made; the predefined ones were always there.
    pub created_at: Timestamp,
}

/// What a configuration says, for the platform that it is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ConfigRules {
    /// How traffic moves between the versions of a function.
    Lambda(TrafficRouting),
    /// How traffic moves between the task sets of a service.
    #[serde(rename = "ECS")]
    Ecs(TrafficRouting),
    /// How many servers stay in service.
    Server(ServerRules),
}

impl ConfigRules {
    /// The platform that the rules are for.
    pub const fn platform(&self) -> ComputePlatform {
        match self {
            Self::Lambda(_) => ComputePlatform::Lambda,
            Self::Ecs(_) => ComputePlatform::Ecs,
            Self::Server(_) => ComputePlatform::Server,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_stored_form_says_which_platform_the_rules_are_for() {
        let zones = ZonalConfig { minimum_healthy_hosts: Some(MinimumHealthyHosts::FleetPercent(50)), ..ZonalConfig::default() };
        let servers = ServerRules { minimum_healthy_hosts: MinimumHealthyHosts::HostCount(2), zones: Some(zones) };
        let cases = [
            (ConfigRules::Lambda(TrafficRouting::AllAtOnce), ComputePlatform::Lambda, r#"{"Lambda":"AllAtOnce"}"#),
            (ConfigRules::Ecs(TrafficRouting::AllAtOnce), ComputePlatform::Ecs, r#"{"ECS":"AllAtOnce"}"#),
            (
                ConfigRules::Server(servers),
                ComputePlatform::Server,
                r#"{"Server":{"minimum_healthy_hosts":{"HOST_COUNT":2},"zones":{"minimum_healthy_hosts":{"FLEET_PERCENT":50}}}}"#,
            ),
        ];
        for (rules, platform, stored) in cases {
            assert_eq!(rules.platform(), platform);
            assert_eq!(serde_json::to_string(&rules).unwrap(), stored);
            assert_eq!(serde_json::from_str::<ConfigRules>(stored).unwrap(), rules);
        }
    }
}
