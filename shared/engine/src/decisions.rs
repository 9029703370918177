//! What people decide about a deployment on its way: to pause, to go on, to approve.

use crate::{Actuator, Engine, EngineError, Store, Stored};
use headgate_domain::{Asked, Decision, DeploymentId, Event, Identity, Pause, PromoteRequest, WaitToken};

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Lets nothing new begin in a deployment, until it is resumed or the pause's time is over.
    ///
    /// # Errors
    ///
    /// A refusal when there is no such deployment, when it is over, or when it is being brought to rest.
    pub async fn pause(&self, id: &DeploymentId, pause: Pause, asked: Asked) -> Result<Stored, EngineError> {
        self.command(id, Event::PauseRequested { pause, asked }).await
    }

    /// Ends a pause.
    ///
    /// # Errors
    ///
    /// A refusal that says what is waited for, when that is not the pause that `token` names.
    pub async fn resume(&self, id: &DeploymentId, token: WaitToken, asked: Asked) -> Result<Stored, EngineError> {
        self.command(id, Event::ResumeRequested { token, asked }).await
    }

    /// Goes on sooner than the plan says.
    ///
    /// # Errors
    ///
    /// A refusal that says what is waited for, when that is not what the request names or nothing to promote past; or
    /// which hooks and alarms there are, when it names others.
    pub async fn promote(&self, id: &DeploymentId, request: PromoteRequest) -> Result<Stored, EngineError> {
        self.command(id, Event::PromoteRequested(request)).await
    }

    /// Takes in what somebody says to an approval. Who that is was proven where the request came in.
    ///
    /// # Errors
    ///
    /// A refusal that says what is waited for, when that is not what `token` names; or the rule by which `by` may not decide.
    pub async fn decide(&self, id: &DeploymentId, token: WaitToken, decision: Decision, by: Identity) -> Result<Stored, EngineError> {
        self.command(id, Event::Decided { token, decision, by }).await
    }
}
