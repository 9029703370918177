//! What people do in the world of a simulation.

use super::{SWEEP_EVERY, Simulation};
use crate::agenda::Occurrence;
use crate::message::Message;
use crate::people::{Action, Request};
use crate::wish::{self, Wish};
use headgate_domain::{Deployment, DeploymentId, WaitToken};

impl Simulation {
    pub(super) fn act(&mut self, action: Action) {
        let now = self.world.now();
        let ask = |request| self.world.send(now, Message::Ask(request));
        match &action {
            Action::Create(request) => {
                ask(Request::Create(self.requests.len(), request.clone()));
                self.requests.push(request.as_ref().clone());
            }
            Action::CreateAgain(index) => {
                if let Some(request) = self.requests.get(*index) {
                    ask(Request::Create(*index, Box::new(request.clone())));
                }
            }
            Action::Stop(index, rollback) => ask(Request::Stop(*index, *rollback)),
            Action::Abandon(index) => ask(Request::Abandon(*index)),
            Action::Ask(index, wish) => {
                if let Some(deployment) = self.made(*index) {
                    self.wish(*wish, wish.token(&deployment, now));
                }
            }
            Action::AskLate(index, wish) => {
                if let Some(deployment) = self.made(*index) {
                    self.wish(*wish, wish::over(&deployment));
                }
            }
            Action::Attend => self.attend(),
            Action::Regroup(group) => self.regroup(group),
            Action::Set(..)
            | Action::Meddle(..)
            | Action::Renew(..)
            | Action::Delete(..)
            | Action::Recreate(..)
            | Action::LoseWakes
            | Action::Mishaps(_)
            | Action::Deny(..)
            | Action::Heal => {}
        }
        self.world.act(action);
    }

    /// The deployment of the n-th `Create`, as it is stored.
    fn made(&self, index: usize) -> Option<Deployment> {
        self.deployment(&self.created(index)?)
    }

    fn wish(&self, wish: Wish, token: WaitToken) {
        let now = self.world.now();
        if let Some(what) = wish.happening() {
            self.world.lock().witness.asked(what, &token, Some(&wish.by()));
        }
        self.world.send(now, Message::Ask(Request::Wish(wish, token)));
    }

    /// People end what waits for them, and look again after a while.
    fn attend(&self) {
        let now = self.world.now();
        let open: Vec<DeploymentId> = self.world.lock().witness.open().iter().cloned().collect();
        if !open.is_empty() {
            self.world.put(now + SWEEP_EVERY, Occurrence::Act(Action::Attend));
        }
        for deployment in open.iter().filter_map(|id| self.deployment(id)) {
            if let Some(wish) = wish::attention(&deployment, now) {
                self.wish(wish, wish.token(&deployment, now));
            }
        }
    }
}
