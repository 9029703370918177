//! Spans of time, as the command line has them: `90s`, `10m`, `1h30m`.

use jiff::SignedDuration;

/// Whole seconds.
pub(crate) fn seconds(text: &str) -> Result<i64, String> {
    let wrong = || "give a span of time, such as `90s`, `10m` or `1h30m`".to_owned();
    let span: SignedDuration = text.parse().map_err(|_| wrong())?;
    if span.subsec_nanos() != 0 || span.is_negative() {
        return Err(wrong());
    }
    Ok(span.as_secs())
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn spans_are_read_with_their_unit() {
        for (text, read) in [("0s", 0), ("90s", 90), ("10m", 600), ("1h30m", 5400), ("1h 30m", 5400), ("PT5M", 300)] {
            assert_eq!(seconds(text), Ok(read), "{text}");
        }
        for wrong in ["", "90", "-5m", "1.5s", "soon", "10 parsecs"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
