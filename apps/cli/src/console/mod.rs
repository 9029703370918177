//! What is printed, and how.
//!
//! | module | what |
//! |---|---|
//! | `streams` | data on stdout, everything else on stderr |
//! | `style` | what colours mean |
//! | `table`, `sheet` | rows under a head; values beside their names |
//! | `time` | instants and spans, as a person reads them |
//! | `json` | the same as `api` has it |
//! | `waiting` | a sign of life |
//! | `question` | what a person is asked |
//! | `canvas` | what pictures are drawn on |

mod canvas;
mod json;
mod question;
mod sheet;
mod streams;
pub(crate) mod style;
mod table;
pub(crate) mod time;
mod waiting;

use crate::refusal::Refusal;
use crate::settings::Output;
pub(crate) use canvas::Canvas;
use jiff::Timestamp;
use jiff::tz::TimeZone;
pub(crate) use json::{joined, written};
pub(crate) use question::{confirmable, confirmed, confirmed_by_name};
use serde_json::Value;
pub(crate) use sheet::Sheet;
pub(crate) use streams::{delivered, print, tell};
pub(crate) use table::{Table, whole_words};
pub(crate) use waiting::{Progress, while_waiting};

/// How a command's data is printed.
#[derive(Clone, Debug)]
pub(crate) struct Console {
    pub(crate) output: Output,
    pub(crate) zone: TimeZone,
    pub(crate) now: Timestamp,
}

impl Console {
    /// Prints data: as a document, or as a person reads it. Nothing is no line.
    pub(crate) fn show(&self, document: impl FnOnce() -> Value, text: impl FnOnce() -> String) {
        match self.output {
            Output::Json => print(&format!("{:#}", document())),
            Output::Table => {
                let text = text();
                if !text.is_empty() {
                    print(text.trim_end());
                }
            }
        }
    }

    /// Says what was done, to a person; a program reads the document.
    pub(crate) fn done(&self, document: impl FnOnce() -> Value, sentence: &str) {
        tell(sentence);
        self.show(document, String::new);
    }
}

/// So many of something.
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("one {one}") } else { format!("{count} {one}s") }
}

/// The last words of a command.
pub(crate) fn refuse(refusal: &Refusal) {
    tell(&refusal.to_string());
}
