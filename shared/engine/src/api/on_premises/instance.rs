//! An on-premises instance as it is stored, and as CodeDeploy writes it.

use super::super::refuse;
use super::super::views::seconds;
use super::arn::IamArn;
use crate::{Engine, Exception, RecordKey, RecordKind, Refusal};
use headgate_domain::{Account, InstanceName};
use headgate_wire as wire;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const SUFFIX_CHARS: usize = 10;

/// An instance, registered or not any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Instance {
    pub(super) name: InstanceName,
    /// What tells this registration's ARN from that of the next one under the same name.
    suffix: String,
    pub(super) iam_arn: IamArn,
    register_time: Timestamp,
    #[serde(default)]
    pub(super) deregister_time: Option<Timestamp>,
    pub(super) tags: BTreeMap<String, String>,
}

impl Instance {
    /// A registration as of now.
    pub(super) fn new<S, A>(engine: &Engine<S, A>, name: InstanceName, iam_arn: IamArn) -> Self {
        let suffix = engine.source.uuid().chars().filter(|char| *char != '-').take(SUFFIX_CHARS).collect();
        let register_time = engine.source.now();
        Self { name, suffix, iam_arn, register_time, deregister_time: None, tags: BTreeMap::new() }
    }

    pub(super) fn is_registered(&self) -> bool {
        self.deregister_time.is_none()
    }

    /// As CodeDeploy writes it. The tags are there even where there are none: the AWS CLI relies on it.
    pub(super) fn written(&self, account: &Account) -> wire::InstanceInfo {
        let Account { partition, region, id } = account;
        let (user, session) = match &self.iam_arn {
            IamArn::User(arn) => (Some(arn.clone()), None),
            IamArn::Session(arn) => (None, Some(arn.clone())),
        };
        let tag = |(key, value): (&String, &String)| wire::Tag { key: Some(key.clone()), value: Some(value.clone()) };
        wire::InstanceInfo {
            instance_name: Some(self.name.to_string()),
            iam_user_arn: user,
            iam_session_arn: session,
            instance_arn: Some(format!("arn:{partition}:codedeploy:{region}:{id}:instance/{}_{}", self.name, self.suffix)),
            register_time: Some(seconds(self.register_time)),
            deregister_time: self.deregister_time.map(seconds),
            tags: Some(self.tags.iter().map(tag).collect()),
        }
    }
}

/// The key of an instance.
pub(super) fn key(name: &InstanceName) -> RecordKey {
    RecordKey { kind: RecordKind::OnPremisesInstance, parent: String::new(), name: name.to_string() }
}

/// Reads an instance's name.
pub(super) fn named(member: &str, name: Option<String>) -> Result<InstanceName, Refusal> {
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return refuse(Exception::InstanceNameRequired, format!("`{member}` is missing: give it"));
    };
    InstanceName::new(name).map_err(|error| Refusal::new(Exception::InvalidInstanceName, format!("`{member}`: {error}")))
}

/// Reads the names of instances, each once, in their order.
pub(super) fn all_named(given: Option<Vec<String>>, most: usize, too_many: Exception) -> Result<Vec<InstanceName>, Refusal> {
    let given = given.unwrap_or_default();
    if given.is_empty() {
        return refuse(Exception::InstanceNameRequired, "`instanceNames` is empty: give the names of on-premises instances");
    }
    if given.len() > most {
        return refuse(too_many, format!("`instanceNames` has {} names: give at most {most}", given.len()));
    }
    let mut names: Vec<InstanceName> = vec![];
    for name in given {
        let name = named("instanceNames", Some(name))?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The refusal where an instance was never registered, or is not any more.
pub(super) fn not_registered(name: &InstanceName) -> Refusal {
    Refusal::new(Exception::InstanceNotRegistered, format!("There is no on-premises instance `{name}`: register it first"))
}
