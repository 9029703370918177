//! `headgate config get`.

use crate::console::{Console, Sheet, Table, time, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{DeploymentConfigInfo, GetDeploymentConfigInput, GetDeploymentConfigOutput, RoutingStep, TrafficRoutingConfig};
use jiff::SignedDuration;

/// Show a deployment configuration
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate config get CodeDeployDefault.LambdaCanary10Percent5Minutes")]
pub(super) struct Get {
    /// Its name
    name: String,
}

impl Get {
    /// Shows it.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let input = GetDeploymentConfigInput { deployment_config_name: Some(self.name) };
        let output: GetDeploymentConfigOutput = context.client().await?.call("GetDeploymentConfig", &input).await?;
        context.console.show(
            || written("GetDeploymentConfig", &output),
            || text(&context.console, output.deployment_config_info.clone().unwrap_or_default()),
        );
        Ok(())
    }
}

fn text(console: &Console, info: DeploymentConfigInfo) -> String {
    let routing = info.traffic_routing_config.unwrap_or_default();
    let sheet = Sheet::default()
        .line("config", info.deployment_config_name)
        .line("id", info.deployment_config_id)
        .line("platform", info.compute_platform.map(|platform| platform.to_string()))
        .line("traffic", traffic(&routing))
        .line("created", console.instant_and_age(info.create_time));
    match &routing.steps {
        Some(steps) => format!("{sheet}\n\n{}", table(steps)),
        None => sheet.to_string(),
    }
}

/// CodeDeploy's own kinds in a sentence.
fn traffic(routing: &TrafficRoutingConfig) -> Option<String> {
    let minutes = |minutes: Option<i64>| time::span(SignedDuration::from_mins(minutes.unwrap_or_default()));
    if let Some(canary) = &routing.time_based_canary {
        let (percent, interval) = (canary.canary_percentage.unwrap_or_default(), minutes(canary.canary_interval));
        return Some(format!("{percent} % for {interval}, then all of it"));
    }
    if let Some(linear) = &routing.time_based_linear {
        let (percent, interval) = (linear.linear_percentage.unwrap_or_default(), minutes(linear.linear_interval));
        return Some(format!("{percent} % more every {interval}"));
    }
    routing.r#type.map(|kind| kind.to_string())
}

fn table(steps: &[RoutingStep]) -> Table {
    let mut table = Table::new(&["STEP", "WEIGHT", "BAKE", "HOOK"]);
    for (index, step) in steps.iter().enumerate() {
        table.row([
            (index + 1).to_string(),
            format!("{} %", step.weight.unwrap_or_default()),
            time::span(SignedDuration::from_secs(step.bake_seconds.unwrap_or_default())),
            step.hook.clone().unwrap_or_default(),
        ]);
    }
    table
}
