//! Deployment configurations.

use super::config_rules::{self, Given};
use super::paging::{Listing, PAGE};
use super::{RACES_MAX, busy, members, refuse, views};
use crate::records::{ConfigRecord, config_key, put};
use crate::{Actuator, Engine, EngineError, Exception, Expect, RecordKind, Refusal, Store, Write};
use headgate_domain::{ComputePlatform, ConfigName, DeploymentConfig, predefined_configs};
use headgate_wire as wire;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the predefined configurations' names begin with; nobody else's may.
const PREDEFINED: &str = "CodeDeployDefault.";

pub(super) async fn create<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::CreateDeploymentConfigInput,
) -> Result<wire::CreateDeploymentConfigOutput, EngineError> {
    let name = members::config(input.deployment_config_name)?;
    not_predefined(&name)?;
    let (hosts, routing, zones) = (input.minimum_healthy_hosts, input.traffic_routing_config, input.zonal_config);
    let rules = config_rules::read(members::platform(input.compute_platform), Given { hosts, routing, zones })?;
    let config = DeploymentConfig { name, id: engine.source.uuid(), rules, created_at: engine.source.now() };
    let record = ConfigRecord { config, groups: 0 };
    let config = &record.config;
    if !engine.attempt(vec![put(config_key(&config.name), &record, Expect::Absent)?]).await? {
        let message = format!("There is a deployment configuration `{}` already", config.name);
        refuse(Exception::DeploymentConfigAlreadyExists, message)?;
    }
    Ok(wire::CreateDeploymentConfigOutput { deployment_config_id: Some(record.config.id) })
}

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetDeploymentConfigInput,
) -> Result<wire::GetDeploymentConfigOutput, EngineError> {
    let config = engine.config(&members::config(input.deployment_config_name)?).await?;
    let info = wire::DeploymentConfigInfo {
        deployment_config_id: Some(config.id),
        deployment_config_name: Some(config.name.to_string()),
        create_time: Some(views::seconds(config.created_at)),
        compute_platform: Some(views::platform(config.rules.platform())),
        ..wire::DeploymentConfigInfo::default()
    };
    Ok(wire::GetDeploymentConfigOutput { deployment_config_info: Some(config_rules::written(&config.rules, info)) })
}

/// Names the configurations: the predefined ones on the first page, then those that were made.
pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListDeploymentConfigsInput,
) -> Result<wire::ListDeploymentConfigsOutput, EngineError> {
    let listing = Listing::of("ListDeploymentConfigs", &[]);
    let after = listing.after(input.next_token.as_deref())?;
    let mut names: Vec<String> = match after {
        None => predefined_configs().into_iter().map(|config| config.name.to_string()).collect(),
        Some(_) => vec![],
    };
    let page = engine.store.records(RecordKind::Config, "", after, PAGE - names.len()).await?;
    names.extend(page.items.into_iter().map(|record| record.key.name));
    Ok(wire::ListDeploymentConfigsOutput { deployment_configs_list: Some(names), next_token: page.next.map(|next| listing.token(&next)) })
}

/// Removes a configuration that no group follows. One that is not there is gone already.
pub(super) async fn delete<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::DeleteDeploymentConfigInput,
) -> Result<Map<String, Value>, EngineError> {
    let name = members::config(input.deployment_config_name)?;
    not_predefined(&name)?;
    let key = config_key(&name);
    for _ in 0..RACES_MAX {
        let Some((record, rev)) = engine.typed::<ConfigRecord>(&key).await? else { return Ok(Map::new()) };
        if record.groups > 0 {
            let groups = if record.groups == 1 {
                "a deployment group follows".to_owned()
            } else {
                format!("{} deployment groups follow", record.groups)
            };
            let message = format!("Deployment configuration `{name}` is in use: {groups} it; give them another first");
            refuse(Exception::DeploymentConfigInUse, message)?;
        }
        if engine.attempt(vec![Write::Remove(key.clone(), Expect::At(rev))]).await? {
            return Ok(Map::new());
        }
    }
    Err(busy(&format!("deployment configuration `{name}`")))
}

fn not_predefined(name: &ConfigName) -> Result<(), Refusal> {
    if name.as_str().starts_with(PREDEFINED) {
        let message = format!("`deploymentConfigName` is `{name}`: names that begin with `{PREDEFINED}` are the predefined ones'");
        return refuse(Exception::InvalidDeploymentConfigName, message);
    }
    Ok(())
}

/// Refuses a configuration that is for another platform than its group.
pub(super) async fn fits<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    name: &ConfigName,
    platform: ComputePlatform,
) -> Result<(), EngineError> {
    let of = engine.config(name).await?.rules.platform();
    if of != platform {
        let message = format!("`deploymentConfigName` is `{name}`, which is for platform `{of}`: give one for `{platform}`");
        refuse(Exception::InvalidDeploymentConfigName, message)?;
    }
    Ok(())
}

/// How many more, or fewer, groups follow each configuration.
#[derive(Default)]
pub(super) struct Followers(BTreeMap<ConfigName, i32>);

impl Followers {
    pub(super) fn gain(mut self, name: &ConfigName) -> Self {
        *self.0.entry(name.clone()).or_default() += 1;
        self
    }

    pub(super) fn lose(mut self, name: &ConfigName) -> Self {
        *self.0.entry(name.clone()).or_default() -= 1;
        self
    }

    /// The writes that count them. Whoever gains a follower must exist.
    pub(super) async fn writes<S: Store, A: Actuator>(self, engine: &Engine<S, A>) -> Result<Vec<Write>, EngineError> {
        let mut writes = vec![];
        for (name, change) in self.0.into_iter().filter(|(_, change)| *change != 0) {
            if change > 0 {
                engine.config(&name).await?;
            }
            let key = config_key(&name);
            if let Some((record, rev)) = engine.typed::<ConfigRecord>(&key).await? {
                let record = ConfigRecord { groups: record.groups.saturating_add_signed(change), ..record };
                writes.push(put(key, &record, Expect::At(rev))?);
            }
        }
        Ok(writes)
    }
}
