//! Deployment targets: the aliases that a deployment moves.

use super::views::{self, Movement, seconds};
use super::{members, refuse, shown};
use crate::{Actuator, Engine, EngineError, Refusal, RefusalCode, Store};
use headgate_domain::{Deployment, HookRun, Landed, LifecycleEvent, LifecycleStatus, Outcome, State, Target, Verdict};
use headgate_wire as wire;
use jiff::{SignedDuration, Timestamp};

/// CodeDeploy's limit, and as many as a deployment can have.
const BATCH_MAX: usize = 25;
const STATUSES: [&str; 7] = ["Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Unknown", "Ready"];

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListDeploymentTargetsInput,
) -> Result<wire::ListDeploymentTargetsOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    if let Some(token) = input.next_token {
        let message = format!("`nextToken` is {}: all targets are on one page: leave it out", shown(&token));
        refuse(RefusalCode::InvalidNextToken, message)?;
    }
    let mut wanted: Option<Vec<String>> = None;
    for (name, values) in input.target_filters.unwrap_or_default() {
        wanted = Some(filter(&name, values)?);
    }
    let deployment = engine.reload(&id).await?.deployment;
    let listed = deployment.targets().iter().enumerate().filter(|(index, _)| {
        let status = format!("{:?}", status(&deployment, *index));
        wanted.as_ref().is_none_or(|wanted| wanted.contains(&status))
    });
    Ok(wire::ListDeploymentTargetsOutput { target_ids: Some(listed.map(|(_, target)| target.id()).collect()), next_token: None })
}

fn filter(name: &str, values: Vec<String>) -> Result<Vec<String>, Refusal> {
    match name {
        "TargetStatus" => match values.iter().find(|value| !STATUSES.contains(&value.as_str())) {
            None => Ok(values),
            Some(value) => {
                let message = format!("`targetFilters.TargetStatus` has {} in it: give any of {}", shown(value), STATUSES.join(", "));
                refuse(RefusalCode::InvalidInstanceStatus, message)
            }
        },
        "ServerInstanceLabel" => {
            let message = "`targetFilters.ServerInstanceLabel`: functions have no instances: leave it out";
            refuse(RefusalCode::InvalidDeploymentInstanceType, message)
        }
        _ => refuse(RefusalCode::InvalidTargetFilterName, format!("`targetFilters` has {} in it: give `TargetStatus`", shown(name))),
    }
}

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetDeploymentTargetInput,
) -> Result<wire::GetDeploymentTargetOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let target = checked("targetId", input.target_id.unwrap_or_default())?;
    let deployment = engine.reload(&id).await?.deployment;
    Ok(wire::GetDeploymentTargetOutput { deployment_target: Some(found(&deployment, &target)?) })
}

pub(super) async fn batch_get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::BatchGetDeploymentTargetsInput,
) -> Result<wire::BatchGetDeploymentTargetsOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let given = input.target_ids.unwrap_or_default();
    if given.is_empty() {
        refuse(RefusalCode::DeploymentTargetIdRequired, "`targetIds` is empty: give the ids that ListDeploymentTargets lists")?;
    }
    if given.len() > BATCH_MAX {
        let message = format!("`targetIds` has {} ids: give at most {BATCH_MAX}", given.len());
        refuse(RefusalCode::DeploymentTargetListSizeExceeded, message)?;
    }
    let ids = given.into_iter().map(|target| checked("targetIds", target)).collect::<Result<Vec<_>, _>>()?;
    let deployment = engine.reload(&id).await?.deployment;
    let targets = ids.iter().map(|target| found(&deployment, target)).collect::<Result<_, _>>()?;
    Ok(wire::BatchGetDeploymentTargetsOutput { deployment_targets: Some(targets) })
}

fn checked(member: &str, id: String) -> Result<String, Refusal> {
    if id.is_empty() {
        return refuse(RefusalCode::DeploymentTargetIdRequired, format!("`{member}` is missing: give `<function>:<alias>`"));
    }
    let part = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if id.len() <= 200 && id.split_once(':').is_some_and(|(function, alias)| part(function) && part(alias)) {
        return Ok(id);
    }
    refuse(RefusalCode::InvalidDeploymentTargetId, format!("`{member}` is {}: give `<function>:<alias>`", shown(&id)))
}

fn found(deployment: &Deployment, id: &str) -> Result<wire::DeploymentTarget, Refusal> {
    if let Some(index) = deployment.targets().iter().position(|target| target.id() == id) {
        return Ok(written(deployment, index, &deployment.targets()[index]));
    }
    let ids = deployment.targets().iter().map(|target| format!("`{}`", target.id())).collect::<Vec<_>>().join(", ");
    let message = format!("Deployment {} has no target {}; it has {ids}", deployment.id(), shown(id));
    refuse(RefusalCode::DeploymentTargetDoesNotExist, message)
}

