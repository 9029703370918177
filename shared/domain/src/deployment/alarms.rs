//! What alarms do to a deployment that they judge.

use super::draft::{Draft, Step, ignored};
use super::pace::after;
use super::{Ending, ErrorCode, Happening, State, Waiting};
use crate::{AlarmName, RollbackEvent};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The alarms a deployment watches, and when it looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Since when it watches: an older event decides nothing by itself.
    pub since: Timestamp,
    /// When the last look that was answered was asked for.
    pub polled_at: Timestamp,
    /// When it looks next.
    pub next_poll_at: Timestamp,
    /// Polls that failed in a row, throttled ones not counted.
    pub failures: u32,
    /// The alarms.
    pub alarms: Vec<WatchedAlarm>,
}

/// One alarm, and whether it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedAlarm {
    /// Its name.
    pub name: AlarmName,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether an alarm counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It has not been read yet.
    Unread,
    /// It stops the deployment when it fires.
    Counting,
    /// It was firing at the start, and was let through; it counts again once it has left ALARM.
    Excused,
    /// It was named in a promotion, and counts no longer.
    Skipped,
}

/// CloudWatch's state of an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlarmState {
    /// `OK`
    Ok,
    /// `ALARM`
    Alarm,
    /// `INSUFFICIENT_DATA`
    InsufficientData,
}

/// What reading the alarms gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlarmsRead {
    /// An answer, alarm by alarm.
    Readings(Vec<AlarmReading>),
    /// Too many requests: no answer, and no failure.
    Throttled,
    /// No answer.
    Failed {
        /// Whether a permission is missing.
        denied: bool,
        /// The action and the reason.
        message: String,
    },
}

/// One alarm's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmReading {
    /// The alarm.
    pub name: AlarmName,
    /// Its state; `None` when there is no such alarm.
    pub state: Option<AlarmState>,
}

const FAILURES_MAX: u32 = 5;
const RETRY: SignedDuration = SignedDuration::from_secs(5);

impl Watch {
    pub(super) fn none(now: Timestamp) -> Self {
        Self { since: now, polled_at: Timestamp::UNIX_EPOCH, next_poll_at: now, failures: 0, alarms: vec![] }
    }

    pub(super) fn of(names: &[AlarmName], now: Timestamp) -> Self {
        let mut alarms: Vec<WatchedAlarm> = vec![];
        for name in names {
            if alarms.iter().all(|alarm| alarm.name != *name) {
                alarms.push(WatchedAlarm { name: name.clone(), standing: Standing::Unread });
            }
        }
        Self { alarms, ..Self::none(now) }
    }

    pub(super) fn all_read(&self) -> bool {
        self.alarms.iter().all(|alarm| alarm.standing != Standing::Unread)
    }
}

/// Takes in a poll's answer. The deployment may have ended after it.
pub(super) fn polled(draft: &mut Draft<'_>, read: &AlarmsRead) {
    match read {
        AlarmsRead::Throttled => draft.next.watch.next_poll_at = after(draft.now(), RETRY),
        AlarmsRead::Failed { denied, message } => unread(draft, *denied, message),
        AlarmsRead::Readings(readings) => {
            for reading in readings {
                judge(draft, reading);
            }
            if draft.is_ended() {
                return;
            }
            let was_read = |name: &AlarmName| readings.iter().any(|reading| reading.name == *name && reading.state.is_some());
            if let Some(missing) =
                draft.next.watch.alarms.iter().find(|alarm| alarm.standing != Standing::Skipped && !was_read(&alarm.name))
            {
                let message = format!("there is no alarm `{}`", missing.name);
                unread(draft, false, &message);
            } else {
                answered(draft);
                draft.next.watch.failures = 0;
            }
        }
    }
}

fn answered(draft: &mut Draft<'_>) {
    let now = draft.now();
    let interval = SignedDuration::from_secs(i64::from(draft.next.settings.poll_seconds));
    let regular = after(now, interval);
    // What was asked for is as old as the question, however long the answer took.
    let asked_at = draft.fresh.asked_at.min(now);
    draft.next.watch.polled_at = draft.next.watch.polled_at.max(asked_at);
    draft.next.watch.next_poll_at = match draft.next.state {
        // A bake ends only after a look at its very end.
        State::Baking { until, .. } | State::Waiting(Waiting { until: Some(until), .. }) if until > asked_at => regular.min(until),
        State::Queued { .. }
        | State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_)
        | State::Closed(_) => regular,
    };
}

