//! The gates that a deployment came to: whom it waited for, how long, what was decided, and what came of it.

use super::tale::Moment;
use headgate_domain::{Happening, Wait, WaitKind};
use jiff::{SignedDuration, Timestamp};

/// A gate, told.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    /// A pause or an approval.
    pub(super) kind: WaitKind,
    /// The step that waits, counted from 1.
    pub(super) step: usize,
    /// When it began.
    pub(super) from: SignedDuration,
    /// When time ends or decides it, if it does.
    pub(super) until: Option<SignedDuration>,
    /// How many people must approve; nobody at a pause.
    pub(super) needed: u32,
    /// Who may, if not anybody.
    pub(super) by: Vec<String>,
    /// What people decided, or time did.
    pub(super) decisions: Vec<Moment>,
    /// What happened next, if anything did.
    pub(super) then: Option<Moment>,
}

impl Gate {
    /// How long it was waited for; `None` if it still is.
    pub(super) fn lasted(&self) -> Option<SignedDuration> {
        self.then.as_ref().map(|then| then.after - self.from)
    }

    /// What was decided, in a word; `None` if nothing was, or something else was faster.
    pub(super) fn decision(&self) -> Option<&'static str> {
        let last = self.decisions.last()?;
        let count = |what| self.decisions.iter().filter(|moment| moment.entry.what == what).count();
        let is_enough = last.entry.by.is_none() || u32::try_from(count(Happening::Approved)).is_ok_and(|given| given >= self.needed);
        if last.entry.what == Happening::Rejected {
            Some("rejected")
        } else if count(Happening::Resumed) > 0 {
            Some("resumed")
        } else if last.entry.what == Happening::PauseEnded {
            Some("over")
        } else {
            // One approval of several may come before something else ends the wait.
            is_enough.then_some("approved")
        }
    }
}

/// The gates of a history. The waits are those that people saw, in the same order.
pub(super) fn of(waits: &[Wait], moments: &[Moment], begun_at: Timestamp) -> Vec<Gate> {
    let begins = |moment: &Moment| matches!(moment.entry.what, Happening::PauseStarted | Happening::ApprovalAwaited);
    let decides = |what| matches!(what, Happening::Approved | Happening::Rejected | Happening::Resumed | Happening::PauseEnded);
    let begun = (0..moments.len()).filter(|index| begins(&moments[*index]));
    let gate = |(index, wait): (usize, &Wait)| {
        let after: &[Moment] = &moments[index + 1..];
        let decisions: Vec<Moment> = after.iter().take_while(|moment| decides(moment.entry.what)).cloned().collect();
        Gate {
            kind: wait.kind,
            step: wait.step.map_or(0, |step| step + 1),
            from: wait.since.duration_since(begun_at),
            until: wait.until.map(|until| until.duration_since(begun_at)),
            needed: wait.approval.as_ref().map_or(0, |approval| approval.needed),
            by: wait.approval.iter().flat_map(|approval| &approval.by).map(ToString::to_string).collect(),
            then: after.get(decisions.len()).cloned(),
            decisions,
        }
    };
    begun.zip(waits).map(gate).collect()
}
