//! A proxy that stands between functions and the emulator: counts calls, and makes them go wrong.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::runtime::{Builder, Runtime};

/// A call that a function made.
#[derive(Clone, Debug)]
pub struct Call {
    /// When it arrived.
    pub at: Instant,
    /// Who made it: the application that the client names itself, which is the function's name.
    pub by: String,
    /// The service that it is signed for, such as `dynamodb`.
    pub service: String,
    /// The operation, such as `UpdateAlias`.
    pub operation: String,
    /// The request's path.
    pub path: String,
    /// What comes after the path's question mark.
    pub query: String,
    /// Its body, as text.
    pub body: String,
    /// What it was answered; nothing while it is on its way, or where the answer was withheld.
    pub status: Option<u16>,
}

/// What becomes of a call that walks into a trap.
#[derive(Clone, Debug)]
pub enum Mishap {
    /// It is held before it happens, for as long as the proxy lives.
    Held,
    /// It is held before it happens, until [`Proxy::release`].
    Delayed,
    /// It happens, and the answer is held for as long as the proxy lives.
    AnswerHeld,
    /// It does not happen, and is answered with this status and body.
    Answered(u16, &'static str),
    /// It does not happen, and its connection is cut.
    Cut,
    /// It happens, and its connection is cut before the answer.
    AnswerCut,
}

/// What ends a connection without an answer.
#[derive(Debug)]
struct CutOff;

impl fmt::Display for CutOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is cut on purpose")
    }
}

impl std::error::Error for CutOff {}

type Matcher = Box<dyn Fn(&Call) -> bool + Send + Sync>;

struct Trap {
    matches: Matcher,
    mishap: Mishap,
    times: usize,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    calls: Vec<Call>,
    traps: Vec<Trap>,
    sprung: usize,
    released: bool,
}

/// A proxy, until it is dropped.
pub struct Proxy {
    port: u16,
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
}

impl Proxy {
    /// Starts a proxy in front of the emulator that listens, or will listen, on `port`.
    pub fn before(upstream: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("the proxy cannot open any port")?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().context("the proxy cannot start")?;
        let shared = Arc::new(Shared::default());
        let upstream = SocketAddr::from((Ipv4Addr::LOCALHOST, upstream));
        runtime.spawn(listen(listener, upstream, Arc::clone(&shared)));
        Ok(Self { port, shared, runtime: Some(runtime) })
    }

    /// Where functions send their requests.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Every call so far, in the order of arrival.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.lock().calls.clone()
    }

    /// How many calls somebody has made so far.
    pub fn calls_by(&self, name: &str) -> usize {
        self.shared.lock().calls.iter().filter(|call| call.by == name).count()
    }

    /// Sets a trap for the next `times` calls that match.
    pub fn trap(&self, times: usize, mishap: Mishap, matches: impl Fn(&Call) -> bool + Send + Sync + 'static) {
        self.shared.lock().traps.push(Trap { matches: Box::new(matches), mishap, times });
    }

    /// How many calls have walked into traps.
    pub fn sprung(&self) -> usize {
        self.shared.lock().sprung
    }

    /// Lets go of every call that was delayed.
    pub fn release(&self) {
        self.shared.lock().released = true;
    }

    /// Waits until this many calls have walked into traps.
    pub fn wait_until_sprung(&self, count: usize, patience: Duration) -> Result<()> {
        let state = self.shared.lock();
        let waited = self.shared.changed.wait_timeout_while(state, patience, |state| state.sprung < count);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.sprung < count {
            bail!("only {} of {count} traps were sprung within {} s", state.sprung, patience.as_secs());
        }
        Ok(())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the call down, and says which trap it walks into.
    fn arrived(&self, call: Call) -> (usize, Option<Mishap>) {
        let mut state = self.lock();
        let trap = state.traps.iter_mut().find(|trap| trap.times > 0 && (trap.matches)(&call));
        let mishap = trap.map(|trap| {
            trap.times -= 1;
            trap.mishap.clone()
        });
        state.calls.push(call);
        let number = state.calls.len() - 1;
        if mishap.is_some() {
            state.sprung += 1;
            self.changed.notify_all();
        }
        (number, mishap)
    }

    fn answered(&self, number: usize, status: StatusCode) {
        self.lock().calls[number].status = Some(status.as_u16());
    }
}

type Upstream = Client<HttpConnector, Full<Bytes>>;

