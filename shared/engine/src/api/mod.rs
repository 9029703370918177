//! CodeDeploy's operations, as JSON in and JSON out.

/// An error as an API answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The exception's name.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: String,
}
