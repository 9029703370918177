//! A person's own region and credentials, found where the AWS CLI finds them.

use crate::Clients;
use crate::faults::{causes, printable};
use crate::transport::shared_transport;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::{AppName, BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use std::fmt;

/// Whom a command acts as. What is not given is looked for in the environment, in the shared configuration
/// and, on a machine of AWS's, in its metadata.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// A profile of the shared configuration. Its credentials go before those of the environment.
    pub profile: Option<String>,
    /// A region, before all others.
    pub region: Option<String>,
    /// How the command names itself in every call, so that CloudTrail shows it.
    pub app: &'static str,
}

/// What is missing before AWS can be called at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonError {
    /// No region is given, set or configured.
    NoRegion,
    /// No credentials are found, or they cannot be had at the moment.
    NoCredentials(String),
}

impl fmt::Display for PersonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRegion => f.write_str("there is no region: give `--region`, set AWS_REGION, or set `region` in the profile"),
            Self::NoCredentials(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for PersonError {}

impl Person {
    fn without_credentials(&self, why: &CredentialsError) -> PersonError {
        let sentence = match &self.profile {
            Some(profile) => format!("`--profile` is `{profile}`, which gives no credentials: sign in to it, or give another"),
            None => "there are no credentials for AWS: sign in, or give `--profile`".to_owned(),
        };
        PersonError::NoCredentials(printable(&format!("{sentence}: {}", causes(why)), 1000))
    }
}

impl Clients {
    /// Clients with a person's region and credentials, which are asked for once, so that what is missing
    /// is said before the first call. Gives the region as well.
    ///
    /// # Errors
    ///
    /// [`PersonError`], when there is no region or there are no credentials.
    pub async fn for_person(person: &Person) -> Result<(Self, String), PersonError> {
        let shared = configuration(person).await;
        let region = shared.region().map(ToString::to_string).ok_or(PersonError::NoRegion)?;
        if let Some(provider) = shared.credentials_provider() {
            provider.provide_credentials().await.map_err(|why| person.without_credentials(&why))?;
        }
        Ok((Self::over(shared), region))
    }
}

async fn configuration(person: &Person) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::v2026_01_12()).http_client(shared_transport());
    if let Ok(name) = AppName::new(person.app) {
        loader = loader.app_name(name);
    }
    if let Some(region) = &person.region {
        loader = loader.region(Region::new(region.clone()));
    }
    let Some(profile) = &person.profile else {
        return loader.load().await;
    };
    // The SDK's own chain would take credentials of the environment before those of a profile that is named.
    let shared = loader.profile_name(profile).load().await;
    let provider = ProviderConfig::without_region().with_region(shared.region().cloned()).with_http_client(shared_transport());
    let named = ProfileFileCredentialsProvider::builder().configure(&provider).profile_name(profile).build();
    shared.into_builder().credentials_provider(SharedCredentialsProvider::new(named)).build()
}
