//! Calls of validation functions.

use headgate_aws::HookCaller;
use headgate_domain::{HookInvocation, HookReport};
use headgate_engine::EngineError;
use headgate_lambda::{Environment, Failure, Handler, Invocation, SettingError, WakeEngine, hook_caller, waking};
use serde_json::{Value, json};
use tracing::{Instrument, info_span};

/// The function.
pub(crate) struct Hook {
    engine: WakeEngine,
    caller: HookCaller,
}

impl Handler for Hook {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { engine: waking(environment)?, caller: hook_caller(environment)? })
    }

    async fn handle(&self, event: Value, _: &Invocation) -> Result<Value, Failure> {
        let invocation = decode(event)?;
        let span = info_span!("hook", deployment_id = %invocation.deployment, function = %invocation.function);
        self.call(&invocation).instrument(span).await
    }
}

impl Hook {
    /// Without a verdict the deployment waits for a report: the function may have handed the judgement
    /// on to somebody who takes an hour.
    async fn call(&self, invocation: &HookInvocation) -> Result<Value, Failure> {
        let Some(report) = self.caller.call(invocation).await? else {
            tracing::info!("the function has ended and left its verdict open");
            return Ok(json!({ "verdict": null }));
        };
        let verdict = report.verdict;
        self.report(invocation, report).await?;
        Ok(json!({ "verdict": verdict }))
    }

    /// A refusal means that the verdict has been given: by the function itself before it crashed, or
    /// by an earlier attempt of this call.
    async fn report(&self, invocation: &HookInvocation, report: HookReport) -> Result<(), EngineError> {
        tracing::info!(verdict = ?report.verdict, source = ?report.source, message = report.message, "verdict");
        match self.engine.report_hook(&invocation.deployment, &invocation.execution, report).await {
            Err(EngineError::Refused(refusal)) => {
                tracing::info!(code = %refusal.code, message = refusal.message, "the verdict was not needed");
                Ok(())
            }
            reported => reported,
        }
    }
}

fn decode(event: Value) -> Result<HookInvocation, Failure> {
    serde_json::from_value(event).map_err(|error| Failure::unreadable(format!("this is no call of a validation function: {error}")))
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_what_the_actuator_sends() {
        let sample: Value = serde_json::from_str(include_str!("../../../events/hook/call.json")).unwrap();
        assert_eq!(json!(decode(sample.clone()).unwrap()), sample);
    }

    #[test]
    fn what_is_no_call_is_refused() {
        assert!(decode(json!({})).is_err());
        assert!(decode(json!({ "DeploymentId": "d-ABCDEF123" })).is_err());
    }
}
