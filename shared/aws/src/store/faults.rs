//! What is `DynamoDB`'s own among the errors of the SDK: turned away, and welcome a moment later.

use crate::faults::Asked;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use headgate_engine::Fault;
use std::error::Error;

/// The codes of calls that met another one, or too many, and did not happen.
const BUSY: [&str; 5] = [
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TransactionConflictException",
    "TransactionInProgressException",
];

/// Whether nothing has happened, and asking again soon may help.
pub(super) fn is_busy<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.code().is_some_and(|code| BUSY.contains(&code))
}

/// The fault that an error of `action` on `table` is.
pub(super) fn fault<E>(action: &str, table: &str, error: &SdkError<E, HttpResponse>) -> Fault
where
    E: ProvideErrorMetadata + Error + 'static,
{
    match (Asked { action, resource: table }).fault(error) {
        Fault::Broken(message) if is_busy(error) => Fault::Transient(message),
        fault @ (Fault::Broken(_) | Fault::Denied(_) | Fault::Transient(_)) => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::error::ErrorMetadata;
    use aws_sdk_dynamodb::operation::put_item::PutItemError;
    use aws_smithy_types::body::SdkBody;

    fn error(code: &str, status: u16) -> SdkError<PutItemError, HttpResponse> {
        let error = PutItemError::generic(ErrorMetadata::builder().code(code).message("said").build());
        SdkError::service_error(error, HttpResponse::new(status.try_into().unwrap(), SdkBody::empty()))
    }

    fn told(code: &str, status: u16) -> Fault {
        fault("dynamodb:PutItem", "t", &error(code, status))
    }

    #[test]
    fn what_was_turned_away_is_transient() {
        for code in BUSY {
            assert!(matches!(told(code, 400), Fault::Transient(_)), "{code}");
            assert!(is_busy(&error(code, 400)), "{code}");
        }
    }

    #[test]
    fn no_answer_is_transient_and_a_mistake_is_not() {
        assert!(matches!(told("InternalServerError", 500), Fault::Transient(_)));
        assert!(!is_busy(&error("InternalServerError", 500)), "it may have happened");
        assert!(matches!(told("ValidationException", 400), Fault::Broken(_)));
        assert!(matches!(told("ResourceNotFoundException", 400), Fault::Broken(_)));
    }

    #[test]
    fn a_missing_permission_names_the_action_and_the_table() {
        let Fault::Denied(message) = told("AccessDeniedException", 400) else { panic!("not denied") };
        assert!(message.contains("`dynamodb:PutItem` on `t`"), "{message}");
    }
}
