//! How alarms stand, as answers tell of it.

use super::views::seconds;
use crate::{AlarmSeen, AlarmStanding};
use headgate_domain::AlarmState;
use headgate_wire as wire;

/// An alarm that was looked at.
pub(super) fn written(alarm: AlarmSeen) -> wire::AlarmStatus {
    let named =
        wire::AlarmStatus { name: Some(alarm.name.to_string()), exists: Some(alarm.standing.is_some()), ..wire::AlarmStatus::default() };
    let Some(AlarmStanding { state, reason, since, metric, dimensions }) = alarm.standing else { return named };
    wire::AlarmStatus {
        state: Some(word(state)),
        reason,
        state_time: since.map(seconds),
        metric_name: metric,
        dimensions: Some(dimensions).filter(|dimensions| !dimensions.is_empty()),
        ..named
    }
}

const fn word(state: AlarmState) -> wire::AlarmState {
    match state {
        AlarmState::Ok => wire::AlarmState::Ok,
        AlarmState::Alarm => wire::AlarmState::Alarm,
        AlarmState::InsufficientData => wire::AlarmState::InsufficientData,
    }
}
