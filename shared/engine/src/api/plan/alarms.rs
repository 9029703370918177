//! The alarms that would judge a deployment, as they are now.

use super::super::alarm_status::written;
use super::Findings;
use crate::{AlarmSeen, Observer};
use headgate_domain::{AlarmState, FailureKind, RollbackEvent, Settings};
use headgate_wire as wire;

const NAMES: &str = "alarmConfiguration";

pub(super) async fn read(observer: &impl Observer, settings: &Settings, findings: &mut Findings) -> Vec<wire::AlarmStatus> {
    let alarms = &settings.alarms;
    if !alarms.enabled || alarms.names.is_empty() {
        let message = "No alarm watches this deployment: only a hook or a person can stop it";
        findings.warning(NAMES, message, "Name alarms in the deployment group, the AppSpec or `overrideAlarmConfiguration`");
        return vec![];
    }
    if !settings.rollback.covers(RollbackEvent::Alarm) {
        let message = "An alarm would stop this deployment and leave the traffic where it is";
        findings.warning("autoRollbackConfiguration", message, "Enable it with `DEPLOYMENT_STOP_ON_ALARM`");
    }
    match observer.alarms(&alarms.names).await {
        Ok(seen) => {
            for alarm in &seen {
                judge(alarm, settings, findings);
            }
            seen.into_iter().map(written).collect()
        }
        Err(failure) => {
            if alarms.ignore_poll_failure || failure.kind != FailureKind::Denied {
                findings.unread(NAMES, &failure);
            } else {
                findings.unmet(NAMES, &failure);
            }
            vec![]
        }
    }
}

fn judge(alarm: &AlarmSeen, settings: &Settings, findings: &mut Findings) {
    let name = &alarm.name;
    let subject = format!("alarm {name}");
    match alarm.standing.as_ref().map(|standing| standing.state) {
        Some(AlarmState::Ok) => {}
        None => {
            let message = format!("There is no CloudWatch alarm `{name}` in this region: `CreateDeployment` would be refused");
            findings.error(&subject, message, "Make it, or correct its name");
        }
        Some(AlarmState::Alarm) if settings.ignore_active_alarms => {
            let message = format!("`{name}` is in ALARM now: it is let through, and counts once it has been OK");
            findings.warning(&subject, message, "See why it fires before you deploy");
        }
        Some(AlarmState::Alarm) => {
            let message = format!("`{name}` is in ALARM now: the deployment would be stopped before any traffic moves");
            findings.error(&subject, message, "Wait until it is OK, or deploy with `ignoreActiveAlarms`");
        }
        Some(AlarmState::InsufficientData) => {
            let message = format!("`{name}` has INSUFFICIENT_DATA: it is no evidence either way, and does not stop the deployment");
            findings.warning(&subject, message, "See that its metric has data, or how it treats missing data");
        }
    }
}
