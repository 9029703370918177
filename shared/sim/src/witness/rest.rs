//! What is left when everything is over: nothing.

use super::{Verdict, Witness};
use headgate_domain::DeploymentId;
use jiff::Timestamp;

impl Witness {
    /// Faults have ended long ago.
    pub(crate) fn everything_is_over(&mut self, now: Timestamp) {
        let verdict = self.every_deployment_closes_once_faults_end();
        self.hold(now, "every deployment closes once faults end", verdict);
        let verdict = self.nothing_is_left_behind();
        self.hold(now, "nothing is left behind", verdict);
        let verdict = self.every_notice_is_sent();
        self.hold(now, "every notice is sent", verdict);
    }

    fn every_deployment_closes_once_faults_end(&self) -> Verdict {
        match self.open.iter().next().and_then(|id| self.deployments.get(id)) {
            Some(stored) => Err(format!("{} is {:?}, due {:?}", stored.deployment.id(), stored.deployment.state(), stored.due_at)),
            None => Ok(()),
        }
    }

    fn nothing_is_left_behind(&self) -> Verdict {
        if let Some((lock, chain)) = self.locks.first_key_value() {
            return Err(format!("{lock} is still held by {chain}"));
        }
        if let Some((lock, queue)) = self.queues.iter().find(|(_, queue)| !queue.is_empty()) {
            return Err(format!("{queue:?} still wait for {lock}"));
        }
        if let Some((alarm, id)) = self.watchers.first() {
            return Err(format!("{id} still watches `{alarm}`"));
        }
        match self.deployments.values().find(|stored| stored.due_at.is_some()) {
            Some(stored) => Err(format!("{} is over, and due {:?}", stored.deployment.id(), stored.due_at)),
            None => Ok(()),
        }
    }

    fn every_notice_is_sent(&self) -> Verdict {
        let unsent: Option<(&DeploymentId, u32, u32)> =
            self.notes.iter().find(|(_, notes)| notes.sent < notes.posted).map(|(id, notes)| (id, notes.sent, notes.posted));
        match unsent {
            Some((id, sent, posted)) => Err(format!("{id} has {posted} notices, of which {sent} were sent")),
            None => Ok(()),
        }
    }

    /// A request that was sent twice under one token has one answer.
    pub(crate) fn one_request_makes_one_deployment(&mut self, now: Timestamp, first: &DeploymentId, second: &DeploymentId) {
        let verdict = if first == second { Ok(()) } else { Err(format!("the same request made {first} and {second}")) };
        self.hold(now, "one request makes one deployment", verdict);
    }

    /// Lambda has refused what no caller should send.
    pub(crate) fn nothing_improper_is_sent(&mut self, now: Timestamp, why: Result<(), String>) {
        self.hold(now, "nothing improper is sent", why);
    }
}
