//! Reports of validation functions, over a URL that is open to everybody.

use crate::door::admit;
use headgate_engine::{EngineError, Fault};
use headgate_lambda::{Environment, Failure, Handler, Invocation, SettingError, WakeEngine, http, waking};
use headgate_wire::protocol::{self, Incoming, Request, Response};
use serde_json::Value;

/// The function.
pub(crate) struct Report {
    engine: WakeEngine,
}

impl Handler for Report {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { engine: waking(environment)? })
    }

    async fn handle(&self, event: Value, invocation: &Invocation) -> Result<Value, Failure> {
        if !http::is_http(&event) {
            return Err(Failure::unreadable("this is no request over a function URL"));
        }
        let response = match http::request(&event, invocation) {
            Ok(request) => self.answer(&request).await,
            Err(response) => response,
        };
        Ok(http::encode(response))
    }
}

impl Report {
    async fn answer(&self, request: &Request) -> Response {
        match admit(request) {
            Ok(Incoming { protocol, operation, input }) => {
                let answer = Box::pin(self.engine.take_report(input)).await.map_err(|error| told(&error));
                protocol::write(protocol, operation, &request.id, answer)
            }
            Err(response) => response,
        }
    }
}

/// What a stranger is told. A fault is for whoever reads the log.
fn told(error: &EngineError) -> protocol::Failure {
    let again = "The report could not be taken in: send it again";
    let failure = match error {
        EngineError::Refused(refusal) => return protocol::Failure::refused(refusal.code.as_str(), &refusal.message),
        EngineError::Fault(Fault::Transient(_)) => protocol::Failure::unavailable(again),
        EngineError::Fault(Fault::Denied(_) | Fault::Broken(_)) => protocol::Failure::internal(again),
    };
    tracing::error!(%error, "a report was not taken in");
    failure
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_engine::{Exception, Refusal};

    #[test]
    fn a_stranger_is_told_of_refusals_and_not_of_faults() {
        let refusal = Refusal::new(Exception::LifecycleEventAlreadyCompleted, "over");
        assert_eq!(told(&refusal.into()), protocol::Failure::refused("LifecycleEventAlreadyCompletedException", "over"));
        let (transient, denied, broken) =
            [Fault::Transient, Fault::Denied, Fault::Broken].map(|fault| told(&fault("table headgate-Table-1".to_owned()).into())).into();
        assert_eq!((transient.status, transient.code.as_str()), (503, "ServiceUnavailable"));
        for failure in [denied, broken] {
            assert_eq!((failure.status, failure.code.as_str()), (500, "InternalFailure"));
            assert!(!failure.message.contains("headgate"), "{}", failure.message);
        }
    }
}
