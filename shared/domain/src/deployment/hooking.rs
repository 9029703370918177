//! Validation functions: called at least once under one execution id, heard once.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::pace::{Pace, after};
use super::{
    Deployment, Ending, ErrorCode, Event, Failure, FailureKind, Happening, HookInvocation, HookReport, HookTarget, LifecycleEventName,
    Live, Rejection, ReportSource, State, Verdict, WaitNumber, alarms, baking, pausing, promotion, waiting,
};
use crate::{ExecutionId, HookFunction, RollbackEvent};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A validation function that is being waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hooking {
    /// Where in the deployment it stands.
    pub point: HookPoint,
    /// The function.
    pub function: HookFunction,
    /// The run, which the verdict names.
    pub execution: ExecutionId,
    /// When silence counts as failure.
    pub deadline: Timestamp,
    /// Whether it has been called.
    pub call: HookCall,
    /// Its number; its token names it.
    #[serde(default, skip_serializing_if = "WaitNumber::is_none_yet")]
    pub wait: WaitNumber,
}

/// Where in a deployment a hook stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HookPoint {
    /// `BeforeAllowTraffic`
    BeforeAllowTraffic,
    /// After the bake of a step.
    Step(usize),
    /// `AfterAllowTraffic`
    AfterAllowTraffic,
}

/// Whether a validation function has been called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HookCall {
    /// It is to be called, perhaps once more under the same execution id.
    Calling(Pace),
    /// The call was taken; a poll or a stray event does not repeat it.
    Awaiting,
}

/// The record of one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookRun {
    /// Where in the deployment it stood.
    pub point: HookPoint,
    /// The function.
    pub function: HookFunction,
    /// The run's id.
    pub execution: ExecutionId,
    /// When it began.
    pub started_at: Timestamp,
    /// When the verdict came, or its deadline passed.
    pub ended: Option<(Timestamp, RunVerdict, String)>,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RunVerdict {
    /// The function is content.
    Succeeded,
    /// It is not, or was not heard.
    Failed,
    /// Somebody did not wait for it.
    Skipped,
}

impl HookPoint {
    /// The lifecycle event it belongs to; a step's hook belongs to `AllowTraffic`.
    pub fn lifecycle_event(self) -> LifecycleEventName {
        match self {
            Self::BeforeAllowTraffic => LifecycleEventName::BeforeAllowTraffic,
            Self::Step(_) => LifecycleEventName::AllowTraffic,
            Self::AfterAllowTraffic => LifecycleEventName::AfterAllowTraffic,
        }
    }
}

pub(super) fn on(draft: &mut Draft<'_>, hooking: &Hooking, event: &Event) -> Step {
    match event {
        Event::HookCalled { execution } => called(draft, hooking, execution),
        Event::HookCallFailed { execution, failure } => call_failed(draft, hooking, execution, failure),
        Event::HookReported { execution, report } => reported(draft, hooking, execution, report),
        Event::Woke => silent(draft, hooking),
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
        Event::ResumeRequested { token, asked } => pausing::resume(draft, token, asked),
        Event::PromoteRequested(request) => promotion::on(draft, request),
        Event::Decided { .. } => not_waited_for(draft),
        Event::Abandoned { .. } => rejected(Rejection::NothingToAbandon),
        Event::Admitted { .. }
        | Event::AdmissionFailed { .. }
        | Event::Published { .. }
        | Event::Inspected { .. }
        | Event::Routed { .. }
        | Event::Refused { .. }
        | Event::TargetFailed { .. } => ignored("the deployment waits for a hook"),
    }
}

/// `BeforeAllowTraffic`, then the first step.
pub(super) fn before_traffic(draft: &mut Draft<'_>) {
    match draft.next.request.hooks.before_allow_traffic.clone() {
        Some(function) => enter(draft, HookPoint::BeforeAllowTraffic, function),
        None => waiting::go_on(draft, 0),
    }
}

/// `AfterAllowTraffic`, then the final bake.
pub(super) fn after_traffic(draft: &mut Draft<'_>, step: usize) {
    match draft.next.request.hooks.after_allow_traffic.clone() {
        Some(function) => enter(draft, HookPoint::AfterAllowTraffic, function),
        None => baking::enter(draft, step),
    }
}

/// The hook of a step that has baked, then its gates.
pub(super) fn after_bake(draft: &mut Draft<'_>, step: usize) {
    match draft.next.settings.plan.step(step).hook.clone() {
        Some(function) => enter(draft, HookPoint::Step(step), function),
        None => waiting::after_hook(draft, step),
    }
}

fn enter(draft: &mut Draft<'_>, point: HookPoint, function: HookFunction) {
    let now = draft.now();
    let execution = draft.fresh.execution.clone();
    let timeout = SignedDuration::from_secs(i64::from(draft.next.settings.hook_timeout_seconds));
    draft.next.lifecycle.begin(point.lifecycle_event(), now);
    draft.next.hook_runs.push(HookRun { point, function: function.clone(), execution: execution.clone(), started_at: now, ended: None });
    draft.record(Happening::HookStarted, format!("Hook `{function}` of {} is called", point.lifecycle_event()));
    let call = HookCall::Calling(Pace::starting(now));
    let wait = draft.next_wait();
    draft.next.state = State::Hooking(Hooking { point, function, execution, deadline: after(now, timeout), call, wait });
}

fn called(draft: &mut Draft<'_>, hooking: &Hooking, execution: &ExecutionId) -> Step {
    match &hooking.call {
        HookCall::Calling(_) if execution.matches(&hooking.execution) => {
            draft.next.state = State::Hooking(Hooking { call: HookCall::Awaiting, ..hooking.clone() });
            Ok(())
        }
        HookCall::Calling(_) | HookCall::Awaiting => ignored("this call is known already"),
    }
}

