//! `headgate validate`: what is wrong with an AppSpec.

use crate::appspec_file::{judged, placed};
use crate::console::{self, counted};
use crate::context::Invocation;
use crate::refusal::Refusal;
use crate::settings::Output;
use clap::Args;
use headgate_appspec::{Mistake, Mistakes};
use serde_json::{Value, json};

/// Find the mistakes in an AppSpec, each with its line and column
///
/// Nothing is asked of AWS: whether functions, versions and alarms exist is said by `headgate plan`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Validate {
    /// An AppSpec in YAML or JSON, or an archive (zip, tar, tgz) with one in it; `-` is stdin
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  headgate validate appspec.yaml
  headgate validate deploy/*.yaml release.zip
  render appspec.yaml | headgate validate - --output json";

/// A file, and what is wrong with it.
struct Judged {
    file: String,
    mistakes: Option<Mistakes>,
}

impl Validate {
    /// Finds them.
    #[expect(clippy::unused_async, reason = "every verb is run in the same way")]
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let console = invocation.context()?.console;
        let files = self.files.into_iter().map(Judged::of).collect::<Result<Vec<_>, _>>()?;
        match console.output {
            Output::Json => console.show(|| json!({ "files": files.iter().map(Judged::document).collect::<Vec<_>>() }), String::new),
            Output::Table => files.iter().flat_map(Judged::lines).for_each(|line| console::print(&line)),
        }
        end(&files)
    }
}

impl Judged {
    fn of(file: String) -> Result<Self, Refusal> {
        let mistakes = judged(&file)?.err();
        Ok(Self { file, mistakes })
    }

    fn count(&self) -> usize {
        self.mistakes.as_ref().map_or(0, Mistakes::len)
    }

    fn listed(&self) -> impl Iterator<Item = &Mistake> {
        self.mistakes.iter().flatten()
    }

    fn lines(&self) -> impl Iterator<Item = String> {
        self.listed().map(|mistake| placed(&self.file, mistake))
    }

    fn document(&self) -> Value {
        let mistakes: Vec<Value> = self.listed().map(written).collect();
        json!({ "file": self.file, "mistakeCount": self.count(), "mistakes": mistakes })
    }
}

fn written(mistake: &Mistake) -> Value {
    let (line, column) = (mistake.line(), mistake.column());
    json!({ "line": line, "column": column, "path": mistake.path(), "message": mistake.message() })
}

fn end(files: &[Judged]) -> Result<(), Refusal> {
    let (all, count) = (files.len(), files.iter().map(Judged::count).sum());
    let wrong = files.iter().filter(|file| file.mistakes.is_some()).count();
    let listed: usize = files.iter().map(|file| file.listed().count()).sum();
    if wrong == 0 {
        let files = if all == 1 { "The AppSpec has".to_owned() } else { format!("{all} AppSpecs have") };
        console::tell(&format!("{files} no mistakes."));
        return Ok(());
    }
    let place = if all == 1 { String::new() } else { format!(" in {wrong} of {all} files") };
    let cut = if listed < count { format!(", of which {listed} are listed") } else { String::new() };
    Err(Refusal::refused(format!("{}{place}{cut}", counted(count, "mistake"))))
}
