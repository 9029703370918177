//! What becomes of a deployment that meets an active one.

use clap::ValueEnum;
use headgate_wire::OnConflict;

/// What becomes of it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Meeting {
    /// It is refused
    Reject,
    /// It waits for its turn
    Queue,
    /// It takes the place of those that wait
    Supersede,
}

impl From<Meeting> for OnConflict {
    fn from(meeting: Meeting) -> Self {
        match meeting {
            Meeting::Reject => Self::Reject,
            Meeting::Queue => Self::Queue,
            Meeting::Supersede => Self::Supersede,
        }
    }
}
