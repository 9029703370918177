//! The log: one line of JSON for each thing that happened, with the request's id.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Starts logging. `level` is Lambda's word for it; the libraries below Headgate warn at most.
pub(crate) fn start(level: Option<&str>) {
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_current_span(false).with_span_list(true);
    let targets = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target("headgate", filter(level))
        // The span of a request, which carries its id.
        .with_target("lambda_runtime", LevelFilter::INFO);
    // A second start, as in tests, changes nothing.
    let _ = tracing_subscriber::registry().with(lines.with_filter(targets)).try_init();
}

/// Lambda has a level that `tracing` has not.
fn filter(level: Option<&str>) -> LevelFilter {
    match level {
        Some("FATAL") => LevelFilter::ERROR,
        Some(level) => level.parse().unwrap_or(LevelFilter::INFO),
        None => LevelFilter::INFO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_lambda_is_a_level() {
        let levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"].map(|level| filter(Some(level)));
        let expected =
            [LevelFilter::TRACE, LevelFilter::DEBUG, LevelFilter::INFO, LevelFilter::WARN, LevelFilter::ERROR, LevelFilter::ERROR];
        assert_eq!(levels, expected);
        assert_eq!(filter(None), LevelFilter::INFO);
    }
}
