//! Instants and spans, as a person reads them: in the zone of whoever looks, with its offset.

use super::Console;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

impl Console {
    /// An instant that `api` tells in seconds since 1970: `2026-11-21 15:04:05 +01:00`.
    pub(crate) fn instant(&self, seconds: Option<f64>) -> Option<String> {
        seconds.and_then(timestamp).map(|at| self.written(at))
    }

    /// The same, with how long ago it was, or in how long it will be: `… (3m 20s ago)`.
    pub(crate) fn instant_and_age(&self, seconds: Option<f64>) -> Option<String> {
        seconds.and_then(timestamp).map(|at| self.at_and_age(at))
    }

    /// The same of an instant that is known.
    pub(crate) fn at_and_age(&self, at: Timestamp) -> String {
        format!("{} ({})", self.written(at), self.away(at))
    }

    /// A sentence of `api`'s, whose instants are in UTC, with those of this zone in their place.
    pub(crate) fn sentence(&self, said: &str) -> String {
        sentence(said, &self.zone)
    }

    fn written(&self, at: Timestamp) -> String {
        written(at, &self.zone)
    }

    fn away(&self, at: Timestamp) -> String {
        let ago = self.now.duration_since(at);
        match ago.as_secs() {
            0 => "now".to_owned(),
            1.. => format!("{} ago", span(ago)),
            ..0 => format!("in {}", span(-ago)),
        }
    }
}

/// An instant in a zone: `2026-11-21 15:04:05 +01:00`.
pub(crate) fn written(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

/// A sentence with its instants, which are in UTC, in a zone.
pub(crate) fn sentence(sentence: &str, zone: &TimeZone) -> String {
    retold(sentence, |at| written(at, zone))
}

/// A sentence with its instants in other words.
pub(crate) fn retold(sentence: &str, instant: impl Fn(Timestamp) -> String) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches(['.', ',', ';', ':', ')']);
        match bare.parse::<Timestamp>() {
            Ok(at) => format!("{}{}", instant(at), &word[bare.len()..]),
            Err(_) => word.to_owned(),
        }
    };
    sentence.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The instant that `api` tells in seconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "what is out of range saturates, and is no instant")]
pub(crate) fn timestamp(seconds: f64) -> Option<Timestamp> {
    Timestamp::from_millisecond((seconds * 1000.0).round() as i64).ok()
}

/// The two largest units of a span: `2d 3h`, `3m 20s`.
pub(crate) fn span(span: SignedDuration) -> String {
    let seconds = span.as_secs();
    let units = [("d", 86_400, i64::MAX), ("h", 3600, 24), ("m", 60, 60), ("s", 1, 60)];
    let parts = units.iter().map(|(name, size, wrap)| (name, seconds / size % wrap));
    let parts: Vec<String> = parts
        .skip_while(|(_, count)| *count == 0)
        .take(2)
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count}{name}"))
        .collect();
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}
