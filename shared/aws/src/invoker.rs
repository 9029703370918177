//! Asks the function `api`, once for each request, and says why there is no answer.

use crate::Clients;
use crate::clients::Lazy;
use crate::faults::{Asked, causes, printable, said};
use crate::hooks::{crash, never_started};
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_lambda::Client;
use aws_sdk_lambda::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_lambda::operation::invoke::InvokeError;
use aws_sdk_lambda::primitives::Blob;
use headgate_domain::FailureKind;
use std::error::Error;
use std::iter::successors;

const ACTION: &str = "lambda:InvokeFunction";
const MESSAGE_CHARS_MAX: usize = 1000;

/// Invokes one function and waits for its answer. An invocation is never repeated: nobody but the one who
/// asks knows whether it may happen twice.
#[derive(Debug)]
pub struct ApiInvoker {
    lambda: Lazy<Client>,
    function: String,
}

/// Why there is no answer, with a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// There are no credentials, or they do not allow the call. Nothing ran.
    Denied(String),
    /// Lambda had no room. Nothing ran, and a little later it may.
    Throttled(String),
    /// There is no such function here. Nothing ran.
    Missing(String),
    /// Lambda did not start the function, for another reason. Nothing ran.
    NotInvoked(String),
    /// The function ended without an answer. What it had done until then is done.
    Failed(String),
    /// Nobody knows whether it ran, or runs still.
    Unknown(String),
}

impl ApiInvoker {
    /// An invoker of the function with this name or ARN, with or without a version or alias.
    pub fn new(clients: &Clients, function: String) -> Self {
        Self { lambda: clients.later(Clients::lambda_answering), function }
    }

    /// Gives the function this payload, and gives back its own.
    ///
    /// # Errors
    ///
    /// [`NoAnswer`], when the function was not reached or did not end well.
    pub async fn invoke(&self, payload: Vec<u8>) -> Result<Vec<u8>, NoAnswer> {
        let call = self.lambda.invoke().function_name(&self.function).payload(Blob::new(payload));
        let answer = call.send().await.map_err(|error| self.no_answer(&error))?;
        let payload = answer.payload.map(Blob::into_inner).unwrap_or_default();
        match answer.function_error {
            None => Ok(payload),
            Some(how) => Err(NoAnswer::Failed(self.failed(&crash(&payload, &how)))),
        }
    }

    fn failed(&self, said: &str) -> String {
        printable(&format!("the function `{}` failed: {said}", self.function), MESSAGE_CHARS_MAX)
    }

    fn no_answer(&self, error: &SdkError<InvokeError>) -> NoAnswer {
        let function = &self.function;
        if let Some(missing) = credentials_missing(error) {
            return NoAnswer::Denied(missing);
        }
        let failure = Asked { action: ACTION, resource: function }.failure(error);
        let code = error.as_service_error().and_then(|service| service.code()).unwrap_or_default();
        match failure.kind {
            _ if code.starts_with("Expired") => {
                NoAnswer::Denied(format!("the credentials for `{ACTION}` on `{function}` have expired: renew them ({code})"))
            }
            FailureKind::Denied => {
                NoAnswer::Denied(format!("AWS refuses `{ACTION}` on `{function}` to these credentials: {}", said(error)))
            }
            FailureKind::Throttled => NoAnswer::Throttled(failure.message),
            FailureKind::Gone => NoAnswer::Missing(failure.message),
            FailureKind::Invalid => NoAnswer::NotInvoked(failure.message),
            FailureKind::Unknown if never_started(error) => NoAnswer::NotInvoked(failure.message),
            FailureKind::Unknown => NoAnswer::Unknown(failure.message),
        }
    }
}

/// What keeps the SDK from signing at all, such as a session that is over.
fn credentials_missing(error: &SdkError<InvokeError>) -> Option<String> {
    let mut causes = successors(error.source(), |&cause| cause.source());
    let missing = causes.find_map(|cause| cause.downcast_ref::<CredentialsError>())?;
    Some(no_credentials(missing))
}

