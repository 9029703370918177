//! A line for each event, or an object for a program.

use super::reading;
use super::story::Story;
use crate::console::{self, Console, written};
use crate::picture;
use crate::settings::Output;
use headgate_wire::{GetDeploymentHistoryOutput, HistoryEntry};
use serde_json::{Value, json};

/// Prints what is new of a story.
pub(super) struct Lines {
    console: Console,
    /// How many entries of each chapter were printed.
    printed: Vec<usize>,
    /// The commands that were told last.
    told: Vec<String>,
    is_silent: bool,
}

impl Lines {
    pub(super) fn new(console: Console) -> Self {
        Self { console, printed: Vec::new(), told: Vec::new(), is_silent: false }
    }

    /// Prints what was not printed yet. What can be decided, and that nothing is heard, is told on stderr.
    pub(super) fn show(&mut self, story: &Story) {
        self.printed.resize(story.chapters.len(), 0);
        for (chapter, printed) in story.chapters.iter().zip(&mut self.printed) {
            for entry in &chapter.entries[*printed..] {
                console::print(&self.console.event(&chapter.id, entry));
            }
            *printed = chapter.entries.len();
        }
        self.tell_what_can_be_decided(story);
        self.tell_silence(story);
    }

    fn tell_what_can_be_decided(&mut self, story: &Story) {
        let decisions = reading::view(story).map(|view| picture::decisions(&view.actions)).unwrap_or_default();
        let commands: Vec<String> = decisions.iter().map(|(command, does)| format!("{command}  # {does}")).collect();
        if commands != self.told {
            for command in &commands {
                console::tell(command);
            }
            self.told = commands;
        }
    }

    fn tell_silence(&mut self, story: &Story) {
        match (&story.trouble, self.is_silent) {
            (Some(why), false) => console::tell(&format!("nothing is heard of the deployment, which goes on: {why}; tries on")),
            (None, true) => console::tell("the deployment is heard of again"),
            (Some(_), true) | (None, false) => {}
        }
        self.is_silent = story.trouble.is_some();
    }
}

impl Console {
    fn event(&self, id: &str, entry: &HistoryEntry) -> String {
        match self.output {
            Output::Json => object(id, entry).to_string(),
            Output::Table => {
                let at = self.instant(entry.time).unwrap_or_default();
                let (event, message) = (entry.event.as_deref().unwrap_or_default(), entry.message.as_deref().unwrap_or_default());
                format!("{at}  {id}  {event:<16}  {}", self.sentence(message)).trim_end().to_owned()
            }
        }
    }
}

/// An entry with its deployment, as `api` has it.
fn object(id: &str, entry: &HistoryEntry) -> Value {
    let output = GetDeploymentHistoryOutput { entries: Some(vec![entry.clone()]), ..Default::default() };
    let mut object = written("GetDeploymentHistory", &output)["entries"][0].take();
    object["deploymentId"] = json!(id);
    object
}
