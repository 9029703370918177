//! Pauses, promotions and approvals.

use super::alarms::counting;
use super::{Verdict, Witness};
use crate::alarms::Alarms;
use crate::wish::{Wish, person};
use headgate_domain::{
    Deployment, Entry, ErrorCode, Gate, Happening, LifecycleEventName, Live, OnDeadline, Outcome, State, UserId, WaitToken, Waiting,
};
use headgate_engine::Stored;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What people have asked for, as they asked it.
#[derive(Default)]
pub(super) struct Wishes {
    approved: BTreeMap<WaitToken, BTreeSet<UserId>>,
    named: BTreeSet<(Happening, WaitToken)>,
}

impl Witness {
    /// Somebody asks for something.
    pub(crate) fn asked(&mut self, wish: Wish, token: &WaitToken) {
        let what = match wish {
            Wish::Pause(_) => return,
            Wish::Resume => Happening::Resumed,
            Wish::Promote(_) => Happening::Promoted,
            Wish::Approve(number) => {
                self.wishes.approved.entry(token.clone()).or_default().insert(person(number).user_id);
                Happening::Approved
            }
            Wish::Reject(_) => Happening::Rejected,
        };
        self.wishes.named.insert((what, token.clone()));
    }

    pub(super) fn gates_changed(&mut self, at: Timestamp, before: &Stored, after: &Stored, alarms: &Alarms) {
        let verdict = self.nothing_new_begins_while_a_deployment_is_paused(at, &before.deployment, &after.deployment);
        self.hold(at, "nothing new begins while a deployment is paused", verdict);
        let verdict = self.a_step_behind_an_approval_begins_only_with_enough_different_people(at, &before.deployment, &after.deployment);
        self.hold(at, "a step behind an approval begins only with enough different people", verdict);
        let verdict = a_rejected_deployments_traffic_goes_back(&before.deployment, &after.deployment);
        self.hold(at, "a rejected deployment's traffic goes back", verdict);
        let verdict = self.no_wait_ends_under_a_firing_alarm(&before.deployment, &after.deployment, alarms);
        self.hold(at, "no wait ends under a firing alarm", verdict);
    }

    /// Somebody's decision was written down.
    pub(super) fn decided(&mut self, at: Timestamp, before: Option<&Deployment>, entry: &Entry) {
        let (Some(before), Some(_)) = (before, &entry.by) else { return };
        let verdict = self.a_late_token_decides_nothing(at, before, entry);
        self.hold(at, "a late token decides nothing", verdict);
    }

    /// A worker's clock may be off, and what it finds over is over for it.
    fn nothing_new_begins_while_a_deployment_is_paused(&self, at: Timestamp, before: &Deployment, after: &Deployment) -> Verdict {
        let lasts = |until: Option<Timestamp>| until.is_none_or(|until| at + self.skew_max < until);
        let standing = before.paused().is_some_and(|paused| lasts(paused.until));
        let held = matches!(before.state(), State::Waiting(Waiting { gate: Gate::Pause { .. }, until, .. }) if lasts(*until));
        if (standing || held) && goes_on(before, after) {
            return Err(format!("{} is paused, and goes on from {:?} to {}", before.id(), before.state(), after.state().name()));
        }
        Ok(())
    }

    /// As many as the plan wants have asked for it, whatever the deployment says of them.
    fn a_step_behind_an_approval_begins_only_with_enough_different_people(
        &self,
        at: Timestamp,
        before: &Deployment,
        after: &Deployment,
    ) -> Verdict {
        let State::Waiting(waiting @ Waiting { gate: Gate::Approval { deadline, .. }, next, .. }) = before.state() else { return Ok(()) };
        let steps = before.settings().plan.steps();
        let Some(approval) = next.checked_sub(1).and_then(|step| steps.get(step)?.approval.as_ref()) else {
            return Err(format!("{} waits for an approval that is not planned", before.id()));
        };
        let by_time = approval.on_deadline == OnDeadline::Approve && *deadline <= at + self.skew_max;
        let passes = goes_on(before, after) || matches!(after.state(), State::Waiting(Waiting { gate: Gate::Pause { .. }, .. }));
        let token = before.waits(at).into_iter().find(|wait| wait.since == waiting.since).and_then(|wait| wait.token);
        let asked = token.and_then(|token| self.wishes.approved.get(&token));
        let people = asked.map_or(0, |asked| {
            let may = |number: &u8| approval.by.is_empty() || approval.by.iter().any(|pattern| pattern.matches(&person(*number).arn));
            (0..10).filter(may).filter(|number| asked.contains(&person(*number).user_id)).count()
        });
        if passes && !by_time && people < usize::try_from(approval.count).unwrap_or(usize::MAX) {
            return Err(format!("{} goes on with {people} of {} approvals", before.id(), approval.count));
        }
        Ok(())
    }

