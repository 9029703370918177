//! `DescribeInstallation`: what this Headgate is, and how it is.

use super::access::Access;
use super::alarm_status;
use super::findings::Findings;
use super::views::seconds;
use crate::{Actuator, Engine, InstallationSeen, Observer, QueueDepth, QueueSeen, Store};
use headgate_domain::{Account, AlarmState};
use headgate_wire as wire;
use headgate_wire::OPERATIONS;

const SEE_OPERATIONS: &str = "See docs/operations.md";

pub(super) async fn describe<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    observer: &impl Observer,
    access: &Access,
) -> wire::DescribeInstallationOutput {
    let seen = observer.installation().await;
    let mut findings = Findings::default();
    judge(&seen, &mut findings);
    let Account { partition, region, id } = engine.installation.account.clone();
    let incomplete = seen.alarms.is_err() || seen.swept_at.is_err() || seen.queues.iter().any(|queue| queue.depth.is_err());
    wire::DescribeInstallationOutput {
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        stack_name: Some(seen.stack),
        partition: Some(partition),
        region: Some(region),
        account_id: Some(id),
        table_name: Some(seen.table),
        poll_seconds: Some(i64::from(engine.installation.poll_seconds)),
        retention_days: engine.installation.retention_days.map(i64::from),
        hook_functions: Some(seen.hook_functions),
        queues: Some(seen.queues.into_iter().map(queue).collect()),
        alarms: seen.alarms.ok().map(|alarms| alarms.into_iter().map(alarm_status::written).collect()),
        sweep_last_run_time: seen.swept_at.ok().flatten().map(seconds),
        access: Some(of_caller(access)),
        capabilities: Some(OPERATIONS.iter().filter(|known| !known.of_codedeploy).map(|known| known.name.to_owned()).collect()),
        incomplete: Some(incomplete),
        findings: Some(findings.told()),
    }
}

fn judge(seen: &InstallationSeen, findings: &mut Findings) {
    for QueueSeen { name, dead_letters, depth } in &seen.queues {
        match depth {
            Ok(depth) if *dead_letters && depth.visible + depth.in_flight + depth.delayed > 0 => {
                let message =
                    format!("{} messages could not be processed and lie in `{name}`", depth.visible + depth.in_flight + depth.delayed);
                findings.warning(format!("queue {name}"), message, "See docs/operations.md, dead letters");
            }
            Ok(_) => {}
            Err(failure) => findings.unread(format!("queue {name}"), failure),
        }
    }
    match &seen.alarms {
        Ok(alarms) => {
            for alarm in alarms {
                let subject = format!("alarm {}", alarm.name);
                match alarm.standing.as_ref() {
                    None => {
                        findings.warning(subject, "Headgate's own alarm does not exist any more", "Update the stack, which makes it anew");
                    }
                    Some(standing) if standing.state == AlarmState::Alarm => {
                        let reason = standing.reason.clone().unwrap_or_else(|| "CloudWatch gives no reason".to_owned());
                        findings.error(subject, format!("It is in ALARM: {reason}"), SEE_OPERATIONS);
                    }
                    Some(_) => {}
                }
            }
        }
        Err(failure) => findings.unread("alarms", failure),
    }
    match &seen.swept_at {
        Ok(Some(_)) => {}
        Ok(None) => findings.warning("sweep", "CloudWatch knows of no run of the sweep in the last three hours", SEE_OPERATIONS),
        Err(failure) => findings.unread("sweep", failure),
    }
}

fn queue(queue: QueueSeen) -> wire::QueueStatus {
    let depth = queue.depth.ok();
    let count = |of: fn(QueueDepth) -> u32| depth.map(|depth| i64::from(of(depth)));
    wire::QueueStatus {
        name: Some(queue.name),
        dead_letters: Some(queue.dead_letters),
        messages: count(|depth| depth.visible),
        messages_in_flight: count(|depth| depth.in_flight),
        messages_delayed: count(|depth| depth.delayed),
    }
}

/// What the caller may do. A reader deploys nowhere.
fn of_caller(access: &Access) -> wire::CallerAccess {
    let applications = access.applications();
    let deploys = applications.is_none_or(|applications| !applications.is_empty());
    let level = match (access.administers(), deploys) {
        (true, _) => wire::AccessLevel::Administrator,
        (false, true) => wire::AccessLevel::Deployer,
        (false, false) => wire::AccessLevel::Reader,
    };
    wire::CallerAccess {
        level: Some(level),
        every_application: Some(applications.is_none()),
        applications: applications.map(|applications| applications.iter().map(ToString::to_string).collect()),
    }
}
