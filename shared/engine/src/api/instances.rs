//! Deployment instances: CodeDeploy's older words for a deployment's targets.

use super::views::seconds;
use super::{members, refuse, shown, targets};
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store};
use headgate_domain::{Deployment, LifecycleStatus, State};
use headgate_wire as wire;
use headgate_wire::InstanceStatus;
use serde_json::{Map, Value};

/// CodeDeploy's limit, and as many as a deployment can have.
const BATCH_MAX: usize = 25;

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListDeploymentInstancesInput,
) -> Result<wire::ListDeploymentInstancesOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    if let Some(token) = input.next_token {
        let message = format!("`nextToken` is {}: all instances are on one page: leave it out", shown(&token));
        refuse(Exception::InvalidNextToken, message)?;
    }
    if let Some(kind) = input.instance_type_filter.unwrap_or_default().first() {
        let message = format!("`instanceTypeFilter` has `{kind}` in it: functions have no environments of instances: leave it out");
        refuse(Exception::InvalidDeploymentInstanceType, message)?;
    }
    let wanted = input.instance_status_filter.unwrap_or_default();
    let deployment = engine.reload(&id).await?.deployment;
    let listed = targets::ids_with(&deployment, |found| wanted.is_empty() || wanted.contains(&status(found)));
    Ok(wire::ListDeploymentInstancesOutput { instances_list: Some(listed), next_token: None })
}

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetDeploymentInstanceInput,
) -> Result<wire::GetDeploymentInstanceOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let instance = checked("instanceId", input.instance_id.unwrap_or_default())?;
    let deployment = engine.reload(&id).await?.deployment;
    let summary = summary(&deployment, &instance);
    let summary = summary.ok_or_else(|| Refusal::new(Exception::InstanceDoesNotExist, targets::unknown(&deployment, &instance)))?;
    Ok(wire::GetDeploymentInstanceOutput { instance_summary: Some(summary) })
}

/// Those instances that the deployment has; of the others the answer names the first.
pub(super) async fn batch_get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::BatchGetDeploymentInstancesInput,
) -> Result<wire::BatchGetDeploymentInstancesOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let given = input.instance_ids.unwrap_or_default();
    if given.is_empty() {
        refuse(Exception::InstanceIdRequired, "`instanceIds` is empty: give the ids that ListDeploymentInstances lists")?;
    }
    if given.len() > BATCH_MAX {
        refuse(Exception::BatchLimitExceeded, format!("`instanceIds` has {} ids: give at most {BATCH_MAX}", given.len()))?;
    }
    let ids = given.into_iter().map(|instance| checked("instanceIds", instance)).collect::<Result<Vec<_>, _>>()?;
    let deployment = engine.reload(&id).await?.deployment;
    let summaries: Vec<_> = ids.iter().map(|instance| summary(&deployment, instance)).collect();
    let missing = ids.iter().zip(&summaries).find(|(_, summary)| summary.is_none());
    Ok(wire::BatchGetDeploymentInstancesOutput {
        error_message: missing.map(|(instance, _)| targets::unknown(&deployment, instance)),
        instances_summary: Some(summaries.into_iter().flatten().collect()),
    })
}

/// Ends the wait before instances are terminated. Functions have none.
pub(super) async fn skip_wait<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::SkipWaitTimeForInstanceTerminationInput,
) -> Result<Map<String, Value>, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let deployment = engine.reload(&id).await?.deployment;
    let (code, message) = match deployment.state() {
        State::Closed(_) => (Exception::DeploymentAlreadyCompleted, format!("Deployment {id} has already completed")),
        State::Queued { .. } => (Exception::DeploymentNotStarted, format!("Deployment {id} waits for the deployments before it")),
        State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_) => {
            let message = format!("Deployment {id} deploys functions, which have no instances to terminate: it goes on by itself");
            (Exception::UnsupportedActionForDeploymentType, message)
        }
    };
    Ok(refuse(code, message)?)
}

fn checked(member: &str, id: String) -> Result<String, Refusal> {
    if id.is_empty() {
        return refuse(Exception::InstanceIdRequired, format!("`{member}` is missing: give `<function>:<alias>`"));
    }
    if targets::is_id(&id) {
        return Ok(id);
    }
    refuse(Exception::InvalidInstanceName, format!("`{member}` is {}: give `<function>:<alias>`", shown(&id)))
}

fn summary(deployment: &Deployment, id: &str) -> Option<wire::InstanceSummary> {
    let index = targets::index_of(deployment, id)?;
    Some(wire::InstanceSummary {
        deployment_id: Some(deployment.id().to_string()),
        instance_id: Some(id.to_owned()),
        status: Some(status(targets::status(deployment, index))),
        last_updated_at: Some(seconds(targets::updated_at(deployment))),
        lifecycle_events: Some(targets::lifecycle_events(deployment)),
        instance_type: None,
    })
}

const fn status(status: LifecycleStatus) -> InstanceStatus {
    match status {
        LifecycleStatus::Pending => InstanceStatus::Pending,
        LifecycleStatus::InProgress => InstanceStatus::InProgress,
        LifecycleStatus::Succeeded => InstanceStatus::Succeeded,
        LifecycleStatus::Failed => InstanceStatus::Failed,
        LifecycleStatus::Skipped => InstanceStatus::Skipped,
    }
}
