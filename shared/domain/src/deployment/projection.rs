//! What the public sees of a state.

use super::{Deployment, Outcome, State};
use serde::{Deserialize, Serialize};
use std::fmt;

/// CodeDeploy's deployment status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are CodeDeploy's")]
pub enum Status {
    Created,
    Queued,
    InProgress,
    Baking,
    Succeeded,
    Failed,
    Stopped,
    Ready,
}

impl Status {
    /// The status as CodeDeploy writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Queued => "Queued",
            Self::InProgress => "InProgress",
            Self::Baking => "Baking",
            Self::Succeeded => "Succeeded",
            Self::Failed => "Failed",
            Self::Stopped => "Stopped",
            Self::Ready => "Ready",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Deployment {
    /// The public status. `Baking` is the final bake only.
    pub fn status(&self) -> Status {
        match &self.state {
            State::Queued { .. } => Status::Queued,
            State::Preparing { .. } => Status::Created,
            State::Baking { step, .. } if self.settings.plan.is_last(*step) => Status::Baking,
            State::Waiting(_) => Status::Ready,
            State::Hooking(_) | State::Shifting { .. } | State::Baking { .. } | State::Landing(_) => Status::InProgress,
            State::Closed(closed) => match closed.outcome {
                Outcome::Succeeded { .. } => Status::Succeeded,
                Outcome::Failed { .. } => Status::Failed,
                Outcome::Stopped { .. } => Status::Stopped,
            },
        }
    }

    /// Whether it puts traffic back for another deployment.
    pub fn is_rollback(&self) -> bool {
        self.rollback_of.is_some()
    }

    /// Whether its next writes go before those of others: a rollback, or a stop coming to rest.
    pub fn is_urgent(&self) -> bool {
        matches!(self.state, State::Landing(_))
    }
}
