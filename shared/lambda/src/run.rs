//! The runtime's loop around a handler.

use crate::{Environment, Failure, SettingError, telemetry};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;
use std::future::Future;

/// What the runtime says of an invocation. Nobody can put it into an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// The request's id.
    pub id: String,
    /// The function as it was invoked: its ARN, with the version or alias that was named.
    pub function_arn: String,
}

/// A function: what it is made of, and what it does with an event.
pub trait Handler: Sized {
    /// Makes what is kept from one event to the next.
    fn new(environment: &Environment) -> Result<Self, SettingError>;

    /// Decodes an event, calls the engine, and encodes the answer.
    fn handle(&self, event: Value, invocation: &Invocation) -> impl Future<Output = Result<Value, Failure>>;
}

/// Runs a function until Lambda ends it.
///
/// # Errors
///
/// A setting that is missing or wrong, or a fault of the runtime itself.
pub async fn run<H: Handler>() -> Result<(), Error> {
    let environment = Environment::of_process();
    telemetry::start(environment.log_level().as_deref());
    let handler = H::new(&environment).inspect_err(|error| tracing::error!(%error, "not started"))?;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| invoke(&handler, event))).await
}

async fn invoke<H: Handler>(handler: &H, event: LambdaEvent<Value>) -> Result<Value, Failure> {
    let LambdaEvent { payload, context } = event;
    let invocation = Invocation { id: context.request_id, function_arn: context.invoked_function_arn };
    Box::pin(handler.handle(payload, &invocation)).await.inspect_err(|failure| tracing::error!(%failure, "invocation failed"))
}
