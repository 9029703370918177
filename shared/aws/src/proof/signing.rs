//! The signing side: whoever decides makes the proof with his own credentials.

use super::{ACTION, HEADER, Purpose, VERSION, presigned, sts_host};
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use jiff::Timestamp;
use std::error::Error;
use std::time::Duration;

/// Long enough for a slow network and a clock that is a little wrong, and no longer.
const EXPIRES: Duration = Duration::from_mins(5);

/// A proof that the owner of these credentials has taken this decision.
pub(super) fn prove(
    credentials: Credentials,
    region: &str,
    purpose: &Purpose,
    now: Timestamp,
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(EXPIRES);
    let identity = credentials.into();
    let params = SigningParams::builder().identity(&identity).region(region).name("sts").time(now.into()).settings(settings).build()?;
    let url = format!("https://{}/?{}", sts_host(region), presigned::query([("Action", ACTION), ("Version", VERSION)]));
    let headers = [(HEADER, purpose.as_str())];
    let request = SignableRequest::new("GET", url.as_str(), headers.into_iter(), SignableBody::empty())?;
    let (instructions, _) = sign(request, &params.into())?.into_parts();
    let signature = presigned::query(instructions.params().iter().map(|(name, value)| (*name, value.as_ref())));
    Ok(format!("{url}&{signature}"))
}

#[cfg(feature = "person")]
impl crate::Clients {
    /// Signs a decision as the person whose clients these are. Nothing is sent: it is handed in as the member `proof`.
    ///
    /// # Errors
    ///
    /// [`crate::PersonError`], when the region or the credentials cannot be had.
    pub async fn prove(&self, purpose: &Purpose, now: Timestamp) -> Result<String, crate::PersonError> {
        use crate::PersonError::{NoCredentials, NoRegion};
        use aws_credential_types::provider::ProvideCredentials;
        let region = self.shared.region().ok_or(NoRegion)?;
        let provider = self.shared.credentials_provider().ok_or_else(|| NoCredentials("there are no credentials for AWS".to_owned()))?;
        let why = |error: &(dyn Error + 'static)| NoCredentials(crate::faults::printable(&crate::faults::causes(error), 1000));
        let credentials = provider.provide_credentials().await.map_err(|error| why(&error))?;
        prove(credentials, region.as_ref(), purpose, now).map_err(|error| why(&*error))
    }
}
