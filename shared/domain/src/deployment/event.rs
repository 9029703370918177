//! What happened: everything that can move a deployment.

use super::{AlarmState, AlarmsRead, Asked, Decision, ErrorCode, PromoteRequest, Settings, WaitToken};
use crate::{AlarmName, DeploymentId, ExecutionId, Identity, Pause, Qualifier, RevisionId, Routing, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The queue let it go: its locks are taken in the same transaction.
    Admitted {
        /// The group's rules as they are now.
        settings: Box<Settings>,
    },
    /// The queue let it go, but it can no longer start.
    AdmissionFailed {
        /// CodeDeploy's word for why.
        code: ErrorCode,
        /// Why, in a sentence.
        message: String,
    },
    /// Time has passed.
    Woke,
    /// `$LATEST` has become a version.
    Published {
        /// The target's place in the deployment.
        target: usize,
        /// The version it became.
        version: Version,
    },
    /// The alias and its versions were looked at.
    Inspected {
        /// The target's place in the deployment.
        target: usize,
        /// What was seen.
        inspection: Inspection,
    },
    /// Lambda accepted a routing.
    Routed {
        /// The target's place in the deployment.
        target: usize,
        /// The routing it accepted.
        routing: Routing,
        /// The fence the write was made under.
        fence: RevisionId,
        /// The `RevisionId` after it.
        revision: RevisionId,
    },
    /// Lambda refused a routing because its fence was overtaken; this is what the alias shows.
    Refused {
        /// The target's place in the deployment.
        target: usize,
        /// The fence that was refused.
        fence: RevisionId,
        /// The routing the alias shows.
        routing: Routing,
        /// The `RevisionId` it shows.
        revision: RevisionId,
    },
    /// Something asked of a target did not happen, or may not have.
    TargetFailed {
        /// The target's place in the deployment.
        target: usize,
        /// Why.
        failure: Failure,
    },
    /// Alarms were read, and the aliases looked at.
    Polled {
        /// What the alarms said.
        alarms: AlarmsRead,
        /// The aliases that answered: place, routing, `RevisionId`.
        aliases: Vec<(usize, Routing, RevisionId)>,
    },
    /// CloudWatch says that an alarm changed its state.
    AlarmChanged {
        /// The alarm.
        alarm: AlarmName,
        /// Its state now.
        state: AlarmState,
        /// Its state before, if the message says.
        previous: Option<AlarmState>,
        /// When it changed.
        at: Timestamp,
    },
    /// The call of a validation function was taken.
    HookCalled {
        /// The run.
        execution: ExecutionId,
    },
    /// The call of a validation function did not happen, or may not have.
    HookCallFailed {
        /// The run.
        execution: ExecutionId,
        /// Why.
        failure: Failure,
    },
    /// A validation function has spoken, or failed to.
    HookReported {
        /// The run.
        execution: ExecutionId,
        /// What is said.
        report: HookReport,
    },
    /// Somebody wants it stopped.
    StopRequested {
        /// Whether to roll back; `None` leaves it to the group.
        rollback: Option<bool>,
        /// Who, or what.
        cause: StopCause,
    },
    /// Somebody wants nothing new to begin.
    PauseRequested {
        /// For how long.
        pause: Pause,
        /// Who, and why.
        asked: Asked,
    },
    /// Somebody wants a pause to end.
    ResumeRequested {
        /// The pause.
        token: WaitToken,
        /// Who, and why.
        asked: Asked,
    },
    /// Somebody wants it to go on sooner than the plan says.
    PromoteRequested(PromoteRequest),
    /// Somebody has decided on an approval.
    Decided {
        /// The approval.
        token: WaitToken,
        /// What they say.
        decision: Decision,
        /// Who; it is proven.
        by: Identity,
    },
    /// A person gives up on a rollback, or on bringing a stop to rest.
    Abandoned {
        /// Who.
        by: String,
        /// Why.
        reason: String,
    },
}

