//! Whether a deployment goes to the servers in place or to new ones, and whether a load balancer takes part.

use super::super::refuse;
use crate::{Exception, Refusal};
use headgate_wire::{DeploymentOption, DeploymentStyle, DeploymentType};

const CODE: Exception = Exception::InvalidDeploymentStyle;

/// Refuses anything but the one style that functions and services have.
pub(super) fn blue_green(what: &str, given: Option<&DeploymentStyle>) -> Result<(), Refusal> {
    let Some(style) = given else { return Ok(()) };
    if style.deployment_type == Some(DeploymentType::InPlace) || style.deployment_option == Some(DeploymentOption::WithoutTrafficControl) {
        let message =
            format!("`deploymentStyle`: {what} are deployed `BLUE_GREEN` and `WITH_TRAFFIC_CONTROL`: give these, or leave it out");
        return refuse(CODE, message);
    }
    Ok(())
}

/// The style of servers with what is to be different; in place and without a load balancer unless said otherwise.
pub(super) fn of_servers(given: Option<&DeploymentStyle>, before: &DeploymentStyle) -> Result<DeploymentStyle, Refusal> {
    let given = given.cloned().unwrap_or_default();
    let kind = given.deployment_type.or(before.deployment_type).unwrap_or(DeploymentType::InPlace);
    let option = given.deployment_option.or(before.deployment_option).unwrap_or(DeploymentOption::WithoutTrafficControl);
    if kind == DeploymentType::BlueGreen && option == DeploymentOption::WithoutTrafficControl {
        let message = "`deploymentStyle.deploymentOption` is `WITHOUT_TRAFFIC_CONTROL`, but `deploymentType` is `BLUE_GREEN`, which moves \
                       traffic from one fleet to another: give `WITH_TRAFFIC_CONTROL`";
        return refuse(CODE, message);
    }
    Ok(DeploymentStyle { deployment_type: Some(kind), deployment_option: Some(option) })
}
