//! Whoever calls: what he may do, and who he is.

use super::Access;
use headgate_domain::Identity;

/// Whoever calls an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// What he may do.
    pub access: Access,
    /// Who he is, where that is proven; who may invoke a function directly is IAM's to say, but not who it was.
    pub identity: Option<Identity>,
}

impl From<Access> for Caller {
    /// Somebody of whom nothing else is known.
    fn from(access: Access) -> Self {
        Self { access, identity: None }
    }
}
