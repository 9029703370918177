//! Gates: a pause, or an approval, between a step and what comes next.

use super::draft::{Draft, Step, ignored, rejected};
use super::hooking::late_report;
use super::pausing::{self, Paused, end_of, how_long};
use super::{Asked, Event, Happening, Live, NoticeKind, Outcome, Rejection, State, WaitNumber, WaitToken, alarms, approval, baking};
use super::{promotion, shifting};
use crate::Pause;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A gate that is waited at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The step that begins afterwards, counted from 0; as many as there are steps where success does.
    pub next: usize,
    /// Its number; its token names it.
    pub wait: WaitNumber,
    /// When it began.
    pub since: Timestamp,
    /// When it ends, with a look; `None` while nobody has decided, and no time does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What is waited for.
    pub gate: Gate,
}

/// What is waited for at a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gate {
    /// A pause to end: the plan's, or one that was asked for.
    Pause {
        /// Who asked for it, if it is not the plan's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<Asked>,
    },
    /// An approval of the step before `next`.
    Approval {
        /// When its time is over.
        deadline: Timestamp,
        /// Who has approved so far.
        given: Vec<approval::Given>,
    },
}

pub(super) fn on(draft: &mut Draft<'_>, waiting: &Waiting, event: &Event) -> Step {
    match event {
        Event::Woke => woke(draft, waiting),
        Event::Polled { alarms, aliases } => {
            alarms::polled(draft, alarms);
            baking::observed(draft, aliases);
            Ok(())
        }
        Event::AlarmChanged { alarm, state, previous, at } => alarms::changed(draft, alarm, *state, *previous, *at),
        Event::StopRequested { rollback, cause } => {
            baking::stop(draft, *rollback, cause);
            Ok(())
        }
        Event::PauseRequested { pause, asked } => pausing::pause(draft, *pause, asked),
        Event::ResumeRequested { token, asked } => resume(draft, waiting, token, asked),
        Event::PromoteRequested(request) => promotion::on(draft, request),
        Event::Decided { token, decision, by } => approval::decided(draft, waiting, token, decision, by),
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
        | Event::HookCallFailed { .. } => ignored("the deployment waits at a gate"),
    }
}

/// A step has baked and its hook is content: its pause, its approval, then what comes next.
pub(super) fn after_hook(draft: &mut Draft<'_>, step: usize) {
    match draft.next.settings.plan.step(step).pause {
        Some(pause) => planned(draft, step, pause),
        None => approve(draft, step),
    }
}

/// The one way to a step, or to success: a pause that was asked for stands before it.
pub(super) fn go_on(draft: &mut Draft<'_>, next: usize) {
    let now = draft.now();
    match draft.next.paused.take().filter(|paused| paused.stands(now)) {
        Some(paused) => held(draft, next, paused),
        None => begin(draft, next),
    }
}

fn begin(draft: &mut Draft<'_>, next: usize) {
    if next < draft.next.settings.plan.steps().len() {
        return shifting::enter(draft, next);
    }
    let moving = draft.next.targets.iter().any(|target| target.live().is_some_and(Live::moves));
    let nothing = "Every alias already points to its target version: there was nothing to shift";
    draft.close(Outcome::Succeeded { message: (!moving).then(|| nothing.to_owned()) });
}

fn planned(draft: &mut Draft<'_>, step: usize, pause: Pause) {
    let now = draft.now();
    let until = end_of(pause, now);
    let wait = draft.next_wait();
    let message = format!("Pauses after step {} {}, as planned", step + 1, how_long(until));
    enter(draft, Waiting { next: step + 1, wait, since: now, until, gate: Gate::Pause { asked: None } }, Happening::PauseStarted, message);
}

fn held(draft: &mut Draft<'_>, next: usize, paused: Paused) {
    let Paused { wait, until, asked, .. } = paused;
    let message = format!("Pauses {}, as asked for by {}", how_long(until), asked.in_words());
    let gate = Gate::Pause { asked: Some(asked) };
    let since = draft.now();
    enter(draft, Waiting { next, wait, since, until, gate }, Happening::PauseStarted, message);
}

fn approve(draft: &mut Draft<'_>, step: usize) {
    match draft.next.settings.plan.step(step).approval.clone() {
        Some(approval) => approval::enter(draft, step, &approval),
        None => go_on(draft, step + 1),
    }
}

/// Waits, and tells people what for.
pub(super) fn enter(draft: &mut Draft<'_>, waiting: Waiting, what: Happening, message: String) {
    let until = waiting.until;
    draft.next.state = State::Waiting(waiting);
    draft.look_by(until);
    draft.record(what, message.clone());
    draft.tell(NoticeKind::Ready, message, None);
}

/// A wait ends like a bake, with a look, and so does what was decided in it.
fn woke(draft: &mut Draft<'_>, waiting: &Waiting) -> Step {
    match &waiting.gate {
        Gate::Approval { deadline, given } if waiting.until.is_none() && draft.now() >= *deadline => {
            approval::expired(draft, waiting, given);
            if let State::Waiting(expired) = draft.next.state.clone() {
                over(draft, &expired);
            }
            Ok(())
        }
        Gate::Pause { .. } | Gate::Approval { .. } if over(draft, waiting) => Ok(()),
        Gate::Pause { .. } | Gate::Approval { .. } => ignored("the wait is not over"),
    }
}

/// Goes on, if the end has come and was looked at.
fn over(draft: &mut Draft<'_>, waiting: &Waiting) -> bool {
    let (now, polled_at) = (draft.now(), draft.next.watch.polled_at);
    if waiting.until.is_none_or(|until| now < until || polled_at < until) {
        return false;
    }
    match &waiting.gate {
        Gate::Pause { asked: None } => {
            draft.record(Happening::PauseEnded, "The planned pause is over".to_owned());
            approve(draft, waiting.next - 1);
        }
        Gate::Pause { asked: Some(_) } => {
            draft.record(Happening::PauseEnded, "The pause is over".to_owned());
            go_on(draft, waiting.next);
        }
        Gate::Approval { .. } => go_on(draft, waiting.next),
    }
    true
}

fn resume(draft: &mut Draft<'_>, waiting: &Waiting, token: &WaitToken, asked: &Asked) -> Step {
    let is_pause = matches!(waiting.gate, Gate::Pause { .. });
    if !is_pause || draft.next.token(waiting.wait) != *token {
        return pausing::resume(draft, token, asked);
    }
    if !waiting.is_open(draft.now()) {
        return ignored("the pause is over");
    }
    end_now(draft, waiting);
    draft.record_decision(Happening::Resumed, format!("Resumed by {}", asked.in_words()), asked);
    Ok(())
}

/// Lets the wait end with the next look.
pub(super) fn end_now(draft: &mut Draft<'_>, waiting: &Waiting) {
    let now = draft.now();
    draft.next.state = State::Waiting(Waiting { until: Some(now), ..waiting.clone() });
    draft.look_by(Some(now));
}

impl Waiting {
    /// Whether there is something to decide yet.
    pub(super) fn is_open(&self, now: Timestamp) -> bool {
        let deadline = match self.gate {
            Gate::Pause { .. } => None,
            Gate::Approval { deadline, .. } => Some(deadline),
        };
        self.until.or(deadline).is_none_or(|end| now < end)
    }

    /// When time alone ends it, or decides it.
    pub(super) fn end(&self) -> Option<Timestamp> {
        match self.gate {
            Gate::Pause { .. } => self.until,
            Gate::Approval { deadline, .. } => self.until.or(Some(deadline)),
        }
    }
}
