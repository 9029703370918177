//! What people decide about deployments on their way.

use headgate_domain::{
    Action as Allowed, Asked, Comment, Decision, Deployment, Happening, Identity, Pause, PrincipalArn, PromoteRequest, Promotion, UserId,
    WaitToken,
};
use headgate_engine::{Actuator, Engine, EngineError, Store, Stored};
use jiff::Timestamp;

/// What somebody wants of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// That nothing new begins, for some seconds or until somebody resumes.
    Pause(Option<u32>),
    /// That a pause ends.
    Resume,
    /// That it goes on sooner.
    Promote(Promotion),
    /// Approval by the n-th person.
    Approve(u8),
    /// Rejection by the n-th person.
    Reject(u8),
}

/// The n-th person: an IAM user.
///
/// # Panics
///
/// Never: the names are names.
pub fn person(number: u8) -> Identity {
    Identity {
        arn: PrincipalArn::new(format!("arn:aws:iam::123456789012:user/p{number}")).expect("an ARN"),
        user_id: UserId::new(format!("AIDAP{number}")).expect("a user id"),
    }
}

impl Wish {
    /// The token that somebody has before them who looks now; where there is nothing of the kind, the first wait's, which is over.
    pub(crate) fn token(self, deployment: &Deployment, now: Timestamp) -> WaitToken {
        let kind = match self {
            Self::Pause(_) | Self::Resume => Allowed::Resume,
            Self::Promote(Promotion::Step) => Allowed::Promote,
            Self::Promote(Promotion::Full) => Allowed::PromoteFull,
            Self::Approve(_) => Allowed::Approve,
            Self::Reject(_) => Allowed::Reject,
        };
        let allowed = deployment.actions(now).into_iter().find(|allowed| allowed.action == kind);
        allowed.and_then(|allowed| allowed.token).unwrap_or_else(|| over(deployment))
    }

    /// As what it is written down, where it decides a wait.
    pub(crate) fn happening(self) -> Option<Happening> {
        match self {
            Self::Pause(_) => None,
            Self::Resume => Some(Happening::Resumed),
            Self::Promote(_) => Some(Happening::Promoted),
            Self::Approve(_) => Some(Happening::Approved),
            Self::Reject(_) => Some(Happening::Rejected),
        }
    }

    /// Who wishes it.
    pub(crate) fn by(self) -> Identity {
        match self {
            Self::Approve(number) | Self::Reject(number) => person(number),
            Self::Pause(_) | Self::Resume | Self::Promote(_) => person(9),
        }
    }

    /// Asks for it.
    pub(crate) async fn ask<S: Store, A: Actuator>(self, engine: &Engine<S, A>, token: WaitToken) -> Result<Stored, EngineError> {
        let id = token.deployment().clone();
        let asked = || Asked { by: Some(self.by()), reason: Comment::new("so it is wished").ok() };
        match self {
            Self::Pause(seconds) => engine.pause(&id, Pause { seconds }, asked()).await,
            Self::Resume => engine.resume(&id, token, asked()).await,
            Self::Promote(promotion) => {
                let request = PromoteRequest { token, promotion, skip_hooks: vec![], skip_alarms: vec![], asked: asked() };
                engine.promote(&id, request).await
            }
            Self::Approve(_) => engine.decide(&id, token, Decision::Approve { comment: None }, self.by()).await,
            Self::Reject(_) => {
                let comment = Comment::new("it looks wrong").expect("a comment");
                engine.decide(&id, token, Decision::Reject { comment }, self.by()).await
            }
        }
    }
}

/// The token of the first wait.
pub(crate) fn over(deployment: &Deployment) -> WaitToken {
    WaitToken::try_from(format!("{}.1", deployment.id())).expect("a token")
}

/// What ends a wait that ends by nobody else; the next person approves who has not.
pub(crate) fn attention(deployment: &Deployment, now: Timestamp) -> Option<Wish> {
    let actions = deployment.actions(now);
    let can = |action| actions.iter().any(|allowed| allowed.action == action);
    let given = deployment.waits(now).into_iter().find_map(|wait| wait.approval).map_or(0, |approval| approval.given.len());
    if can(Allowed::Approve) {
        return Some(Wish::Approve(u8::try_from(given).unwrap_or(u8::MAX)));
    }
    can(Allowed::Resume).then_some(Wish::Resume)
}
