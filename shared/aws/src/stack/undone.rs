//! Why something was not done, for a person, with what a script has to know of it.

use crate::faults::{kind, printable, said};
use aws_sdk_cloudformation::operation::RequestId;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use headgate_domain::FailureKind;
use std::error::Error;

const SENTENCE_CHARS_MAX: usize = 1000;
/// What stands in the way is somebody else's, or has not ended yet.
const CONFLICTS: [&str; 4] = ["AlreadyExistsException", "InvalidChangeSetStatus", "OperationInProgressException", "BucketAlreadyExists"];

/// What AWS did not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What can be done about it.
    pub why: Why,
    /// The same for a person: one sentence that names the action and what it was asked for.
    pub sentence: String,
    /// AWS's own word for it.
    pub code: Option<String>,
    /// The id under which AWS knows the request.
    pub request: Option<String>,
}

/// What can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The credentials do not allow it, or have expired.
    Denied,
    /// There is no such thing.
    Missing,
    /// Somebody else, or something that runs, stands in the way.
    Conflict,
    /// AWS takes it for wrong.
    Refused,
    /// Nobody has answered, or there was no room: the same may be asked again.
    Passing,
}

/// What was asked of whom.
pub(super) fn undone<E>(action: &str, resource: &str, error: &SdkError<E, HttpResponse>) -> Undone
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let service = error.as_service_error();
    let code = service.and_then(ProvideErrorMetadata::code).map(str::to_owned);
    let message = service.and_then(ProvideErrorMetadata::message);
    let why = why(kind(error), code.as_deref().unwrap_or_default(), message.unwrap_or_default());
    let words = message.map_or_else(|| said(error), str::to_owned);
    let sentence = match why {
        Why::Denied => format!("AWS refuses `{action}` on {resource} to these credentials: {words}"),
        Why::Missing | Why::Conflict | Why::Refused | Why::Passing => format!("`{action}` on {resource} failed: {words}"),
    };
    Undone { why, sentence: printable(&sentence, SENTENCE_CHARS_MAX), code, request: error.request_id().map(str::to_owned) }
}

fn why(kind: FailureKind, code: &str, message: &str) -> Why {
    let meets_another = code == "ValidationError" && message.contains("_IN_PROGRESS");
    match kind {
        _ if code.starts_with("Expired") => Why::Denied,
        _ if CONFLICTS.contains(&code) || meets_another => Why::Conflict,
        FailureKind::Denied => Why::Denied,
        FailureKind::Gone => Why::Missing,
        FailureKind::Invalid => Why::Refused,
        FailureKind::Throttled | FailureKind::Unknown => Why::Passing,
    }
}
