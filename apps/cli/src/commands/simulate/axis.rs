//! Axes: where the marks on them stand, and what they say.

use crate::console::time::span;
use jiff::SignedDuration;

const STEPS_SECONDS: [i64; 19] =
    [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600, 604_800];

/// Instants from zero on, as many as fit, at round distances.
pub(super) fn instants(horizon: SignedDuration, count_max: i64) -> impl Iterator<Item = SignedDuration> {
    let fits = |step: &&i64| horizon.as_secs() / **step < count_max;
    let step = STEPS_SECONDS.iter().find(fits).copied().unwrap_or(604_800);
    (0..=horizon.as_secs() / step).map(move |index| SignedDuration::from_secs(index * step))
}

/// What stands at an instant.
pub(super) fn label(at: SignedDuration) -> String {
    if at.is_zero() { "0".to_owned() } else { span(at).replace(' ', "") }
}

/// An instant as a clock has it that was started with the deployment: `1:02:03`.
pub(super) fn clock(at: SignedDuration) -> String {
    let seconds = at.as_secs();
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The next number, at least 1, that a person likes at the top of an axis: 1, 2 or 5 times a power of ten.
pub(super) fn top(max: f64) -> f64 {
    let magnitude = 10_f64.powf(max.max(1.0).log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|factor| factor * magnitude).into_iter().find(|top| *top >= max).unwrap_or(max)
}

/// The same in few characters: `500`, `20k`, `1M`.
pub(super) fn brief(top: f64) -> String {
    if top >= 1e6 {
        format!("{}M", count(top / 1e6))
    } else if top >= 1e3 {
        format!("{}k", count(top / 1e3))
    } else {
        count(top)
    }
}

/// A count with its thousands set apart.
pub(super) fn count(count: f64) -> String {
    let digits = format!("{:.0}", count.round());
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_at_round_distances_and_do_not_crowd() {
        let labels = |horizon, count_max| instants(horizon, count_max).map(label).collect::<Vec<_>>();
        assert_eq!(labels(SignedDuration::from_mins(13), 8), ["0", "2m", "4m", "6m", "8m", "10m", "12m"]);
        assert_eq!(labels(SignedDuration::from_hours(50), 6), ["0", "12h", "1d", "1d12h", "2d"]);
        assert_eq!(labels(SignedDuration::from_mins(90), 4), ["0", "30m", "1h", "1h30m"]);
    }

    #[test]
    fn the_top_of_an_axis_is_a_round_number() {
        for (max, expected) in [(0.0, 1.0), (1.0, 1.0), (1.5, 2.0), (151.0, 200.0), (499.0, 500.0), (501.0, 1000.0)] {
            assert!((top(max) - expected).abs() < 1e-9, "{max}: {}", top(max));
        }
        assert_eq!([500.0, 1000.0, 20_000.0, 5e6].map(brief), ["500", "1k", "20k", "5M"]);
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0.0, 999.0, 1000.0, 180_000_000.4].map(count), ["0", "999", "1,000", "180,000,000"]);
    }
}
