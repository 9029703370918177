//! Deployment targets: the aliases that a deployment moves.

use super::views::{self, Movement, seconds};
use super::{members, refuse, shown};
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store};
use headgate_domain::{Deployment, HookRun, Landed, LifecycleEvent, LifecycleStatus, Outcome, RunVerdict, State, Target};
use headgate_wire as wire;
use jiff::{SignedDuration, Timestamp};

/// CodeDeploy's limit, and as many as a deployment can have.
const BATCH_MAX: usize = 25;

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListDeploymentTargetsInput,
) -> Result<wire::ListDeploymentTargetsOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    if let Some(token) = input.next_token {
        let message = format!("`nextToken` is {}: all targets are on one page: leave it out", shown(&token));
        refuse(Exception::InvalidNextToken, message)?;
    }
    let mut wanted: Option<Vec<wire::TargetStatus>> = None;
    for (name, values) in input.target_filters.unwrap_or_default() {
        wanted = Some(filter(name, &values)?);
    }
    let deployment = engine.reload(&id).await?.deployment;
    let listed = ids_with(&deployment, |found| wanted.as_ref().is_none_or(|wanted| wanted.contains(&target_status(found))));
    Ok(wire::ListDeploymentTargetsOutput { target_ids: Some(listed), next_token: None })
}

/// The ids of those targets that stand as wanted.
pub(super) fn ids_with(deployment: &Deployment, wanted: impl Fn(LifecycleStatus) -> bool) -> Vec<String> {
    let targets = deployment.targets().iter().enumerate();
    targets.filter(|(index, _)| wanted(status(deployment, *index))).map(|(_, target)| target.id()).collect()
}

fn filter(name: wire::TargetFilterName, values: &[String]) -> Result<Vec<wire::TargetStatus>, Refusal> {
    match name {
        wire::TargetFilterName::TargetStatus => values.iter().map(|value| named_status(value)).collect(),
        wire::TargetFilterName::ServerInstanceLabel => {
            let message = "`targetFilters.ServerInstanceLabel`: functions have no instances: leave it out";
            refuse(Exception::InvalidDeploymentInstanceType, message)
        }
    }
}

fn named_status(text: &str) -> Result<wire::TargetStatus, Refusal> {
    let unknown = || {
        let words = wire::TargetStatus::ALL.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        Refusal::new(
            Exception::InvalidInstanceStatus,
            format!("`targetFilters.TargetStatus` has {} in it: give any of {words}", shown(text)),
        )
    };
    wire::TargetStatus::named(text).ok_or_else(unknown)
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
        refuse(Exception::DeploymentTargetIdRequired, "`targetIds` is empty: give the ids that ListDeploymentTargets lists")?;
    }
    if given.len() > BATCH_MAX {
        let message = format!("`targetIds` has {} ids: give at most {BATCH_MAX}", given.len());
        refuse(Exception::DeploymentTargetListSizeExceeded, message)?;
    }
    let ids = given.into_iter().map(|target| checked("targetIds", target)).collect::<Result<Vec<_>, _>>()?;
    let deployment = engine.reload(&id).await?.deployment;
    let targets = ids.iter().map(|target| found(&deployment, target)).collect::<Result<_, _>>()?;
    Ok(wire::BatchGetDeploymentTargetsOutput { deployment_targets: Some(targets) })
}

fn checked(member: &str, id: String) -> Result<String, Refusal> {
    if id.is_empty() {
        return refuse(Exception::DeploymentTargetIdRequired, format!("`{member}` is missing: give `<function>:<alias>`"));
    }
    if is_id(&id) {
        return Ok(id);
    }
    refuse(Exception::InvalidDeploymentTargetId, format!("`{member}` is {}: give `<function>:<alias>`", shown(&id)))
}

/// Whether this could be a target's id: `<function>:<alias>`.
pub(super) fn is_id(id: &str) -> bool {
    let part = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    id.len() <= 200 && id.split_once(':').is_some_and(|(function, alias)| part(function) && part(alias))
}

/// Which of a deployment's targets has this id.
pub(super) fn index_of(deployment: &Deployment, id: &str) -> Option<usize> {
    deployment.targets().iter().position(|target| target.id() == id)
}

/// That a deployment has no such target, and which it has.
pub(super) fn unknown(deployment: &Deployment, id: &str) -> String {
    let ids = deployment.targets().iter().map(|target| format!("`{}`", target.id())).collect::<Vec<_>>().join(", ");
    format!("Deployment {} has no target {}; it has {ids}", deployment.id(), shown(id))
}

fn found(deployment: &Deployment, id: &str) -> Result<wire::DeploymentTarget, Refusal> {
    match index_of(deployment, id) {
        Some(index) => Ok(written(deployment, index, &deployment.targets()[index])),
        None => refuse(Exception::DeploymentTargetDoesNotExist, unknown(deployment, id)),
    }
}

