//! CodeDeploy's operations, and Headgate's own, as JSON in and JSON out.
//!
//! Everything a caller sends is checked here, before anything is done. A wrong request is refused
//! with CodeDeploy's own exception, which names the member, the value and what would be right.

mod access;
mod alarm_status;
mod alarms;
mod applications;
mod batches;
mod caller;
mod config_rules;
mod configs;
mod create;
mod decode;
mod deployments;
mod ecs_services;
mod extensions;
mod findings;
mod functions;
mod gates;
mod git_hub;
mod group_changes;
mod groups;
mod hooks;
mod info;
mod installation;
mod instances;
mod latest;
mod listing;
mod members;
mod metrics;
mod on_premises;
mod paging;
mod plan;
mod platforms;
mod reports;
mod revisions;
mod routing;
mod sifting;
mod tags;
mod targets;
mod triggers;
mod views;
mod waits;

use crate::create::RACES_MAX;
use crate::{Actuator, Class, CommitError, Engine, EngineError, Exception, Fault, Object, Observer, Refusal, Store, Write};
pub use access::Access;
pub use caller::Caller;
use decode::{decode, encode};
use headgate_domain::Identity;
use headgate_wire as wire;
use headgate_wire::{Operation, shown};
use serde_json::Value;
use std::future::Future;
use thiserror::Error;

const CREATE: &str = "CreateDeployment";

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
    /// What the caller's access does not allow is refused before anything else is looked at.
    /// `fetch` reads an object that a request points to. What it calls `Denied` or `Broken` (no such
    /// object, say) is the caller's to mend; what it calls `Transient` is asked again. `observer` looks at the world
    /// for the operations that tell of it.
    ///
    /// # Errors
    ///
    /// [`ApiError`], with CodeDeploy's own exception where the request is at fault.
    pub async fn call<F>(
        &self,
        operation: &str,
        input: Value,
        caller: &Caller,
        observer: &impl Observer,
        fetch: impl Fn(S3Location) -> F,
    ) -> Result<Value, ApiError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        Ok(self.answer(operation, input, caller, observer, fetch).await?)
    }

    /// Answers `CreateDeployment`, for a door through which nothing else is asked: it looks at nothing, and needs no
    /// observer.
    ///
    /// # Errors
    ///
    /// As [`Self::call`].
    pub async fn create<F>(&self, input: Value, caller: &Caller, fetch: impl Fn(S3Location) -> F) -> Result<Value, ApiError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        Ok(self.created(input, caller, fetch).await?)
    }

    async fn created<F>(&self, input: Value, caller: &Caller, fetch: impl Fn(S3Location) -> F) -> Result<Value, EngineError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        let operation = decode::operation(CREATE)?;
        access::allow(self, operation, &input, &caller.access).await?;
        encode(create::create(self, decode(operation, input)?, caller.identity.as_ref(), fetch).await?)
    }

    async fn answer<F>(
        &self,
        operation: &str,
        input: Value,
        caller: &Caller,
        observer: &impl Observer,
        fetch: impl Fn(S3Location) -> F,
    ) -> Result<Value, EngineError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        if operation == CREATE {
            return self.created(input, caller, fetch).await;
        }
        let operation = decode::operation(operation)?;
        access::allow(self, operation, &input, &caller.access).await?;
        match operation.name {
            "DescribeFunction" => encode(Box::pin(functions::describe(self, observer, decode(operation, input)?)).await?),
            "DescribeInstallation" => {
                let wire::DescribeInstallationInput {} = decode(operation, input)?;
                encode(Box::pin(installation::describe(self, observer, &caller.access)).await)
            }
            "GetDeploymentMetrics" => encode(Box::pin(metrics::get(self, observer, decode(operation, input)?)).await?),
            "PlanDeployment" => {
                encode(Box::pin(plan::plan(self, observer, decode(operation, input)?, caller.identity.as_ref(), fetch)).await?)
            }
            _ => dispatch(self, operation, input, caller.identity.clone()).await,
        }
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

fn busy(what: &str) -> EngineError {
    Fault::Transient(format!("{what} is being changed by others without pause; try again")).into()
}

