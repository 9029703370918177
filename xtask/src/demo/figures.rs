//! What was measured: calls as the proxy saw them, invocations as the emulator counted them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use anyhow::Result;

use super::sample::BROKEN;
use super::stories::Told;
use crate::proxy::Call;
use crate::session::Session;
use crate::stack::Stack;

/// The functions whose work a deployment is; `publish` sends notices, and `sweep` runs every minute anyway.
const WORKERS: [&str; 6] = ["start", "step", "alarm", "hook", "report", "api"];

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

/// How often each worker was invoked since the stack was made, as its log tells.
fn invocations(stack: &Stack, session: &Session) -> Result<BTreeMap<String, i64>> {
    let mut counts = BTreeMap::new();
    for worker in WORKERS {
        counts.insert(worker.to_owned(), crate::invocations(stack, session, worker)?);
    }
    Ok(counts)
}

fn counted(calls: &[Call], window: Range<usize>) -> Figures {
    let seen = &calls[window];
    let is_poll = |call: &&Call| call.operation == "DescribeAlarms";
    let mut figures = Figures { polls: seen.iter().filter(is_poll).count(), alarm_to_update: reaction(seen), ..Figures::default() };
    for call in seen.iter().filter(|call| !is_poll(call) && !is_notice(call) && !is_question(call)) {
        *figures.calls.entry(call.operation.clone()).or_default() += 1;
    }
    figures
}

/// What `publish` does, and the sweep of every minute.
fn is_notice(call: &Call) -> bool {
    call.by.ends_with("-publish") || call.by.ends_with("-sweep")
}

/// What this demo itself wants to know of a deployment.
fn is_question(call: &Call) -> bool {
    call.by.ends_with("-api") && call.operation == "GetItem"
}

/// The way of an alarm: from its function's first call to its `UpdateAlias`.
fn reaction(calls: &[Call]) -> Option<(usize, Duration)> {
    // The wake that insures the rollback goes out beside `UpdateAlias`, not before it.
    let in_a_row = |call: &&Call| call.by.ends_with("-alarm") && call.operation != "SendMessage";
    let way: Vec<&Call> = calls.iter().filter(in_a_row).collect();
    let update = way.iter().position(|call| call.operation == "UpdateAlias")?;
    Some((update + 1, way[update].at.duration_since(way[0].at)))
}

pub(crate) fn sum_up(told: &[Told]) {
    eprintln!("\nSummary");
    for story in told {
        let verdict = if story.ended_well { "ended as it should" } else { "did NOT end as it should" };
        let (bad, errors) = story.seen.by_version.get(BROKEN).copied().unwrap_or_default();
        let undone = story.rollback.as_ref().map(|id| format!(", rolled back by {id}")).unwrap_or_default();
        eprintln!("  {}: {verdict}", story.title);
        eprintln!("      {}{undone}", story.deployment);
        eprintln!("      requests served by the bad version: {bad}, of which failed: {errors}");
        eprintln!("      {}", sentence(&story.figures));
    }
}

fn sentence(figures: &Figures) -> String {
    let calls: usize = figures.calls.values().sum();
    let at_work = figures.invocations.iter().filter(|(name, count)| *name != "api" && **count > 0);
    let invocations: i64 = at_work.clone().map(|(_, count)| count).sum();
    let workers = at_work.map(|(name, count)| format!("{name} {count}"));
    let workers = workers.collect::<Vec<_>>().join(", ");
    let reaction = figures.alarm_to_update.map(|(calls, span)| {
        format!("\n      from the alarm's function to `UpdateAlias`: {calls} calls in a row, {} ms", span.as_millis())
    });
    format!(
        "without this demo's own questions: {calls} AWS calls and {} alarm polls,\n      {invocations} function invocations ({workers}){}",
        figures.polls,
        reaction.unwrap_or_default()
    )
}
