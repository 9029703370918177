//! What a proof is for: one decision, and no other.

use serde_json::Value;
use std::fmt;

/// The operations that take a proof: the word for what is decided, and the member that says about what.
const PURPOSES: [(&str, &str, &str); 6] = [
    ("ApproveDeployment", "approve", "token"),
    ("CreateDeployment", "create", "clientRequestToken"),
    ("PauseDeployment", "pause", "deploymentId"),
    ("PromoteDeployment", "promote", "token"),
    ("RejectDeployment", "reject", "token"),
    ("ResumeDeployment", "resume", "token"),
];
const CHARS_MAX: usize = 256;

/// A decision, in the words of the header that a proof signs: `approve d-ABCDEF123.2`.
///
/// ```
/// # use headgate_aws::Purpose;
/// let input = serde_json::json!({ "deploymentId": "d-ABCDEF123", "token": "d-ABCDEF123.2" });
/// let purpose = Purpose::of("ApproveDeployment", &input).unwrap();
/// assert_eq!(purpose.to_string(), "approve d-ABCDEF123.2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose(String);

impl Purpose {
    /// What a request decides. There is nothing to decide where the operation takes no proof, or where the member that
    /// says about what is missing or cannot stand in a header.
    pub fn of(operation: &str, input: &Value) -> Option<Self> {
        let (_, verb, member) = PURPOSES.iter().find(|(name, ..)| *name == operation)?;
        let about = input.get(member)?.as_str()?;
        let sound = (1..=CHARS_MAX).contains(&about.len()) && about.bytes().all(|b| b.is_ascii_graphic());
        sound.then(|| Self(format!("{verb} {about}")))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
