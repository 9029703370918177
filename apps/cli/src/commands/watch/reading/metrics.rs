//! What CloudWatch says: what each version served, and how the alarms stand.

use super::super::story::Chapter;
use super::instant;
use crate::picture::view::{Alarm, AlarmStands, Served};
use headgate_wire::{AlarmState, AlarmStatus, GetDeploymentMetricsOutput, MetricPoint};

/// What a version of a target served.
pub(super) fn served(metrics: Option<&GetDeploymentMetricsOutput>, target: &str, version: &str) -> Vec<Served> {
    let targets = metrics.iter().flat_map(|metrics| metrics.targets.iter().flatten());
    let of_target = targets.filter(|found| found.target_id.as_deref() == Some(target));
    let versions = of_target.flat_map(|found| found.versions.iter().flatten());
    let points = versions.filter(|found| found.version.as_deref() == Some(version)).flat_map(|found| found.points.iter().flatten());
    points.filter_map(point).collect()
}

fn point(point: &MetricPoint) -> Option<Served> {
    Some(Served { from: instant(point.time)?, invocations: point.invocations.unwrap_or(0.0), errors: point.errors.unwrap_or(0.0) })
}

/// The alarms that are watched, with their states as far as they are known.
pub(super) fn alarms(chapter: &Chapter) -> Vec<Alarm> {
    let states: Vec<&AlarmStatus> = chapter.metrics.iter().flat_map(|metrics| metrics.alarms.iter().flatten()).collect();
    let watched = chapter
        .headgate()
        .into_iter()
        .flat_map(|headgate| headgate.alarms.iter().flatten())
        .filter_map(|alarm| Some((alarm.name.clone()?, alarm.standing.as_deref())));
    let alarm = |(name, standing): (String, Option<&str>)| {
        let found = states.iter().find(|state| state.name.as_deref() == Some(&name));
        let discounted = match standing {
            Some("Excused") => Some("was firing at the start, and does not count until it has been quiet".to_owned()),
            Some("Skipped") => Some("does not count: somebody has named it in a promotion".to_owned()),
            Some(_) | None => None,
        };
        Alarm { state: found.map_or(AlarmStands::Unknown, |found| stands(found)), why: discounted.or_else(|| found?.reason.clone()), name }
    };
    watched.map(alarm).collect()
}

fn stands(alarm: &AlarmStatus) -> AlarmStands {
    match (alarm.exists, alarm.state) {
        (Some(false), _) => AlarmStands::Missing,
        (_, Some(AlarmState::Ok)) => AlarmStands::Ok,
        (_, Some(AlarmState::Alarm)) => AlarmStands::Firing,
        (_, Some(AlarmState::InsufficientData) | None) => AlarmStands::Unknown,
    }
}

/// What could not be found out.
pub(super) fn gaps(metrics: Option<&GetDeploymentMetricsOutput>) -> Vec<String> {
    metrics.iter().flat_map(|metrics| metrics.findings.iter().flatten()).filter_map(|finding| finding.message.clone()).collect()
}
