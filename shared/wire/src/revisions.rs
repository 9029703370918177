//! Revisions: where an AppSpec comes from.

use crate::shape::shapes;
use serde_json::Value;

shapes! {
    /// Where a revision comes from; `revisionType` says which member counts.
    RevisionLocation {
        revision_type: String,
        s3_location: S3Location,
        git_hub_location: Value,
        string: RawString,
        app_spec_content: AppSpecContent,
    }

    /// An object in S3.
    S3Location { bucket: String, key: String, bundle_type: String, version: String, e_tag: String }

    /// An AppSpec's text, the old way.
    RawString { content: String, sha256: String }

    /// An AppSpec's text.
    AppSpecContent { content: String, sha256: String }

    /// Asks for a revision.
    GetApplicationRevisionInput { application_name: String, revision: RevisionLocation }

    /// A revision, with its text.
    GetApplicationRevisionOutput { application_name: String, revision: RevisionLocation, revision_info: GenericRevisionInfo }

    /// What is known of a revision.
    GenericRevisionInfo {
        description: String,
        deployment_groups: Vec<String>,
        first_used_time: f64,
        last_used_time: f64,
        register_time: f64,
    }
}
