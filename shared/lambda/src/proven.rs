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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// What is said of a call before anybody has to be asked.
    fn said(operation: &str, input: Value) -> Result<Option<Identity>, CallError> {
        let proofs = Proofs::new("eu-west-1".to_owned(), None, || jiff::Timestamp::UNIX_EPOCH);
        let call = Call { operation: operation.to_owned(), input };
        match pin!(proven(&proofs, &call)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(said) => said.unwrap(),
            Poll::Pending => panic!("STS is asked"),
        }
    }

    #[test]
    fn without_a_proof_nobody_is_known() {
        assert_eq!(said("ApproveDeployment", json!({ "token": "d-ABCDEF123.1" })), Ok(None));
        assert_eq!(said("ApproveDeployment", json!(null)), Ok(None));
        assert_eq!(said("ApproveDeployment", json!({ "token": "d-ABCDEF123.1", "proof": 7 })), Ok(None), "the engine refuses a number");
        assert_eq!(said("StopDeployment", json!({ "deploymentId": "d-ABCDEF123", "proof": "x" })), Ok(None));
        assert_eq!(said("CreateDeployment", json!({ "proof": "x" })), Ok(None), "it would be for nothing");
    }

    #[test]
    fn a_wrong_proof_is_an_answer() {
        let error = said("ApproveDeployment", json!({ "token": "d-ABCDEF123.1", "proof": "http://x\n" })).unwrap_err();
        assert_eq!(error.code, "AccessDeniedException");
        let expected =
            "`proof` proves nothing: it is signed for `http://x\\n`, and must begin with `https://sts.eu-west-1.amazonaws.com/?`";
        assert_eq!(error.message, expected);
    }
}