    /// A look at its end would have seen it.
    fn no_wait_ends_under_a_firing_alarm(&self, before: &Deployment, after: &Deployment, alarms: &Alarms) -> Verdict {
        let State::Waiting(Waiting { until: Some(until), .. }) = before.state() else { return Ok(()) };
        if !goes_on(before, after) || before.settings().alarms.ignore_poll_failure {
            return Ok(());
        }
        let seen_since = *until - self.skew_max;
        let firing = counting(before).find(|name| alarms.firing_since(name).is_some_and(|since| since < seen_since));
        match firing {
            Some(name) => Err(format!("{} goes on from a wait until {until} while `{name}` fires", before.id())),
            None => Ok(()),
        }
    }

    /// Whoever decided had before them what was waited for then.
    fn a_late_token_decides_nothing(&self, at: Timestamp, before: &Deployment, entry: &Entry) -> Verdict {
        if !matches!(entry.what, Happening::Resumed | Happening::Promoted | Happening::Approved | Happening::Rejected) {
            return Ok(());
        }
        // A worker's clock may be off: what is over by now may not have been for it.
        let instants = [at - self.skew_max, at, at + self.skew_max];
        let waits = instants.into_iter().flat_map(|at| before.waits(at)).filter_map(|wait| wait.token);
        let actions = instants.into_iter().flat_map(|at| before.actions(at)).filter_map(|allowed| allowed.token);
        let named = waits.chain(actions).any(|token| self.wishes.named.contains(&(entry.what, token)));
        if named { Ok(()) } else { Err(format!("{}: {:?} in {:?}, which nobody had named", before.id(), entry.what, before.state())) }
    }
}

/// Whether a step, or success, has begun that had not.
fn goes_on(before: &Deployment, after: &Deployment) -> bool {
    match after.state() {
        State::Shifting { step, .. } => before.state().step() != Some(*step) || matches!(before.state(), State::Waiting(_)),
        State::Closed(closed) => !before.is_rollback() && matches!(closed.outcome, Outcome::Succeeded { .. }),
        State::Queued { .. }
        | State::Preparing { .. }
        | State::Hooking(_)
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_) => false,
    }
}

fn a_rejected_deployments_traffic_goes_back(before: &Deployment, after: &Deployment) -> Verdict {
    let (State::Waiting(Waiting { gate: Gate::Approval { .. }, .. }), false) = (before.state(), after.rolled_back_by().is_some()) else {
        return Ok(());
    };
    let ending = match after.state() {
        State::Closed(closed) => Some(&closed.outcome),
        State::Landing(landing) => match &landing.goal {
            headgate_domain::Goal::Hold(ending) => Some(ending.outcome()),
            headgate_domain::Goal::Restore => None,
        },
        State::Queued { .. }
        | State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_) => None,
    };
    let Some(Outcome::Stopped { code: ErrorCode::ManualStop, message }) = ending else { return Ok(()) };
    let by_people = message.starts_with("Rejected by ") || message.ends_with(" in time");
    let shifted =
        after.lifecycle().events().iter().any(|event| event.name == LifecycleEventName::AllowTraffic && event.started_at.is_some());
    let moves = after.targets().iter().any(|target| target.live().is_some_and(Live::moves));
    if by_people && shifted && moves {
        return Err(format!("{} was rejected, and nothing takes its traffic back", after.id()));
    }
    Ok(())
}
