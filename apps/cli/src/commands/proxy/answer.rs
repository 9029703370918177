//! The function's answer as a response, as it is.

use crate::client::Answer;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONNECTION, CONTENT_LENGTH, HeaderName, HeaderValue, TE, TRAILER, TRANSFER_ENCODING, UPGRADE};
use hyper::{Response, StatusCode};
use std::collections::BTreeMap;

/// What concerns one connection, and is between this proxy and its client.
const OF_THE_CONNECTION: [HeaderName; 6] = [CONNECTION, CONTENT_LENGTH, TE, TRAILER, TRANSFER_ENCODING, UPGRADE];

/// The response that the function's payload means, or what is wrong with it.
pub(super) fn read(payload: &[u8]) -> Result<Response<Full<Bytes>>, String> {
    let Answer { status, headers, body } = Answer::read(payload)?;
    response(status, headers, body)
}

/// A response, or what HTTP does not allow in it.
pub(super) fn response(code: u16, headers: BTreeMap<String, String>, body: Vec<u8>) -> Result<Response<Full<Bytes>>, String> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status(code)?;
    for (name, value) in headers {
        let unsound = || format!("`headers` has a `{}` that HTTP does not allow", name.escape_debug());
        let value = HeaderValue::from_str(&value).map_err(|_| unsound())?;
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsound())?;
        if !OF_THE_CONNECTION.contains(&name) {
            response.headers_mut().append(name, value);
        }
    }
    Ok(response)
}

fn status(code: u16) -> Result<StatusCode, String> {
    let status = StatusCode::from_u16(code).ok().filter(|status| !status.is_informational());
    status.ok_or_else(|| format!("`statusCode` is `{code}`"))
}

#[cfg(test)]
mod tests {
    use super::{HeaderName, read};

    #[test]
    fn what_is_no_answer_is_told() {
        let wrong = [
            ("null", "invalid type: null"),
            (r#"{"output":{}}"#, "missing field `statusCode`"),
            (r#"{"statusCode":101}"#, "`statusCode` is `101`"),
            (r#"{"statusCode":99}"#, "`statusCode` is `99`"),
            (r#"{"statusCode":200,"body":"%","isBase64Encoded":true}"#, "`body`: "),
            (r#"{"statusCode":200,"headers":{"a b":"c"}}"#, "`headers` has a `a b`"),
            (r#"{"statusCode":200,"headers":{"a":"b\r\nc: d"}}"#, "`headers` has a `a`"),
        ];
        for (payload, said) in wrong {
            let why = read(payload.as_bytes()).unwrap_err();
            assert!(why.contains(said), "{payload}: {why}");
        }
    }

    #[test]
    fn headers_of_the_connection_are_the_proxys_own() {
        let payload = r#"{"statusCode":204,"headers":{"Content-Length":"7","transfer-encoding":"chunked","X-Kept":"yes"},"body":null}"#;
        let response = read(payload.as_bytes()).unwrap();
        assert_eq!(response.headers().keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["x-kept"]);
    }
}
