//! A function URL's event, answered: HTTP's side of a function that is called over it.

use crate::{Failure, Invocation, Signatory, Signer};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use headgate_wire::protocol::{self, Incoming, Protocol, Request, Response};
use headgate_wire::{Call, CallError, Exception, Reply};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::future::Future;

/// Whether an event is a request over HTTP, in the payload format 2.0 of function URLs.
pub fn is_http(event: &Value) -> bool {
    event["requestContext"]["http"].is_object()
}

/// Answers an event in the protocol of its request. `respond` is asked for every call that can be read; what it fails
/// at is the service's fault, and is logged.
pub async fn answer<F>(event: &Value, invocation: &Invocation, respond: impl FnOnce(Call, Signer) -> F) -> Value
where
    F: Future<Output = Result<Reply, Failure>>,
{
    let response = match request(event, invocation) {
        Ok(request) => match protocol::read(&request) {
            Ok(Incoming { protocol, operation, input }) => {
                let call = Call { operation: operation.name.to_owned(), input };
                let answer = outcome(respond(call, signer(event)).await);
                protocol::write(protocol, operation, &request.id, answer)
            }
            Err(response) => response,
        },
        Err(response) => response,
    };
    encode(response)
}

/// The request that an event carries.
///
/// # Errors
///
/// The response where it carries none.
pub fn request(event: &Value, invocation: &Invocation) -> Result<Request, Response> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let context = &event["requestContext"];
    let id = Some(text(&context["requestId"])).filter(|id| !id.is_empty()).unwrap_or_else(|| invocation.id.clone());
    let headers: BTreeMap<String, String> = event["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.to_ascii_lowercase(), value.as_str()?.to_owned())))
        .collect();
    let mut request = Request { id, method: text(&context["http"]["method"]), path: text(&event["rawPath"]), headers, body: vec![] };
    let body = text(&event["body"]);
    request.body = if event["isBase64Encoded"] == true {
        STANDARD.decode(body).map_err(|error| {
            let message = format!("The event's `body` is no Base64: {error}");
            let failure = protocol::Failure::refused(Exception::Serialization.as_str(), message);
            protocol::fail(Protocol::of(&request), &request.id, &failure)
        })?
    } else {
        body.into_bytes()
    };
    Ok(request)
}

/// Lambda calls the account of a URL that is open to everybody `anonymous`; what it has verified stands under `iam`.
fn signer(event: &Value) -> Signer {
    let context = &event["requestContext"];
    let iam = &context["authorizer"]["iam"];
    match (iam["userArn"].as_str(), iam["accountId"].as_str()) {
        (Some(user_arn), Some(account_id)) => Signer::Known(Signatory { user_arn: user_arn.to_owned(), account_id: account_id.to_owned() }),
        _ if context["accountId"] == "anonymous" => Signer::Anonymous,
        _ if context["domainName"].is_string() => Signer::Unknown,
        _ => Signer::Unsaid,
    }
}

fn outcome(answer: Result<Reply, Failure>) -> Result<Value, protocol::Failure> {
    match answer {
        Ok(Reply::Output(output)) => Ok(output),
        Ok(Reply::Error(CallError { code, message })) => Err(protocol::Failure::refused(code, message)),
        Err(failure) => {
            tracing::error!(%failure, "call failed");
            let whose = if failure.is_transient() { protocol::Failure::unavailable } else { protocol::Failure::internal };
            Err(whose(failure.to_string()))
        }
    }
}

