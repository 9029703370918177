//! Landing: every alias is brought to rest, back where it was or where it is, and every fence that a
//! stalled worker may hold is burned.

use super::draft::{Draft, Step, ignored, rejected};
use super::hooking::late_report;
use super::pace::after;
use super::queued::stop_message;
use super::{Ending, ErrorCode, Event, Failure, FailureKind, Happening, Live, NoticeKind, Outcome, Pace, Phase, Rejection, State};
use crate::{RevisionId, Routing, Weight};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Targets on their way to rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landing {
    /// Where they are brought.
    pub goal: Goal,
    /// Since when; what was stored without it began long ago.
    #[serde(default, skip_serializing_if = "is_long_ago")]
    pub since: Timestamp,
    /// How each target stands, in the deployment's order.
    pub targets: Vec<Landed>,
    /// Attempts that failed, and when to try again.
    pub pace: Pace,
    /// Overtaken fences that were taken up at once.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub renewals: usize,
}

fn is_long_ago(since: &Timestamp) -> bool {
    *since == Timestamp::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's form")]
fn is_none_yet(renewals: &usize) -> bool {
    *renewals == 0
}

/// Where targets are brought to rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goal {
    /// All traffic back to the version that was live before.
    Restore,
    /// Traffic as it is; afterwards the deployment has ended like this.
    Hold(Ending),
}

/// How a target stands on its way to rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Landed {
    /// It is still to be written.
    Pending,
    /// It is at rest.
    Done,
    /// Somebody else has moved it, away from the failing version; it is left alone.
    Foreign(String),
    /// It cannot be written, ever.
    Gone(String),
}

/// How long a worker lives at most: the time limit of every function that takes a turn, as the template has it.
pub const WORKER_LIFE: SignedDuration = SignedDuration::from_secs(60);
/// How long a stop goes on trying without the permission to write: longer than any worker that may still want the
/// weight of before, with half a minute for clocks that differ and for a request that is under way.
const HELD_FOR: SignedDuration = SignedDuration::from_secs(WORKER_LIFE.as_secs() + 30);
/// Attempts after which people are told that a rollback does not get through. It goes on all the same.
const STUCK_AFTER: u32 = 5;
/// Overtaken fences that are taken up at once for each target, before waiting between attempts.
const RENEWALS_AT_ONCE: usize = 3;

impl Landing {
    pub(super) fn begun(goal: Goal, targets: Vec<Landed>, now: Timestamp) -> Self {
        Self { goal, since: now, targets, pace: Pace::starting(now), renewals: 0 }
    }
}

impl Goal {
    /// The routing that brings a target to rest.
    pub(super) fn routing(&self, live: &Live) -> Routing {
        match self {
            Self::Restore => live.at(Weight::ZERO),
            Self::Hold(_) => live.confirmed.clone(),
        }
    }
}

pub(super) fn on(draft: &mut Draft<'_>, landing: &Landing, event: &Event) -> Step {
    match event {
        Event::Routed { target, routing, fence, revision } => routed(draft, landing, *target, routing, fence, revision),
        Event::Refused { target, fence, routing, revision } => refused(draft, landing, *target, fence, routing, revision),
        Event::TargetFailed { target, failure } => failed(draft, landing, *target, failure),
        Event::Abandoned { by, reason } => {
            abandon(draft, landing, by, reason);
            Ok(())
        }
        Event::StopRequested { rollback, cause } => match &landing.goal {
            Goal::Restore => rejected(Rejection::RollbackUnderWay),
            Goal::Hold(held) if *rollback == Some(true) && draft.roll_back_instead(held, landing, stop_message(cause)) => Ok(()),
            Goal::Hold(_) => ignored("the deployment is being stopped"),
        },
        Event::PauseRequested { .. } | Event::ResumeRequested { .. } | Event::PromoteRequested(_) | Event::Decided { .. } => {
            rejected(Rejection::ComingToRest)
        }
        Event::HookReported { execution, .. } => late_report(&draft.next, execution),
        Event::Woke
        | Event::Admitted { .. }
        | Event::AdmissionFailed { .. }
        | Event::Published { .. }
        | Event::Inspected { .. }
        | Event::Polled { .. }
        | Event::AlarmChanged { .. }
        | Event::HookCalled { .. }
        | Event::HookCallFailed { .. } => ignored("the deployment is being brought to rest"),
    }
}

