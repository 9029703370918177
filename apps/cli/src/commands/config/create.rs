//! `headgate config create`.

use super::step::{self, Pace};
use crate::commands::input::Input;
use crate::console::written;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::{ArgGroup, Args};
use headgate_wire::{
    ComputePlatform, CreateDeploymentConfigInput, CreateDeploymentConfigOutput, RoutingStep, TimeBasedCanary, TimeBasedLinear,
    TrafficRoutingConfig, TrafficRoutingType,
};
use serde_json::json;

/// Make a deployment configuration: the steps that traffic takes
///
/// It cannot be changed afterwards, as in CodeDeploy: deployments keep naming it.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, group(ArgGroup::new("course").required(true)))]
pub(super) struct Create {
    /// Its name
    name: String,
    /// A step: its weight, how long it bakes, and a function that judges it. May be given more than once; the last is 100%
    #[arg(long = "step", value_name = "WEIGHT[:BAKE[:HOOK]]", value_parser = step::step, group = "course")]
    steps: Vec<RoutingStep>,
    /// A share of the traffic for some minutes, and then all of it
    #[arg(long, value_name = "PERCENT:SPAN", value_parser = step::pace, group = "course")]
    canary: Option<Pace>,
    /// A share more of the traffic every few minutes
    #[arg(long, value_name = "PERCENT:SPAN", value_parser = step::pace, group = "course")]
    linear: Option<Pace>,
    /// All of the traffic in one step
    #[arg(long, group = "course")]
    all_at_once: bool,
    #[command(flatten)]
    input: Input,
}

const EXAMPLES: &str = "\
Examples:
  headgate config create careful --step 0.5%:10m --step 10%:30m:judge --step 100%
  headgate config create quick --canary 10%:5m
  headgate config create steady --linear 25%:10m";

impl Create {
    /// Makes it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let routing = self.routing();
        let input: CreateDeploymentConfigInput = self.input.with(json!(CreateDeploymentConfigInput {
            deployment_config_name: Some(self.name.clone()),
            compute_platform: Some(ComputePlatform::Lambda),
            traffic_routing_config: Some(routing),
            ..Default::default()
        }))?;
        let output: CreateDeploymentConfigOutput = context.client().await?.call("CreateDeploymentConfig", &input).await?;
        context.console.done(|| written("CreateDeploymentConfig", &output), &format!("Made deployment configuration {}.", self.name));
        Ok(())
    }

    fn routing(&self) -> TrafficRoutingConfig {
        let of = |r#type| TrafficRoutingConfig { r#type: Some(r#type), ..Default::default() };
        if let Some(Pace { percentage, minutes }) = self.canary {
            let canary = TimeBasedCanary { canary_percentage: Some(percentage), canary_interval: Some(minutes) };
            TrafficRoutingConfig { time_based_canary: Some(canary), ..of(TrafficRoutingType::TimeBasedCanary) }
        } else if let Some(Pace { percentage, minutes }) = self.linear {
            let linear = TimeBasedLinear { linear_percentage: Some(percentage), linear_interval: Some(minutes) };
            TrafficRoutingConfig { time_based_linear: Some(linear), ..of(TrafficRoutingType::TimeBasedLinear) }
        } else if self.all_at_once {
            of(TrafficRoutingType::AllAtOnce)
        } else {
            TrafficRoutingConfig { steps: Some(self.steps.clone()), ..of(TrafficRoutingType::Steps) }
        }
    }
}
