//! Revisions: registered with an application, by hand or by being deployed, and read back.
//!
//! They belong to their application: what another one has deployed is not known here, neither by its place
//! nor by its text's SHA-256.

mod list;
mod location;
mod targets;

use super::{RACES_MAX, busy, create, members, refuse, views};
use crate::application_revision::{ApplicationRevision, application_revision_key};
use crate::records::{RevisionRecord, application_key, put, revision_key};
use crate::{Actuator, Engine, EngineError, Exception, Expect, Refusal, Store, Write};
use futures::future::try_join_all;
use headgate_domain::ApplicationId;
use headgate_wire as wire;
pub(super) use list::list;
pub(super) use location::Location;
use location::{Text, kept};
use serde_json::{Map, Value};

/// CodeDeploy's limit.
const BATCH_MAX: usize = 25;

/// Makes a revision known. It is not looked at: whether it can be deployed is seen when it is.
pub(super) async fn register<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::RegisterApplicationRevisionInput,
) -> Result<Map<String, Value>, EngineError> {
    let application = members::application(input.application_name)?;
    let description = input.description.map(create::description).transpose()?;
    let location = Location::read(input.revision)?;
    for _ in 0..RACES_MAX {
        let id = engine.application_id(&application).await?;
        let mut writes = vec![Write::Exists(application_key(&id))];
        writes.extend(keeps_text(engine, &id, &location).await?);
        let written = location.written();
        let key = application_revision_key(&id, &written)?;
        let (mut revision, expect) = match engine.typed::<ApplicationRevision>(&key).await? {
            Some((known, rev)) => (known, Expect::At(rev)),
            None => (ApplicationRevision::new(written, engine.source.now()), Expect::Absent),
        };
        if let Some(description) = description.clone() {
            revision.description = Some(description).filter(|text| !text.is_empty());
        }
        writes.push(put(key, &revision, expect)?);
        if engine.attempt(writes).await? {
            return Ok(Map::new());
        }
    }
    Err(busy(&format!("application `{application}`")))
}

/// The write that keeps the text of a location that is one. Of a SHA-256 alone, the text must be known.
async fn keeps_text<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationId,
    location: &Location,
) -> Result<Option<Write>, EngineError> {
    match location.own_text() {
        Some(text @ Text::Given(content)) => {
            let record = RevisionRecord { content: content.clone() };
            Ok(Some(put(revision_key(application, &text.digest()), &record, Expect::Anything)?))
        }
        Some(Text::Kept(digest)) => match kept(engine, application, digest).await {
            Ok(_) => Ok(None),
            Err(EngineError::Refused(unknown)) => Err(Refusal::new(Exception::InvalidRevision, unknown.message).into()),
            Err(fault @ EngineError::Fault(_)) => Err(fault),
        },
        None => Ok(None),
    }
}

/// Tells of a revision, and gives the text of one that is named by its SHA-256.
pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetApplicationRevisionInput,
) -> Result<wire::GetApplicationRevisionOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let location = Location::read(input.revision)?;
    let id = engine.application_id(&application).await?;
    let found = found(engine, &id, &location).await?;
    let info = found.ok_or_else(|| Refusal::new(Exception::RevisionDoesNotExist, unknown(&location)))?;
    Ok(wire::GetApplicationRevisionOutput {
        application_name: Some(application.to_string()),
        revision: info.revision_location,
        revision_info: info.generic_revision_info,
    })
}

/// Those revisions that there are; of the others the answer says how many.
pub(super) async fn batch_get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::BatchGetApplicationRevisionsInput,
) -> Result<wire::BatchGetApplicationRevisionsOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let given = input.revisions.unwrap_or_default();
    if given.is_empty() {
        refuse(Exception::RevisionRequired, "`revisions` is empty: give the locations of revisions")?;
    }
    if given.len() > BATCH_MAX {
        let message = format!("`revisions` has {} locations: give at most {BATCH_MAX}", given.len());
        refuse(Exception::BatchLimitExceeded, message)?;
    }
    let locations = given.into_iter().map(|location| Location::read(Some(location))).collect::<Result<Vec<Location>, _>>()?;
    let id = engine.application_id(&application).await?;
    let infos = try_join_all(locations.iter().map(|location| found(engine, &id, location))).await?;
    let missing = locations.iter().zip(&infos).find(|(_, info)| info.is_none()).map(|(location, _)| unknown(location));
    Ok(wire::BatchGetApplicationRevisionsOutput {
        application_name: Some(application.to_string()),
        error_message: Some(missing.unwrap_or_default()),
        revisions: Some(infos.into_iter().flatten().collect()),
    })
}

fn unknown(location: &Location) -> String {
    let written = location.written();
    let kind = written.revision_type.map_or("", wire::RevisionLocationType::as_str);
    let place = match location {
        Location::Content(text) | Location::Text(text) => text.digest(),
        Location::S3 { at, .. } => format!("s3://{}/{}", at.bucket, at.key),
        Location::GitHub { repository, commit_id } => format!("{repository}@{commit_id}"),
    };
    format!("The application has no revision {kind} {}: register it, or deploy it", super::shown(&place))
}

/// What an application knows of a revision. A text is found by its SHA-256 whichever way it came, so that the
/// AppSpec in a bundle can be read as well.
async fn found<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationId,
    location: &Location,
) -> Result<Option<wire::RevisionInfo>, EngineError> {
    let mut written = location.written();
    let known = engine.typed::<ApplicationRevision>(&application_revision_key(application, &written)?).await?;
    let text = match location.own_text() {
        Some(text) => engine.typed::<RevisionRecord>(&revision_key(application, &text.digest())).await?,
        None => None,
    };
    if known.is_none() && text.is_none() {
        return Ok(None);
    }
    let content = text.map(|(record, _)| record.content);
    if let Some(part) = &mut written.app_spec_content {
        part.content.clone_from(&content);
    }
    if let Some(part) = &mut written.string {
        part.content = content;
    }
    let info = match known {
        Some((revision, _)) => info(engine, &revision).await?,
        None => wire::GenericRevisionInfo::default(),
    };
    Ok(Some(wire::RevisionInfo { revision_location: Some(written), generic_revision_info: Some(info) }))
}

async fn info<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    revision: &ApplicationRevision,
) -> Result<wire::GenericRevisionInfo, EngineError> {
    Ok(wire::GenericRevisionInfo {
        description: revision.description.clone(),
        deployment_groups: Some(targets::groups_with(engine, revision).await?),
        first_used_time: revision.first_used.map(views::seconds),
        last_used_time: revision.last_used.map(views::seconds),
        register_time: Some(views::seconds(revision.register_time)),
    })
}
