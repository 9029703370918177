//! Applications.

use super::paging::{Listing, PAGE};
use super::{busy, groups, members, refuse, views};
use crate::records::{application_key, put, read};
use crate::{Actuator, Engine, EngineError, Expect, RecordKind, RefusalCode, Store, Write};
use headgate_domain::{Application, ApplicationName};
use headgate_wire as wire;
use serde_json::{Map, Value};

pub(super) async fn create<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::CreateApplicationInput,
) -> Result<wire::CreateApplicationOutput, EngineError> {
    let name = members::application(input.application_name)?;
    members::platform(input.compute_platform.as_deref())?;
    members::no_tags(input.tags.as_deref())?;
    let application = Application { name, id: engine.source.uuid(), created_at: engine.source.now() };
    if !engine.attempt(vec![put(application_key(&application.name), &application, Expect::Absent)?]).await? {
        refuse(RefusalCode::ApplicationAlreadyExists, format!("There is an application `{}` already", application.name))?;
    }
    Ok(wire::CreateApplicationOutput { application_id: Some(application.id) })
}

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetApplicationInput,
) -> Result<wire::GetApplicationOutput, EngineError> {
    let application = engine.application(&members::application(input.application_name)?).await?;
    let info = wire::ApplicationInfo {
        application_id: Some(application.id),
        application_name: Some(application.name.to_string()),
        create_time: Some(views::seconds(application.created_at)),
        linked_to_git_hub: Some(false),
        git_hub_account_name: None,
        compute_platform: Some(views::PLATFORM.to_owned()),
    };
    Ok(wire::GetApplicationOutput { application: Some(info) })
}

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListApplicationsInput,
) -> Result<wire::ListApplicationsOutput, EngineError> {
    let listing = Listing::of("ListApplications", &[]);
    let after = listing.after(input.next_token.as_deref())?;
    let page = engine.store.records(RecordKind::Application, "", after, PAGE).await?;
    Ok(wire::ListApplicationsOutput {
        applications: Some(page.items.into_iter().map(|record| record.key.name).collect()),
        next_token: page.next.map(|next| listing.token(&next)),
    })
}

/// How many groups are removed in one transaction: each is up to three of its hundred writes.
const GROUPS_AT_ONCE: usize = 30;
/// A thousand groups, which is CodeDeploy's limit, and some races.
const ROUNDS_MAX: usize = 50;

/// Removes an application and its groups, unless a deployment is active or waiting. One that is not
/// there is gone already.
///
/// The application goes with the last of its groups. A group that was made meanwhile goes in one
/// more round, after which nothing can be made under an application that is no more.
pub(super) async fn delete<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::DeleteApplicationInput,
) -> Result<Map<String, Value>, EngineError> {
    let name = members::application(input.application_name)?;
    let key = application_key(&name);
    for _ in 0..ROUNDS_MAX {
        let application = engine.store.record(&key).await?;
        let page = engine.store.records(RecordKind::Group, name.as_str(), None, GROUPS_AT_ONCE).await?;
        if page.items.is_empty() && application.is_none() {
            return Ok(Map::new());
        }
        let groups = page.items.iter().map(|record| Ok((read(record)?, record.rev))).collect::<Result<Vec<_>, EngineError>>()?;
        let mut writes = groups::removal(engine, &groups).await?;
        if let (Some(application), None) = (application, page.next) {
            writes.push(Write::Remove(key.clone(), Expect::At(application.rev)));
        }
        engine.attempt(writes).await?;
    }
    Err(busy(&format!("application `{name}`")))
}

/// The write that holds only while the application is there.
pub(super) fn exists(name: &ApplicationName) -> Write {
    Write::Exists(application_key(name))
}
