//! The tags of on-premises instances, by which deployment groups choose them.

use super::super::{RACES_MAX, busy, refuse, shown};
use super::instance::{self, Instance, all_named, not_registered};
use crate::records::put;
use crate::{Actuator, Engine, EngineError, Exception, Expect, Fault, Refusal, Store, Write};
use futures::future::try_join_all;
use headgate_domain::InstanceName;
use headgate_wire as wire;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// As many as one transaction can change: all instances of a call are changed, or none.
const INSTANCES_MAX: usize = 100;
/// CodeDeploy's limit, of an instance and of a call.
const TAGS_MAX: usize = 10;
const KEY_CHARS_MAX: usize = 128;
const VALUE_CHARS_MAX: usize = 256;

/// Gives tags to instances. A key that an instance has gets the new value.
pub(in crate::api) async fn add<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::AddTagsToOnPremisesInstancesInput,
) -> Result<Map<String, Value>, EngineError> {
    let tags = read(input.tags)?.into_iter().map(|(key, value)| match value {
        Some(value) => Ok((key, value)),
        None => refuse(Exception::InvalidTag, "`tags`: a tag has a `Key` only: give its `Value` as well, which may be empty"),
    });
    let tags: Vec<(String, String)> = tags.collect::<Result<_, _>>()?;
    change(engine, input.instance_names, |instance| {
        instance.tags.extend(tags.iter().cloned());
        let count = instance.tags.len();
        if count > TAGS_MAX {
            let message = format!("Instance `{}` would have {count} tags: it may have {TAGS_MAX}: remove some first", instance.name);
            return refuse(Exception::TagLimitExceeded, message);
        }
        Ok(())
    })
    .await
}

/// Takes tags from instances: those with this key and value, or with this key where no value is given.
pub(in crate::api) async fn remove<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::RemoveTagsFromOnPremisesInstancesInput,
) -> Result<Map<String, Value>, EngineError> {
    let tags = read(input.tags)?;
    change(engine, input.instance_names, |instance| {
        instance.tags.retain(|key, value| tags.get(key).is_none_or(|given| given.as_ref().is_some_and(|given| given != value)));
        Ok(())
    })
    .await
}

async fn change<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    names: Option<Vec<String>>,
    change: impl Fn(&mut Instance) -> Result<(), Refusal>,
) -> Result<Map<String, Value>, EngineError> {
    let names = all_named(names, INSTANCES_MAX, Exception::InstanceLimitExceeded)?;
    for _ in 0..RACES_MAX {
        let writes = try_join_all(names.iter().map(|name| changed(engine, name, &change))).await?;
        let writes: Vec<Write> = writes.into_iter().flatten().collect();
        if writes.is_empty() || engine.attempt(writes).await? {
            return Ok(Map::new());
        }
    }
    Err(busy("one of the on-premises instances"))
}

/// The write that changes an instance, where that is a change.
async fn changed<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    name: &InstanceName,
    change: &impl Fn(&mut Instance) -> Result<(), Refusal>,
) -> Result<Option<Write>, EngineError> {
    let found = engine.typed::<Instance>(&instance::key(name)).await?;
    let (before, rev) = found.filter(|(instance, _)| instance.is_registered()).ok_or_else(|| not_registered(name))?;
    let mut after = before.clone();
    change(&mut after)?;
    let write: Result<Write, Fault> = put(instance::key(name), &after, Expect::At(rev));
    Ok(if after == before { None } else { Some(write?) })
}

/// Keys, with their values as far as those are given.
fn read(given: Option<Vec<wire::Tag>>) -> Result<BTreeMap<String, Option<String>>, Refusal> {
    let given = given.unwrap_or_default();
    if given.is_empty() {
        return refuse(Exception::TagRequired, "`tags` is empty: give a tag, `{\"Key\": …, \"Value\": …}`");
    }
    if given.len() > TAGS_MAX {
        return refuse(Exception::TagLimitExceeded, format!("`tags` has {} tags: give at most {TAGS_MAX}", given.len()));
    }
    let mut tags = BTreeMap::new();
    for (index, wire::Tag { key, value }) in given.into_iter().enumerate() {
        let at = format!("tags[{index}]");
        let Some(key) = key.filter(|key| !key.is_empty()) else {
            return refuse(Exception::InvalidTag, format!("`{at}.Key` is missing: give it"));
        };
        for (part, text, most) in [("Key", Some(&key), KEY_CHARS_MAX), ("Value", value.as_ref(), VALUE_CHARS_MAX)] {
            let chars = text.map_or(0, |text| text.chars().count());
            if chars > most {
                return refuse(Exception::InvalidTag, format!("`{at}.{part}` has {chars} characters: give at most {most}"));
            }
        }
        if tags.contains_key(&key) {
            return refuse(Exception::InvalidTag, format!("`{at}.Key` is {}, which stands in the list already: leave it out", shown(&key)));
        }
        tags.insert(key, value);
    }
    Ok(tags)
}
