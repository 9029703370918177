//! What became of it.

use super::Simulation;
use crate::call::at_once;
use headgate_domain::{Deployment, DeploymentId, Entry};
use headgate_engine::{DeploymentQuery, EngineError, Store};

impl Simulation {
    /// Every deployment there is, the oldest first.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn deployments(&self) -> Vec<Deployment> {
        let query = DeploymentQuery { limit: 1000, ..DeploymentQuery::default() };
        let page = at_once(self.table.now.deployments(&query)).expect("the memory answers");
        page.items.iter().rev().filter_map(|id| self.deployment(id)).collect()
    }

    /// A deployment.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn deployment(&self, id: &DeploymentId) -> Option<Deployment> {
        at_once(self.table.now.load(id)).expect("the memory answers").map(|stored| stored.deployment)
    }

    /// What the n-th `Create` was answered.
    pub fn answer(&self, index: usize) -> Option<&Result<DeploymentId, EngineError>> {
        self.answers.get(&index)
    }

    /// The id the n-th `Create` was given.
    pub fn created(&self, index: usize) -> Option<DeploymentId> {
        self.answers.get(&index)?.as_ref().ok().cloned()
    }

    /// A deployment's history.
    ///
    /// # Panics
    ///
    /// When the store does not answer.
    pub fn history(&self, id: &DeploymentId) -> Vec<Entry> {
        at_once(self.table.now.history(id, 0, 1000)).expect("the memory answers")
    }

    /// The store beneath.
    pub fn store(&self) -> &impl Store {
        &self.table.now
    }
}
