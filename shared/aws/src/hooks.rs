//! Calls a validation function and says what came of it.

use crate::Clients;
use crate::clients::Lazy;
use crate::faults::{Asked, kind, printable, status};
use aws_sdk_lambda::Client;
use aws_sdk_lambda::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_lambda::operation::invoke::{InvokeError, InvokeOutput};
use aws_sdk_lambda::primitives::Blob;
use headgate_domain::{FailureKind, HookInvocation, HookReport, ReportSource, Verdict};
use headgate_engine::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// How long a call that Lambda has no room for is put off, each time.
const BACKOFF_SECONDS: [u64; 4] = [1, 2, 4, 8];
const MESSAGE_CHARS_MAX: usize = 1000;

/// Calls validation functions, and waits for them.
#[derive(Debug)]
pub struct HookCaller {
    lambda: Lazy<Client>,
}

/// What a function may return in place of reporting.
#[derive(Deserialize)]
struct Returned {
    status: ReturnedStatus,
    #[serde(default)]
    message: String,
}

#[derive(Deserialize)]
enum ReturnedStatus {
    Succeeded,
    Failed,
}

impl HookCaller {
    /// A caller with a client that waits as long as Lambda lets a function run.
    pub fn new(clients: &Clients) -> Self {
        Self { lambda: clients.later(Clients::lambda_waiting) }
    }

    /// Calls the function and waits for its end. `None` means that it ended without a word of its
    /// verdict: it is to be reported, before the deadline.
    ///
    /// # Errors
    ///
    /// A fault when nobody knows whether it ran. The call is then to be repeated under the same execution id.
    pub async fn call(&self, invocation: &HookInvocation) -> Result<Option<HookReport>, Fault> {
        let payload = payload(invocation).to_string();
        let mut backoff = BACKOFF_SECONDS.into_iter();
        loop {
            let call = self.lambda.invoke().function_name(invocation.function.as_str()).payload(Blob::new(payload.clone()));
            let error = match call.send().await {
                Ok(answer) => return Ok(verdict(&answer)),
                Err(error) => error,
            };
            if matches!(error, SdkError::TimeoutError(_)) {
                // It still runs, for longer than can be waited for: its verdict is to be reported.
                return Ok(None);
            }
            match (put_off(&error), backoff.next()) {
                (true, Some(seconds)) => tokio::time::sleep(Duration::from_secs(seconds)).await,
                (true, None) | (false, _) => return not_invoked(invocation, &error),
            }
        }
    }
}

/// CodeDeploy's payload, and after it what Headgate adds.
fn payload(invocation: &HookInvocation) -> Value {
    let targets = invocation.targets.iter().map(|target| {
        json!({
            "FunctionArn": target.function,
            "Alias": target.alias,
            "CurrentVersion": target.current_version,
            "TargetVersion": target.target_version,
        })
    });
    json!({
        "DeploymentId": invocation.deployment,
        "LifecycleEventHookExecutionId": invocation.execution,
        "ApplicationName": invocation.application,
        "DeploymentGroupName": invocation.group,
        "LifecycleEvent": invocation.event,
        "Targets": targets.collect::<Vec<_>>(),
        "TrafficWeight": invocation.weight,
        "Deadline": invocation.deadline,
    })
}

fn verdict(answer: &InvokeOutput) -> Option<HookReport> {
    let payload = answer.payload().map(Blob::as_ref).unwrap_or_default();
    if let Some(how) = answer.function_error() {
        let message = printable(&crash(payload, how), MESSAGE_CHARS_MAX);
        return Some(HookReport { verdict: Verdict::Failed, source: ReportSource::Crashed, message });
    }
    let returned: Returned = serde_json::from_slice(payload).ok()?;
    let verdict = match returned.status {
        ReturnedStatus::Succeeded => Verdict::Succeeded,
        ReturnedStatus::Failed => Verdict::Failed,
    };
    Some(HookReport { verdict, source: ReportSource::Returned, message: printable(&returned.message, MESSAGE_CHARS_MAX) })
}

/// Lambda's words on a crash, or whatever there is.
pub(crate) fn crash(payload: &[u8], how: &str) -> String {
    let said: Value = serde_json::from_slice(payload).unwrap_or_default();
    match (said["errorType"].as_str(), said["errorMessage"].as_str()) {
        (Some(kind), Some(message)) => format!("{kind}: {message}"),
        (Some(word), None) | (None, Some(word)) => word.to_owned(),
        (None, None) => format!("{how}: {}", String::from_utf8_lossy(payload)),
    }
}

/// Whether the function was certainly not started, and may be a little later.
fn put_off(error: &SdkError<InvokeError>) -> bool {
    let code = error.as_service_error().and_then(|service| service.code()).unwrap_or_default();
    let not_ready = ["ResourceConflictException", "ResourceNotReadyException", "EC2ThrottledException", "SnapStartNotReadyException"];
    kind(error) == FailureKind::Throttled || not_ready.contains(&code)
}

fn not_invoked(invocation: &HookInvocation, error: &SdkError<InvokeError>) -> Result<Option<HookReport>, Fault> {
    let asked = Asked { action: "lambda:InvokeFunction", resource: invocation.function.as_str() };
    if !put_off(error) && !never_started(error) {
        return Err(asked.fault(error));
    }
    let message = printable(&asked.failure(error).message, MESSAGE_CHARS_MAX);
    Ok(Some(HookReport { verdict: Verdict::Failed, source: ReportSource::NotInvoked, message }))
}