/// Nothing, where an application or a group is missing: what is to be removed may be gone already.
fn if_any<T>(found: Result<T, EngineError>) -> Result<Option<T>, EngineError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(EngineError::Refused(Refusal {
            code: Exception::ApplicationDoesNotExist | Exception::DeploymentGroupDoesNotExist, ..
        })) => Ok(None),
        Err(error) => Err(error),
    }
}

fn refuse<T>(code: Exception, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(code, message))
}

macro_rules! operations {
    ($($operation:literal => $answer:path,)* ; decisions: $($decision:literal => $decide:path,)*) => {
        async fn dispatch<S: Store, A: Actuator>(
            engine: &Engine<S, A>,
            operation: &'static Operation,
            input: Value,
            by: Option<Identity>,
        ) -> Result<Value, EngineError> {
            match operation.name {
                $($operation => encode(Box::pin($answer(engine, decode(operation, input)?)).await?),)*
                $($decision => encode(Box::pin($decide(engine, decode(operation, input)?, by)).await?),)*
                name => Err(Fault::Broken(format!("nothing answers {name}")).into()),
            }
        }
    };
}

operations! {
    "AbandonRollback" => extensions::abandon_rollback,
    "AddTagsToOnPremisesInstances" => on_premises::add_tags,
    "BatchGetApplicationRevisions" => revisions::batch_get,
    "BatchGetApplications" => batches::applications,
    "BatchGetDeploymentGroups" => batches::groups,
    "BatchGetDeploymentInstances" => instances::batch_get,
    "BatchGetDeploymentTargets" => targets::batch_get,
    "BatchGetDeployments" => deployments::batch_get,
    "BatchGetOnPremisesInstances" => on_premises::batch_get,
    "CreateApplication" => applications::create,
    "CreateDeploymentConfig" => configs::create,
    "CreateDeploymentGroup" => groups::create,
    "DeleteApplication" => applications::delete,
    "DeleteDeploymentConfig" => configs::delete,
    "DeleteDeploymentGroup" => groups::delete,
    "DeleteGitHubAccountToken" => git_hub::delete_token,
    "DeleteResourcesByExternalId" => git_hub::delete_by_external_id,
    "DeregisterOnPremisesInstance" => on_premises::deregister,
    "GetApplication" => applications::get,
    "GetApplicationRevision" => revisions::get,
    "GetDeployment" => deployments::get,
    "GetDeploymentConfig" => configs::get,
    "GetDeploymentGroup" => groups::get,
    "GetDeploymentHistory" => extensions::history,
    "GetDeploymentInstance" => instances::get,
    "GetDeploymentTarget" => targets::get,
    "GetOnPremisesInstance" => on_premises::get,
    "ListApplicationRevisions" => revisions::list,
    "ListApplications" => applications::list,
    "ListDeploymentConfigs" => configs::list,
    "ListDeploymentGroups" => groups::list,
    "ListDeploymentInstances" => instances::list,
    "ListDeploymentTargets" => targets::list,
    "ListDeployments" => listing::list,
    "ListGitHubAccountTokenNames" => git_hub::list_tokens,
    "ListOnPremisesInstances" => on_premises::list,
    "ListTagsForResource" => tags::list,
    "PutLifecycleEventHookExecutionStatus" => hooks::put_status,
    "RegisterApplicationRevision" => revisions::register,
    "RegisterOnPremisesInstance" => on_premises::register,
    "RemoveTagsFromOnPremisesInstances" => on_premises::remove_tags,
    "SkipWaitTimeForInstanceTermination" => instances::skip_wait,
    "StopDeployment" => deployments::stop,
    "TagResource" => tags::tag,
    "UntagResource" => tags::untag,
    "UpdateApplication" => applications::update,
    "UpdateDeploymentGroup" => groups::update,
    ; decisions:
    "ApproveDeployment" => gates::approve,
    "ContinueDeployment" => gates::continue_waiting,
    "PauseDeployment" => gates::pause,
    "PromoteDeployment" => gates::promote,
    "RejectDeployment" => gates::reject,
    "ResumeDeployment" => gates::resume,
}
