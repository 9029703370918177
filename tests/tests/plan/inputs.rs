//! A request for every operation.

use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::123456789012:role/deployer";
/// A group in the middle of them all, and the last one, in which nothing was ever deployed.
const BUSY: &str = "group-500";
const IDLE: &str = "group-999";

pub(crate) fn group(name: &str) -> Value {
    json!({"applicationName": "shop", "deploymentGroupName": name, "serviceRoleArn": ROLE, "onConflict": "queue"})
}

pub(crate) fn config(name: &str) -> Value {
    let canary = json!({"canaryPercentage": 10, "canaryInterval": 5});
    let routing = json!({"type": "TimeBasedCanary", "timeBasedCanary": canary});
    json!({"deploymentConfigName": name, "computePlatform": "Lambda", "trafficRoutingConfig": routing})
}

pub(crate) fn instance(name: &str) -> Value {
    json!({"instanceName": name, "iamUserArn": format!("arn:aws:iam::123456789012:user/{name}")})
}

/// An AppSpec of a function of its own.
pub(crate) fn appspec(function: &str) -> String {
    let properties = json!({"Name": function, "Alias": "live", "TargetVersion": "2"});
    json!({"version": "0.0", "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}]}).to_string()
}

fn revision(function: &str) -> Value {
    json!({"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec(function)}})
}

pub(crate) fn deployment(group: &str, appspec: &str) -> Value {
    let revision = json!({"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec}});
    json!({"applicationName": "shop", "deploymentGroupName": group, "revision": revision})
}

/// What a function's deployment cannot do, what nobody has made, and what would wake a deployment, which cannot be done from here.
pub(crate) fn may_be_refused(operation: &str) -> bool {
    [
        "AbandonRollback",
        "ApproveDeployment",
        "ContinueDeployment",
        "DeleteGitHubAccountToken",
        "PauseDeployment",
        "PromoteDeployment",
        "PutLifecycleEventHookExecutionStatus",
        "RejectDeployment",
        "ResumeDeployment",
        "SkipWaitTimeForInstanceTermination",
    ]
    .contains(&operation)
}

/// A request that finds what it asks for.
pub(crate) fn of(operation: &str, deployment: &str) -> Value {
    let shop = json!({"applicationName": "shop"});
    let id = json!({"deploymentId": deployment});
    let busy = json!({"applicationName": "shop", "deploymentGroupName": BUSY});
    let target = format!("{BUSY}:live");
    let racked = json!({"instanceNames": ["rack-7"], "tags": [{"Key": "k", "Value": "v"}]});
    let arn = "arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop/group-500";
    match operation {
        "AbandonRollback" => with(id, &json!({"reason": "it is over"})),
        "AddTagsToOnPremisesInstances" | "RemoveTagsFromOnPremisesInstances" => racked,
        "ApproveDeployment" | "RejectDeployment" => with(id, &json!({"token": format!("{deployment}.1"), "comment": "seen"})),
        "PromoteDeployment" | "ResumeDeployment" => with(id, &json!({"token": format!("{deployment}.9")})),
        "BatchGetApplicationRevisions" => with(shop, &json!({"revisions": [revision(BUSY)]})),
        "BatchGetApplications" => json!({"applicationNames": ["shop"]}),
        "BatchGetDeploymentGroups" => with(shop, &json!({"deploymentGroupNames": [BUSY]})),
        "BatchGetDeploymentInstances" => with(id, &json!({"instanceIds": [target]})),
        "BatchGetDeploymentTargets" => with(id, &json!({"targetIds": [target]})),
        "BatchGetDeployments" => json!({"deploymentIds": [deployment]}),
        "BatchGetOnPremisesInstances" => json!({"instanceNames": ["rack-7"]}),
        "CreateApplication" => json!({"applicationName": "new", "computePlatform": "Lambda"}),
        "CreateDeployment" | "PlanDeployment" => self::deployment(IDLE, &appspec(IDLE)),
        "CreateDeploymentConfig" => config("new"),
        "CreateDeploymentGroup" => group("new"),
        "DeleteApplication" => json!({"applicationName": "application-500"}),
        "DeleteDeploymentConfig" => json!({"deploymentConfigName": "surplus"}),
        "GetDeploymentConfig" => json!({"deploymentConfigName": "spare"}),
        "DeleteDeploymentGroup" => with(busy, &json!({"deploymentGroupName": "new"})),
        "DeleteGitHubAccountToken" => json!({"tokenName": "token"}),
        "DeleteResourcesByExternalId" => json!({"externalId": "id"}),
        "DescribeFunction" => json!({"functionName": BUSY}),
        "DescribeInstallation" => json!({}),
        "DeregisterOnPremisesInstance" => json!({"instanceName": "rack-6"}),
        "GetOnPremisesInstance" => json!({"instanceName": "rack-7"}),
        "GetApplication" | "ListDeploymentGroups" => shop,
        "GetApplicationRevision" | "RegisterApplicationRevision" => with(shop, &json!({"revision": revision(BUSY)})),
        "GetDeploymentGroup" => busy,
        "GetDeploymentInstance" => with(id, &json!({"instanceId": target})),
        "GetDeploymentTarget" => with(id, &json!({"targetId": target})),
        "ListApplicationRevisions" => with(shop, &json!({"sortBy": "registerTime"})),
        "ListDeployments" => with(busy, &json!({"includeOnlyStatuses": ["Created", "Queued"]})),
        "ListTagsForResource" => json!({"ResourceArn": arn}),
        "PutLifecycleEventHookExecutionStatus" => with(id, &json!({"lifecycleEventHookExecutionId": "x", "status": "Failed"})),
        "RegisterOnPremisesInstance" => instance("rack-8"),
        "TagResource" => json!({"ResourceArn": arn, "Tags": [{"Key": "k", "Value": "v"}]}),
        "UntagResource" => json!({"ResourceArn": arn, "TagKeys": ["k"]}),
        "UpdateApplication" => json!({"applicationName": "application-7", "newApplicationName": "renamed"}),
        "UpdateDeploymentGroup" => {
            json!({"applicationName": "shop", "currentDeploymentGroupName": IDLE, "newDeploymentGroupName": "renamed"})
        }
        // The rest names a deployment, or nothing at all.
        listing if listing.starts_with("List") && !listing.starts_with("ListDeploymentT") && !listing.starts_with("ListDeploymentI") => {
            json!({})
        }
        _ => id,
    }
}

fn with(mut input: Value, more: &Value) -> Value {
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}
