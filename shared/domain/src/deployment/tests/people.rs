//! What people do to a deployment in the tests' world.

use super::world::World;
use crate::deployment::{Applied, Asked, Decision, Event, PromoteRequest, Promotion, WaitKind, WaitToken};
use crate::{Comment, Identity, Pause, PrincipalArn, PrincipalPattern, UserId};

/// An IAM user of this name.
pub(super) fn person(name: &str) -> Identity {
    let arn = PrincipalArn::new(format!("arn:aws:iam::123456789012:user/{name}")).unwrap();
    Identity { arn, user_id: UserId::new(format!("AIDA{}", name.to_uppercase())).unwrap() }
}

pub(super) fn people(pattern: &str) -> PrincipalPattern {
    PrincipalPattern::new(format!("arn:aws:iam::123456789012:user/{pattern}")).unwrap()
}

pub(super) fn comment(text: &str) -> Comment {
    Comment::new(text).unwrap()
}

pub(super) fn asked(name: &str, why: &str) -> Asked {
    Asked { by: Some(person(name)), reason: Some(comment(why)) }
}

pub(super) fn pause(seconds: Option<u32>) -> Event {
    Event::PauseRequested { pause: Pause { seconds }, asked: asked("olga", "an incident") }
}

pub(super) fn resume(token: WaitToken) -> Event {
    Event::ResumeRequested { token, asked: Asked::default() }
}

pub(super) fn promote(token: WaitToken, promotion: Promotion) -> Event {
    Event::PromoteRequested(PromoteRequest {
        token,
        promotion,
        skip_hooks: vec![],
        skip_alarms: vec![],
        asked: asked("olga", "it is fine"),
    })
}

/// A promotion that skips by name.
pub(super) fn skipping(token: WaitToken, promotion: Promotion, hooks: &[&str], alarms: &[&str]) -> Event {
    let skip_hooks = hooks.iter().map(|name| super::fixtures::hook_function(name)).collect();
    let skip_alarms = alarms.iter().map(|name| super::fixtures::alarm(name)).collect();
    Event::PromoteRequested(PromoteRequest { token, promotion, skip_hooks, skip_alarms, asked: Asked::default() })
}

pub(super) fn approve(token: WaitToken, name: &str) -> Event {
    Event::Decided { token, decision: Decision::Approve { comment: None }, by: person(name) }
}

pub(super) fn reject(token: WaitToken, name: &str) -> Event {
    Event::Decided { token, decision: Decision::Reject { comment: comment("the graphs look wrong") }, by: person(name) }
}

/// A token that no wait of these tests has.
pub(super) fn late(world: &World) -> WaitToken {
    WaitToken::try_from(format!("{}.999", world.active().id())).unwrap()
}

impl World {
    /// The token of what is waited for, if it is of this kind.
    pub(super) fn token_of(&self, kind: WaitKind) -> WaitToken {
        let wait = self.active().waits(self.now).into_iter().find(|wait| wait.kind == kind);
        wait.and_then(|wait| wait.token).unwrap_or_else(|| panic!("no {kind:?} in {:?}", self.active().state()))
    }

    pub(super) fn pause(&mut self, seconds: Option<u32>) -> WaitToken {
        self.moves(&pause(seconds));
        let pause = self.active().waits(self.now).into_iter().rfind(|wait| wait.kind == WaitKind::Pause);
        pause.and_then(|wait| wait.token).unwrap()
    }

    pub(super) fn resume(&mut self, token: &WaitToken) -> Applied {
        self.apply(&resume(token.clone()))
    }

    pub(super) fn promote(&mut self, kind: WaitKind, promotion: Promotion) -> Applied {
        self.apply(&promote(self.token_of(kind), promotion))
    }

    pub(super) fn approve(&mut self, name: &str) -> Applied {
        self.apply(&approve(self.token_of(WaitKind::Approval), name))
    }

    pub(super) fn reject(&mut self, name: &str) -> Applied {
        self.apply(&reject(self.token_of(WaitKind::Approval), name))
    }
}
