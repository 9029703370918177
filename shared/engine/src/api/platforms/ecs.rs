//! Which service a group deploys to, and how.

use super::super::{refuse, views};
use super::{blue_green, change, load_balancers, name, style};
use crate::group_record::EcsMembers;
use crate::{Exception, Refusal};
use headgate_wire as wire;

const NAME_CHARS_MAX: usize = 255;

/// The members with what is to be different, each of them checked, and all of them together.
pub(super) fn applied(changes: &wire::UpdateDeploymentGroupInput, mut members: EcsMembers) -> Result<EcsMembers, Refusal> {
    style::blue_green("services", changes.deployment_style.as_ref())?;
    members.deployment_style = views::style();
    if let Some(blue_green) = &changes.blue_green_deployment_configuration {
        blue_green::checked(blue_green)?;
        blue_green::no_fleet(blue_green)?;
    }
    change(&mut members.ecs_services, changes.ecs_services.as_ref());
    change(&mut members.load_balancer_info, changes.load_balancer_info.as_ref());
    change(&mut members.blue_green_deployment_configuration, changes.blue_green_deployment_configuration.as_ref());
    one_service(members.ecs_services.as_deref().unwrap_or_default())?;
    load_balancers::of_services(members.load_balancer_info.as_ref().unwrap_or(&wire::LoadBalancerInfo::default()))?;
    blue_green::complete(members.blue_green_deployment_configuration.as_ref())?;
    Ok(members)
}

fn one_service(services: &[wire::ECSService]) -> Result<(), Refusal> {
    let code = Exception::InvalidECSService;
    let [service] = services else {
        return refuse(code, format!("`ecsServices` has {} services: give one, with `clusterName` and `serviceName`", services.len()));
    };
    name("ecsServices[0].clusterName", service.cluster_name.as_deref(), NAME_CHARS_MAX, code)?;
    name("ecsServices[0].serviceName", service.service_name.as_deref(), NAME_CHARS_MAX, code)
}

/// Writes the members into what is told of a group.
pub(super) fn written(members: &EcsMembers, info: wire::DeploymentGroupInfo) -> wire::DeploymentGroupInfo {
    let members = members.clone();
    wire::DeploymentGroupInfo {
        deployment_style: Some(members.deployment_style),
        ecs_services: members.ecs_services,
        load_balancer_info: members.load_balancer_info,
        blue_green_deployment_configuration: members.blue_green_deployment_configuration,
        termination_hook_enabled: Some(false),
        ..info
    }
}