async fn listen(listener: TcpListener, upstream: SocketAddr, shared: Arc<Shared>) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return eprintln!("the proxy cannot listen: {error}"),
    };
    let client: Upstream = Client::builder(TokioExecutor::new()).build_http();
    while let Ok((stream, _)) = listener.accept().await {
        let (client, shared) = (client.clone(), Arc::clone(&shared));
        tokio::spawn(async move {
            let service = service_fn(move |request| pass(request, upstream, client.clone(), Arc::clone(&shared)));
            // A function that hangs up is no news.
            let _closed = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn pass(
    request: Request<Incoming>,
    upstream: SocketAddr,
    client: Upstream,
    shared: Arc<Shared>,
) -> Result<Response<Full<Bytes>>, CutOff> {
    let (head, body) = request.into_parts();
    let Ok(body) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return Ok(answer(400, "the request broke off"));
    };
    let (number, mishap) = shared.arrived(described(&head, &body));
    match mishap {
        Some(Mishap::Held) => return std::future::pending().await,
        Some(Mishap::Answered(status, text)) => {
            let answer = answer(status, text);
            shared.answered(number, answer.status());
            return Ok(answer);
        }
        Some(Mishap::Cut) => return Err(CutOff),
        Some(Mishap::Delayed) => {
            while !shared.lock().released {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        Some(Mishap::AnswerHeld | Mishap::AnswerCut) | None => {}
    }
    let passed_on = forward(head, body, upstream, &client).await.unwrap_or_else(|error| answer(502, &error.to_string()));
    match mishap {
        Some(Mishap::AnswerHeld) => return std::future::pending().await,
        Some(Mishap::AnswerCut) => return Err(CutOff),
        Some(Mishap::Held | Mishap::Delayed | Mishap::Answered(..) | Mishap::Cut) | None => {}
    }
    shared.answered(number, passed_on.status());
    Ok(passed_on)
}

async fn forward(
    mut head: hyper::http::request::Parts,
    body: Bytes,
    upstream: SocketAddr,
    client: &Upstream,
) -> Result<Response<Full<Bytes>>> {
    // The `Host` header stays as it is: requests are signed with it.
    let path = head.uri.path_and_query().map_or("/", hyper::http::uri::PathAndQuery::as_str);
    head.uri = format!("http://{upstream}{path}").parse()?;
    let (head, body) = client.request(Request::from_parts(head, Full::new(body))).await?.into_parts();
    Ok(Response::from_parts(head, Full::new(body.collect().await?.to_bytes())))
}

fn answer(status: u16, text: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::copy_from_slice(text.as_bytes())));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    if let Ok(value) = status_header(status) {
        response.headers_mut().insert("x-amzn-errortype", value);
    }
    response
}

/// The error's name, which the SDKs read from a header.
fn status_header(status: u16) -> Result<hyper::header::HeaderValue> {
    let name = if status == 429 { "TooManyRequestsException" } else { "ServiceException" };
    Ok(hyper::header::HeaderValue::from_str(name)?)
}

fn described(head: &hyper::http::request::Parts, body: &Bytes) -> Call {
    let header = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let scope: Vec<&str> = header("authorization").split("Credential=").nth(1).unwrap_or_default().split(['/', ',']).collect();
    let part = |index: usize| scope.get(index).copied().unwrap_or_default().to_owned();
    let path = head.uri.path().to_owned();
    let query = head.uri.query().unwrap_or_default().to_owned();
    let body = String::from_utf8_lossy(body).into_owned();
    let service = part(3);
    let by = header("user-agent").split_once(" app/").map(|(_, rest)| rest.split(' ').next().unwrap_or_default().to_owned());
    let by = by.unwrap_or_default();
    let operation = match service.as_str() {
        "s3" => of_s3(head.method.as_str(), &path, &query),
        _ => operation(&service, head.method.as_str(), &path, header("x-amz-target"), &body),
    };
    Call { at: Instant::now(), by, service, operation, path, query, body, status: None }
}

/// The operation's name, which each protocol keeps elsewhere.
fn operation(service: &str, method: &str, path: &str, target: &str, body: &str) -> String {
    if let Some((_, operation)) = target.rsplit_once('.') {
        return operation.to_owned();
    }
    if let Some((_, operation)) = path.rsplit_once("/operation/") {
        return operation.to_owned();
    }
    if let Some(action) = body.split('&').find_map(|pair| pair.strip_prefix("Action=")) {
        return action.to_owned();
    }
    let name = match (service, method) {
        ("lambda", "GET") if path.contains("/aliases/") => "GetAlias",
        ("lambda", "PUT") if path.contains("/aliases/") => "UpdateAlias",
        ("lambda", "GET") if path.ends_with("/configuration") => "GetFunctionConfiguration",
        ("lambda", "GET") if path.ends_with("/provisioned-concurrency") => "GetProvisionedConcurrencyConfig",
        ("lambda", "GET") if path.ends_with("/aliases") => "ListAliases",
        ("lambda", "GET") if path.ends_with("/versions") => "ListVersionsByFunction",
        ("lambda", "GET") if path.ends_with("/policy") => "GetPolicy",
        ("lambda", "GET") if path.ends_with("/urls") => "ListFunctionUrlConfigs",
        ("lambda", "GET") if path.trim_end_matches('/').ends_with("/event-source-mappings") => "ListEventSourceMappings",
        ("lambda", "POST") if path.ends_with("/invocations") => "Invoke",
        ("lambda", "POST") if path.ends_with("/versions") => "PublishVersion",
        _ => return format!("{method} {path}"),
    };
    name.to_owned()
}

/// S3 tells operations apart by what is in the query.
fn of_s3(method: &str, path: &str, query: &str) -> String {
    let is_about = |part: &str| query.split('&').any(|pair| pair.split('=').next() == Some(part));
    match method {
        "GET" if is_about("tagging") => "GetObjectTagging".to_owned(),
        "PUT" if is_about("tagging") => "PutObjectTagging".to_owned(),
        "GET" => "GetObject".to_owned(),
        _ => format!("{method} {path}"),
    }
}

/// Runs `check` until it holds.
pub fn wait_for<T>(what: &str, patience: Duration, mut check: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let began = Instant::now();
    loop {
        if let Some(found) = check()? {
            return Ok(found);
        }
        if began.elapsed() > patience {
            bail!("{what} did not come about within {} s", patience.as_secs());
        }
        thread::sleep(Duration::from_millis(100));
    }
}
