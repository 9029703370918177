//! A request as the event of a Lambda function URL, payload format 2.0. Nobody's identity is in it: the
//! function believes that of Lambda alone.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Version};
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// What a call of CodeDeploy's is read from. Signatures, tokens and cookies are the client's own affair.
const CARRIED: [&str; 3] = ["x-amz-target", "smithy-protocol", "amz-sdk-invocation-id"];
const CARRIED_PREFIX: &str = "x-amzn-";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    version: &'static str,
    raw_path: &'a str,
    raw_query_string: &'a str,
    headers: BTreeMap<&'a str, String>,
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
    source_ip: IpAddr,
}

/// The event, as JSON.
pub(super) fn event(head: &Parts, body: &[u8], from: IpAddr, request_id: &str) -> serde_json::Result<Vec<u8>> {
    let path = head.uri.path();
    let protocol = if head.version == Version::HTTP_10 { "HTTP/1.0" } else { "HTTP/1.1" };
    serde_json::to_vec(&Event {
        version: "2.0",
        raw_path: path,
        raw_query_string: head.uri.query().unwrap_or_default(),
        headers: carried(&head.headers),
        request_context: Context { http: Http { method: head.method.as_str(), path, protocol, source_ip: from }, request_id },
        body: STANDARD.encode(body),
        is_base64_encoded: true,
    })
}

/// The headers that matter, several of a name as one.
fn carried(headers: &HeaderMap) -> BTreeMap<&str, String> {
    let matters = |name: &str| {
        let known = [CONTENT_TYPE.as_str(), ACCEPT.as_str(), USER_AGENT.as_str()];
        known.contains(&name) || CARRIED.contains(&name) || name.starts_with(CARRIED_PREFIX)
    };
    let mut carried = BTreeMap::<&str, String>::new();
    for (name, value) in headers.iter().filter(|(name, _)| matters(name.as_str())) {
        let Ok(value) = value.to_str() else { continue };
        carried.entry(name.as_str()).and_modify(|values| *values = format!("{values},{value}")).or_insert_with(|| value.to_owned());
    }
    carried
}