fn unread(draft: &mut Draft<'_>, denied: bool, message: &str) {
    let all_skipped = draft.next.watch.alarms.iter().all(|alarm| alarm.standing == Standing::Skipped);
    if draft.next.settings.alarms.ignore_poll_failure || all_skipped {
        answered(draft);
        // Whether such an alarm was firing at the start is not known: the benefit of the doubt is the request's.
        let standing = if draft.next.settings.ignore_active_alarms { Standing::Excused } else { Standing::Counting };
        for alarm in draft.next.watch.alarms.iter_mut().filter(|alarm| alarm.standing == Standing::Unread) {
            alarm.standing = standing;
        }
        return;
    }
    if draft.now() < draft.next.watch.next_poll_at {
        // This poll has failed already.
        return;
    }
    let failures = draft.next.watch.failures + 1;
    draft.next.watch.failures = failures;
    draft.next.watch.next_poll_at = after(draft.now(), RETRY);
    if failures == 1 {
        draft.record(Happening::AlarmsUnread, message.to_owned());
    }
    if failures >= FAILURES_MAX {
        let code = if denied { ErrorCode::IamRolePermissions } else { ErrorCode::InternalError };
        let message = format!("The alarms could not be read {failures} times in a row: {message}");
        draft.end(Ending::stopped(code, message, draft.rolls_back(RollbackEvent::Alarm)), None);
    }
}

fn judge(draft: &mut Draft<'_>, reading: &AlarmReading) {
    let ignore = draft.next.settings.ignore_active_alarms;
    let Some(alarm) = draft.next.watch.alarms.iter_mut().find(|alarm| alarm.name == reading.name) else {
        return;
    };
    match (alarm.standing, reading.state) {
        (Standing::Unread, Some(AlarmState::Alarm)) if ignore => {
            alarm.standing = Standing::Excused;
            draft.record(
                Happening::AlarmExcused,
                format!("Alarm `{}` is firing already and is let through until it has left ALARM", reading.name),
            );
        }
        (Standing::Unread | Standing::Counting, Some(AlarmState::Alarm)) => raise(draft, &reading.name),
        (Standing::Excused, Some(AlarmState::Ok | AlarmState::InsufficientData)) => {
            alarm.standing = Standing::Counting;
            draft.record(Happening::AlarmCounts, format!("Alarm `{}` has left ALARM and counts from now on", reading.name));
        }
        (Standing::Unread, Some(AlarmState::Ok | AlarmState::InsufficientData)) => alarm.standing = Standing::Counting,
        (Standing::Skipped, _)
        | (Standing::Excused, Some(AlarmState::Alarm) | None)
        | (Standing::Counting, Some(AlarmState::Ok | AlarmState::InsufficientData) | None)
        | (Standing::Unread, None) => {}
    }
}

/// Takes in what CloudWatch says of an alarm.
pub(super) fn changed(draft: &mut Draft<'_>, name: &AlarmName, state: AlarmState, previous: Option<AlarmState>, at: Timestamp) -> Step {
    let watch = &draft.next.watch;
    let Some(standing) = watch.alarms.iter().find(|alarm| alarm.name == *name).map(|alarm| alarm.standing) else {
        return ignored("the deployment does not watch this alarm");
    };
    let came_to_alarm = previous.is_some_and(|state| state != AlarmState::Alarm);
    // Some of CloudWatch's messages carry whole seconds: within the second of the start, an alarm is new.
    let older = at.as_second() < watch.since.as_second();
    match (state, standing) {
        (_, Standing::Skipped) => ignored("the alarm counts no longer"),
        (AlarmState::Alarm, Standing::Excused) if !came_to_alarm || older => ignored("the alarm was firing when the deployment started"),
        (AlarmState::Alarm, Standing::Unread) if draft.next.settings.ignore_active_alarms && !came_to_alarm => look_now(draft),
        (AlarmState::Alarm, Standing::Unread | Standing::Counting) if older => look_now(draft),
        (AlarmState::Alarm, Standing::Unread | Standing::Counting | Standing::Excused) => {
            raise(draft, name);
            Ok(())
        }
        (AlarmState::Ok | AlarmState::InsufficientData, Standing::Excused) if at > watch.polled_at => {
            judge(draft, &AlarmReading { name: name.clone(), state: Some(state) });
            Ok(())
        }
        (AlarmState::Ok | AlarmState::InsufficientData, Standing::Unread | Standing::Counting | Standing::Excused) => {
            ignored("only ALARM decides")
        }
    }
}

fn look_now(draft: &mut Draft<'_>) -> Step {
    let now = draft.now();
    if draft.next.watch.next_poll_at <= now {
        return ignored("the alarms are about to be read");
    }
    draft.next.watch.next_poll_at = now;
    Ok(())
}

fn raise(draft: &mut Draft<'_>, name: &AlarmName) {
    if draft.is_ended() {
        return;
    }
    let message = format!("The deployment was stopped because alarm `{name}` is in ALARM");
    draft.record(Happening::AlarmRaised, format!("Alarm `{name}` is in ALARM"));
    draft.end(Ending::stopped(ErrorCode::AlarmActive, message, draft.rolls_back(RollbackEvent::Alarm)), None);
}
