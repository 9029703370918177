//! What is written down for people: the history, and the notices that are sent.

use super::{Deployment, ErrorCode, Status};
use crate::{PrincipalArn, Weight};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The most entries a deployment's history takes; the last few places are kept for its end.
pub const MAX_ENTRIES: u32 = 500;
const KEPT_FOR_THE_END: u32 = 20;
/// Before these come places for what people decide: that is written down however long the deployment was.
const KEPT_FOR_DECISIONS: u32 = 100;
/// Places that decisions still need when nobody may pause any more: pauses can be asked for without end.
const KEPT_FROM_PAUSES: u32 = 50;

/// One line of a deployment's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1.
    pub seq: u32,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub what: Happening,
    /// Why, in a sentence.
    pub message: String,
    /// Who decided it, where somebody did and it is proven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PrincipalArn>,
    /// The target versions' shares before, by target.
    pub from: Vec<Weight>,
    /// The target versions' shares after, by target.
    pub to: Vec<Weight>,
}

/// The kinds of history entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is one word for what happened; the entry's message says the rest")]
pub enum Happening {
    Queued,
    Started,
    Published,
    Prepared,
    SplitFound,
    AlarmExcused,
    AlarmCounts,
    AlarmRaised,
    AlarmsUnread,
    HookStarted,
    HookSucceeded,
    HookFailed,
    ShiftStarted,
    Shifted,
    BakeStarted,
    Paused,
    PauseStarted,
    PauseEnded,
    Resumed,
    Promoted,
    HookSkipped,
    ApprovalAwaited,
    Approved,
    Rejected,
    FenceRenewed,
    DriftFound,
    StopRequested,
    Retrying,
    Stuck,
    Restored,
    LeftAlone,
    Abandoned,
    RollbackStarted,
    Succeeded,
    Failed,
    Stopped,
}

/// Something people are told: stored with the change it tells of, sent in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Its number within the deployment, from 1.
    pub seq: u32,
    /// When what it tells of happened.
    pub at: Timestamp,
    /// What it tells of.
    pub kind: NoticeKind,
    /// The public status after it.
    pub status: Status,
    /// Why, in a sentence.
    pub reason: String,
    /// CodeDeploy's error code, when there is one.
    pub code: Option<ErrorCode>,
    /// The target versions' shares, by target.
    pub weights: Vec<Weight>,
    /// The history entry that caused it.
    pub entry: u32,
}

/// What a notice tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoticeKind {
    /// It waits for others.
    Queued,
    /// It has started.
    Started,
    /// It waits for somebody: at a pause, or for an approval.
    Ready,
    /// All traffic is on the target versions.
    Succeeded,
    /// It has failed.
    Failed,
    /// It was stopped.
    Stopped,
    /// It is a rollback, and has started.
    RollbackStarted,
    /// It is a rollback that does not get through.
    RollbackStuck,
}

impl Deployment {
    /// The target versions' confirmed shares of traffic, by target.
    pub fn weights(&self) -> Vec<Weight> {
        self.targets.iter().map(super::Target::weight).collect()
    }

    /// Writes an entry unless the history is full, and returns the number it has or would have had.
    pub(super) fn next_entry(&mut self, at: Timestamp, what: Happening, message: String, from: Vec<Weight>) -> Option<Entry> {
        let limit = MAX_ENTRIES - kept_from(what);
        if self.entries >= limit {
            return None;
        }
        self.entries += 1;
        Some(Entry { seq: self.entries, at, what, message, by: None, from, to: self.weights() })
    }

    /// Whether another pause leaves room to write down what is decided otherwise.
    pub(super) fn has_room_for_pauses(&self) -> bool {
        self.entries < MAX_ENTRIES - KEPT_FOR_THE_END - KEPT_FROM_PAUSES
    }
}

/// The last places, as far as they are kept for something else.
#[expect(clippy::match_same_arms, reason = "the arms are grouped by when it happens")]
fn kept_from(what: Happening) -> u32 {
    use Happening as H;
    match what {
        // What ends the way forward, and what then ends the deployment: each at most once.
        H::AlarmRaised | H::HookFailed | H::DriftFound | H::StopRequested | H::Rejected => 0,
        H::Abandoned | H::RollbackStarted | H::Succeeded | H::Failed | H::Stopped | H::Stuck => 0,
        H::Paused | H::Resumed | H::Promoted | H::HookSkipped | H::Approved => KEPT_FOR_THE_END,
        H::Queued | H::Started | H::Published | H::Prepared | H::SplitFound | H::AlarmExcused | H::AlarmCounts => {
            KEPT_FOR_THE_END + KEPT_FOR_DECISIONS
        }
        H::AlarmsUnread | H::HookStarted | H::HookSucceeded | H::ShiftStarted | H::Shifted | H::BakeStarted => {
            KEPT_FOR_THE_END + KEPT_FOR_DECISIONS
        }
        H::PauseStarted | H::PauseEnded | H::ApprovalAwaited | H::FenceRenewed | H::Retrying | H::Restored | H::LeftAlone => {
            KEPT_FOR_THE_END + KEPT_FOR_DECISIONS
        }
    }
}
