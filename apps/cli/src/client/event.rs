//! A request to `api` as the event of a Lambda function URL, payload format 2.0. Nobody's identity is in it: the
//! function believes that of Lambda alone.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// A request.
#[derive(Debug)]
pub(crate) struct Event<'a> {
    pub(crate) id: &'a str,
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) protocol: &'static str,
    /// Whom it comes from, if that is somebody else.
    pub(crate) from: Option<IpAddr>,
    pub(crate) headers: BTreeMap<&'a str, String>,
    pub(crate) body: &'a [u8],
}

impl Event<'_> {
    /// The event, as JSON.
    pub(crate) fn written(&self) -> Vec<u8> {
        let Self { id, method, path, query, protocol, from, headers, body } = self;
        let http = Http { method, path, protocol, source_ip: *from };
        let written = serde_json::to_vec(&Written {
            version: "2.0",
            raw_path: path,
            raw_query_string: query,
            headers,
            request_context: Context { http, request_id: id },
            body: STANDARD.encode(body),
            is_base64_encoded: true,
        });
        written.expect("texts and maps of texts are JSON")
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    version: &'static str,
    raw_path: &'a str,
    raw_query_string: &'a str,
    headers: &'a BTreeMap<&'a str, String>,
    request_context: Context<'a>,
    body: String,
    is_base64_encoded: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Context<'a> {
    http: Http<'a>,
    request_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Http<'a> {
    method: &'a str,
    path: &'a str,
    protocol: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_ip: Option<IpAddr>,
}
