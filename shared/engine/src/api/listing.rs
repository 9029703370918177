//! `ListDeployments`.

use super::paging::{Listing, PAGE};
use super::{members, refuse, views};
use crate::{Actuator, DeploymentQuery, Engine, EngineError, Exception, Refusal, Store};
use headgate_domain::{ApplicationName, GroupName, Status};
use headgate_wire as wire;
use jiff::Timestamp;

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListDeploymentsInput,
) -> Result<wire::ListDeploymentsOutput, EngineError> {
    let group = group(input.application_name, input.deployment_group_name)?;
    let statuses = statuses(&input.include_only_statuses.unwrap_or_default());
    let (created_from, created_until) = range(&input.create_time_range.unwrap_or_default())?;
    let group = match group {
        Some((application, name)) => Some(engine.group(&application, &name).await?.id),
        None => None,
    };
    let listing = Listing::of("ListDeployments", &[&format!("{group:?} {statuses:?} {created_from:?} {created_until:?}")]);
    let after = listing.after(input.next_token.as_deref())?;
    if input.external_id.is_some_and(|id| !id.is_empty()) {
        // No deployment here was ever made by something that gives one.
        return Ok(wire::ListDeploymentsOutput { deployments: Some(vec![]), next_token: None });
    }
    let query = DeploymentQuery { group, statuses, created_from, created_until, after, limit: PAGE };
    let page = engine.store.deployments(&query).await?;
    Ok(wire::ListDeploymentsOutput {
        deployments: Some(page.items.iter().map(ToString::to_string).collect()),
        next_token: page.next.map(|next| listing.token(&next)),
    })
}

/// Application and group stand together or not at all.
fn group(application: Option<String>, group: Option<String>) -> Result<Option<(ApplicationName, GroupName)>, Refusal> {
    if application.is_none() && group.is_none() {
        return Ok(None);
    }
    Ok(Some((members::application(application)?, members::group("deploymentGroupName", group)?)))
}

fn statuses(given: &[wire::DeploymentStatus]) -> Vec<Status> {
    let mut statuses: Vec<Status> = given.iter().map(|status| views::known_status(*status)).collect();
    statuses.sort();
    statuses.dedup();
    statuses
}

fn range(given: &wire::TimeRange) -> Result<(Option<Timestamp>, Option<Timestamp>), Refusal> {
    let start = given.start.map(|seconds| members::instant("createTimeRange.start", seconds)).transpose()?;
    let end = given.end.map(|seconds| members::instant("createTimeRange.end", seconds)).transpose()?;
    match (start, end) {
        (Some(start), Some(end)) if start > end => {
            let message = format!("`createTimeRange`: `start` ({start}) is after `end` ({end}): give the earlier one as `start`");
            refuse(Exception::InvalidTimeRange, message)
        }
        range => Ok(range),
    }
}
