//! Bake: a weight is watched, and what watching finds.

use super::alarms;
use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::hooking::{after_bake, late_report};
use super::pace::after;
use super::{
    Deployment, Ending, ErrorCode, Event, Happening, LifecycleEventName, Phase, Rejection, State, StopCause, Target, pausing, promotion,
    queued::stop_message,
};
use crate::{RevisionId, RollbackEvent, Routing};
use jiff::Timestamp;

pub(super) fn on(draft: &mut Draft<'_>, step: usize, until: Timestamp, event: &Event) -> Step {
    match event {
        Event::Woke => over(draft, step, until),
        Event::Polled { alarms, aliases } => {
            alarms::polled(draft, alarms);
            observed(draft, aliases);
            Ok(())
        }
        Event::AlarmChanged { alarm, state, previous, at } => alarms::changed(draft, alarm, *state, *previous, *at),
        Event::StopRequested { rollback, cause } => {
            stop(draft, *rollback, cause);
            Ok(())
        }
        Event::PauseRequested { pause, asked } => pausing::pause(draft, *pause, asked),
        Event::ResumeRequested { token, asked } => pausing::resume(draft, token, asked),
        Event::PromoteRequested(request) => promotion::on(draft, request),
        Event::Decided { .. } => not_waited_for(draft),
        Event::HookReported { execution, .. } => late_report(&draft.next, execution),
        Event::Abandoned { .. } => rejected(Rejection::NothingToAbandon),
        Event::Admitted { .. }
        | Event::AdmissionFailed { .. }
        | Event::Published { .. }
        | Event::Inspected { .. }
        | Event::Routed { .. }
        | Event::Refused { .. }
        | Event::TargetFailed { .. }
        | Event::HookCalled { .. }
        | Event::HookCallFailed { .. } => ignored("the deployment is baking"),
    }
}

/// Watches the step's weight; a step without a bake goes on at once.
pub(super) fn enter(draft: &mut Draft<'_>, step: usize) {
    let now = draft.now();
    if draft.next.settings.plan.is_last(step) {
        draft.next.lifecycle.begin(LifecycleEventName::End, now);
    }
    let baked = draft.next.settings.plan.step(step);
    if baked.bake_seconds == 0 {
        return after_bake(draft, step);
    }
    let until = after(now, baked.bake());
    let message = format!("{} is watched for {} s", baked.weight, baked.bake_seconds);
    draft.look_by(Some(until));
    draft.next.state = State::Baking { step, until, wait: draft.next_wait(), since: Some(now) };
    draft.record(Happening::BakeStarted, message);
}

/// A bake ends only after a look, taken at or after its end, has found nothing.
fn over(draft: &mut Draft<'_>, step: usize, until: Timestamp) -> Step {
    if draft.now() < until || draft.next.watch.polled_at < until {
        return ignored("the bake is not over");
    }
    after_bake(draft, step);
    Ok(())
}

/// Takes in what the aliases show while no write of ours is under way. What was asked for before that may
/// show what a step of ours has overtaken long ago.
pub(super) fn observed(draft: &mut Draft<'_>, aliases: &[(usize, Routing, RevisionId)]) {
    if still_since(draft).is_none_or(|since| draft.fresh.asked_at < since) {
        return;
    }
    for (index, routing, revision) in aliases {
        if draft.is_ended() {
            return;
        }
        let Some(Target { phase: Phase::Live(live), .. }) = draft.next.targets.get_mut(*index) else {
            continue;
        };
        if *revision == live.fence || live.is_stale(revision) {
            continue;
        }
        if *routing == live.confirmed {
            live.sighted = Some(revision.clone());
        } else {
            drifted(draft, *index, routing, revision);
        }
    }
}

/// Since when no write of ours is under way.
fn still_since(draft: &Draft<'_>) -> Option<Timestamp> {
    match &draft.next.state {
        State::Baking { .. } => draft.next.bake_began(),
        State::Hooking(_) => draft.next.hook_runs.last().map(|run| run.started_at),
        State::Waiting(waiting) => Some(waiting.since),
        State::Queued { .. } | State::Preparing { .. } | State::Shifting { .. } | State::Landing(_) | State::Closed(_) => None,
    }
}

impl Deployment {
    /// When the bake it is in began.
    pub(super) fn bake_began(&self) -> Option<Timestamp> {
        let State::Baking { step, until, since, .. } = &self.state else { return None };
        since.or_else(|| until.checked_sub(self.settings.plan.step(*step).bake()).ok())
    }
}

/// Somebody else has moved the alias: their change is left alone, the other targets go back.
pub(super) fn drifted(draft: &mut Draft<'_>, index: usize, routing: &Routing, revision: &RevisionId) {
    let target = &mut draft.next.targets[index];
    let id = target.id();
    let Phase::Live(live) = &mut target.phase else { return };
    let message = if *routing == live.confirmed {
        format!(
            "A change of the alias {id} was not answered, and it seems that somebody else has undone it: {routing}. That was left alone"
        )
    } else {
        let expected = &live.confirmed;
        format!("The alias {id} was changed by somebody else: expected {expected}, found {routing}. Their change was left alone")
    };
    live.take(routing.clone(), revision.clone());
    draft.record(Happening::DriftFound, message.clone());
    draft.end(Ending::stopped(ErrorCode::InvalidLambdaConfiguration, message, true), Some(index));
}

/// Stops what is under way, with or without rollback.
pub(super) fn stop(draft: &mut Draft<'_>, rollback: Option<bool>, cause: &StopCause) {
    let rolls_back = rollback.unwrap_or_else(|| draft.rolls_back(RollbackEvent::Request));
    let message = stop_message(cause);
    draft.record(Happening::StopRequested, message.clone());
    draft.end(Ending::stopped(ErrorCode::ManualStop, message, rolls_back), None);
}
