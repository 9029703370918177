//! One at a time.

use super::{Verdict, Witness};
use headgate_domain::{Deployment, DeploymentId};
use headgate_engine::Lock;
use std::collections::BTreeMap;

/// The locks a deployment needs.
pub(super) fn locks(deployment: &Deployment) -> impl Iterator<Item = Lock> {
    let aliases = deployment.targets().iter().map(|target| Lock::Alias(target.function.clone(), target.alias.clone()));
    aliases.chain([Lock::Group(deployment.group_id().clone())])
}

impl Witness {
    pub(super) fn active(&self) -> impl Iterator<Item = &Deployment> {
        let open = self.open.iter().filter_map(|id| self.deployments.get(id));
        open.map(|stored| &stored.deployment).filter(|deployment| deployment.holds_locks())
    }

    /// The deployment of a chain that is active.
    pub(super) fn active_of(&self, chain: &DeploymentId) -> Option<&Deployment> {
        self.active().find(|deployment| deployment.chain() == chain)
    }

    /// The chain that has the lock of an alias.
    pub(super) fn holder(&self, lock: &Lock) -> Option<&DeploymentId> {
        self.locks.get(lock)
    }

    pub(super) fn one_deployment_is_active_per_group_and_alias(&self) -> Verdict {
        let mut holders: BTreeMap<Lock, &DeploymentId> = BTreeMap::new();
        for deployment in self.active() {
            for lock in locks(deployment) {
                if let Some(other) = holders.insert(lock.clone(), deployment.id()) {
                    return Err(format!("{other} and {} are both active on {lock}", deployment.id()));
                }
            }
        }
        Ok(())
    }

    pub(super) fn every_lock_is_held_by_the_chain_that_is_active(&self) -> Verdict {
        for deployment in self.active() {
            for lock in locks(deployment) {
                let holder = self.locks.get(&lock);
                if holder != Some(deployment.chain()) {
                    return Err(format!("{} is active, and {lock} is held by {holder:?}", deployment.id()));
                }
            }
        }
        for (lock, chain) in &self.locks {
            if !self.active_of(chain).is_some_and(|deployment| locks(deployment).any(|needed| needed == *lock)) {
                return Err(format!("{lock} is held by {chain}, of which nothing is active there"));
            }
        }
        Ok(())
    }

    pub(super) fn every_watched_alarm_has_its_row_and_no_other(&self) -> Verdict {
        for deployment in self.active().filter(|deployment| deployment.is_watching()) {
            for alarm in &deployment.watch().alarms {
                if !self.watchers.contains(&(alarm.name.clone(), deployment.id().clone())) {
                    return Err(format!("{} watches `{}` without a row", deployment.id(), alarm.name));
                }
            }
        }
        let watches = |id: &DeploymentId| self.deployments.get(id).is_some_and(|stored| stored.deployment.is_watching());
        match self.watchers.iter().find(|(_, id)| !watches(id)) {
            Some((alarm, id)) => Err(format!("{id} has a row for `{alarm}` and does not watch")),
            None => Ok(()),
        }
    }
}
