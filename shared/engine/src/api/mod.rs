//! CodeDeploy's operations, and Headgate's own, as JSON in and JSON out.
//!
//! Everything a caller sends is checked here, before anything is done. A wrong request is refused
//! with CodeDeploy's own exception, which names the member, the value and what would be right.

mod alarms;
mod applications;
mod configs;
mod create;
mod decode;
mod deployments;
mod extensions;
mod group_changes;
mod groups;
mod hooks;
mod info;
mod listing;
mod members;
mod paging;
mod revisions;
mod routing;
mod strict;
mod targets;
mod triggers;
mod views;

use crate::{Actuator, Class, CommitError, Engine, EngineError, Fault, Object, Refusal, RefusalCode, Store, Write};
use decode::{decode, encode, shown};
use serde_json::Value;
use std::future::Future;
use thiserror::Error;

/// An error as an API answers it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}: {message}")]
pub struct ApiError {
    /// The exception's name: CodeDeploy's, or `ServiceUnavailable` and `InternalFailure` as every
    /// AWS service has them.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: String,
    /// Whose turn it is: `Caller` is an answer, the rest a failure of the service.
    pub class: Class,
}

/// Where in S3 an AppSpec lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S3Location {
    /// The bucket.
    pub bucket: String,
    /// The key.
    pub key: String,
    /// The object's version; `None` is the newest.
    pub version: Option<String>,
}

impl From<EngineError> for ApiError {
    fn from(error: EngineError) -> Self {
        let class = error.class();
        match error {
            EngineError::Refused(Refusal { code, message }) => Self { code: code.as_str().to_owned(), message, class },
            EngineError::Fault(fault) => {
                let code = if class == Class::Transient { "ServiceUnavailable" } else { "InternalFailure" };
                Self { code: code.to_owned(), message: fault.to_string(), class }
            }
        }
    }
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Answers one operation of the API.
    ///
    /// `fetch` reads an object that a request points to. What it calls `Denied` or `Broken` (no such
    /// object, say) is the caller's to mend; what it calls `Transient` is asked again.
    ///
    /// # Errors
    ///
    /// [`ApiError`], with CodeDeploy's own exception where the request is at fault.
    pub async fn call<F>(&self, operation: &str, input: Value, fetch: impl Fn(S3Location) -> F) -> Result<Value, ApiError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        let answer = match operation {
            "CreateDeployment" => self.start_from(&input, fetch).await,
            _ => dispatch(self, operation, &input).await,
        };
        Ok(answer?)
    }

    async fn start_from<F>(&self, input: &Value, fetch: impl Fn(S3Location) -> F) -> Result<Value, EngineError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        encode(create::create(self, decode("CreateDeployment", input)?, fetch).await?)
    }

    /// Whether a transaction went through; where it did not, something it relied on has changed.
    async fn attempt(&self, writes: Vec<Write>) -> Result<bool, EngineError> {
        match self.store.commit(writes).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Fault(fault)) => Err(fault.into()),
        }
    }
}

/// Transactions that lost a race before the request is given back to its caller.
const RACES_MAX: usize = 10;

fn busy(what: &str) -> EngineError {
    Fault::Transient(format!("{what} is being changed by others without pause; try again")).into()
}

fn refuse<T>(code: RefusalCode, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(code, message))
}

macro_rules! operations {
    ($($operation:literal => $answer:path,)*) => {
        /// The names of all operations.
        pub const OPERATIONS: &[&str] = &["CreateDeployment", $($operation),*];

        async fn dispatch<S: Store, A: Actuator>(engine: &Engine<S, A>, operation: &str, input: &Value) -> Result<Value, EngineError> {
            match operation {
                $($operation => encode(Box::pin($answer(engine, decode($operation, input)?)).await?),)*
                _ => Ok(refuse(RefusalCode::UnknownOperation, format!("There is no operation {}", shown(operation)))?),
            }
        }
    };
}

operations! {
    "AbandonRollback" => extensions::abandon_rollback,
    "BatchGetDeploymentTargets" => targets::batch_get,
    "BatchGetDeployments" => deployments::batch_get,
    "ContinueDeployment" => deployments::continue_waiting,
    "CreateApplication" => applications::create,
    "CreateDeploymentConfig" => configs::create,
    "CreateDeploymentGroup" => groups::create,
    "DeleteApplication" => applications::delete,
    "DeleteDeploymentConfig" => configs::delete,
    "DeleteDeploymentGroup" => groups::delete,
    "GetApplication" => applications::get,
    "GetApplicationRevision" => revisions::get,
    "GetDeployment" => deployments::get,
    "GetDeploymentConfig" => configs::get,
    "GetDeploymentGroup" => groups::get,
    "GetDeploymentHistory" => extensions::history,
    "GetDeploymentTarget" => targets::get,
    "ListApplications" => applications::list,
    "ListDeploymentConfigs" => configs::list,
    "ListDeploymentGroups" => groups::list,
    "ListDeploymentTargets" => targets::list,
    "ListDeployments" => listing::list,
    "PutLifecycleEventHookExecutionStatus" => hooks::put_status,
    "StopDeployment" => deployments::stop,
    "UpdateDeploymentGroup" => groups::update,
}
