//! What the proxy itself answers, in the client's protocol.

use super::answer::response;
use headgate_aws::NoAnswer;
use headgate_wire::protocol::{Failure, Protocol, Request, fail};
use http_body_util::Full;
use hyper::Response;
use hyper::body::Bytes;
use hyper::http::request::Parts;

/// The protocol that a client speaks, and is answered in.
pub(super) fn protocol(head: &Parts) -> Protocol {
    let readable = head.headers.iter().filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
    Protocol::of(&Request { headers: readable.collect(), ..Request::default() })
}

/// A failure with a status of its own.
pub(super) fn failure(status: u16, code: &str, message: impl Into<String>) -> Failure {
    Failure { status, code: code.to_owned(), message: message.into() }
}

/// The proxy does not take the request from whoever sends it.
pub(super) fn forbidden(message: impl Into<String>) -> Failure {
    failure(403, "AccessDeniedException", message)
}

/// Why the function gave no answer: 400 where the client's own retries cannot help or know how long to wait,
/// 5xx where they may.
pub(super) fn unanswered(why: NoAnswer) -> Failure {
    match why {
        NoAnswer::Denied(message) => Failure::refused("AccessDeniedException", message),
        NoAnswer::Throttled(message) => Failure::refused("ThrottlingException", message),
        NoAnswer::Missing(message) => Failure::refused("ResourceNotFoundException", message),
        NoAnswer::NotInvoked(message) | NoAnswer::Unknown(message) => Failure::unavailable(message),
        NoAnswer::Failed(message) => Failure::internal(message),
    }
}

/// The failure as a client reads it. `id` is the request's.
pub(super) fn told(protocol: Protocol, id: &str, failure: &Failure) -> Response<Full<Bytes>> {
    let told = fail(protocol, id, failure);
    response(told.status, told.headers, told.body).expect("the proxy's own statuses and headers are sound")
}
