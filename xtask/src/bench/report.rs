//! The figures, as tables of Markdown.

use std::fmt;

use anyhow::Result;

use super::process::Cost;
use crate::document;
use crate::package::megabytes;

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
        document::write(document::BENCHMARKS, &[("sizes", &self.sizes()), ("init", &self.initialisation())])
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
