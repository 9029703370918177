//! Instants in the two forms in which the table sorts them. Both keep every nanosecond: the engine
//! compares what it reads with what it wrote.

use jiff::Timestamp;

/// More than an instant of four thousand years from now has.
const LATEST: i128 = 99_999_999_999_999_999_999;
const NANOSECONDS: i128 = 1_000_000;

/// Text that sorts as the instant does: nanoseconds, in twenty digits.
pub(super) fn sortable(at: Timestamp) -> String {
    format!("{:020}", at.as_nanosecond().clamp(0, LATEST))
}

/// The instant of a sortable text.
pub(super) fn from_sortable(text: &str) -> Option<Timestamp> {
    Timestamp::from_nanosecond(text.parse().ok()?).ok()
}

/// A number of milliseconds, with decimals where the instant has them.
pub(super) fn milliseconds(at: Timestamp) -> String {
    let nanoseconds = at.as_nanosecond().max(0);
    let (whole, rest) = (nanoseconds / NANOSECONDS, nanoseconds % NANOSECONDS);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:06}").trim_end_matches('0').to_owned() }
}

/// The instant of a number of milliseconds.
pub(super) fn from_milliseconds(digits: &str) -> Option<Timestamp> {
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let rest = format!("{rest:0<6}");
    let nanoseconds = whole.parse::<i128>().ok()? * NANOSECONDS + rest.parse::<i128>().ok()?;
    Timestamp::from_nanosecond(nanoseconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instants() -> Vec<Timestamp> {
        let pairs =
            [(0, 0), (0, 1), (1_800_000_000, 0), (1_800_000_000, 5_000_000), (1_800_000_000, 5_000_100), (1_800_000_001, 999_999_999)];
        pairs.map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap()).to_vec()
    }

    #[test]
    fn both_forms_give_back_the_very_instant() {
        for at in instants() {
            assert_eq!(from_sortable(&sortable(at)), Some(at));
            assert_eq!(from_milliseconds(&milliseconds(at)), Some(at));
        }
    }

    #[test]
    fn the_text_sorts_as_the_instants_do() {
        let texts: Vec<String> = instants().into_iter().map(sortable).collect();
        assert!(texts.is_sorted(), "{texts:?}");
        assert!(sortable(Timestamp::MIN) < sortable(instants()[1]));
        assert!(sortable(Timestamp::MAX).len() == 20 && sortable(Timestamp::MAX) > sortable(instants()[5]));
    }

    #[test]
    fn milliseconds_are_written_as_the_table_gives_them_back() {
        let written: Vec<String> = instants().into_iter().map(milliseconds).collect();
        assert_eq!(written, ["0", "0.000001", "1800000000000", "1800000000005", "1800000000005.0001", "1800000001999.999999"]);
        assert_eq!(from_milliseconds("soon"), None);
    }
}
