//! Approvals: who may decide, who has, and what it comes to.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::pace::after;
use super::waiting::{self, end_now};
use super::{Asked, Decision, Deployment, Ending, ErrorCode, Gate, Happening, Rejection, State, WaitToken, Waiting};
use crate::{Approval, Comment, Identity, OnDeadline};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// One person's approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Who.
    pub by: Identity,
    /// When.
    pub at: Timestamp,
    /// What they said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
}

/// Waits until enough people have approved the step.
pub(super) fn enter(draft: &mut Draft<'_>, step: usize, approval: &Approval) {
    let now = draft.now();
    let deadline = after(now, SignedDuration::from_secs(i64::from(approval.deadline_seconds)));
    let message = format!("Step {} waits until {deadline} for {}", step + 1, wanted(approval));
    let wait = draft.next_wait();
    let gate = Gate::Approval { deadline, given: vec![] };
    waiting::enter(draft, Waiting { next: step + 1, wait, since: now, until: None, gate }, Happening::ApprovalAwaited, message);
}

/// Whose approval is waited for, and what happens without it.
fn wanted(approval: &Approval) -> String {
    let people = if approval.count == 1 { "1 approval".to_owned() } else { format!("{} approvals", approval.count) };
    let by = named(approval).map(|names| format!(" by {names}")).unwrap_or_default();
    let but = if approval.exclude_starter { ", not by whoever started it" } else { "" };
    let otherwise = match approval.on_deadline {
        OnDeadline::Reject => "it is rejected",
        OnDeadline::Approve => "it goes on",
    };
    format!("{people}{by}{but}; otherwise {otherwise}")
}

fn named(approval: &Approval) -> Option<String> {
    let names: Vec<String> = approval.by.iter().map(|pattern| format!("`{pattern}`")).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Takes in one person's word.
pub(super) fn decided(draft: &mut Draft<'_>, waiting: &Waiting, token: &WaitToken, decision: &Decision, by: &Identity) -> Step {
    let Gate::Approval { deadline, given } = &waiting.gate else { return not_waited_for(draft) };
    if draft.next.token(waiting.wait) != *token {
        return not_waited_for(draft);
    }
    let approval = draft.next.approval_of(waiting);
    if let Some(rule) = draft.next.keeps_out(&approval, by) {
        return rejected(Rejection::NotAllowed { who: by.arn.clone(), rule });
    }
    let has_approved = given.iter().any(|given| given.by.is_same_person(by));
    match decision {
        Decision::Approve { .. } if has_approved => ignored("this person has approved already"),
        Decision::Approve { .. } | Decision::Reject { .. } if !waiting.is_open(draft.now()) => not_waited_for(draft),
        Decision::Approve { comment } => {
            let new = Given { by: by.clone(), at: draft.now(), comment: comment.clone() };
            let given = given.iter().cloned().chain([new]).collect();
            approved(
                draft,
                Waiting { gate: Gate::Approval { deadline: *deadline, given }, ..waiting.clone() },
                &approval,
                comment.as_ref(),
            );
            Ok(())
        }
        Decision::Reject { comment } => {
            rejected_by(draft, by, comment);
            Ok(())
        }
    }
}

fn approved(draft: &mut Draft<'_>, waiting: Waiting, approval: &Approval, comment: Option<&Comment>) {
    let Gate::Approval { given, .. } = &waiting.gate else { return };
    let Some(last) = given.last() else { return };
    let asked = Asked { by: Some(last.by.clone()), reason: comment.cloned() };
    let message = format!("Approved by {} ({} of {})", asked.in_words(), given.len(), approval.count);
    let enough = u32::try_from(given.len()).is_ok_and(|given| given >= approval.count);
    if enough {
        end_now(draft, &waiting);
    } else {
        draft.next.state = State::Waiting(waiting);
    }
    draft.record_decision(Happening::Approved, message, &asked);
}

/// One is enough, and what was shifted always goes back.
fn rejected_by(draft: &mut Draft<'_>, by: &Identity, comment: &Comment) {
    let asked = Asked { by: Some(by.clone()), reason: Some(comment.clone()) };
    let message = format!("Rejected by {}", asked.in_words());
    draft.record_decision(Happening::Rejected, message.clone(), &asked);
    draft.end(Ending::stopped(ErrorCode::ManualStop, message, true), None);
}

/// The time is over before enough people have approved.
pub(super) fn expired(draft: &mut Draft<'_>, waiting: &Waiting, given: &[Given]) {
    let approval = draft.next.approval_of(waiting);
    let message = match given.len() {
        0 => "Nobody approved it in time".to_owned(),
        given => format!("{given} of {} approvals came in time", approval.count),
    };
    match approval.on_deadline {
        OnDeadline::Approve => {
            end_now(draft, waiting);
            draft.record(Happening::Approved, format!("{message}: it goes on, as the plan says"));
        }
        OnDeadline::Reject => {
            draft.record(Happening::Rejected, message.clone());
            draft.end(Ending::stopped(ErrorCode::ManualStop, message, true), None);
        }
    }
}

impl Deployment {
    /// The approval that is waited for: that of the step before the next one.
    pub(super) fn approval_of(&self, waiting: &Waiting) -> Approval {
        let step = waiting.next.checked_sub(1).and_then(|step| self.settings.plan.steps().get(step));
        step.and_then(|step| step.approval.clone()).unwrap_or_default()
    }

    /// The rule by which `by` may not decide, if there is one.
    fn keeps_out(&self, approval: &Approval, by: &Identity) -> Option<String> {
        if !approval.by.is_empty() && !approval.by.iter().any(|pattern| pattern.matches(&by.arn)) {
            return named(approval).map(|names| format!("only {names} may decide"));
        }
        match &self.request.starter {
            Some(starter) if approval.exclude_starter && by.is(starter) => Some("whoever started the deployment may not decide".to_owned()),
            None if approval.exclude_starter => {
                Some("whoever started the deployment may not decide, and who that was is not known".to_owned())
            }
            Some(_) | None => None,
        }
    }
}
