//! What people do, and the gates at which they were waited for.

use super::super::axis::clock;
use super::super::gates::Gate;
use super::super::people::Answer;
use super::super::scene::Scene;
use super::super::tale::Tale;
use crate::console::Table;
use crate::console::style::{WAITS, paint};
use crate::console::time::span;
use headgate_domain::{Happening, PrincipalArn, WaitKind};
use jiff::SignedDuration;

/// What people do about the gates that there are.
pub(super) fn people(scene: &Scene) -> Vec<String> {
    let after = |after: SignedDuration| if after.is_zero() { "at once".to_owned() } else { format!("after {}", span(after)) };
    let approvals = match scene.people.answer {
        Answer::Approve(patience) => format!("approve {}", after(patience)),
        Answer::Reject(patience) => format!("one of them rejects {}", after(patience)),
        Answer::Nothing => "nobody approves or rejects".to_owned(),
    };
    let endless = match scene.people.resume_after {
        Some(patience) => format!("end a pause without an end {}", after(patience)),
        None => "nobody ends a pause without an end (`--resume-after` says when somebody does)".to_owned(),
    };
    let said = [(scene.awaited.approvals, approvals), (scene.awaited.endless_pauses, endless)];
    said.into_iter().filter(|(is_awaited, _)| *is_awaited).map(|(_, says)| says).collect()
}

/// Whom was waited for, for how long, and what came of it.
pub(super) fn table(tale: &Tale) -> Option<Table> {
    let mut rows = Table::of_sentences(&["TIME", "WAITED", "FOR", "WHAT CAME OF IT"]);
    for gate in &tale.gates {
        let waited = gate.lasted().map_or_else(|| "and on".to_owned(), span);
        rows.row([clock(gate.from), waited, awaited(gate), came(gate)]);
    }
    (!tale.gates.is_empty()).then_some(rows)
}

fn awaited(gate: &Gate) -> String {
    let of_step = match (gate.kind, gate.needed) {
        (WaitKind::Approval, 1) => format!("1 approval of step {}", gate.step),
        (WaitKind::Approval, needed) => format!("{needed} approvals of step {}", gate.step),
        (WaitKind::Pause | WaitKind::Queue | WaitKind::Hook | WaitKind::Bake, _) => format!("pause of step {}", gate.step),
    };
    match gate.until {
        Some(until) => format!("{of_step}, until {}", clock(until)),
        None => format!("{of_step}, no end"),
    }
}

fn came(gate: &Gate) -> String {
    let Some(then) = &gate.then else { return paint(WAITS, "nobody decides it") };
    let then = if then.entry.what == Happening::ApprovalAwaited {
        "then its approval".to_owned()
    } else {
        format!("then: {}", then.entry.message)
    };
    decided(gate).into_iter().chain([then]).collect::<Vec<_>>().join("; ")
}

/// What was decided and by whom; where time did, the engine's own words.
fn decided(gate: &Gate) -> Option<String> {
    let last = gate.decisions.last()?;
    let people: Vec<&str> = gate.decisions.iter().filter_map(|moment| moment.entry.by.as_ref()).map(name).collect();
    match gate.decision() {
        Some("over") => Some("its time was over".to_owned()),
        Some(_) if people.is_empty() => Some(last.entry.message.clone()),
        Some(decision) => Some(format!("{decision} by {}", people.join(", "))),
        None => Some(format!("{} had approved", people.join(", "))),
    }
}

/// A principal without its account: `anna`, `release/person-1`, `root`.
fn name(arn: &PrincipalArn) -> &str {
    let resource = arn.as_str().rsplit(':').next().unwrap_or_default();
    resource.split_once('/').map_or(resource, |(_, name)| name)
}
