//! Messages under way, and how each kind is delivered: at least once, and not for ever.

use crate::people::Request;
use headgate_domain::{AlarmName, AlarmState, DeploymentId, HookInvocation, ReportSource, Verdict};
use headgate_engine::Wake;
use jiff::{SignedDuration, Timestamp};

/// Numbers the messages of a run, from 1.
pub(crate) type ParcelId = u64;

/// A message under way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    /// A wake from a queue.
    Wake(Wake),
    /// The asynchronous call of a validation function.
    Hook(Box<HookInvocation>),
    /// A verdict: reported through the API, or found out by the `hook` function.
    Report(Box<HookInvocation>, Verdict, ReportSource),
    /// An alarm's change: its state, the one before, and when.
    Alarm(AlarmName, AlarmState, AlarmState, Timestamp),
    /// A record of the table's stream: a deployment has notices.
    Notices(DeploymentId),
    /// The sweep of every minute.
    Sweep,
    /// What somebody asks for.
    Ask(Request),
}

/// A message, and how often it was delivered.
pub(crate) struct Parcel {
    pub(crate) message: Message,
    pub(crate) deliveries: u32,
}

/// How a kind of message is delivered again while nobody has dealt with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Persistence {
    pub(crate) again_after: SignedDuration,
    pub(crate) deliveries_max: u32,
}

impl Message {
    /// As the template has it; `brisk` is for stories, which have no time to lose.
    pub(crate) fn persistence(&self, brisk: bool) -> Persistence {
        let (again_after_ms, deliveries_max) = match self {
            Self::Wake(_) | Self::Alarm(..) if brisk => (30_000, 100),
            Self::Report(..) | Self::Ask(_) if brisk => (500, 100),
            Self::Wake(_) => (360_000, 5),
            Self::Hook(_) => (60_000, 3),
            // A validation function's own client asks again soon.
            Self::Report(..) => (5_000, 20),
            Self::Alarm(..) => (60_000, 180),
            Self::Notices(_) => (10_000, 6),
            Self::Sweep => (60_000, 1),
            Self::Ask(_) => (20_000, 50),
        };
        Persistence { again_after: SignedDuration::from_millis(again_after_ms), deliveries_max }
    }
}
