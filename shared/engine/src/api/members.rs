//! Members that many requests have, and the exceptions that are theirs.

use super::{refuse, shown};
use crate::{Exception, Refusal};
use headgate_domain::{ApplicationName, ComputePlatform, ConfigName, DeploymentId, ExecutionId, GroupName, InvalidName, OnConflict};
use headgate_wire as wire;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::ops::RangeInclusive;

/// How long a hook may take to report, in seconds.
pub(super) const HOOK_TIMEOUT_SECONDS: RangeInclusive<u32> = 10..=3600;
/// How long all traffic may bake at the end, in seconds: 48 hours, as a whole plan.
pub(super) const FINAL_BAKE_SECONDS: RangeInclusive<u32> = 0..=172_800;

pub(super) fn application(name: Option<String>) -> Result<ApplicationName, Refusal> {
    let codes = (Exception::ApplicationNameRequired, Exception::InvalidApplicationName);
    named("applicationName", name, codes, ApplicationName::new)
}

/// An application's next name, which may be left out.
pub(super) fn new_application(name: Option<String>) -> Result<Option<ApplicationName>, Refusal> {
    let codes = (Exception::InvalidApplicationName, Exception::InvalidApplicationName);
    name.map(|name| named("newApplicationName", Some(name), codes, ApplicationName::new)).transpose()
}

pub(super) fn group(member: &str, name: Option<String>) -> Result<GroupName, Refusal> {
    let codes = (Exception::DeploymentGroupNameRequired, Exception::InvalidDeploymentGroupName);
    named(member, name, codes, GroupName::new)
}

pub(super) fn config(name: Option<String>) -> Result<ConfigName, Refusal> {
    let codes = (Exception::DeploymentConfigNameRequired, Exception::InvalidDeploymentConfigName);
    named("deploymentConfigName", name, codes, ConfigName::new)
}

/// A configuration that may be left out.
pub(super) fn optional_config(name: Option<String>) -> Result<Option<ConfigName>, Refusal> {
    let codes = (Exception::InvalidDeploymentConfigName, Exception::InvalidDeploymentConfigName);
    name.map(|name| named("deploymentConfigName", Some(name), codes, ConfigName::new)).transpose()
}

pub(super) fn deployment(id: Option<String>) -> Result<DeploymentId, Refusal> {
    named("deploymentId", id, (Exception::DeploymentIdRequired, Exception::InvalidDeploymentId), DeploymentId::new)
}

pub(super) fn execution(id: Option<String>) -> Result<ExecutionId, Refusal> {
    let code = Exception::InvalidLifecycleEventHookExecutionId;
    named("lifecycleEventHookExecutionId", id, (code, code), ExecutionId::new)
}

fn named<T>(
    member: &str,
    text: Option<String>,
    (required, invalid): (Exception, Exception),
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
            refuse(Exception::InvalidInput, format!("`{member}` is {number}: give a whole number from {least} to {most}"))
        }
    }
}

pub(super) fn on_conflict(given: wire::OnConflict) -> OnConflict {
    match given {
        wire::OnConflict::Reject => OnConflict::Reject,
        wire::OnConflict::Queue => OnConflict::Queue,
        wire::OnConflict::Supersede => OnConflict::Supersede,
    }
}

/// Free text that is kept and shown: printable, and not too long.
pub(super) fn prose(member: &str, text: &str, chars_max: usize) -> Result<String, Refusal> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.chars().count() > chars_max || trimmed.chars().any(char::is_control) {
        let message = format!("`{member}` is {}: give 1 to {chars_max} printable characters", shown(text));
        return refuse(Exception::InvalidInput, message);
    }
    Ok(trimmed.to_owned())
}

/// An instant, in seconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "what is out of range saturates, and is refused")]
pub(super) fn instant(member: &str, seconds: f64) -> Result<Timestamp, Refusal> {
    Timestamp::from_millisecond((seconds * 1000.0).round() as i64)
        .map_err(|_| Refusal::new(Exception::InvalidTimeRange, format!("`{member}` is `{seconds}`: give seconds since 1970")))
}

/// The platform of what is made: servers, where a request says nothing.
pub(super) fn platform(given: Option<wire::ComputePlatform>) -> ComputePlatform {
    match given {
        Some(wire::ComputePlatform::Lambda) => ComputePlatform::Lambda,
        Some(wire::ComputePlatform::Ecs) => ComputePlatform::Ecs,
        Some(wire::ComputePlatform::Server) | None => ComputePlatform::Server,
    }
}

/// A member that has no meaning in what it is said of: taken where it says nothing.
pub(super) fn nothing(member: &str, of: &str, given: Option<&impl Serialize>, code: Exception) -> Result<(), Refusal> {
    if given.is_none_or(|given| serde_json::to_value(given).is_ok_and(|value| says_nothing(&value))) {
        return Ok(());
    }
    refuse(code, format!("`{member}` does not belong to {of}: leave it out"))
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
        Value::Array(items) => items.iter().all(says_nothing),
        Value::Object(members) => members.values().all(says_nothing),
    }
}
