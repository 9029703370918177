//! The proving side: STS is asked who has signed.

use super::{HEADER, Purpose, presigned, sts_host};
use crate::clients::Lazy;
use crate::faults::printable;
use crate::transport::connector;
use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_xml::decode::{Document, XmlDecodeError, try_data};
use headgate_domain::{Identity, PrincipalArn, UserId};
use headgate_engine::Fault;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::sync::LazyLock;
use std::time::Duration;
use thiserror::Error;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(3);
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// Asks STS who has signed a proof.
pub struct Proofs {
    region: String,
    endpoint: Option<String>,
    now: fn() -> Timestamp,
    connector: Lazy<SharedHttpConnector>,
}

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProofError {
    /// It is not as it must be, or STS does not accept it: no use in asking again with the same one.
    #[error("`proof` proves nothing: {0}")]
    Wrong(String),
    /// STS could not be asked.
    #[error(transparent)]
    Unasked(#[from] Fault),
}

impl Proofs {
    /// Asks this region's STS. `endpoint_url` leads to an emulator, which is told the name of the host that was meant.
    pub fn new(region: String, endpoint_url: Option<String>, now: fn() -> Timestamp) -> Self {
        Self::over(region, endpoint_url, now, connector)
    }

    pub(super) fn over(
        region: String,
        endpoint_url: Option<String>,
        now: fn() -> Timestamp,
        connector: impl FnOnce() -> SharedHttpConnector + Send + 'static,
    ) -> Self {
        Self { region, endpoint: endpoint_url, now, connector: LazyLock::new(Box::new(connector)) }
    }

    /// Who has signed this decision, and no other.
    ///
    /// # Errors
    ///
    /// [`ProofError`]
    pub async fn verify(&self, proof: &str, purpose: &Purpose) -> Result<Identity, ProofError> {
        let query = presigned::read(proof, &self.region, (self.now)()).map_err(ProofError::Wrong)?;
        let request = self.request(&query, purpose).map_err(|error| unasked(&error.to_string()))?;
        let (status, body) = timeout(PATIENCE, self.send(request)).await.map_err(|_| unasked("it did not answer in time"))??;
        match status {
            200 => read(&body).ok_or_else(|| unasked("its answer names nobody").into()),
            400..=499 => Err(refused(&body, purpose)),
            other => Err(unasked(&format!("it answered with status {other}")).into()),
        }
    }

    /// The request, whose host and header are known here: of the proof there are only the values in the query.
    fn request(&self, query: &str, purpose: &Purpose) -> Result<HttpRequest, Box<dyn StdError>> {
        let host = sts_host(&self.region);
        let base = self.endpoint.as_ref().map_or_else(|| format!("https://{host}"), |url| url.trim_end_matches('/').to_owned());
        let mut request = HttpRequest::new(SdkBody::empty());
        request.set_uri(format!("{base}/?{query}"))?;
        if self.endpoint.is_some() {
            request.headers_mut().try_insert("host", host)?;
        }
        request.headers_mut().try_insert(HEADER, purpose.as_str().to_owned())?;
        Ok(request)
    }

    /// The status and the body of the answer. A redirection is an answer like others: nobody follows it.
    async fn send(&self, request: HttpRequest) -> Result<(u16, String), Fault> {
        let response = self.connector.call(request).await.map_err(|error| unasked(&crate::faults::causes(&error)))?;
        let status = response.status().as_u16();
        Ok((status, bounded(response).await?))
    }
}

async fn bounded(response: HttpResponse) -> Result<String, Fault> {
    let mut stream = ByteStream::new(response.into_body());
    let mut body = vec![];
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|error| unasked(&crate::faults::causes(&error)))?;
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(unasked("its answer has no end"));
        }
        body.extend_from_slice(&chunk);
    }
    String::from_utf8(body).map_err(|_| unasked("its answer is no text"))
}

fn unasked(why: &str) -> Fault {
    Fault::Transient(format!("AWS STS could not be asked whose proof it is: {}", printable(why, 500)))
}

fn read(body: &str) -> Option<Identity> {
    let mut texts = texts(body, "GetCallerIdentityResponse", "GetCallerIdentityResult").ok()?;
    let mut take = |name: &str| texts.remove(name);
    Some(Identity { arn: PrincipalArn::new(take("Arn")?).ok()?, user_id: UserId::new(take("UserId")?).ok()? })
}

/// STS's refusal, with the one remedy for most of them. That it has no time is no refusal.
fn refused(body: &str, purpose: &Purpose) -> ProofError {
    let texts = texts(body, "ErrorResponse", "Error").unwrap_or_default();
    let text = |name: &str| texts.get(name).map(String::as_str).unwrap_or_default();
    let (code, message) = (text("Code"), text("Message"));
    if code.contains("Throttl") {
        return unasked(code).into();
    }
    let said = printable(&format!("{code}: {message}"), 300);
    ProofError::Wrong(format!("AWS STS does not accept it ({said}): sign `{purpose}` anew"))
}

/// The texts of the elements in the element `inside` of a document whose root is `root`.
fn texts(document: &str, root: &str, inside: &str) -> Result<BTreeMap<String, String>, XmlDecodeError> {
    let mut document = Document::new(document);
    let mut outer = document.root_element()?;
    if !outer.start_el().matches(root) {
        return Err(XmlDecodeError::custom("another root"));
    }
    let mut texts = BTreeMap::new();
    while let Some(mut element) = outer.next_tag() {
        if element.start_el().matches(inside) {
            while let Some(mut leaf) = element.next_tag() {
                let name = leaf.start_el().local().to_owned();
                texts.insert(name, try_data(&mut leaf)?.into_owned());
            }
        }
    }
    Ok(texts)
}
