//! Requests and answers.

use crate::endpoint::{Answered, scope};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{HeaderMap, Request, Response};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A request.
pub(super) struct Asked {
    pub(super) service: String,
    /// The operation, or for S3 the method with what tells operations apart: `PUT bucket?policy`.
    pub(super) action: String,
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) form: BTreeMap<String, String>,
    pub(super) body: Bytes,
}

/// An answer.
pub(super) struct Told {
    status: u16,
    body: String,
}

impl Asked {
    pub(super) async fn read(request: Request<Incoming>) -> Self {
        let (head, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let [_, _, service] = scope(head.headers["authorization"].to_str().unwrap());
        let form = if service == "s3" { BTreeMap::new() } else { form(std::str::from_utf8(&body).unwrap()) };
        let path = head.uri.path().trim_matches('/').to_owned();
        let query = head.uri.query().unwrap_or_default().split('&').find(|part| !part.starts_with("x-id"));
        let what = if path.contains('/') { "object" } else { "bucket" };
        let query = query.filter(|query| !query.is_empty()).map(|query| format!("?{}", query.trim_end_matches('='))).unwrap_or_default();
        let action = form.get("Action").cloned().unwrap_or_else(|| format!("{} {what}{query}", head.method));
        Self { service, action, path, headers: head.headers, form, body }
    }

    /// A member of the form.
    pub(super) fn text(&self, name: &str) -> &str {
        self.form.get(name).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

impl Told {
    pub(super) fn empty(status: u16) -> Self {
        Self { status, body: String::new() }
    }

    pub(super) fn result(operation: &str, inner: &str) -> Self {
        let body = format!("<{operation}Response><{operation}Result>{inner}</{operation}Result></{operation}Response>");
        Self { status: 200, body }
    }

    pub(super) fn error(status: u16, code: &str, message: &str) -> Self {
        let error = format!("<Code>{code}</Code><Message>{}</Message>", escaped(message));
        Self { status, body: format!("<ErrorResponse><Error>{error}</Error><RequestId>of-aws</RequestId></ErrorResponse>") }
    }
}

impl From<Told> for Answered {
    fn from(Told { status, body }: Told) -> Self {
        Response::builder().status(status).header("x-amzn-requestid", "of-aws").body(Full::new(Bytes::from(body))).unwrap()
    }
}

/// An element for each of these.
pub(super) fn elements(members: &[(&str, &str)]) -> String {
    members.iter().filter(|(_, value)| !value.is_empty()).fold(String::new(), |mut text, (name, value)| {
        write!(text, "<{name}>{}</{name}>", escaped(value)).unwrap();
        text
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn form(body: &str) -> BTreeMap<String, String> {
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8().unwrap().into_owned();
    body.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (decoded(name), decoded(value))).collect()
}
