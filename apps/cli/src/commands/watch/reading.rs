//! What `api` has answered, as the picture has it.

use super::story::{Chapter, Story};
use crate::console::time::timestamp;
use crate::picture::view::{Event, Failed, Hook, Silence, Target, Version, View};
use headgate_wire::{DeploymentInfo, HeadgateInfo, HistoryEntry, LambdaTarget, LifecycleEvent, LifecycleEventStatus};
use jiff::Timestamp;

/// The lifecycle events that are hooks; traffic is shifted in the others.
const HOOKS: [&str; 2] = ["BeforeAllowTraffic", "AfterAllowTraffic"];

impl Story {
    /// The newest instant at which anything is known to have happened: this machine's clock may be behind.
    pub(super) fn newest(&self) -> Option<Timestamp> {
        self.chapters.iter().filter_map(|chapter| instant(chapter.entries.last()?.time)).max()
    }
}

/// What there is to draw; nothing before the first answer.
pub(super) fn view(story: &Story) -> Option<View> {
    let answered = |chapter: &&Chapter| chapter.info.is_some();
    let chapter = story.chapters.iter().rfind(answered)?;
    let info = chapter.info.clone()?;
    let headgate = info.headgate.clone().unwrap_or_default();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Some(View {
        id: chapter.id.clone(),
        status: info.status,
        place: format!("{}/{}", text(&info.application_name), text(&info.deployment_group_name)),
        config: info.deployment_config_name.clone(),
        about: info.description.clone(),
        takes_back: takes_back(story, &info),
        messages: info.deployment_status_messages.clone().unwrap_or_default(),
        began: instant(info.start_time).or(instant(info.create_time)),
        ended: instant(info.complete_time),
        steps: vec![],
        steps_count: headgate.steps.and_then(|steps| usize::try_from(steps).ok()).unwrap_or(0),
        step: headgate.step.and_then(|step| usize::try_from(step).ok()),
        targets: chapter.targets.iter().enumerate().map(|(index, lambda)| target(story, lambda, index)).collect(),
        alarms: vec![],
        hooks: hooks(chapter, &headgate),
        events: story.chapters.iter().flat_map(|chapter| &chapter.entries).filter_map(event).collect(),
        next: instant(headgate.next_due_time),
        waits: vec![],
        actions: vec![],
        gaps: vec![],
        silence: silence(story),
    })
}

fn instant(seconds: Option<f64>) -> Option<Timestamp> {
    seconds.and_then(timestamp)
}

fn takes_back(story: &Story, info: &DeploymentInfo) -> Option<Failed> {
    let id = info.rollback_info.as_ref()?.rollback_triggering_deployment_id.clone()?;
    let failed = story.chapters.iter().find(|chapter| chapter.id == id).and_then(|chapter| chapter.info.as_ref());
    let said = failed.and_then(|failed| failed.error_information.as_ref()?.message.clone());
    let why = said.or_else(|| info.rollback_info.as_ref()?.rollback_message.clone()).unwrap_or_default();
    Some(Failed { id, why })
}

fn silence(story: &Story) -> Option<Silence> {
    Some(Silence { since: story.heard?, why: story.trouble.clone()? })
}

fn event(entry: &HistoryEntry) -> Option<Event> {
    Some(Event { at: instant(entry.time)?, what: entry.event.clone()?, message: entry.message.clone().unwrap_or_default() })
}

fn target(story: &Story, lambda: &LambdaTarget, index: usize) -> Target {
    let info = lambda.lambda_function_info.clone().unwrap_or_default();
    let version = |name: Option<String>| {
        let name = name.unwrap_or_default();
        Version { shares: shares(story, index, &name), name, served: vec![] }
    };
    Target { id: lambda.target_id.clone().unwrap_or_default(), from: version(info.current_version), to: version(info.target_version) }
}

/// A version's share over time. The history tells that of each deployment's target version; the rest is the other's.
fn shares(story: &Story, index: usize, version: &str) -> Vec<(Timestamp, f64)> {
    let of = |chapter: &Chapter| {
        let to = chapter.targets.get(index).and_then(|target| target.lambda_function_info.as_ref()?.target_version.clone());
        let is_target = to.as_deref() == Some(version);
        let share = move |entry: &HistoryEntry| {
            let weight = *entry.to_weights.as_ref()?.get(index)?;
            Some((instant(entry.time)?, if is_target { weight } else { 100.0 - weight }))
        };
        chapter.entries.iter().filter_map(share).collect::<Vec<_>>()
    };
    story.chapters.iter().flat_map(of).collect()
}

fn hooks(chapter: &Chapter, headgate: &HeadgateInfo) -> Vec<Hook> {
    let Some(target) = chapter.targets.first() else { return vec![] };
    let events = target.lifecycle_events.iter().flatten();
    let ran = |event: &&LifecycleEvent| {
        let name = event.lifecycle_event_name.as_deref().unwrap_or_default();
        HOOKS.contains(&name) && event.status != Some(LifecycleEventStatus::Skipped)
    };
    events.filter(ran).map(|event| hook(event, headgate)).collect()
}

fn hook(event: &LifecycleEvent, headgate: &HeadgateInfo) -> Hook {
    let is_open = event.status == Some(LifecycleEventStatus::InProgress);
    let diagnostics = event.diagnostics.clone().unwrap_or_default();
    Hook {
        event: event.lifecycle_event_name.clone().unwrap_or_default(),
        function: diagnostics.script_name.or_else(|| headgate.waiting_for_hook.clone().filter(|_| is_open)),
        status: event.status,
        began: instant(event.start_time),
        ended: instant(event.end_time),
        deadline: instant(headgate.hook_deadline).filter(|_| is_open),
        why: diagnostics.message.filter(|message| !message.is_empty()),
    }
}
