//! Who watches: alarms with their states, hooks with their verdicts.

use super::frame::{HERE, ILL, OPEN, UNKNOWN, WELL};
use super::view::{Alarm, AlarmStands, Hook, View};
use super::{Frame, Section};
use crate::console::style::{self, BAD, DIM, GOOD, LIVE, WAITS, paint};
use crate::console::time::span;
use headgate_wire::LifecycleEventStatus;

pub(super) fn alarms(view: &View, frame: &Frame) -> Section {
    let width = view.alarms.iter().map(|alarm| alarm.name.chars().count()).max().unwrap_or(0);
    let rows = view.alarms.iter().map(|alarm| alarm_row(alarm, width, frame)).collect();
    let firing = view.alarms.iter().position(|alarm| alarm.state == AlarmStands::Firing);
    Section::new("alarms", rows, 1).at(firing.unwrap_or(0))
}

fn alarm_row(alarm: &Alarm, width: usize, frame: &Frame) -> String {
    let (sign, style, says) = match alarm.state {
        AlarmStands::Ok => (&WELL, GOOD, "OK"),
        AlarmStands::Firing => (&ILL, BAD, "ALARM"),
        AlarmStands::Unknown => (&UNKNOWN, WAITS, "no data"),
        AlarmStands::Missing => (&ILL, WAITS, "there is no such alarm"),
    };
    let why = alarm.why.as_deref().unwrap_or_default();
    let why = if why.is_empty() { String::new() } else { format!("  {}", paint(DIM, why)) };
    format!("{} {:<width$}  {}{why}", paint(style, &frame.sign(sign).to_string()), alarm.name, paint(style, says))
}

pub(super) fn hooks(view: &View, frame: &Frame) -> Section {
    let width = view.hooks.iter().map(|hook| name(hook).chars().count()).max().unwrap_or(0);
    let rows = view.hooks.iter().map(|hook| hook_row(hook, width, frame)).collect();
    let under_way = |hook: &Hook| hook.status == Some(LifecycleEventStatus::InProgress);
    let last = view.hooks.iter().rposition(|hook| hook.began.is_some());
    Section::new("hooks", rows, 1).at(view.hooks.iter().position(under_way).or(last).unwrap_or(0))
}

fn name(hook: &Hook) -> String {
    match &hook.function {
        Some(function) => format!("{} {function}", hook.event),
        None => hook.event.clone(),
    }
}

fn hook_row(hook: &Hook, width: usize, frame: &Frame) -> String {
    let (sign, style) = match hook.status {
        Some(LifecycleEventStatus::Succeeded) => (&WELL, GOOD),
        Some(LifecycleEventStatus::Failed) => (&ILL, BAD),
        Some(LifecycleEventStatus::InProgress) => (&HERE, LIVE),
        Some(LifecycleEventStatus::Pending | LifecycleEventStatus::Skipped) => (&OPEN, DIM),
        Some(LifecycleEventStatus::Unknown) | None => (&UNKNOWN, DIM),
    };
    let took = match (hook.began, hook.ended) {
        (Some(began), Some(ended)) => format!(" in {}", span(ended.duration_since(began))),
        (Some(began), None) => format!(" for {}", span(frame.now.duration_since(began))),
        (None, _) => String::new(),
    };
    let deadline = hook.deadline.filter(|_| hook.ended.is_none()).map(|at| format!("has until {} to report", frame.clock(at)));
    let why = hook.why.clone().or(deadline).map(|why| format!("  {}", paint(DIM, &why))).unwrap_or_default();
    let sign = paint(style, &frame.sign(sign).to_string());
    format!("{sign} {:<width$}  {}{took}{why}", name(hook), style::event(hook.status))
}
