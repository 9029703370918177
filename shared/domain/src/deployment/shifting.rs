//! Shift: every target goes to the step's weight, each under its own fence.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, Unmoved, ignored, rejected};
use super::hooking::late_report;
use super::{
    Ending, ErrorCode, Event, Failure, FailureKind, Happening, LifecycleEventName, Pace, Phase, Rejection, State, alarms, baking, hooking,
    pausing, promotion,
};
use crate::{RevisionId, RollbackEvent, Routing};

/// Attempts in a row after which a shift that does not get through has failed.
const ATTEMPTS_MAX: u32 = 40;

pub(super) fn on(draft: &mut Draft<'_>, step: usize, pace: Pace, event: &Event) -> Step {
    match event {
        Event::Routed { target, routing, fence, revision } => routed(draft, step, *target, routing, fence, revision),
        Event::Refused { target, fence, routing, revision } => refused(draft, step, pace, *target, fence, routing, revision),
        Event::TargetFailed { target, failure } => failed(draft, pace, *target, failure),
        Event::Polled { alarms, .. } => {
            alarms::polled(draft, alarms);
            Ok(())
        }
        Event::AlarmChanged { alarm, state, previous, at } => alarms::changed(draft, alarm, *state, *previous, *at),
        Event::StopRequested { rollback, cause } => {
            baking::stop(draft, *rollback, cause);
            Ok(())
        }
        Event::PauseRequested { pause, asked } => pausing::pause(draft, *pause, asked),
        Event::ResumeRequested { token, asked } => pausing::resume(draft, token, asked),
        Event::PromoteRequested(request) => promotion::on(draft, request),
        Event::Decided { .. } => not_waited_for(draft),
        Event::HookReported { execution, .. } => late_report(&draft.next, execution),
        Event::Abandoned { .. } => rejected(Rejection::NothingToAbandon),
        Event::Woke
        | Event::Admitted { .. }
        | Event::AdmissionFailed { .. }
        | Event::Published { .. }
        | Event::Inspected { .. }
        | Event::HookCalled { .. }
        | Event::HookCallFailed { .. } => ignored("the deployment is shifting traffic"),
    }
}

/// Wants the step's weight; the write follows once this is stored.
pub(super) fn enter(draft: &mut Draft<'_>, step: usize) {
    let now = draft.now();
    draft.next.lifecycle.begin(LifecycleEventName::AllowTraffic, now);
    draft.next.state = State::Shifting { step, pace: Pace::starting(now), wait: draft.next_wait() };
    let steps = draft.next.settings.plan.steps().len();
    let weight = draft.next.settings.plan.step(step).weight;
    draft.record(Happening::ShiftStarted, format!("Step {} of {steps}: {weight} of traffic is to go to the target version", step + 1));
}

fn routed(draft: &mut Draft<'_>, step: usize, index: usize, routing: &Routing, fence: &RevisionId, revision: &RevisionId) -> Step {
    let weight = draft.next.settings.plan.step(step).weight;
    let Phase::Live(live) = &mut draft.next.targets[index].phase else {
        return ignored("the target has not been looked at");
    };
    if live.fence != *fence || *routing != live.at(weight) {
        return ignored("the answer to an older write");
    }
    live.take(routing.clone(), revision.clone());
    confirmed(draft, step, index);
    Ok(())
}

fn confirmed(draft: &mut Draft<'_>, step: usize, index: usize) {
    let target = &draft.next.targets[index];
    let message = target.live().map(|live| format!("{}: {}", target.id(), live.confirmed)).unwrap_or_default();
    draft.record(Happening::Shifted, message);
    let weight = draft.next.settings.plan.step(step).weight;
    let all = draft.next.targets.iter().all(|target| target.live().is_some_and(|live| live.confirmed == live.at(weight)));
    if !all {
        return;
    }
    if draft.next.settings.plan.is_last(step) {
        hooking::after_traffic(draft, step);
    } else {
        baking::enter(draft, step);
    }
}

/// The fence was overtaken: by our own write whose answer was lost, by AWS, or by somebody else.
///
/// Where an answer was lost and the alias shows what was there before, either AWS has renewed the `RevisionId` and our
/// write was lost, or our write has happened and somebody has put it back. Nothing tells the two apart, unless a look
/// before the write showed that very `RevisionId`, and a change by hand is not written over.
fn refused(
    draft: &mut Draft<'_>,
    step: usize,
    pace: Pace,
    index: usize,
    fence: &RevisionId,
    routing: &Routing,
    revision: &RevisionId,
) -> Step {
    let weight = draft.next.settings.plan.step(step).weight;
    let Phase::Live(live) = &mut draft.next.targets[index].phase else {
        return ignored("the target has not been looked at");
    };
    if live.fence != *fence {
        return ignored("the answer to an older write");
    }
    if revision == fence || live.is_stale(revision) {
        return again(draft, pace, ErrorCode::Throttled, "the alias shows a state that is already overtaken");
    }
    if *routing == live.at(weight) {
        live.take(routing.clone(), revision.clone());
        confirmed(draft, step, index);
    } else if *routing == live.confirmed && (!live.unanswered || live.sighted.as_ref() == Some(revision)) {
        live.renew(revision.clone());
        draft.record(
            Happening::FenceRenewed,
            format!("{}: AWS renewed the RevisionId; the routing is unchanged", draft.next.targets[index].id()),
        );
    } else {
        baking::drifted(draft, index, routing, revision);
    }
    Ok(())
}

fn failed(draft: &mut Draft<'_>, pace: Pace, index: usize, failure: &Failure) -> Step {
    let code = match failure.kind {
        FailureKind::Throttled => return again(draft, pace, ErrorCode::Throttled, &failure.message),
        FailureKind::Unknown => return unanswered(draft, pace, index, &failure.message),
        FailureKind::Denied => ErrorCode::IamRolePermissions,
        FailureKind::Gone => ErrorCode::InvalidLambdaFunction,
        FailureKind::Invalid => ErrorCode::InvalidLambdaConfiguration,
    };
    let message = format!("{}: {}", draft.next.targets[index].id(), failure.message);
    draft.end(Ending::failed(code, message, draft.rolls_back(RollbackEvent::Failure)), None);
    Ok(())
}

fn unanswered(draft: &mut Draft<'_>, pace: Pace, index: usize, message: &str) -> Step {
    let Phase::Live(live) = &mut draft.next.targets[index].phase else {
        return ignored("the target has not been looked at");
    };
    let known = std::mem::replace(&mut live.unanswered, true);
    match again(draft, pace, ErrorCode::Timeout, message) {
        // Another target of the same pass has failed already; what this one learnt is kept.
        Err(Unmoved::Ignored(_)) if !known => Ok(()),
        tried => tried,
    }
}

fn again(draft: &mut Draft<'_>, pace: Pace, code: ErrorCode, message: &str) -> Step {
    let now = draft.now();
    if !pace.allows(now) {
        return ignored("this attempt has failed already");
    }
    let pace = pace.failed(now, draft.spread_ms());
    if let State::Shifting { pace: tried, .. } = &mut draft.next.state {
        *tried = pace;
    }
    if pace.attempts == 1 {
        draft.record(Happening::Retrying, message.to_owned());
    }
    if pace.attempts >= ATTEMPTS_MAX {
        let message = format!("Traffic could not be shifted in {ATTEMPTS_MAX} attempts: {message}");
        draft.end(Ending::failed(code, message, draft.rolls_back(RollbackEvent::Failure)), None);
    }
    Ok(())
}
