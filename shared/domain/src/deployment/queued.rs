//! Birth, and waiting for others.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::pace::{Pace, after};
use super::{
    Deployment, Ending, ErrorCode, Event, Fresh, Happening, Lifecycle, LifecycleEventName, Moved, NewDeployment, NoticeKind, Rejection,
    Settings, State, StopCause, WaitNumber, Watch, pausing,
};
use jiff::{SignedDuration, Timestamp};

/// How long a queued deployment waits before it looks by itself whether it can start.
const CHECK_EVERY: SignedDuration = SignedDuration::from_secs(60);

impl Deployment {
    /// A deployment that starts at once: its locks are taken in the same transaction.
    pub fn start(fresh: &Fresh, new: NewDeployment) -> Moved {
        let settings = new.settings.clone();
        let born = born(fresh, new);
        let mut draft = Draft::of(&born, fresh);
        begin(&mut draft, settings);
        draft.finish()
    }

    /// A deployment that waits for others; it holds no locks.
    pub fn enqueue(fresh: &Fresh, new: NewDeployment, behind: &str) -> Moved {
        let born = born(fresh, new);
        let mut draft = Draft::of(&born, fresh);
        let message = format!("Waits behind {behind}");
        draft.record(Happening::Queued, message.clone());
        draft.tell(NoticeKind::Queued, message, None);
        draft.finish()
    }
}

fn born(fresh: &Fresh, new: NewDeployment) -> Deployment {
    Deployment {
        chain: new.id.clone(),
        id: new.id,
        application: new.application,
        group: new.group,
        group_id: new.group_id,
        creator: new.creator,
        created_at: fresh.now,
        started_at: None,
        request: new.request,
        settings: new.settings,
        targets: new.targets,
        watch: Watch::none(fresh.now),
        lifecycle: Lifecycle::pending(),
        hook_runs: vec![],
        rollback_of: None,
        rolled_back_by: None,
        rollback_message: None,
        entries: 0,
        notices: 0,
        waits: WaitNumber::default(),
        paused: None,
        state: State::Queued { check_at: fresh.now },
    }
}

fn begin(draft: &mut Draft<'_>, settings: Settings) {
    let now = draft.now();
    let watched = if settings.alarms.enabled { settings.alarms.names.as_slice() } else { &[] };
    draft.next.watch = Watch::of(watched, now);
    draft.next.settings = settings;
    draft.next.started_at = Some(now);
    draft.next.lifecycle.begin(LifecycleEventName::Start, now);
    draft.next.state = State::Preparing { since: now, pace: Pace::starting(now) };
    let message = format!("The deployment has started with {}", draft.next.settings.config);
    draft.record(Happening::Started, message.clone());
    draft.tell(NoticeKind::Started, message, None);
}

pub(super) fn on(draft: &mut Draft<'_>, check_at: Timestamp, event: &Event) -> Step {
    match event {
        Event::Admitted { settings } => {
            begin(draft, settings.as_ref().clone());
            Ok(())
        }
        Event::Woke if draft.now() >= check_at => {
            draft.next.state = State::Queued { check_at: after(draft.now(), CHECK_EVERY) };
            Ok(())
        }
        Event::StopRequested { cause, .. } => {
            stop(draft, cause);
            Ok(())
        }
        Event::AdmissionFailed { code, message } => {
            draft.end(Ending::failed(*code, message.clone(), false), None);
            Ok(())
        }
        Event::PauseRequested { pause, asked } => pausing::pause(draft, *pause, asked),
        Event::ResumeRequested { token, asked } => pausing::resume(draft, token, asked),
        Event::PromoteRequested(_) | Event::Decided { .. } => not_waited_for(draft),
        Event::HookReported { .. } => rejected(Rejection::UnknownExecution),
        Event::Abandoned { .. } => rejected(Rejection::NothingToAbandon),
        Event::Woke
        | Event::Published { .. }
        | Event::Inspected { .. }
        | Event::Routed { .. }
        | Event::Refused { .. }
        | Event::TargetFailed { .. }
        | Event::Polled { .. }
        | Event::AlarmChanged { .. }
        | Event::HookCalled { .. }
        | Event::HookCallFailed { .. } => ignored("the deployment has not started"),
    }
}

fn stop(draft: &mut Draft<'_>, cause: &StopCause) {
    draft.end(Ending::stopped(ErrorCode::ManualStop, stop_message(cause), false), None);
}

/// Why a stopped deployment was stopped.
pub(super) fn stop_message(cause: &StopCause) -> String {
    match cause {
        StopCause::Requested => "The deployment was stopped on request".to_owned(),
        StopCause::Superseded(by) => format!("The deployment was superseded by deployment {by}"),
    }
}
