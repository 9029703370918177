//! What a blue/green deployment does with the fleet that it replaces, and with the one that is new.

use super::super::{members, refuse};
use crate::{Exception, Refusal};
use headgate_wire::{
    BlueGreenDeploymentConfiguration, BlueInstanceTerminationOption, DeploymentReadyAction, DeploymentReadyOption,
    GreenFleetProvisioningAction,
};
use std::ops::RangeInclusive;

const CODE: Exception = Exception::InvalidBlueGreenDeploymentConfiguration;
const MEMBER: &str = "blueGreenDeploymentConfiguration";
/// Two days, CodeDeploy's limit.
const MINUTES: RangeInclusive<u32> = 0..=2880;

/// Checks what a request says, as far as it says something.
pub(super) fn checked(given: &BlueGreenDeploymentConfiguration) -> Result<(), Refusal> {
    if let Some(ready) = &given.deployment_ready_option {
        ready_option(ready)?;
    }
    given.terminate_blue_instances_on_deployment_success.as_ref().map_or(Ok(()), termination)
}

fn ready_option(ready: &DeploymentReadyOption) -> Result<(), Refusal> {
    let member = format!("{MEMBER}.deploymentReadyOption.waitTimeInMinutes");
    let minutes = ready.wait_time_in_minutes;
    if let Some(minutes) = minutes {
        within(&member, minutes)?;
    }
    match (ready.action_on_timeout, minutes) {
        (Some(DeploymentReadyAction::StopDeployment), None) => {
            refuse(CODE, format!("`{member}` is missing: give it, since `actionOnTimeout` is `STOP_DEPLOYMENT`"))
        }
        (Some(DeploymentReadyAction::ContinueDeployment), Some(minutes)) if minutes > 0 => {
            refuse(CODE, format!("`{member}` is {minutes}: only `STOP_DEPLOYMENT` waits, so leave it out, or give 0"))
        }
        (Some(DeploymentReadyAction::StopDeployment | DeploymentReadyAction::ContinueDeployment) | None, _) => Ok(()),
    }
}

fn termination(given: &BlueInstanceTerminationOption) -> Result<(), Refusal> {
    let member = format!("{MEMBER}.terminateBlueInstancesOnDeploymentSuccess.terminationWaitTimeInMinutes");
    given.termination_wait_time_in_minutes.map_or(Ok(()), |minutes| within(&member, minutes))
}

fn within(member: &str, minutes: i64) -> Result<(), Refusal> {
    members::within(member, minutes, &MINUTES).map(|_| ()).map_err(|refusal| Refusal { code: CODE, ..refusal })
}

/// Refuses a blue/green group that leaves open what happens to traffic or to the old fleet.
pub(super) fn complete(given: Option<&BlueGreenDeploymentConfiguration>) -> Result<(), Refusal> {
    let ready = given.and_then(|given| given.deployment_ready_option.as_ref()?.action_on_timeout);
    if ready.is_none() {
        return missing("deploymentReadyOption.actionOnTimeout", "`CONTINUE_DEPLOYMENT` or `STOP_DEPLOYMENT`");
    }
    let blue = given.and_then(|given| given.terminate_blue_instances_on_deployment_success.as_ref()?.action);
    if blue.is_none() {
        return missing("terminateBlueInstancesOnDeploymentSuccess.action", "`TERMINATE` or `KEEP_ALIVE`");
    }
    Ok(())
}

/// Refuses a blue/green group of servers that leaves open where the new fleet comes from.
pub(super) fn has_a_fleet(given: Option<&BlueGreenDeploymentConfiguration>, scaling_groups: usize) -> Result<(), Refusal> {
    match given.and_then(|given| given.green_fleet_provisioning_option.as_ref()?.action) {
        Some(GreenFleetProvisioningAction::CopyAutoScalingGroup) if scaling_groups == 0 => {
            let message = format!(
                "`{MEMBER}.greenFleetProvisioningOption.action` is `COPY_AUTO_SCALING_GROUP`, but `autoScalingGroups` is empty: name the \
                 group that is copied, or give `DISCOVER_EXISTING`"
            );
            refuse(CODE, message)
        }
        Some(GreenFleetProvisioningAction::CopyAutoScalingGroup | GreenFleetProvisioningAction::DiscoverExisting) => Ok(()),
        None => missing("greenFleetProvisioningOption.action", "`DISCOVER_EXISTING` or `COPY_AUTO_SCALING_GROUP`"),
    }
}

/// Refuses a new fleet for a service, which makes its own.
pub(super) fn no_fleet(given: &BlueGreenDeploymentConfiguration) -> Result<(), Refusal> {
    let fleet = given.green_fleet_provisioning_option.as_ref();
    members::nothing(&format!("{MEMBER}.greenFleetProvisioningOption"), "a deployment group of platform `ECS`", fleet, CODE)
}

fn missing(member: &str, words: &str) -> Result<(), Refusal> {
    refuse(CODE, format!("`{MEMBER}.{member}` is missing: give {words}, since the group is `BLUE_GREEN`"))
}
