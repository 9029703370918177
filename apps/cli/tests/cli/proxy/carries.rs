//! What is carried to the function, and what comes back.

use crate::lambda::{Answer, Lambda};
use crate::proxy::client::Asked;
use crate::proxy::running::Running;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustix::process::Signal;
use serde_json::{Value, json};

/// Bytes that are no text.
const BINARY: [u8; 5] = [0xbf, 0x00, 0xff, 0xfe, 0x0a];

#[tokio::test]
async fn bytes_go_in_and_come_out_as_they_are() {
    let lambda = Lambda::answering(Answer::function(200, &json!({ "Content-Type": "x/y", "x-amzn-requestid": "theirs" }), &BINARY)).await;
    let proxy = Running::start(&lambda.endpoint, &[]).await;
    let got = Asked::json().body(BINARY.to_vec()).send(&proxy.endpoint).await;
    assert_eq!((got.status, got.body.as_slice()), (200, BINARY.as_slice()));
    assert_eq!((got.headers["content-type"].as_str(), got.headers["x-amzn-requestid"].as_str()), ("x/y", "theirs"));

    let invoked = lambda.invoked().pop().unwrap();
    assert_eq!(invoked.path, "POST /2015-03-31/functions/headgate-api/invocations");
    let id = invoked.event["requestContext"]["requestId"].as_str().unwrap().to_owned();
    assert_eq!(id.len(), 36);
    let expected = json!({
        "version": "2.0",
        "rawPath": "/",
        "rawQueryString": "",
        "headers": {
            "content-type": "application/x-amz-json-1.1",
            "user-agent": "aws-cli/2",
            "x-amz-target": "CodeDeploy_20141006.ListApplications",
        },
        "requestContext": { "http": { "method": "POST", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1" }, "requestId": id },
        "body": STANDARD.encode(BINARY),
        "isBase64Encoded": true,
    });
    assert_eq!(invoked.event, expected);
}

#[tokio::test]
async fn cbor_goes_by_its_path_and_its_headers() {
    let lambda = Lambda::answering(Answer::function(400, &json!({ "smithy-protocol": "rpc-v2-cbor" }), &BINARY)).await;
    let proxy = Running::start(&lambda.endpoint, &[]).await;
    let got = Asked::cbor().send(&proxy.endpoint).await;
    assert_eq!((got.status, got.headers["smithy-protocol"].as_str()), (400, "rpc-v2-cbor"));
    let event = lambda.invoked().pop().unwrap().event;
    assert_eq!(event["rawPath"], "/service/CodeDeploy_20141006/operation/ListApplications");
    let headers = json!({ "accept": "application/cbor", "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" });
    assert_eq!(event["headers"], headers);
}

#[tokio::test]
async fn a_signature_goes_nowhere_and_is_never_written() {
    let lambda = Lambda::answering(Answer::error(500, "ServiceException")).await;
    let proxy = Running::start(&lambda.endpoint, &["--verbose"]).await;
    Asked::json().send(&proxy.endpoint).await;
    let event: Value = lambda.invoked().pop().unwrap().event;
    proxy.signal(Signal::TERM);
    let said = proxy.end().await.said;
    for secret in ["AKIDCLIENT", "session-of-the-client", "20261105T110000Z", "choc=chip"] {
        assert!(!event.to_string().contains(secret), "{event}");
        assert!(!said.contains(secret), "{said}");
    }
}

#[tokio::test]
async fn a_connection_serves_more_than_one_request() {
    let lambda = Lambda::answering(Answer::empty()).await;
    let proxy = Running::start(&lambda.endpoint, &[]).await;
    let mut stream = Asked::json().with("connection", "").begin(&proxy.endpoint).await;
    lambda.arrival().await;
    let again = b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    tokio::io::AsyncWriteExt::write_all(&mut stream, again).await.unwrap();
    let both = crate::proxy::client::read(stream).await;
    assert!(String::from_utf8_lossy(&both.body).contains("HTTP/1.1 200"), "{both:?}");
    assert_eq!(lambda.invoked().len(), 2);
}

#[tokio::test]
async fn a_request_has_a_line_when_asked_for() {
    let lambda = Lambda::answering(Answer::empty()).await;
    let mut proxy = Running::start(&lambda.endpoint, &["--verbose"]).await;
    let _start = (proxy.says().await, proxy.says().await);
    Asked::cbor().send(&proxy.endpoint).await;
    let id = lambda.invoked().pop().unwrap().event["requestContext"]["requestId"].as_str().unwrap().to_owned();
    let line = proxy.says().await;
    assert!(line.starts_with("headgate proxy: ListApplications 200 ") && line.ends_with(&format!(" ms {id}")), "{line}");
}
