//! What becomes of a call.

use crate::call::{CallId, Trouble};
use crate::people::{Mishap, Permission};
use crate::world::Inner;
use jiff::SignedDuration;

/// A blow that falls on one call of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blow {
    /// The call, counted from 1 over the whole run.
    pub call: usize,
    /// What it does.
    pub kind: BlowKind,
}

/// What a blow does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlowKind {
    /// The worker dies before the call lands.
    DeathBefore,
    /// The worker dies after the call has landed.
    DeathAfter,
    /// The worker stalls for so many seconds, and then the call lands: others have taken over by then.
    Stall(i64),
    /// The call lands, and the worker is told that nobody knows.
    AnswerLost,
    /// A second worker is given the same message, and from there on the two make their calls in turn.
    Company,
}

/// What becomes of a call: when it lands, when it is answered and how, when its worker dies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fate {
    pub(crate) lands: Option<SignedDuration>,
    pub(crate) answered: Option<(SignedDuration, Option<Trouble>)>,
    pub(crate) death: Option<SignedDuration>,
}

impl Fate {
    fn well(land: SignedDuration, answer: SignedDuration) -> Self {
        Self { lands: Some(land), answered: Some((land + answer, None)), death: None }
    }

    fn refused(after: SignedDuration, trouble: Trouble) -> Self {
        Self { answered: Some((after, Some(trouble))), ..Self::default() }
    }

    fn unanswered(lands: Option<SignedDuration>, answer: SignedDuration) -> Self {
        Self { lands, answered: Some((answer, Some(Trouble::NoAnswer))), death: None }
    }

    fn dying(lands: Option<SignedDuration>, dies: SignedDuration) -> Self {
        Self { lands, answered: None, death: Some(dies) }
    }
}

/// How long a client waits for an answer.
const PATIENCE: SignedDuration = SignedDuration::from_secs(5);

impl Inner {
    pub(crate) fn fate(&mut self, id: CallId, name: &'static str) -> Fate {
        let now = self.now;
        let (land, answer) = (self.delay(), self.delay());
        let blow = self.blow.filter(|blow| blow.call == id);
        if let Some(Blow { kind: kind @ (BlowKind::DeathBefore | BlowKind::DeathAfter), .. }) = blow {
            return self.struck(kind);
        }
        if permission(name).and_then(|permission| self.denied.get(&permission)).is_some_and(|until| now < *until) {
            self.tally.count("call denied");
            return Fate::refused(answer, Trouble::Denied);
        }
        if name == "UpdateAlias"
            && let Some(mishap) = self.mishaps.pop_front()
        {
            self.disturb("mishap", SignedDuration::ZERO);
            return match mishap {
                Mishap::Throttled => Fate::refused(answer, Trouble::Throttled),
                Mishap::Denied => Fate::refused(answer, Trouble::Denied),
                Mishap::AnswerLost => Fate::unanswered(Some(land), land + answer),
                Mishap::Lost => Fate::unanswered(None, answer),
            };
        }
        match blow {
            Some(blow) => self.struck(blow.kind),
            None if self.shuffled => self.tossed(land, answer),
            None => Fate::well(land, answer),
        }
    }

    fn delay(&mut self) -> SignedDuration {
        if !self.shuffled {
            return SignedDuration::ZERO;
        }
        let max = self.faults.call_ms_max;
        SignedDuration::from_millis(self.chance.between(1, max))
    }

    fn struck(&mut self, kind: BlowKind) -> Fate {
        let zero = SignedDuration::ZERO;
        self.disturb("blow", zero);
        match kind {
            BlowKind::DeathBefore => Fate::dying(None, zero),
            BlowKind::DeathAfter => Fate::dying(Some(zero), zero),
            BlowKind::AnswerLost => Fate::unanswered(Some(zero), zero),
            // Who joins it is sent by the world; the call itself goes well.
            BlowKind::Company => Fate::well(zero, zero),
            BlowKind::Stall(seconds) => {
                let span = SignedDuration::from_secs(seconds);
                self.disturb("stall", span);
                Fate::well(span, zero)
            }
        }
    }

    /// As chance has it.
    fn tossed(&mut self, land: SignedDuration, answer: SignedDuration) -> Fate {
        let faults = self.faults.clone();
        if self.chance.happens(faults.death_before) {
            self.disturb("death before a call", SignedDuration::ZERO);
            return Fate::dying(None, land);
        }
        if self.chance.happens(faults.death_after) {
            self.disturb("death after a call", SignedDuration::ZERO);
            return Fate::dying(Some(land), land);
        }
        if self.chance.happens(faults.stall) {
            let span = SignedDuration::from_millis(self.chance.between(1000, faults.stall_seconds_max * 1000));
            self.disturb("stall", span);
            // On the way there, or on the way back.
            return if self.chance.once_in(3) { Fate::well(land, span) } else { Fate::well(span, answer) };
        }
        if self.chance.happens(faults.answer_lost) {
            // It may even land after its caller has given it up.
            let lands = if self.chance.once_in(3) { PATIENCE + SignedDuration::from_millis(self.chance.between(1, 60_000)) } else { land };
            self.disturb("answer lost", lands.max(PATIENCE));
            return Fate::unanswered(Some(lands), PATIENCE);
        }
        if self.chance.happens(faults.call_lost) {
            self.disturb("call lost", PATIENCE);
            return Fate::unanswered(None, PATIENCE);
        }
        if self.chance.happens(faults.throttled) {
            self.disturb("call throttled", SignedDuration::ZERO);
            return Fate::refused(answer, Trouble::Throttled);
        }
        Fate::well(land, answer)
    }
}

fn permission(call: &str) -> Option<Permission> {
    match call {
        "UpdateAlias" => Some(Permission::UpdateAlias),
        "GetAlias" => Some(Permission::GetAlias),
        "DescribeAlarms" => Some(Permission::DescribeAlarms),
        "InvokeHook" => Some(Permission::InvokeHook),
        _ => None,
    }
}
