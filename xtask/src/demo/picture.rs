//! The traffic per version over time, in the terminal.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write, stderr};
use std::time::Instant;

use super::traffic::Seen;

const LEVELS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// With the figures beside it, a row fits into a terminal of 80 columns: one that wraps cannot be redrawn.
const COLUMNS: usize = 32;

/// A picture that grows to the right, redrawn in place on a terminal. Elsewhere it prints a line for
/// each change, and itself once at the end.
pub(crate) struct Picture {
    samples: Vec<BTreeMap<String, f64>>,
    began: Instant,
    live: bool,
    drawn: usize,
    last_change: String,
}

impl Picture {
    pub(crate) fn new() -> Self {
        Self { samples: vec![], began: Instant::now(), live: stderr().is_terminal(), drawn: 0, last_change: String::new() }
    }

    /// Takes in what is seen now.
    pub(crate) fn sample(&mut self, seen: &Seen, status: &str) {
        if seen.primary.is_empty() {
            return;
        }
        let mut shares = BTreeMap::from([(seen.primary.clone(), 1.0)]);
        if let Some((version, weight)) = &seen.other {
            shares.insert(seen.primary.clone(), 1.0 - weight);
            shares.insert(version.clone(), *weight);
        }
        self.samples.push(shares);
        if self.live {
            self.erase();
            self.draw(seen, status);
        } else {
            self.tell_change(status);
        }
    }

    /// Takes the picture away, for something else to be printed; it is drawn again below.
    pub(crate) fn make_room(&mut self) {
        self.erase();
    }

    /// The last look.
    pub(crate) fn finish(&mut self, seen: &Seen, status: &str) {
        self.erase();
        self.draw(seen, status);
    }

    fn tell_change(&mut self, status: &str) {
        let shares = self.samples.last().map(|shares| {
            let parts = shares.iter().map(|(version, share)| format!("version {version} {:.0} %", share * 100.0));
            parts.collect::<Vec<_>>().join(", ")
        });
        let change = format!("{status}: {}", shares.unwrap_or_default());
        if change != self.last_change {
            eprintln!("  {:5.1} s  {change}", self.began.elapsed().as_secs_f64());
            self.last_change = change;
        }
    }

    fn erase(&mut self) {
        if self.live && self.drawn > 0 {
            eprint!("\x1b[{}A\x1b[J", self.drawn);
        }
        self.drawn = 0;
    }

    fn draw(&mut self, seen: &Seen, status: &str) {
        let mut versions: Vec<&String> = self.samples.iter().flat_map(BTreeMap::keys).collect();
        versions.sort();
        versions.dedup();
        let mut lines = vec![];
        for version in versions {
            let now = self.samples.last().and_then(|shares| shares.get(version)).copied().unwrap_or(0.0);
            let (requests, errors) = seen.by_version.get(version).copied().unwrap_or_default();
            let row: String = columns(&self.samples).map(|shares| level(shares.get(version).copied().unwrap_or(0.0))).collect();
            lines.push(format!("  version {version} │{row:<COLUMNS$}│ {:>3.0} % {requests:>4} requests, {errors} errors", now * 100.0));
        }
        lines.push(format!("  {:>9.1} s  {status}", self.began.elapsed().as_secs_f64()));
        self.drawn = lines.len();
        for line in lines {
            eprintln!("{line}");
        }
        // Nothing is left to be done about a terminal that has gone.
        let _flushed = stderr().flush();
    }
}

/// All samples, thinned out evenly once there are more than columns.
fn columns(samples: &[BTreeMap<String, f64>]) -> impl Iterator<Item = &BTreeMap<String, f64>> {
    let shown = samples.len().min(COLUMNS);
    (0..shown).map(move |column| &samples[(column + 1) * samples.len() / shown - 1])
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1 has a level from 0 to 8")]
fn level(share: f64) -> char {
    let eighths = (share * 8.0).ceil().clamp(0.0, 8.0) as usize;
    LEVELS[eighths]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_share_is_seen() {
        assert_eq!([0.0, 0.01, 0.5, 1.0].map(level), [' ', '▁', '▄', '█']);
    }

    #[test]
    fn a_long_story_still_fits() {
        let samples = vec![BTreeMap::from([("1".to_owned(), 1.0)]); 500];
        assert_eq!(columns(&samples).count(), COLUMNS);
        assert_eq!(columns(&samples[..3]).count(), 3);
        assert_eq!(columns(&[]).count(), 0);
    }
}
