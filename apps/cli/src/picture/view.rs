//! What is known of a deployment, as far as a picture of it needs.

use headgate_wire::{DeploymentStatus, LifecycleEventStatus};
use jiff::Timestamp;

/// What is known of a deployment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct View {
    pub(crate) id: String,
    pub(crate) status: Option<DeploymentStatus>,
    /// Application and deployment group.
    pub(crate) place: String,
    pub(crate) config: Option<String>,
    pub(crate) about: Option<String>,
    /// The deployment that this one takes back, and how that ended.
    pub(crate) takes_back: Option<Failed>,
    /// What it does, or how it ended, in sentences; instants in them are in UTC.
    pub(crate) messages: Vec<String>,
    pub(crate) began: Option<Timestamp>,
    pub(crate) ended: Option<Timestamp>,
    /// The plan; empty if it is not known.
    pub(crate) steps: Vec<Step>,
    /// How many steps the plan has.
    pub(crate) steps_count: usize,
    /// The step that it is at, counted from 1.
    pub(crate) step: Option<usize>,
    pub(crate) targets: Vec<Target>,
    pub(crate) alarms: Vec<Alarm>,
    pub(crate) hooks: Vec<Hook>,
    pub(crate) events: Vec<Event>,
    /// When time alone moves it on.
    pub(crate) next: Option<Timestamp>,
    /// What it waits for.
    pub(crate) waits: Vec<Wait>,
    /// What may be done to it now.
    pub(crate) actions: Vec<Action>,
    /// What could not be found out, and why.
    pub(crate) gaps: Vec<String>,
    /// Since when nothing has been heard of it, and why.
    pub(crate) silence: Option<Silence>,
}

/// A deployment that is taken back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failed {
    pub(crate) id: String,
    pub(crate) why: String,
}

/// A step of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Step {
    /// The target version's share of traffic, in percent.
    pub(crate) weight: f64,
    pub(crate) bake_seconds: i64,
    /// What follows the bake: a hook, a pause, an approval, in words.
    pub(crate) gates: Vec<String>,
}

/// An alias that is moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Target {
    /// `<function>:<alias>`.
    pub(crate) id: String,
    pub(crate) from: Version,
    pub(crate) to: Version,
}

/// One of the two versions that a target's traffic goes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Version {
    pub(crate) name: String,
    /// Its share of traffic in percent, from an instant on.
    pub(crate) shares: Vec<(Timestamp, f64)>,
    /// What it served, by period; empty if it is not known.
    pub(crate) served: Vec<Served>,
}

/// What a version served in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Served {
    pub(crate) from: Timestamp,
    pub(crate) invocations: f64,
    pub(crate) errors: f64,
}

/// An alarm that watches.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alarm {
    pub(crate) name: String,
    pub(crate) state: AlarmStands,
    pub(crate) why: Option<String>,
}

/// How an alarm stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlarmStands {
    Ok,
    Firing,
    /// It lacks data, or nobody has told.
    Unknown,
    /// There is no such alarm.
    Missing,
}

/// A hook, and what has become of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hook {
    /// The lifecycle event that it belongs to.
    pub(crate) event: String,
    pub(crate) function: Option<String>,
    pub(crate) status: Option<LifecycleEventStatus>,
    pub(crate) began: Option<Timestamp>,
    pub(crate) ended: Option<Timestamp>,
    /// Until when it has to report.
    pub(crate) deadline: Option<Timestamp>,
    pub(crate) why: Option<String>,
}

/// Something that has happened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Event {
    pub(crate) at: Timestamp,
    pub(crate) what: String,
    pub(crate) message: String,
}

/// Something that is waited for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wait {
    /// `queue`, `hook`, `bake`, `pause` or `approval`.
    pub(crate) kind: String,
    pub(crate) what: String,
    pub(crate) until: Option<Timestamp>,
    /// Who may approve, and who has, in words.
    pub(crate) people: Vec<String>,
}

/// Something that people may do now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Action {
    pub(crate) name: String,
    pub(crate) token: Option<String>,
}

/// Nothing is heard.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Silence {
    pub(crate) since: Timestamp,
    pub(crate) why: String,
}

impl View {
    /// Whether nothing will change any more.
    pub(crate) fn is_over(&self) -> bool {
        match self.status {
            Some(DeploymentStatus::Succeeded | DeploymentStatus::Failed | DeploymentStatus::Stopped) => true,
            Some(
                DeploymentStatus::Created
                | DeploymentStatus::Queued
                | DeploymentStatus::InProgress
                | DeploymentStatus::Baking
                | DeploymentStatus::Ready,
            )
            | None => false,
        }
    }

    /// The instant up to which its story goes.
    pub(crate) fn until(&self, now: Timestamp) -> Timestamp {
        self.ended.unwrap_or(now)
    }
}

impl Version {
    /// Its share at an instant.
    pub(crate) fn share(&self, at: Timestamp) -> Option<f64> {
        self.shares.iter().rev().find(|(from, _)| *from <= at).map(|(_, share)| *share)
    }
}
