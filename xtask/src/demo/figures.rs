//! What was measured: calls as the proxy saw them, invocations as the emulator counted them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::stories::Told;
use crate::proxy::Call;
use crate::session::Session;
use crate::stack::Stack;

/// The functions whose work a deployment is; `publish` sends notices, and `sweep` runs every minute anyway.
const WORKERS: [&str; 5] = ["start", "step", "alarm", "hook", "api"];

/// What one story took.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// AWS calls by operation, without those of alarm polls and notices.
    calls: BTreeMap<String, usize>,
    polls: usize,
    invocations: BTreeMap<String, i64>,
    /// From the first call of the function that the alarm invoked to the accepted `UpdateAlias`.
    alarm_to_update: Option<(usize, Duration)>,
}

/// Reads off what happened between two moments.
pub(crate) struct Meter {
    before: BTreeMap<String, i64>,
    began: usize,
}

impl Meter {
    pub(crate) fn start(stack: &Stack, session: &Session, calls: usize) -> Result<Self> {
        Ok(Self { before: invocations(stack, session)?, began: calls })
    }

    pub(crate) fn stop(self, stack: &Stack, session: &Session, calls: &[Call]) -> Result<Figures> {
        let after = invocations(stack, session)?;
        let invocations = after.into_iter().map(|(name, count)| {
            let before = self.before.get(&name).copied().unwrap_or_default();
            (name, count - before)
        });
        Ok(Figures { invocations: invocations.collect(), ..counted(calls, self.began..calls.len()) })
    }
}

/// How often each worker was invoked since the stack was made.
fn invocations(stack: &Stack, session: &Session) -> Result<BTreeMap<String, i64>> {
    let mut counts = BTreeMap::new();
    for worker in WORKERS {
        let input = json!({
            "Namespace": "AWS/Lambda",
            "MetricName": "Invocations",
            "Dimensions": [{"Name": "FunctionName", "Value": format!("{}-{worker}", stack.name())}],
            "StartTime": "2020-01-01T00:00:00Z",
            "EndTime": "2100-01-01T00:00:00Z",
            "Period": 86400,
            "Statistics": ["Sum"],
        });
        let answer = session.call("cloudwatch", "get_metric_statistics", input)?;
        let sum: f64 = answer["Datapoints"].as_array().into_iter().flatten().filter_map(|point| point["Sum"].as_f64()).sum();
        #[expect(clippy::cast_possible_truncation, reason = "a count of invocations is far below the limit")]
        counts.insert(worker.to_owned(), sum as i64);
    }
    Ok(counts)
}

fn counted(calls: &[Call], window: Range<usize>) -> Figures {
    let seen = &calls[window];
    let is_poll = |call: &&Call| call.operation == "DescribeAlarms";
    let mut figures = Figures { polls: seen.iter().filter(is_poll).count(), alarm_to_update: reaction(seen), ..Figures::default() };
    for call in seen.iter().filter(|call| !is_poll(call) && !is_notice(call)) {
        *figures.calls.entry(call.operation.clone()).or_default() += 1;
    }
    figures
}

/// What `publish` does, and the sweep of every minute.
fn is_notice(call: &Call) -> bool {
    let sent = ["sns", "events"].contains(&call.service.as_str());
    let outbox = call.body.contains("NOTICE") && ["Query", "UpdateItem"].contains(&call.operation.as_str());
    let sweep = call.body.contains("due_bucket") && call.operation == "Query";
    sent || outbox || sweep
}

/// The way of an alarm: from the query for watch rows, made by nobody else, to the `UpdateAlias` of the same caller.
fn reaction(calls: &[Call]) -> Option<(usize, Duration)> {
    let first = calls.iter().position(|call| call.operation == "Query" && call.body.contains("ALARM#"))?;
    let same = |call: &&Call| call.by == calls[first].by;
    let way: Vec<&Call> = calls[first..].iter().filter(same).collect();
    let update = way.iter().position(|call| call.operation == "UpdateAlias")?;
    Some((update + 1, way[update].at.duration_since(way[0].at)))
}

pub(crate) fn sum_up(told: &[Told]) {
    eprintln!("\nSummary");
    for story in told {
        let verdict = if story.as_told { "ended as it should" } else { "did NOT end as it should" };
        let (bad, errors) = story.seen.by_version.get("3").copied().unwrap_or_default();
        let undone = story.rollback.as_ref().map(|id| format!(", rolled back by {id}")).unwrap_or_default();
        eprintln!("  {}: {verdict}", story.title);
        eprintln!("      {}{undone}", story.deployment);
        eprintln!("      requests served by the bad version: {bad}, of which failed: {errors}");
        eprintln!("      {}", sentence(&story.figures));
    }
}

fn sentence(figures: &Figures) -> String {
    let calls: usize = figures.calls.values().sum();
    let invocations: i64 = figures.invocations.values().sum();
    let workers = figures.invocations.iter().filter(|(_, count)| **count > 0).map(|(name, count)| format!("{name} {count}"));
    let workers = workers.collect::<Vec<_>>().join(", ");
    let reaction = figures.alarm_to_update.map(|(calls, span)| {
        format!("\n      from the alarm's function to `UpdateAlias`: {calls} calls in a row, {} ms", span.as_millis())
    });
    format!(
        "AWS calls: {calls}, and {} alarm polls; function invocations: {invocations} ({workers}), those of this demo's own questions included{}",
        figures.polls,
        reaction.unwrap_or_default()
    )
}
