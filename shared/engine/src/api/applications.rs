//! Applications.

use super::paging::{Listing, PAGE};
use super::{RACES_MAX, busy, groups, if_any, members, tags, views};
use crate::records::{NameRecord, application_key, application_name_key, put, read};
use crate::{Actuator, Engine, EngineError, Exception, Expect, Fault, RecordKind, Refusal, Rev, Store, Write};
use futures::future::try_join_all;
use headgate_domain::{Application, ApplicationName, GroupId};
use headgate_wire as wire;
use serde_json::{Map, Value};

pub(super) async fn create<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::CreateApplicationInput,
) -> Result<wire::CreateApplicationOutput, EngineError> {
    let name = members::application(input.application_name)?;
    let tags = tags::checked(input.tags)?;
    let (id, created_at) = (engine.source.application_id(), engine.source.now());
    let application = Application { name, id, platform: members::platform(input.compute_platform), created_at };
    let mut writes = vec![put(application_key(&application.id), &application, Expect::Absent)?, takes_name(&application)?];
    writes.extend(tags.kept(application.id.as_str())?);
    if !engine.attempt(writes).await? {
        return Err(exists_already(&application.name).into());
    }
    Ok(wire::CreateApplicationOutput { application_id: Some(application.id.into()) })
}

/// The write that gives an application its name, unless another one has it.
fn takes_name(application: &Application) -> Result<Write, Fault> {
    put(application_name_key(&application.name), &NameRecord { id: application.id.clone() }, Expect::Absent)
}

fn exists_already(name: &ApplicationName) -> Refusal {
    Refusal::new(Exception::ApplicationAlreadyExists, format!("There is an application `{name}` already"))
}

/// Renames an application. Its groups and deployments are its own by its id, and go on.
pub(super) async fn update<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::UpdateApplicationInput,
) -> Result<Map<String, Value>, EngineError> {
    let name = members::application(input.application_name)?;
    let new = members::new_application(input.new_application_name)?.unwrap_or_else(|| name.clone());
    for _ in 0..RACES_MAX {
        let (application, rev) = engine.application_with_rev(&name).await?;
        if new == name {
            return Ok(Map::new());
        }
        if engine.store.record(&application_name_key(&new)).await?.is_some() {
            return Err(exists_already(&new).into());
        }
        let renamed = Application { name: new.clone(), ..application };
        // The name is this application's as long as its revision stands: both are written together.
        let lets_go = Write::Remove(application_name_key(&name), Expect::Anything);
        let writes = vec![put(application_key(&renamed.id), &renamed, Expect::At(rev))?, lets_go, takes_name(&renamed)?];
        if engine.attempt(writes).await? {
            return Ok(Map::new());
        }
    }
    Err(busy(&format!("application `{name}`")))
}

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetApplicationInput,
) -> Result<wire::GetApplicationOutput, EngineError> {
    let application = engine.application(&members::application(input.application_name)?).await?;
    Ok(wire::GetApplicationOutput { application: Some(info(&application)) })
}

/// An application, as CodeDeploy tells of it.
pub(super) fn info(application: &Application) -> wire::ApplicationInfo {
    wire::ApplicationInfo {
        application_id: Some(application.id.to_string()),
        application_name: Some(application.name.to_string()),
        create_time: Some(views::seconds(application.created_at)),
        linked_to_git_hub: Some(false),
        git_hub_account_name: None,
        compute_platform: Some(views::platform(application.platform)),
    }
}

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListApplicationsInput,
) -> Result<wire::ListApplicationsOutput, EngineError> {
    let listing = Listing::of("ListApplications", &[]);
    let after = listing.after(input.next_token.as_deref())?;
    let page = engine.store.records(RecordKind::ApplicationName, "", after, PAGE).await?;
    Ok(wire::ListApplicationsOutput {
        applications: Some(page.items.into_iter().map(|record| record.key.name).collect()),
        next_token: page.next.map(|next| listing.token(&next)),
    })
}

/// How many groups are removed in one transaction: each is up to six of its hundred writes.
const GROUPS_AT_ONCE: usize = 16;
/// A thousand groups, which is CodeDeploy's limit, and some races.
const ROUNDS_MAX: usize = 80;

/// Removes an application and its groups, unless a deployment is active or waiting. One that is not
/// there is gone already.
///
/// The application goes with the last of its groups, at its revision, which every group that is made
/// or renamed raises ([`stays`]): none is left behind.
pub(super) async fn delete<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::DeleteApplicationInput,
) -> Result<Map<String, Value>, EngineError> {
    let name = members::application(input.application_name)?;
    for _ in 0..ROUNDS_MAX {
        let Some((application, rev)) = if_any(engine.application_with_rev(&name).await)? else { return Ok(Map::new()) };
        let page = engine.store.records(RecordKind::GroupName, application.id.as_str(), None, GROUPS_AT_ONCE).await?;
        let ids = page.items.iter().map(|record| Ok(read::<NameRecord<GroupId>>(record)?.id)).collect::<Result<Vec<_>, Fault>>()?;
        let groups: Vec<_> = try_join_all(ids.iter().map(|id| engine.group_record(id))).await?.into_iter().flatten().collect();
        let mut writes = groups::removal(engine, &groups).await?;
        if page.next.is_none() {
            writes.push(Write::Remove(application_key(&application.id), Expect::At(rev)));
            writes.push(Write::Remove(application_name_key(&name), Expect::Anything));
            writes.push(tags::gone(application.id.as_str()));
        }
        engine.attempt(writes).await?;
    }
    Err(busy(&format!("application `{name}`")))
}

/// The write that goes with every group that is made in the application, or renamed: it holds only while
/// the application is as it was read, and whoever is about to remove the application looks at its groups anew.
pub(super) fn stays(application: &Application, rev: Rev) -> Result<Write, Fault> {
    put(application_key(&application.id), application, Expect::At(rev))
}
