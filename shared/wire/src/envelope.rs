//! How an operation is called by `aws lambda invoke`, and answered.

use crate::{Exception, complaint};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A call: `{"operation": "GetDeployment", "input": {"deploymentId": "d-ABCDEF123"}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The operation's name.
    pub operation: String,
    /// Its request; none is an empty one.
    #[serde(default)]
    pub input: Value,
}

impl Call {
    /// The answer to what is no call.
    pub fn unreadable(why: &str) -> CallError {
        let message = format!("A call looks like {{\"operation\": \"GetDeployment\", \"input\": {{…}}}}: {}", complaint(why));
        CallError { code: Exception::Serialization.as_str().to_owned(), message }
    }
}

/// An answer: `{"output": {…}}` or `{"error": {"code", "message"}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reply {
    /// The operation's answer.
    Output(Value),
    /// Why there is none.
    Error(CallError),
}

/// Why a call has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallError {
    /// The exception's name.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: String,
}
