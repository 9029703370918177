//! Validation functions report.

use super::{members, refuse, shown};
use crate::{Actuator, Engine, EngineError, RefusalCode, Store};
use headgate_domain::{HookReport, ReportSource, Verdict};
use headgate_wire as wire;

pub(super) async fn put_status<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::PutLifecycleEventHookExecutionStatusInput,
) -> Result<wire::PutLifecycleEventHookExecutionStatusOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let execution = members::execution(input.lifecycle_event_hook_execution_id)?;
    let verdict = match input.status.as_deref() {
        Some("Succeeded") => Verdict::Succeeded,
        Some("Failed") => Verdict::Failed,
        text => {
            let message = format!("`status` is {}: give `Succeeded` or `Failed`", shown(text.unwrap_or_default()));
            refuse(RefusalCode::InvalidLifecycleEventHookExecutionStatus, message)?
        }
    };
    let report = HookReport { verdict, source: ReportSource::Reported, message: String::new() };
    engine.report_hook(&id, &execution, report).await?;
    Ok(wire::PutLifecycleEventHookExecutionStatusOutput { lifecycle_event_hook_execution_id: Some(execution.to_string()) })
}
