//! What people ask of a deployment on its way: to pause, to go on, to decide.

use super::draft::{Draft, Step, rejected};
use super::{Rejection, WaitToken};
use crate::{AlarmName, Comment, HookFunction, Identity};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who asks, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Who, if it is proven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Identity>,
    /// Why, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Comment>,
}

/// A request to go on sooner than the plan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromoteRequest {
    /// What is waited for, as the request knows it.
    pub token: WaitToken,
    /// How far.
    pub promotion: Promotion,
    /// The hooks to skip, by function. No others are.
    pub skip_hooks: Vec<HookFunction>,
    /// The alarms that are to count no longer. All others do.
    pub skip_alarms: Vec<AlarmName>,
    /// Who asks, and why.
    pub asked: Asked,
}

/// How far a deployment is promoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promotion {
    /// Past the bake or pause it is in.
    Step,
    /// Past all bakes and planned pauses, but for the bake of all traffic. Hooks and approvals stay.
    Full,
}

/// What somebody says to an approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Approve {
        /// What they say about it.
        comment: Option<Comment>,
    },
    /// Do not, and go back.
    Reject {
        /// Why.
        comment: Comment,
    },
}

impl Asked {
    /// Who asks, and why, as a sentence has it.
    pub(super) fn in_words(&self) -> String {
        let reason = self.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        format!("{self}{reason}")
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.by {
            Some(identity) => identity.arn.fmt(f),
            None => f.write_str("somebody who may deploy"),
        }
    }
}

/// A decision about what is not, or no longer, waited for.
pub(super) fn not_waited_for(draft: &Draft<'_>) -> Step {
    rejected(Rejection::NotWaitedFor { now: draft.next.waited_for(draft.now()) })
}
