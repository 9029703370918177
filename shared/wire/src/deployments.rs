//! Deployments.

use crate::shape::shapes;
use crate::{AlarmConfiguration, AutoRollbackConfiguration, DeploymentStyle, RevisionLocation};
use serde_json::Value;

shapes! {
    /// Starts a deployment.
    CreateDeploymentInput {
        application_name: String,
        deployment_group_name: String,
        revision: RevisionLocation,
        deployment_config_name: String,
        description: String,
        auto_rollback_configuration: AutoRollbackConfiguration,
        override_alarm_configuration: AlarmConfiguration,
        ignore_application_stop_failures: bool,
        update_outdated_instances_only: bool,
        file_exists_behavior: String,
        deployment_mode: String,
        target_instances: Value,
        /// Headgate's own: `reject`, `queue` or `supersede`.
        on_conflict: String,
        /// Headgate's own: how long a hook may take to report, 10 to 3,600 s.
        hook_timeout_seconds: i64,
        /// Headgate's own: whether alarms that fire at the start are let through.
        ignore_active_alarms: bool,
        /// Headgate's own: how long all traffic bakes before the deployment ends, 0 to 172,800 s.
        final_bake_seconds: i64,
        /// Headgate's own: a request that is repeated under it gets the first one's answer.
        client_request_token: String,
    }

    /// The deployment that was started.
    CreateDeploymentOutput { deployment_id: String }

    /// Asks for a deployment.
    GetDeploymentInput { deployment_id: String }

    /// A deployment.
    GetDeploymentOutput { deployment_info: DeploymentInfo }

    /// Asks for several deployments.
    BatchGetDeploymentsInput { deployment_ids: Vec<String> }

    /// Those of them that there are.
    BatchGetDeploymentsOutput { deployments_info: Vec<DeploymentInfo> }

    /// What is known of a deployment.
    DeploymentInfo {
        application_name: String,
        deployment_group_name: String,
        deployment_config_name: String,
        deployment_id: String,
        revision: RevisionLocation,
        status: String,
        error_information: ErrorInformation,
        create_time: f64,
        start_time: f64,
        complete_time: f64,
        deployment_overview: DeploymentOverview,
        description: String,
        creator: String,
        ignore_application_stop_failures: bool,
        auto_rollback_configuration: AutoRollbackConfiguration,
        update_outdated_instances_only: bool,
        rollback_info: RollbackInfo,
        deployment_style: DeploymentStyle,
        instance_termination_wait_time_started: bool,
        file_exists_behavior: String,
        deployment_status_messages: Vec<String>,
        compute_platform: String,
        override_alarm_configuration: AlarmConfiguration,
        /// Headgate's own.
        headgate: HeadgateInfo,
    }

    /// Why a deployment failed, or was stopped.
    ErrorInformation { code: String, message: String }

    /// How many targets stand how.
    DeploymentOverview {
        #[serde(rename = "Pending")]
        pending: u64,
        #[serde(rename = "InProgress")]
        in_progress: u64,
        #[serde(rename = "Succeeded")]
        succeeded: u64,
        #[serde(rename = "Failed")]
        failed: u64,
        #[serde(rename = "Skipped")]
        skipped: u64,
        #[serde(rename = "Ready")]
        ready: u64,
    }

    /// The rollback of a deployment, or the deployment of a rollback.
    RollbackInfo { rollback_deployment_id: String, rollback_triggering_deployment_id: String, rollback_message: String }

    /// Headgate's own: where exactly a deployment stands.
    HeadgateInfo {
        /// The state's name.
        state: String,
        /// The step it is at, from 1.
        step: u64,
        steps: u64,
        /// The shares of traffic, as they were last confirmed.
        weights: Vec<TargetWeight>,
        /// When time alone moves it next.
        next_due_time: f64,
        /// The validation function it waits for.
        waiting_for_hook: String,
        /// Until when that one may report.
        hook_deadline: f64,
        /// Attempts to bring the traffic to rest that have failed.
        failed_attempts: u64,
        /// The SHA-256 of the AppSpec, by which `GetApplicationRevision` gives its text.
        app_spec_sha256: String,
        /// How to read its history.
        history: HistoryLink,
    }

    /// Headgate's own: a version's share of an alias's traffic, in percent.
    TargetWeight { target_id: String, version: String, weight: f64 }

    /// Headgate's own: how to read a deployment's history.
    HistoryLink { operation: String, entries: u64 }

    /// Asks for the ids of deployments, the newest first.
    ListDeploymentsInput {
        application_name: String,
        deployment_group_name: String,
        external_id: String,
        include_only_statuses: Vec<String>,
        create_time_range: TimeRange,
        next_token: String,
    }

    /// A page of ids.
    ListDeploymentsOutput { deployments: Vec<String>, next_token: String }

    /// From when until when, in seconds since 1970.
    TimeRange { start: f64, end: f64 }

    /// Stops a deployment.
    StopDeploymentInput { deployment_id: String, auto_rollback_enabled: bool }

    /// How far the stop has come.
    StopDeploymentOutput { status: String, status_message: String }

    /// Lets a deployment go on that waits to be told so.
    ContinueDeploymentInput { deployment_id: String, deployment_wait_type: String }

    /// A validation function's verdict.
    PutLifecycleEventHookExecutionStatusInput { deployment_id: String, lifecycle_event_hook_execution_id: String, status: String }

    /// The verdict was taken.
    PutLifecycleEventHookExecutionStatusOutput { lifecycle_event_hook_execution_id: String }
}
