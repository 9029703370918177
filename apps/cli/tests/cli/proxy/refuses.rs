//! What the proxy answers itself.

use crate::lambda::{Answer, Lambda};
use crate::proxy::client::{Asked, Got};
use crate::proxy::running::Running;
use std::collections::BTreeMap;

/// What a client gets when Lambda answers this, and how often the function was asked.
async fn carried(answer: Answer, asked: Asked) -> (Got, usize) {
    let lambda = Lambda::answering(answer).await;
    let proxy = Running::start(&lambda.endpoint, &[]).await;
    let got = asked.send(&proxy.endpoint).await;
    (got, lambda.invoked().len())
}

#[tokio::test]
async fn what_lambda_refuses_is_told_in_codedeploys_manner_and_asked_once() {
    for (answer, status, code) in [
        (Answer::error(403, "AccessDeniedException"), 400, "AccessDeniedException"),
        (Answer::error(403, "ExpiredTokenException"), 400, "AccessDeniedException"),
        (Answer::error(429, "TooManyRequestsException"), 400, "ThrottlingException"),
        (Answer::error(404, "ResourceNotFoundException"), 400, "ResourceNotFoundException"),
        (Answer::error(500, "ServiceException"), 503, "ServiceUnavailable"),
    ] {
        let (got, calls) = carried(answer, Asked::json()).await;
        let (said_status, said_code, message) = got.error();
        assert_eq!((said_status, said_code.as_str(), calls), (status, code, 1), "{message}");
        assert!(message.contains("`lambda:InvokeFunction` on `headgate-api`"), "{message}");
    }
}

#[tokio::test]
async fn a_function_that_fails_is_quoted() {
    let body = r#"{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}"#.to_owned();
    let (got, calls) = carried(Answer { status: 200, error: None, function_error: true, body }, Asked::json()).await;
    let said = "the function `headgate-api` failed: Runtime.ExitError: exit status 1";
    assert_eq!((got.error(), calls), ((500, "InternalFailure".to_owned(), said.to_owned()), 1));
}

#[tokio::test]
async fn another_function_is_found_out() {
    let body = r#"{"output":{}}"#.to_owned();
    let (got, _) = carried(Answer { status: 200, error: None, function_error: false, body }, Asked::json()).await;
    let (status, code, message) = got.error();
    assert_eq!((status, code.as_str()), (500, "InternalFailure"));
    assert!(message.contains("does not answer as Headgate's `api` does"), "{message}");
}

#[tokio::test]
async fn a_client_that_speaks_cbor_is_answered_in_cbor() {
    let (got, _) = carried(Answer::error(429, "TooManyRequestsException"), Asked::cbor()).await;
    assert_eq!((got.status, got.headers["content-type"].as_str()), (400, "application/cbor"));
    assert_eq!(got.headers["smithy-protocol"], "rpc-v2-cbor");
    assert_eq!(got.headers["x-amzn-requestid"].len(), 36);
    let error: BTreeMap<String, String> = minicbor::decode(&got.body).unwrap();
    assert_eq!(error["__type"], "ThrottlingException");
    assert!(error["message"].contains("throttled"), "{error:?}");
}

#[tokio::test]
async fn a_failure_has_a_line_without_being_asked_for() {
    let lambda = Lambda::answering(Answer::error(429, "TooManyRequestsException")).await;
    let mut proxy = Running::start(&lambda.endpoint, &[]).await;
    let _start = (proxy.says().await, proxy.says().await);
    Asked::json().send(&proxy.endpoint).await;
    let line = proxy.says().await;
    assert!(line.starts_with("headgate proxy: ListApplications 400 ") && line.contains(" ThrottlingException: "), "{line}");
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_carried() {
    const MAX: usize = 1024 * 1024;
    let (got, calls) = carried(Answer::empty(), Asked::json().body(vec![b' '; MAX])).await;
    assert_eq!((got.status, calls), (200, 1));
    for length in [MAX + 1, 8 * MAX] {
        let (got, calls) = carried(Answer::empty(), Asked::json().body(vec![b' '; length])).await;
        let (status, code, message) = got.error();
        assert_eq!((status, code.as_str(), calls), (413, "RequestEntityTooLargeException", 0), "{message}");
    }
}

#[tokio::test]
async fn a_web_page_is_not_let_in() {
    for (asked, said) in [
        (Asked::json().with("host", "evil.example:8014"), "`Host` is `evil.example:8014`"),
        (Asked::json().with("host", ""), "no header `Host`"),
        (Asked::json().with("host", "10.0.0.1:8014"), "`Host` is `10.0.0.1:8014`"),
        (Asked::json().to("POST", "http://evil.example/"), "`Host` is `evil.example`"),
        (Asked::json().with("origin", "http://localhost:8014"), "`Origin`"),
        (Asked::json().with("origin", "null"), "`Origin`"),
    ] {
        let (got, calls) = carried(Answer::empty(), asked).await;
        let (status, code, message) = got.error();
        assert_eq!((status, code.as_str(), calls), (403, "AccessDeniedException", 0), "{message}");
        assert!(message.contains(said), "{message}");
    }
    let (got, calls) = carried(Answer::empty(), Asked::json().with("host", "localhost:9000")).await;
    assert_eq!((got.status, calls), (200, 1));
}

#[tokio::test]
async fn everybody_is_let_in_where_that_is_wanted() {
    let lambda = Lambda::answering(Answer::empty()).await;
    let proxy = Running::start(&lambda.endpoint, &["--allow-remote"]).await;
    let asked = Asked::json().with("host", "headgate.internal:8014").with("origin", "https://headgate.internal");
    assert_eq!(asked.send(&proxy.endpoint).await.status, 200);
}

#[tokio::test]
async fn what_is_no_call_is_not_carried() {
    for (method, path, refused) in [("GET", "/", 405), ("POST", "/2015-03-31/functions/headgate-api/invocations", 404)] {
        let (got, calls) = carried(Answer::empty(), Asked::json().to(method, path)).await;
        let (status, code, message) = got.error();
        assert_eq!((status, code.as_str(), calls), (refused, "UnknownOperationException", 0), "{message}");
    }
}
