//! Validation functions report.

use super::{members, refuse};
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store};
use headgate_domain::{HookReport, ReportSource, Verdict};
use headgate_wire as wire;
use headgate_wire::LifecycleEventStatus as Status;

pub(super) async fn put_status<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::PutLifecycleEventHookExecutionStatusInput,
) -> Result<wire::PutLifecycleEventHookExecutionStatusOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let execution = members::execution(input.lifecycle_event_hook_execution_id)?;
    let verdict = verdict(input.status)?;
    let report = HookReport { verdict, source: ReportSource::Reported, message: String::new() };
    engine.report_hook(&id, &execution, report).await?;
    Ok(wire::PutLifecycleEventHookExecutionStatusOutput { lifecycle_event_hook_execution_id: Some(execution.to_string()) })
}

fn verdict(status: Option<Status>) -> Result<Verdict, Refusal> {
    let only = "give `Succeeded` or `Failed`";
    match status {
        Some(Status::Succeeded) => Ok(Verdict::Succeeded),
        Some(Status::Failed) => Ok(Verdict::Failed),
        Some(other @ (Status::Pending | Status::InProgress | Status::Skipped | Status::Unknown)) => {
            refuse(Exception::InvalidLifecycleEventHookExecutionStatus, format!("`status` is `{other}`: {only}"))
        }
        None => refuse(Exception::InvalidLifecycleEventHookExecutionStatus, format!("`status` is missing: {only}")),
    }
}
