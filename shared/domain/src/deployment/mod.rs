//! The machine. [`Deployment::apply`] is the only way a deployment changes.

mod actions;
mod alarms;
mod apply;
mod approval;
mod baking;
mod decision;
mod draft;
mod effect;
mod ending;
mod event;
mod hooking;
mod landing;
mod lifecycle;
mod pace;
mod pausing;
mod preparing;
mod projection;
mod promotion;
mod queued;
mod record;
mod settings;
mod shifting;
mod state;
mod target;
#[cfg(test)]
mod tests;
mod token;
mod waiting;
mod waits;

pub use actions::{Action, AllowedAction};
pub use alarms::{AlarmReading, AlarmState, AlarmsRead, Standing, Watch, WatchedAlarm};
pub use apply::{Applied, Fresh, Moved, Rejection};
pub use approval::Given;
pub use decision::{Asked, Decision, PromoteRequest, Promotion};
pub use effect::{Effect, HookInvocation, HookTarget};
pub use ending::{Ending, ErrorCode, Outcome};
pub use event::{Event, Failure, FailureKind, HookReport, Inspection, ReportSource, StopCause, Verdict, VersionFacts, VersionState};
pub use hooking::{HookCall, HookPoint, HookRun, Hooking, RunVerdict};
pub use landing::{Goal, Landed, Landing, WORKER_LIFE};
pub use lifecycle::{Lifecycle, LifecycleEvent, LifecycleEventName, LifecycleStatus};
pub use pace::Pace;
pub use pausing::Paused;
pub use projection::Status;
pub use record::{Entry, Happening, MAX_ENTRIES, Notice, NoticeKind};
pub use settings::{Creator, NewDeployment, Request, Revision, Settings};
pub use state::{Closed, State};
pub use target::{Live, Phase, Prospect, Seen, Target};
pub use token::{WaitNumber, WaitToken};
pub use waiting::{Gate, Waiting};
pub use waits::{AwaitedApproval, Wait, WaitKind};

use crate::{ApplicationName, ComputePlatform, DeploymentId, GroupId, GroupName};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One deployment: a value that changes only through [`Deployment::apply`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deployment {
    id: DeploymentId,
    application: ApplicationName,
    group: GroupName,
    group_id: GroupId,
    /// The first deployment of the chain; locks carry it, so that a rollback inherits them.
    chain: DeploymentId,
    creator: Creator,
    created_at: Timestamp,
    started_at: Option<Timestamp>,
    request: Request,
    settings: Settings,
    targets: Vec<Target>,
    watch: Watch,
    lifecycle: Lifecycle,
    hook_runs: Vec<HookRun>,
    /// On a rollback: the deployment it undoes.
    rollback_of: Option<DeploymentId>,
    /// On a deployment that was undone: its rollback.
    rolled_back_by: Option<DeploymentId>,
    rollback_message: Option<String>,
    entries: u32,
    notices: u32,
    /// The number of the last wait that has begun.
    #[serde(default, skip_serializing_if = "WaitNumber::is_none_yet")]
    waits: WaitNumber,
    /// A pause that was asked for, and that nothing new has met yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paused: Option<Paused>,
    state: State,
}

impl Deployment {
    /// The deployment's id.
    pub fn id(&self) -> &DeploymentId {
        &self.id
    }

    /// The application's name when the deployment was made; the application may be called otherwise by now.
    pub fn application(&self) -> &ApplicationName {
        &self.application
    }

    /// The deployment group's name when the deployment was made; the group may be called otherwise by now.
    pub fn group(&self) -> &GroupName {
        &self.group
    }

    /// The deployment group it belongs to, whatever that is called.
    pub fn group_id(&self) -> &GroupId {
        &self.group_id
    }

    /// The first deployment of its chain: itself, or the one whose traffic it restores.
    pub fn chain(&self) -> &DeploymentId {
        &self.chain
    }

    /// What was asked for.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The rules it runs under.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The aliases it moves, in the order of the AppSpec.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The pause that was asked for, as long as nothing new has met it. Where it holds something up, the state says so.
    pub fn paused(&self) -> Option<&Paused> {
        self.paused.as_ref()
    }

    /// The alarms it watches, and when it looks at them next.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Who made it.
    pub fn creator(&self) -> Creator {
        self.creator
    }

    /// What it deploys to: functions, as every deployment does so far.
    pub fn platform(&self) -> ComputePlatform {
        ComputePlatform::Lambda
    }

    /// When it was made.
    pub fn created_at(&self) -> Timestamp {
        self.created_at
    }

    /// When it left the queue, or was made if it never queued.
    pub fn started_at(&self) -> Option<Timestamp> {
        self.started_at
    }

    /// The five lifecycle events.
    pub fn lifecycle(&self) -> &Lifecycle {
        &self.lifecycle
    }

    /// Every hook that was run, in order.
    pub fn hook_runs(&self) -> &[HookRun] {
        &self.hook_runs
    }

    /// On a rollback: the deployment it undoes.
    pub fn rollback_of(&self) -> Option<&DeploymentId> {
        self.rollback_of.as_ref()
    }

    /// On a deployment that was undone: its rollback.
    pub fn rolled_back_by(&self) -> Option<&DeploymentId> {
        self.rolled_back_by.as_ref()
    }

    /// Why it was, or was not, rolled back.
    pub fn rollback_message(&self) -> Option<&str> {
        self.rollback_message.as_deref()
    }

    /// How many history entries there are.
    pub fn entries(&self) -> u32 {
        self.entries
    }

    /// Whether it is over.
    pub fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed(_))
    }

    /// Whether it holds the locks of its group and aliases.
    pub fn holds_locks(&self) -> bool {
        match self.state {
            State::Queued { .. } | State::Closed(_) => false,
            State::Preparing { .. }
            | State::Hooking(_)
            | State::Shifting { .. }
            | State::Baking { .. }
            | State::Waiting(_)
            | State::Landing(_) => true,
        }
    }

    /// Whether alarms judge it: from Prepare until the final bake ends.
    pub fn is_watching(&self) -> bool {
        match self.state {
            State::Preparing { .. } | State::Hooking(_) | State::Shifting { .. } | State::Baking { .. } | State::Waiting(_) => true,
            State::Queued { .. } | State::Landing(_) | State::Closed(_) => false,
        }
    }
}