fn routed(draft: &mut Draft<'_>, landing: &Landing, index: usize, routing: &Routing, fence: &RevisionId, revision: &RevisionId) -> Step {
    let Some(live) = awaited(draft, landing, index, fence) else {
        return ignored("the answer to an older write");
    };
    if *routing != landing.goal.routing(live) {
        return ignored("the answer to an older write");
    }
    live.take(routing.clone(), revision.clone());
    landed(draft, landing, index, Landed::Done);
    Ok(())
}

/// The fence was overtaken. Only routing that still sends traffic to the failing version is written over.
fn refused(draft: &mut Draft<'_>, landing: &Landing, index: usize, fence: &RevisionId, routing: &Routing, revision: &RevisionId) -> Step {
    let Some(live) = awaited(draft, landing, index, fence) else {
        return ignored("the answer to an older write");
    };
    if revision == fence || live.is_stale(revision) {
        again(draft, landing, "the alias shows a state that is already overtaken");
        return Ok(());
    }
    let restored = *routing == live.at(Weight::ZERO);
    let failing = routing.weight_of(&live.target) > Weight::ZERO;
    live.take(routing.clone(), revision.clone());
    match &landing.goal {
        Goal::Hold(_) => landed(draft, landing, index, Landed::Done),
        Goal::Restore if restored => landed(draft, landing, index, Landed::Done),
        Goal::Restore if failing => renew(draft, landing, index),
        Goal::Restore => landed(draft, landing, index, Landed::Foreign(routing.to_string())),
    }
    Ok(())
}

fn renew(draft: &mut Draft<'_>, landing: &Landing, index: usize) {
    let id = draft.next.targets[index].id();
    draft.record(Happening::FenceRenewed, format!("{id} still sends traffic to the failing version and is written again"));
    if landing.renewals < RENEWALS_AT_ONCE * landing.targets.len() {
        draft.next.state = State::Landing(Landing { renewals: landing.renewals + 1, ..landing.clone() });
    } else {
        again(draft, landing, "somebody else keeps moving the alias");
    }
}

fn failed(draft: &mut Draft<'_>, landing: &Landing, index: usize, failure: &Failure) -> Step {
    if landing.targets.get(index) != Some(&Landed::Pending) {
        return ignored("the target is at rest");
    }
    match failure.kind {
        // Should the permission come back, nobody is left by then who would use the fence that was not burned; and a
        // stop must not hold its locks for ever.
        FailureKind::Denied if matches!(landing.goal, Goal::Hold(_)) && draft.now() >= after(landing.since, HELD_FOR) => {
            landed(draft, landing, index, Landed::Gone(failure.message.clone()));
        }
        FailureKind::Throttled | FailureKind::Unknown | FailureKind::Denied => again(draft, landing, &failure.message),
        FailureKind::Gone | FailureKind::Invalid => landed(draft, landing, index, Landed::Gone(failure.message.clone())),
    }
    Ok(())
}

fn again(draft: &mut Draft<'_>, landing: &Landing, message: &str) {
    let now = draft.now();
    if !landing.pace.allows(now) {
        // Another target of the same pass has failed already; what this one learnt is kept.
        draft.next.state = State::Landing(landing.clone());
        return;
    }
    let pace = landing.pace.failed(now, 0);
    draft.next.state = State::Landing(Landing { pace, ..landing.clone() });
    if landing.pace.attempts < STUCK_AFTER && pace.attempts >= STUCK_AFTER {
        let what = match landing.goal {
            Goal::Restore => "rollback",
            Goal::Hold(_) => "stop",
        };
        let reason = format!("The {what} has not got through in {} attempts and goes on: {message}", pace.attempts);
        draft.record(Happening::Stuck, reason.clone());
        draft.tell(NoticeKind::RollbackStuck, reason, None);
    } else if pace.attempts == 1 {
        draft.record(Happening::Retrying, message.to_owned());
    }
}

