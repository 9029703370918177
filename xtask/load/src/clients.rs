//! Many clients at once, and what they saw.

use crate::calls::{Calls, Furniture, Mix, furnishing, request};
use crate::office::Office;
use anyhow::{Context, Result, bail, ensure};
use hdrhistogram::Histogram;
use headgate_aws::DynamoStore;
use headgate_sim::MemoryStore;
use headgate_wire::protocol::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::task::{JoinSet, LocalSet};

/// Whoever answers.
pub enum Target {
    /// The engine over a store in memory, in this process.
    Memory(Office<MemoryStore>),
    /// The engine over a table of `DynamoDB`'s kind, which listens in this process.
    Table(Box<Office<DynamoStore>>),
    /// Somebody else, over HTTP.
    Url(String, Client<HttpConnector, Full<Bytes>>),
}

/// How many clients, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// What they ask for.
    pub mix: Mix,
    /// How many of them there are. Each sends its next call when the last was answered.
    pub clients: usize,
    /// For how long they go on.
    pub duration: Duration,
}

/// What the clients saw.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Figures {
    /// Calls, all of which were answered as they were meant.
    pub calls: u64,
    /// By the wall clock.
    pub seconds: f64,
    /// Half of all answers took no longer, in microseconds.
    pub p50_us: u64,
    /// Of a hundred answers, ninety-nine took no longer, in microseconds.
    pub p99_us: u64,
}

impl Target {
    /// Somebody who listens there.
    pub fn url(url: &str) -> Self {
        Self::Url(url.to_owned(), Client::builder(TokioExecutor::new()).build_http())
    }

    /// The response to a request.
    ///
    /// # Errors
    ///
    /// When none came.
    pub async fn answer(&self, request: Request) -> Result<Response> {
        match self {
            Self::Memory(office) => Ok(office.answer(&request).await),
            Self::Table(office) => Ok(office.answer(&request).await),
            Self::Url(url, client) => over_http(url, client, request).await,
        }
    }
}

async fn over_http(url: &str, client: &Client<HttpConnector, Full<Bytes>>, request: Request) -> Result<Response> {
    let mut asked = hyper::Request::post(format!("{url}{}", request.path));
    for (name, value) in &request.headers {
        asked = asked.header(name, value);
    }
    // Read by those who tell services apart by it; nobody verifies it.
    let scope = "AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/codedeploy/aws4_request, SignedHeaders=host, Signature=0";
    let answered = client.request(asked.header("authorization", scope).body(Full::from(request.body))?).await?;
    let status = answered.status().as_u16();
    Ok(Response { status, headers: [].into(), body: answered.into_body().collect().await?.to_bytes().to_vec() })
}

/// Makes what every client of a mix reads, in this account.
///
/// # Errors
///
/// When a call is refused.
pub async fn furnish(target: &Target, mix: Mix, account: &str) -> Result<Furniture> {
    let application = match mix {
        Mix::Common => "load-common".to_owned(),
        Mix::Full => "load-full".to_owned(),
    };
    let mut last = Value::Null;
    for (operation, input) in furnishing(&application) {
        last = serde_json::from_slice(&asked(target, operation, &input).await?)?;
    }
    let deployment = last["deploymentId"].as_str().context("the deployment has no id")?.to_owned();
    Ok(Furniture { application, deployment, account: account.to_owned() })
}

async fn asked(target: &Target, operation: &'static str, input: &Value) -> Result<Vec<u8>> {
    let response = target.answer(request(operation, input)).await.with_context(|| format!("{operation} was not answered"))?;
    if response.status != 200 {
        bail!("{operation} was answered {}: {}", response.status, String::from_utf8_lossy(&response.body));
    }
    Ok(response.body)
}

/// Loads a target that is [`furnish`]ed so. One error ends it.
///
/// # Errors
///
/// A call that was refused, or not answered.
pub async fn load(target: Rc<Target>, furniture: &Furniture, wanted: Load) -> Result<Figures> {
    let Load { mix, clients, duration } = wanted;
    let began = Instant::now();
    let mut all = Histogram::<u64>::new_with_bounds(1, 120_000_000, 3)?;
    let local = LocalSet::new();
    let seen = local.run_until(async {
        let mut running = JoinSet::new();
        for client in 0..clients {
            let calls = Calls::new(mix, client, furniture);
            running.spawn_local(one(Rc::clone(&target), calls, began + duration));
        }
        running.join_all().await
    });
    for client in seen.await {
        all.add(client?)?;
    }
    ensure!(!all.is_empty(), "nothing was asked");
    let seconds = began.elapsed().as_secs_f64();
    Ok(Figures { calls: all.len(), seconds, p50_us: all.value_at_quantile(0.5), p99_us: all.value_at_quantile(0.99) })
}

async fn one(target: Rc<Target>, mut calls: Calls, until: Instant) -> Result<Histogram<u64>> {
    let mut seen = Histogram::new_with_bounds(1, 120_000_000, 3)?;
    while Instant::now() < until {
        let (operation, input) = calls.next_call();
        let began = Instant::now();
        asked(&target, operation, &input).await?;
        seen.saturating_record(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX).max(1));
        // What answers in this process never waits, and everybody is to have a turn.
        tokio::task::yield_now().await;
    }
    Ok(seen)
}
