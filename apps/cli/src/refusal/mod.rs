//! Why a command did not do what it was asked, and the code it exits with.

mod hints;
mod reasons;

use crate::console::style::{DIM, ERROR, paint};
use headgate_aws::NoAnswer;
use headgate_wire::CallError;
use std::fmt;
use std::process::ExitCode;

/// A command's end that is not success, for a person: one sentence, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    reason: Reason,
    sentence: String,
    code: Option<String>,
    hint: Option<String>,
    request: Option<String>,
}

/// What a script has to know of it: each reason is an exit code of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// What was waited for has failed: a deployment, which may have been stopped or rolled back, or a stack's change.
    Failed = 1,
    /// The command line, or a file it names, has to change.
    Usage = 2,
    /// The command is right, and is refused, or what it names does not exist.
    Refused = 3,
    /// Somebody, or something that runs, stands in the way.
    Conflict = 4,
    /// The same may be asked again.
    Again = 5,
    /// Headgate itself has failed: this command, or its function `api`.
    Fault = 70,
}

impl Refusal {
    /// A refusal for a reason.
    pub(crate) fn new(reason: Reason, sentence: impl Into<String>) -> Self {
        Self { reason, sentence: sentence.into(), code: None, hint: None, request: None }
    }

    /// The command line has to change.
    pub(crate) fn usage(sentence: impl Into<String>) -> Self {
        Self::new(Reason::Usage, sentence)
    }

    /// The command line is right; this machine, AWS or Headgate does not let it.
    pub(crate) fn refused(sentence: impl Into<String>) -> Self {
        Self::new(Reason::Refused, sentence)
    }

    /// What should not be possible.
    pub(crate) fn bug(sentence: impl Into<String>) -> Self {
        Self::new(Reason::Fault, format!("this is a bug of headgate's: {}", sentence.into()))
    }

    /// What `api` answers with in place of an output.
    pub(crate) fn answered(CallError { code, message }: CallError) -> Self {
        Self { hint: hints::of(&code).map(str::to_owned), ..Self::new(reasons::of_exception(&code), message) }.with_code(code)
    }

    /// Why `api` gave no answer.
    pub(crate) fn unanswered(why: NoAnswer) -> Self {
        let (reason, hint) = (reasons::of_no_answer(&why), hints::of_no_answer(&why));
        let (NoAnswer::Denied(sentence)
        | NoAnswer::Throttled(sentence)
        | NoAnswer::Missing(sentence)
        | NoAnswer::NotInvoked(sentence)
        | NoAnswer::Failed(sentence)
        | NoAnswer::Unknown(sentence)) = why;
        Self { hint: hint.map(str::to_owned), ..Self::new(reason, sentence) }
    }

    /// With the word that stands for it, which is stable and can be looked up.
    pub(crate) fn with_code(self, code: impl Into<String>) -> Self {
        Self { code: Some(code.into()), ..self }
    }

    /// With what would help.
    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// With the id under which the function's log has it.
    pub(crate) fn with_request(self, id: impl Into<String>) -> Self {
        Self { request: Some(id.into()), ..self }
    }

    /// Whether the same may be asked again.
    pub(crate) fn is_passing(&self) -> bool {
        self.reason == Reason::Again
    }

    /// Why, in a sentence.
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// What would help.
    pub(crate) fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The reason's own code.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.reason as u8)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", paint(ERROR, "error:"), self.sentence)?;
        for (name, value) in [("code", &self.code), ("hint", &self.hint), ("request", &self.request)] {
            if let Some(value) = value {
                write!(f, "\n  {} {value}", paint(DIM, &format!("{:<8}", format!("{name}:"))))?;
            }
        }
        Ok(())
    }
}
