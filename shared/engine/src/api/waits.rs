//! What a deployment waits for and what may be done, as answers tell it: no client has to derive it.

use super::info::count;
use super::views::seconds;
use headgate_domain::{AllowedAction, AwaitedApproval, Given, HookPoint, HookRun, Wait, WatchedAlarm};
use headgate_wire as wire;

pub(super) fn written(wait: Wait) -> wire::Wait {
    wire::Wait {
        kind: Some(wait.kind.as_str().to_owned()),
        token: wait.token.map(String::from),
        step: wait.step.map(|step| count(step + 1)),
        since: Some(seconds(wait.since)),
        until: wait.until.map(seconds),
        what: Some(wait.what),
        approval: wait.approval.map(approval),
    }
}

fn approval(awaited: AwaitedApproval) -> wire::AwaitedApproval {
    wire::AwaitedApproval {
        needed: Some(i64::from(awaited.needed)),
        given: Some(awaited.given.into_iter().map(given).collect()),
        by: Some(awaited.by.iter().map(ToString::to_string).collect()),
        exclude_starter: Some(awaited.exclude_starter),
    }
}

fn given(given: Given) -> wire::GivenApproval {
    wire::GivenApproval { by: Some(given.by.arn.to_string()), time: Some(seconds(given.at)), comment: given.comment.map(String::from) }
}

pub(super) fn written_action(allowed: AllowedAction) -> wire::AllowedAction {
    wire::AllowedAction { action: Some(allowed.action.as_str().to_owned()), token: allowed.token.map(String::from) }
}

pub(super) fn written_alarm(alarm: &WatchedAlarm) -> wire::WatchedAlarm {
    wire::WatchedAlarm { name: Some(alarm.name.to_string()), standing: Some(format!("{:?}", alarm.standing)) }
}

/// A hook's run, without its execution id: whoever knows that may report a verdict.
pub(super) fn written_run(run: &HookRun) -> wire::HookRun {
    let step = match run.point {
        HookPoint::Step(step) => Some(count(step + 1)),
        HookPoint::BeforeAllowTraffic | HookPoint::AfterAllowTraffic => None,
    };
    let (at, verdict, message) = match &run.ended {
        Some((at, verdict, message)) => (Some(seconds(*at)), Some(format!("{verdict:?}")), Some(message.clone())),
        None => (None, None, None),
    };
    wire::HookRun {
        lifecycle_event: Some(run.point.lifecycle_event().to_string()),
        step,
        function: Some(run.function.to_string()),
        start_time: Some(seconds(run.started_at)),
        end_time: at,
        verdict,
        message,
    }
}
