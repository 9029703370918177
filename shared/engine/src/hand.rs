//! What a worker holds of the deployment it is busy with.

use crate::{Generation, Stored};

/// A deployment as this worker knows it.
#[derive(Clone, Debug)]
pub(crate) struct Hand {
    /// What is stored, or was when this worker last looked.
    pub stored: Stored,
    next_wake: NextWake,
}

/// Who sends the next wake. There is one for each generation, whoever else is busy with the deployment: if everybody who
/// learns of a generation armed it, wakes would multiply from one wait to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NextWake {
    /// Whoever moved it has sent one.
    Others,
    /// This worker, once its turn is done: it has used up the last one. A turn that breaks off is given that once more.
    OnceDone,
    /// This worker, come what may: its own commit made the last one obsolete.
    InAnyCase,
}

impl Hand {
    /// As loaded.
    pub(crate) fn loaded(stored: Stored) -> Self {
        Self { stored, next_wake: NextWake::Others }
    }

    /// As loaded for a wake.
    pub(crate) fn woken(stored: Stored, wake: Option<Generation>) -> Self {
        let next_wake = if wake == Some(stored.generation) { NextWake::OnceDone } else { NextWake::Others };
        Self { stored, next_wake }
    }

    /// As this worker has just made it.
    pub(crate) fn made(stored: Stored) -> Self {
        Self { stored, next_wake: NextWake::InAnyCase }
    }

    /// After this worker's own commit.
    pub(crate) fn moved(&mut self, after: Stored) {
        self.becomes(after, NextWake::InAnyCase);
    }

    /// After somebody else was faster.
    pub(crate) fn overtaken(&mut self, now: Stored) {
        self.becomes(now, NextWake::Others);
    }

    /// Whether the next wake is this worker's to send, after a turn that is done or has broken off.
    pub(crate) fn arms(&self, is_done: bool) -> bool {
        match self.next_wake {
            NextWake::Others => false,
            NextWake::OnceDone => is_done,
            NextWake::InAnyCase => true,
        }
    }

    fn becomes(&mut self, stored: Stored, next_wake: NextWake) {
        let of = |stored: &Stored| (stored.deployment.id().clone(), stored.generation);
        if of(&self.stored) != of(&stored) {
            self.next_wake = next_wake;
        }
        self.stored = stored;
    }
}
