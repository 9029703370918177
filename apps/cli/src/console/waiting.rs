//! A sign of life while something takes longer than a second, and how far something is: on stderr, and on a terminal alone.

use indicatif::{ProgressBar, ProgressStyle};
use std::future::Future;
use std::io::{self, IsTerminal};
use std::pin::pin;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(1);
const FRAME: Duration = Duration::from_millis(100);

/// What a future ends with; while it takes its time, a spinner says what is being waited for.
pub(crate) async fn while_waiting<T>(what: &str, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    if let Ok(ended) = tokio::time::timeout(PATIENCE, &mut future).await {
        return ended;
    }
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    spinner.enable_steady_tick(FRAME);
    let ended = future.await;
    spinner.finish_and_clear();
    ended
}

/// How far something is that is made of parts.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Of this many parts; of nobody knows how many, if that is 0. Nothing where there is no terminal.
    pub(crate) fn at_terminal(parts: usize) -> Option<Self> {
        if !io::stderr().is_terminal() {
            return None;
        }
        let (bar, style) = match parts {
            0 => (ProgressBar::new_spinner(), "{spinner} {pos} done  {wide_msg}"),
            parts => (ProgressBar::new(parts as u64), "{spinner} {pos} of {len} done  {wide_msg}"),
        };
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(FRAME);
        Some(Self(bar))
    }

    /// So many parts are done, and this is what happens.
    pub(crate) fn show(&self, parts: usize, what: String) {
        self.0.set_position(parts as u64);
        self.0.set_message(what);
    }

    /// Says something that stays.
    pub(crate) fn tell(&self, line: &str) {
        self.0.suspend(|| super::tell(line));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
