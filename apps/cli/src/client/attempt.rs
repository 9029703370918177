//! One try to ask `api`, and whether there may be another.

use super::{Answer, Client, Event};
use crate::refusal::Refusal;
use headgate_aws::NoAnswer;
use headgate_wire::{CallError, Exception, Operation, Reply};
use serde_json::Value;
use std::collections::BTreeMap;

/// Why a try has no output.
#[derive(Debug)]
pub(super) enum Missed {
    /// The function was not reached, or did not end well.
    NoAnswer(NoAnswer),
    /// `api` answers with an error.
    Error(CallError),
    /// Whatever answered is not Headgate's `api`.
    Stranger(String),
}

/// Whether a call may happen twice: it reads, or its token makes the second one answer as the first.
pub(super) fn is_safe(operation: &Operation, input: &Value) -> bool {
    let reads = ["BatchGet", "Describe", "Get", "List", "Plan"].iter().any(|verb| operation.name.starts_with(verb));
    reads || input.get("clientRequestToken").is_some()
}

impl Missed {
    /// Whether the call may be tried again: nothing has happened, or it may happen twice.
    pub(super) fn may_repeat(&self, safe: bool) -> bool {
        match self {
            Self::NoAnswer(NoAnswer::Throttled(_) | NoAnswer::NotInvoked(_)) => true,
            Self::NoAnswer(NoAnswer::Unknown(_)) => safe,
            Self::Error(error) if error.code == Exception::Throttling.as_str() => true,
            Self::Error(error) => safe && error.code == "ServiceUnavailable",
            Self::NoAnswer(NoAnswer::Denied(_) | NoAnswer::Missing(_) | NoAnswer::Failed(_)) | Self::Stranger(_) => false,
        }
    }

    /// The same for a person.
    pub(super) fn refusal(self, function: &str, safe: bool) -> Refusal {
        const UNKNOWN: &str = "nobody knows whether it has happened: look first, then ask again";
        match self {
            Self::NoAnswer(why @ NoAnswer::Unknown(_)) if !safe => Refusal::unanswered(why).with_hint(UNKNOWN),
            Self::NoAnswer(why) => Refusal::unanswered(why),
            Self::Error(error) if !safe && error.code == "ServiceUnavailable" => Refusal::answered(error).with_hint(UNKNOWN),
            Self::Error(error) => Refusal::answered(error),
            Self::Stranger(why) => {
                let sentence = format!("the function `{function}` does not answer as Headgate's `api` does: {why}");
                Refusal::refused(sentence).with_hint("name Headgate's stack with `--stack`, or its function `api` with `--api-function`")
            }
        }
    }
}

impl Client {
    /// Asks once. `id` is the request's.
    pub(super) async fn attempt(&self, id: &str, call: &[u8]) -> Result<Value, Missed> {
        let headers = BTreeMap::from([
            ("content-type", "application/json".to_owned()),
            ("user-agent", concat!("headgate/", env!("CARGO_PKG_VERSION")).to_owned()),
        ]);
        let event = Event { id, method: "POST", path: "/", query: "", protocol: "HTTP/1.1", from: None, headers, body: call };
        let payload = self.api.invoke(event.written()).await.map_err(Missed::NoAnswer)?;
        let answer = Answer::read(&payload).map_err(Missed::Stranger)?;
        match serde_json::from_slice(&answer.body) {
            Ok(Reply::Output(output)) => Ok(output),
            Ok(Reply::Error(error)) => Err(Missed::Error(error)),
            Err(error) => Err(Missed::Stranger(format!("status {}: {error}", answer.status))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CallError, Missed, NoAnswer, Operation, is_safe};
    use serde_json::json;

    #[test]
    fn what_reads_or_has_a_token_is_safe() {
        let safe = |operation: &str, input| is_safe(Operation::named(operation).unwrap(), &input);
        assert!(safe("GetDeployment", json!({})) && safe("ListDeployments", json!({})) && safe("BatchGetDeployments", json!({})));
        assert!(!safe("StopDeployment", json!({})) && !safe("CreateDeployment", json!({})) && !safe("DeleteApplication", json!({})));
        assert!(safe("CreateDeployment", json!({ "clientRequestToken": "t" })));
    }

    #[test]
    fn only_what_has_not_happened_or_may_happen_twice_is_repeated() {
        let error = |code: &str| Missed::Error(CallError { code: code.to_owned(), message: String::new() });
        let no_answer = |kind: fn(String) -> NoAnswer| Missed::NoAnswer(kind(String::new()));
        for (missed, safe, unsafe_) in [
            (no_answer(NoAnswer::Throttled), true, true),
            (no_answer(NoAnswer::NotInvoked), true, true),
            (no_answer(NoAnswer::Unknown), true, false),
            (no_answer(NoAnswer::Denied), false, false),
            (no_answer(NoAnswer::Missing), false, false),
            (no_answer(NoAnswer::Failed), false, false),
            (error("ThrottlingException"), true, true),
            (error("ServiceUnavailable"), true, false),
            (error("InternalFailure"), false, false),
            (error("ApplicationDoesNotExistException"), false, false),
            (Missed::Stranger(String::new()), false, false),
        ] {
            assert_eq!((missed.may_repeat(true), missed.may_repeat(false)), (safe, unsafe_), "{missed:?}");
        }
    }
}
