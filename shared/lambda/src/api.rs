//! An operation of the API, called and answered.

use crate::{Failure, TurnEngine};
use headgate_aws::{AwsObserver, Revisions};
use headgate_engine::{ApiError, Caller, Class, Fault, Object, S3Location};
use headgate_wire::{Call, CallError, Reply};
use serde_json::Value;

/// Calls an operation for a caller. What the caller can do nothing about is a failure, which Lambda may retry;
/// everything else is an answer.
///
/// # Errors
///
/// A fault of the service.
pub async fn answer(
    engine: &TurnEngine,
    observer: &AwsObserver,
    revisions: &Revisions,
    call: Call,
    caller: &Caller,
) -> Result<Reply, Failure> {
    let fetch = |at| fetched(revisions, at);
    replied(Box::pin(engine.call(&call.operation, call.input, caller, observer, fetch)).await)
}

/// Calls `CreateDeployment` for a caller who can ask for nothing else.
///
/// # Errors
///
/// A fault of the service.
pub async fn create(engine: &TurnEngine, revisions: &Revisions, input: Value, caller: &Caller) -> Result<Reply, Failure> {
    replied(Box::pin(engine.create(input, caller, |at| fetched(revisions, at))).await)
}

async fn fetched(revisions: &Revisions, at: S3Location) -> Result<Object, Fault> {
    let S3Location { bucket, key, version } = at;
    revisions.fetch(&bucket, &key, version.as_deref()).await
}

fn replied(answer: Result<Value, ApiError>) -> Result<Reply, Failure> {
    match answer {
        Ok(output) => Ok(Reply::Output(output)),
        Err(error) => match error.class {
            Class::Caller | Class::Conflict => Ok(Reply::Error(CallError { code: error.code, message: error.message })),
            Class::Transient => Err(Fault::Transient(error.message).into()),
            Class::Fault => Err(Fault::Broken(error.message).into()),
        },
    }
}
