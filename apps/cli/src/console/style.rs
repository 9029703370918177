//! What colours mean. They only repeat what words say.

use anstyle::{AnsiColor, Style};
use headgate_wire::{DeploymentStatus, LifecycleEventStatus, TargetStatus};

/// What a person looks for first.
pub(crate) const STRONG: Style = Style::new().bold();
/// What is there for completeness.
pub(crate) const DIM: Style = Style::new().dimmed();
/// What has gone well.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What is under way.
pub(crate) const LIVE: Style = AnsiColor::Cyan.on_default();
/// What waits, or was cut short.
pub(crate) const WAITS: Style = AnsiColor::Yellow.on_default();
/// What has gone wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
/// The word `error`.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();

/// A text in a style.
pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// A deployment's status.
pub(crate) fn deployment(status: Option<DeploymentStatus>) -> String {
    let Some(status) = status else { return "?".to_owned() };
    let style = match status {
        DeploymentStatus::Succeeded => GOOD,
        DeploymentStatus::Failed => BAD,
        DeploymentStatus::Stopped | DeploymentStatus::Queued | DeploymentStatus::Created | DeploymentStatus::Ready => WAITS,
        DeploymentStatus::InProgress | DeploymentStatus::Baking => LIVE,
    };
    paint(style, status.as_str())
}

/// A target's status.
pub(crate) fn target(status: Option<TargetStatus>) -> String {
    let Some(status) = status else { return "?".to_owned() };
    let style = match status {
        TargetStatus::Succeeded => GOOD,
        TargetStatus::Failed => BAD,
        TargetStatus::Pending | TargetStatus::Skipped | TargetStatus::Unknown | TargetStatus::Ready => WAITS,
        TargetStatus::InProgress => LIVE,
    };
    paint(style, status.as_str())
}

/// A lifecycle event's status.
pub(crate) fn event(status: Option<LifecycleEventStatus>) -> String {
    let Some(status) = status else { return "?".to_owned() };
    let style = match status {
        LifecycleEventStatus::Succeeded => GOOD,
        LifecycleEventStatus::Failed => BAD,
        LifecycleEventStatus::Pending | LifecycleEventStatus::Skipped | LifecycleEventStatus::Unknown => DIM,
        LifecycleEventStatus::InProgress => LIVE,
    };
    paint(style, status.as_str())
}
