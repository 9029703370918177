//! Members that many requests have, and the exceptions that are theirs.

use super::{refuse, shown};
use crate::{Refusal, RefusalCode};
use headgate_domain::{ApplicationName, ConfigName, DeploymentId, ExecutionId, GroupName, InvalidName};
use serde::de::{DeserializeOwned, IntoDeserializer, value};
use serde_json::Value;
use std::ops::RangeInclusive;

/// How long a hook may take to report, in seconds.
pub(super) const HOOK_TIMEOUT_SECONDS: RangeInclusive<u32> = 10..=3600;
/// How long all traffic may bake at the end, in seconds: 48 hours, as a whole plan.
pub(super) const FINAL_BAKE_SECONDS: RangeInclusive<u32> = 0..=172_800;

pub(super) fn application(name: Option<String>) -> Result<ApplicationName, Refusal> {
    let codes = (RefusalCode::ApplicationNameRequired, RefusalCode::InvalidApplicationName);
    named("applicationName", name, codes, ApplicationName::new)
}

pub(super) fn group(member: &str, name: Option<String>) -> Result<GroupName, Refusal> {
    let codes = (RefusalCode::DeploymentGroupNameRequired, RefusalCode::InvalidDeploymentGroupName);
    named(member, name, codes, GroupName::new)
}

pub(super) fn config(name: Option<String>) -> Result<ConfigName, Refusal> {
    let codes = (RefusalCode::DeploymentConfigNameRequired, RefusalCode::InvalidDeploymentConfigName);
    named("deploymentConfigName", name, codes, ConfigName::new)
}

/// A configuration that may be left out.
pub(super) fn optional_config(name: Option<String>) -> Result<Option<ConfigName>, Refusal> {
    let codes = (RefusalCode::InvalidDeploymentConfigName, RefusalCode::InvalidDeploymentConfigName);
    name.map(|name| named("deploymentConfigName", Some(name), codes, ConfigName::new)).transpose()
}

pub(super) fn deployment(id: Option<String>) -> Result<DeploymentId, Refusal> {
    named("deploymentId", id, (RefusalCode::DeploymentIdRequired, RefusalCode::InvalidDeploymentId), DeploymentId::new)
}

pub(super) fn execution(id: Option<String>) -> Result<ExecutionId, Refusal> {
    let code = RefusalCode::InvalidLifecycleEventHookExecutionId;
    named("lifecycleEventHookExecutionId", id, (code, code), ExecutionId::new)
}

fn named<T>(
    member: &str,
    text: Option<String>,
    (required, invalid): (RefusalCode, RefusalCode),
    parse: fn(String) -> Result<T, InvalidName>,
) -> Result<T, Refusal> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return refuse(required, format!("`{member}` is missing: give it"));
    };
    parse(text).map_err(|error| Refusal::new(invalid, format!("`{member}`: {error}")))
}

/// A whole number within its range.
pub(super) fn within(member: &str, number: i64, range: &RangeInclusive<u32>) -> Result<u32, Refusal> {
    match u32::try_from(number) {
        Ok(number) if range.contains(&number) => Ok(number),
        Ok(_) | Err(_) => {
            let (least, most) = (range.start(), range.end());
            refuse(RefusalCode::InvalidInput, format!("`{member}` is {number}: give a whole number from {least} to {most}"))
        }
    }
}

/// One of the words that a closed set has.
pub(super) fn word<T: DeserializeOwned>(member: &str, text: &str, words: &str, code: RefusalCode) -> Result<T, Refusal> {
    let read: Result<T, value::Error> = T::deserialize(text.into_deserializer());
    read.map_err(|_| Refusal::new(code, format!("`{member}` is {}: give {words}", shown(text))))
}

pub(super) fn on_conflict(text: Option<&str>) -> Result<Option<headgate_domain::OnConflict>, Refusal> {
    let words = "`reject`, `queue` or `supersede`";
    text.map(|text| word("onConflict", text, words, RefusalCode::InvalidInput)).transpose()
}

/// Free text that is kept and shown: printable, and not too long.
pub(super) fn prose(member: &str, text: &str, chars_max: usize) -> Result<String, Refusal> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.chars().count() > chars_max || trimmed.chars().any(char::is_control) {
        let message = format!("`{member}` is {}: give 1 to {chars_max} printable characters", shown(text));
        return refuse(RefusalCode::InvalidInput, message);
    }
    Ok(trimmed.to_owned())
}

/// The platform of what is made: functions only, so far.
pub(super) fn platform(platform: Option<&str>) -> Result<(), Refusal> {
    let code = RefusalCode::InvalidComputePlatform;
    match platform {
        Some("Lambda") => Ok(()),
        None => {
            refuse(code, "`computePlatform` is missing, which means `Server`: give `Lambda`, the only platform that Headgate deploys to")
        }
        Some(known @ ("Server" | "ECS")) => {
            refuse(code, format!("`computePlatform` is `{known}`: give `Lambda`, the only platform that Headgate deploys to"))
        }
        Some(text) => refuse(code, format!("`computePlatform` is {}: give `Lambda`", shown(text))),
    }
}

/// A member that means nothing for functions: taken where it says nothing.
pub(super) fn nothing(member: &str, value: Option<&Value>, code: RefusalCode) -> Result<(), Refusal> {
    if value.is_none_or(says_nothing) {
        return Ok(());
    }
    refuse(code, format!("`{member}` does not belong to a function's deployment: leave it out"))
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
        Value::Array(items) => items.iter().all(says_nothing),
        Value::Object(members) => members.values().all(says_nothing),
    }
}

/// Tags are not kept, and a request that has some is told so.
pub(super) fn no_tags(tags: Option<&[headgate_wire::Tag]>) -> Result<(), Refusal> {
    if tags.is_none_or(<[_]>::is_empty) {
        return Ok(());
    }
    refuse(RefusalCode::InvalidTagsToAdd, "`tags`: Headgate keeps no tags: leave them out")
}
