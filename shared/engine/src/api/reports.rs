//! A verdict from anybody who brings one: what the public may ask.

use super::decode::{self, decode, encode};
use super::hooks;
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store};
use headgate_domain::{Applied, Deployment, DeploymentId, Event, ExecutionId, HookReport, Rejection, ReportSource, Verdict};
use serde_json::Value;

/// The one operation that is answered to the public.
const OPERATION: &str = "PutLifecycleEventHookExecutionStatus";

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Answers `PutLifecycleEventHookExecutionStatus` to somebody who is known by nothing but the execution id.
    ///
    /// Without the right id there is one answer, whatever else the request says and whether or not there is such a
    /// deployment. Everything else is looked at only once the id was right, and after the run is over it earns no more
    /// than that this is so.
    ///
    /// # Errors
    ///
    /// A refusal, or a fault of a port: the fault's words are not for the caller.
    pub async fn take_report(&self, input: Value) -> Result<Value, EngineError> {
        let Some((id, execution)) = ids(&input) else { return Err(unknown()) };
        let Some(stored) = self.store.load(&id).await? else { return Err(unknown()) };
        if let Some(rejection) = self.foreseen(&stored.deployment, execution) {
            return Err(if rejection == Rejection::UnknownExecution { unknown() } else { rejection.into() });
        }
        let input = decode(decode::operation(OPERATION)?, input)?;
        encode(hooks::put_status(self, input).await?)
    }

    /// Why any verdict of this run would be rejected now, if it would be.
    fn foreseen(&self, deployment: &Deployment, execution: ExecutionId) -> Option<Rejection> {
        let report = HookReport { verdict: Verdict::Succeeded, source: ReportSource::Reported, message: String::new() };
        match deployment.apply(&self.source.fresh(), &Event::HookReported { execution, report }) {
            Applied::Rejected(rejection) => Some(rejection),
            Applied::Moved(_) | Applied::Ignored(_) => None,
        }
    }
}

/// Both ids, where there can be such ids. What cannot be is not looked for: its sender knows that already.
fn ids(input: &Value) -> Option<(DeploymentId, ExecutionId)> {
    let text = |member: &str| input.get(member).and_then(Value::as_str);
    let id = DeploymentId::new(text("deploymentId")?).ok()?;
    let execution = ExecutionId::new(text("lifecycleEventHookExecutionId")?).ok()?;
    Some((id, execution))
}

fn unknown() -> EngineError {
    let message = "There is no such execution of a lifecycle event hook: give `deploymentId` and `lifecycleEventHookExecutionId` as the \
                   hook was handed them";
    Refusal::new(Exception::InvalidLifecycleEventHookExecutionId, message).into()
}
