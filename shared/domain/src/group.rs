//! Applications and deployment groups: the standing rules of deployments.

use crate::{AlarmName, ApplicationId, ApplicationName, ComputePlatform, ConfigName, GroupId, GroupName};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A name under which deployment groups stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its name, which may change.
    pub name: ApplicationName,
    /// What it is known by for ever.
    pub id: ApplicationId,
    /// What its groups deploy to. What was stored before there was a choice deploys functions.
    #[serde(default)]
    pub platform: ComputePlatform,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The rules a group's deployments run under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentGroup {
    /// The application it belongs to.
    pub application: ApplicationId,
    /// Its name, which may change.
    pub name: GroupName,
    /// What it is known by for ever.
    pub id: GroupId,
    /// The configuration that deployments follow unless they say otherwise.
    pub config: ConfigName,
    /// Kept because CodeDeploy's clients read it back; Headgate's own roles do the work.
    pub service_role_arn: String,
    /// The alarms that judge its deployments.
    pub alarms: AlarmConfiguration,
    /// What is rolled back automatically.
    pub rollback: RollbackPolicy,
    /// Who is told.
    pub triggers: Vec<Trigger>,
    /// What happens to a deployment that meets an active one.
    pub on_conflict: OnConflict,
    /// How long a hook may take to report, 10 to 3,600 s.
    pub hook_timeout_seconds: u32,
    /// Whether alarms that fire at the start are let through.
    pub ignore_active_alarms: bool,
    /// How long all traffic bakes before a deployment ends; `None` leaves it to the plan.
    pub final_bake_seconds: Option<u32>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The alarms of a group or a deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmConfiguration {
    /// Whether alarms are watched at all.
    pub enabled: bool,
    /// Whether a poll that fails is let pass.
    pub ignore_poll_failure: bool,
    /// At most ten.
    pub names: Vec<AlarmName>,
}

/// What makes a deployment roll back by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "three events that are chosen one by one, and a switch")]
pub struct RollbackPolicy {
    /// Whether anything does.
    pub enabled: bool,
    /// `DEPLOYMENT_FAILURE`
    pub on_failure: bool,
    /// `DEPLOYMENT_STOP_ON_ALARM`
    pub on_alarm: bool,
    /// `DEPLOYMENT_STOP_ON_REQUEST`
    pub on_request: bool,
}

/// One of CodeDeploy's `AutoRollbackEvent`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RollbackEvent {
    /// `DEPLOYMENT_FAILURE`
    Failure,
    /// `DEPLOYMENT_STOP_ON_ALARM`
    Alarm,
    /// `DEPLOYMENT_STOP_ON_REQUEST`
    Request,
}

impl RollbackPolicy {
    /// Whether this event rolls a deployment back.
    pub fn covers(self, event: RollbackEvent) -> bool {
        self.enabled
            && match event {
                RollbackEvent::Failure => self.on_failure,
                RollbackEvent::Alarm => self.on_alarm,
                RollbackEvent::Request => self.on_request,
            }
    }
}

/// What happens to a deployment that meets an active one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnConflict {
    /// It is refused.
    #[default]
    Reject,
    /// It waits, first in, first out.
    Queue,
    /// It stops the group's others, with rollback, and then starts.
    Supersede,
}

/// An SNS topic that hears of a group's deployments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// The topic.
    pub topic_arn: String,
    /// What it hears of.
    pub events: Vec<TriggerEvent>,
}

/// CodeDeploy's `TriggerEventType`, with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are CodeDeploy's and say what they mean")]
pub enum TriggerEvent {
    DeploymentStart,
    DeploymentSuccess,
    DeploymentFailure,
    DeploymentStop,
    DeploymentRollback,
    DeploymentReady,
    InstanceStart,
    InstanceSuccess,
    InstanceFailure,
    InstanceReady,
}
