//! Metrics of Lambda's, and of Headgate's own.

use super::alarms::instant;
use crate::faults::{Asked, printable};
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{Dimension, Metric, MetricDataQuery, MetricDataResult, MetricStat, ScanBy, StatusCode};
use headgate_domain::{Failure, FailureKind, Version};
use headgate_engine::{Point, Seen, Series, TrafficQuestion};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

const ASKED: Asked<'static> = Asked { action: "cloudwatch:GetMetricData", resource: "*" };
/// What CloudWatch takes in one call.
const QUERIES_MAX: usize = 500;
/// Pages of an answer that are read.
const PAGES_MAX: usize = 20;
/// How far back the sweep's last run is looked for.
const SWEEP_SOUGHT: SignedDuration = SignedDuration::from_hours(3);

/// One metric of one alias, or of a version through it.
#[derive(Clone, Copy)]
enum Measure {
    Invocations,
    Errors,
    Throttles,
    Duration,
}

impl Measure {
    /// What is thrown back has no version yet.
    const OF_ALIAS: [Self; 4] = [Self::Invocations, Self::Errors, Self::Throttles, Self::Duration];
    const OF_VERSION: [Self; 3] = [Self::Invocations, Self::Errors, Self::Duration];

    const fn name_and_statistic(self) -> (&'static str, &'static str) {
        match self {
            Self::Invocations => ("Invocations", "Sum"),
            Self::Errors => ("Errors", "Sum"),
            Self::Throttles => ("Throttles", "Sum"),
            Self::Duration => ("Duration", "Average"),
        }
    }

    fn put(self, point: &mut Point, value: f64) {
        let place = match self {
            Self::Invocations => &mut point.invocations,
            Self::Errors => &mut point.errors,
            Self::Throttles => &mut point.throttles,
            Self::Duration => &mut point.duration_ms,
        };
        *place = Some(value);
    }
}

/// A line of the answer: whose it is, and what it measures.
struct Line {
    alias: usize,
    version: Option<Version>,
    measure: Measure,
}

/// What the aliases and their versions have served.
pub(super) async fn traffic(cloudwatch: &Client, question: &TrafficQuestion) -> Seen<Series> {
    let lines = lines(question);
    let queries: Vec<MetricDataQuery> = lines.iter().enumerate().map(|(id, line)| query(question, id, line)).collect();
    let (mut seen, mut points) = (Seen::default(), BTreeMap::<_, BTreeMap<Timestamp, Point>>::new());
    let span = (question.from, question.until);
    for some in queries.chunks(QUERIES_MAX) {
        let (results, unread) = ask(cloudwatch, some.to_vec(), span).await;
        seen.unread.extend(unread);
        for result in results {
            let Some(line) = id_of(&result).and_then(|id| lines.get(id)) else { continue };
            let of_series = points.entry((line.alias, line.version.clone())).or_default();
            for (at, value) in result.timestamps().iter().filter_map(instant).zip(result.values()) {
                let empty = Point { at, invocations: None, errors: None, throttles: None, duration_ms: None };
                line.measure.put(of_series.entry(at).or_insert(empty), *value);
            }
        }
    }
    let series = |((alias, version), points): (_, BTreeMap<_, Point>)| Series { alias, version, points: points.into_values().collect() };
    seen.items = points.into_iter().map(series).collect();
    seen
}

/// When the sweep of a stack last ran through.
pub(super) async fn swept_at(cloudwatch: &Client, stack: &str, now: Timestamp) -> Result<Option<Timestamp>, Failure> {
    let metric = metric("Headgate", "SweepRuns", vec![dimension("Stack", stack)]);
    let query = measured("m0", metric, "Sum", 60);
    let from = now.checked_sub(SWEEP_SOUGHT).unwrap_or(now);
    let (results, unread) = ask(cloudwatch, vec![query], (from, now)).await;
    let runs = results.iter().flat_map(|result| result.timestamps().iter().filter_map(instant).zip(result.values()));
    let last = runs.filter(|(_, count)| **count > 0.0).map(|(at, _)| at).max();
    match (last, unread.into_iter().next()) {
        (None, Some(failure)) => Err(failure),
        (last, _) => Ok(last),
    }
}

