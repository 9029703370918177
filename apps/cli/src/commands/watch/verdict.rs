//! How it ended, for a person and for a script.

use super::story::{Chapter, Story};
use crate::refusal::{Reason, Refusal};
use headgate_wire::DeploymentStatus;

/// Success, or why it is none.
pub(super) fn of(story: &Story) -> Result<(), Refusal> {
    let Some(first) = story.first() else { return Err(Refusal::bug("nothing was watched")) };
    let word = match first.status() {
        Some(DeploymentStatus::Succeeded) => return Ok(()),
        Some(DeploymentStatus::Stopped) => "was stopped",
        Some(
            DeploymentStatus::Failed
            | DeploymentStatus::Created
            | DeploymentStatus::Queued
            | DeploymentStatus::InProgress
            | DeploymentStatus::Baking
            | DeploymentStatus::Ready,
        )
        | None => "has failed",
    };
    let code = first.info.as_ref().and_then(|info| Some(info.error_information.as_ref()?.code?.as_str()));
    let refusal = Refusal::new(Reason::Failed, format!("deployment {} {word}", first.id)).with_hint(whereabouts(story, first));
    Err(match code {
        Some(code) => refusal.with_code(code),
        None => refusal,
    })
}

/// Where the traffic is now.
fn whereabouts(story: &Story, first: &Chapter) -> String {
    match story.last().filter(|last| last.id != first.id) {
        Some(rollback) if rollback.status() == Some(DeploymentStatus::Succeeded) => {
            format!("{} has taken its traffic back", rollback.id)
        }
        Some(rollback) => format!("{} was to take its traffic back, and did not: `headgate status {}`", rollback.id, rollback.id),
        None if first.has_moved_nothing() => "no traffic had been moved".to_owned(),
        None => format!("nothing was taken back: `headgate status {}` shows where the traffic is", first.id),
    }
}

/// Somebody has left before the end.
pub(super) fn left(story: &Story) -> Refusal {
    let id = story.last().map(|chapter| chapter.id.as_str()).unwrap_or_default();
    Refusal::new(Reason::Again, format!("left before the end; deployment {id} goes on"))
        .with_hint(format!("`headgate watch {id}` gets back to it"))
}

/// It can be watched no longer.
pub(super) fn lost(story: &Story, refusal: Refusal) -> Refusal {
    let id = story.last().map(|chapter| chapter.id.as_str()).unwrap_or_default();
    match story.heard {
        Some(_) => refusal.with_hint(format!("the deployment goes on without you; `headgate watch {id}` gets back to it")),
        None => refusal,
    }
}