fn written(deployment: &Deployment, index: usize, target: &Target) -> wire::DeploymentTarget {
    let lambda = wire::LambdaTarget {
        deployment_id: Some(deployment.id().to_string()),
        target_id: Some(target.id()),
        target_arn: Some(format!("{}:{}", target.function.as_str(), target.alias)),
        status: Some(format!("{:?}", status(deployment, index))),
        last_updated_at: Some(seconds(updated_at(deployment))),
        lifecycle_events: Some(deployment.lifecycle().events().iter().map(|event| event_of(deployment, event)).collect()),
        lambda_function_info: Some(function(deployment, target)),
    };
    wire::DeploymentTarget { deployment_target_type: Some("LambdaTarget".to_owned()), lambda_target: Some(lambda) }
}

fn function(deployment: &Deployment, target: &Target) -> wire::LambdaFunctionInfo {
    let movement = Movement::of(deployment, target);
    wire::LambdaFunctionInfo {
        function_name: Some(target.function.name().to_owned()),
        function_alias: Some(target.alias.to_string()),
        current_version: Some(movement.from).filter(|version| !version.is_empty()),
        target_version: Some(movement.to),
        target_version_weight: Some(movement.weight.as_percent()),
    }
}

/// How a target stands. Targets have no word for stopped: one that was moved has failed, one that
/// was not has been skipped.
pub(super) fn status(deployment: &Deployment, index: usize) -> LifecycleStatus {
    match deployment.state() {
        State::Queued { .. } => LifecycleStatus::Pending,
        State::Landing(landing) if deployment.is_rollback() => match landing.targets.get(index) {
            Some(Landed::Done | Landed::Foreign(_)) => LifecycleStatus::Succeeded,
            Some(Landed::Gone(_)) => LifecycleStatus::Failed,
            Some(Landed::Pending) | None => LifecycleStatus::InProgress,
        },
        State::Preparing { .. } | State::Hooking(_) | State::Shifting { .. } | State::Baking { .. } | State::Landing(_) => {
            LifecycleStatus::InProgress
        }
        State::Closed(closed) => match closed.outcome {
            Outcome::Succeeded { .. } => LifecycleStatus::Succeeded,
            Outcome::Failed { .. } | Outcome::Stopped { .. } if deployment.started_at().is_none() => LifecycleStatus::Skipped,
            Outcome::Failed { .. } | Outcome::Stopped { .. } => LifecycleStatus::Failed,
        },
    }
}

fn updated_at(deployment: &Deployment) -> Timestamp {
    let events = deployment.lifecycle().events().iter().flat_map(|event| [event.started_at, event.ended_at]);
    events.flatten().chain(views::completed_at(deployment)).max().unwrap_or_else(|| deployment.created_at())
}

fn event_of(deployment: &Deployment, event: &LifecycleEvent) -> wire::LifecycleEvent {
    let run = deployment.hook_runs().iter().rev().find(|run| run.point.lifecycle_event() == event.name);
    wire::LifecycleEvent {
        lifecycle_event_name: Some(event.name.to_string()),
        diagnostics: diagnostics(deployment, event, run),
        start_time: event.started_at.map(seconds),
        end_time: event.ended_at.map(seconds),
        status: Some(format!("{:?}", event.status)),
    }
}

fn diagnostics(deployment: &Deployment, event: &LifecycleEvent, run: Option<&HookRun>) -> Option<wire::Diagnostics> {
    let code = match event.status {
        LifecycleStatus::Pending | LifecycleStatus::InProgress | LifecycleStatus::Skipped => return None,
        LifecycleStatus::Succeeded => "Success",
        LifecycleStatus::Failed => failure_code(deployment, run),
    };
    let said = run.and_then(|run| run.ended.as_ref()).map(|(_, _, message)| message.clone());
    Some(wire::Diagnostics {
        error_code: Some(code.to_owned()),
        script_name: run.map(|run| run.function.to_string()),
        message: Some(event.message.clone().or(said).unwrap_or_default()),
        log_tail: None,
    })
}

/// Hooks are CodeDeploy's scripts.
fn failure_code(deployment: &Deployment, run: Option<&HookRun>) -> &'static str {
    let timeout = SignedDuration::from_secs(i64::from(deployment.settings().hook_timeout_seconds));
    match run.map(|run| (run.started_at, &run.ended)) {
        Some((started_at, Some((ended_at, Verdict::Failed, _)))) if ended_at.duration_since(started_at) >= timeout => "ScriptTimedOut",
        Some((_, Some((_, Verdict::Failed, _)))) => "ScriptFailed",
        Some((_, Some((_, Verdict::Succeeded, _)) | None)) | None => "UnknownError",
    }
}
