//! A deployment and its moves, in as few words as tell them apart.

use crate::deployment::tests::fixtures::at;
use crate::deployment::tests::world::{START, outcome};
use crate::deployment::{Deployment, Effect, Gate, Goal, HookCall, Landed, Moved, Pace, Phase, Standing, State, Target, Waiting};
use jiff::Timestamp;

/// The state with all it carries.
pub(super) fn standing(deployment: &Deployment, now: Timestamp) -> String {
    let targets: Vec<_> = deployment.targets().iter().map(target).collect();
    let due = deployment.due().map_or_else(|| "never".to_owned(), second);
    let owed = effects(deployment, now);
    format!("{}; targets {}; owes [{owed}]; due {due}", state(deployment), targets.join(", "))
}

pub(super) fn moved(before: &Deployment, moved: &Moved, now: Timestamp) -> String {
    let next = &moved.deployment;
    let mut parts = vec![if state(before) == state(next) { "stays".to_owned() } else { state(next) }];
    if before.targets() != next.targets() {
        parts.extend(before.targets().iter().zip(next.targets()).filter(|(old, new)| old != new).map(|(_, new)| target(new)));
    }
    let looked = |deployment: &Deployment| crate::deployment::Watch { polled_at: Timestamp::UNIX_EPOCH, ..deployment.watch().clone() };
    if looked(before) != looked(next) {
        parts.push(watch(next));
    }
    let owed = effects(next, now);
    if !owed.is_empty() {
        parts.push(format!("owes [{owed}]"));
    }
    if !moved.entries.is_empty() {
        let entries: Vec<_> = moved.entries.iter().map(|entry| format!("{:?}", entry.what)).collect();
        parts.push(format!("wrote {}", entries.join(" ")));
    }
    if !moved.notices.is_empty() {
        let notices: Vec<_> = moved.notices.iter().map(|notice| format!("{:?}", notice.kind)).collect();
        parts.push(format!("told {}", notices.join(" ")));
    }
    if let Some(rollback) = &moved.rollback {
        parts.push(format!("rollback {{{}}}", standing(&rollback.deployment, now)));
    }
    parts.join("; ")
}

fn state(deployment: &Deployment) -> String {
    match deployment.state() {
        State::Queued { check_at } => format!("Queued until {}", second(*check_at)),
        State::Preparing { pace, .. } => format!("Preparing{}", waiting(*pace)),
        State::Hooking(hooking) => match &hooking.call {
            HookCall::Calling(pace) => format!("Hooking {:?} calling{}", hooking.point, waiting(*pace)),
            HookCall::Awaiting => format!("Hooking {:?} awaiting until {}", hooking.point, second(hooking.deadline)),
        },
        State::Shifting { step, pace, .. } => format!("Shifting {step}{}", waiting(*pace)),
        State::Baking { step, until, .. } => format!("Baking {step} until {}", second(*until)),
        State::Waiting(waiting) => gate(waiting),
        State::Landing(landing) => {
            let goal = match &landing.goal {
                Goal::Restore => "restore",
                Goal::Hold(_) => "hold",
            };
            let targets: Vec<_> = landing.targets.iter().map(landed).collect();
            format!("Landing {goal} [{}]{}", targets.join(", "), waiting(landing.pace))
        }
        State::Closed(_) => format!("Closed {}", outcome(deployment)),
    }
}

fn gate(waiting: &Waiting) -> String {
    let gate = match &waiting.gate {
        Gate::Pause { asked: None } => "in a planned pause".to_owned(),
        Gate::Pause { asked: Some(_) } => "in a pause asked for".to_owned(),
        Gate::Approval { deadline, given } => format!("for approval until {}, {} given", second(*deadline), given.len()),
    };
    let until = waiting.until.map(|until| format!(", over at {}", second(until))).unwrap_or_default();
    format!("Waiting before {} {gate}{until}", waiting.next)
}

fn waiting(pace: Pace) -> String {
    if pace.attempts == 0 { String::new() } else { format!(" (failed {}, next {})", pace.attempts, second(pace.not_before)) }
}

fn landed(landed: &Landed) -> &'static str {
    match landed {
        Landed::Pending => "pending",
        Landed::Done => "done",
        Landed::Foreign(_) => "foreign",
        Landed::Gone(_) => "gone",
    }
}

fn target(target: &Target) -> String {
    match &target.phase {
        Phase::Unknown => format!("{} unknown ({})", target.logical_name, target.requested),
        Phase::Seen(seen) => {
            format!("{} seen: {} under {}, {:?}", target.logical_name, seen.routing, seen.revision, seen.prospect)
        }
        Phase::Live(live) => {
            format!("{} {} → {}: {} under {}", target.logical_name, live.current, live.target, live.confirmed, live.fence.as_str())
        }
    }
}

fn watch(deployment: &Deployment) -> String {
    let watch = deployment.watch();
    let alarms = watch.alarms.iter().map(|alarm| match alarm.standing {
        Standing::Unread => "unread",
        Standing::Counting => "counting",
        Standing::Excused => "excused",
        Standing::Skipped => "skipped",
    });
    let failures = if watch.failures == 0 { String::new() } else { format!(", {} failures", watch.failures) };
    format!("watch [{}] looks at {}{failures}", alarms.collect::<Vec<_>>().join(", "), second(watch.next_poll_at))
}

fn effects(deployment: &Deployment, now: Timestamp) -> String {
    deployment.pending(now).iter().map(effect).collect::<Vec<_>>().join(", ")
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Publish { function, .. } => format!("publish {}", function.name()),
        Effect::Inspect { function, version, .. } => format!("inspect {} and {version}", function.name()),
        Effect::Route { function, routing, fence, .. } => format!("route {} to {routing} under {}", function.name(), fence.as_str()),
        Effect::Poll { aliases, .. } if aliases.is_empty() => "poll".to_owned(),
        Effect::Poll { .. } => "poll with aliases".to_owned(),
        Effect::CallHook(invocation) => format!("call {}", invocation.function),
    }
}

fn second(instant: Timestamp) -> String {
    format!("+{} s", instant.duration_since(at(START)).as_secs_f64())
}
