//! An invocation that could not be done, as Lambda is told of it.

use crate::SettingError;
use headgate_engine::{Class, EngineError, Fault};
use headgate_wire::complaint;
use lambda_runtime::Diagnostic;
use std::fmt;

const TRANSIENT: &str = "Transient";

/// Why an invocation failed. Lambda retries it, or puts it with the dead letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    kind: &'static str,
    message: String,
}

impl Failure {
    /// The event is none that this function knows. The message may repeat what was sent: it is escaped and cut.
    pub fn unreadable(message: impl AsRef<str>) -> Self {
        Self { kind: "UnreadableEvent", message: complaint(message.as_ref()) }
    }

    /// Whether the same may be asked again.
    pub fn is_transient(&self) -> bool {
        self.kind == TRANSIENT
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let kind = match error.class() {
            Class::Caller => "Refused",
            Class::Conflict | Class::Transient => TRANSIENT,
            Class::Fault => "Fault",
        };
        Self { kind, message: error.to_string() }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        EngineError::from(fault).into()
    }
}

impl From<SettingError> for Failure {
    fn from(error: SettingError) -> Self {
        Self { kind: "Settings", message: error.to_string() }
    }
}

impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        Self { error_type: format!("Headgate.{}", failure.kind), error_message: failure.message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_repeated_escaped_and_cut() {
        let failure = Failure::unreadable(format!("unknown variant `\u{1b}\n\u{202e}{}`", "x".repeat(100_000)));
        let message = failure.to_string();
        assert!(message.starts_with(r"unknown variant `\u{1b}\n\u{202e}xxx"), "{message}");
        assert!(message.ends_with("x…") && message.chars().count() < 600, "{message}");
    }
}
