//! What happened, line by line.

use jiff::Timestamp;

/// What happened, if anybody wants to know.
#[derive(Default)]
pub(crate) struct Trace {
    lines: Option<Vec<String>>,
}

impl Trace {
    pub(crate) fn start(&mut self) {
        self.lines.get_or_insert_default();
    }

    pub(crate) fn note(&mut self, at: Timestamp, what: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            lines.push(format!("{at:.3} {}", what()));
        }
    }

    pub(crate) fn lines(&self) -> &[String] {
        self.lines.as_deref().unwrap_or_default()
    }
}
