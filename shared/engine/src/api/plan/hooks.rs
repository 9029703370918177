//! The validation functions: when each is called, and whether it can be.

use super::Findings;
use crate::{HookSeen, Observer};
use futures::future::join_all;
use headgate_domain::{FailureKind, HookFunction, HookPoint, Hooks, LifecycleEventName, Plan, Step, VersionState};
use headgate_wire as wire;

/// Where a hook is called.
pub(super) type Run = (HookPoint, HookFunction);

/// Every call of a validation function, in the order in which they are made.
pub(super) fn runs(hooks: &Hooks, plan: &Plan) -> Vec<Run> {
    let before = hooks.before_allow_traffic.clone().map(|function| (HookPoint::BeforeAllowTraffic, function));
    let after = hooks.after_allow_traffic.clone().map(|function| (HookPoint::AfterAllowTraffic, function));
    let of_step = |(index, step): (usize, &Step)| Some((HookPoint::Step(index), step.hook.clone()?));
    let mut steps: Vec<Run> = plan.steps().iter().enumerate().filter_map(of_step).collect();
    // The last step bakes after `AfterAllowTraffic`, and its hook is called after that.
    let last = steps.pop_if(|(point, _)| *point == HookPoint::Step(plan.steps().len() - 1));
    before.into_iter().chain(steps).chain(after).chain(last).collect()
}

/// How long all of them may take together.
pub(super) fn seconds_max(runs: &[Run], timeout_seconds: u32) -> i64 {
    i64::try_from(runs.len()).unwrap_or(i64::MAX).saturating_mul(i64::from(timeout_seconds))
}

pub(super) async fn looked_at(
    observer: &impl Observer,
    runs: &[Run],
    timeout_seconds: u32,
    findings: &mut Findings,
) -> Vec<wire::PlannedHook> {
    let mut functions: Vec<&HookFunction> = runs.iter().map(|(_, function)| function).collect();
    functions.sort();
    functions.dedup();
    let seen: Vec<HookSeen> = join_all(functions.iter().map(|function| observer.hook(function))).await;
    for (function, seen) in functions.iter().zip(&seen) {
        judge(function, seen, findings);
    }
    let of = |function: &HookFunction| functions.binary_search(&function).ok().and_then(|index| seen.get(index));
    runs.iter().map(|(point, function)| written(*point, function, of(function), timeout_seconds)).collect()
}

fn judge(function: &HookFunction, seen: &HookSeen, findings: &mut Findings) {
    let subject = format!("hook {function}");
    if !seen.allowed {
        let message = format!("Headgate may not call `{function}`: the stack's parameter `HookFunctions` does not name it");
        findings.error(&subject, message, "Name it there, or call it `CodeDeployHook_…` where the parameter is empty");
    }
    match &seen.state {
        Ok(VersionState::Active) => {}
        Ok(VersionState::Pending) => findings.warning(&subject, format!("`{function}` is still being made"), "Wait until it is active"),
        Ok(VersionState::Unusable(reason)) => {
            findings.warning(&subject, format!("`{function}` may not be invocable: {reason}"), "Invoke it once and see");
        }
        // Looking is another permission than calling: a deployment needs only the latter.
        Err(failure) if failure.kind == FailureKind::Denied => findings.unread(&subject, failure),
        Err(failure) => findings.unmet(&subject, failure),
    }
}

fn written(point: HookPoint, function: &HookFunction, seen: Option<&HookSeen>, timeout_seconds: u32) -> wire::PlannedHook {
    let state = seen.map(|seen| &seen.state);
    wire::PlannedHook {
        function_name: Some(function.to_string()),
        lifecycle_event: Some(event(point.lifecycle_event()).to_owned()),
        step: match point {
            HookPoint::Step(index) => i64::try_from(index + 1).ok(),
            HookPoint::BeforeAllowTraffic | HookPoint::AfterAllowTraffic => None,
        },
        timeout_seconds: Some(i64::from(timeout_seconds)),
        allowed: seen.map(|seen| seen.allowed),
        exists: state.and_then(|state| match state {
            Ok(_) => Some(true),
            Err(failure) => (failure.kind == FailureKind::Gone).then_some(false),
        }),
        state: state.and_then(|state| state.as_ref().ok()).map(|state| super::targets::state(state).0),
    }
}

fn event(name: LifecycleEventName) -> &'static str {
    match name {
        LifecycleEventName::Start => "Start",
        LifecycleEventName::BeforeAllowTraffic => "BeforeAllowTraffic",
        LifecycleEventName::AllowTraffic => "AllowTraffic",
        LifecycleEventName::AfterAllowTraffic => "AfterAllowTraffic",
        LifecycleEventName::End => "End",
    }
}
