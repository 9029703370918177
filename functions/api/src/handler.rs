//! Operations, by direct call and over HTTP.

use headgate_aws::{AwsObserver, Proofs, Revisions};
use headgate_engine::{Access, Caller};
use headgate_lambda::{
    AccessRules, Environment, Failure, Handler, Invocation, SettingError, TurnEngine, answer, door, http, observer, proofs, proven,
    revisions, turning,
};
use headgate_wire::{Call, CallError, Reply};
use serde_json::{Value, json};

/// The function.
pub(crate) struct Api {
    engine: TurnEngine,
    observer: AwsObserver,
    revisions: Revisions,
    rules: AccessRules,
    proofs: Proofs,
}

impl Handler for Api {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self {
            engine: turning(environment)?,
            observer: observer(environment)?,
            revisions: revisions(environment)?,
            rules: environment.access_rules()?,
            proofs: proofs(environment)?,
        })
    }

    async fn handle(&self, event: Value, invocation: &Invocation) -> Result<Value, Failure> {
        let door = door(&invocation.function_arn);
        if http::is_http(&event) {
            let respond = async |call, signer| self.answer(call, door.and(self.rules.of(&signer))).await;
            return Ok(http::answer(&event, invocation, respond).await);
        }
        Ok(json!(match envelope(event) {
            Ok(call) => self.answer(call, door).await?,
            Err(error) => Reply::Error(error),
        }))
    }
}

impl Api {
    /// Who it is comes from a proof only: whoever invokes the function directly writes the event, and with it the signer.
    async fn answer(&self, call: Call, access: Access) -> Result<Reply, Failure> {
        match proven(&self.proofs, &call).await? {
            Ok(identity) => answer(&self.engine, &self.observer, &self.revisions, call, &Caller { access, identity }).await,
            Err(refused) => Ok(Reply::Error(refused)),
        }
    }
}

fn envelope(value: Value) -> Result<Call, CallError> {
    serde_json::from_value(value).map_err(|error| Call::unreadable(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get() -> Value {
        json!({ "operation": "GetDeployment", "input": { "deploymentId": "d-ABCDEF123" } })
    }

    #[test]
    fn an_envelope_is_a_call() {
        let call = Call { operation: "GetDeployment".to_owned(), input: json!({ "deploymentId": "d-ABCDEF123" }) };
        assert_eq!(envelope(get()), Ok(call));
    }

    #[test]
    fn a_sample_is_understood() {
        let event = serde_json::from_str(include_str!("../../../events/api/ListApplications.json")).unwrap();
        assert_eq!(envelope(event), Ok(Call { operation: "ListApplications".to_owned(), input: json!({}) }));
    }

    #[test]
    fn what_is_no_envelope_is_answered_so() {
        for wrong in [json!({}), json!([]), json!({ "operation": 1 }), json!({ "operation": "GetDeployment", "inptu": {} })] {
            assert_eq!(envelope(wrong).unwrap_err().code, "SerializationException");
        }
    }
}
