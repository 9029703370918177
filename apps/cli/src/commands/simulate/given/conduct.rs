//! `--traffic`, `--error-rate`, `--latency`: how much is asked of the versions, and how they do.

use super::quantity::quantity;
use super::which::Which;

/// Requests in a second, at most: what keeps every count exact.
const REQUESTS_PER_SECOND_MAX: f64 = 1_000_000.0;
const LATENCY_MS_MAX: f64 = 900_000.0;

/// `VERSION=RATE`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ErrorRate {
    /// Whose.
    pub(crate) of: Which,
    /// The share of requests that fail, 0 to 1.
    pub(crate) share: f64,
}

/// `VERSION=TIME`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Latency {
    /// Whose.
    pub(crate) of: Which,
    /// How long a request takes, in milliseconds.
    pub(crate) ms: f64,
}

/// Reads `50rps` or `300rpm`, as requests in a second.
pub(crate) fn traffic(text: &str) -> Result<f64, String> {
    let requests = quantity(text, &[("rps", 1.0), ("rpm", 1.0 / 60.0)]).filter(|requests| *requests <= REQUESTS_PER_SECOND_MAX);
    requests.ok_or_else(|| "write requests in a second or a minute, up to 1000000rps, such as `50rps` or `300rpm`".to_owned())
}

/// Reads `2=5%` or `orders:2=5%`.
pub(crate) fn error_rate(text: &str) -> Result<ErrorRate, String> {
    let (of, share) = versioned(text, "5%")?;
    let share = quantity(share, &[("%", 0.01)]).filter(|share| *share <= 1.0);
    Ok(ErrorRate { of, share: share.ok_or("write the share of requests that fail as a percentage from 0% to 100%, such as `2=5%`")? })
}

/// Reads `2=120ms` or `orders:2=1.5s`.
pub(crate) fn latency(text: &str) -> Result<Latency, String> {
    let (of, time) = versioned(text, "120ms")?;
    let ms = quantity(time, &[("ms", 1.0), ("s", 1000.0)]).filter(|ms| *ms <= LATENCY_MS_MAX);
    Ok(Latency { of, ms: ms.ok_or("write how long a request takes, up to 900s, such as `2=120ms` or `2=1.5s`")? })
}

fn versioned<'a>(text: &'a str, example: &str) -> Result<(Which, &'a str), String> {
    let named = text.split_once('=').and_then(|(of, value)| Some((Which::read(of)?, value)));
    named.filter(|(of, _)| of.version.is_some()).ok_or_else(|| {
        format!(
            "write VERSION=VALUE, such as `2={example}`, `target={example}` or, for one of several functions, `orders:target={example}`"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_the_second() {
        assert_eq!(traffic("50rps"), Ok(50.0));
        assert_eq!(traffic("300rpm"), Ok(5.0));
        assert_eq!(traffic("0rps"), Ok(0.0));
        for wrong in ["50", "-1rps", "2000000rps", "rps", "NaNrps"] {
            assert!(traffic(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rates_and_times_belong_to_versions() {
        let rate = error_rate("2=0.5%").unwrap();
        assert_eq!((rate.of, rate.share), (Which::read("2").unwrap(), 0.005));
        assert_eq!(latency("orders:target=1.5s").unwrap(), Latency { of: Which::read("orders:target").unwrap(), ms: 1500.0 });
        for wrong in ["5%", "=5%", "2=5", "2=101%", "2=-1%", "orders=5%", "2"] {
            assert!(error_rate(wrong).is_err(), "{wrong}");
        }
        for wrong in ["2=120", "2=1h", "2=901s"] {
            assert!(latency(wrong).is_err(), "{wrong}");
        }
    }
}
