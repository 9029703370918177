//! CodeDeploy's five lifecycle events of a function deployment.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The lifecycle events, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are CodeDeploy's")]
pub enum LifecycleEventName {
    Start,
    BeforeAllowTraffic,
    AllowTraffic,
    AfterAllowTraffic,
    End,
}

/// CodeDeploy's status of a lifecycle event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are CodeDeploy's")]
pub enum LifecycleStatus {
    Pending,
    InProgress,
    Succeeded,
    Failed,
    Skipped,
}

/// One lifecycle event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifecycleEvent {
    /// Which one.
    pub name: LifecycleEventName,
    /// How it stands.
    pub status: LifecycleStatus,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why it failed.
    pub message: Option<String>,
}

/// All five, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle(Vec<LifecycleEvent>);

const ORDER: [LifecycleEventName; 5] = [
    LifecycleEventName::Start,
    LifecycleEventName::BeforeAllowTraffic,
    LifecycleEventName::AllowTraffic,
    LifecycleEventName::AfterAllowTraffic,
    LifecycleEventName::End,
];

impl Lifecycle {
    pub(super) fn pending() -> Self {
        let event = |name| LifecycleEvent { name, status: LifecycleStatus::Pending, started_at: None, ended_at: None, message: None };
        Self(ORDER.map(event).to_vec())
    }

    /// The events, in order.
    pub fn events(&self) -> &[LifecycleEvent] {
        &self.0
    }

    /// Whether `name` has begun, however it ended.
    pub(super) fn has_begun(&self, name: LifecycleEventName) -> bool {
        self.0.iter().any(|event| event.name == name && event.started_at.is_some())
    }

    /// Begins `name`, unless it has begun; what came before and never began was skipped.
    pub(super) fn begin(&mut self, name: LifecycleEventName, now: Timestamp) {
        for event in &mut self.0 {
            if event.name < name {
                finish(event, LifecycleStatus::Succeeded, now, None);
            } else if event.name == name && event.status == LifecycleStatus::Pending {
                event.status = LifecycleStatus::InProgress;
                event.started_at = Some(now);
            }
        }
    }

    /// `name` runs, and is not waited for.
    pub(super) fn skip(&mut self, name: LifecycleEventName, now: Timestamp, message: &str) {
        for event in self.0.iter_mut().filter(|event| event.name == name) {
            finish(event, LifecycleStatus::Skipped, now, Some(message));
        }
    }

    /// Everything that still runs has succeeded.
    pub(super) fn succeed(&mut self, now: Timestamp) {
        for event in &mut self.0 {
            finish(event, LifecycleStatus::Succeeded, now, None);
        }
    }

    /// What still runs has failed; what has not begun never will.
    pub(super) fn fail(&mut self, now: Timestamp, message: &str) {
        for event in &mut self.0 {
            finish(event, LifecycleStatus::Failed, now, Some(message));
        }
    }
}

fn finish(event: &mut LifecycleEvent, status: LifecycleStatus, now: Timestamp, message: Option<&str>) {
    match event.status {
        LifecycleStatus::InProgress => {
            event.status = status;
            event.ended_at = Some(now);
            event.message = message.map(str::to_owned);
        }
        LifecycleStatus::Pending => event.status = LifecycleStatus::Skipped,
        LifecycleStatus::Succeeded | LifecycleStatus::Failed | LifecycleStatus::Skipped => {}
    }
}

impl fmt::Display for LifecycleEventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