/// The sentence for a person who has none.
fn no_credentials(why: &CredentialsError) -> String {
    printable(&format!("there are no credentials for AWS: sign in, or name a profile that has some: {}", causes(why)), MESSAGE_CHARS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{Answer, Fake};
    use aws_config::{BehaviorVersion, Region, SdkConfig};
    use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
    use serde_json::json;

    async fn invoked(answer: Answer) -> (Result<Vec<u8>, NoAnswer>, usize) {
        let fake = Fake::new(move |_| answer.clone());
        let answered = ApiInvoker::new(&fake.clients(), "headgate-api".to_owned()).invoke(b"{}".to_vec()).await;
        (answered, fake.asked().len())
    }

    #[tokio::test]
    async fn the_payload_goes_and_comes_as_it_is() {
        let fake = Fake::new(|_| Answer::Json(200, json!({ "statusCode": 200 })));
        let answered = ApiInvoker::new(&fake.clients(), "headgate-api:live".to_owned()).invoke(br#"{"a":1}"#.to_vec()).await;
        assert_eq!(answered, Ok(br#"{"statusCode":200}"#.to_vec()));
        let asked = fake.asked().pop().unwrap();
        assert_eq!(asked.what, "POST /2015-03-31/functions/headgate-api%3Alive/invocations");
        assert_eq!(asked.body, json!({ "a": 1 }));
    }

    #[tokio::test]
    async fn every_refusal_is_told_apart_and_asked_once() {
        type Kind = fn(String) -> NoAnswer;
        let expected: [(Answer, Kind); 10] = [
            (Answer::Error(403, "AccessDeniedException"), NoAnswer::Denied),
            (Answer::Error(403, "UnrecognizedClientException"), NoAnswer::Denied),
            (Answer::Error(403, "ExpiredTokenException"), NoAnswer::Denied),
            (Answer::Error(429, "TooManyRequestsException"), NoAnswer::Throttled),
            (Answer::Error(404, "ResourceNotFoundException"), NoAnswer::Missing),
            (Answer::Error(400, "InvalidParameterValueException"), NoAnswer::NotInvoked),
            (Answer::Error(409, "ResourceConflictException"), NoAnswer::NotInvoked),
            (Answer::Error(502, "InvalidRuntimeException"), NoAnswer::NotInvoked),
            (Answer::Error(500, "ServiceException"), NoAnswer::Unknown),
            (Answer::Silence, NoAnswer::Unknown),
        ];
        for (answer, kind) in expected {
            let (answered, calls) = invoked(answer).await;
            let why = answered.unwrap_err();
            assert_eq!((std::mem::discriminant(&why), calls), (std::mem::discriminant(&kind(String::new())), 1), "{why:?}");
            let sentence = format!("{why:?}");
            assert!(sentence.contains("`lambda:InvokeFunction` on `headgate-api`") && !sentence.contains(" { "), "{sentence}");
        }
    }

    #[tokio::test]
    async fn a_function_that_fails_is_quoted() {
        let body = br#"{"errorType":"Runtime.ExitError","errorMessage":"exit\nstatus 1"}"#.to_vec();
        let (answered, calls) = invoked(Answer::Raw(200, &[("x-amz-function-error", "Unhandled")], body)).await;
        let said = "the function `headgate-api` failed: Runtime.ExitError: exit\\nstatus 1".to_owned();
        assert_eq!((answered, calls), (Err(NoAnswer::Failed(said)), 1));
    }

    #[derive(Debug)]
    struct SignedOut;

    impl ProvideCredentials for SignedOut {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::ready(Err(CredentialsError::provider_error("the session is over")))
        }
    }

    #[tokio::test]
    async fn without_credentials_nothing_is_asked() {
        let config = SdkConfig::builder().behavior_version(BehaviorVersion::v2026_01_12()).region(Region::new("eu-west-1"));
        let config = config.http_client(aws_smithy_runtime_api::client::http::SharedHttpClient::new(Fake::new(|_| Answer::Silence)));
        let clients = Clients::over(config.credentials_provider(SharedCredentialsProvider::new(SignedOut)).build());
        let answered = ApiInvoker::new(&clients, "headgate-api".to_owned()).invoke(Vec::new()).await;
        let Err(NoAnswer::Denied(why)) = answered else { panic!("{answered:?}") };
        assert!(why.contains("the session is over"), "{why}");
    }
}
