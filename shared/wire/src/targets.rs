//! Deployment targets: the aliases that a deployment moves.

use crate::shape::shapes;
use std::collections::BTreeMap;

shapes! {
    /// Asks for several targets.
    BatchGetDeploymentTargetsInput { deployment_id: String, target_ids: Vec<String> }

    /// The targets.
    BatchGetDeploymentTargetsOutput { deployment_targets: Vec<DeploymentTarget> }

    /// Asks for a target.
    GetDeploymentTargetInput { deployment_id: String, target_id: String }

    /// The target.
    GetDeploymentTargetOutput { deployment_target: DeploymentTarget }

    /// Asks for the ids of a deployment's targets.
    ListDeploymentTargetsInput { deployment_id: String, next_token: String, target_filters: BTreeMap<String, Vec<String>> }

    /// The ids.
    ListDeploymentTargetsOutput { target_ids: Vec<String>, next_token: String }

    /// A target; `deploymentTargetType` says which member counts.
    DeploymentTarget { deployment_target_type: String, lambda_target: LambdaTarget }

    /// An alias of a function.
    LambdaTarget {
        deployment_id: String,
        target_id: String,
        target_arn: String,
        status: String,
        last_updated_at: f64,
        lifecycle_events: Vec<LifecycleEvent>,
        lambda_function_info: LambdaFunctionInfo,
    }

    /// One step of a target's life.
    LifecycleEvent { lifecycle_event_name: String, diagnostics: Diagnostics, start_time: f64, end_time: f64, status: String }

    /// What a validation function had to say.
    Diagnostics { error_code: String, script_name: String, message: String, log_tail: String }

    /// The alias and its two versions.
    LambdaFunctionInfo {
        function_name: String,
        function_alias: String,
        current_version: String,
        target_version: String,
        target_version_weight: f64,
    }
}
