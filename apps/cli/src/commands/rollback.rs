//! `headgate rollback`: takes the traffic back to the version before, whether the deployment runs or is over.

use super::stop::stop;
use super::targets;
use super::which::Which;
use crate::client::Client;
use crate::console::{self, Console, confirmed};
use crate::context::Invocation;
use crate::refusal::{Reason, Refusal};
use clap::Args;
use headgate_wire::{
    AlarmConfiguration, AppSpecContent, AutoRollbackConfiguration, CreateDeploymentInput, CreateDeploymentOutput, DeploymentInfo,
    DeploymentStatus, GetDeploymentInput, GetDeploymentOutput, LambdaFunctionInfo, RevisionLocation, RevisionLocationType,
};
use serde_json::json;
use uuid::Uuid;

/// How the description begins of a deployment that this command has made.
const TAKES_BACK: &str = "Takes back ";

/// Take the traffic back to the version before
///
/// A deployment that runs is stopped, and its traffic goes back at once. One that has succeeded is followed by a new
/// one, back to the version before and all at once, which no alarm keeps from starting and no hook judges; you are
/// asked first.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Rollback {
    #[command(flatten)]
    which: Which,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate rollback
  headgate rollback d-ABCDEF123 --yes
  headgate watch \"$(headgate rollback --yes)\"";

impl Rollback {
    /// Takes it back, and prints the id of the deployment that does so.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let id = self.which.active_or_newest(&client, &context.settings).await?;
        let info = read(&client, &id).await?;
        if !self.which.is_named() {
            not_twice(&id, &info)?;
        }
        let rollback = match info.status {
            Some(DeploymentStatus::Succeeded) => redeployed(&client, &info, self.yes).await?,
            Some(DeploymentStatus::Failed | DeploymentStatus::Stopped) | None => return Err(over(&info)),
            Some(
                DeploymentStatus::Created
                | DeploymentStatus::Queued
                | DeploymentStatus::InProgress
                | DeploymentStatus::Baking
                | DeploymentStatus::Ready,
            ) => stopped(&client, &context.console, &id).await?,
        };
        context.console.show(|| json!({ "deploymentId": rollback, "rollbackOf": id }), || rollback.clone().unwrap_or_default());
        Ok(())
    }
}

async fn read(client: &Client, id: &str) -> Result<DeploymentInfo, Refusal> {
    let output: GetDeploymentOutput = client.call("GetDeployment", &GetDeploymentInput { deployment_id: Some(id.to_owned()) }).await?;
    Ok(output.deployment_info.unwrap_or_default())
}

/// Whoever types the command twice wants to be on the version before, and not to get what was wrong with the newer one again.
fn not_twice(id: &str, info: &DeploymentInfo) -> Result<(), Refusal> {
    let taken = info.description.as_deref().and_then(|description| description.strip_prefix(TAKES_BACK));
    match taken {
        Some(taken) if info.status == Some(DeploymentStatus::Succeeded) => {
            let sentence = format!("the newest deployment, {id}, has taken back {taken} already");
            Err(Refusal::new(Reason::Conflict, sentence).with_hint(format!("`headgate rollback {id}` brings the version of {taken} back")))
        }
        Some(_) | None => Ok(()),
    }
}

/// Stops a deployment that runs. Nothing goes back where nothing was shifted yet.
async fn stopped(client: &Client, console: &Console, id: &str) -> Result<Option<String>, Refusal> {
    let output = stop(client, id, Some(true)).await?;
    console::tell(&console.sentence(output.status_message.as_deref().unwrap_or_default()));
    Ok(read(client, id).await?.rollback_info.and_then(|info| info.rollback_deployment_id))
}

/// Why a deployment that has not succeeded is not taken back again.
fn over(info: &DeploymentInfo) -> Refusal {
    let (id, status) = (info.deployment_id.as_deref().unwrap_or_default(), info.status.map_or("over", DeploymentStatus::as_str));
    match info.rollback_info.as_ref().and_then(|rollback| rollback.rollback_deployment_id.as_deref()) {
        Some(rollback) => Refusal::new(Reason::Conflict, format!("deployment {id} is {status}, and {rollback} has taken its traffic back")),
        None => Refusal::refused(format!("deployment {id} is {status}, and has left the traffic where `headgate status {id}` shows it"))
            .with_hint("`headgate deploy --function NAME --alias NAME --to VERSION` moves all of it to the version that you want"),
    }
}

/// A new deployment, back from one that has succeeded.
async fn redeployed(client: &Client, info: &DeploymentInfo, yes: bool) -> Result<Option<String>, Refusal> {
    let id = info.deployment_id.clone().unwrap_or_default();
    if info.rollback_info.as_ref().is_some_and(|rollback| rollback.rollback_triggering_deployment_id.is_some()) {
        return Err(Refusal::refused(format!("deployment {id} is a rollback itself")).with_hint("deploy the version that you want"));
    }
    let moves = moves(client, &id).await?;
    let shown: Vec<String> = moves.iter().map(|Move { function, alias, from, to }| format!("{function}:{alias} {from} → {to}")).collect();
    confirmed(&format!("Take back {id}, all at once: {}?", shown.join(", ")), yes)?;
    let output: CreateDeploymentOutput = client.call("CreateDeployment", &request(info, &id, &moves)).await?;
    console::tell(&format!("Deployment {} takes {id} back.", output.deployment_id.as_deref().unwrap_or_default()));
    Ok(output.deployment_id)
}

/// An alias that goes back.
struct Move {
    function: String,
    alias: String,
    from: String,
    to: String,
}

async fn moves(client: &Client, id: &str) -> Result<Vec<Move>, Refusal> {
    let targets = targets::functions(&targets::read(client, id).await?).into_iter().filter_map(|target| target.lambda_function_info);
    targets.map(|target| back(target).ok_or_else(|| Refusal::bug(format!("a target of {id} has no versions")))).collect()
}

fn back(target: LambdaFunctionInfo) -> Option<Move> {
    Some(Move { function: target.function_name?, alias: target.function_alias?, from: target.target_version?, to: target.current_version? })
}

/// What is wrong must not keep it from going back, nor bring what is wrong back again.
fn request(info: &DeploymentInfo, id: &str, moves: &[Move]) -> CreateDeploymentInput {
    let resources: Vec<_> = moves
        .iter()
        .enumerate()
        .map(|(index, Move { function, alias, from, to })| {
            let properties = json!({"Name": function, "Alias": alias, "CurrentVersion": from, "TargetVersion": to});
            json!({format!("function{index}"): {"Type": "AWS::Lambda::Function", "Properties": properties}})
        })
        .collect();
    let content = json!({"version": "0.0", "Resources": resources}).to_string();
    CreateDeploymentInput {
        application_name: info.application_name.clone(),
        deployment_group_name: info.deployment_group_name.clone(),
        deployment_config_name: Some("CodeDeployDefault.LambdaAllAtOnce".to_owned()),
        description: Some(format!("{TAKES_BACK}{id}")),
        revision: Some(RevisionLocation {
            revision_type: Some(RevisionLocationType::AppSpecContent),
            app_spec_content: Some(AppSpecContent { content: Some(content), sha256: None }),
            ..Default::default()
        }),
        override_alarm_configuration: Some(AlarmConfiguration { enabled: Some(false), ..Default::default() }),
        auto_rollback_configuration: Some(AutoRollbackConfiguration { enabled: Some(false), events: None }),
        final_bake_seconds: Some(0),
        client_request_token: Some(Uuid::new_v4().to_string()),
        ..Default::default()
    }
}
