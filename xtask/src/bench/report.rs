//! The figures, as tables of Markdown.

use std::fmt;
use std::fs;

use anyhow::{Context, Result};

use super::process::Cost;
use crate::package::megabytes;
use crate::paths::workspace_root;
use crate::shell::progress;

const DOCUMENT: &str = "docs/benchmarks.md";

/// What was measured of one function.
pub(super) struct Line {
    pub(super) function: &'static str,
    /// Its package's bytes and how many there may be; the empty handler has no package.
    pub(super) package: Option<(u64, u64)>,
    pub(super) cost: Cost,
    /// Its time on the processor, in that of the empty handler.
    pub(super) ratio: f64,
}

/// What was measured.
pub(super) struct Report {
    lines: Vec<Line>,
}

impl Report {
    pub(super) fn new(lines: Vec<Line>) -> Self {
        Self { lines }
    }

    /// What is above its limit.
    pub(super) fn excesses(&self, ratio_max: f64) -> Vec<String> {
        let too_big = self.lines.iter().filter(|line| line.package.is_some_and(|(bytes, limit)| bytes >= limit));
        let too_slow = self.lines.iter().filter(|line| line.ratio > ratio_max);
        let too_big = too_big.map(|line| format!("the package of {} is too big", line.function));
        let too_slow = too_slow.map(|line| format!("{} takes {:.2} times as long to start as an empty handler", line.function, line.ratio));
        too_big.chain(too_slow).collect()
    }

    /// Puts the tables between their marks in the document.
    pub(super) fn write(&self) -> Result<()> {
        write(&[("sizes", &self.sizes()), ("init", &self.initialisation())])
    }

    fn sizes(&self) -> String {
        let lines = self.lines.iter().filter_map(|line| line.package.map(|package| (line.function, package)));
        let rows =
            lines.map(|(function, (bytes, limit))| format!("| `{function}` | {:.2} | {:.0} |\n", megabytes(bytes), megabytes(limit)));
        format!("| function | package, MB | limit, MB |\n|---|--:|--:|\n{}", rows.collect::<String>())
    }

    fn initialisation(&self) -> String {
        let head =
            "| function | on the processor, ms | ratio | elapsed, ms | peak memory, MiB | page faults |\n|---|--:|--:|--:|--:|--:|\n";
        let rows = self.lines.iter().map(|Line { function, cost, ratio, .. }| {
            let (on_processor, elapsed) = (milliseconds(cost.on_processor), milliseconds(cost.elapsed));
            let (memory, faults) = (mebibytes(cost.peak_memory_kib), cost.page_faults);
            format!("| `{function}` | {on_processor:.2} | {ratio:.2} | {elapsed:.2} | {memory:.1} | {faults} |\n")
        });
        format!("{head}{}", rows.collect::<String>())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.sizes(), self.initialisation())
    }
}

/// Puts tables between their marks in the document.
pub(super) fn write(tables: &[(&str, &str)]) -> Result<()> {
    let path = workspace_root().join(DOCUMENT);
    let mut text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for (name, table) in tables {
        text = replaced(&text, name, table)?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    progress(&format!("the figures are in {DOCUMENT}"));
    Ok(())
}

/// The text with something else between `<!-- name -->` and `<!-- /name -->`.
fn replaced(text: &str, name: &str, content: &str) -> Result<String> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let marks = text.split_once(&open).and_then(|(before, rest)| rest.split_once(&close).map(|(_, after)| (before, after)));
    let (before, after) = marks.with_context(|| format!("{DOCUMENT} lacks the marks `{}` and `{close}`", open.trim_end()))?;
    Ok(format!("{before}{open}{content}{close}{after}"))
}

fn milliseconds(span: std::time::Duration) -> f64 {
    span.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
fn mebibytes(kib: u64) -> f64 {
    kib as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_is_replaced() {
        let text = "before\n<!-- init -->\nold\n<!-- /init -->\nafter\n";
        assert_eq!(replaced(text, "init", "new\n").unwrap(), "before\n<!-- init -->\nnew\n<!-- /init -->\nafter\n");
        assert!(replaced(text, "sizes", "new\n").is_err());
    }

    #[test]
    fn the_document_has_its_marks() {
        let text = fs::read_to_string(workspace_root().join(DOCUMENT)).unwrap();
        for name in ["sizes", "init", "load"] {
            replaced(&text, name, "").unwrap();
        }
    }

    #[test]
    fn what_is_above_its_limit_is_named() {
        let line = |function, bytes, ratio| Line { function, package: Some((bytes, 4)), cost: Cost::default(), ratio };
        let excesses = |lines| Report::new(lines).excesses(2.0);
        assert!(excesses(vec![line("step", 3, 2.0)]).is_empty());
        assert_eq!(
            excesses(vec![line("big", 4, 1.0), line("slow", 3, 2.01)]),
            ["the package of big is too big", "slow takes 2.01 times as long to start as an empty handler"]
        );
    }
}
