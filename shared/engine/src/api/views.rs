//! What answers are made of.

use headgate_domain::{Deployment, OnConflict, Revision, State, Target, Weight};
use headgate_wire as wire;
use jiff::Timestamp;

/// The only platform there is.
pub(super) const PLATFORM: &str = "Lambda";

/// Seconds since 1970, to the millisecond, as AWS writes instants.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit in 53 bits for 280,000 years")]
pub(super) fn seconds(at: Timestamp) -> f64 {
    at.as_millisecond() as f64 / 1000.0
}

/// How functions are always deployed, in CodeDeploy's words.
pub(super) fn style() -> wire::DeploymentStyle {
    wire::DeploymentStyle { deployment_type: Some("BLUE_GREEN".to_owned()), deployment_option: Some("WITH_TRAFFIC_CONTROL".to_owned()) }
}

/// Where a revision comes from; its text stays hidden, as CodeDeploy has it.
pub(super) fn revision(revision: &Revision) -> wire::RevisionLocation {
    let of = |kind: &str| wire::RevisionLocation { revision_type: Some(kind.to_owned()), ..wire::RevisionLocation::default() };
    match revision {
        Revision::Content { sha256 } => {
            let content = wire::AppSpecContent { content: None, sha256: Some(sha256.clone()) };
            wire::RevisionLocation { app_spec_content: Some(content), ..of("AppSpecContent") }
        }
        Revision::Text { sha256 } => {
            let string = wire::RawString { content: None, sha256: Some(sha256.clone()) };
            wire::RevisionLocation { string: Some(string), ..of("String") }
        }
        Revision::S3 { bucket, key, bundle_type, version, e_tag, sha256: _ } => {
            let location = wire::S3Location {
                bucket: Some(bucket.clone()),
                key: Some(key.clone()),
                bundle_type: Some(bundle_type.clone()),
                version: version.clone(),
                e_tag: e_tag.clone(),
            };
            wire::RevisionLocation { s3_location: Some(location), ..of("S3") }
        }
    }
}

/// The SHA-256 under which a revision's text is kept.
pub(super) fn sha256_of(revision: &Revision) -> &str {
    match revision {
        Revision::Content { sha256 } | Revision::Text { sha256 } | Revision::S3 { sha256, .. } => sha256,
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
pub(super) fn on_conflict(on_conflict: OnConflict) -> &'static str {
    match on_conflict {
        OnConflict::Reject => "reject",
        OnConflict::Queue => "queue",
        OnConflict::Supersede => "supersede",
    }
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
        | State::Landing(_) => None,
    }
}
