//! What is let in: one operation, in the two protocols of CodeDeploy's clients.

use headgate_wire::Exception;
use headgate_wire::protocol::{CODEDEPLOY, Failure, Incoming, Protocol, Request, Response, fail, read};

/// A report has some 200 bytes.
const BODY_BYTES_MAX: usize = 4096;
const OPERATION: &str = "PutLifecycleEventHookExecutionStatus";

/// Reads a request, if it is a report. Nothing of its body is looked at before its size.
///
/// # Errors
///
/// The response to anything else.
pub(crate) fn admit(request: &Request) -> Result<Incoming, Response> {
    let protocol = Protocol::of(request);
    let refused = |failure: Failure| Err(fail(spoken(protocol), &request.id, &failure));
    if request.body.len() > BODY_BYTES_MAX {
        let message = format!("The body has {} bytes: give at most {BODY_BYTES_MAX}", request.body.len());
        return refused(Failure { status: 413, ..Failure::refused("RequestEntityTooLargeException", message) });
    }
    if protocol == Protocol::Envelope && request.method == "POST" {
        return refused(unknown(format!("`x-amz-target` is missing: give `{CODEDEPLOY}.{OPERATION}`")));
    }
    let incoming = read(request)?;
    if incoming.operation.name != OPERATION {
        let name = incoming.operation.name;
        return refused(unknown(format!("`{name}` is not answered here, only `{OPERATION}` is: ask Headgate's function `api` for it")));
    }
    Ok(incoming)
}

/// Headgate's own envelope is not spoken here.
fn spoken(protocol: Protocol) -> Protocol {
    match protocol {
        Protocol::RpcV2Cbor => Protocol::RpcV2Cbor,
        Protocol::AwsJson | Protocol::Envelope => Protocol::AwsJson,
    }
}

fn unknown(message: String) -> Failure {
    Failure::refused(Exception::UnknownOperation.as_str(), message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_lambda::{Invocation, http};
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    fn sample(text: &str) -> Result<Incoming, Response> {
        let event: Value = serde_json::from_str(text).unwrap();
        assert!(http::is_http(&event));
        let invocation = Invocation { id: "1".to_owned(), function_arn: String::new() };
        admit(&http::request(&event, &invocation).unwrap())
    }

    fn request(headers: &[(&str, &str)], body: &[u8]) -> Request {
        let headers: BTreeMap<String, String> = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Request { id: "1".to_owned(), method: "POST".to_owned(), path: "/".to_owned(), headers, body: body.to_vec() }
    }

    /// The status and the exception.
    fn refused(admitted: Result<Incoming, Response>) -> (u16, String) {
        let response = admitted.unwrap_err();
        (response.status, response.headers.get("x-amzn-errortype").cloned().unwrap_or_default())
    }

    #[test]
    fn a_report_comes_in_by_both_protocols() {
        let report = json!({
            "deploymentId": "d-ABCDEF123",
            "lifecycleEventHookExecutionId": "7c3f9d0a5b1e4f6287d90c1b2a3e4f5061728394a5b6c7d8e9f0011223344556",
            "status": "Succeeded",
        });
        let samples = [
            (include_str!("../../../events/report/json.json"), Protocol::AwsJson),
            (include_str!("../../../events/report/cbor.json"), Protocol::RpcV2Cbor),
        ];
        for (text, protocol) in samples {
            let incoming = sample(text).unwrap();
            assert_eq!((incoming.protocol, incoming.operation.name, incoming.input), (protocol, OPERATION, report.clone()));
        }
    }

    #[test]
    fn nothing_else_comes_in() {
        let unknown = |status| (status, "UnknownOperationException".to_owned());
        assert_eq!(refused(sample(include_str!("../../../events/report/wrong-operation.json"))), unknown(400));
        assert_eq!(sample(include_str!("../../../events/report/get.json")).unwrap_err().status, 405);
        for operation in ["GetDeployment", "CreateDeployment", "AbandonRollback", "Nothing", ""] {
            let target = format!("CodeDeploy_20141006.{operation}");
            assert_eq!(refused(admit(&request(&[("x-amz-target", &target)], b"{}"))), unknown(400), "{operation}");
        }
        let own = request(&[("x-amz-target", "Headgate_20261121.AbandonRollback")], b"{}");
        assert_eq!(refused(admit(&own)), unknown(400));
        let envelope = br#"{"operation":"PutLifecycleEventHookExecutionStatus","input":{}}"#;
        assert_eq!(refused(admit(&request(&[("content-type", "application/json")], envelope))), unknown(400));
        let elsewhere = Request {
            path: "/service/CodeDeploy_20141006/operation/ListApplications".to_owned(),
            ..request(&[("smithy-protocol", "rpc-v2-cbor")], b"")
        };
        assert_eq!(refused(admit(&elsewhere)), unknown(400));
    }

    #[test]
    fn what_cannot_be_read_is_the_clients_mistake() {
        let target = ("x-amz-target", "CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus");
        let unreadable = |status| (status, "SerializationException".to_owned());
        assert_eq!(refused(admit(&request(&[target, ("content-type", "text/plain")], b"{}"))), unreadable(415));
        for body in [&b"{"[..], b"[]", b"\"\"", b"\xff\xfe", b"{\"status\":\"a\",\"status\":\"b\"}"] {
            assert_eq!(refused(admit(&request(&[target], body))), unreadable(400), "{body:?}");
        }
    }

    #[test]
    fn the_size_goes_before_everything() {
        let too_large = (413, "RequestEntityTooLargeException".to_owned());
        assert_eq!(refused(sample(include_str!("../../../events/report/too-large.json"))), too_large);
        let target = ("x-amz-target", "CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus");
        let of_bytes = |bytes: usize| format!("{{}}{}", " ".repeat(bytes - 2)).into_bytes();
        assert!(admit(&request(&[target], &of_bytes(4096))).is_ok());
        assert_eq!(refused(admit(&request(&[target], &of_bytes(4097)))), too_large);
        assert_eq!(refused(admit(&request(&[], &vec![0xff; 5000]))), too_large);
        let cbor = admit(&request(&[("smithy-protocol", "rpc-v2-cbor")], &vec![0xff; 5000])).unwrap_err();
        assert_eq!((cbor.status, cbor.headers["content-type"].as_str()), (413, "application/cbor"));
    }
}
