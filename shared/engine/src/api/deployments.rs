//! Deployments: read, and stopped.

use super::{info, latest, members, refuse, views};
use crate::{Actuator, Engine, EngineError, Exception, StopProgress, Store};
use futures::future::try_join_all;
use headgate_domain::{Deployment, DeploymentId, Status};
use headgate_wire as wire;
use jiff::SignedDuration;

/// CodeDeploy's limit.
const BATCH_MAX: usize = 25;

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetDeploymentInput,
) -> Result<wire::GetDeploymentOutput, EngineError> {
    let stored = engine.reload(&members::deployment(input.deployment_id)?).await?;
    Ok(wire::GetDeploymentOutput { deployment_info: Some(told(engine, &stored.deployment).await?) })
}

/// Those deployments that there are; the rest is left out, as CodeDeploy does.
pub(super) async fn batch_get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::BatchGetDeploymentsInput,
) -> Result<wire::BatchGetDeploymentsOutput, EngineError> {
    let given = input.deployment_ids.unwrap_or_default();
    if given.is_empty() {
        refuse(Exception::DeploymentIdRequired, "`deploymentIds` is empty: give the ids of deployments")?;
    }
    if given.len() > BATCH_MAX {
        let message = format!("`deploymentIds` has {} ids: give at most {BATCH_MAX}", given.len());
        refuse(Exception::BatchLimitExceeded, message)?;
    }
    let ids = given.into_iter().map(|id| members::deployment(Some(id))).collect::<Result<Vec<DeploymentId>, _>>()?;
    let stored = try_join_all(ids.iter().map(|id| engine.store.load(id))).await?;
    let stored: Vec<_> = stored.into_iter().flatten().collect();
    let infos = try_join_all(stored.iter().map(|stored| told(engine, &stored.deployment))).await?;
    Ok(wire::BatchGetDeploymentsOutput { deployments_info: Some(infos) })
}

/// A deployment, with what its group had before it: the revision of the last one made earlier that has succeeded.
async fn told<S: Store, A: Actuator>(engine: &Engine<S, A>, deployment: &Deployment) -> Result<wire::DeploymentInfo, EngineError> {
    let earlier = deployment.created_at().checked_sub(SignedDuration::from_nanos(1)).ok();
    let before = latest::deployment(engine, deployment.group_id(), vec![Status::Succeeded], earlier).await?;
    let previous_revision = before.map(|stored| views::revision(&stored.deployment.request().revision));
    Ok(wire::DeploymentInfo { previous_revision, ..info::of(deployment, engine.source.now()) })
}

pub(super) async fn stop<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::StopDeploymentInput,
) -> Result<wire::StopDeploymentOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let (status, stored) = match engine.stop(&id, input.auto_rollback_enabled).await? {
        StopProgress::Pending(stored) => (wire::StopStatus::Pending, stored),
        StopProgress::Succeeded(stored) => (wire::StopStatus::Succeeded, stored),
    };
    let now = engine.source.now();
    let message = if *stored.deployment.id() == id {
        info::messages(&stored.deployment, now).join(" ")
    } else {
        let (rollback, standing) = (stored.deployment.id(), info::messages(&stored.deployment, now).join(" "));
        format!("Deployment {id} was stopped, and deployment {rollback} restores the traffic. {standing}")
    };
    Ok(wire::StopDeploymentOutput { status: Some(status), status_message: Some(message) })
}
