//! Target revisions: what each group has deployed last, with success.

use super::super::latest;
use crate::application_revision::{ApplicationRevision, application_revision_key, located};
use crate::records::{NameRecord, read};
use crate::{Actuator, Engine, EngineError, Fault, Record, RecordKind, Store};
use futures::future::try_join_all;
use headgate_domain::{ApplicationId, GroupId, Status};
use headgate_wire as wire;
use std::collections::BTreeSet;

/// Groups that are looked at side by side.
const AT_ONCE: usize = 25;
/// CodeDeploy's limit of groups in an application.
const GROUPS_MAX: usize = 1000;

/// The names of the groups whose target a revision is. Only those are asked in which it was ever deployed.
pub(super) async fn groups_with<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    revision: &ApplicationRevision,
) -> Result<Vec<String>, EngineError> {
    let mut names = vec![];
    for groups in revision.groups.chunks(AT_ONCE) {
        let found = try_join_all(groups.iter().map(|group| name_with(engine, group, &revision.location))).await?;
        names.extend(found.into_iter().flatten());
    }
    names.sort();
    Ok(names)
}

/// A group's name, where its target is at this location.
async fn name_with<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    group: &GroupId,
    location: &wire::RevisionLocation,
) -> Result<Option<String>, EngineError> {
    if target(engine, group).await?.as_ref() != Some(location) {
        return Ok(None);
    }
    Ok(engine.group_by_id(group).await?.map(|(group, _)| group.name.to_string()))
}

async fn target<S: Store, A: Actuator>(engine: &Engine<S, A>, group: &GroupId) -> Result<Option<wire::RevisionLocation>, EngineError> {
    let last = latest::deployment(engine, group, vec![Status::Succeeded], None).await?;
    Ok(last.map(|stored| located(&stored.deployment.request().revision)))
}

/// The names of the records of an application's target revisions.
pub(super) async fn all<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationId,
) -> Result<BTreeSet<String>, EngineError> {
    let groups = engine.store.records(RecordKind::GroupName, application.as_str(), None, GROUPS_MAX).await?.items;
    let mut targets = BTreeSet::new();
    for groups in groups.chunks(AT_ONCE) {
        let ids = groups.iter().map(id).collect::<Result<Vec<_>, _>>()?;
        for location in try_join_all(ids.iter().map(|id| target(engine, id))).await?.into_iter().flatten() {
            targets.insert(application_revision_key(application, &location)?.name);
        }
    }
    Ok(targets)
}

fn id(record: &Record) -> Result<GroupId, Fault> {
    Ok(read::<NameRecord<GroupId>>(record)?.id)
}
