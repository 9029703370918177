//! AWS as far as the wire: what is asked is remembered, and answered as the test says.

use crate::Clients;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_lambda::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;
use std::fmt;
use std::sync::{Arc, Mutex};

/// A request, as far as tests look at it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// `GET /2015-03-31/…`, or the operation's name where the path says nothing.
    pub(crate) what: String,
    /// The body, as JSON where it is JSON.
    pub(crate) body: Value,
}

/// An answer.
#[derive(Clone)]
pub(crate) enum Answer {
    /// A status and a body of JSON.
    Json(u16, Value),
    /// A status, headers, and a body.
    Raw(u16, &'static [(&'static str, &'static str)], Vec<u8>),
    /// An error with this code.
    Error(u16, &'static str),
    /// Nobody answers.
    Silence,
}

type Script = dyn Fn(&Asked) -> Answer + Send + Sync;

/// AWS, as a test says it.
#[derive(Clone)]
pub(crate) struct Fake {
    script: Arc<Script>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fake")
    }
}

impl Fake {
    pub(crate) fn new(script: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        Self { script: Arc::new(script), asked: Arc::default() }
    }

    pub(crate) fn clients(&self) -> Clients {
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("eu-west-1"))
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new("id", "secret", None, None, "fake")))
            .endpoint_url("http://aws.test")
            .http_client(SharedHttpClient::new(self.clone()));
        Clients::over(config.build())
    }

    /// What was asked, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The names of what was asked.
    pub(crate) fn names(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.what).collect()
    }
}

impl HttpClient for Fake {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Fake {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let asked = read(&request);
        self.asked.lock().unwrap().push(asked.clone());
        HttpConnectorFuture::ready(written((self.script)(&asked)))
    }
}

fn read(request: &HttpRequest) -> Asked {
    let path = request.uri().strip_prefix("http://aws.test").unwrap_or_default();
    let target = request.headers().get("x-amz-target").and_then(|target| target.rsplit('.').next());
    let body = request.body().bytes().unwrap_or_default();
    let text = || Value::String(String::from_utf8_lossy(body).into_owned());
    Asked {
        what: target.map_or_else(|| format!("{} {path}", request.method()), str::to_owned),
        body: serde_json::from_slice(body).unwrap_or_else(|_| text()),
    }
}

fn written(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let (status, headers, body): (_, &[_], _) = match answer {
        Answer::Json(status, body) => (status, &[], body.to_string().into_bytes()),
        Answer::Raw(status, headers, body) => (status, headers, body),
        Answer::Error(status, code) => {
            let body = format!(r#"{{"__type":"{code}","message":"because"}}"#).into_bytes();
            let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
            response.headers_mut().insert("x-amzn-errortype", code);
            return Ok(response);
        }
        Answer::Silence => return Err(ConnectorError::timeout("nobody answers".into())),
    };
    let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
    for (name, value) in headers {
        response.headers_mut().insert(*name, *value);
    }
    Ok(response)
}
