//! A sign of life while something takes longer than a second: on stderr, and on a terminal alone.

use indicatif::ProgressBar;
use std::future::Future;
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
