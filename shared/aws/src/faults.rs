//! What an SDK's error means: whether asking again can help, and what to tell a person.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use headgate_domain::{Failure, FailureKind};
use headgate_engine::Fault;
use std::error::Error;
use std::iter::successors;

/// What was asked of whom, for the message that a person reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The action as IAM writes it.
    pub(crate) action: &'a str,
    /// The resource's ARN or name.
    pub(crate) resource: &'a str,
}

impl Asked<'_> {
    /// The error as a deployment's event has it.
    pub(crate) fn failure<E>(self, error: &SdkError<E, HttpResponse>) -> Failure
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let kind = kind(error);
        Failure { kind, message: self.message(kind, error) }
    }

    /// The error as a port's fault.
    pub(crate) fn fault<E>(self, error: &SdkError<E, HttpResponse>) -> Fault
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let Failure { kind, message } = self.failure(error);
        match kind {
            FailureKind::Throttled | FailureKind::Unknown => Fault::Transient(message),
            FailureKind::Denied => Fault::Denied(message),
            FailureKind::Gone | FailureKind::Invalid => Fault::Broken(message),
        }
    }

    fn message<E>(self, kind: FailureKind, error: &SdkError<E, HttpResponse>) -> String
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let Self { action, resource } = self;
        let said = said(error);
        match kind {
            FailureKind::Denied => format!("Headgate's role lacks `{action}` on `{resource}`: {said}"),
            FailureKind::Throttled => format!("`{action}` on `{resource}` was throttled: {said}"),
            FailureKind::Unknown | FailureKind::Gone | FailureKind::Invalid => format!("`{action}` on `{resource}` failed: {said}"),
        }
    }
}

/// What can be done about an error. Whatever is not known to be final may have happened.
pub(crate) fn kind<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> FailureKind {
    if matches!(error, SdkError::ConstructionFailure(_)) {
        return FailureKind::Invalid;
    }
    let SdkError::ServiceError(service) = error else {
        return FailureKind::Unknown;
    };
    let by_code = service.err().code().and_then(by_code);
    by_code.unwrap_or_else(|| by_status(service.raw().status().as_u16()))
}

/// The answer's HTTP status, if there was an answer.
pub(crate) fn status<E>(error: &SdkError<E, HttpResponse>) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}

fn by_code(code: &str) -> Option<FailureKind> {
    match code {
        "TooManyRequestsException" | "TooManyRequests" | "SlowDown" | "RequestLimitExceeded" | "ProvisionedThroughputExceededException" => {
            Some(FailureKind::Throttled)
        }
        // The credentials of a function are renewed; the next turn has new ones.
        "ExpiredToken" | "ExpiredTokenException" | "RequestExpired" | "RequestTimeout" | "RequestTimeoutException" => {
            Some(FailureKind::Unknown)
        }
        "ResourceConflictException" | "ResourceInUseException" | "InternalError" | "InternalFailure" => Some(FailureKind::Unknown),
        "AuthorizationError" | "UnauthorizedOperation" => Some(FailureKind::Denied),
        "QueueDoesNotExist" | "AWS.SimpleQueueService.NonExistentQueue" => Some(FailureKind::Gone),
        code if code.contains("Throttl") => Some(FailureKind::Throttled),
        code if code.contains("AccessDenied") => Some(FailureKind::Denied),
        code if code.contains("NotFound") || code.starts_with("NoSuch") => Some(FailureKind::Gone),
        _ => None,
    }
}

fn by_status(status: u16) -> FailureKind {
    match status {
        429 => FailureKind::Throttled,
        401 | 403 => FailureKind::Denied,
        404 => FailureKind::Gone,
        400..=499 if status != 408 && status != 409 => FailureKind::Invalid,
        _ => FailureKind::Unknown,
    }
}

/// The service's own words, or the chain of what went wrong on the way to it.
pub(crate) fn said<E>(error: &SdkError<E, HttpResponse>) -> String
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let text = match error.as_service_error() {
        Some(service) => match (service.code(), service.message()) {
            (Some(code), Some(message)) => format!("{code}: {message}"),
            (Some(code), None) => code.to_owned(),
            (None, message) => format!("HTTP {}: {}", status(error).unwrap_or_default(), message.unwrap_or("without a word")),
        },
        None => causes(error),
    };
    printable(&text, 500)
}

/// An error and what caused it, each once: some errors repeat their source in their own words.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> String {
    let mut words: Vec<String> = Vec::new();
    for cause in successors(Some(error), |&cause| cause.source()).map(ToString::to_string) {
        if !words.iter().any(|said| said.contains(&cause)) {
            words.push(cause);
        }
    }
    words.join(": ")
}

/// The text on one line, without control characters, cut to a length that can be shown and stored.
pub(crate) fn printable(text: &str, chars_max: usize) -> String {
    let escaped = text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] });
    let mut cut: String = escaped.take(chars_max + 1).collect();
    if cut.chars().count() > chars_max {
        cut = cut.chars().take(chars_max - 1).chain(['…']).collect();
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::causes;
    use std::io;
    use thiserror::Error;

    #[derive(Debug, Error)]
    #[error("cannot connect: {0}")]
    struct Repeating(#[source] io::Error);

    #[derive(Debug, Error)]
    #[error("dispatch failure")]
    struct Outer(#[source] Repeating);

    #[test]
    fn each_cause_is_told_once_and_as_a_person_reads_it() {
        let refused = io::Error::new(io::ErrorKind::ConnectionRefused, "connection refused");
        assert_eq!(causes(&Outer(Repeating(refused))), "dispatch failure: cannot connect: connection refused");
    }
}
