//! One event in, the next value out.

use super::draft::{Draft, Unmoved};
use super::{Deployment, Entry, Event, Notice, State, baking, hooking, landing, preparing, queued, shifting, waiting};
use crate::{AlarmName, DeploymentId, ExecutionId, HookFunction, PrincipalArn};
use jiff::Timestamp;
use thiserror::Error;

/// What a pure machine cannot make up: the time, and ids that nobody has used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// The time.
    pub now: Timestamp,
    /// When the event was asked for, if it is an answer; otherwise the time. An answer may be long under way.
    pub asked_at: Timestamp,
    /// For a rollback deployment, should this event make one.
    pub deployment: DeploymentId,
    /// For a hook's run, should this event begin one.
    pub execution: ExecutionId,
}

/// What one event did.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    /// A new value to store.
    Moved(Box<Moved>),
    /// The event is late, early or a duplicate: normal where messages arrive at least once.
    Ignored(&'static str),
    /// Somebody asked for what cannot be.
    Rejected(Rejection),
}

/// The next value, and what is to be stored in the same transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The next value.
    pub deployment: Deployment,
    /// New history.
    pub entries: Vec<Entry>,
    /// New notices.
    pub notices: Vec<Notice>,
    /// The deployment that restores this one's traffic.
    pub rollback: Option<Box<Moved>>,
}

/// Why a request cannot be met.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    /// It is over.
    #[error("the deployment has already completed")]
    AlreadyCompleted,
    /// A rollback is not stopped; it can be abandoned.
    #[error("a rollback cannot be stopped; it can be abandoned by name with `AbandonRollback`")]
    RollbackUnderWay,
    /// Only a rollback or a stop that does not get through can be abandoned.
    #[error("only a rollback, or a stop that has not come to rest, can be abandoned")]
    NothingToAbandon,
    /// The run has its verdict, or its deadline has passed.
    #[error("the lifecycle event has already completed")]
    HookCompleted,
    /// No hook of this deployment has this execution id.
    #[error("the lifecycle event hook execution id does not belong to this deployment")]
    UnknownExecution,
    /// What a decision names is over, or something else is waited for.
    #[error("what the decision names is not waited for; waited for now: {now}")]
    NotWaitedFor {
        /// What is waited for now, with the tokens.
        now: String,
    },
    /// There is nothing that a promotion would go past.
    #[error("there is nothing to promote past; waited for now: {now}")]
    NothingToPromote {
        /// What is waited for now, with the tokens.
        now: String,
    },
    /// It is being brought to rest.
    #[error("the deployment is being brought to rest: nothing in it can be paused, promoted or decided any more")]
    ComingToRest,
    /// So many pauses would leave no room in the history.
    #[error("the deployment's history is too full for another pause: resume, promote or stop it")]
    TooManyPauses,
    /// Whoever decides is not one of those who may.
    #[error("{who} may not decide this approval: {rule}")]
    NotAllowed {
        /// Who.
        who: PrincipalArn,
        /// The rule.
        rule: String,
    },
    /// A hook to skip that is not ahead.
    #[error("hook `{name}` is not ahead and cannot be skipped: {known}")]
    UnknownHook {
        /// The name.
        name: HookFunction,
        /// Those that are ahead.
        known: String,
    },
    /// An alarm to skip that is not watched.
    #[error("alarm `{name}` is not watched and cannot be skipped: {known}")]
    UnknownAlarm {
        /// The name.
        name: AlarmName,
        /// Those that are watched.
        known: String,
    },
}

impl Deployment {
    /// The value after `event`. Total: every state answers every event.
    pub fn apply(&self, fresh: &Fresh, event: &Event) -> Applied {
        if event.target().is_some_and(|target| target >= self.targets.len()) {
            return Applied::Ignored("the deployment has no such target");
        }
        let mut draft = Draft::of(self, fresh);
        let step = match &self.state {
            State::Queued { check_at } => queued::on(&mut draft, *check_at, event),
            State::Preparing { since, pace } => preparing::on(&mut draft, *since, *pace, event),
            State::Hooking(hooking) => hooking::on(&mut draft, hooking, event),
            State::Shifting { step, pace, .. } => shifting::on(&mut draft, *step, *pace, event),
            State::Baking { step, until, .. } => baking::on(&mut draft, *step, *until, event),
            State::Waiting(waiting) => waiting::on(&mut draft, waiting, event),
            State::Landing(landing) => landing::on(&mut draft, landing, event),
            State::Closed(_) => closed(self, event),
        };
        match step {
            Ok(()) => Applied::Moved(Box::new(draft.finish())),
            Err(Unmoved::Ignored(why)) => Applied::Ignored(why),
            Err(Unmoved::Rejected(rejection)) => Applied::Rejected(rejection),
        }
    }
}

/// A closed deployment stays as it is, for ever.
fn closed(deployment: &Deployment, event: &Event) -> super::draft::Step {
    match event {
        Event::StopRequested { .. }
        | Event::Abandoned { .. }
        | Event::PauseRequested { .. }
        | Event::ResumeRequested { .. }
        | Event::PromoteRequested(_)
        | Event::Decided { .. } => super::draft::rejected(Rejection::AlreadyCompleted),
        Event::HookReported { execution, .. } => hooking::late_report(deployment, execution),
        Event::Admitted { .. }
        | Event::AdmissionFailed { .. }
        | Event::Woke
        | Event::Published { .. }
        | Event::Inspected { .. }
        | Event::Routed { .. }
        | Event::Refused { .. }
        | Event::TargetFailed { .. }
        | Event::Polled { .. }
        | Event::AlarmChanged { .. }
        | Event::HookCalled { .. }
        | Event::HookCallFailed { .. } => super::draft::ignored("the deployment is over"),
    }
}