/// Whether Lambda has said that the function cannot be run: every 4xx, and the 502s that name what
/// the function lacks. A plain 500 or no answer leaves it open.
pub(crate) fn never_started(error: &SdkError<InvokeError>) -> bool {
    let Some(service) = error.as_service_error() else {
        return matches!(error, SdkError::ConstructionFailure(_));
    };
    let named = service.code().is_some_and(|code| code != "ServiceException");
    status(error).is_some_and(|status| (400..500).contains(&status) || (status == 502 && named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{Answer, Fake};
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn invocation() -> HookInvocation {
        serde_json::from_str(include_str!("../../../events/hook/call.json")).unwrap()
    }

    async fn called(answer: Answer) -> (Result<Option<HookReport>, Fault>, usize) {
        let fake = Fake::new(move |_| answer.clone());
        let report = HookCaller::new(&fake.clients()).call(&invocation()).await;
        (report, fake.asked().len())
    }

    fn report(verdict: Verdict, source: ReportSource, message: &str) -> HookReport {
        HookReport { verdict, source, message: message.to_owned() }
    }

    #[tokio::test]
    async fn the_payload_is_codedeploys_and_more() {
        let fake = Fake::new(|_| Answer::Json(200, Value::Null));
        assert_eq!(HookCaller::new(&fake.clients()).call(&invocation()).await, Ok(None));
        let asked = fake.asked().pop().unwrap();
        assert_eq!(asked.what, "POST /2015-03-31/functions/CodeDeployHook_orders_smoke/invocations");
        let expected = json!({
            "DeploymentId": "d-ABCDEF123",
            "LifecycleEventHookExecutionId": invocation().execution,
            "ApplicationName": "shop",
            "DeploymentGroupName": "live",
            "LifecycleEvent": "BeforeAllowTraffic",
            "Targets": [{
                "FunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:orders",
                "Alias": "live",
                "CurrentVersion": "1",
                "TargetVersion": "2",
            }],
            "TrafficWeight": 0.0,
            "Deadline": "2026-11-05T11:00:00Z",
        });
        assert_eq!(asked.body, expected);
    }

    #[tokio::test]
    async fn what_a_function_returns_is_its_verdict_or_none() {
        use Verdict::{Failed, Succeeded};
        let returned = ReportSource::Returned;
        let expected = [
            (json!({ "status": "Succeeded" }), Some(report(Succeeded, returned, ""))),
            (json!({ "status": "Failed", "message": "3 of\n9 orders", "more": 1 }), Some(report(Failed, returned, "3 of\\n9 orders"))),
            (json!({ "status": "succeeded" }), None),
            (json!({ "statusCode": 200 }), None),
            (json!("Succeeded"), None),
            (Value::Null, None),
        ];
        for (answer, expected) in expected {
            assert_eq!(called(Answer::Json(200, answer.clone())).await, (Ok(expected), 1), "{answer}");
        }
    }

    #[tokio::test]
    async fn a_crash_is_a_verdict_in_lambdas_words() {
        let crashed = |body: &str| called(Answer::Raw(200, &[("x-amz-function-error", "Unhandled")], body.into()));
        let (said, _) = crashed(r#"{"errorType":"Error","errorMessage":"no\u0007 orders","trace":[]}"#).await;
        assert_eq!(said, Ok(Some(report(Verdict::Failed, ReportSource::Crashed, "Error: no\\u{7} orders"))));
        let (said, _) = crashed(r#"{"errorMessage":"Task timed out after 3.00 seconds"}"#).await;
        assert_eq!(said, Ok(Some(report(Verdict::Failed, ReportSource::Crashed, "Task timed out after 3.00 seconds"))));
        let (said, _) = crashed(&"x".repeat(5000)).await;
        assert_eq!(said.unwrap().unwrap().message.chars().count(), MESSAGE_CHARS_MAX);
        let (said, _) = crashed(r#"{"status":"Succeeded"}"#).await;
        assert_eq!(said.unwrap().unwrap().verdict, Verdict::Failed);
    }

    #[tokio::test(start_paused = true)]
    async fn a_function_that_lambda_has_no_room_for_is_called_again_and_then_not() {
        let (said, calls) = called(Answer::Error(429, "TooManyRequestsException")).await;
        let said = said.unwrap().unwrap();
        assert_eq!((said.verdict, said.source, calls), (Verdict::Failed, ReportSource::NotInvoked, 5));
        assert!(said.message.contains("throttled"), "{}", said.message);

        let count = AtomicUsize::new(0);
        let busy_once = Fake::new(move |_| match count.fetch_add(1, Ordering::Relaxed) {
            0 => Answer::Error(429, "TooManyRequestsException"),
            _ => Answer::Json(200, json!({ "status": "Succeeded" })),
        });
        let said = HookCaller::new(&busy_once.clients()).call(&invocation()).await;
        assert_eq!(said, Ok(Some(report(Verdict::Succeeded, ReportSource::Returned, ""))));
    }

    #[tokio::test]
    async fn a_function_that_cannot_be_called_fails_at_once_and_says_why() {
        for (status, code) in [(403, "AccessDeniedException"), (404, "ResourceNotFoundException"), (502, "InvalidRuntimeException")] {
            let (said, calls) = called(Answer::Error(status, code)).await;
            let said = said.unwrap().unwrap();
            assert_eq!((said.verdict, said.source, calls), (Verdict::Failed, ReportSource::NotInvoked, 1), "{code}");
            assert!(said.message.contains("`lambda:InvokeFunction` on `CodeDeployHook_orders_smoke`"), "{}", said.message);
        }
    }

    #[tokio::test]
    async fn where_nobody_knows_whether_it_ran_there_is_no_verdict() {
        for answer in [Answer::Silence, Answer::Error(500, "ServiceException")] {
            let (said, calls) = called(answer).await;
            assert!(matches!(said, Err(Fault::Transient(_))), "{said:?}");
            assert_eq!(calls, 1);
        }
    }
}
