//! Headgate itself, as it answers about itself.

use super::unseen;
use crate::commands::check::{Check, Standing};
use crate::console::{Console, counted};
use headgate_wire::{AccessLevel, CallerAccess, DescribeInstallationOutput, OPERATIONS};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const NEWER_STACK: &str = "Bring the stack up to date: `headgate install`";
const API_LOG: &str = "The log of the function `api` says what kept it from looking; a stack that is older does not look";

/// Everything that it says. What it finds itself goes before that all is well.
pub(super) fn judged(described: &DescribeInstallationOutput, function: &str, console: &Console) -> Vec<Check> {
    let found: Vec<Check> = described.findings.iter().flatten().map(Check::from).collect();
    let is_clear = |subject: &str| !found.iter().any(|check| check.subject.starts_with(subject));
    let own = [
        is_clear("alarm").then(|| alarms(described)),
        is_clear("queue").then(|| dead_letters(described)),
        is_clear("sweep").then(|| sweep(described, console)),
    ];
    let first = [api(described, function), versions(described), access(described.access.clone().unwrap_or_default())];
    first.into_iter().chain(own.into_iter().flatten()).chain(found).collect()
}

fn api(described: &DescribeInstallationOutput, function: &str) -> Check {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
    let (stack, account, region) = (text(&described.stack_name), text(&described.account_id), text(&described.region));
    Check::new(Standing::Well, "api", format!("`{function}` answers, of stack `{stack}` in account {account}, {region}"))
}

fn versions(described: &DescribeInstallationOutput) -> Check {
    let theirs = described.version.clone().unwrap_or_default();
    if theirs == VERSION {
        return Check::new(Standing::Well, "versions", format!("command and stack are both of version {VERSION}"));
    }
    let known: Vec<&str> = described.capabilities.iter().flatten().map(String::as_str).collect();
    let missing = OPERATIONS.iter().filter(|operation| !operation.of_codedeploy && !known.contains(&operation.name));
    let missing: Vec<&str> = missing.map(|operation| operation.name).collect();
    let without = if missing.is_empty() { String::new() } else { format!("; the stack does not know {}", missing.join(", ")) };
    let message = format!("this command is of version {VERSION}, the stack of version {theirs}{without}");
    Check::new(Standing::Doubtful, "versions", message).with_remedy("Bring the older of the two up to date")
}

fn access(access: CallerAccess) -> Check {
    let of = match (access.every_application, access.applications) {
        (Some(true), _) => "of every application".to_owned(),
        (_, Some(applications)) if !applications.is_empty() => format!("of {}", applications.join(", ")),
        (_, _) => String::new(),
    };
    match access.level {
        Some(AccessLevel::Administrator) => Check::new(Standing::Well, "access", "you may do everything"),
        Some(AccessLevel::Deployer) => Check::new(Standing::Well, "access", format!("you may read, and deploy revisions {of}")),
        Some(AccessLevel::Reader) => Check::new(Standing::Noted, "access", "you may read, and nothing else")
            .with_remedy("Invoke another alias of `api` if that is not enough: docs/security.md says which"),
        None => unseen("access", "the stack does not say what you may do", NEWER_STACK),
    }
}

fn alarms(described: &DescribeInstallationOutput) -> Check {
    match described.alarms.as_deref() {
        None => unseen("alarms", "Headgate's own alarms could not be looked at", API_LOG),
        Some(alarms) => Check::new(Standing::Well, "alarms", format!("none of Headgate's own fires ({} looked at)", alarms.len())),
    }
}

fn dead_letters(described: &DescribeInstallationOutput) -> Check {
    let Some(queues) = &described.queues else { return unseen("dead letters", "the queues could not be looked at", API_LOG) };
    let queues = queues.iter().filter(|queue| queue.dead_letters == Some(true)).count();
    Check::new(Standing::Well, "dead letters", format!("there are none ({} looked at)", counted(queues, "queue")))
}

fn sweep(described: &DescribeInstallationOutput, console: &Console) -> Check {
    match console.instant_and_age(described.sweep_last_run_time) {
        Some(at) => Check::new(Standing::Well, "sweep", format!("it has run at {at}")),
        None => unseen("sweep", "nobody knows when it ran last", API_LOG),
    }
}
