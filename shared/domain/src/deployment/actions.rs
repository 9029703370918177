//! What people may do to a deployment now: said here, and nowhere else.

use super::landing::Goal;
use super::{Deployment, Gate, State, WaitToken, Waiting};
use jiff::Timestamp;

/// Something people may do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedAction {
    /// What.
    pub action: Action,
    /// What it must name, where it decides a wait.
    pub token: Option<WaitToken>,
}

/// What people can do to a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Stop it, and roll back if its group says so.
    Stop,
    /// Stop it, and roll back.
    StopWithRollback,
    /// Give up on bringing it to rest.
    Abandon,
    /// Let nothing new begin.
    Pause,
    /// End a pause.
    Resume,
    /// Go on now with what comes next.
    Promote,
    /// Go on without pauses and bakes.
    PromoteFull,
    /// Approve a step.
    Approve,
    /// Reject a step.
    Reject,
}

impl Action {
    /// Every action there is.
    pub const ALL: [Self; 9] = [
        Self::Stop,
        Self::StopWithRollback,
        Self::Abandon,
        Self::Pause,
        Self::Resume,
        Self::Promote,
        Self::PromoteFull,
        Self::Approve,
        Self::Reject,
    ];

    /// The action, as programs are told it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::StopWithRollback => "stopWithRollback",
            Self::Abandon => "abandon",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Promote => "promote",
            Self::PromoteFull => "promoteFull",
            Self::Approve => "approve",
            Self::Reject => "reject",
        }
    }
}

fn untied(action: Action) -> AllowedAction {
    AllowedAction { action, token: None }
}

impl Deployment {
    /// What may be done to it at `now`, whoever does it: an approval may still be for others.
    pub fn actions(&self, now: Timestamp) -> Vec<AllowedAction> {
        match &self.state {
            State::Closed(_) => vec![],
            State::Landing(landing) => {
                let turns = matches!(landing.goal, Goal::Hold(_)) && !self.left_to_restore(landing).is_empty();
                turns.then_some(Action::StopWithRollback).into_iter().chain([Action::Abandon]).map(untied).collect()
            }
            State::Queued { .. }
            | State::Preparing { .. }
            | State::Hooking(_)
            | State::Shifting { .. }
            | State::Baking { .. }
            | State::Waiting(_) => {
                let always = [Action::Stop, Action::StopWithRollback].map(untied);
                let pause = self.has_room_for_pauses().then_some(Action::Pause).map(untied);
                always.into_iter().chain(pause).chain(self.resumptions(now)).chain(self.promotions(now)).chain(self.verdicts(now)).collect()
            }
        }
    }

    fn resumptions(&self, now: Timestamp) -> impl Iterator<Item = AllowedAction> {
        let waited_in = match &self.state {
            State::Waiting(waiting @ Waiting { gate: Gate::Pause { .. }, .. }) if waiting.is_open(now) => Some(waiting.wait),
            State::Waiting(_)
            | State::Queued { .. }
            | State::Preparing { .. }
            | State::Hooking(_)
            | State::Shifting { .. }
            | State::Baking { .. }
            | State::Landing(_)
            | State::Closed(_) => None,
        };
        let standing = self.paused.as_ref().filter(|paused| paused.stands(now)).map(|paused| paused.wait);
        waited_in.into_iter().chain(standing).map(|wait| AllowedAction { action: Action::Resume, token: Some(self.token(wait)) })
    }

    fn promotions(&self, now: Timestamp) -> impl Iterator<Item = AllowedAction> {
        let token = self.promotable().map(|wait| self.token(wait));
        let step = self.is_ended_by_promotion(now).then_some(Action::Promote);
        let full = self.is_promoted_all_the_way(now).then_some(Action::PromoteFull);
        step.into_iter().chain(full).map(move |action| AllowedAction { action, token: token.clone() })
    }

    fn verdicts(&self, now: Timestamp) -> Vec<AllowedAction> {
        match &self.state {
            State::Waiting(waiting @ Waiting { gate: Gate::Approval { .. }, .. }) if waiting.is_open(now) => {
                let token = Some(self.token(waiting.wait));
                [Action::Approve, Action::Reject].map(|action| AllowedAction { action, token: token.clone() }).into()
            }
            State::Waiting(_)
            | State::Queued { .. }
            | State::Preparing { .. }
            | State::Hooking(_)
            | State::Shifting { .. }
            | State::Baking { .. }
            | State::Landing(_)
            | State::Closed(_) => vec![],
        }
    }
}
