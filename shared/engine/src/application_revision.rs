//! What an application knows of its revisions: where each one is, and when it was used.

use crate::records::{put, sha256};
use crate::{Actuator, Engine, Expect, Fault, RecordKey, RecordKind, Store, Write};
use headgate_domain::{ApplicationId, GroupId, Revision};
use headgate_wire as wire;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Groups that a revision remembers having been deployed in: as many as an application can have.
const GROUPS_MAX: usize = 1000;

/// A revision that was registered, or deployed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ApplicationRevision {
    /// Without a text: that is kept under its SHA-256.
    pub(crate) location: wire::RevisionLocation,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    pub(crate) register_time: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first_used: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_used: Option<Timestamp>,
    /// Those it was deployed in, the latest last. Whether it is still what they have is theirs to say.
    #[serde(default)]
    pub(crate) groups: Vec<GroupId>,
}

impl ApplicationRevision {
    /// One that was never used.
    pub(crate) fn new(location: wire::RevisionLocation, register_time: Timestamp) -> Self {
        Self { location, description: None, register_time, first_used: None, last_used: None, groups: vec![] }
    }

    fn used(mut self, group: &GroupId, at: Timestamp) -> Self {
        self.first_used.get_or_insert(at);
        self.last_used = Some(self.last_used.map_or(at, |before| before.max(at)));
        self.groups.retain(|other| other != group);
        self.groups.push(group.clone());
        let forgotten = self.groups.len().saturating_sub(GROUPS_MAX);
        self.groups.drain(..forgotten);
        self
    }
}

/// The key of a revision. The location's JSON has its members sorted, so that it is the same whatever the order in
/// which they are declared.
pub(crate) fn application_revision_key(application: &ApplicationId, location: &wire::RevisionLocation) -> Result<RecordKey, Fault> {
    let location = serde_json::to_value(location).map_err(|error| Fault::Broken(format!("a revision cannot be written: {error}")))?;
    Ok(RecordKey { kind: RecordKind::ApplicationRevision, parent: application.to_string(), name: sha256(&location.to_string()) })
}

/// Where a deployment's revision comes from; its text stays hidden, as CodeDeploy has it.
pub(crate) fn located(revision: &Revision) -> wire::RevisionLocation {
    let of = |kind| wire::RevisionLocation { revision_type: Some(kind), ..wire::RevisionLocation::default() };
    match revision {
        Revision::Content { sha256 } => {
            let content = wire::AppSpecContent { content: None, sha256: Some(sha256.clone()) };
            wire::RevisionLocation { app_spec_content: Some(content), ..of(wire::RevisionLocationType::AppSpecContent) }
        }
        Revision::Text { sha256 } => {
            let string = wire::RawString { content: None, sha256: Some(sha256.clone()) };
            wire::RevisionLocation { string: Some(string), ..of(wire::RevisionLocationType::String) }
        }
        Revision::S3 { bucket, key, bundle_type, version, e_tag, sha256: _ } => {
            let location = wire::S3Location {
                bucket: Some(bucket.clone()),
                key: Some(key.clone()),
                bundle_type: wire::BundleType::named(bundle_type),
                version: version.clone(),
                e_tag: e_tag.clone(),
            };
            wire::RevisionLocation { s3_location: Some(location), ..of(wire::RevisionLocationType::S3) }
        }
    }
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// The write that goes with a deployment: its revision is registered, if it is new, and used in its group.
    ///
    /// It holds only while the revision is as it was read: whoever loses the race reads it again.
    pub(crate) async fn uses_revision(&self, application: &ApplicationId, group: &GroupId, revision: &Revision) -> Result<Write, Fault> {
        let (location, now) = (located(revision), self.source.now());
        let key = application_revision_key(application, &location)?;
        let (before, expect) = match self.typed::<ApplicationRevision>(&key).await? {
            Some((known, rev)) => (known, Expect::At(rev)),
            None => (ApplicationRevision::new(location, now), Expect::Absent),
        };
        put(key, &before.used(group, now), expect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn group(number: usize) -> GroupId {
        GroupId::new(format!("g{number}")).unwrap()
    }

    #[test]
    fn a_revision_remembers_its_first_and_last_use_and_its_latest_groups() {
        let mut revision = ApplicationRevision::new(wire::RevisionLocation::default(), at(1));
        assert_eq!((revision.first_used, revision.last_used), (None, None));
        revision = revision.used(&group(1), at(5)).used(&group(2), at(4)).used(&group(1), at(7));
        assert_eq!((revision.first_used, revision.last_used), (Some(at(5)), Some(at(7))));
        assert_eq!(revision.groups, [group(2), group(1)]);
        for number in 3..1003 {
            revision = revision.used(&group(number), at(9));
        }
        assert_eq!((revision.groups.len(), &revision.groups[0]), (GROUPS_MAX, &group(3)));
    }

    #[test]
    fn a_key_is_a_locations_own() {
        let application = ApplicationId::new("a").unwrap();
        let key = |revision: Revision| application_revision_key(&application, &located(&revision)).unwrap();
        let sha256 = "ab".repeat(32);
        let keys = [key(Revision::Content { sha256: sha256.clone() }), key(Revision::Text { sha256 })];
        assert_ne!(keys[0], keys[1]);
        assert_eq!(keys[1].name, "f39e69e0483bcfef7f859e84ad761c0fb354f427bd4bcdaee5e7c21678fb64b2", "it must never change");
    }
}