fn awaited<'a>(draft: &'a mut Draft<'_>, landing: &Landing, index: usize, fence: &RevisionId) -> Option<&'a mut Live> {
    if landing.targets.get(index) != Some(&Landed::Pending) {
        return None;
    }
    match &mut draft.next.targets.get_mut(index)?.phase {
        Phase::Live(live) if live.fence == *fence => Some(live),
        Phase::Live(_) | Phase::Seen(_) | Phase::Unknown => None,
    }
}

fn landed(draft: &mut Draft<'_>, landing: &Landing, index: usize, how: Landed) {
    let target = &draft.next.targets[index];
    let id = target.id();
    let routing = target.live().map(|live| live.confirmed.to_string()).unwrap_or_default();
    let (what, message) = match &how {
        Landed::Pending | Landed::Done => (Happening::Restored, format!("{id} is at rest: {routing}")),
        Landed::Foreign(found) => {
            (Happening::LeftAlone, format!("{id} was moved by somebody else, away from the failing version: {found}"))
        }
        Landed::Gone(reason) => (Happening::LeftAlone, format!("{id} cannot be written: {reason}")),
    };
    draft.record(what, message);
    let mut next = landing.clone();
    next.targets[index] = how;
    settle(draft, next);
}

/// Goes on landing, or closes when every target is at rest.
pub(super) fn settle(draft: &mut Draft<'_>, landing: Landing) {
    if landing.targets.contains(&Landed::Pending) {
        draft.next.state = State::Landing(landing);
        return;
    }
    let lost = landing.targets.iter().find_map(|target| match target {
        Landed::Gone(reason) => Some(reason.clone()),
        Landed::Pending | Landed::Done | Landed::Foreign(_) => None,
    });
    let outcome = match (landing.goal, lost) {
        (Goal::Restore, None) => Outcome::Succeeded { message: Some(restored(&landing.targets).to_owned()) },
        (Goal::Restore, Some(reason)) => {
            Outcome::Failed { code: ErrorCode::InvalidLambdaFunction, message: format!("The traffic could not be restored: {reason}") }
        }
        (Goal::Hold(ending), None) => with_resting_place(ending.outcome(), &draft.next.resting_place()),
        (Goal::Hold(ending), Some(reason)) => {
            let place =
                format!("{}. It could not be written once more, which would have made sure of that: {reason}", draft.next.resting_place());
            with_resting_place(ending.outcome(), &place)
        }
    };
    draft.close(outcome);
}

fn restored(targets: &[Landed]) -> &'static str {
    if targets.iter().any(|target| matches!(target, Landed::Foreign(_))) {
        "No traffic is left on the failing version; what somebody else had moved away from it was left alone"
    } else {
        "All traffic is back on the version that was live before"
    }
}

fn with_resting_place(outcome: &Outcome, place: &str) -> Outcome {
    let say = |message: &str| format!("{message}. Traffic was left as it is: {place}");
    match outcome {
        Outcome::Succeeded { message } => Outcome::Succeeded { message: message.clone() },
        Outcome::Failed { code, message } => Outcome::Failed { code: *code, message: say(message) },
        Outcome::Stopped { code, message } => Outcome::Stopped { code: *code, message: say(message) },
    }
}

fn abandon(draft: &mut Draft<'_>, landing: &Landing, by: &str, reason: &str) {
    let message = format!("Abandoned by {by}: {reason}. Traffic may still reach the failing version: {}", draft.next.resting_place());
    draft.record(Happening::Abandoned, message.clone());
    let outcome = match &landing.goal {
        Goal::Restore => Outcome::Failed { code: ErrorCode::ManualStop, message },
        Goal::Hold(ending) => with_resting_place(ending.outcome(), &message),
    };
    draft.close(outcome);
}

impl super::Deployment {
    /// Whether it has been tried in vain so often that people are told; it goes on all the same.
    pub fn is_stuck(&self) -> bool {
        matches!(&self.state, State::Landing(landing) if landing.pace.attempts >= STUCK_AFTER)
    }

    fn resting_place(&self) -> String {
        let places = self.targets.iter().filter_map(|target| Some(format!("{} {}", target.id(), target.live()?.confirmed)));
        places.collect::<Vec<_>>().join("; ")
    }
}
