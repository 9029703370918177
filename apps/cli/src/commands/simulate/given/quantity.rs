//! Numbers with units.

use crate::commands::duration::seconds;
use jiff::SignedDuration;

/// A number, not below zero, with one of these units; the answer counts in what the units are worth.
pub(super) fn quantity(text: &str, units: &[(&str, f64)]) -> Option<f64> {
    let (digits, worth) = units.iter().find_map(|(unit, worth)| Some((text.strip_suffix(unit)?, worth)))?;
    let digits = digits.trim_end();
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    digits.parse::<f64>().ok().filter(|_| plain).map(|number| number * worth)
}

/// A span such as `30s`, `12m` or `1h30m`, of whole seconds and at most two days, which no wait of a deployment exceeds.
pub(super) fn span(text: &str) -> Option<SignedDuration> {
    const LONGEST: SignedDuration = SignedDuration::from_hours(48);
    seconds(text).ok().map(SignedDuration::from_secs).filter(|span| *span <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_plain_digits_and_a_unit() {
        let units = [("ms", 1.0), ("s", 1000.0)];
        assert_eq!(quantity("120ms", &units), Some(120.0));
        assert_eq!(quantity("1.5 s", &units), Some(1500.0));
        for wrong in ["", "ms", "120", "-1ms", "1e3ms", "infs", "1.2.3s", "120 m"] {
            assert_eq!(quantity(wrong, &units), None, "{wrong}");
        }
    }

    #[test]
    fn a_span_has_whole_seconds_and_an_end() {
        assert_eq!(span("1h30m"), Some(SignedDuration::from_mins(90)));
        assert_eq!(span("0s"), Some(SignedDuration::ZERO));
        for wrong in ["", "30", "-5s", "49h", "1.5s", "30s ago"] {
            assert_eq!(span(wrong), None, "{wrong}");
        }
    }
}
