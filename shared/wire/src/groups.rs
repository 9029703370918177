//! Deployment groups.

use crate::shape::shapes;
use crate::{RevisionLocation, Tag};
use serde_json::Value;

shapes! {
    /// Makes a deployment group.
    CreateDeploymentGroupInput {
        application_name: String,
        deployment_group_name: String,
        deployment_config_name: String,
        service_role_arn: String,
        trigger_configurations: Vec<TriggerConfig>,
        alarm_configuration: AlarmConfiguration,
        auto_rollback_configuration: AutoRollbackConfiguration,
        outdated_instances_strategy: String,
        deployment_style: DeploymentStyle,
        tags: Vec<Tag>,
        termination_hook_enabled: bool,
        ec2_tag_filters: Value,
        on_premises_instance_tag_filters: Value,
        auto_scaling_groups: Value,
        blue_green_deployment_configuration: Value,
        load_balancer_info: Value,
        ec2_tag_set: Value,
        ecs_services: Value,
        on_premises_tag_set: Value,
        /// Headgate's own: `reject`, `queue` or `supersede`.
        on_conflict: String,
        /// Headgate's own: how long a hook may take to report, 10 to 3,600 s.
        hook_timeout_seconds: i64,
        /// Headgate's own: whether alarms that fire at the start are let through.
        ignore_active_alarms: bool,
        /// Headgate's own: how long all traffic bakes before a deployment ends, 0 to 172,800 s.
        final_bake_seconds: i64,
    }

    /// The group that was made.
    CreateDeploymentGroupOutput { deployment_group_id: String }

    /// Changes a deployment group; what is absent stays as it is.
    UpdateDeploymentGroupInput {
        application_name: String,
        current_deployment_group_name: String,
        new_deployment_group_name: String,
        deployment_config_name: String,
        service_role_arn: String,
        trigger_configurations: Vec<TriggerConfig>,
        alarm_configuration: AlarmConfiguration,
        auto_rollback_configuration: AutoRollbackConfiguration,
        outdated_instances_strategy: String,
        deployment_style: DeploymentStyle,
        termination_hook_enabled: bool,
        ec2_tag_filters: Value,
        on_premises_instance_tag_filters: Value,
        auto_scaling_groups: Value,
        blue_green_deployment_configuration: Value,
        load_balancer_info: Value,
        ec2_tag_set: Value,
        ecs_services: Value,
        on_premises_tag_set: Value,
        /// Headgate's own: `reject`, `queue` or `supersede`.
        on_conflict: String,
        /// Headgate's own: how long a hook may take to report, 10 to 3,600 s.
        hook_timeout_seconds: i64,
        /// Headgate's own: whether alarms that fire at the start are let through.
        ignore_active_alarms: bool,
        /// Headgate's own: how long all traffic bakes before a deployment ends, 0 to 172,800 s.
        final_bake_seconds: i64,
    }

    /// The group was changed.
    UpdateDeploymentGroupOutput { hooks_not_cleaned_up: Vec<Value> }

    /// Asks for a deployment group.
    GetDeploymentGroupInput { application_name: String, deployment_group_name: String }

    /// A deployment group.
    GetDeploymentGroupOutput { deployment_group_info: DeploymentGroupInfo }

    /// What is known of a deployment group.
    DeploymentGroupInfo {
        application_name: String,
        deployment_group_id: String,
        deployment_group_name: String,
        deployment_config_name: String,
        service_role_arn: String,
        target_revision: RevisionLocation,
        trigger_configurations: Vec<TriggerConfig>,
        alarm_configuration: AlarmConfiguration,
        auto_rollback_configuration: AutoRollbackConfiguration,
        deployment_style: DeploymentStyle,
        last_successful_deployment: LastDeploymentInfo,
        last_attempted_deployment: LastDeploymentInfo,
        compute_platform: String,
        termination_hook_enabled: bool,
        /// Headgate's own: `reject`, `queue` or `supersede`.
        on_conflict: String,
        /// Headgate's own: how long a hook may take to report.
        hook_timeout_seconds: i64,
        /// Headgate's own: whether alarms that fire at the start are let through.
        ignore_active_alarms: bool,
        /// Headgate's own: how long all traffic bakes before a deployment ends.
        final_bake_seconds: i64,
    }

    /// A group's last deployment.
    LastDeploymentInfo { deployment_id: String, status: String, end_time: f64, create_time: f64 }

    /// Removes a deployment group.
    DeleteDeploymentGroupInput { application_name: String, deployment_group_name: String }

    /// The group is gone.
    DeleteDeploymentGroupOutput { hooks_not_cleaned_up: Vec<Value> }

    /// Asks for the names of an application's groups.
    ListDeploymentGroupsInput { application_name: String, next_token: String }

    /// A page of names.
    ListDeploymentGroupsOutput { application_name: String, deployment_groups: Vec<String>, next_token: String }

    /// An SNS topic that hears of a group's deployments.
    TriggerConfig { trigger_name: String, trigger_target_arn: String, trigger_events: Vec<String> }

    /// The alarms of a group or a deployment.
    AlarmConfiguration { enabled: bool, ignore_poll_alarm_failure: bool, alarms: Vec<Alarm> }

    /// An alarm.
    Alarm { name: String }

    /// What makes a deployment roll back by itself.
    AutoRollbackConfiguration { enabled: bool, events: Vec<String> }

    /// How a group's deployments go about it.
    DeploymentStyle { deployment_type: String, deployment_option: String }
}
