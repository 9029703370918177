//! Who a call is from, by the proof it carries.

use crate::Failure;
use headgate_aws::{ProofError, Proofs, Purpose};
use headgate_domain::Identity;
use headgate_wire::{Call, CallError, Exception};
use serde_json::Value;

/// Who has proven to have sent this call; nobody, where it carries no proof. What is wrong with a proof is an answer.
///
/// A proof that is for nothing proves nothing: the engine refuses the call for the member that is missing.
///
/// # Errors
///
/// STS could not be asked.
pub async fn proven(proofs: &Proofs, call: &Call) -> Result<Result<Option<Identity>, CallError>, Failure> {
    let proof = call.input.get("proof").and_then(Value::as_str);
    let (Some(proof), Some(purpose)) = (proof, Purpose::of(&call.operation, &call.input)) else { return Ok(Ok(None)) };
    match proofs.verify(proof, &purpose).await {
        Ok(identity) => Ok(Ok(Some(identity))),
        Err(ProofError::Unasked(fault)) => Err(fault.into()),
        Err(wrong @ ProofError::Wrong(_)) => {
            tracing::warn!(operation = call.operation, %purpose, %wrong, "a proof is none");
            Ok(Err(CallError { code: Exception::AccessDenied.as_str().to_owned(), message: wrong.to_string() }))
        }
    }
}
