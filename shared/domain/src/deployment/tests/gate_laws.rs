//! What holds of pauses, promotions and approvals in every world.

use super::fixtures::fresh;
use super::people::{approve, asked, comment, people, person, promote, reject, resume};
use super::world::{Told, World};
use crate::deployment::{
    Action, Applied, Decision, Deployment, Event, Gate, Moved, Outcome, PromoteRequest, Promotion, State, StopCause, WaitToken, Waiting,
};
use crate::{Approval, HookFunction, OnDeadline, Pause, Step};
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Those who may approve in these worlds; the first has started the deployment.
const NAMES: [&str; 4] = ["anna", "ben", "carla", "olga"];
/// Somebody who may approve, and never does in a world.
const ANYBODY: &str = "zoe";

/// Something that somebody asks for.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    Pause(Option<u32>),
    /// With one of the tokens there are, or one that is over.
    Resume(prop::sample::Index),
    Promote(prop::sample::Index, Promotion),
    Decide(prop::sample::Index, usize, bool),
}

pub(super) fn wishes() -> impl Strategy<Value = Wish> {
    let promotion = prop_oneof![3 => Just(Promotion::Step), 1 => Just(Promotion::Full)];
    prop_oneof![
        2 => prop::option::of(1_u32..200).prop_map(Wish::Pause),
        3 => any::<prop::sample::Index>().prop_map(Wish::Resume),
        2 => (any::<prop::sample::Index>(), promotion).prop_map(|(index, promotion)| Wish::Promote(index, promotion)),
        4 => (any::<prop::sample::Index>(), 0_usize..5, prop::bool::weighted(0.1)).prop_map(|(index, who, no)| Wish::Decide(index, who, no)),
    ]
}

impl Wish {
    pub(super) fn event(&self, deployment: &Deployment, now: Timestamp) -> Event {
        let tokens = tokens(deployment, now);
        match self {
            Self::Pause(seconds) => super::people::pause(*seconds),
            Self::Resume(index) => resume(index.get(&tokens).clone()),
            Self::Promote(index, promotion) => promote(index.get(&tokens).clone(), *promotion),
            Self::Decide(index, who, no) => {
                let (token, name) = (index.get(&tokens).clone(), NAMES.get(*who).copied().unwrap_or("mallory"));
                if *no { reject(token, name) } else { approve(token, name) }
            }
        }
    }
}

/// Every token that names something, and one that does not.
fn tokens(deployment: &Deployment, now: Timestamp) -> Vec<WaitToken> {
    let waits = deployment.waits(now).into_iter().filter_map(|wait| wait.token);
    let actions = deployment.actions(now).into_iter().filter_map(|allowed| allowed.token);
    let none = WaitToken::try_from(format!("{}.4294967295", deployment.id())).unwrap();
    let all: BTreeSet<WaitToken> = waits.chain(actions).chain([none]).collect();
    all.into_iter().collect()
}

/// A step's gates.
pub(super) fn gates() -> impl Strategy<Value = (Option<Pause>, Option<Approval>)> {
    let pause = prop::option::weighted(0.2, prop::option::of(1_u32..200).prop_map(|seconds| Pause { seconds }));
    let shape = (1_u32..=2, 60_u32..600, any::<bool>(), any::<bool>());
    let approval = prop::option::weighted(0.2, shape).prop_map(|shape| {
        let (count, deadline_seconds, approves, exclude_starter) = shape?;
        let on_deadline = if approves { OnDeadline::Approve } else { OnDeadline::Reject };
        let by = NAMES.into_iter().chain([ANYBODY]).map(people).collect();
        Some(Approval { by, count, deadline_seconds, on_deadline, exclude_starter })
    });
    (pause, approval)
}

pub(super) fn gated(step: Step, (pause, approval): (Option<Pause>, Option<Approval>)) -> Step {
    Step { pause, approval, ..step }
}

pub(super) fn starter() -> crate::UserId {
    person(NAMES[0]).user_id
}

impl World {
    /// Somebody ends what is waited for, as far as it ends by nobody else.
    pub(super) fn people_decide(&mut self) {
        let wanted = [Action::Resume, Action::Approve];
        let allowed = self.active().actions(self.now).into_iter().find(|allowed| wanted.contains(&allowed.action));
        let Some((action, token)) = allowed.and_then(|allowed| Some((allowed.action, allowed.token?))) else { return };
        let given = self.active().waits(self.now).into_iter().find_map(|wait| wait.approval).map_or(0, |approval| approval.given.len());
        // The first has started it; the others suffice for two.
        let event = if action == Action::Resume { resume(token.clone()) } else { approve(token.clone(), NAMES[1 + given % 3]) };
        let applied = self.apply(&event);
        if !matches!(applied, Applied::Moved(_)) {
            self.apply(&approve(token, ANYBODY));
        }
    }
}

pub(super) fn check_event(told: &Told) {
    let Applied::Moved(moved) = &told.applied else { return };
    nothing_new_begins_while_it_is_paused(told, moved);
    an_approval_is_given_by_enough_different_people(told, moved);
    what_judges_is_left_out_only_by_name(told, moved);
    a_late_token_decides_nothing(told);
}

