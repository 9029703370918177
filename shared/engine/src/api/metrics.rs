//! `GetDeploymentMetrics`: what the versions of a deployment have served, and how its alarms stand.

use super::findings::Findings;
use super::views::{completed_at, seconds};
use super::{alarm_status, members, refuse};
use crate::{Actuator, Engine, EngineError, Exception, Observer, Point, Refusal, Seen, Series, Store, TrafficQuestion};
use futures::future::join;
use headgate_domain::{AlarmName, Deployment, Target, Version};
use headgate_wire as wire;
use jiff::{SignedDuration, Timestamp};

/// What is shown before a deployment's start and after its end.
const MARGIN: SignedDuration = SignedDuration::from_mins(10);
/// The lengths of a period that CloudWatch keeps, the longest span that is shown in each, and for how long it is kept.
const PERIODS: [(u32, SignedDuration, SignedDuration); 3] = [
    (60, SignedDuration::from_hours(6), SignedDuration::from_hours(15 * 24)),
    (300, SignedDuration::from_hours(30), SignedDuration::from_hours(63 * 24)),
    (3600, SPAN_MAX, SignedDuration::from_hours(455 * 24)),
];
const SPAN_MAX: SignedDuration = SignedDuration::from_hours(15 * 24);

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    observer: &impl Observer,
    input: wire::GetDeploymentMetricsInput,
) -> Result<wire::GetDeploymentMetricsOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let deployment = engine.reload(&id).await?.deployment;
    let now = engine.source.now();
    let (from, until) = span(&deployment, input.start_time, input.end_time, now)?;
    let period_seconds = period(from, until, now);
    let aliases = deployment.targets().iter().map(|target| (target.function.clone(), target.alias.clone(), versions(target))).collect();
    let (from, until) = (whole(from, period_seconds, false), whole(until, period_seconds, true));
    let question = TrafficQuestion { aliases, from, until, period_seconds };
    let names: Vec<AlarmName> = deployment.watch().alarms.iter().map(|alarm| alarm.name.clone()).collect();
    let (traffic, alarms) = join(observer.traffic(&question), observer.alarms(&names)).await;
    let mut findings = Findings::default();
    for failure in traffic.unread.iter().chain(alarms.as_ref().err()) {
        findings.unread(format!("deployment {id}"), failure);
    }
    Ok(wire::GetDeploymentMetricsOutput {
        deployment_id: Some(id.to_string()),
        start_time: Some(seconds(from)),
        end_time: Some(seconds(until)),
        period_seconds: Some(i64::from(period_seconds)),
        incomplete: Some(!traffic.unread.is_empty() || alarms.is_err()),
        targets: Some(targets(&deployment, &traffic)),
        alarms: alarms.ok().map(|alarms| alarms.into_iter().map(alarm_status::written).collect()),
        findings: Some(findings.told()),
    })
}

/// The versions that a target has traffic of, or is to have.
fn versions(target: &Target) -> Vec<Version> {
    target.live().map_or_else(Vec::new, |live| {
        let mut versions = vec![live.current.clone(), live.target.clone()];
        versions.dedup();
        versions
    })
}

/// When: as asked for, or from a little before the deployment's start until a little after its end.
fn span(deployment: &Deployment, start: Option<f64>, end: Option<f64>, now: Timestamp) -> Result<(Timestamp, Timestamp), Refusal> {
    let later = |at: Timestamp, by: SignedDuration| at.checked_add(by).unwrap_or(at);
    let ended = completed_at(deployment).map_or(now, |at| later(at, MARGIN).min(now));
    let until = end.map(|end| members::instant("endTime", end)).transpose()?.unwrap_or(ended);
    let begun = later(deployment.started_at().unwrap_or_else(|| deployment.created_at()), -MARGIN);
    let from = match start {
        Some(start) => members::instant("startTime", start)?,
        None => begun.max(later(until, -SPAN_MAX)).min(later(until, -MARGIN)),
    };
    if from >= until {
        let message = format!("`startTime` ({from}) is not before `endTime` ({until}): give the earlier one as `startTime`");
        return refuse(Exception::InvalidTimeRange, message);
    }
    if until.duration_since(from) > SPAN_MAX {
        let message =
            format!("`startTime` ({from}) is more than {} days before `endTime` ({until}): ask for less", SPAN_MAX.as_hours() / 24);
        return refuse(Exception::InvalidTimeRange, message);
    }
    Ok((from, until))
}

