//! What goes wrong, how often, and how often it has.

use std::collections::BTreeMap;

/// How often things go wrong. Rates are in ten thousand calls, or messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The worker dies before a call lands.
    pub death_before: u32,
    /// The worker dies after a call has landed.
    pub death_after: u32,
    /// A call stalls before it lands, and the worker with it.
    pub stall: u32,
    /// The longest stall, in seconds.
    pub stall_seconds_max: i64,
    /// A call lands, now or later, and its answer is lost.
    pub answer_lost: u32,
    /// A call does not land, and nobody says so.
    pub call_lost: u32,
    /// A call is throttled.
    pub throttled: u32,
    /// A message is delivered twice.
    pub duplicate: u32,
    /// A message is late.
    pub late: u32,
    /// The longest that a message is late, in seconds.
    pub late_seconds_max: i64,
    /// An alarm's event, or a sweep, is lost.
    pub event_lost: u32,
    /// A wake is lost, as a queue never should.
    pub wake_lost: u32,
    /// `GetAlias` shows what was there before the last write, if that is not long ago.
    pub stale_alias: u32,
    /// How long ago that may be, in seconds.
    pub stale_alias_seconds_max: i64,
    /// How long the table's index lags behind at most, in seconds.
    pub index_lag_seconds_max: i64,
    /// How far a worker's clock is off at most, in milliseconds.
    pub skew_ms_max: i64,
    /// How long a call takes at most, to land and to return, in milliseconds each.
    pub call_ms_max: i64,
    /// A worker is ended at its function's time limit; otherwise it may linger.
    pub time_limits: bool,
}

impl Faults {
    /// A world that takes its time and keeps its promises.
    pub fn none() -> Self {
        Self { call_ms_max: 40, time_limits: true, ..Self::default() }
    }
}

/// How often each kind of thing has happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    pub(crate) fn count(&mut self, kind: &'static str) {
        *self.0.entry(kind).or_default() += 1;
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        for (kind, count) in &other.0 {
            *self.0.entry(kind).or_default() += count;
        }
    }

    /// Kinds and counts, by kind.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.0.iter().map(|(kind, count)| (*kind, *count))
    }
}
