//! Asks Headgate's own `hook` function to call a validation function.

use crate::faults::Asked;
use aws_sdk_lambda::Client;
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::InvocationType;
use headgate_domain::{Event, Failure, FailureKind, HookInvocation};

pub(super) async fn call(lambda: &Client, function: &str, invocation: &HookInvocation) -> Event {
    let execution = invocation.execution.clone();
    match invoke(lambda, function, invocation).await {
        Ok(()) => Event::HookCalled { execution },
        Err(failure) => Event::HookCallFailed { execution, failure },
    }
}

async fn invoke(lambda: &Client, function: &str, invocation: &HookInvocation) -> Result<(), Failure> {
    let asked = Asked { action: "lambda:InvokeFunction", resource: function };
    let payload = serde_json::to_vec(invocation)
        .map_err(|error| Failure { kind: FailureKind::Invalid, message: format!("the hook's payload cannot be written: {error}") })?;
    let call = lambda.invoke().function_name(function).invocation_type(InvocationType::Event).payload(Blob::new(payload));
    call.send().await.map(|_| ()).map_err(|error| asked.failure(&error))
}