/// The shortest period that the span is short enough for, and the start recent enough.
fn period(from: Timestamp, until: Timestamp, now: Timestamp) -> u32 {
    let (span, age) = (until.duration_since(from), now.duration_since(from));
    let fitting = PERIODS.iter().find(|(_, span_max, age_max)| span <= *span_max && age <= *age_max);
    fitting.map_or(3600, |(seconds, ..)| *seconds)
}

/// The whole period that an instant falls into: its beginning, or its end.
fn whole(at: Timestamp, period_seconds: u32, end: bool) -> Timestamp {
    let period = i64::from(period_seconds);
    let begun = at.as_second().div_euclid(period) * period;
    let exact = begun == at.as_second() && at.subsec_nanosecond() == 0;
    let second = if end && !exact { begun + period } else { begun };
    Timestamp::from_second(second).unwrap_or(at)
}

fn targets(deployment: &Deployment, traffic: &Seen<Series>) -> Vec<wire::TargetMetrics> {
    let points = |index: usize, version: Option<&Version>| {
        let series = traffic.items.iter().find(|series| series.alias == index && series.version.as_ref() == version);
        series.map(|series| series.points.iter().map(point).collect()).unwrap_or_default()
    };
    let of_target = |(index, target): (usize, &Target)| wire::TargetMetrics {
        target_id: Some(target.id()),
        points: Some(points(index, None)),
        versions: Some(
            versions(target)
                .iter()
                .map(|version| wire::VersionMetrics { version: Some(version.to_string()), points: Some(points(index, Some(version))) })
                .collect(),
        ),
    };
    deployment.targets().iter().enumerate().map(of_target).collect()
}

fn point(point: &Point) -> wire::MetricPoint {
    wire::MetricPoint {
        time: Some(seconds(point.at)),
        invocations: point.invocations,
        errors: point.errors,
        throttles: point.throttles,
        duration_milliseconds: point.duration_ms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_longer_or_older_span_has_longer_periods() {
        let now = at("2026-11-21T12:00:00Z");
        let of = |from: &str, until: &str| period(at(from), at(until), now);
        assert_eq!(of("2026-11-21T06:00:00Z", "2026-11-21T12:00:00Z"), 60);
        assert_eq!(of("2026-11-21T05:59:59Z", "2026-11-21T12:00:00Z"), 300);
        assert_eq!(of("2026-11-20T06:00:00Z", "2026-11-21T12:00:00Z"), 300);
        assert_eq!(of("2026-11-20T05:00:00Z", "2026-11-21T12:00:00Z"), 3600);
        assert_eq!(of("2026-11-06T12:00:00Z", "2026-11-06T13:00:00Z"), 60);
        assert_eq!(of("2026-11-06T11:00:00Z", "2026-11-06T12:00:00Z"), 300, "CloudWatch keeps minutes for 15 days");
        assert_eq!(of("2026-09-01T11:00:00Z", "2026-09-01T12:00:00Z"), 3600);
    }

    #[test]
    fn a_span_is_widened_to_whole_periods() {
        assert_eq!(whole(at("2026-11-21T12:00:59.5Z"), 60, false), at("2026-11-21T12:00:00Z"));
        assert_eq!(whole(at("2026-11-21T12:00:59.5Z"), 60, true), at("2026-11-21T12:01:00Z"));
        assert_eq!(whole(at("2026-11-21T12:00:00Z"), 60, true), at("2026-11-21T12:00:00Z"));
        assert_eq!(whole(at("2026-11-21T12:00:00.001Z"), 300, true), at("2026-11-21T12:05:00Z"));
    }
}
