//! What of a request is carried to the function.

use crate::client::Event;
use hyper::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Version};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// What a call of CodeDeploy's is read from. Signatures, tokens and cookies are the client's own affair.
const CARRIED: [&str; 3] = ["x-amz-target", "smithy-protocol", "amz-sdk-invocation-id"];
const CARRIED_PREFIX: &str = "x-amzn-";

/// The event, as JSON.
pub(super) fn event(head: &Parts, body: &[u8], from: IpAddr, id: &str) -> Vec<u8> {
    let event = Event {
        id,
        method: head.method.as_str(),
        path: head.uri.path(),
        query: head.uri.query().unwrap_or_default(),
        protocol: if head.version == Version::HTTP_10 { "HTTP/1.0" } else { "HTTP/1.1" },
        from: Some(from),
        headers: carried(&head.headers),
        body,
    };
    event.written()
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
