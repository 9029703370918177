//! Promotion: sooner than planned, and past nothing that judges unless it is named.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::hooking::{self, Hooking};
use super::waiting::end_now;
use super::{Deployment, Gate, Happening, HookPoint, PromoteRequest, Promotion, Rejection, Standing, State, WaitNumber, Waiting};
use crate::{HookFunction, Plan};
use jiff::Timestamp;

/// Promotes, if there is anything that this comes to.
pub(super) fn on(draft: &mut Draft<'_>, request: &PromoteRequest) -> Step {
    let now = draft.now();
    if draft.next.promotable().is_none_or(|wait| draft.next.token(wait) != request.token) {
        return not_waited_for(draft);
    }
    every_name_is_known(&draft.next, request)?;
    let skips_running = draft.next.running_hook().is_some_and(|hook| request.skip_hooks.contains(hook));
    let skips = !request.skip_hooks.is_empty() || !request.skip_alarms.is_empty();
    let promotes = match request.promotion {
        Promotion::Step => draft.next.is_ended_by_promotion(now) || skips_running,
        Promotion::Full => draft.next.is_promoted_all_the_way(now) || skips,
    };
    if !promotes {
        let is_asked_again = !skips && matches!(draft.next.state, State::Baking { .. } | State::Waiting(_));
        if is_asked_again {
            return ignored("the wait is over but for a last look");
        }
        return rejected(Rejection::NothingToPromote { now: draft.next.waited_for(now) });
    }
    skip(draft, request);
    if request.promotion == Promotion::Full {
        draft.next.settings.plan = draft.next.plan_promoted();
    }
    draft.record_decision(Happening::Promoted, in_words(request), &request.asked);
    end(draft, skips_running, request);
    Ok(())
}

fn in_words(request: &PromoteRequest) -> String {
    let far = match request.promotion {
        Promotion::Step => "past this wait",
        Promotion::Full => "all the way",
    };
    let hooks = request.skip_hooks.iter().map(|hook| format!(", without hook `{hook}`"));
    let alarms = request.skip_alarms.iter().map(|alarm| format!(", without alarm `{alarm}`"));
    let without: String = hooks.chain(alarms).collect();
    format!("Promoted {far}{without} by {}", request.asked.in_words())
}

fn every_name_is_known(deployment: &Deployment, request: &PromoteRequest) -> Step {
    let hooks = deployment.hooks_ahead();
    if let Some(name) = request.skip_hooks.iter().find(|name| !hooks.contains(name)) {
        return rejected(Rejection::UnknownHook { name: name.clone(), known: listed(hooks.iter().copied()) });
    }
    let alarms = &deployment.watch.alarms;
    if let Some(name) = request.skip_alarms.iter().find(|name| alarms.iter().all(|alarm| alarm.name != **name)) {
        return rejected(Rejection::UnknownAlarm { name: name.clone(), known: listed(alarms.iter().map(|alarm| &alarm.name)) });
    }
    Ok(())
}

