//! What is going to happen, in the order of time.

use crate::call::{CallId, Trouble};
use crate::message::ParcelId;
use crate::people::Action;
use crate::task::TaskId;
use headgate_engine::Write;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Something that is going to happen.
pub(crate) enum Occurrence {
    /// A call reaches what it is made to.
    Land(CallId),
    /// A call's answer reaches the worker, or what the worker makes of its silence.
    Answer(CallId, Option<Trouble>),
    /// A worker dies.
    Die(TaskId),
    /// A worker's message is delivered to another one as well.
    Join(TaskId),
    /// A message is delivered, unless it has been dealt with.
    Deliver(ParcelId),
    /// Somebody does something.
    Act(Action),
    /// The table's index takes in a transaction.
    Index(Vec<Write>),
    /// A minute is over: requests are counted, alarms evaluated.
    Minute,
}

/// What is going to happen. What falls on the same instant happens in the order in which it was put
/// down, or as chance has it.
#[derive(Default)]
pub(crate) struct Agenda {
    queue: BTreeMap<(Timestamp, u64), Occurrence>,
    put_down: u64,
}

impl Agenda {
    /// Puts something down. `toss` comes before the order of putting down.
    pub(crate) fn put(&mut self, at: Timestamp, toss: u16, occurrence: Occurrence) {
        self.put_down += 1;
        self.queue.insert((at, u64::from(toss) << 48 | self.put_down), occurrence);
    }

    pub(crate) fn take_first(&mut self) -> Option<(Timestamp, Occurrence)> {
        self.queue.pop_first().map(|((at, _), occurrence)| (at, occurrence))
    }

    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.queue.first_key_value().map(|((at, _), _)| *at)
    }

    pub(crate) fn any(&self, wanted: impl Fn(&Occurrence) -> bool) -> bool {
        self.queue.values().any(wanted)
    }
}
