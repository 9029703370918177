//! How a deployment's way forward ends: by rollback, by coming to rest, or at once.

use super::draft::Draft;
use super::landing::{Goal, Landed, Landing};
use super::{
    Closed, Creator, Deployment, Happening, Lifecycle, LifecycleEventName, NoticeKind, Phase, Request, State, Target, WaitNumber, Watch,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a deployment ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// All traffic is where it was meant to be.
    Succeeded {
        /// What is worth saying about it.
        message: Option<String>,
    },
    /// It failed by itself.
    Failed {
        /// CodeDeploy's word for why.
        code: ErrorCode,
        /// Why, in a sentence.
        message: String,
    },
    /// Something or somebody stopped it.
    Stopped {
        /// CodeDeploy's word for why.
        code: ErrorCode,
        /// Why, in a sentence.
        message: String,
    },
}

/// CodeDeploy's error codes, as far as functions need them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are CodeDeploy's; docs/errors has a page for each")]
pub enum ErrorCode {
    AlarmActive,
    ApplicationMissing,
    DeploymentGroupMissing,
    HookExecutionFailure,
    IamRolePermissions,
    InternalError,
    InvalidLambdaConfiguration,
    InvalidLambdaFunction,
    InvalidRevision,
    ManualStop,
    Throttled,
    Timeout,
}

impl ErrorCode {
    /// Every code there is.
    pub const ALL: [Self; 12] = [
        Self::AlarmActive,
        Self::ApplicationMissing,
        Self::DeploymentGroupMissing,
        Self::HookExecutionFailure,
        Self::IamRolePermissions,
        Self::InternalError,
        Self::InvalidLambdaConfiguration,
        Self::InvalidLambdaFunction,
        Self::InvalidRevision,
        Self::ManualStop,
        Self::Throttled,
        Self::Timeout,
    ];

    /// The code as CodeDeploy writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AlarmActive => "ALARM_ACTIVE",
            Self::ApplicationMissing => "APPLICATION_MISSING",
            Self::DeploymentGroupMissing => "DEPLOYMENT_GROUP_MISSING",
            Self::HookExecutionFailure => "HOOK_EXECUTION_FAILURE",
            Self::IamRolePermissions => "IAM_ROLE_PERMISSIONS",
            Self::InternalError => "INTERNAL_ERROR",
            Self::InvalidLambdaConfiguration => "INVALID_LAMBDA_CONFIGURATION",
            Self::InvalidLambdaFunction => "INVALID_LAMBDA_FUNCTION",
            Self::InvalidRevision => "INVALID_REVISION",
            Self::ManualStop => "MANUAL_STOP",
            Self::Throttled => "THROTTLED",
            Self::Timeout => "TIMEOUT",
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why the way forward ends, and whether it goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    outcome: Outcome,
    code: ErrorCode,
    message: String,
    rolls_back: bool,
}

impl Ending {
    pub(super) fn failed(code: ErrorCode, message: String, rolls_back: bool) -> Self {
        Self { outcome: Outcome::Failed { code, message: message.clone() }, code, message, rolls_back }
    }

    pub(super) fn stopped(code: ErrorCode, message: String, rolls_back: bool) -> Self {
        Self { outcome: Outcome::Stopped { code, message: message.clone() }, code, message, rolls_back }
    }

    /// How the deployment will have ended.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }
}

