//! One set of connections and trusted certificates for all clients of a process.

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use std::sync::OnceLock;

/// The SDK would make a transport for each client, and load its certificates when the client is made.
/// This one is made at the first call: a process that makes five clients and uses two starts sooner.
#[derive(Debug)]
struct Shared;

const TLS: Provider = Provider::Rustls(CryptoMode::AwsLc);

static TRANSPORT: OnceLock<SharedHttpClient> = OnceLock::new();

pub(crate) fn shared_transport() -> SharedHttpClient {
    SharedHttpClient::new(Shared)
}

/// A connector for requests that no client of the SDK makes.
pub(crate) fn connector() -> SharedHttpConnector {
    SharedHttpConnector::new(Connector::builder().tls_provider(TLS).build())
}

impl HttpClient for Shared {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let transport = TRANSPORT.get_or_init(|| aws_smithy_http_client::Builder::new().tls_provider(TLS).build_https());
        transport.http_connector(settings, components)
    }
}