/// What an alias and its two versions look like.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// Where the alias sends its traffic.
    pub routing: Routing,
    /// Its fence.
    pub revision: RevisionId,
    /// The version the alias points to.
    pub current: VersionFacts,
    /// The version to move to.
    pub target: VersionFacts,
    /// Provisioned concurrency on the alias, if any was asked for.
    pub provisioned: Option<u32>,
}

/// What decides whether an alias can be split between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFacts {
    /// The version, or `$LATEST`.
    pub version: Qualifier,
    /// Its execution role.
    pub role: String,
    /// Its dead-letter target, if any.
    pub dead_letter: Option<String>,
    /// Whether it can be invoked.
    pub state: VersionState,
}

/// Lambda's state of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionState {
    /// It can be invoked.
    Active,
    /// It is being made.
    Pending,
    /// It cannot be invoked: inactive or failed, and Lambda's reason.
    Unusable(String),
}

/// Why something did not happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What can be done about it.
    pub kind: FailureKind,
    /// The action, the resource and the reason, for people.
    pub message: String,
}

/// What can be done about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureKind {
    /// Too many requests: later.
    Throttled,
    /// It may or may not have happened: ask again.
    Unknown,
    /// A permission is missing.
    Denied,
    /// What it was asked of does not exist.
    Gone,
    /// It will be refused for ever.
    Invalid,
}

/// What a validation function said, or what its silence meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookReport {
    /// The verdict.
    pub verdict: Verdict,
    /// Where it comes from.
    pub source: ReportSource,
    /// More about it; empty if there is none.
    pub message: String,
}

/// A validation function's verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Go on.
    Succeeded,
    /// Do not.
    Failed,
}

/// How a verdict came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportSource {
    /// `PutLifecycleEventHookExecutionStatus`
    Reported,
    /// The function returned it.
    Returned,
    /// The function crashed or timed out.
    Crashed,
    /// The function could not be invoked.
    NotInvoked,
}

/// Who wants a deployment stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopCause {
    /// A person, or a program in a person's name.
    Requested,
    /// A newer deployment of the same group.
    Superseded(DeploymentId),
}

impl Event {
    /// The target it tells of, by its place in the deployment.
    pub(super) fn target(&self) -> Option<usize> {
        match self {
            Self::Published { target, .. }
            | Self::Inspected { target, .. }
            | Self::Routed { target, .. }
            | Self::Refused { target, .. }
            | Self::TargetFailed { target, .. } => Some(*target),
            Self::Admitted { .. }
            | Self::AdmissionFailed { .. }
            | Self::Woke
            | Self::Polled { .. }
            | Self::AlarmChanged { .. }
            | Self::HookCalled { .. }
            | Self::HookCallFailed { .. }
            | Self::HookReported { .. }
            | Self::StopRequested { .. }
            | Self::PauseRequested { .. }
            | Self::ResumeRequested { .. }
            | Self::PromoteRequested(_)
            | Self::Decided { .. }
            | Self::Abandoned { .. } => None,
        }
    }

    /// The event's name, for logs and the transition table.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Admitted { .. } => "Admitted",
            Self::AdmissionFailed { .. } => "AdmissionFailed",
            Self::Woke => "Woke",
            Self::Published { .. } => "Published",
            Self::Inspected { .. } => "Inspected",
            Self::Routed { .. } => "Routed",
            Self::Refused { .. } => "Refused",
            Self::TargetFailed { .. } => "TargetFailed",
            Self::Polled { .. } => "Polled",
            Self::AlarmChanged { .. } => "AlarmChanged",
            Self::HookCalled { .. } => "HookCalled",
            Self::HookCallFailed { .. } => "HookCallFailed",
            Self::HookReported { .. } => "HookReported",
            Self::StopRequested { .. } => "StopRequested",
            Self::PauseRequested { .. } => "PauseRequested",
            Self::ResumeRequested { .. } => "ResumeRequested",
            Self::PromoteRequested(_) => "PromoteRequested",
            Self::Decided { .. } => "Decided",
            Self::Abandoned { .. } => "Abandoned",
        }
    }
}
