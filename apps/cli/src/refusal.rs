//! Why a command did not do what it was asked, and the code it exits with.

use std::fmt;
use std::process::ExitCode;

/// A command's end that is not success, with a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    reason: Reason,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Usage,
    Refused,
    Bug,
}

impl Refusal {
    /// The command line has to change.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { reason: Reason::Usage, message: message.into() }
    }

    /// The command line is right; this machine or AWS does not let it.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self { reason: Reason::Refused, message: message.into() }
    }

    /// What should not be possible.
    pub(crate) fn bug(message: impl Into<String>) -> Self {
        Self { reason: Reason::Bug, message: message.into() }
    }

    /// 2 for usage, as for what the command line's own grammar refuses; 3 where it is refused; 70 for a bug.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.reason {
            Reason::Usage => 2,
            Reason::Refused => 3,
            Reason::Bug => 70,
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::Usage | Reason::Refused => f.write_str(&self.message),
            Reason::Bug => write!(f, "this is a bug of headgate's: {}", self.message),
        }
    }
}
