//! What people decide about a deployment on its way: to pause, to go on, to approve.

use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store, Stored};
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
        self.keep_strangers_out(id, &token, &by).await?;
        self.command(id, Event::Decided { token, decision, by }).await
    }

    /// Where a plan names nobody who may approve, it means those of Headgate's own account: everybody in the world can
    /// prove who he is. What a token names never changes, so that this may be looked at beforehand.
    async fn keep_strangers_out(&self, id: &DeploymentId, token: &WaitToken, by: &Identity) -> Result<(), EngineError> {
        let deployment = self.reload(id).await?.deployment;
        let waits = deployment.waits(self.source.now());
        let approval = waits.iter().find(|wait| wait.token.as_ref() == Some(token)).and_then(|wait| wait.approval.as_ref());
        let own = &self.installation.account.id;
        if approval.is_none_or(|approval| !approval.by.is_empty()) || by.arn.account() == own {
            return Ok(());
        }
        let message = format!("{} is not of account {own}, and the plan names nobody else who may approve: name others in `by`", by.arn);
        Err(Refusal::new(Exception::AccessDenied, message).into())
    }
}
