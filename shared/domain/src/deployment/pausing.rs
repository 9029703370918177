//! Pause on request: what is under way goes on, and nothing new begins.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::pace::after;
use super::{Asked, Deployment, Gate, Happening, Rejection, State, WaitNumber, WaitToken, Waiting};
use crate::Pause;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A pause that was asked for and stands, while what was under way goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// Its number; its token names it.
    pub wait: WaitNumber,
    /// When it was asked for.
    pub since: Timestamp,
    /// When it ends by itself, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Who asked for it, and why.
    pub asked: Asked,
}

/// Pauses; a pause that stands or is waited in already gets the new end, and a new token. Asked for again in the
/// same words, with the same end, it is the same pause.
pub(super) fn pause(draft: &mut Draft<'_>, pause: Pause, asked: &Asked) -> Step {
    if !draft.next.has_room_for_pauses() {
        return rejected(Rejection::TooManyPauses);
    }
    let now = draft.now();
    let until = end_of(pause, now);
    if draft.next.asked_pause() == Some((until, asked)) {
        return ignored("it is paused already");
    }
    let paused = Paused { wait: draft.next_wait(), since: now, until, asked: asked.clone() };
    match &mut draft.next.state {
        State::Waiting(waiting @ Waiting { gate: Gate::Pause { asked: Some(_) }, .. }) => {
            let Paused { wait, until, asked, .. } = paused;
            *waiting = Waiting { wait, until, gate: Gate::Pause { asked: Some(asked) }, ..waiting.clone() };
            draft.look_by(until);
        }
        State::Queued { .. }
        | State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_)
        | State::Closed(_) => draft.next.paused = Some(paused),
    }
    let message = format!("Paused {} by {}", how_long(until), asked.in_words());
    draft.record_decision(Happening::Paused, message, asked);
    Ok(())
}

/// Resumes before the pause has held anything up.
pub(super) fn resume(draft: &mut Draft<'_>, token: &WaitToken, asked: &Asked) -> Step {
    let now = draft.now();
    match &draft.next.paused {
        Some(paused) if paused.stands(now) && draft.next.token(paused.wait) == *token => {
            draft.next.paused = None;
            draft.record_decision(Happening::Resumed, format!("Resumed by {}", asked.in_words()), asked);
            Ok(())
        }
        Some(_) | None => not_waited_for(draft),
    }
}

impl Paused {
    /// Whether it is not over by itself.
    pub(super) fn stands(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

impl Deployment {
    /// The pause that was asked for, whether it has met anything yet: its end, and who asked.
    fn asked_pause(&self) -> Option<(Option<Timestamp>, &Asked)> {
        match &self.state {
            State::Waiting(Waiting { until, gate: Gate::Pause { asked: Some(asked) }, .. }) => Some((*until, asked)),
            State::Queued { .. }
            | State::Preparing { .. }
            | State::Hooking(_)
            | State::Shifting { .. }
            | State::Baking { .. }
            | State::Waiting(_)
            | State::Landing(_)
            | State::Closed(_) => self.paused.as_ref().map(|paused| (paused.until, &paused.asked)),
        }
    }
}

/// When a pause that begins now ends by itself.
pub(super) fn end_of(pause: Pause, now: Timestamp) -> Option<Timestamp> {
    pause.seconds.map(|seconds| after(now, SignedDuration::from_secs(i64::from(seconds))))
}

/// How long a pause lasts, in words.
pub(super) fn how_long(until: Option<Timestamp>) -> String {
    until.map_or_else(|| "until somebody resumes".to_owned(), |until| format!("until {until}"))
}
