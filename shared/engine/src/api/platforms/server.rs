//! Which servers a group deploys to, and how.

use super::super::{refuse, views};
use super::{at_most, blue_green, change, distinct, load_balancers, name, style, tag_filters};
use crate::group_record::ServerMembers;
use crate::{Exception, Refusal};
use headgate_wire as wire;

/// CodeDeploy's limit of Auto Scaling groups.
const SCALING_GROUPS_MAX: usize = 10;
const NAME_CHARS_MAX: usize = 255;

/// The members with what is to be different, each of them checked, and all of them together.
pub(super) fn applied(changes: &wire::UpdateDeploymentGroupInput, mut members: ServerMembers) -> Result<ServerMembers, Refusal> {
    checked(changes)?;
    members.deployment_style = style::of_servers(changes.deployment_style.as_ref(), &members.deployment_style)?;
    // Servers are chosen by one list or by groups: the one that comes takes the other's place.
    if ec2_groups(changes).is_some() {
        members.ec2_tag_filters = None;
    } else if ec2_list(changes).is_some() {
        members.ec2_tag_set = None;
    }
    if on_premises_groups(changes).is_some() {
        members.on_premises_instance_tag_filters = None;
    } else if on_premises_list(changes).is_some() {
        members.on_premises_tag_set = None;
    }
    change(&mut members.ec2_tag_filters, changes.ec2_tag_filters.as_ref());
    change(&mut members.ec2_tag_set, changes.ec2_tag_set.as_ref());
    change(&mut members.on_premises_instance_tag_filters, changes.on_premises_instance_tag_filters.as_ref());
    change(&mut members.on_premises_tag_set, changes.on_premises_tag_set.as_ref());
    change(&mut members.auto_scaling_groups, changes.auto_scaling_groups.as_ref());
    change(&mut members.load_balancer_info, changes.load_balancer_info.as_ref());
    change(&mut members.blue_green_deployment_configuration, changes.blue_green_deployment_configuration.as_ref());
    change(&mut members.outdated_instances_strategy, changes.outdated_instances_strategy.as_ref());
    change(&mut members.termination_hook_enabled, changes.termination_hook_enabled.as_ref());
    change(&mut members.ec2_deployment_options, changes.ec2_deployment_options.as_ref());
    fit_together(&members)?;
    Ok(members)
}

fn ec2_list(changes: &wire::UpdateDeploymentGroupInput) -> Option<&[wire::EC2TagFilter]> {
    changes.ec2_tag_filters.as_deref().filter(|list| !list.is_empty())
}

fn ec2_groups(changes: &wire::UpdateDeploymentGroupInput) -> Option<&[Vec<wire::EC2TagFilter>]> {
    changes.ec2_tag_set.as_ref()?.ec2_tag_set_list.as_deref().filter(|groups| !groups.is_empty())
}

fn on_premises_list(changes: &wire::UpdateDeploymentGroupInput) -> Option<&[wire::TagFilter]> {
    changes.on_premises_instance_tag_filters.as_deref().filter(|list| !list.is_empty())
}

fn on_premises_groups(changes: &wire::UpdateDeploymentGroupInput) -> Option<&[Vec<wire::TagFilter>]> {
    changes.on_premises_tag_set.as_ref()?.on_premises_tag_set_list.as_deref().filter(|groups| !groups.is_empty())
}

