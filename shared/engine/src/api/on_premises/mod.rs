//! On-premises instances: registered under a name and an IAM ARN, tagged, and listed.
//!
//! An instance that was deregistered stays to be read, until another one is registered under its name.
//! Its ARN is free at once.

mod arn;
mod filters;
mod instance;
mod tags;

use super::paging::Listing;
use super::{RACES_MAX, busy, refuse, sifting};
use crate::records::{NameRecord, put, read};
use crate::{Actuator, Engine, EngineError, Exception, Expect, RecordKind, Store, Write};
use arn::IamArn;
use filters::Filters;
use futures::future::try_join_all;
use headgate_wire as wire;
use instance::{Instance, all_named, key, named, not_registered};
use serde_json::{Map, Value};
pub(super) use tags::{add as add_tags, remove as remove_tags};

/// CodeDeploy's limit.
const BATCH_MAX: usize = 25;

pub(super) async fn register<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::RegisterOnPremisesInstanceInput,
) -> Result<Map<String, Value>, EngineError> {
    let name = named("instanceName", input.instance_name)?;
    let iam_arn = IamArn::read(input.iam_user_arn, input.iam_session_arn)?;
    let instance = Instance::new(engine, name, iam_arn);
    for _ in 0..RACES_MAX {
        let expect = match engine.typed::<Instance>(&key(&instance.name)).await? {
            Some((other, _)) if other.is_registered() => {
                let message = format!("There is an on-premises instance `{}` already: deregister it first", other.name);
                return Ok(refuse(Exception::InstanceNameAlreadyRegistered, message)?);
            }
            Some((_, rev)) => Expect::At(rev),
            None => Expect::Absent,
        };
        if engine.store.record(&instance.iam_arn.key()).await?.is_some() {
            return Err(instance.iam_arn.taken().into());
        }
        let takes_arn = put(instance.iam_arn.key(), &NameRecord { id: instance.name.clone() }, Expect::Absent)?;
        if engine.attempt(vec![put(key(&instance.name), &instance, expect)?, takes_arn]).await? {
            return Ok(Map::new());
        }
    }
    Err(busy(&format!("on-premises instance `{}`", instance.name)))
}

/// What is not registered is left as it is.
pub(super) async fn deregister<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::DeregisterOnPremisesInstanceInput,
) -> Result<Map<String, Value>, EngineError> {
    let name = named("instanceName", input.instance_name)?;
    for _ in 0..RACES_MAX {
        let found = engine.typed::<Instance>(&key(&name)).await?;
        let Some((mut gone, rev)) = found.filter(|(instance, _)| instance.is_registered()) else { return Ok(Map::new()) };
        gone.deregister_time = Some(engine.source.now());
        // The ARN is this instance's as long as its revision stands: both are written together.
        let frees_arn = Write::Remove(gone.iam_arn.key(), Expect::Anything);
        if engine.attempt(vec![put(key(&name), &gone, Expect::At(rev))?, frees_arn]).await? {
            return Ok(Map::new());
        }
    }
    Err(busy(&format!("on-premises instance `{name}`")))
}

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetOnPremisesInstanceInput,
) -> Result<wire::GetOnPremisesInstanceOutput, EngineError> {
    let name = named("instanceName", input.instance_name)?;
    let found = engine.typed::<Instance>(&key(&name)).await?;
    let (instance, _) = found.ok_or_else(|| not_registered(&name))?;
    Ok(wire::GetOnPremisesInstanceOutput { instance_info: Some(instance.written(&engine.installation.account)) })
}

/// Those instances that there are; the rest is left out.
pub(super) async fn batch_get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::BatchGetOnPremisesInstancesInput,
) -> Result<wire::BatchGetOnPremisesInstancesOutput, EngineError> {
    let names = all_named(input.instance_names, BATCH_MAX, Exception::BatchLimitExceeded)?;
    let keys: Vec<_> = names.iter().map(key).collect();
    let found = try_join_all(keys.iter().map(|key| engine.typed::<Instance>(key))).await?;
    let infos = found.into_iter().flatten().map(|(instance, _)| instance.written(&engine.installation.account));
    Ok(wire::BatchGetOnPremisesInstancesOutput { instance_infos: Some(infos.collect()) })
}

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListOnPremisesInstancesInput,
) -> Result<wire::ListOnPremisesInstancesOutput, EngineError> {
    let filters = Filters::read(input.registration_status, input.tag_filters)?;
    let listing = Listing::of("ListOnPremisesInstances", &[&filters.said()]);
    let after = listing.after(input.next_token.as_deref())?;
    let page = sifting::page(engine, RecordKind::OnPremisesInstance, "", after, |record| {
        let instance: Instance = read(record)?;
        Ok(filters.fit(&instance).then(|| instance.name.to_string()))
    });
    let page = page.await?;
    Ok(wire::ListOnPremisesInstancesOutput { instance_names: Some(page.items), next_token: page.next.map(|next| listing.token(&next)) })
}
