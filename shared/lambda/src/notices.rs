//! A deployment's outbox, sent and counted.

use crate::{Environment, Metric, Metrics, SettingError, courier};
use headgate_aws::{Courier, Sent};
use headgate_domain::{Deployment, DeploymentId, Notice, NoticeKind, Weight};
use headgate_engine::{Actuator, Engine, EngineError, Fault, Store};
use serde_json::json;

/// Sends what deployments have to tell. What happens to deployments is counted here as well: each
/// thing that happens has a notice, and the outbox forgets none.
#[derive(Debug)]
pub struct Outbox {
    courier: Courier,
    metrics: Metrics,
}

impl Outbox {
    /// An outbox with the courier and the metrics of this environment.
    pub fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { courier: courier(environment)?, metrics: Metrics::new(environment)? })
    }

    /// Sends a deployment's unsent notices, in order.
    ///
    /// # Errors
    ///
    /// A fault of the store, or of a receiver that may yet be reached.
    pub async fn publish<S: Store, A: Actuator>(&self, engine: &Engine<S, A>, id: &DeploymentId) -> Result<usize, EngineError> {
        engine.publish(id, |deployment, notice| self.send(deployment, notice)).await
    }

    async fn send(&self, deployment: Deployment, notice: Notice) -> Result<(), Fault> {
        let sent = self.courier.send(&deployment, &notice).await?;
        self.count(&deployment, &notice, sent);
        Ok(())
    }

    fn count(&self, deployment: &Deployment, notice: &Notice, sent: Sent) {
        let metric = counted(notice.kind, deployment.is_rollback());
        let values: Vec<(Metric, i64)> = metric
            .map(|metric| (metric, 1))
            .into_iter()
            .chain((sent.lost > 0).then_some((Metric::NoticesLost, sent.lost.into())))
            .collect();
        if values.is_empty() {
            return;
        }
        let properties = json!({
            "deployment_id": deployment.id(),
            "application": deployment.application(),
            "group": deployment.group(),
            "status": notice.status,
            "code": notice.code,
            "weight": notice.weights.iter().map(|weight| Weight::as_percent(*weight)).collect::<Vec<_>>(),
            "history_entry": notice.entry,
        });
        self.metrics.write(&values, &properties);
    }
}

/// What a notice counts as. A rollback counts once it has brought the traffic back.
fn counted(kind: NoticeKind, is_rollback: bool) -> Option<Metric> {
    match kind {
        NoticeKind::Started => Some(Metric::DeploymentStarted),
        NoticeKind::Succeeded if is_rollback => Some(Metric::DeploymentRolledBack),
        NoticeKind::Succeeded => Some(Metric::DeploymentSucceeded),
        NoticeKind::Failed => Some(Metric::DeploymentFailed),
        NoticeKind::Stopped => Some(Metric::DeploymentStopped),
        // `step` counts what is stuck itself: its alarm must not wait for a notice to get through.
        NoticeKind::Queued | NoticeKind::Ready | NoticeKind::RollbackStarted | NoticeKind::RollbackStuck => None,
    }
}
