//! What answers are made of.

pub(super) use crate::application_revision::located as revision;
use headgate_domain::{ComputePlatform, Deployment, OnConflict, Revision, State, Status, Target, Weight};
use headgate_wire as wire;
use jiff::Timestamp;

/// What is deployed to.
pub(super) const fn platform(platform: ComputePlatform) -> wire::ComputePlatform {
    match platform {
        ComputePlatform::Server => wire::ComputePlatform::Server,
        ComputePlatform::Lambda => wire::ComputePlatform::Lambda,
        ComputePlatform::Ecs => wire::ComputePlatform::Ecs,
    }
}

/// Seconds since 1970, to the millisecond, as AWS writes instants.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit in 53 bits for 280,000 years")]
pub(super) fn seconds(at: Timestamp) -> f64 {
    at.as_millisecond() as f64 / 1000.0
}

/// How functions and services are always deployed, in CodeDeploy's words.
pub(super) fn style() -> wire::DeploymentStyle {
    wire::DeploymentStyle {
        deployment_type: Some(wire::DeploymentType::BlueGreen),
        deployment_option: Some(wire::DeploymentOption::WithTrafficControl),
    }
}

/// The SHA-256 under which a revision's text is kept.
pub(super) fn sha256_of(revision: &Revision) -> &str {
    match revision {
        Revision::Content { sha256 } | Revision::Text { sha256 } | Revision::S3 { sha256, .. } => sha256,
    }
}

/// The status that a request names.
pub(super) fn known_status(given: wire::DeploymentStatus) -> Status {
    match given {
        wire::DeploymentStatus::Created => Status::Created,
        wire::DeploymentStatus::Queued => Status::Queued,
        wire::DeploymentStatus::InProgress => Status::InProgress,
        wire::DeploymentStatus::Baking => Status::Baking,
        wire::DeploymentStatus::Succeeded => Status::Succeeded,
        wire::DeploymentStatus::Failed => Status::Failed,
        wire::DeploymentStatus::Stopped => Status::Stopped,
        wire::DeploymentStatus::Ready => Status::Ready,
    }
}

/// A target's two versions and the share of the one it moves to.
///
/// A rollback goes the other way: from the failing version to the one that is restored.
pub(super) struct Movement {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) weight: Weight,
}

impl Movement {
    pub(super) fn of(deployment: &Deployment, target: &Target) -> Self {
        let Some(live) = target.live() else {
            let from = target.expected.as_ref().map(ToString::to_string).unwrap_or_default();
            return Self { from, to: target.requested.to_string(), weight: Weight::ZERO };
        };
        let (from, to) = if deployment.is_rollback() { (&live.target, &live.current) } else { (&live.current, &live.target) };
        Self { from: from.to_string(), to: to.to_string(), weight: live.confirmed.weight_of(to) }
    }
}

/// What happens to a deployment that meets an active one, as requests say it.
pub(super) fn on_conflict(on_conflict: OnConflict) -> wire::OnConflict {
    match on_conflict {
        OnConflict::Reject => wire::OnConflict::Reject,
        OnConflict::Queue => wire::OnConflict::Queue,
        OnConflict::Supersede => wire::OnConflict::Supersede,
    }
}

/// A deployment's status.
pub(super) fn status(status: Status) -> wire::DeploymentStatus {
    match status {
        Status::Created => wire::DeploymentStatus::Created,
        Status::Queued => wire::DeploymentStatus::Queued,
        Status::InProgress => wire::DeploymentStatus::InProgress,
        Status::Baking => wire::DeploymentStatus::Baking,
        Status::Succeeded => wire::DeploymentStatus::Succeeded,
        Status::Failed => wire::DeploymentStatus::Failed,
        Status::Stopped => wire::DeploymentStatus::Stopped,
        Status::Ready => wire::DeploymentStatus::Ready,
    }
}

/// Auto Scaling groups by their names: Headgate puts no hooks into them.
pub(super) fn scaling_groups(names: Vec<String>) -> Vec<wire::AutoScalingGroup> {
    names.into_iter().map(|name| wire::AutoScalingGroup { name: Some(name), ..wire::AutoScalingGroup::default() }).collect()
}

/// When a deployment ended.
pub(super) fn completed_at(deployment: &Deployment) -> Option<Timestamp> {
    match deployment.state() {
        State::Closed(closed) => Some(closed.at),
        State::Queued { .. }
        | State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_)
        | State::Landing(_) => None,
    }
}