impl Draft<'_> {
    /// Ends the way forward. `foreign` is a target that somebody else has moved: it is left alone.
    ///
    /// Where traffic was ever meant to move, the deployment either closes together with the birth
    /// of its rollback, or comes to rest by a last write of each alias, which burns the fence that a
    /// stalled worker may still hold. Where it never was, it closes at once.
    pub(super) fn end(&mut self, ending: Ending, foreign: Option<usize>) {
        // A pause never delays an end.
        self.next.paused = None;
        let shifted = self.next.lifecycle.has_begun(LifecycleEventName::AllowTraffic);
        let to_restore = self.next.moved_targets(|index| foreign != Some(index));
        if ending.rolls_back && shifted && !to_restore.is_empty() {
            self.close_with_rollback(ending, to_restore);
        } else if shifted || self.next.is_clearing_splits() {
            self.hold(ending, foreign);
        } else {
            if ending.rolls_back {
                self.next.rollback_message = Some("No traffic had been shifted, so there is nothing to roll back".to_owned());
            }
            self.close(ending.outcome);
        }
    }

    /// Closes, and writes down and tells how.
    pub(super) fn close(&mut self, outcome: Outcome) {
        let now = self.now();
        let (what, kind, code, message) = match &outcome {
            Outcome::Succeeded { message } => {
                self.next.lifecycle.succeed(now);
                let message = message.clone().unwrap_or_else(|| "The deployment has succeeded".to_owned());
                (Happening::Succeeded, NoticeKind::Succeeded, None, message)
            }
            Outcome::Failed { code, message } => {
                self.next.lifecycle.fail(now, message);
                (Happening::Failed, NoticeKind::Failed, Some(*code), message.clone())
            }
            Outcome::Stopped { code, message } => {
                self.next.lifecycle.fail(now, message);
                (Happening::Stopped, NoticeKind::Stopped, Some(*code), message.clone())
            }
        };
        self.next.state = State::Closed(Closed { outcome, at: now });
        self.record(what, message.clone());
        self.tell(kind, message, code);
    }

    fn close_with_rollback(&mut self, ending: Ending, targets: Vec<Target>) {
        let rollback = self.next.rollback(self.fresh, targets, &ending.message);
        let id = rollback.id.clone();
        self.next.rolled_back_by = Some(id.clone());
        self.next.rollback_message = Some(format!("Deployment {id} restores the traffic: {}", ending.message));
        let mut undoing = Draft::of(&rollback, self.fresh);
        undoing.record(Happening::RollbackStarted, format!("Rolls back deployment {}: {}", self.next.id, ending.message));
        undoing.tell(NoticeKind::RollbackStarted, ending.message.clone(), Some(ending.code));
        self.rollback = Some(Box::new(undoing.finish()));
        self.close(ending.outcome);
    }

    /// Goes back after all, where traffic was to be left as it is: the last word counts. `landing` says
    /// what somebody else has moved and what is gone.
    pub(super) fn roll_back_instead(&mut self, held: &Ending, landing: &Landing, message: String) -> bool {
        let targets = self.next.left_to_restore(landing);
        if targets.is_empty() {
            return false;
        }
        self.record(Happening::StopRequested, message);
        self.close_with_rollback(held.clone(), targets);
        true
    }

    fn hold(&mut self, ending: Ending, foreign: Option<usize>) {
        let shifted = self.next.lifecycle.has_begun(LifecycleEventName::AllowTraffic);
        let rest = |(index, target): (usize, &Target)| match &target.phase {
            Phase::Live(_) if foreign == Some(index) => Landed::Foreign("moved by somebody else".to_owned()),
            Phase::Live(live) if shifted && live.moves() => Landed::Pending,
            Phase::Seen(seen) if seen.is_clearing_a_split() => Landed::Pending,
            Phase::Live(_) | Phase::Seen(_) | Phase::Unknown => Landed::Done,
        };
        let targets: Vec<Landed> = self.next.targets.iter().enumerate().map(rest).collect();
        for (index, _) in targets.iter().enumerate().filter(|(_, target)| **target == Landed::Pending) {
            super::preparing::take_in_hand(self, index);
        }
        super::landing::settle(self, Landing::begun(Goal::Hold(ending), targets, self.now()));
    }
}

impl Deployment {
    /// What a stop that leaves traffic as it is could still put back instead.
    pub(super) fn left_to_restore(&self, landing: &Landing) -> Vec<Target> {
        if !self.lifecycle.has_begun(LifecycleEventName::AllowTraffic) {
            return vec![];
        }
        self.moved_targets(|index| matches!(landing.targets[index], Landed::Pending | Landed::Done))
    }

    fn moved_targets(&self, is_ours: impl Fn(usize) -> bool) -> Vec<Target> {
        let ours = self.targets.iter().enumerate().filter(|(index, _)| is_ours(*index));
        ours.map(|(_, target)| target).filter(|target| target.live().is_some_and(super::Live::moves)).cloned().collect()
    }

    fn is_clearing_splits(&self) -> bool {
        self.targets.iter().any(|target| matches!(&target.phase, Phase::Seen(seen) if seen.is_clearing_a_split()))
    }

    /// The deployment that puts `targets` back on the versions they had.
    fn rollback(&self, fresh: &super::Fresh, targets: Vec<Target>, why: &str) -> Self {
        let now = fresh.now;
        let mut lifecycle = Lifecycle::pending();
        lifecycle.begin(LifecycleEventName::Start, now);
        lifecycle.begin(LifecycleEventName::AllowTraffic, now);
        let pending = targets.iter().map(|_| Landed::Pending).collect();
        Self {
            id: fresh.deployment.clone(),
            application: self.application.clone(),
            group: self.group.clone(),
            group_id: self.group_id.clone(),
            chain: self.chain.clone(),
            creator: Creator::Rollback,
            created_at: now,
            started_at: Some(now),
            request: Request { description: Some(format!("Rollback of deployment {}", self.id)), ..self.request.clone() },
            settings: self.settings.clone(),
            targets,
            watch: Watch::none(now),
            lifecycle,
            hook_runs: vec![],
            rollback_of: Some(self.id.clone()),
            rolled_back_by: None,
            rollback_message: Some(why.to_owned()),
            entries: 0,
            notices: 0,
            waits: WaitNumber::default(),
            paused: None,
            state: State::Landing(Landing::begun(Goal::Restore, pending, now)),
        }
    }
}
