//! What an AppSpec asks for, once it has been read without a mistake.

use crate::{AlarmName, AliasName, ConfigName, FunctionRef, HookFunction, OnConflict, Qualifier, TrafficRouting, Version};
use serde::{Deserialize, Serialize};

/// The most functions that can move in one deployment.
pub const MAX_TARGETS: usize = 25;

/// What is to be deployed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// The functions, 1 to [`MAX_TARGETS`], no alias twice.
    pub resources: Vec<Resource>,
    /// The validation functions.
    pub hooks: Hooks,
    /// What the `Headgate` section says differently from the group.
    pub overrides: Overrides,
}

/// One function whose alias is to move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// The free name the AppSpec gives it.
    pub logical_name: String,
    /// The function.
    pub function: FunctionRef,
    /// The alias that carries its traffic.
    pub alias: AliasName,
    /// The version the alias must point to; `None` takes whatever it points to.
    pub current: Option<Version>,
    /// The version to move to; `$LATEST` is published first.
    pub target: Qualifier,
}

/// The validation functions of a deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hooks {
    /// Runs before any traffic moves.
    pub before_allow_traffic: Option<HookFunction>,
    /// Runs once all traffic has moved, before the final bake.
    pub after_allow_traffic: Option<HookFunction>,
}

/// Which configuration a deployment follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ConfigChoice {
    /// One that is stored, or predefined.
    Named(ConfigName),
    /// One that is written out.
    Inline(TrafficRouting),
}

/// What one deployment does differently from its group. `None` leaves the group's word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overrides {
    /// The configuration to follow.
    pub config: Option<ConfigChoice>,
    /// The alarms to watch, in place of the group's.
    pub alarms: Option<Vec<AlarmName>>,
    /// What to do when another deployment is active.
    pub on_conflict: Option<OnConflict>,
    /// How long a hook may take to report, 10 to 3,600 s.
    pub hook_timeout_seconds: Option<u32>,
    /// Whether alarms that fire at the start are let through.
    pub ignore_active_alarms: Option<bool>,
    /// How long all traffic bakes on the target version before the deployment ends.
    pub final_bake_seconds: Option<u32>,
}
