//! What a deployment is and how it changes: pure, synchronous, total.
//!
//! The law of this crate: no I/O, no clock, no randomness, no logging, no async. Instants and new
//! ids come in as arguments ([`Fresh`]), what happened comes in as an [`Event`], and what the
//! world still owes a deployment is read off its state ([`Deployment::pending`]).
//!
//! | module | what |
//! |---|---|
//! | `names`, `arn`, `weight` | the words everything else is said in, checked where they are made |
//! | `routing` | an alias's routing: one version, or two that share its traffic |
//! | `identity` | who decides, and whom a pattern names |
//! | `gate` | pauses and approvals, as a plan has them |
//! | `glob` | patterns as IAM has them |
//! | `plan`, `config` | how traffic moves: steps, and the named configurations that make them, or say how many servers stay in service |
//! | `spec`, `group`, `platform` | what is to be deployed, the standing rules it is deployed under, and what to |
//! | `deployment` | the machine |

mod arn;
mod config;
mod deployment;
mod gate;
mod glob;
mod group;
mod identity;
mod names;
mod plan;
mod platform;
mod routing;
mod spec;
mod weight;

pub use arn::{Account, AccountError, FunctionArn, FunctionRef, HookFunction};
pub use config::{ConfigRules, DeploymentConfig, MinimumHealthyHosts, ServerRules, TrafficRouting, ZonalConfig, predefined_configs};
pub use deployment::*;
pub use gate::{Approval, OnDeadline, Pause};
pub use glob::glob;
pub use group::{AlarmConfiguration, Application, DeploymentGroup, OnConflict, RollbackEvent, RollbackPolicy, Trigger, TriggerEvent};
pub use identity::{Comment, Identity, PrincipalArn, PrincipalPattern, UserId};
pub use names::{
    AlarmName, AliasName, ApplicationId, ApplicationName, ConfigName, DeploymentId, ExecutionId, GroupId, GroupName, InstanceName,
    InvalidName, Qualifier, RevisionId, Version,
};
pub use plan::{Plan, PlanError, Step};
pub use platform::ComputePlatform;
pub use routing::{InvalidRouting, Routing};
pub use spec::{ConfigChoice, Hooks, MAX_TARGETS, Overrides, Resource, Spec};
pub use weight::{InvalidWeight, Weight};
