//! What a request says of a deployment group: the same members, whether it makes or changes one.

use super::{alarms, members, platforms, refuse, shown, triggers};
use crate::group_record::GroupRecord;
use crate::{Exception, Refusal};
use headgate_domain::DeploymentGroup;
use headgate_wire as wire;

/// Making a group is changing one that says nothing yet. Its tags are none of the group's rules.
pub(super) fn of_creation(input: wire::CreateDeploymentGroupInput) -> wire::UpdateDeploymentGroupInput {
    let wire::CreateDeploymentGroupInput {
        application_name,
        deployment_group_name,
        tags: _,
        alarm_configuration,
        auto_rollback_configuration,
        auto_scaling_groups,
        blue_green_deployment_configuration,
        deployment_config_name,
        deployment_style,
        ec2_deployment_options,
        ec2_tag_filters,
        ec2_tag_set,
        ecs_services,
        final_bake_seconds,
        hook_timeout_seconds,
        ignore_active_alarms,
        load_balancer_info,
        on_conflict,
        on_premises_instance_tag_filters,
        on_premises_tag_set,
        outdated_instances_strategy,
        service_role_arn,
        termination_hook_enabled,
        trigger_configurations,
    } = input;
    wire::UpdateDeploymentGroupInput {
        application_name,
        current_deployment_group_name: deployment_group_name,
        new_deployment_group_name: None,
        alarm_configuration,
        auto_rollback_configuration,
        auto_scaling_groups,
        blue_green_deployment_configuration,
        deployment_config_name,
        deployment_style,
        ec2_deployment_options,
        ec2_tag_filters,
        ec2_tag_set,
        ecs_services,
        final_bake_seconds,
        hook_timeout_seconds,
        ignore_active_alarms,
        load_balancer_info,
        on_conflict,
        on_premises_instance_tag_filters,
        on_premises_tag_set,
        outdated_instances_strategy,
        service_role_arn,
        termination_hook_enabled,
        trigger_configurations,
    }
}

/// The group with what is to be different, every member checked. Absent members leave it as it is.
pub(super) fn applied(changes: wire::UpdateDeploymentGroupInput, to: GroupRecord) -> Result<GroupRecord, Refusal> {
    let members = platforms::applied(&changes, to.members)?;
    Ok(GroupRecord { group: rules(changes, to.group)?, members })
}

/// What groups of all platforms have.
fn rules(changes: wire::UpdateDeploymentGroupInput, mut group: DeploymentGroup) -> Result<DeploymentGroup, Refusal> {
    if let Some(name) = members::optional_config(changes.deployment_config_name)? {
        group.config = name;
    }
    if let Some(arn) = changes.service_role_arn {
        group.service_role_arn = role(arn)?;
    }
    if let Some(given) = changes.trigger_configurations {
        group.triggers = triggers::read(given)?;
    }
    if let Some(given) = changes.alarm_configuration {
        group.alarms = alarms::configuration("alarmConfiguration", given)?;
    }
    if let Some(given) = changes.auto_rollback_configuration {
        group.rollback = alarms::rollback(&given)?;
    }
    if let Some(on_conflict) = changes.on_conflict.map(members::on_conflict) {
        group.on_conflict = on_conflict;
    }
    if let Some(seconds) = changes.hook_timeout_seconds {
        group.hook_timeout_seconds = members::within("hookTimeoutSeconds", seconds, &members::HOOK_TIMEOUT_SECONDS)?;
    }
    if let Some(seconds) = changes.final_bake_seconds {
        group.final_bake_seconds = Some(members::within("finalBakeSeconds", seconds, &members::FINAL_BAKE_SECONDS)?);
    }
    group.ignore_active_alarms = changes.ignore_active_alarms.unwrap_or(group.ignore_active_alarms);
    Ok(group)
}

/// Checked in form and kept: Headgate's own roles do the work.
fn role(arn: String) -> Result<String, Refusal> {
    if triggers::is_role(&arn) {
        return Ok(arn);
    }
    let message = format!("`serviceRoleArn` is {}: give an IAM role's ARN, `arn:aws:iam::<account>:role/<name>`", shown(&arn));
    refuse(Exception::InvalidRole, message)
}
