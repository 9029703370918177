//! What a deployment group has because of its platform: which servers or which service it deploys to, and how.

mod blue_green;
mod ecs;
mod load_balancers;
mod server;
mod style;
mod tag_filters;

use super::{members, refuse};
use crate::group_record::PlatformMembers;
use crate::{Exception, Refusal};
use headgate_domain::ComputePlatform;
use headgate_wire as wire;
use serde::Serialize;
use serde_json::Value;

/// What a new group has before its request says anything.
pub(super) fn blank(platform: ComputePlatform) -> PlatformMembers {
    match platform {
        ComputePlatform::Lambda => PlatformMembers::Lambda,
        ComputePlatform::Server => PlatformMembers::Server(Box::default()),
        ComputePlatform::Ecs => PlatformMembers::Ecs(Box::default()),
    }
}

/// The configuration that a group follows which names none. CodeDeploy's own default is for servers; for
/// the others it is the one that asks for nothing more.
pub(super) const fn default_config(platform: ComputePlatform) -> &'static str {
    match platform {
        ComputePlatform::Lambda => "CodeDeployDefault.LambdaAllAtOnce",
        ComputePlatform::Server => "CodeDeployDefault.OneAtATime",
        ComputePlatform::Ecs => "CodeDeployDefault.ECSAllAtOnce",
    }
}

/// The members with what is to be different, each of them checked, and all of them together.
pub(super) fn applied(changes: &wire::UpdateDeploymentGroupInput, to: PlatformMembers) -> Result<PlatformMembers, Refusal> {
    of_its_own(changes, to.platform())?;
    match to {
        PlatformMembers::Lambda => {
            style::blue_green("functions", changes.deployment_style.as_ref())?;
            Ok(PlatformMembers::Lambda)
        }
        PlatformMembers::Server(members) => Ok(PlatformMembers::Server(Box::new(server::applied(changes, *members)?))),
        PlatformMembers::Ecs(members) => Ok(PlatformMembers::Ecs(Box::new(ecs::applied(changes, *members)?))),
    }
}

/// Writes the members into what is told of a group.
pub(super) fn written(members: &PlatformMembers, info: wire::DeploymentGroupInfo) -> wire::DeploymentGroupInfo {
    match members {
        PlatformMembers::Lambda => {
            wire::DeploymentGroupInfo { deployment_style: Some(super::views::style()), termination_hook_enabled: Some(false), ..info }
        }
        PlatformMembers::Server(members) => server::written(members, info),
        PlatformMembers::Ecs(members) => ecs::written(members, info),
    }
}

/// Refuses members of other platforms, each with the exception that is its own, where they say something.
fn of_its_own(changes: &wire::UpdateDeploymentGroupInput, platform: ComputePlatform) -> Result<(), Refusal> {
    use ComputePlatform::{Ecs, Server};
    use Exception as C;
    let outdated = changes.outdated_instances_strategy.filter(|strategy| *strategy != wire::OutdatedInstancesStrategy::Update);
    let owned: [(&str, &[ComputePlatform], Exception, Option<Value>); 11] = [
        ("ec2TagFilters", &[Server], C::InvalidEC2Tag, json(changes.ec2_tag_filters.as_ref())),
        ("ec2TagSet", &[Server], C::InvalidEC2TagCombination, json(changes.ec2_tag_set.as_ref())),
        ("onPremisesInstanceTagFilters", &[Server], C::InvalidTag, json(changes.on_premises_instance_tag_filters.as_ref())),
        ("onPremisesTagSet", &[Server], C::InvalidOnPremisesTagCombination, json(changes.on_premises_tag_set.as_ref())),
        ("autoScalingGroups", &[Server], C::InvalidAutoScalingGroup, json(changes.auto_scaling_groups.as_ref())),
        ("ec2DeploymentOptions", &[Server], C::InvalidAutoScalingGroupProcessToSuspend, json(changes.ec2_deployment_options.as_ref())),
        ("outdatedInstancesStrategy", &[Server], C::InvalidInput, json(outdated.as_ref())),
        ("terminationHookEnabled", &[Server], C::InvalidInput, json(changes.termination_hook_enabled.as_ref())),
        ("ecsServices", &[Ecs], C::InvalidECSService, json(changes.ecs_services.as_ref())),
        ("loadBalancerInfo", &[Server, Ecs], C::InvalidLoadBalancerInfo, json(changes.load_balancer_info.as_ref())),
        (
            "blueGreenDeploymentConfiguration",
            &[Server, Ecs],
            C::InvalidBlueGreenDeploymentConfiguration,
            json(changes.blue_green_deployment_configuration.as_ref()),
        ),
    ];
    let of = format!("a deployment group of platform `{platform}`");
    for (member, owners, code, value) in owned {
        if !owners.contains(&platform) {
            members::nothing(member, &of, value.as_ref(), code)?;
        }
    }
    Ok(())
}

fn json(given: Option<&impl Serialize>) -> Option<Value> {
    given.and_then(|given| serde_json::to_value(given).ok())
}

/// Puts what is given in the place of what was there.
fn change<T: Clone>(place: &mut Option<T>, given: Option<&T>) {
    if let Some(given) = given {
        *place = Some(given.clone());
    }
}

/// A name in a list: printable, and not too long.
fn name(member: &str, given: Option<&str>, chars_max: usize, code: Exception) -> Result<(), Refusal> {
    let Some(given) = given.filter(|name| !name.is_empty()) else {
        return refuse(code, format!("`{member}` is missing: give it"));
    };
    members::prose(member, given, chars_max).map(|_| ()).map_err(|refusal| Refusal { code, ..refusal })
}

/// Refuses a list in which something stands twice.
fn distinct<T: PartialEq>(member: &str, items: &[T], code: Exception) -> Result<(), Refusal> {
    let twice = items.iter().enumerate().find(|(index, item)| items[..*index].contains(item));
    match twice {
        Some((index, _)) => refuse(code, format!("`{member}[{index}]` stands in the list already: leave it out")),
        None => Ok(()),
    }
}

/// Refuses a list that is too long.
fn at_most(member: &str, most: usize, found: usize, code: Exception) -> Result<(), Refusal> {
    if found > most {
        return refuse(code, format!("`{member}` has {found} items: give at most {most}"));
    }
    Ok(())
}
