//! What was asked for, and the rules it runs under.

use super::Target;
use crate::{
    AlarmConfiguration, ApplicationName, DeploymentGroup, DeploymentId, GroupId, GroupName, Hooks, OnConflict, Overrides, Plan, PlanError,
    RollbackPolicy, TrafficRouting, Trigger, UserId,
};
use serde::{Deserialize, Serialize};

/// A deployment that is about to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDeployment {
    /// Its id.
    pub id: DeploymentId,
    /// The application, as it is called now.
    pub application: ApplicationName,
    /// The deployment group, as it is called now.
    pub group: GroupName,
    /// The same group, whatever it will be called.
    pub group_id: GroupId,
    /// Who makes it.
    pub creator: Creator,
    /// What is asked for.
    pub request: Request,
    /// The rules, as they are now; a queued deployment takes them anew when it starts.
    pub settings: Settings,
    /// The aliases to move, none twice.
    pub targets: Vec<Target>,
}

/// Who made a deployment, in CodeDeploy's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Creator {
    /// A person or a program.
    User,
    /// Headgate itself, to undo another one.
    Rollback,
}

/// What a deployment was asked to do, as it was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Free text.
    pub description: Option<String>,
    /// Where its AppSpec came from.
    pub revision: Revision,
    /// The validation functions.
    pub hooks: Hooks,
    /// What it does differently from its group.
    pub overrides: Overrides,
    /// The whole alarm configuration, if the caller gave one (`overrideAlarmConfiguration`).
    pub alarms: Option<AlarmConfiguration>,
    /// The whole rollback policy, if the caller gave one.
    pub rollback: Option<RollbackPolicy>,
    /// Who started it, where that is known; the user id says who is the same person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starter: Option<UserId>,
}

/// Where an AppSpec came from. Its text is stored under its SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Revision {
    /// `AppSpecContent`
    Content {
        /// Of the text, in hexadecimal.
        sha256: String,
    },
    /// `String`
    Text {
        /// Of the text, in hexadecimal.
        sha256: String,
    },
    /// `S3`
    S3 {
        /// The bucket.
        bucket: String,
        /// The key.
        key: String,
        /// `YAML`, `JSON`, `zip`, `tgz` or `tar`.
        bundle_type: String,
        /// The object's version, in a versioned bucket.
        version: Option<String>,
        /// Its entity tag.
        e_tag: Option<String>,
        /// Of the AppSpec's text, in hexadecimal.
        sha256: String,
    },
}

/// The rules a deployment runs under: the group's, with the deployment's own put over them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The configuration's name, or `inline`.
    pub config: String,
    /// The steps.
    pub plan: Plan,
    /// The alarms that judge it.
    pub alarms: AlarmConfiguration,
    /// Whether alarms that fire at the start are let through.
    pub ignore_active_alarms: bool,
    /// What is rolled back automatically.
    pub rollback: RollbackPolicy,
    /// How long a hook may take to report.
    pub hook_timeout_seconds: u32,
    /// What happens when another deployment is active.
    pub on_conflict: OnConflict,
    /// How often alarms and aliases are looked at.
    pub poll_seconds: u32,
    /// Who is told.
    pub triggers: Vec<Trigger>,
}

impl Settings {
    /// Puts a request's own words over its group's.
    ///
    /// # Errors
    ///
    /// [`PlanError`] when the routing makes no plan, or the final bake is given twice.
    pub fn resolve(
        request: &Request,
        group: &DeploymentGroup,
        config: String,
        routing: &TrafficRouting,
        poll_seconds: u32,
    ) -> Result<Self, PlanError> {
        let overrides = &request.overrides;
        let plan = routing.plan()?;
        let baked = plan.steps().last().is_some_and(|last| last.bake_seconds > 0);
        // A group's own final bake gives way to a plan that has one; only one request saying both is a mistake.
        let final_bake_seconds = overrides.final_bake_seconds.or(group.final_bake_seconds.filter(|_| !baked));
        let mut alarms = request.alarms.clone().unwrap_or_else(|| group.alarms.clone());
        if let Some(names) = &overrides.alarms {
            alarms.enabled = !names.is_empty();
            alarms.names.clone_from(names);
        }
        Ok(Self {
            config,
            plan: plan.with_final_bake(final_bake_seconds)?,
            alarms,
            ignore_active_alarms: overrides.ignore_active_alarms.unwrap_or(group.ignore_active_alarms),
            rollback: request.rollback.unwrap_or(group.rollback),
            hook_timeout_seconds: overrides.hook_timeout_seconds.unwrap_or(group.hook_timeout_seconds),
            on_conflict: overrides.on_conflict.unwrap_or(group.on_conflict),
            poll_seconds,
            triggers: group.triggers.clone(),
        })
    }
}
