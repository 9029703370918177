//! An operation of the API, called and answered.

use crate::{Failure, TurnEngine};
use headgate_aws::{AwsObserver, Revisions};
use headgate_engine::{Caller, Class, Fault, S3Location};
use headgate_wire::{Call, CallError, Reply};

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
    let fetch = |location: S3Location| async move {
        let S3Location { bucket, key, version } = location;
        revisions.fetch(&bucket, &key, version.as_deref()).await
    };
    match Box::pin(engine.call(&call.operation, call.input, caller, observer, fetch)).await {
        Ok(output) => Ok(Reply::Output(output)),
        Err(error) => match error.class {
            Class::Caller | Class::Conflict => Ok(Reply::Error(CallError { code: error.code, message: error.message })),
            Class::Transient => Err(Fault::Transient(error.message).into()),
            Class::Fault => Err(Fault::Broken(error.message).into()),
        },
    }
}
