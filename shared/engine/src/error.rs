//! What can go wrong, and whose turn it is then.

use headgate_domain::Rejection;
use std::fmt;
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
    pub code: RefusalCode,
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

macro_rules! refusal_codes {
    ($($code:ident),* $(,)?) => {
        /// CodeDeploy's exceptions, as far as they are raised here; the public, stable words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are CodeDeploy's; docs/errors has a page for each")]
        pub enum RefusalCode { $($code),* }

        impl RefusalCode {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The exception's name as CodeDeploy writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => concat!(stringify!($code), "Exception")),* }
            }

            /// The code with this name, if it is one of ours.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == name)
            }
        }
    };
}

refusal_codes! {
    AlarmsLimitExceeded,
    ApplicationAlreadyExists,
    ApplicationDoesNotExist,
    ApplicationNameRequired,
    BatchLimitExceeded,
    DeploymentAlreadyCompleted,
    DeploymentConfigAlreadyExists,
    DeploymentConfigDoesNotExist,
    DeploymentConfigInUse,
    DeploymentConfigNameRequired,
    DeploymentDoesNotExist,
    DeploymentGroupAlreadyExists,
    DeploymentGroupDoesNotExist,
    DeploymentGroupNameRequired,
    DeploymentIdRequired,
    DeploymentIsNotInReadyState,
    DeploymentLimitExceeded,
    DeploymentTargetDoesNotExist,
    DeploymentTargetIdRequired,
    DeploymentTargetListSizeExceeded,
    DescriptionTooLong,
    InvalidAlarmConfig,
    InvalidApplicationName,
    InvalidAutoRollbackConfig,
    InvalidAutoScalingGroup,
    InvalidBlueGreenDeploymentConfiguration,
    InvalidComputePlatform,
    InvalidDeploymentConfigName,
    InvalidDeploymentGroupName,
    InvalidDeploymentId,
    InvalidDeploymentInstanceType,
    InvalidDeploymentStatus,
    InvalidDeploymentStyle,
    InvalidDeploymentTargetId,
    InvalidDeploymentWaitType,
    InvalidEC2Tag,
    InvalidEC2TagCombination,
    InvalidECSService,
    InvalidFileExistsBehavior,
    InvalidIgnoreApplicationStopFailuresValue,
    InvalidInput,
    InvalidInstanceStatus,
    InvalidLifecycleEventHookExecutionId,
    InvalidLifecycleEventHookExecutionStatus,
    InvalidLoadBalancerInfo,
    InvalidMinimumHealthyHostValue,
    InvalidNextToken,
    InvalidOnPremisesTagCombination,
    InvalidOperation,
    InvalidRevision,
    InvalidRole,
    InvalidTag,
    InvalidTagsToAdd,
    InvalidTargetFilterName,
    InvalidTargetInstances,
    InvalidTimeRange,
    InvalidTrafficRoutingConfiguration,
    InvalidTriggerConfig,
    InvalidUpdateOutdatedInstancesOnlyValue,
    InvalidZonalDeploymentConfiguration,
    LifecycleEventAlreadyCompleted,
    RevisionDoesNotExist,
    RevisionRequired,
    RoleRequired,
    TriggerTargetsLimitExceeded,
    UnknownOperation,
    UnsupportedActionForDeploymentType,
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Refusal {
    /// A refusal in so many words.
    pub fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl From<Rejection> for EngineError {
    fn from(rejection: Rejection) -> Self {
        let code = match rejection {
            Rejection::AlreadyCompleted => RefusalCode::DeploymentAlreadyCompleted,
            Rejection::RollbackUnderWay | Rejection::NothingToAbandon => RefusalCode::UnsupportedActionForDeploymentType,
            Rejection::HookCompleted => RefusalCode::LifecycleEventAlreadyCompleted,
            Rejection::UnknownExecution => RefusalCode::InvalidLifecycleEventHookExecutionId,
        };
        let mut message = rejection.to_string();
        message[..1].make_ascii_uppercase();
        Refusal::new(code, message).into()
    }
}
