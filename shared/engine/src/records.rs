//! Records beside deployments: typed here, JSON in the store.

use crate::source::hex;
use crate::{Actuator, Engine, EngineError, Expect, Fault, Record, RecordKey, RecordKind, Refusal, RefusalCode, Rev, Store, Write};
use headgate_domain::{Application, ApplicationName, ConfigName, DeploymentConfig, DeploymentGroup, GroupName, predefined_configs};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// An AppSpec's text, kept under its SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RevisionRecord {
    pub(crate) content: String,
}

/// A deployment configuration, and how many groups follow it: while any does, it is not deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ConfigRecord {
    #[serde(flatten)]
    pub(crate) config: DeploymentConfig,
    #[serde(default)]
    pub(crate) groups: u32,
}

/// What became of a request that came with an identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TokenRecord {
    Started { deployment_id: String },
    Refused { code: String, message: String },
}

/// The key of an application.
pub(crate) fn application_key(name: &ApplicationName) -> RecordKey {
    RecordKey { kind: RecordKind::Application, parent: String::new(), name: name.to_string() }
}

/// The key of a group.
pub(crate) fn group_key(application: &ApplicationName, name: &GroupName) -> RecordKey {
    RecordKey { kind: RecordKind::Group, parent: application.to_string(), name: name.to_string() }
}

/// The key of a configuration.
pub(crate) fn config_key(name: &ConfigName) -> RecordKey {
    RecordKey { kind: RecordKind::Config, parent: String::new(), name: name.to_string() }
}

/// The key of an AppSpec's text.
pub(crate) fn revision_key(sha256: &str) -> RecordKey {
    RecordKey { kind: RecordKind::Revision, parent: String::new(), name: sha256.to_owned() }
}

/// The key of a request's identity. Hashed, since what callers send has no bounded length.
pub(crate) fn token_key(identity: &str) -> RecordKey {
    RecordKey { kind: RecordKind::Token, parent: String::new(), name: sha256(identity) }
}

/// The SHA-256 of a text, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// The write that stores a record.
pub(crate) fn put<T: Serialize>(key: RecordKey, body: &T, expect: Expect) -> Result<Write, Fault> {
    let body = serde_json::to_string(body).map_err(|error| Fault::Broken(format!("`{}` cannot be stored: {error}", key.name)))?;
    let rev = match expect {
        Expect::At(Rev(rev)) => Rev(rev + 1),
        Expect::Absent | Expect::Anything => Rev(1),
    };
    Ok(Write::Put(Record { key, body, rev }, expect))
}

/// Reads a record's body.
pub(crate) fn read<T: DeserializeOwned>(record: &Record) -> Result<T, Fault> {
    serde_json::from_str(&record.body)
        .map_err(|error| Fault::Broken(format!("the stored record `{}` cannot be read: {error}", record.key.name)))
}

impl<S: Store, A: Actuator> Engine<S, A> {
    pub(crate) async fn typed<T: DeserializeOwned>(&self, key: &RecordKey) -> Result<Option<(T, Rev)>, Fault> {
        let Some(record) = self.store.record(key).await? else { return Ok(None) };
        Ok(Some((read(&record)?, record.rev)))
    }

    pub(crate) async fn application(&self, name: &ApplicationName) -> Result<Application, EngineError> {
        let missing = || Refusal::new(RefusalCode::ApplicationDoesNotExist, format!("There is no application `{name}`"));
        let found = self.typed(&application_key(name)).await?;
        Ok(found.map(|(application, _)| application).ok_or_else(missing)?)
    }

    pub(crate) async fn group(&self, application: &ApplicationName, name: &GroupName) -> Result<DeploymentGroup, EngineError> {
        if let Some((group, _)) = self.typed(&group_key(application, name)).await? {
            return Ok(group);
        }
        self.application(application).await?;
        let message = format!("There is no deployment group `{name}` in application `{application}`");
        Err(Refusal::new(RefusalCode::DeploymentGroupDoesNotExist, message).into())
    }

    pub(crate) async fn config(&self, name: &ConfigName) -> Result<DeploymentConfig, EngineError> {
        if let Some(predefined) = predefined_configs().into_iter().find(|config| config.name == *name) {
            return Ok(predefined);
        }
        let missing = || Refusal::new(RefusalCode::DeploymentConfigDoesNotExist, format!("There is no deployment configuration `{name}`"));
        let found = self.typed(&config_key(name)).await?;
        Ok(found.map(|(config, _)| config).ok_or_else(missing)?)
    }
}
