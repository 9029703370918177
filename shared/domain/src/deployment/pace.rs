//! When to try again: attempts that failed, and the earliest next one.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How often something was tried in vain, and when it may be tried next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Attempts that failed.
    pub attempts: u32,
    /// The earliest instant of the next attempt.
    pub not_before: Timestamp,
}

impl Pace {
    /// Nothing has failed yet: try now.
    pub(super) fn starting(now: Timestamp) -> Self {
        Self { attempts: 0, not_before: now }
    }

    /// One more failure: doubles the wait, from one second to half a minute.
    ///
    /// `spread_ms` keeps deployments that were throttled together from trying again together.
    pub(super) fn failed(self, now: Timestamp, spread_ms: u32) -> Self {
        let doubled_seconds = 1_i64 << self.attempts.min(5);
        let wait = SignedDuration::from_secs(doubled_seconds.min(30)) + SignedDuration::from_millis(i64::from(spread_ms));
        Self { attempts: self.attempts.saturating_add(1), not_before: after(now, wait) }
    }

    pub(super) fn allows(self, now: Timestamp) -> bool {
        now >= self.not_before
    }
}

/// `now` and a span; the end of time where that would overflow.
pub(super) fn after(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.checked_add(span).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute() {
        let now = Timestamp::UNIX_EPOCH;
        let mut pace = Pace::starting(now);
        let mut waits = vec![];
        for _ in 0..7 {
            pace = pace.failed(now, 0);
            waits.push(pace.not_before.as_second());
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30]);
    }
}
