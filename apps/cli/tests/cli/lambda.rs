//! Lambda, as a test says it: what is invoked is remembered, and answered in turn.

use crate::endpoint::{Answered, scope, serve};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

/// What Lambda answers.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) error: Option<&'static str>,
    pub(crate) function_error: bool,
    pub(crate) body: String,
}

/// A call of `Invoke`.
#[derive(Clone, Debug)]
pub(crate) struct Invoked {
    pub(crate) path: String,
    /// The access key that it is signed with, and the region: `AKIDPROXY for eu-west-1`.
    pub(crate) signed: String,
    /// Its payload, which is the function's event.
    pub(crate) event: Value,
}

/// A Lambda, for as long as the test runs.
pub(crate) struct Lambda {
    pub(crate) endpoint: String,
    shared: Arc<Shared>,
}

type Answering = dyn Fn(&Invoked) -> Answer + Send + Sync;

struct Shared {
    answer: Box<Answering>,
    invoked: Mutex<Vec<Invoked>>,
    arrived: Semaphore,
    may_end: Semaphore,
}

impl Answer {
    /// The function answers this, as a function URL's does.
    pub(crate) fn function(status: u16, headers: &Value, body: &[u8]) -> Self {
        let answer = json!({ "statusCode": status, "headers": headers, "body": STANDARD.encode(body), "isBase64Encoded": true });
        Self { status: 200, error: None, function_error: false, body: answer.to_string() }
    }

    /// The function answers an empty object.
    pub(crate) fn empty() -> Self {
        Self::function(200, &json!({}), b"{}")
    }

    /// Lambda itself answers this error.
    pub(crate) fn error(status: u16, code: &'static str) -> Self {
        Self { status, error: Some(code), function_error: false, body: json!({ "message": "because" }).to_string() }
    }
}

impl Lambda {
    /// A Lambda that gives every call this answer.
    pub(crate) async fn answering(answer: Answer) -> Self {
        Self::asking(move |_| answer.clone()).await
    }

    /// A Lambda whose answers are made up as calls come.
    pub(crate) async fn asking(answer: impl Fn(&Invoked) -> Answer + Send + Sync + 'static) -> Self {
        Self::start(Box::new(answer), Semaphore::MAX_PERMITS).await
    }

    /// A Lambda whose function runs until [`Lambda::end_one`].
    pub(crate) async fn holding(answer: Answer) -> Self {
        Self::start(Box::new(move |_| answer.clone()), 0).await
    }

    async fn start(answer: Box<Answering>, may_end: usize) -> Self {
        let shared = Arc::new(Shared { answer, invoked: Mutex::default(), arrived: Semaphore::new(0), may_end: Semaphore::new(may_end) });
        let answering = Arc::clone(&shared);
        let endpoint = serve(move |request| crate::lambda::answer(request, Arc::clone(&answering))).await;
        Self { endpoint, shared }
    }

    /// Every call so far.
    pub(crate) fn invoked(&self) -> Vec<Invoked> {
        self.shared.invoked.lock().unwrap().clone()
    }

    /// Every call since the last time this was asked.
    pub(crate) fn take_invoked(&self) -> Vec<Invoked> {
        std::mem::take(&mut self.shared.invoked.lock().unwrap())
    }

    /// Waits until one more call has arrived.
    pub(crate) async fn arrival(&self) {
        self.shared.arrived.acquire().await.unwrap().forget();
    }

    /// Lets one call end.
    pub(crate) fn end_one(&self) {
        self.shared.may_end.add_permits(1);
    }
}

async fn answer(request: Request<Incoming>, shared: Arc<Shared>) -> Answered {
    let (head, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let path = format!("{} {}", head.method, head.uri.path());
    let [key, region, _] = scope(head.headers["authorization"].to_str().unwrap());
    let signed = format!("{key} for {region}");
    let invoked = Invoked { path, signed, event: serde_json::from_slice(&body).unwrap_or_default() };
    shared.invoked.lock().unwrap().push(invoked.clone());
    shared.arrived.add_permits(1);
    shared.may_end.acquire().await.unwrap().forget();
    let Answer { status, error, function_error, body } = (shared.answer)(&invoked);
    let mut response = Response::builder().status(status);
    if let Some(error) = error {
        response = response.header("x-amzn-errortype", error);
    }
    if function_error {
        response = response.header("x-amz-function-error", "Unhandled");
    }
    response.body(Full::new(Bytes::from(body))).unwrap()
}
