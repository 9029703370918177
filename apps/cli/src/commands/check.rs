//! What was looked at, and how it is: a sign, what it is about, a sentence, and what to do.

use crate::console::style::{BAD, DIM, GOOD, WAITS, paint};
use crate::console::{Canvas, Console, whole_words};
use ::console::Term;
use anstyle::Style;
use headgate_wire::{Finding, FindingSeverity};
use serde_json::{Value, json};
use textwrap::fill;

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// As it should be.
    Well,
    /// Good to know.
    Noted,
    /// Perhaps not as it was meant.
    Doubtful,
    /// It has to be mended.
    Wrong,
    /// Nobody could look.
    Unseen,
}

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) standing: Standing,
    pub(crate) subject: String,
    pub(crate) message: String,
    pub(crate) remedy: Option<String>,
}

impl Standing {
    fn word(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Noted => "info",
            Self::Doubtful => "warning",
            Self::Wrong => "error",
            Self::Unseen => "unseen",
        }
    }

    fn sign(self, unicode: bool) -> &'static str {
        match (self, unicode) {
            (Self::Well, true) => "✓",
            (Self::Well, false) => "+",
            (Self::Noted, true) => "·",
            (Self::Noted, false) => "-",
            (Self::Doubtful, _) => "!",
            (Self::Wrong, true) => "✗",
            (Self::Wrong, false) => "x",
            (Self::Unseen, _) => "?",
        }
    }

    fn style(self) -> Style {
        match self {
            Self::Well => GOOD,
            Self::Noted => DIM,
            Self::Doubtful | Self::Unseen => WAITS,
            Self::Wrong => BAD,
        }
    }
}

impl Check {
    /// What was found about a subject.
    pub(crate) fn new(standing: Standing, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self { standing, subject: subject.into(), message: message.into(), remedy: None }
    }

    /// With what to do.
    pub(crate) fn with_remedy(self, remedy: impl Into<String>) -> Self {
        Self { remedy: Some(remedy.into()), ..self }
    }

    /// The same for a program.
    pub(crate) fn document(&self) -> Value {
        json!({ "standing": self.standing.word(), "subject": self.subject, "message": self.message, "remedy": self.remedy })
    }

    fn text(&self, console: &Console, canvas: Canvas, width: usize) -> String {
        let Self { standing, subject, message, remedy } = self;
        let sign = paint(standing.style(), standing.sign(canvas.unicode));
        let head = format!("{sign} {subject}: {}", console.sentence(message));
        let below = remedy.as_deref().map(|remedy| format!("\n{}", paint(DIM, &filled(remedy, ["    "; 2], width))));
        filled(&head, ["", "  "], width) + &below.unwrap_or_default()
    }
}

impl From<&Finding> for Check {
    fn from(finding: &Finding) -> Self {
        let standing = match finding.severity {
            Some(FindingSeverity::Error) => Standing::Wrong,
            Some(FindingSeverity::Warning) => Standing::Doubtful,
            Some(FindingSeverity::Info) | None => Standing::Noted,
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self { standing, subject: text(&finding.subject), message: text(&finding.message), remedy: finding.remedy.clone() }
    }
}

/// Each on a line, and what to do below it. On a terminal, what is too long goes on below.
pub(crate) fn lines(checks: &[Check], console: &Console, canvas: Canvas) -> String {
    let width = Term::stdout().size_checked().map_or(usize::MAX, |(_, columns)| usize::from(columns));
    checks.iter().map(|check| check.text(console, canvas, width)).collect::<Vec<_>>().join("\n")
}

fn filled(text: &str, [first, rest]: [&str; 2], width: usize) -> String {
    fill(text, whole_words(width).initial_indent(first).subsequent_indent(rest).break_words(false))
}