fn written(deployment: &Deployment, index: usize, target: &Target) -> wire::DeploymentTarget {
    let lambda = wire::LambdaTarget {
        deployment_id: Some(deployment.id().to_string()),
        target_id: Some(target.id()),
        target_arn: Some(format!("{}:{}", target.function.as_str(), target.alias)),
        status: Some(target_status(status(deployment, index))),
        last_updated_at: Some(seconds(updated_at(deployment))),
        lifecycle_events: Some(lifecycle_events(deployment)),
        lambda_function_info: Some(function(deployment, target)),
    };
    wire::DeploymentTarget {
        deployment_target_type: Some(wire::DeploymentTargetType::LambdaTarget),
        lambda_target: Some(lambda),
        ..wire::DeploymentTarget::default()
    }
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
        State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_) => LifecycleStatus::InProgress,
        State::Closed(closed) => match closed.outcome {
            Outcome::Succeeded { .. } => LifecycleStatus::Succeeded,
            Outcome::Failed { .. } | Outcome::Stopped { .. } if deployment.started_at().is_none() => LifecycleStatus::Skipped,
            Outcome::Failed { .. } | Outcome::Stopped { .. } => LifecycleStatus::Failed,
        },
    }
}

fn target_status(status: LifecycleStatus) -> wire::TargetStatus {
    match status {
        LifecycleStatus::Pending => wire::TargetStatus::Pending,
        LifecycleStatus::InProgress => wire::TargetStatus::InProgress,
        LifecycleStatus::Succeeded => wire::TargetStatus::Succeeded,
        LifecycleStatus::Failed => wire::TargetStatus::Failed,
        LifecycleStatus::Skipped => wire::TargetStatus::Skipped,
    }
}

fn event_status(status: LifecycleStatus) -> wire::LifecycleEventStatus {
    match status {
        LifecycleStatus::Pending => wire::LifecycleEventStatus::Pending,
        LifecycleStatus::InProgress => wire::LifecycleEventStatus::InProgress,
        LifecycleStatus::Succeeded => wire::LifecycleEventStatus::Succeeded,
        LifecycleStatus::Failed => wire::LifecycleEventStatus::Failed,
        LifecycleStatus::Skipped => wire::LifecycleEventStatus::Skipped,
    }
}

/// When anything of a deployment changed last.
pub(super) fn updated_at(deployment: &Deployment) -> Timestamp {
    let events = deployment.lifecycle().events().iter().flat_map(|event| [event.started_at, event.ended_at]);
    events.flatten().chain(views::completed_at(deployment)).max().unwrap_or_else(|| deployment.created_at())
}

/// What a deployment went through, which is the same for all its targets.
pub(super) fn lifecycle_events(deployment: &Deployment) -> Vec<wire::LifecycleEvent> {
    deployment.lifecycle().events().iter().map(|event| event_of(deployment, event)).collect()
}

fn event_of(deployment: &Deployment, event: &LifecycleEvent) -> wire::LifecycleEvent {
    let run = deployment.hook_runs().iter().rev().find(|run| run.point.lifecycle_event() == event.name);
    wire::LifecycleEvent {
        lifecycle_event_name: Some(event.name.to_string()),
        diagnostics: diagnostics(deployment, event, run),
        start_time: event.started_at.map(seconds),
        end_time: event.ended_at.map(seconds),
        status: Some(event_status(event.status)),
    }
}

fn diagnostics(deployment: &Deployment, event: &LifecycleEvent, run: Option<&HookRun>) -> Option<wire::Diagnostics> {
    let code = match event.status {
        LifecycleStatus::Pending | LifecycleStatus::InProgress | LifecycleStatus::Skipped => return None,
        LifecycleStatus::Succeeded => wire::LifecycleErrorCode::Success,
        LifecycleStatus::Failed => failure_code(deployment, run),
    };
    let said = run.and_then(|run| run.ended.as_ref()).map(|(_, _, message)| message.clone());
    Some(wire::Diagnostics {
        error_code: Some(code),
        script_name: run.map(|run| run.function.to_string()),
        message: Some(event.message.clone().or(said).unwrap_or_default()),
        log_tail: None,
    })
}

/// Hooks are CodeDeploy's scripts.
fn failure_code(deployment: &Deployment, run: Option<&HookRun>) -> wire::LifecycleErrorCode {
    let timeout = SignedDuration::from_secs(i64::from(deployment.settings().hook_timeout_seconds));
    match run.map(|run| (run.started_at, &run.ended)) {
        Some((started_at, Some((ended_at, RunVerdict::Failed, _)))) if ended_at.duration_since(started_at) >= timeout => {
            wire::LifecycleErrorCode::ScriptTimedOut
        }
        Some((_, Some((_, RunVerdict::Failed, _)))) => wire::LifecycleErrorCode::ScriptFailed,
        Some((_, Some((_, RunVerdict::Succeeded | RunVerdict::Skipped, _)) | None)) | None => wire::LifecycleErrorCode::UnknownError,
    }
}
