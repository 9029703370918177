//! The plan, what is waited for, and what may be done, as the server says it.

use super::instant;
use crate::console::time::span;
use crate::picture::view::{Action, Hook, Step, Wait};
use headgate_wire::{
    AllowedAction, AwaitedApproval, HeadgateInfo, HookRun, LifecycleEventStatus, OnDeadline, RoutingStep, StepApproval, Wait as Awaited,
};
use jiff::SignedDuration;

pub(super) fn steps(headgate: &HeadgateInfo) -> Vec<Step> {
    headgate.plan.iter().flatten().map(step).collect()
}

fn step(step: &RoutingStep) -> Step {
    let hook = step.hook.as_ref().map(|hook| format!("hook {hook}"));
    let pause = step.pause.as_ref().map(|pause| match pause.seconds {
        Some(seconds) => format!("pause {}", span(SignedDuration::from_secs(seconds))),
        None => "pause until resumed".to_owned(),
    });
    let gates = [hook, pause, step.approval.as_ref().map(approval)].into_iter().flatten().collect();
    Step { weight: step.weight.unwrap_or(0.0), bake_seconds: step.bake_seconds.unwrap_or(0), gates }
}

fn approval(approval: &StepApproval) -> String {
    let count = approval.count.unwrap_or(1);
    let late = match approval.on_deadline {
        Some(OnDeadline::Approve) => ", granted at its deadline",
        Some(OnDeadline::Reject) | None => "",
    };
    format!("approval by {count}{late}")
}

pub(in crate::commands) fn waits(headgate: &HeadgateInfo) -> Vec<Wait> {
    let wait = |awaited: &Awaited| Wait {
        kind: awaited.kind.clone().unwrap_or_default(),
        what: awaited.what.clone().unwrap_or_default(),
        until: instant(awaited.until),
        people: awaited.approval.as_ref().map(people).unwrap_or_default(),
    };
    headgate.waits.iter().flatten().map(wait).collect()
}

/// Who may approve, and who has.
fn people(awaited: &AwaitedApproval) -> Vec<String> {
    let by: Vec<&str> = awaited.by.iter().flatten().map(String::as_str).collect();
    let may = if by.is_empty() { "anybody who may deploy".to_owned() } else { by.join(", ") };
    let but = if awaited.exclude_starter == Some(true) { ", but for whoever started it" } else { "" };
    let given = awaited.given.iter().flatten().map(|given| {
        let comment = given.comment.as_ref().map(|comment| format!(": {comment}")).unwrap_or_default();
        format!("has: {}{comment}", given.by.as_deref().unwrap_or_default())
    });
    std::iter::once(format!("may: {may}{but}")).chain(given).collect()
}

pub(in crate::commands) fn actions(headgate: &HeadgateInfo) -> Vec<Action> {
    let action = |allowed: &AllowedAction| Some(Action { name: allowed.action.clone()?, token: allowed.token.clone() });
    headgate.actions.iter().flatten().filter_map(action).collect()
}

pub(super) fn hooks(headgate: &HeadgateInfo) -> Vec<Hook> {
    headgate.hook_runs.iter().flatten().map(|run| hook(run, headgate)).collect()
}

fn hook(run: &HookRun, headgate: &HeadgateInfo) -> Hook {
    let event = run.lifecycle_event.clone().unwrap_or_default();
    let is_open = run.end_time.is_none();
    let status = match run.verdict.as_deref() {
        Some("Succeeded") => Some(LifecycleEventStatus::Succeeded),
        Some("Skipped") => Some(LifecycleEventStatus::Skipped),
        Some("Unknown") => Some(LifecycleEventStatus::Unknown),
        Some(_) => Some(LifecycleEventStatus::Failed),
        None => Some(LifecycleEventStatus::InProgress),
    };
    Hook {
        event: run.step.map_or_else(|| event.clone(), |step| format!("step {step}")),
        function: run.function.clone(),
        status,
        began: instant(run.start_time),
        ended: instant(run.end_time),
        deadline: instant(headgate.hook_deadline).filter(|_| is_open),
        why: run.message.clone().filter(|message| !message.is_empty()),
    }
}