/// Checks each member of a request by itself, and those that exclude each other.
fn checked(changes: &wire::UpdateDeploymentGroupInput) -> Result<(), Refusal> {
    if ec2_list(changes).is_some() && ec2_groups(changes).is_some() {
        let message = "`ec2TagFilters` and `ec2TagSet` exclude each other: give one of them";
        return refuse(Exception::InvalidEC2TagCombination, message);
    }
    if on_premises_list(changes).is_some() && on_premises_groups(changes).is_some() {
        let message = "`onPremisesInstanceTagFilters` and `onPremisesTagSet` exclude each other: give one of them";
        return refuse(Exception::InvalidOnPremisesTagCombination, message);
    }
    tag_filters::list("ec2TagFilters", ec2_list(changes).unwrap_or_default(), Exception::InvalidEC2Tag)?;
    tag_filters::set("ec2TagSet.ec2TagSetList", ec2_groups(changes).unwrap_or_default(), Exception::InvalidEC2Tag)?;
    tag_filters::list("onPremisesInstanceTagFilters", on_premises_list(changes).unwrap_or_default(), Exception::InvalidTag)?;
    let groups = on_premises_groups(changes).unwrap_or_default();
    tag_filters::set("onPremisesTagSet.onPremisesTagSetList", groups, Exception::InvalidTag)?;
    scaling_groups(changes.auto_scaling_groups.as_deref().unwrap_or_default())?;
    changes.load_balancer_info.as_ref().map_or(Ok(()), load_balancers::of_servers)?;
    changes.blue_green_deployment_configuration.as_ref().map_or(Ok(()), blue_green::checked)
}

fn scaling_groups(names: &[String]) -> Result<(), Refusal> {
    let code = Exception::InvalidAutoScalingGroup;
    at_most("autoScalingGroups", SCALING_GROUPS_MAX, names.len(), code)?;
    for (index, given) in names.iter().enumerate() {
        name(&format!("autoScalingGroups[{index}]"), Some(given), NAME_CHARS_MAX, code)?;
    }
    distinct("autoScalingGroups", names, code)
}

/// Checks what the members say together, after a change too.
fn fit_together(members: &ServerMembers) -> Result<(), Refusal> {
    let style = &members.deployment_style;
    if style.deployment_option == Some(wire::DeploymentOption::WithTrafficControl)
        && !load_balancers::has_any(members.load_balancer_info.as_ref())
    {
        let message = "`loadBalancerInfo` names no load balancer, but `deploymentStyle.deploymentOption` is `WITH_TRAFFIC_CONTROL`: give \
                       `elbInfoList` or `targetGroupInfoList`, or `WITHOUT_TRAFFIC_CONTROL`";
        return refuse(Exception::InvalidLoadBalancerInfo, message);
    }
    if style.deployment_type != Some(wire::DeploymentType::BlueGreen) {
        return Ok(());
    }
    let blue_green = members.blue_green_deployment_configuration.as_ref();
    blue_green::complete(blue_green)?;
    blue_green::has_a_fleet(blue_green, members.auto_scaling_groups.as_ref().map_or(0, Vec::len))?;
    let suspended = members.ec2_deployment_options.as_ref().and_then(|options| options.auto_scaling_group_processes_to_suspend.as_ref());
    if suspended.is_some_and(|processes| !processes.is_empty()) {
        let message = "`ec2DeploymentOptions.autoScalingGroupProcessesToSuspend` is for groups that are `IN_PLACE`: give an empty list";
        return refuse(Exception::InvalidAutoScalingGroupProcessToSuspend, message);
    }
    Ok(())
}

/// Writes the members into what is told of a group.
pub(super) fn written(members: &ServerMembers, info: wire::DeploymentGroupInfo) -> wire::DeploymentGroupInfo {
    let members = members.clone();
    wire::DeploymentGroupInfo {
        deployment_style: Some(members.deployment_style),
        ec2_tag_filters: members.ec2_tag_filters,
        ec2_tag_set: members.ec2_tag_set,
        on_premises_instance_tag_filters: members.on_premises_instance_tag_filters,
        on_premises_tag_set: members.on_premises_tag_set,
        auto_scaling_groups: members.auto_scaling_groups.map(views::scaling_groups),
        load_balancer_info: members.load_balancer_info,
        blue_green_deployment_configuration: members.blue_green_deployment_configuration,
        outdated_instances_strategy: members.outdated_instances_strategy,
        termination_hook_enabled: Some(members.termination_hook_enabled.unwrap_or(false)),
        ec2_deployment_options: members.ec2_deployment_options,
        ..info
    }
}
