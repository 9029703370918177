//! `headgate status`: where a deployment stands.

use super::which::Which;
use super::{targets, watch};
use crate::client::Client;
use crate::console::style::{self, DIM, STRONG, paint};
use crate::console::{Console, Sheet, Table, joined, written};
use crate::context::Invocation;
use crate::picture::decisions;
use crate::picture::view::Wait;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{
    BatchGetDeploymentTargetsOutput, DeploymentInfo, GetDeploymentInput, GetDeploymentOutput, HeadgateInfo, LambdaTarget, LifecycleEvent,
    LifecycleEventStatus,
};

/// Show where a deployment stands
///
/// Without an id it is the deployment that is active, or else the newest one of the deployment group.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Status {
    #[command(flatten)]
    which: Which,
}

const EXAMPLES: &str = "\
Examples:
  headgate status
  headgate status d-ABCDEF123
  headgate status --application shop --group live --output json";

impl Status {
    /// Shows it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let id = self.which.active_or_newest(&client, &context.settings).await?;
        let standing = Standing::of(&client, &id).await?;
        context.console.show(|| standing.document(), || standing.text(&context.console));
        Ok(())
    }
}

/// Where a deployment stands.
pub(crate) struct Standing {
    deployment: GetDeploymentOutput,
    targets: BatchGetDeploymentTargetsOutput,
}

impl Standing {
    /// Asks for it.
    pub(crate) async fn of(client: &Client, id: &str) -> Result<Self, Refusal> {
        let deployment = client.call("GetDeployment", &GetDeploymentInput { deployment_id: Some(id.to_owned()) }).await?;
        let targets = targets::read(client, id).await?;
        Ok(Self { deployment, targets })
    }

    fn document(&self) -> serde_json::Value {
        joined([written("GetDeployment", &self.deployment), written("BatchGetDeploymentTargets", &self.targets)])
    }

    fn text(&self, console: &Console) -> String {
        let info = self.deployment.deployment_info.clone().unwrap_or_default();
        let targets = targets::functions(&self.targets);
        let parts = [head(&info), said(console, &info), table(&targets), trouble(&targets), facts(console, &info)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

fn head(info: &DeploymentInfo) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let what = if rollback_of(info).is_some() { "Rollback" } else { "Deployment" };
    let id = paint(STRONG, &format!("{what} {}", text(&info.deployment_id)));
    let place = format!("{}/{}", text(&info.application_name), text(&info.deployment_group_name));
    format!("{id}  {}  {}", style::deployment(info.status), paint(DIM, &place))
}

fn said(console: &Console, info: &DeploymentInfo) -> String {
    let messages = info.deployment_status_messages.iter().flatten();
    messages.map(|message| console.sentence(message)).collect::<Vec<_>>().join("\n")
}

fn table(targets: &[LambdaTarget]) -> String {
    if targets.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["TARGET", "FROM", "TO", "WEIGHT", "STATUS"]);
    for target in targets {
        let info = target.lambda_function_info.clone().unwrap_or_default();
        let weight = info.target_version_weight.map(|percent| format!("{percent} %"));
        table.row([
            target.target_id.clone().unwrap_or_default(),
            info.current_version.unwrap_or_default(),
            info.target_version.unwrap_or_default(),
            weight.unwrap_or_default(),
            style::target(target.status),
        ]);
    }
    table.to_string()
}

/// Lifecycle events that have failed, and why.
fn trouble(targets: &[LambdaTarget]) -> String {
    let failed = |event: &&LifecycleEvent| event.status == Some(LifecycleEventStatus::Failed);
    let lines = targets.iter().flat_map(|target| {
        target.lifecycle_events.iter().flatten().filter(failed).map(|event| {
            let (target, name) =
                (target.target_id.as_deref().unwrap_or_default(), event.lifecycle_event_name.as_deref().unwrap_or_default());
            let why = event.diagnostics.as_ref().and_then(|diagnostics| diagnostics.message.as_deref()).unwrap_or_default();
            format!("{target}  {name}  {}  {why}", style::event(event.status))
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn facts(console: &Console, info: &DeploymentInfo) -> String {
    let rollback = info.rollback_info.clone().unwrap_or_default();
    let headgate = info.headgate.clone().unwrap_or_default();
    let waits = watch::waits(&headgate);
    let next = console.instant_and_age(headgate.next_due_time).filter(|_| waits.is_empty());
    let commands = decisions(&watch::actions(&headgate)).into_iter().map(|(command, does)| format!("{command}  {}", paint(DIM, does)));
    let sheet = Sheet::default()
        .line("step", step(&headgate))
        .lines("waits for", waits.iter().flat_map(|wait| waited_for(console, wait)))
        .lines("decide", commands)
        .line("next", next)
        .line("hook", headgate.waiting_for_hook.clone())
        .line("deadline", console.instant_and_age(headgate.hook_deadline))
        .line("attempts", headgate.failed_attempts.filter(|attempts| *attempts > 0).map(|attempts| format!("{attempts} in vain")))
        .line("rollback", rollback.rollback_deployment_id)
        .line("takes back", rollback_of(info))
        .line("config", info.deployment_config_name.clone())
        .line("about", info.description.clone())
        .line("created", console.instant_and_age(info.create_time))
        .line("completed", console.instant_and_age(info.complete_time));
    sheet.to_string()
}

fn waited_for(console: &Console, wait: &Wait) -> Vec<String> {
    let until = wait.until.map(|until| format!(", until {}", console.at_and_age(until))).unwrap_or_default();
    [format!("{}{until}", wait.what)].into_iter().chain(wait.people.iter().cloned()).collect()
}

fn step(headgate: &HeadgateInfo) -> Option<String> {
    Some(format!("{} of {}", headgate.step?, headgate.steps?))
}

/// The deployment that this one takes back.
fn rollback_of(info: &DeploymentInfo) -> Option<String> {
    info.rollback_info.as_ref()?.rollback_triggering_deployment_id.clone()
}