fn lines(question: &TrafficQuestion) -> Vec<Line> {
    let of_alias = |(alias, (_, _, versions)): (usize, &(_, _, Vec<Version>))| {
        let whole = Measure::OF_ALIAS.into_iter().map(move |measure| Line { alias, version: None, measure });
        let of_version = |version: &Version| Measure::OF_VERSION.map(|measure| Line { alias, version: Some(version.clone()), measure });
        whole.chain(versions.iter().flat_map(of_version)).collect::<Vec<_>>()
    };
    question.aliases.iter().enumerate().flat_map(of_alias).collect()
}

fn query(question: &TrafficQuestion, id: usize, line: &Line) -> MetricDataQuery {
    let (function, alias, _) = &question.aliases[line.alias];
    let mut dimensions = vec![dimension("FunctionName", function.name()), dimension("Resource", &format!("{}:{alias}", function.name()))];
    dimensions.extend(line.version.as_ref().map(|version| dimension("ExecutedVersion", version.as_str())));
    let (name, statistic) = line.measure.name_and_statistic();
    measured(&format!("m{id}"), metric("AWS/Lambda", name, dimensions), statistic, question.period_seconds)
}

fn metric(namespace: &str, name: &str, dimensions: Vec<Dimension>) -> Metric {
    Metric::builder().namespace(namespace).metric_name(name).set_dimensions(Some(dimensions)).build()
}

fn dimension(name: &str, value: &str) -> Dimension {
    Dimension::builder().name(name).value(value).build()
}

fn measured(id: &str, metric: Metric, statistic: &str, period_seconds: u32) -> MetricDataQuery {
    let period = i32::try_from(period_seconds).unwrap_or(i32::MAX);
    MetricDataQuery::builder().id(id).metric_stat(MetricStat::builder().metric(metric).period(period).stat(statistic).build()).build()
}

fn id_of(result: &MetricDataResult) -> Option<usize> {
    result.id()?.strip_prefix('m')?.parse().ok()
}

/// Every page of an answer, as far as there is one, and why there is no more of it.
async fn ask(
    cloudwatch: &Client,
    queries: Vec<MetricDataQuery>,
    (from, until): (Timestamp, Timestamp),
) -> (Vec<MetricDataResult>, Vec<Failure>) {
    let (mut results, mut unread, mut next) = (vec![], vec![], None);
    let call = cloudwatch
        .get_metric_data()
        .set_metric_data_queries(Some(queries))
        .start_time(DateTime::from_secs(from.as_second()))
        .end_time(DateTime::from_secs(until.as_second()))
        .scan_by(ScanBy::TimestampAscending);
    for _ in 0..PAGES_MAX {
        match call.clone().set_next_token(next).send().await {
            Ok(page) => {
                unread.extend(page.metric_data_results().iter().filter_map(lacking));
                results.extend(page.metric_data_results.unwrap_or_default());
                next = page.next_token;
            }
            Err(error) => {
                unread.push(ASKED.failure(&error));
                return (results, unread);
            }
        }
        if next.is_none() {
            return (results, unread);
        }
    }
    let message = format!("`{}` has more than {PAGES_MAX} pages of an answer, and the rest was not read", ASKED.action);
    unread.push(Failure { kind: FailureKind::Invalid, message });
    (results, unread)
}

/// Why CloudWatch itself says that a line lacks something. Partial data goes on with the next page.
fn lacking(result: &MetricDataResult) -> Option<Failure> {
    let status = result.status_code()?;
    if matches!(status, StatusCode::Complete | StatusCode::PartialData) {
        return None;
    }
    let kind = if *status == StatusCode::Forbidden { FailureKind::Denied } else { FailureKind::Unknown };
    let said = result.messages().iter().filter_map(|message| message.value()).collect::<Vec<_>>().join("; ");
    Some(Failure { kind, message: format!("`{}` has no answer for a metric: {}", ASKED.action, printable(&said, 200)) })
}
