//! Operations, by direct call and over HTTP.

use headgate_aws::Revisions;
use headgate_lambda::{Environment, Failure, Handler, SettingError, TurnEngine, answer, revisions, turning};
use headgate_wire::{Call, CallError, Reply};
use serde_json::{Value, json};

/// The function.
pub(crate) struct Api {
    engine: TurnEngine,
    revisions: Revisions,
}

impl Handler for Api {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { engine: turning(environment)?, revisions: revisions(environment)? })
    }

    async fn handle(&self, event: Value) -> Result<Value, Failure> {
        match decode(event) {
            Request::Direct(call) => Ok(json!(self.answer(call).await?)),
            Request::Http(call) => Ok(response(self.answer(call).await)),
        }
    }
}

/// Where a call comes from, and the call if it can be read.
#[derive(Debug, PartialEq)]
enum Request {
    Direct(Result<Call, CallError>),
    Http(Result<Call, CallError>),
}

impl Api {
    async fn answer(&self, call: Result<Call, CallError>) -> Result<Reply, Failure> {
        match call {
            Ok(call) => answer(&self.engine, &self.revisions, call).await,
            Err(error) => Ok(Reply::Error(error)),
        }
    }
}

fn decode(event: Value) -> Request {
    if event["requestContext"]["http"].is_object() { Request::Http(body(&event)) } else { Request::Direct(envelope(event)) }
}

fn envelope(value: Value) -> Result<Call, CallError> {
    serde_json::from_value(value).map_err(|error| unreadable(&error.to_string()))
}

fn body(event: &Value) -> Result<Call, CallError> {
    if event["isBase64Encoded"] == true {
        return Err(unreadable("the body is binary: send it as `application/json`"));
    }
    let body = event["body"].as_str().unwrap_or_default();
    serde_json::from_str(body).map_err(|error| unreadable(&error.to_string()))
}

fn unreadable(why: &str) -> CallError {
    let message = format!("A call looks like {{\"operation\": \"GetDeployment\", \"input\": {{…}}}}: {why}");
    CallError { code: "SerializationException".to_owned(), message }
}

fn response(reply: Result<Reply, Failure>) -> Value {
    let (status, reply) = match reply {
        Ok(reply @ Reply::Output(_)) => (200, reply),
        Ok(reply @ Reply::Error(_)) => (400, reply),
        Err(failure) => {
            tracing::error!(%failure, "call failed");
            let (status, code) = if failure.is_transient() { (503, "ServiceUnavailable") } else { (500, "InternalFailure") };
            (status, Reply::Error(CallError { code: code.to_owned(), message: failure.to_string() }))
        }
    };
    json!({ "statusCode": status, "headers": { "content-type": "application/json" }, "body": json!(reply).to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_engine::Fault;

    fn get() -> Value {
        json!({ "operation": "GetDeployment", "input": { "deploymentId": "d-ABCDEF123" } })
    }

    #[test]
    fn an_envelope_is_the_same_directly_and_as_a_body() {
        let call = Call { operation: "GetDeployment".to_owned(), input: json!({ "deploymentId": "d-ABCDEF123" }) };
        assert_eq!(decode(get()), Request::Direct(Ok(call.clone())));
        let http = json!({ "version": "2.0", "requestContext": { "http": { "method": "POST" } }, "body": get().to_string() });
        assert_eq!(decode(http), Request::Http(Ok(call)));
    }

    #[test]
    fn a_sample_is_understood() {
        let event = serde_json::from_str(include_str!("../../../events/api/ListApplications.json")).unwrap();
        assert_eq!(decode(event), Request::Direct(Ok(Call { operation: "ListApplications".to_owned(), input: json!({}) })));
    }

    #[test]
    fn what_is_no_envelope_is_answered_so() {
        for wrong in [json!({}), json!([]), json!({ "operation": 1 }), json!({ "operation": "GetDeployment", "inptu": {} })] {
            let Request::Direct(Err(error)) = decode(wrong) else { panic!("an error") };
            assert_eq!(error.code, "SerializationException");
        }
        let http = json!({ "requestContext": { "http": {} }, "isBase64Encoded": true, "body": "e30=" });
        assert!(matches!(decode(http), Request::Http(Err(_))));
    }

    #[test]
    fn the_status_says_whose_turn_it_is() {
        let error = CallError { code: "DeploymentDoesNotExistException".to_owned(), message: String::new() };
        assert_eq!(response(Ok(Reply::Output(json!({}))))["statusCode"], 200);
        assert_eq!(response(Ok(Reply::Error(error)))["statusCode"], 400);
        let denied = response(Err(Fault::Denied("not allowed to perform dynamodb:GetItem".to_owned()).into()));
        assert_eq!(denied["statusCode"], 500);
        assert!(denied["body"].as_str().unwrap().contains("dynamodb:GetItem"), "whoever is let in by IAM is told what is missing");
        assert_eq!(response(Err(Fault::Transient("slow down".to_owned()).into()))["statusCode"], 503);
    }
}
