//! What people decide while a deployment is on its way: pause, resume, promote, approve, reject.

use super::{info, members, refuse, views};
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store};
use headgate_domain::{
    Action, AlarmName, Asked, Comment, Decision, DeploymentId, Event, HookFunction, Identity, InvalidName, Pause, PromoteRequest,
    Promotion, Status, WaitToken,
};
use headgate_wire as wire;
use serde_json::{Map, Value};

const COMMENT_CHARS_MAX: usize = 256;

/// Lets nothing new begin.
pub(super) async fn pause<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::PauseDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let seconds = input.seconds.map(|seconds| members::within("seconds", seconds, &Pause::SECONDS)).transpose()?;
    let event = Event::PauseRequested { pause: Pause { seconds }, asked: asked(by, input.reason)? };
    decide(engine, id, event).await
}

/// Ends a pause.
pub(super) async fn resume<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ResumeDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let event = Event::ResumeRequested { token: token(&id, input.token)?, asked: asked(by, input.reason)? };
    decide(engine, id, event).await
}

/// Goes on sooner than the plan says.
pub(super) async fn promote<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::PromoteDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let request = PromoteRequest {
        token: token(&id, input.token)?,
        promotion: if input.full == Some(true) { Promotion::Full } else { Promotion::Step },
        skip_hooks: names("skipHooks", input.skip_hooks, HookFunction::new)?,
        skip_alarms: names("skipAlarms", input.skip_alarms, AlarmName::new)?,
        asked: asked(by, input.reason)?,
    };
    decide(engine, id, Event::PromoteRequested(request)).await
}

/// Takes one person's approval.
pub(super) async fn approve<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ApproveDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let token = token(&id, input.token)?;
    let decision = Decision::Approve { comment: input.comment.map(|text| comment("comment", &text)).transpose()? };
    let by = entitled(engine, &id, &token, by).await?;
    decide(engine, id, Event::Decided { token, decision, by }).await
}

/// Takes one person's rejection, which is enough.
pub(super) async fn reject<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::RejectDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let token = token(&id, input.token)?;
    let decision = Decision::Reject { comment: comment("comment", &input.comment.unwrap_or_default())? };
    let by = entitled(engine, &id, &token, by).await?;
    decide(engine, id, Event::Decided { token, decision, by }).await
}

/// Lets a deployment go on that waits at a pause. CodeDeploy's word for that has no token; an approval needs one.
pub(super) async fn continue_waiting<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ContinueDeploymentInput,
    by: Option<Identity>,
) -> Result<Map<String, Value>, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let deployment = engine.reload(&id).await?.deployment;
    if deployment.is_closed() {
        refuse(Exception::DeploymentAlreadyCompleted, format!("Deployment {id} has already completed"))?;
    }
    if input.deployment_wait_type == Some(wire::DeploymentWaitType::TerminationWait) {
        let message = "`deploymentWaitType` is `TERMINATION_WAIT`: functions have no instances to terminate";
        refuse(Exception::UnsupportedActionForDeploymentType, message)?;
    }
    let now = engine.source.now();
    if deployment.status() != Status::Ready {
        let message = format!("Deployment {id} is {}, not {}: it goes on by itself", deployment.status(), Status::Ready);
        refuse(Exception::DeploymentIsNotInReadyState, message)?;
    }
    let resumption = deployment.actions(now).into_iter().find(|allowed| allowed.action == Action::Resume);
    let Some(token) = resumption.and_then(|allowed| allowed.token) else {
        let message = format!("Deployment {id} waits at no pause. {}", info::messages(&deployment, now).join(" "));
        return Ok(refuse(Exception::DeploymentIsNotInReadyState, message)?);
    };
    engine.command(&id, Event::ResumeRequested { token, asked: Asked { by, reason: None } }).await?;
    Ok(Map::new())
}

/// Carries a decision out, and tells how the deployment stands then, even if another one now restores its traffic.
async fn decide<S: Store, A: Actuator>(engine: &Engine<S, A>, id: DeploymentId, event: Event) -> Result<wire::DecisionOutput, EngineError> {
    let driven = engine.command(&id, event).await?;
    let stored = if *driven.deployment.id() == id { driven } else { engine.reload(&id).await? };
    Ok(wire::DecisionOutput {
        deployment_id: Some(id.to_string()),
        status: Some(views::status(stored.deployment.status())),
        headgate: Some(info::headgate(&stored.deployment, engine.source.now())),
    })
}

/// Whoever decides on an approval must be known. Where a plan names nobody, it means those of Headgate's own account:
/// a proof says who somebody is, and strangers have proofs as well.
async fn entitled<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    id: &DeploymentId,
    token: &WaitToken,
    by: Option<Identity>,
) -> Result<Identity, EngineError> {
    let Some(by) = by else {
        let message = "Nobody knows who decides: give `proof`, which docs/api.md shows how to make";
        return Ok(refuse(Exception::AccessDenied, message)?);
    };
    let deployment = engine.reload(id).await?.deployment;
    let waits = deployment.waits(engine.source.now());
    let approval = waits.iter().find(|wait| wait.token.as_ref() == Some(token)).and_then(|wait| wait.approval.as_ref());
    let own = &engine.installation.account.id;
    if approval.is_some_and(|approval| approval.by.is_empty()) && by.arn.account() != own {
        let message = format!("`{}` is not of account {own}, and the plan names nobody who may approve: name others in `by`", by.arn);
        return Ok(refuse(Exception::AccessDenied, message)?);
    }
    Ok(by)
}

fn token(id: &DeploymentId, text: Option<String>) -> Result<WaitToken, Refusal> {
    let wrong = |why: String| Refusal::new(Exception::InvalidInput, format!("`token`{why}"));
    let token = WaitToken::try_from(text.unwrap_or_default()).map_err(|error| wrong(format!(": {error}")))?;
    if token.deployment() != id {
        return Err(wrong(format!(" is `{token}`, of another deployment than {id}: give one that its `waits` show")));
    }
    Ok(token)
}

fn asked(by: Option<Identity>, reason: Option<String>) -> Result<Asked, Refusal> {
    Ok(Asked { by, reason: reason.map(|text| comment("reason", &text)).transpose()? })
}

fn comment(member: &str, text: &str) -> Result<Comment, Refusal> {
    let text = members::prose(member, text, COMMENT_CHARS_MAX)?;
    Comment::new(text).map_err(|error| Refusal::new(Exception::InvalidInput, format!("`{member}`: {error}")))
}

fn names<T>(member: &str, given: Option<Vec<String>>, parse: fn(String) -> Result<T, InvalidName>) -> Result<Vec<T>, Refusal> {
    let named = given.unwrap_or_default().into_iter().map(parse);
    named.collect::<Result<_, _>>().map_err(|error| Refusal::new(Exception::InvalidInput, format!("`{member}`: {error}")))
}