fn call_failed(draft: &mut Draft<'_>, hooking: &Hooking, execution: &ExecutionId, failure: &Failure) -> Step {
    let now = draft.now();
    let HookCall::Calling(pace) = &hooking.call else {
        return ignored("the call was taken");
    };
    if !execution.matches(&hooking.execution) || !pace.allows(now) {
        return ignored("this call is known already");
    }
    match failure.kind {
        FailureKind::Throttled | FailureKind::Unknown => {
            let call = HookCall::Calling(pace.failed(now, draft.spread_ms()));
            draft.next.state = State::Hooking(Hooking { call, ..hooking.clone() });
        }
        FailureKind::Denied => fail(draft, hooking, ErrorCode::IamRolePermissions, &failure.message),
        FailureKind::Gone | FailureKind::Invalid => fail(draft, hooking, ErrorCode::HookExecutionFailure, &failure.message),
    }
    Ok(())
}

fn reported(draft: &mut Draft<'_>, hooking: &Hooking, execution: &ExecutionId, report: &HookReport) -> Step {
    if !execution.matches(&hooking.execution) {
        return late_report(&draft.next, execution);
    }
    if draft.now() >= hooking.deadline {
        return rejected(Rejection::HookCompleted);
    }
    match report.verdict {
        Verdict::Succeeded => succeed(draft, hooking, report),
        Verdict::Failed => fail(draft, hooking, ErrorCode::HookExecutionFailure, &failure_message(report)),
    }
    Ok(())
}

fn failure_message(report: &HookReport) -> String {
    let how = match report.source {
        ReportSource::Reported => "reported Failed",
        ReportSource::Returned => "returned Failed",
        ReportSource::Crashed => "crashed or timed out",
        ReportSource::NotInvoked => "could not be invoked",
    };
    if report.message.is_empty() { how.to_owned() } else { format!("{how}: {}", report.message) }
}

fn succeed(draft: &mut Draft<'_>, hooking: &Hooking, report: &HookReport) {
    end_run(draft, RunVerdict::Succeeded, &report.message);
    draft.record(Happening::HookSucceeded, format!("Hook `{}` of {} succeeded", hooking.function, hooking.point.lifecycle_event()));
    go_on(draft, hooking.point);
}

/// Goes on without the verdict, because somebody who may says so.
pub(super) fn skip(draft: &mut Draft<'_>, hooking: &Hooking, how: &str) {
    end_run(draft, RunVerdict::Skipped, how);
    let event = hooking.point.lifecycle_event();
    if event != LifecycleEventName::AllowTraffic {
        let now = draft.now();
        draft.next.lifecycle.skip(event, now, how);
    }
    draft.record(Happening::HookSkipped, format!("Hook `{}` of {event} is {how}", hooking.function));
    go_on(draft, hooking.point);
}

fn go_on(draft: &mut Draft<'_>, point: HookPoint) {
    match point {
        HookPoint::BeforeAllowTraffic => waiting::go_on(draft, 0),
        HookPoint::Step(step) => waiting::after_hook(draft, step),
        HookPoint::AfterAllowTraffic => {
            let last = draft.next.settings.plan.steps().len() - 1;
            baking::enter(draft, last);
        }
    }
}

fn silent(draft: &mut Draft<'_>, hooking: &Hooking) -> Step {
    if draft.now() < hooking.deadline {
        return ignored("the hook still has time");
    }
    let seconds = draft.next.settings.hook_timeout_seconds;
    fail(draft, hooking, ErrorCode::HookExecutionFailure, &format!("did not report within {seconds} s"));
    Ok(())
}

fn fail(draft: &mut Draft<'_>, hooking: &Hooking, code: ErrorCode, how: &str) {
    let message = format!("Hook `{}` of {} {how}", hooking.function, hooking.point.lifecycle_event());
    end_run(draft, RunVerdict::Failed, how);
    draft.record(Happening::HookFailed, message.clone());
    draft.end(Ending::failed(code, message, draft.rolls_back(RollbackEvent::Failure)), None);
}

fn end_run(draft: &mut Draft<'_>, verdict: RunVerdict, message: &str) {
    let now = draft.now();
    if let Some(run) = draft.next.hook_runs.last_mut() {
        run.ended = Some((now, verdict, message.to_owned()));
    }
}

/// A report where no hook is waited for: the event is over, or was never there.
pub(super) fn late_report(deployment: &Deployment, execution: &ExecutionId) -> Step {
    let known = deployment.hook_runs.iter().any(|run| run.execution.matches(execution));
    rejected(if known { Rejection::HookCompleted } else { Rejection::UnknownExecution })
}

impl Deployment {
    pub(super) fn invocation(&self, hooking: &Hooking) -> HookInvocation {
        let moving = self.targets.iter().filter(|target| target.live().is_some_and(Live::moves));
        let targets = self.targets.iter().filter_map(|target| {
            let live = target.live()?;
            Some(HookTarget {
                function: target.function.clone(),
                alias: target.alias.clone(),
                current_version: live.current.clone(),
                target_version: live.target.clone(),
            })
        });
        HookInvocation {
            function: hooking.function.clone(),
            deployment: self.id.clone(),
            execution: hooking.execution.clone(),
            application: self.application.clone(),
            group: self.group.clone(),
            event: hooking.point.lifecycle_event(),
            weight: moving.map(super::Target::weight).max().unwrap_or(crate::Weight::ZERO),
            targets: targets.collect(),
            deadline: hooking.deadline,
        }
    }
}
