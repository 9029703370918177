//! The deployments that a new one would meet, and what its group's rules say of that.

use super::super::views;
use super::Findings;
use crate::{Actuator, Engine, EngineError, Lock, Store};
use headgate_domain::{Deployment, NewDeployment, OnConflict};
use headgate_wire as wire;

pub(super) async fn met<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    new: &NewDeployment,
    findings: &mut Findings,
) -> Result<Vec<wire::PlannedConflict>, EngineError> {
    let mut conflicts = vec![];
    for (id, locks) in engine.rivals(new).await? {
        let Some(stored) = engine.store.load(&id).await? else { continue };
        judge(new, &locks, &stored.deployment, findings);
        conflicts.push(written(new, &locks, &stored.deployment));
    }
    Ok(conflicts)
}

fn judge(new: &NewDeployment, locks: &[Lock], other: &Deployment, findings: &mut Findings) {
    let shared = locks.iter().map(|lock| shared(new, lock)).collect::<Vec<_>>().join(", ");
    let subject = format!("deployment {}", other.id());
    let replaces = locks.contains(&Lock::Group(new.group_id.clone())) && !other.is_rollback();
    match new.settings.on_conflict {
        OnConflict::Reject => {
            let message =
                format!("It has, or waits for, {shared}: `CreateDeployment` would be refused with DeploymentLimitExceededException");
            findings.error(subject, message, "Wait for its end, stop it, or deploy with `onConflict` `queue` or `supersede`");
        }
        OnConflict::Supersede if replaces => {
            let message =
                format!("It has, or waits for, {shared}: it would be stopped, and its traffic put back, before this deployment starts");
            findings.warning(subject, message, "Deploy with `onConflict` `queue` to let it end first");
        }
        OnConflict::Queue | OnConflict::Supersede => {
            findings.info(subject, format!("It has, or waits for, {shared}: this deployment would wait in the queue behind it"));
        }
    }
}

fn shared(new: &NewDeployment, lock: &Lock) -> String {
    match lock {
        Lock::Group(_) => format!("deployment group {}", new.group),
        Lock::Alias(function, alias) => format!("alias {}:{alias}", function.name()),
    }
}

fn written(new: &NewDeployment, locks: &[Lock], other: &Deployment) -> wire::PlannedConflict {
    wire::PlannedConflict {
        deployment_id: Some(other.id().to_string()),
        application_name: Some(other.application().to_string()),
        deployment_group_name: Some(other.group().to_string()),
        status: Some(views::status(other.status())),
        shared_resources: Some(locks.iter().map(|lock| shared(new, lock)).collect()),
        on_conflict: Some(views::on_conflict(new.settings.on_conflict)),
    }
}