/// The event's answer that carries a response.
pub fn encode(Response { status, headers, body }: Response) -> Value {
    let (body, is_base64) = match String::from_utf8(body) {
        Ok(text) => (text, false),
        Err(bytes) => (STANDARD.encode(bytes.as_bytes()), true),
    };
    json!({ "statusCode": status, "headers": headers, "body": body, "isBase64Encoded": is_base64 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_engine::Fault;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// An event as a function URL sends it, with this body.
    fn event(body: &str, headers: &Value) -> Value {
        json!({
            "version": "2.0",
            "rawPath": "/",
            "rawQueryString": "",
            "headers": headers,
            "requestContext": {
                "accountId": "123456789012",
                "domainName": "abc.lambda-url.eu-west-1.on.aws",
                "http": { "method": "POST", "path": "/" },
                "requestId": "r-1",
                "authorizer": { "iam": { "accountId": "123456789012", "userArn": "arn:aws:iam::123456789012:user/anna" } }
            },
            "body": body,
            "isBase64Encoded": false
        })
    }

    fn get(body: &str) -> Value {
        event(body, &json!({ "X-Amz-Target": "CodeDeploy_20141006.GetApplication", "content-type": "application/x-amz-json-1.1" }))
    }

    fn answered(event: &Value, answer: Result<Reply, Failure>) -> (Value, Option<(Call, Signer)>) {
        let invocation = Invocation { id: "of-the-invocation".to_owned(), function_arn: String::new() };
        let mut asked = None;
        let respond = |call, signer| {
            asked = Some((call, signer));
            std::future::ready(answer)
        };
        let said = match pin!(super::answer(event, &invocation, respond)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(said) => said,
            Poll::Pending => panic!("nothing to wait for"),
        };
        (said, asked)
    }

    #[test]
    fn a_call_is_read_and_answered() {
        let (said, asked) = answered(&get(r#"{"applicationName": "shop"}"#), Ok(Reply::Output(json!({ "application": {} }))));
        let (call, signer) = asked.expect("a call");
        assert_eq!(call, Call { operation: "GetApplication".to_owned(), input: json!({ "applicationName": "shop" }) });
        let anna = Signatory { user_arn: "arn:aws:iam::123456789012:user/anna".to_owned(), account_id: "123456789012".to_owned() };
        assert_eq!(signer, Signer::Known(anna));
        let headers = json!({ "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r-1" });
        assert_eq!(said, json!({ "statusCode": 200, "headers": headers, "body": r#"{"application":{}}"#, "isBase64Encoded": false }));
    }

    #[test]
    fn what_is_binary_goes_as_base64() {
        let mut event = event("oA==", &json!({ "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" }));
        event["isBase64Encoded"] = json!(true);
        event["rawPath"] = json!("/service/CodeDeploy_20141006/operation/ListApplications");
        let (said, asked) = answered(&event, Ok(Reply::Output(json!({}))));
        assert_eq!(asked.expect("a call").0.input, json!({}));
        assert_eq!((&said["statusCode"], &said["isBase64Encoded"], &said["body"]), (&json!(200), &json!(true), &json!("oA==")));
    }

    #[test]
    fn who_signed_is_what_lambda_says() {
        let of = |change: fn(&mut Value)| {
            let mut event = get("{}");
            change(&mut event["requestContext"]);
            signer(&event)
        };
        assert!(matches!(of(|_| ()), Signer::Known(_)));
        assert_eq!(of(|context| context["authorizer"] = Value::Null), Signer::Unknown);
        let open = |context: &mut Value| {
            context["authorizer"] = Value::Null;
            context["accountId"] = json!("anonymous");
        };
        assert_eq!(of(open), Signer::Anonymous);
        let proxied = |context: &mut Value| *context = json!({ "http": { "method": "POST" } });
        assert_eq!(of(proxied), Signer::Unsaid);
    }

    #[test]
    fn the_status_says_whose_turn_it_is() {
        let refused = Reply::Error(CallError { code: "ApplicationDoesNotExistException".to_owned(), message: "none".to_owned() });
        let (said, _) = answered(&get("{}"), Ok(refused));
        assert_eq!((&said["statusCode"], &said["headers"]["x-amzn-errortype"]), (&json!(400), &json!("ApplicationDoesNotExistException")));
        let (said, _) = answered(&get("{}"), Err(Fault::Denied("not allowed to perform dynamodb:GetItem".to_owned()).into()));
        assert_eq!(said["statusCode"], 500);
        assert!(said["body"].as_str().unwrap().contains("dynamodb:GetItem"), "whoever is let in by IAM is told what is missing");
        let (said, _) = answered(&get("{}"), Err(Fault::Transient("slow down".to_owned()).into()));
        assert_eq!(said["statusCode"], 503);
    }

    #[test]
    fn what_is_no_call_is_answered_and_not_asked() {
        let mut not_base64 = get("%");
        not_base64["isBase64Encoded"] = json!(true);
        for event in [not_base64, get("{"), json!({ "requestContext": { "http": {} } })] {
            let (said, asked) = answered(&event, Ok(Reply::Output(json!({}))));
            assert_eq!(asked, None);
            assert!((400..500).contains(&said["statusCode"].as_u64().unwrap()), "{said}");
        }
        let (said, _) = answered(&json!({ "requestContext": { "http": {} } }), Ok(Reply::Output(json!({}))));
        assert_eq!(said["headers"]["x-amzn-requestid"], "of-the-invocation");
    }

    #[test]
    fn an_event_of_another_kind_is_none() {
        assert!(is_http(&get("{}")));
        for other in [json!({}), json!([]), json!({ "operation": "GetDeployment" }), json!({ "requestContext": { "http": true } })] {
            assert!(!is_http(&other));
        }
    }
}
