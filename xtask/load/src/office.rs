//! The API in this process: bytes in, bytes out.

use crate::Clerk;
use headgate_domain::Account;
use headgate_engine::{Access, ApiError, Class, Engine, Fault, Installation, Object, S3Location, Source, Store};
use headgate_wire::protocol::{Failure, Incoming, Request, Response, read, write};
use serde_json::Value;
use std::future::{Ready, ready};

/// An engine over a store, which answers requests.
pub struct Office<S> {
    /// The engine.
    pub engine: Engine<S, Clerk>,
}

impl<S: Store> Office<S> {
    /// An office over a store.
    pub fn new(store: S) -> Self {
        Self { engine: Engine::new(store, Clerk::default(), source(), installation()) }
    }

    /// The response to a request. Whoever asks may do everything.
    pub async fn answer(&self, request: &Request) -> Response {
        match read(request) {
            Ok(Incoming { protocol, operation, input }) => {
                let answer = self.call(operation.name, input).await.map_err(failure);
                write(protocol, operation, &request.id, answer)
            }
            Err(response) => response,
        }
    }

    /// The answer to a call. Whoever asks may do everything.
    ///
    /// # Errors
    ///
    /// As [`Engine::call`] has them.
    pub async fn call(&self, operation: &str, input: Value) -> Result<Value, ApiError> {
        Box::pin(self.engine.call(operation, input, &Access::administrator().into(), self.engine.actuator(), nothing)).await
    }
}

fn failure(ApiError { code, message, class }: ApiError) -> Failure {
    match class {
        Class::Caller | Class::Conflict => Failure::refused(code, message),
        Class::Transient => Failure::unavailable(message),
        Class::Fault => Failure::internal(message),
    }
}

/// There is nothing in S3.
#[expect(clippy::needless_pass_by_value, reason = "it stands where an object would be fetched")]
fn nothing(location: S3Location) -> Ready<Result<Object, Fault>> {
    ready(Err(Fault::Broken(format!("s3:GetObject: there is no `{}` in `{}`", location.key, location.bucket))))
}

/// An installation in nobody's account.
pub fn installation() -> Installation {
    let account = Account { partition: "aws".to_owned(), region: "us-east-1".to_owned(), id: "123456789012".to_owned() };
    Installation { account, poll_seconds: 30, retention_days: None }
}

/// The clock and chance of this machine.
///
/// # Panics
///
/// When the system gives no random bytes.
pub fn source() -> Source {
    Source::new(jiff::Timestamp::now, |bytes| getrandom::fill(bytes).expect("the system gives random bytes"))
}
