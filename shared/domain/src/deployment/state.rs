//! Where a deployment stands. Each variant carries exactly what is true while it holds.

use super::{HookPoint, Hooking, Landing, Outcome, Pace, WaitNumber, Waiting};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a deployment stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Waits for its group and aliases; holds no locks.
    Queued {
        /// When it is to be looked at again if nobody wakes it.
        check_at: Timestamp,
    },
    /// Learns what is live, publishes what has no version yet, and reads the alarms.
    Preparing {
        /// Since when, for the time limit.
        since: Timestamp,
        /// When to try again.
        pace: Pace,
    },
    /// Waits for a validation function.
    Hooking(Hooking),
    /// Moves every target to a step's weight.
    Shifting {
        /// The step, counted from 0.
        step: usize,
        /// When to try again.
        pace: Pace,
        /// Its number; a promotion's token names it.
        #[serde(default, skip_serializing_if = "WaitNumber::is_none_yet")]
        wait: WaitNumber,
    },
    /// Watches a step's weight.
    Baking {
        /// The step, counted from 0.
        step: usize,
        /// When the bake ends.
        until: Timestamp,
        /// Its number; its token names it.
        #[serde(default, skip_serializing_if = "WaitNumber::is_none_yet")]
        wait: WaitNumber,
        /// When it began. What was stored before bakes could be cut short began as long before its end as the plan says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Timestamp>,
    },
    /// Waits at a gate before the next step, or before success.
    Waiting(Waiting),
    /// Brings every target to rest: back where it was, or where it is.
    Landing(Landing),
    /// Over.
    Closed(Closed),
}

/// How and when a deployment ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    /// How.
    pub outcome: Outcome,
    /// When.
    pub at: Timestamp,
}

impl State {
    /// The step it is at, counted from 0, while it is at one.
    pub fn step(&self) -> Option<usize> {
        match self {
            Self::Shifting { step, .. } | Self::Baking { step, .. } | Self::Hooking(Hooking { point: HookPoint::Step(step), .. }) => {
                Some(*step)
            }
            Self::Waiting(waiting) => waiting.next.checked_sub(1),
            Self::Hooking(_) | Self::Queued { .. } | Self::Preparing { .. } | Self::Landing(_) | Self::Closed(_) => None,
        }
    }

    /// The state's name, for history and logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Queued { .. } => "Queued",
            Self::Preparing { .. } => "Preparing",
            Self::Hooking(_) => "Hooking",
            Self::Shifting { .. } => "Shifting",
            Self::Baking { .. } => "Baking",
            Self::Waiting(_) => "Waiting",
            Self::Landing(_) => "Landing",
            Self::Closed(_) => "Closed",
        }
    }
}
