//! Pauses, promotions and approvals.

use super::alarms::counting;
use super::{Verdict, Witness};
use crate::alarms::Alarms;
use headgate_domain::{
    Approval, Deployment, Entry, ErrorCode, Gate, Happening, Identity, LifecycleEventName, Live, OnDeadline, Outcome, State, WaitToken,
    Waiting,
};
use headgate_engine::Stored;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What people have asked for, as they asked it.
#[derive(Default)]
pub(super) struct Wishes {
    approved: BTreeMap<WaitToken, Vec<Identity>>,
    named: BTreeSet<(Happening, WaitToken)>,
}

impl Witness {
    /// Somebody asks for something that is to be written down as this.
    pub(crate) fn asked(&mut self, what: Happening, token: &WaitToken, by: Option<&Identity>) {
        if what == Happening::Approved {
            self.wishes.approved.entry(token.clone()).or_default().extend(by.cloned());
        }
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
        let verdict = self.a_late_token_decides_nothing(before, entry);
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
        let people = asked.map_or(0, |asked| different_people(approval, asked));
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

    /// Whoever decided had before them what was waited for then, by the clock of the worker that took it in: its commit
    /// may land after a pause is over.
    fn a_late_token_decides_nothing(&self, before: &Deployment, entry: &Entry) -> Verdict {
        if !matches!(entry.what, Happening::Resumed | Happening::Promoted | Happening::Approved | Happening::Rejected) {
            return Ok(());
        }
        let waits = before.waits(entry.at).into_iter().filter_map(|wait| wait.token);
        let actions = before.actions(entry.at).into_iter().filter_map(|allowed| allowed.token);
        let named = waits.chain(actions).any(|token| self.wishes.named.contains(&(entry.what, token)));
        if named { Ok(()) } else { Err(format!("{}: {:?} in {:?}, which nobody had named", before.id(), entry.what, before.state())) }
    }
}

/// How many different people of those are among the ones who may approve.
fn different_people(approval: &Approval, asked: &[Identity]) -> usize {
    let may = |who: &&Identity| approval.by.is_empty() || approval.by.iter().any(|pattern| pattern.matches(&who.arn));
    let mut people: Vec<&Identity> = vec![];
    for who in asked.iter().filter(may) {
        if people.iter().all(|other| !other.is_same_person(who)) {
            people.push(who);
        }
    }
    people.len()
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
