//! What can be read off the traffic.

use super::World;
use crate::traffic::Minute;
use headgate_domain::{AliasName, FunctionArn, Version};
use std::collections::BTreeMap;

impl World {
    /// Requests that each version has served through an alias, in all whole minutes.
    pub fn served(&self, function: &FunctionArn, alias: &AliasName) -> BTreeMap<Version, f64> {
        self.lock().traffic.served(&(function.clone(), alias.clone()))
    }

    /// What each version that served requests through an alias did in the last whole minute. Minutes end with
    /// those of the simulation, a whole number of them after it was made.
    pub fn last_minute(&self, function: &FunctionArn, alias: &AliasName) -> BTreeMap<Version, Minute> {
        self.lock().traffic.last_minute(&(function.clone(), alias.clone()))
    }
}