fn listed<T: ToString>(names: impl Iterator<Item = T>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{}`", name.to_string())).collect();
    if names.is_empty() { "there is none".to_owned() } else { format!("there is {}", names.join(", ")) }
}

fn skip(draft: &mut Draft<'_>, request: &PromoteRequest) {
    let from = draft.next.state.hooks_from(&draft.next.settings.plan);
    draft.next.settings.plan = draft.next.settings.plan.clone().without_hooks(from, &request.skip_hooks);
    let after = &mut draft.next.request.hooks.after_allow_traffic;
    *after = after.take().filter(|hook| !request.skip_hooks.contains(hook));
    for alarm in draft.next.watch.alarms.iter_mut().filter(|alarm| request.skip_alarms.contains(&alarm.name)) {
        alarm.standing = Standing::Skipped;
    }
}

/// Ends what a promotion ends. A bake and a pause still end with a look.
fn end(draft: &mut Draft<'_>, skips_running: bool, request: &PromoteRequest) {
    let now = draft.now();
    if !draft.next.is_ended_by_promotion(now) && !skips_running {
        return;
    }
    match draft.next.state.clone() {
        State::Baking { step, wait, since, .. } => {
            let since = since.or_else(|| draft.next.bake_began());
            draft.next.state = State::Baking { step, until: now, wait, since };
            draft.look_by(Some(now));
        }
        State::Waiting(waiting) => end_now(draft, &waiting),
        State::Hooking(hooking) => hooking::skip(draft, &hooking, &format!("skipped by {}", request.asked.in_words())),
        State::Queued { .. } | State::Preparing { .. } | State::Shifting { .. } | State::Landing(_) | State::Closed(_) => {}
    }
}

impl State {
    /// The first step whose hook is still ahead.
    fn hooks_from(&self, plan: &Plan) -> usize {
        match self {
            Self::Queued { .. } | Self::Preparing { .. } => 0,
            Self::Hooking(Hooking { point, .. }) => match point {
                HookPoint::BeforeAllowTraffic => 0,
                HookPoint::Step(step) => step + 1,
                HookPoint::AfterAllowTraffic => plan.steps().len() - 1,
            },
            Self::Shifting { step, .. } | Self::Baking { step, .. } => *step,
            Self::Waiting(waiting) => waiting.next,
            Self::Landing(_) | Self::Closed(_) => plan.steps().len(),
        }
    }

    /// Whether all traffic has moved and been judged by `AfterAllowTraffic`, or is being judged.
    fn is_after_traffic(&self, plan: &Plan) -> bool {
        match self {
            Self::Queued { .. } | Self::Preparing { .. } | Self::Shifting { .. } => false,
            Self::Hooking(Hooking { point, .. }) => match point {
                HookPoint::BeforeAllowTraffic => false,
                HookPoint::Step(step) => plan.is_last(*step),
                HookPoint::AfterAllowTraffic => true,
            },
            Self::Baking { step, .. } => plan.is_last(*step),
            Self::Waiting(waiting) => waiting.next == plan.steps().len(),
            Self::Landing(_) | Self::Closed(_) => true,
        }
    }
}

impl Deployment {
    /// What a promotion must name: what it is in the middle of.
    pub(super) fn promotable(&self) -> Option<WaitNumber> {
        match &self.state {
            State::Hooking(Hooking { wait, .. })
            | State::Shifting { wait, .. }
            | State::Baking { wait, .. }
            | State::Waiting(Waiting { wait, gate: Gate::Pause { .. }, .. }) => Some(*wait),
            // Only people who may approve go past an approval.
            State::Waiting(Waiting { gate: Gate::Approval { .. }, .. })
            | State::Queued { .. }
            | State::Preparing { .. }
            | State::Landing(_)
            | State::Closed(_) => None,
        }
    }

    /// Whether promoting a step ends what it is in.
    pub(super) fn is_ended_by_promotion(&self, now: Timestamp) -> bool {
        match &self.state {
            State::Baking { until, .. } => now < *until,
            State::Waiting(waiting @ Waiting { gate: Gate::Pause { .. }, .. }) => waiting.is_open(now),
            State::Waiting(Waiting { gate: Gate::Approval { .. }, .. })
            | State::Queued { .. }
            | State::Preparing { .. }
            | State::Hooking(_)
            | State::Shifting { .. }
            | State::Landing(_)
            | State::Closed(_) => false,
        }
    }

    /// Whether promoting it all the way changes anything.
    pub(super) fn is_promoted_all_the_way(&self, now: Timestamp) -> bool {
        self.promotable().is_some() && (self.is_ended_by_promotion(now) || self.plan_promoted() != self.settings.plan)
    }

    /// The plan, promoted all the way from here.
    fn plan_promoted(&self) -> Plan {
        let plan = self.settings.plan.clone();
        match &self.state {
            State::Hooking(Hooking { point, .. }) => match point {
                HookPoint::BeforeAllowTraffic => plan.promoted(0),
                HookPoint::Step(step) => plan.promoted(step + 1).without_pause(*step),
                HookPoint::AfterAllowTraffic => {
                    let last = plan.steps().len() - 1;
                    plan.without_pause(last)
                }
            },
            State::Shifting { step, .. } => plan.promoted(step + 1).without_pause(*step).without_bake(*step),
            State::Baking { step, .. } => plan.promoted(step + 1).without_pause(*step),
            State::Waiting(waiting) => plan.promoted(waiting.next),
            State::Queued { .. } | State::Preparing { .. } | State::Landing(_) | State::Closed(_) => plan,
        }
    }

    fn running_hook(&self) -> Option<&HookFunction> {
        match &self.state {
            State::Hooking(hooking) => Some(&hooking.function),
            State::Queued { .. }
            | State::Preparing { .. }
            | State::Shifting { .. }
            | State::Baking { .. }
            | State::Waiting(_)
            | State::Landing(_)
            | State::Closed(_) => None,
        }
    }

    /// The hooks that can be skipped: the one that runs, and those that have not.
    fn hooks_ahead(&self) -> Vec<&HookFunction> {
        let plan = &self.settings.plan;
        let steps = plan.steps().iter().skip(self.state.hooks_from(plan)).filter_map(|step| step.hook.as_ref());
        let after = self.request.hooks.after_allow_traffic.iter().filter(|_| !self.state.is_after_traffic(plan));
        self.running_hook().into_iter().chain(steps).chain(after).collect()
    }
}
