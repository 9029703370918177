//! Bodies as they were released: each file is an exchange that must parse, re-serialise to itself,
//! and be answered in the same way, for ever.
//!
//! A new exchange is a new file without `output`: the test then fails and shows what it was.

use crate::desk::Desk;
use headgate_wire as wire;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

struct Exchange {
    file: String,
    call: wire::Call,
    /// Seconds that pass before it.
    after: i64,
    reply: Value,
}

/// All exchanges, in the order in which they are made.
fn exchanges() -> Vec<Exchange> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden/api");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &std::path::Path) -> Exchange {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut body: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let members = body.as_object_mut().unwrap();
    let after = members.remove("after").and_then(|after| after.as_i64()).unwrap_or(0);
    let reply = match (members.remove("output"), members.remove("error")) {
        (Some(output), None) => serde_json::json!({"output": output}),
        (None, Some(error)) => serde_json::json!({"error": error}),
        _ => Value::Null,
    };
    Exchange { file, call: serde_json::from_value(body).unwrap(), after, reply }
}

#[test]
fn every_exchange_is_answered_as_it_was() {
    let desk = Desk::new();
    for Exchange { file, call, after, reply } in exchanges() {
        desk.pass(after);
        let answer = match desk.call(&call.operation, call.input) {
            Ok(output) => wire::Reply::Output(output),
            Err(error) => wire::Reply::Error(wire::CallError { code: error.code, message: error.message }),
        };
        let answer = serde_json::to_value(answer).unwrap();
        assert_eq!(answer, reply, "{file}: it is answered\n{answer:#}\n");
    }
}

fn same<T: Serialize + DeserializeOwned>(file: &str, body: &Value) {
    let parsed: T = serde_json::from_value(body.clone()).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert_eq!(serde_json::to_value(parsed).unwrap(), *body, "{file}");
}

macro_rules! shapes_of {
    ($operation:expr, $file:expr, $input:expr, $output:expr; $($name:literal => $in:ident $(, $out:ident)?;)*) => {
        match $operation {
            $($name => {
                same::<wire::$in>($file, $input);
                $(if let Some(output) = $output { same::<wire::$out>($file, output); })?
            })*
            _ => panic!("{}: no such operation", $file),
        }
    };
}

