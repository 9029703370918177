//! Which operation a request means, and what is none.

use crate::{cbor, envelope, json, refused, request, said, understood};
use headgate_wire::OPERATIONS;
use headgate_wire::protocol::{CODEDEPLOY, HEADGATE, Request};
use serde_json::Value;

fn with(mut request: Request, name: &str, value: &str) -> Request {
    request.headers.insert(name.to_owned(), value.to_owned());
    request
}

#[test]
fn every_operation_is_its_own_service_s_in_both_protocols() {
    for operation in OPERATIONS {
        let (home, other) = if operation.of_codedeploy { (CODEDEPLOY, HEADGATE) } else { (HEADGATE, CODEDEPLOY) };
        let calls = |service: &str| {
            let target = format!("{service}.{}", operation.name);
            let path = format!("/service/{service}/operation/{}", operation.name);
            [request("/", &[("x-amz-target", &target)], "{}"), request(&path, &[("smithy-protocol", "rpc-v2-cbor")], b"\xa0")]
        };
        for call in calls(home) {
            assert_eq!(understood(&call).0, operation.name);
        }
        let [by_target, by_path] = calls(other);
        let (status, code, message) = said(&by_target);
        assert_eq!((status, code.as_str()), (400, "UnknownOperationException"));
        assert!(message.contains(&format!("ask `{home}`")), "{message}");
        assert_eq!(refused(&by_path).status, 400);
    }
}

#[test]
fn a_path_may_have_a_prefix() {
    let call = request("/prod/service/CodeDeploy_20141006/operation/ListApplications", &[("smithy-protocol", "rpc-v2-cbor")], "");
    assert_eq!(understood(&call).0, "ListApplications");
}

#[test]
fn what_means_no_operation_is_answered_so() {
    let target = |target: &str| with(json("ListApplications", "{}"), "x-amz-target", target);
    let path = |path: &str| Request { path: path.to_owned(), ..json("ListApplications", "{}") };
    let unknown = [
        (json("Deploy", "{}"), 400, "There is no operation `Deploy`"),
        (json("listApplications", "{}"), 400, "There is no operation `listApplications`"),
        (json("ListApplications.", "{}"), 400, "There is no operation `ListApplications.`"),
        (target("ListApplications"), 400, "`x-amz-target` is `ListApplications`"),
        (target(""), 400, "`x-amz-target` is ``"),
        (target("CodeDeploy_20990101.ListApplications"), 400, "There is no service `CodeDeploy_20990101`"),
        (request("/", &[("content-type", "application/x-amz-json-1.1")], "{}"), 400, "`x-amz-target` is missing"),
        (path("/x"), 404, "There is nothing at the path `/x`: give `/`"),
        (Request { path: "/x".to_owned(), ..envelope("{}") }, 404, "There is nothing at the path `/x`"),
        (Request { method: "GET".to_owned(), ..envelope("") }, 405, "The method is `GET`: give `POST`"),
    ];
    for (call, status, why) in unknown {
        let (found, code, message) = said(&call);
        assert_eq!((found, code.as_str()), (status, "UnknownOperationException"), "{message}");
        assert!(message.contains(why), "{message}");
    }
    let get = refused(&Request { method: "GET".to_owned(), ..json("ListApplications", "") });
    assert_eq!((get.status, get.headers["allow"].as_str()), (405, "POST"));
    for path in ["/", "", "/service/CodeDeploy_20141006/ListApplications", "/operation/ListApplications"] {
        let response = refused(&Request { path: path.to_owned(), ..cbor("ListApplications", "") });
        assert_eq!((response.status, response.headers["x-amzn-errortype"].as_str()), (404, "UnknownOperationException"), "{path}");
    }
}

#[test]
fn a_body_of_another_type_is_not_read() {
    for (call, remedy) in [
        (with(json("ListApplications", "{}"), "content-type", "application/x-amz-json-2.0"), "give `application/x-amz-json-1.1`"),
        (with(json("ListApplications", "{}"), "content-type", "text/plain"), "give `application/x-amz-json-1.1`"),
        (with(envelope("{}"), "content-type", "application/x-www-form-urlencoded"), "give `application/json`"),
    ] {
        let (status, code, message) = said(&call);
        assert_eq!((status, code.as_str()), (415, "SerializationException"));
        assert!(message.contains(remedy), "{message}");
    }
    let json_for_cbor = with(cbor("ListApplications", "{}"), "content-type", "application/json");
    assert_eq!(refused(&json_for_cbor).status, 415);
}

#[test]
fn a_request_that_speaks_two_protocols_or_none_is_refused() {
    for call in [
        with(cbor("ListApplications", ""), "x-amz-target", "CodeDeploy_20141006.DeleteApplication"),
        with(cbor("ListApplications", ""), "x-amzn-target", "CodeDeploy_20141006.DeleteApplication"),
        with(cbor("ListApplications", ""), "smithy-protocol", "rpc-v2-json"),
        request("/service/CodeDeploy_20141006/operation/ListApplications", &[("content-type", "application/cbor")], ""),
    ] {
        let response = refused(&call);
        assert_eq!((response.status, response.headers["x-amzn-errortype"].as_str()), (400, "SerializationException"));
        assert_eq!(response.headers["content-type"], "application/cbor");
    }
}

#[test]
fn all_tries_of_a_call_have_one_token() {
    let tried = |request: Request, id: &str| understood(&with(request, "amz-sdk-invocation-id", id)).1["clientRequestToken"].clone();
    let id = "0b4c3a52-0000-4000-8000-000000000000";
    assert_eq!(tried(json("CreateDeployment", "{}"), id), id);
    assert_eq!(tried(cbor("CreateDeployment", [0xa0]), id), id);
    assert_eq!(tried(json("CreateDeployment", r#"{"clientRequestToken": "mine"}"#), id), "mine");
    assert_eq!(tried(json("CreateApplication", "{}"), id), Value::Null, "it has no token");
    for no_token in ["", "with a space", &"x".repeat(257)] {
        assert_eq!(tried(json("CreateDeployment", "{}"), no_token), Value::Null, "{no_token}");
    }
}
