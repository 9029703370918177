//! The minute's round.

use headgate_domain::DeploymentId;
use headgate_lambda::{Environment, Failure, Handler, Invocation, Metric, Metrics, Outbox, SettingError, WakeEngine, waking};
use serde_json::{Value, json};
use tracing::{Instrument, info_span};

/// The function.
pub(crate) struct Sweep {
    engine: WakeEngine,
    outbox: Outbox,
    metrics: Metrics,
}

impl Handler for Sweep {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { engine: waking(environment)?, outbox: Outbox::new(environment)?, metrics: Metrics::new(environment)? })
    }

    /// Whatever the event says: a sweep looks at the table.
    async fn handle(&self, _: Value, _: &Invocation) -> Result<Value, Failure> {
        let swept = self.engine.sweep().await?;
        let (unsent, age) = self.engine.left_unsent().await?;
        let sent = self.publish_all(&unsent).await;
        let woken = i64::try_from(swept.woken).unwrap_or(i64::MAX);
        let values = [(Metric::SweepRuns, 1), (Metric::OverdueWakes, woken), (Metric::OutboxAgeSeconds, age.as_secs())];
        self.metrics.write(&values, &json!({ "overdue_seconds_max": swept.overdue_seconds_max }));
        Ok(json!({ "woken": swept.woken, "overdueSecondsMax": swept.overdue_seconds_max, "sent": sent, "unsentSeconds": age.as_secs() }))
    }
}

impl Sweep {
    /// One deployment's notices that do not get through hold up no others; the next sweep is the retry.
    async fn publish_all(&self, unsent: &[DeploymentId]) -> usize {
        let mut sent = 0;
        for id in unsent {
            match self.outbox.publish(&self.engine, id).instrument(info_span!("publish", deployment_id = %id)).await {
                Ok(count) => sent += count,
                Err(error) => tracing::warn!(deployment_id = %id, %error, "notices stay unsent"),
            }
        }
        sent
    }
}
