//! JSON to a request, or to the exception that belongs to the member that is wrong; an answer to JSON.

use super::refuse;
use super::strict::Strict;
use crate::{EngineError, Fault, Refusal, RefusalCode};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// The most characters of a caller's own words that a message repeats.
const SHOWN_MAX: usize = 100;
/// The most characters of an explanation that may hold them.
const EXPLAINED_MAX: usize = 1000;

/// Reads a request. Absent input is an empty one, and a member that is `null` is absent.
pub(super) fn decode<T: DeserializeOwned>(operation: &str, input: &Value) -> Result<T, Refusal> {
    let nothing = Value::Object(Map::new());
    let input = if input.is_null() { &nothing } else { input };
    if !input.is_object() {
        return refuse(RefusalCode::InvalidInput, format!("The input of {operation} must be a JSON object"));
    }
    T::deserialize(Strict(input)).map_err(|mistake| {
        let explained = escaped(&mistake.to_string(), EXPLAINED_MAX);
        match mistake.member() {
            Some(member) => Refusal::new(code_of(member), format!("{}: {explained}", shown(&mistake.path()))),
            None => Refusal::new(RefusalCode::InvalidInput, format!("{operation}: {explained}")),
        }
    })
}

/// The exception that CodeDeploy has for a member, whatever is wrong with it.
fn code_of(member: &str) -> RefusalCode {
    use RefusalCode as C;
    match member {
        "alarmConfiguration" | "overrideAlarmConfiguration" => C::InvalidAlarmConfig,
        "applicationName" => C::InvalidApplicationName,
        "autoRollbackConfiguration" => C::InvalidAutoRollbackConfig,
        "computePlatform" => C::InvalidComputePlatform,
        "createTimeRange" => C::InvalidTimeRange,
        "currentDeploymentGroupName" | "deploymentGroupName" | "newDeploymentGroupName" => C::InvalidDeploymentGroupName,
        "deploymentConfigName" => C::InvalidDeploymentConfigName,
        "deploymentId" | "deploymentIds" => C::InvalidDeploymentId,
        "deploymentStyle" => C::InvalidDeploymentStyle,
        "deploymentWaitType" => C::InvalidDeploymentWaitType,
        "fileExistsBehavior" => C::InvalidFileExistsBehavior,
        "ignoreApplicationStopFailures" => C::InvalidIgnoreApplicationStopFailuresValue,
        "includeOnlyStatuses" => C::InvalidDeploymentStatus,
        "lifecycleEventHookExecutionId" => C::InvalidLifecycleEventHookExecutionId,
        "nextToken" => C::InvalidNextToken,
        "revision" => C::InvalidRevision,
        "serviceRoleArn" => C::InvalidRole,
        "status" => C::InvalidLifecycleEventHookExecutionStatus,
        "tags" => C::InvalidTagsToAdd,
        "targetFilters" => C::InvalidTargetFilterName,
        "targetId" | "targetIds" => C::InvalidDeploymentTargetId,
        "trafficRoutingConfig" => C::InvalidTrafficRoutingConfiguration,
        "triggerConfigurations" => C::InvalidTriggerConfig,
        "updateOutdatedInstancesOnly" => C::InvalidUpdateOutdatedInstancesOnlyValue,
        _ => C::InvalidInput,
    }
}

/// Writes an answer.
pub(super) fn encode(answer: impl Serialize) -> Result<Value, EngineError> {
    serde_json::to_value(answer).map_err(|error| Fault::Broken(format!("the answer cannot be written as JSON: {error}")).into())
}

/// A caller's own words in a message: in backticks, escaped and cut.
pub(super) fn shown(text: &str) -> String {
    format!("`{}`", escaped(text, SHOWN_MAX))
}

fn escaped(text: &str, chars_max: usize) -> String {
    let mut escaped = String::new();
    for (index, char) in text.chars().enumerate() {
        match char {
            _ if index == chars_max => {
                escaped.push('…');
                break;
            }
            '"' | '\'' | '\\' => escaped.push(char),
            _ => escaped.extend(char.escape_debug()),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_wire::CreateDeploymentGroupInput as Input;
    use serde_json::json;

    fn refused(input: &Value) -> (RefusalCode, String) {
        let Refusal { code, message } = decode::<Input>("CreateDeploymentGroup", input).unwrap_err();
        (code, message)
    }

    #[test]
    fn the_wrong_member_is_named_and_earns_its_own_exception() {
        let (code, message) = refused(&json!({"applicationName": "shop", "serviceRoleArn": 5}));
        assert_eq!(code, RefusalCode::InvalidRole);
        assert!(message.starts_with("`serviceRoleArn`: invalid type: integer `5`"), "{message}");
        let (code, message) = refused(&json!({"alarmConfiguration": {"alarms": [{"nmae": "a"}]}}));
        assert_eq!(code, RefusalCode::InvalidAlarmConfig);
        assert!(message.starts_with("`alarmConfiguration.alarms[0]`: unknown field `nmae`, expected `name`"), "{message}");
        let (code, message) = refused(&json!({"applicatonName": "shop"}));
        assert_eq!(code, RefusalCode::InvalidInput);
        assert!(
            message.starts_with("CreateDeploymentGroup: unknown field `applicatonName`, expected one of `applicationName`"),
            "{message}"
        );
        assert_eq!(refused(&json!([])).0, RefusalCode::InvalidInput);
    }

    #[test]
    fn what_a_caller_sends_is_repeated_escaped_and_cut() {
        let (_, message) = refused(&json!({format!("a\n\u{202e}{}", "b".repeat(5000)): 1}));
        assert!(message.contains("`a\\n\\u{202e}bb") && message.chars().count() < 1200, "{message}");
    }

    #[test]
    fn a_list_is_no_structure() {
        let (code, message) = refused(&json!({"alarmConfiguration": [true, false, [["errors"]]]}));
        assert_eq!(code, RefusalCode::InvalidAlarmConfig);
        assert_eq!(message, "`alarmConfiguration`: invalid type: sequence, expected a JSON object");
        let (code, message) = refused(&json!({"triggerConfigurations": [{}, []]}));
        assert_eq!(code, RefusalCode::InvalidTriggerConfig);
        assert_eq!(message, "`triggerConfigurations[1]`: invalid type: sequence, expected a JSON object");
    }

    #[test]
    fn nothing_is_an_empty_request() {
        assert_eq!(decode::<Input>("CreateDeploymentGroup", &Value::Null), Ok(Input::default()));
        assert_eq!(decode::<Input>("CreateDeploymentGroup", &json!({"applicationName": null})), Ok(Input::default()));
    }
}
