//! The API, asked by somebody in the world.

use super::Simulation;
use crate::wish::Wish;
use headgate_domain::{DeploymentId, Happening, WaitToken};
use headgate_engine::{ApiError, Caller, Fault, S3Location};
use serde_json::Value;
use std::future::{Future, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

impl Simulation {
    /// The answer to an operation, for this caller. The world goes on until there is one. There is
    /// nothing in S3.
    ///
    /// # Errors
    ///
    /// As [`headgate_engine::Engine::call`] has them.
    pub fn call(&mut self, operation: &str, input: Value, caller: &Caller) -> Result<Value, ApiError> {
        if let Some((what, token)) = self.decision(operation, &input) {
            self.world.lock().witness.asked(what, &token, caller.identity.as_ref());
        }
        self.tasks_begun += 1;
        let worker = self.worker(self.tasks_begun);
        let world = self.world.clone();
        let nothing = |at: S3Location| ready(Err(Fault::Broken(format!("s3:GetObject: there is no `{}` in `{}`", at.key, at.bucket))));
        let mut call = pin!(worker.call(operation, input, caller, &world, nothing));
        loop {
            match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(answer) => return answer,
                Poll::Pending => self.step(),
            }
        }
    }

    /// What is to be written down of an operation, and the wait that it decides, if it decides one.
    fn decision(&self, operation: &str, input: &Value) -> Option<(Happening, WaitToken)> {
        let what = match operation {
            "ApproveDeployment" => Happening::Approved,
            "RejectDeployment" => Happening::Rejected,
            "PromoteDeployment" => Happening::Promoted,
            "ResumeDeployment" => Happening::Resumed,
            "ContinueDeployment" => {
                // CodeDeploy's word names no wait: it is the one that stands.
                let deployment = self.deployment(&DeploymentId::new(input["deploymentId"].as_str()?).ok()?)?;
                return Some((Happening::Resumed, Wish::Resume.token(&deployment, self.world.now())));
            }
            _ => return None,
        };
        Some((what, WaitToken::try_from(input["token"].as_str()?.to_owned()).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::Simulation;
    use crate::World;
    use jiff::SignedDuration;

    #[test]
    fn whoever_asks_at_an_instant_is_there_at_that_instant() {
        let world = World::new();
        let mut simulation = Simulation::new(world.clone(), 30);
        // Nothing happens at it by itself: sweeps come with the minute.
        let end = world.now() + SignedDuration::from_secs(97);
        simulation.wait_until(end);
        assert_eq!(world.now(), end);
    }
}
