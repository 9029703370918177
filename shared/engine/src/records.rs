//! Records beside deployments: typed here, JSON in the store.

use crate::group_record::GroupRecord;
use crate::source::hex;
use crate::{Actuator, Engine, EngineError, Exception, Expect, Fault, Record, RecordKey, RecordKind, Refusal, Rev, Store, Write};
use headgate_domain::{
    Application, ApplicationId, ApplicationName, ConfigName, DeploymentConfig, DeploymentGroup, GroupId, GroupName, predefined_configs,
};
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

/// Who has a name. It is written with every change of the name in the record that has the id, and removed with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NameRecord<I> {
    pub(crate) id: I,
}

/// The key of an application.
pub(crate) fn application_key(id: &ApplicationId) -> RecordKey {
    RecordKey { kind: RecordKind::Application, parent: String::new(), name: id.to_string() }
}

/// The key of an application's name.
pub(crate) fn application_name_key(name: &ApplicationName) -> RecordKey {
    RecordKey { kind: RecordKind::ApplicationName, parent: String::new(), name: name.to_string() }
}

/// The key of a group.
pub(crate) fn group_key(id: &GroupId) -> RecordKey {
    RecordKey { kind: RecordKind::Group, parent: String::new(), name: id.to_string() }
}

/// The key of a group's name.
pub(crate) fn group_name_key(application: &ApplicationId, name: &GroupName) -> RecordKey {
    RecordKey { kind: RecordKind::GroupName, parent: application.to_string(), name: name.to_string() }
}

/// The key of an ECS service. Hashed, since a cluster's and a service's names may hold any character.
pub(crate) fn ecs_service_key(cluster: &str, service: &str) -> RecordKey {
    RecordKey { kind: RecordKind::EcsService, parent: String::new(), name: sha256(&format!("{cluster}\n{service}")) }
}

/// The key of a configuration.
pub(crate) fn config_key(name: &ConfigName) -> RecordKey {
    RecordKey { kind: RecordKind::Config, parent: String::new(), name: name.to_string() }
}

/// The key of an AppSpec's text. Each application has its own: nobody reads a text through another one.
pub(crate) fn revision_key(application: &ApplicationId, sha256: &str) -> RecordKey {
    RecordKey { kind: RecordKind::Revision, parent: application.to_string(), name: sha256.to_owned() }
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

    /// The application that has this name.
    pub(crate) async fn application(&self, name: &ApplicationName) -> Result<Application, EngineError> {
        self.application_with_rev(name).await.map(|(application, _)| application)
    }

    /// The same, with its revision.
    pub(crate) async fn application_with_rev(&self, name: &ApplicationName) -> Result<(Application, Rev), EngineError> {
        let id = self.application_id(name).await?;
        let found = self.application_by_id(&id).await?;
        // Renamed between the two reads, it is another one's name, or nobody's.
        Ok(found.filter(|(application, _)| application.name == *name).ok_or_else(|| no_application(name))?)
    }

    /// An application, whatever it is called now; nothing once it is deleted.
    pub(crate) async fn application_by_id(&self, id: &ApplicationId) -> Result<Option<(Application, Rev)>, Fault> {
        self.typed(&application_key(id)).await
    }

    /// The id of the application that has this name.
    pub(crate) async fn application_id(&self, name: &ApplicationName) -> Result<ApplicationId, EngineError> {
        let found = self.typed::<NameRecord<ApplicationId>>(&application_name_key(name)).await?;
        Ok(found.map(|(named, _)| named.id).ok_or_else(|| no_application(name))?)
    }

    /// The group that has this name.
    pub(crate) async fn group(&self, application: &ApplicationName, name: &GroupName) -> Result<DeploymentGroup, EngineError> {
        self.group_with_rev(application, name).await.map(|(record, _)| record.group)
    }

    /// The same with the members of its platform, and its revision.
    pub(crate) async fn group_with_rev(&self, application: &ApplicationName, name: &GroupName) -> Result<(GroupRecord, Rev), EngineError> {
        let found = match self.group_id(&self.application_id(application).await?, name).await? {
            Some(id) => self.group_record(&id).await?,
            None => None,
        };
        // Renamed between the two reads, it is another one's name, or nobody's.
        Ok(found.filter(|(record, _)| record.group.name == *name).ok_or_else(|| no_group(application, name))?)
    }

    /// The id of the group that has this name, in the application with this id.
    pub(crate) async fn group_id(&self, application: &ApplicationId, name: &GroupName) -> Result<Option<GroupId>, Fault> {
        let found = self.typed::<NameRecord<GroupId>>(&group_name_key(application, name)).await?;
        Ok(found.map(|(named, _)| named.id))
    }

    /// A group, whatever it is called now; nothing once it is deleted.
    pub(crate) async fn group_by_id(&self, id: &GroupId) -> Result<Option<(DeploymentGroup, Rev)>, Fault> {
        Ok(self.group_record(id).await?.map(|(record, rev)| (record.group, rev)))
    }

    /// The same, with the members of its platform.
    pub(crate) async fn group_record(&self, id: &GroupId) -> Result<Option<(GroupRecord, Rev)>, Fault> {
        self.typed(&group_key(id)).await
    }

    /// The group of a deployment, by its id. The names are those of when the deployment was made, for the
    /// refusal when it is gone: another group that has them now is none of the deployment's.
    pub(crate) async fn group_of(
        &self,
        id: &GroupId,
        application: &ApplicationName,
        name: &GroupName,
    ) -> Result<DeploymentGroup, EngineError> {
        if let Some((group, _)) = self.group_by_id(id).await? {
            return Ok(group);
        }
        self.application_id(application).await?;
        let message = format!("The deployment group that was `{name}` in application `{application}` has been deleted");
        Err(Refusal::new(Exception::DeploymentGroupDoesNotExist, message).into())
    }

    pub(crate) async fn config(&self, name: &ConfigName) -> Result<DeploymentConfig, EngineError> {
        if let Some(predefined) = predefined_configs().into_iter().find(|config| config.name == *name) {
            return Ok(predefined);
        }
        let missing = || Refusal::new(Exception::DeploymentConfigDoesNotExist, format!("There is no deployment configuration `{name}`"));
        let found = self.typed(&config_key(name)).await?;
        Ok(found.map(|(config, _)| config).ok_or_else(missing)?)
    }
}

pub(crate) fn no_application(name: &ApplicationName) -> Refusal {
    Refusal::new(Exception::ApplicationDoesNotExist, format!("There is no application `{name}`"))
}

fn no_group(application: &ApplicationName, name: &GroupName) -> Refusal {
    Refusal::new(Exception::DeploymentGroupDoesNotExist, format!("There is no deployment group `{name}` in application `{application}`"))
}
