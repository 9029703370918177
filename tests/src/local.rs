//! CodeDeploy's clients, the real `headgate proxy`, and `api` over a store in memory: everything but AWS.
//! It starts at once, and deployments move as fast as nothing can keep them.

use anyhow::{Context, Result};
use headgate_engine::{ApiError, Class, Fault, Store};
use headgate_lambda::{Failure, Invocation, http};
use headgate_load::Office;
use headgate_sim::MemoryStore;
use headgate_wire::{Call, CallError, Reply};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use xtask::CodeDeploy;

/// How often deployments that are due have their turn.
const TURNS: Duration = Duration::from_millis(50);

/// Headgate without AWS, and the proxy before it, until this value ends.
pub struct Local {
    /// The engine, the store and the world.
    pub office: Arc<Office<MemoryStore>>,
    /// Where clients reach it.
    pub proxy: CodeDeploy,
    _runtime: Runtime,
}

impl Local {
    /// Starts both.
    ///
    /// # Errors
    ///
    /// Whatever keeps the proxy from being built or from listening.
    pub fn start() -> Result<Self> {
        let office = Arc::new(Office::new(MemoryStore::new()));
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let listener = TcpListener::bind("127.0.0.1:0").context("Lambda cannot open any port")?;
        listener.set_nonblocking(true)?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        runtime.spawn(listen(listener, Arc::clone(&office)));
        runtime.spawn(take_turns(Arc::clone(&office)));
        let variables = [
            ("AWS_ENDPOINT_URL", endpoint),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("AWS_REGION", "us-east-1".to_owned()),
            ("AWS_DEFAULT_REGION", "us-east-1".to_owned()),
        ];
        let proxy = CodeDeploy::before_function("headgate-api", variables.into())?;
        Ok(Self { office, proxy, _runtime: runtime })
    }

    /// An operation that must succeed, asked of the engine itself.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn ok(&self, operation: &str, input: Value) -> Result<Value> {
        headgate_sim::at_once(self.office.call(operation, input)).with_context(|| operation.to_owned())
    }
}

/// What wakes and the sweep do elsewhere.
async fn take_turns(office: Arc<Office<MemoryStore>>) {
    loop {
        let now = office.engine.source().now();
        for due in office.engine.store().due(now, 100).await.unwrap_or_default() {
            if let Err(error) = office.engine.turn(&due.deployment, Some(due.generation)).await {
                eprintln!("a turn of {} failed: {error}", due.deployment);
            }
        }
        tokio::time::sleep(TURNS).await;
    }
}

async fn listen(listener: TcpListener, office: Arc<Office<MemoryStore>>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("it listens");
    while let Ok((stream, _)) = listener.accept().await {
        let office = Arc::clone(&office);
        let service = service_fn(move |request| invoke(request, Arc::clone(&office)));
        // A client that hangs up is no news.
        tokio::spawn(async move { http1::Builder::new().serve_connection(TokioIo::new(stream), service).await });
    }
}

/// Lambda's Invoke, of the one function there is; and an S3 that takes everything and keeps nothing.
async fn invoke(request: Request<Incoming>, office: Arc<Office<MemoryStore>>) -> Result<Response<Full<Bytes>>, Infallible> {
    if request.method() == hyper::Method::PUT {
        // What is sent is read to its end, or the client would still be sending it.
        let _thrown_away = request.into_body().collect().await;
        let stored = Response::builder().header("etag", "\"cecc9b8a08eac650a6e71fdb88000000\"").header("x-amz-version-id", "1");
        return Ok(stored.body(Full::default()).expect("these headers are sound"));
    }
    let id = request.headers().get("amz-sdk-invocation-id").and_then(|id| id.to_str().ok()).unwrap_or("none").to_owned();
    let event = request.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let event: Value = serde_json::from_slice(&event).unwrap_or_default();
    let invocation = Invocation { id, function_arn: "arn:aws:lambda:us-east-1:123456789012:function:headgate-api".to_owned() };
    let answer = http::answer(&event, &invocation, |call, _| answered(&office, call)).await;
    Ok(Response::new(Full::from(answer.to_string())))
}

/// As the function `api` answers, to whoever may do everything.
async fn answered(office: &Office<MemoryStore>, Call { operation, input }: Call) -> Result<Reply, Failure> {
    match office.call(&operation, input).await {
        Ok(output) => Ok(Reply::Output(output)),
        Err(ApiError { code, message, class }) => match class {
            Class::Caller | Class::Conflict => Ok(Reply::Error(CallError { code, message })),
            Class::Transient => Err(Fault::Transient(message).into()),
            Class::Fault => Err(Fault::Broken(message).into()),
        },
    }
}

/// A revision that moves `function:live` from version 1 to version 2.
pub fn lambda_revision(function: &str) -> Value {
    let properties = json!({"Name": function, "Alias": "live", "CurrentVersion": "1", "TargetVersion": "2"});
    let appspec = json!({"version": "0.0", "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}]});
    json!({"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec.to_string()}})
}