#[test]
fn every_body_parses_and_is_written_as_it_was() {
    for Exchange { file, call, reply, .. } in exchanges() {
        same::<wire::Reply>(&file, &reply);
        shapes_of! { call.operation.as_str(), &file, &call.input, reply.get("output");
            "AbandonRollback" => AbandonRollbackInput;
            "AddTagsToOnPremisesInstances" => AddTagsToOnPremisesInstancesInput;
            "ApproveDeployment" => ApproveDeploymentInput, DecisionOutput;
            "BatchGetApplicationRevisions" => BatchGetApplicationRevisionsInput, BatchGetApplicationRevisionsOutput;
            "BatchGetApplications" => BatchGetApplicationsInput, BatchGetApplicationsOutput;
            "BatchGetDeploymentGroups" => BatchGetDeploymentGroupsInput, BatchGetDeploymentGroupsOutput;
            "BatchGetDeploymentInstances" => BatchGetDeploymentInstancesInput, BatchGetDeploymentInstancesOutput;
            "BatchGetDeploymentTargets" => BatchGetDeploymentTargetsInput, BatchGetDeploymentTargetsOutput;
            "BatchGetDeployments" => BatchGetDeploymentsInput, BatchGetDeploymentsOutput;
            "BatchGetOnPremisesInstances" => BatchGetOnPremisesInstancesInput, BatchGetOnPremisesInstancesOutput;
            "ContinueDeployment" => ContinueDeploymentInput;
            "CreateApplication" => CreateApplicationInput, CreateApplicationOutput;
            "CreateDeployment" => CreateDeploymentInput, CreateDeploymentOutput;
            "CreateDeploymentConfig" => CreateDeploymentConfigInput, CreateDeploymentConfigOutput;
            "CreateDeploymentGroup" => CreateDeploymentGroupInput, CreateDeploymentGroupOutput;
            "DeleteApplication" => DeleteApplicationInput;
            "DeleteDeploymentConfig" => DeleteDeploymentConfigInput;
            "DeleteDeploymentGroup" => DeleteDeploymentGroupInput, DeleteDeploymentGroupOutput;
            "DeleteGitHubAccountToken" => DeleteGitHubAccountTokenInput, DeleteGitHubAccountTokenOutput;
            "DeleteResourcesByExternalId" => DeleteResourcesByExternalIdInput, DeleteResourcesByExternalIdOutput;
            "DeregisterOnPremisesInstance" => DeregisterOnPremisesInstanceInput;
            "DescribeFunction" => DescribeFunctionInput, DescribeFunctionOutput;
            "DescribeInstallation" => DescribeInstallationInput, DescribeInstallationOutput;
            "GetApplication" => GetApplicationInput, GetApplicationOutput;
            "GetApplicationRevision" => GetApplicationRevisionInput, GetApplicationRevisionOutput;
            "GetDeployment" => GetDeploymentInput, GetDeploymentOutput;
            "GetDeploymentConfig" => GetDeploymentConfigInput, GetDeploymentConfigOutput;
            "GetDeploymentGroup" => GetDeploymentGroupInput, GetDeploymentGroupOutput;
            "GetDeploymentHistory" => GetDeploymentHistoryInput, GetDeploymentHistoryOutput;
            "GetDeploymentInstance" => GetDeploymentInstanceInput, GetDeploymentInstanceOutput;
            "GetDeploymentMetrics" => GetDeploymentMetricsInput, GetDeploymentMetricsOutput;
            "GetDeploymentTarget" => GetDeploymentTargetInput, GetDeploymentTargetOutput;
            "GetOnPremisesInstance" => GetOnPremisesInstanceInput, GetOnPremisesInstanceOutput;
            "ListApplicationRevisions" => ListApplicationRevisionsInput, ListApplicationRevisionsOutput;
            "ListApplications" => ListApplicationsInput, ListApplicationsOutput;
            "ListDeploymentConfigs" => ListDeploymentConfigsInput, ListDeploymentConfigsOutput;
            "ListDeploymentGroups" => ListDeploymentGroupsInput, ListDeploymentGroupsOutput;
            "ListDeploymentInstances" => ListDeploymentInstancesInput, ListDeploymentInstancesOutput;
            "ListDeploymentTargets" => ListDeploymentTargetsInput, ListDeploymentTargetsOutput;
            "ListDeployments" => ListDeploymentsInput, ListDeploymentsOutput;
            "ListGitHubAccountTokenNames" => ListGitHubAccountTokenNamesInput, ListGitHubAccountTokenNamesOutput;
            "ListOnPremisesInstances" => ListOnPremisesInstancesInput, ListOnPremisesInstancesOutput;
            "ListTagsForResource" => ListTagsForResourceInput, ListTagsForResourceOutput;
            "PauseDeployment" => PauseDeploymentInput, DecisionOutput;
            "PlanDeployment" => CreateDeploymentInput, PlanDeploymentOutput;
            "PromoteDeployment" => PromoteDeploymentInput, DecisionOutput;
            "PutLifecycleEventHookExecutionStatus" => PutLifecycleEventHookExecutionStatusInput, PutLifecycleEventHookExecutionStatusOutput;
            "RegisterApplicationRevision" => RegisterApplicationRevisionInput;
            "RegisterOnPremisesInstance" => RegisterOnPremisesInstanceInput;
            "RejectDeployment" => RejectDeploymentInput, DecisionOutput;
            "RemoveTagsFromOnPremisesInstances" => RemoveTagsFromOnPremisesInstancesInput;
            "ResumeDeployment" => ResumeDeploymentInput, DecisionOutput;
            "SkipWaitTimeForInstanceTermination" => SkipWaitTimeForInstanceTerminationInput;
            "StopDeployment" => StopDeploymentInput, StopDeploymentOutput;
            "TagResource" => TagResourceInput, TagResourceOutput;
            "UntagResource" => UntagResourceInput, UntagResourceOutput;
            "UpdateApplication" => UpdateApplicationInput;
            "UpdateDeploymentGroup" => UpdateDeploymentGroupInput, UpdateDeploymentGroupOutput;
        }
    }
}

#[test]
fn every_operation_has_an_exchange() {
    let exchanged: BTreeSet<String> = exchanges().into_iter().map(|exchange| exchange.call.operation).collect();
    assert_eq!(exchanged, wire::OPERATIONS.iter().map(|operation| operation.name.to_owned()).collect());
}
