//! A proof as it is handed in, read strictly: what is not expected is refused before anything is sent.

use super::{ACTION, ALGORITHM, SIGNED_HEADERS, VERSION, sts_host};
use crate::faults::printable;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::collections::BTreeMap;

const BYTES_MAX: usize = 8 * 1024;
/// A proof is for a decision that is being taken now.
const EXPIRES_SECONDS_MAX: i64 = 900;
/// How far the signer's clock may be ahead.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// What a signature leaves as it is.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a parameter of the query must be.
enum Form {
    Exactly(&'static str),
    Credential,
    Date,
    Expires,
    /// A SHA-256 in hexadecimal digits.
    Signature,
    /// Base64; only temporary credentials have one.
    SessionToken,
}

/// Every parameter there may be. Whatever else STS understands would not be the request that proves an identity.
const PARAMETERS: [(&str, Form); 9] = [
    ("Action", Form::Exactly(ACTION)),
    ("Version", Form::Exactly(VERSION)),
    ("X-Amz-Algorithm", Form::Exactly(ALGORITHM)),
    ("X-Amz-Credential", Form::Credential),
    ("X-Amz-Date", Form::Date),
    ("X-Amz-Expires", Form::Expires),
    ("X-Amz-Security-Token", Form::SessionToken),
    ("X-Amz-Signature", Form::Signature),
    ("X-Amz-SignedHeaders", Form::Exactly(SIGNED_HEADERS)),
];

/// A query's text from its names and values.
pub(super) fn query<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let written = parameters.into_iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, RESERVED)));
    written.collect::<Vec<_>>().join("&")
}

/// The query of a proof that is sound and fresh, written anew from its values.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn read(proof: &str, region: &str, now: Timestamp) -> Result<String, String> {
    let values = values(proof, &sts_host(region))?;
    for (name, form) in &PARAMETERS {
        match (values.get(name), form) {
            (Some(value), form) if form.fits(value, region) => {}
            (Some(_), form) => return Err(format!("its `{name}` is not {}", form.described(region))),
            (None, Form::SessionToken) => {}
            (None, form) => return Err(format!("it has no `{name}`, which must be {}", form.described(region))),
        }
    }
    fresh(&values["X-Amz-Date"], &values["X-Amz-Expires"], now)?;
    Ok(query(values.iter().map(|(name, value)| (*name, value.as_str()))))
}

/// The values of the query, of which each is there once.
fn values(proof: &str, host: &str) -> Result<BTreeMap<&'static str, String>, String> {
    if proof.len() > BYTES_MAX {
        return Err(format!("it has {} bytes, of which {BYTES_MAX} are the most", proof.len()));
    }
    let begins = format!("https://{host}/?");
    let Some(query) = proof.strip_prefix(&begins) else {
        let place: String = proof.split('?').next().unwrap_or_default().into();
        return Err(format!("it is signed for `{}`, and must begin with `{begins}`", printable(&place, 100)));
    };
    let mut values = BTreeMap::new();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some((name, _)) = PARAMETERS.iter().find(|(known, _)| *known == name) else {
            return Err(format!("its query has `{}`, which has no place there", printable(name, 100)));
        };
        let value = percent_decode_str(value).decode_utf8().map_err(|_| format!("its `{name}` is no text"))?;
        if values.insert(*name, value.into_owned()).is_some() {
            return Err(format!("its query has `{name}` twice"));
        }
    }
    Ok(values)
}

impl Form {
    fn fits(&self, value: &str, region: &str) -> bool {
        let all = |fits: fn(u8) -> bool| !value.is_empty() && value.bytes().all(fits);
        match self {
            Self::Exactly(text) => value == *text,
            Self::Credential => {
                let parts: Vec<&str> = value.split('/').collect();
                let [key, date, of, "sts", "aws4_request"] = parts[..] else { return false };
                let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric());
                plain && date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) && of == region
            }
            Self::Date => signed_at(value).is_some(),
            Self::Expires => seconds(value).is_some(),
            Self::Signature => value.len() == 64 && all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
            Self::SessionToken => all(|b| b.is_ascii_alphanumeric() || b"+/=-_.".contains(&b)),
        }
    }

    fn described(&self, region: &str) -> String {
        match self {
            Self::Exactly(text) => format!("`{text}`"),
            Self::Credential => format!("`<access key>/<date>/{region}/sts/aws4_request`"),
            Self::Date => "a date such as `20261121T100000Z`".to_owned(),
            Self::Expires => format!("a number of seconds from 1 to {EXPIRES_SECONDS_MAX}"),
            Self::Signature => "64 hexadecimal digits".to_owned(),
            Self::SessionToken => "a session's token".to_owned(),
        }
    }
}

fn signed_at(date: &str) -> Option<Timestamp> {
    let at = DateTime::strptime("%Y%m%dT%H%M%SZ", date).ok().filter(|_| date.len() == 16)?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn seconds(expires: &str) -> Option<i64> {
    expires.parse().ok().filter(|seconds| (1..=EXPIRES_SECONDS_MAX).contains(seconds))
}

fn fresh(date: &str, expires: &str, now: Timestamp) -> Result<(), String> {
    let (Some(at), Some(seconds)) = (signed_at(date), seconds(expires)) else { return Err("it says not until when it is good".to_owned()) };
    let age = now.duration_since(at);
    if age >= SignedDuration::from_secs(seconds) {
        return Err(format!("it was signed at {at} for {seconds} s, and it is {now} now"));
    }
    if age < -AHEAD {
        return Err(format!("it was signed at {at}, and it is only {now}: set the signer's clock"));
    }
    Ok(())
}
