//! What can go wrong, and whose turn it is then.

use headgate_domain::Rejection;
use headgate_wire::Exception;
use thiserror::Error;

/// Whose turn it is after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The caller's: the request cannot be met as it is.
    Caller,
    /// Somebody else was faster.
    Conflict,
    /// Nobody's: the next turn tries again.
    Transient,
    /// A person's: something is wrong with the installation or its data.
    Fault,
}

/// A call to a port that did not give an answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// It may or may not have happened; asking again is safe.
    #[error("{0}")]
    Transient(String),
    /// A permission is missing; the message names the action and the resource.
    #[error("{0}")]
    Denied(String),
    /// Something stored cannot be read, or a call can never succeed.
    #[error("{0}")]
    Broken(String),
}

/// A request that cannot be met, with the exception CodeDeploy would answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Refusal {
    /// The exception.
    pub code: Exception,
    /// What is wrong and what would be right.
    pub message: String,
}

/// Whatever keeps the engine from doing what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EngineError {
    /// The caller's request.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A port.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl EngineError {
    /// Whose turn it is.
    pub fn class(&self) -> Class {
        match self {
            Self::Refused(_) => Class::Caller,
            Self::Fault(Fault::Transient(_)) => Class::Transient,
            Self::Fault(Fault::Denied(_) | Fault::Broken(_)) => Class::Fault,
        }
    }
}

impl Refusal {
    /// A refusal in so many words.
    pub fn new(code: Exception, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl From<Rejection> for EngineError {
    fn from(rejection: Rejection) -> Self {
        let code = match rejection {
            Rejection::AlreadyCompleted => Exception::DeploymentAlreadyCompleted,
            Rejection::RollbackUnderWay | Rejection::NothingToAbandon => Exception::UnsupportedActionForDeploymentType,
            Rejection::HookCompleted => Exception::LifecycleEventAlreadyCompleted,
            Rejection::UnknownExecution => Exception::InvalidLifecycleEventHookExecutionId,
            Rejection::NotWaitedFor { .. } | Rejection::NothingToPromote { .. } | Rejection::ComingToRest | Rejection::TooManyPauses => {
                Exception::DeploymentIsNotInReadyState
            }
            Rejection::NotAllowed { .. } => Exception::AccessDenied,
            Rejection::UnknownHook { .. } | Rejection::UnknownAlarm { .. } => Exception::InvalidInput,
        };
        let mut message = rejection.to_string();
        // A sentence that begins with an ARN keeps it as it is.
        if code != Exception::AccessDenied {
            message[..1].make_ascii_uppercase();
        }
        Refusal::new(code, message).into()
    }
}
