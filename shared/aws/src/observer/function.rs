//! A function with its aliases, its latest versions, and the alarms over it.

use super::alarms;
use crate::actuator::alias::{routing, state};
use crate::faults::Asked;
use aws_sdk_cloudwatch::Client as CloudWatch;
use aws_sdk_lambda::Client as Lambda;
use aws_sdk_lambda::types::{AliasConfiguration, FunctionConfiguration};
use futures::future::{join_all, join3};
use headgate_domain::{AliasName, Failure, FailureKind, FunctionArn, Version};
use headgate_engine::{AliasSeen, FunctionSeen, VersionSeen};
use jiff::Timestamp;

/// Pages of fifty that are read: Lambda lists the oldest first, so that the newest are on the last page.
const PAGES_MAX: usize = 20;
/// Versions that are told, the newest first. Each is looked at by itself, since a listing has no states.
const VERSIONS_MAX: usize = 10;

pub(super) async fn look(lambda: &Lambda, cloudwatch: &CloudWatch, function: &FunctionArn) -> Result<FunctionSeen, Failure> {
    let (aliases, versions, (alarms, all_alarms)) =
        join3(aliases(lambda, function), versions(lambda, function), alarms::over(cloudwatch, function)).await;
    let mut seen = FunctionSeen { alarms: alarms.items, unread: alarms.unread, ..FunctionSeen::default() };
    if !all_alarms {
        seen.cut.push("There are more alarms than were looked through for those that watch the function".to_owned());
    }
    // What does not exist has neither.
    match aliases {
        Ok(found) => seen.aliases = found,
        Err(failure) if failure.kind == FailureKind::Gone => return Err(failure),
        Err(failure) => seen.unread.push(failure),
    }
    match versions {
        Ok((found, all)) => take_versions(lambda, function, found, all, &mut seen).await,
        Err(failure) => seen.unread.push(failure),
    }
    Ok(seen)
}

async fn aliases(lambda: &Lambda, function: &FunctionArn) -> Result<Vec<AliasSeen>, Failure> {
    let asked = Asked { action: "lambda:ListAliases", resource: function.as_str() };
    let (mut found, mut next) = (vec![], None);
    for _ in 0..PAGES_MAX {
        let page = lambda.list_aliases().function_name(function.as_str()).set_marker(next).send().await;
        let page = page.map_err(|error| asked.failure(&error))?;
        found.extend(page.aliases().iter().filter_map(alias));
        next = page.next_marker;
        if next.is_none() {
            break;
        }
    }
    Ok(found)
}

fn alias(alias: &AliasConfiguration) -> Option<AliasSeen> {
    Some(AliasSeen {
        name: AliasName::new(alias.name()?).ok()?,
        description: told(alias.description()),
        routing: routing(alias.function_version(), alias.routing_config()).ok()?,
    })
}

/// Every version that could be listed, and whether that is all there are.
async fn versions(lambda: &Lambda, function: &FunctionArn) -> Result<(Vec<VersionSeen>, bool), Failure> {
    let asked = Asked { action: "lambda:ListVersionsByFunction", resource: function.as_str() };
    let (mut found, mut next) = (vec![], None);
    for _ in 0..PAGES_MAX {
        let page = lambda.list_versions_by_function().function_name(function.as_str()).set_marker(next).send().await;
        let page = page.map_err(|error| asked.failure(&error))?;
        found.extend(page.versions().iter().filter_map(version));
        next = page.next_marker;
        if next.is_none() {
            return Ok((found, true));
        }
    }
    Ok((found, false))
}

/// `$LATEST` is listed as well, and is none.
fn version(version: &FunctionConfiguration) -> Option<VersionSeen> {
    Some(VersionSeen {
        version: Version::new(version.version()?).ok()?,
        description: told(version.description()),
        modified_at: version.last_modified().and_then(instant),
        runtime: version.runtime().map(|runtime| runtime.as_str().to_owned()),
        code_sha256: version.code_sha256().map(str::to_owned),
        state: None,
    })
}

async fn take_versions(lambda: &Lambda, function: &FunctionArn, mut found: Vec<VersionSeen>, all: bool, seen: &mut FunctionSeen) {
    found.sort_by_key(|version| std::cmp::Reverse(number(&version.version)));
    if !all {
        seen.cut.push(format!("Only the {} oldest versions were listed", found.len()));
    } else if found.len() > VERSIONS_MAX {
        seen.cut.push(format!("There are {} versions: these are the {VERSIONS_MAX} newest", found.len()));
    }
    found.truncate(VERSIONS_MAX);
    let states = join_all(found.iter().map(|version| async {
        let resource = format!("{function}:{}", version.version);
        let asked = Asked { action: "lambda:GetFunctionConfiguration", resource: &resource };
        let call = lambda.get_function_configuration().function_name(function.as_str()).qualifier(version.version.as_str());
        call.send().await.map(|answer| state(&answer)).map_err(|error| asked.failure(&error))
    }));
    let states = states.await;
    for (version, state) in found.iter_mut().zip(states) {
        match state {
            Ok(state) => version.state = Some(state),
            Err(failure) => seen.unread.push(failure),
        }
    }
    seen.versions = found;
}

fn number(version: &Version) -> u64 {
    version.as_str().parse().unwrap_or_default()
}

fn told(description: Option<&str>) -> Option<String> {
    description.filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Lambda writes its instants as `2026-11-05T10:00:00.000+0000`.
fn instant(text: &str) -> Option<Timestamp> {
    jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%.f%z", text).ok()?.to_timestamp().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_as_lambda_writes_it() {
        assert_eq!(instant("2026-11-05T10:00:00.123+0000"), "2026-11-05T10:00:00.123Z".parse().ok());
        assert_eq!(instant("yesterday"), None);
    }
}
