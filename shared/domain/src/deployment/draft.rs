//! A deployment in the making of its next value.

use super::apply::{Fresh, Moved, Rejection};
use super::{Asked, Deployment, Entry, ErrorCode, Happening, Notice, NoticeKind, State, WaitNumber};
use crate::{RollbackEvent, Weight};
use jiff::Timestamp;

/// What an event came to, within one state.
pub(super) type Step = Result<(), Unmoved>;

/// Why nothing moved.
pub(super) enum Unmoved {
    /// Late, early or a duplicate.
    Ignored(&'static str),
    /// Somebody asked for the impossible.
    Rejected(Rejection),
}

pub(super) fn ignored(why: &'static str) -> Step {
    Err(Unmoved::Ignored(why))
}

pub(super) fn rejected(rejection: Rejection) -> Step {
    Err(Unmoved::Rejected(rejection))
}

/// The next value, with what is written down beside it.
pub(super) struct Draft<'a> {
    pub(super) next: Deployment,
    pub(super) fresh: &'a Fresh,
    pub(super) rollback: Option<Box<Moved>>,
    entries: Vec<Entry>,
    notices: Vec<Notice>,
    weights_before: Vec<Weight>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(deployment: &Deployment, fresh: &'a Fresh) -> Self {
        let weights_before = deployment.weights();
        Self { next: deployment.clone(), fresh, rollback: None, entries: vec![], notices: vec![], weights_before }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.fresh.now
    }

    /// Whether this event has ended the deployment's way forward.
    pub(super) fn is_ended(&self) -> bool {
        matches!(self.next.state, State::Landing(_) | State::Closed(_))
    }

    pub(super) fn rolls_back(&self, event: RollbackEvent) -> bool {
        self.next.settings.rollback.covers(event)
    }

    /// Up to a second, different for each deployment.
    pub(super) fn spread_ms(&self) -> u32 {
        let sum: u32 = self.next.id.as_str().bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        sum % 1000
    }

    /// The number of a wait that begins now.
    pub(super) fn next_wait(&mut self) -> WaitNumber {
        self.next.waits = self.next.waits.next();
        self.next.waits
    }

    /// Looks at alarms and aliases no later than at `end`, if there is one.
    pub(super) fn look_by(&mut self, end: Option<Timestamp>) {
        let next_poll_at = self.next.watch.next_poll_at;
        self.next.watch.next_poll_at = end.map_or(next_poll_at, |end| next_poll_at.min(end));
    }

    /// Writes down what somebody has decided, and who.
    pub(super) fn record_decision(&mut self, what: Happening, message: String, asked: &Asked) {
        let written = self.entries.len();
        self.record(what, message);
        for entry in &mut self.entries[written..] {
            entry.by = asked.by.as_ref().map(|identity| identity.arn.clone());
        }
    }

    pub(super) fn record(&mut self, what: Happening, message: String) {
        let from = std::mem::replace(&mut self.weights_before, self.next.weights());
        self.entries.extend(self.next.next_entry(self.fresh.now, what, message, from));
    }

    /// Tells people; the cause is the entry recorded last.
    pub(super) fn tell(&mut self, kind: NoticeKind, reason: String, code: Option<ErrorCode>) {
        self.next.notices += 1;
        self.notices.push(Notice {
            seq: self.next.notices,
            at: self.fresh.now,
            kind,
            status: self.next.status(),
            reason,
            code,
            weights: self.next.weights(),
            entry: self.next.entries,
        });
    }

    pub(super) fn finish(self) -> Moved {
        Moved { deployment: self.next, entries: self.entries, notices: self.notices, rollback: self.rollback }
    }
}
