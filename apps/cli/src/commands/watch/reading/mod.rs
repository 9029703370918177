//! What `api` has answered, as the picture has it.

mod gates;
mod metrics;

use super::story::{Chapter, Story};
use crate::console::time::timestamp;
use crate::picture::view::{Event, Failed, Served, Silence, Target, Version, View};
pub(in crate::commands) use gates::{actions, waits};
use headgate_wire::{DeploymentInfo, HistoryEntry, LambdaTarget};
use jiff::Timestamp;

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
        config: info.deployment_config_name.clone().filter(|_| !chapter.is_rollback()),
        about: info.description.clone().filter(|_| !chapter.is_rollback()),
        takes_back: takes_back(story, &info),
        messages: info.deployment_status_messages.clone().unwrap_or_default(),
        began: instant(info.start_time).or(instant(info.create_time)),
        ended: instant(info.complete_time),
        // A rollback takes no steps: what it has of a plan is that of the deployment before.
        steps: if chapter.is_rollback() { vec![] } else { gates::steps(&headgate) },
        steps_count: headgate.steps.and_then(|steps| usize::try_from(steps).ok()).unwrap_or(0),
        step: headgate.step.and_then(|step| usize::try_from(step).ok()),
        targets: chapter.targets.iter().enumerate().map(|(index, lambda)| target(story, lambda, index)).collect(),
        alarms: story.chapters.iter().flat_map(metrics::alarms).collect(),
        hooks: story.chapters.iter().filter_map(Chapter::headgate).flat_map(gates::hooks).collect(),
        events: story.chapters.iter().flat_map(|chapter| &chapter.entries).filter_map(event).collect(),
        next: instant(headgate.next_due_time),
        waits: gates::waits(&headgate),
        actions: gates::actions(&headgate),
        gaps: metrics::gaps(chapter.metrics.as_ref()),
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
    let id = lambda.target_id.clone().unwrap_or_default();
    let version = |name: Option<String>| {
        let name = name.unwrap_or_default();
        Version { shares: shares(story, index, &name), served: served(story, &id, &name), name }
    };
    Target { from: version(info.current_version), to: version(info.target_version), id }
}

/// What a version served, from the first deployment on.
fn served(story: &Story, target: &str, version: &str) -> Vec<Served> {
    let mut all: Vec<Served> = Vec::new();
    for each in story.chapters.iter().flat_map(|chapter| metrics::served(chapter.metrics.as_ref(), target, version)) {
        // A rollback begins in a minute that its deployment has told of.
        match all.iter_mut().find(|known| known.from == each.from) {
            Some(known) => *known = each,
            None => all.push(each),
        }
    }
    all
}

/// A version's share over time. The history tells one version's; the rest is the other's.
fn shares(story: &Story, index: usize, version: &str) -> Vec<(Timestamp, f64)> {
    let of = |chapter: &Chapter| {
        let info = chapter.targets.get(index).and_then(|target| target.lambda_function_info.as_ref());
        // A rollback's history goes on with the share of the version that is taken back.
        let told = info.and_then(|info| if chapter.is_rollback() { info.current_version.clone() } else { info.target_version.clone() });
        let is_told = told.as_deref() == Some(version);
        let share = move |entry: &HistoryEntry| {
            let weight = *entry.to_weights.as_ref()?.get(index)?;
            Some((instant(entry.time)?, if is_told { weight } else { 100.0 - weight }))
        };
        chapter.entries.iter().filter_map(share).collect::<Vec<_>>()
    };
    story.chapters.iter().flat_map(of).collect()
}
