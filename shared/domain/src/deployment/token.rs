//! What a decision names, so that one that comes late decides nothing else.

use crate::{DeploymentId, InvalidName};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Counts the waits of a deployment. What was stored before they were counted has the number 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WaitNumber(u32);

impl WaitNumber {
    #[must_use]
    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's form")]
    pub(super) fn is_none_yet(&self) -> bool {
        self.0 == 0
    }
}

/// Names one wait of one deployment: `d-ABCDEF123.4`. It is no secret; who decides proves who they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WaitToken {
    deployment: DeploymentId,
    wait: WaitNumber,
}

impl WaitToken {
    pub(super) fn new(deployment: DeploymentId, wait: WaitNumber) -> Self {
        Self { deployment, wait }
    }

    /// The deployment it belongs to.
    pub fn deployment(&self) -> &DeploymentId {
        &self.deployment
    }
}

impl TryFrom<String> for WaitToken {
    type Error = InvalidName;
    fn try_from(text: String) -> Result<Self, InvalidName> {
        let token = text.split_once('.').and_then(|(deployment, wait)| {
            let number: u32 = wait.parse().ok()?;
            Some(Self::new(DeploymentId::new(deployment).ok()?, WaitNumber(number)))
        });
        // One wait has one token: what would be written otherwise (`+1`, `01`) is none.
        token
            .filter(|token| token.to_string() == text)
            .ok_or_else(|| InvalidName::new("a token of a wait", &text, "a deployment's id, `.` and a number, as `waits` shows it"))
    }
}

impl From<WaitToken> for String {
    fn from(token: WaitToken) -> Self {
        token.to_string()
    }
}

impl fmt::Display for WaitToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.deployment, self.wait.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_written_in_one_way() {
        for right in ["d-ABCDEF123.0", "d-ABCDEF123.41", "d-ABCDEF123.4294967295"] {
            let token = WaitToken::try_from(right.to_owned()).unwrap();
            assert_eq!((token.to_string(), String::from(token)), (right.to_owned(), right.to_owned()));
        }
        for wrong in
            ["", "d-ABCDEF123", "d-ABCDEF123.", "d-ABCDEF123.+1", "d-ABCDEF123.01", "d-abc.1", "d-ABCDEF123.4294967296", "d-ABCDEF123.1.1"]
        {
            assert!(WaitToken::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