/// Whether the next step has begun with this move, or success was declared.
fn goes_on(before: &Deployment, after: &Deployment) -> bool {
    let succeeds = matches!(after.state(), State::Closed(closed) if matches!(closed.outcome, Outcome::Succeeded { .. }));
    let shifts = matches!(after.state(), State::Shifting { .. }) && !matches!(before.state(), State::Shifting { .. });
    !before.is_rollback() && (succeeds || shifts)
}

fn nothing_new_begins_while_it_is_paused(told: &Told, moved: &Moved) {
    let now = told.fresh.now;
    let standing = told.before.paused().is_some_and(|paused| paused.until.is_none_or(|until| now < until));
    let held = matches!(told.before.state(), State::Waiting(waiting) if waiting.is_open(now));
    if standing || held {
        assert!(!goes_on(&told.before, &moved.deployment), "{:?} went on by {:?}", told.before.state(), told.event);
    }
}

fn an_approval_is_given_by_enough_different_people(told: &Told, moved: &Moved) {
    let State::Waiting(Waiting { gate: Gate::Approval { given, deadline }, next, .. }) = told.before.state() else { return };
    let approval = told.before.settings().plan.steps()[next - 1].approval.clone().unwrap();
    let different: BTreeSet<_> = given.iter().map(|given| given.by.user_id.clone()).collect();
    assert_eq!(different.len(), given.len(), "somebody counts twice");
    assert!(!approval.exclude_starter || !different.contains(&starter()), "the starter approved");
    let names: BTreeSet<_> = NAMES.into_iter().chain([ANYBODY]).map(|name| person(name).user_id).collect();
    assert!(different.is_subset(&names), "somebody approved who may not");
    let by_time = approval.on_deadline == OnDeadline::Approve && told.fresh.now >= *deadline;
    let enough = u32::try_from(given.len()).unwrap() >= approval.count;
    let passed = goes_on(&told.before, &moved.deployment)
        || matches!(moved.deployment.state(), State::Waiting(Waiting { gate: Gate::Pause { .. }, .. }));
    assert!(!passed || enough || by_time, "{} of {} let it go on", given.len(), approval.count);
}

fn what_judges_is_left_out_only_by_name(told: &Told, moved: &Moved) {
    let judges = |deployment: &Deployment| {
        let steps = deployment.settings().plan.steps().iter();
        steps.map(|step| (step.weight.as_percent().to_bits(), step.hook.clone(), step.approval.clone())).collect::<Vec<_>>()
    };
    let named: &[HookFunction] = if let Event::PromoteRequested(request) = &told.event { &request.skip_hooks } else { &[] };
    let after = judges(&moved.deployment);
    for (weight, hook, approval) in judges(&told.before) {
        let hook = hook.filter(|hook| !named.contains(hook));
        let kept = after.iter().find(|(kept, ..)| *kept == weight);
        assert!(hook.is_none() || kept.is_some_and(|(_, kept, _)| *kept == hook), "{:?} left out {hook:?}", told.event);
        assert!(approval.is_none() || kept.is_some_and(|(.., kept)| *kept == approval), "{:?} left out an approval", told.event);
    }
}

fn a_late_token_decides_nothing(told: &Told) {
    let (Event::ResumeRequested { token, .. } | Event::Decided { token, .. } | Event::PromoteRequested(PromoteRequest { token, .. })) =
        &told.event
    else {
        return;
    };
    let there_is = tokens(&told.before, told.fresh.now);
    assert!(there_is[..there_is.len() - 1].contains(token), "{token} decided in {:?}", told.before.state());
}

/// What is said to be possible is, and nothing else.
pub(super) fn check_actions(deployment: &Deployment, now: Timestamp) {
    let allowed = deployment.actions(now);
    for action in Action::ALL {
        let needs_token = !matches!(action, Action::Stop | Action::StopWithRollback | Action::Abandon | Action::Pause);
        let candidates = if needs_token { tokens(deployment, now).into_iter().map(Some).collect() } else { vec![None] };
        for token in candidates {
            let is_said = allowed.iter().any(|allowed| allowed.action == action && allowed.token == token);
            let applied = deployment.apply(&fresh(now, 88_888), &event_of(action, token.as_ref()));
            let is_so = matches!(applied, Applied::Moved(_));
            assert_eq!(is_said, is_so, "{action:?} with {token:?} in {:?} is {applied:?}", deployment.state());
        }
    }
}

fn event_of(action: Action, token: Option<&WaitToken>) -> Event {
    let named = || token.cloned().expect("the action decides a wait");
    let stop = |rollback| Event::StopRequested { rollback, cause: StopCause::Requested };
    let by = person(ANYBODY);
    match action {
        Action::Stop => stop(None),
        Action::StopWithRollback => stop(Some(true)),
        Action::Abandon => Event::Abandoned { by: "ops".to_owned(), reason: "enough".to_owned() },
        Action::Pause => Event::PauseRequested { pause: Pause { seconds: None }, asked: asked(ANYBODY, "to see whether it can be") },
        Action::Resume => resume(named()),
        Action::Promote => promote(named(), Promotion::Step),
        Action::PromoteFull => promote(named(), Promotion::Full),
        Action::Approve => Event::Decided { token: named(), decision: Decision::Approve { comment: None }, by },
        Action::Reject => Event::Decided { token: named(), decision: Decision::Reject { comment: comment("no") }, by },
    }
}
