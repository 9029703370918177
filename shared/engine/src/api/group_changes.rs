//! What a request says of a deployment group: the same members, whether it makes or changes one.

use super::{alarms, members, refuse, shown, triggers};
use crate::{Refusal, RefusalCode};
use headgate_domain::DeploymentGroup;
use headgate_wire as wire;
use serde_json::Value;

/// What is to be different; absent members leave the group as it is.
pub(super) struct GroupChanges {
    config: Option<String>,
    service_role_arn: Option<String>,
    triggers: Option<Vec<wire::TriggerConfig>>,
    alarms: Option<wire::AlarmConfiguration>,
    rollback: Option<wire::AutoRollbackConfiguration>,
    on_conflict: Option<String>,
    hook_timeout_seconds: Option<i64>,
    ignore_active_alarms: Option<bool>,
    final_bake_seconds: Option<i64>,
    style: Option<wire::DeploymentStyle>,
    outdated_instances_strategy: Option<String>,
    termination_hook_enabled: Option<bool>,
    /// Members of servers and containers, with the exceptions that are theirs.
    foreign: [(&'static str, RefusalCode, Option<Value>); 8],
}

macro_rules! group_changes_from {
    ($input:ty) => {
        impl From<$input> for GroupChanges {
            fn from(input: $input) -> Self {
                use RefusalCode as C;
                Self {
                    config: input.deployment_config_name,
                    service_role_arn: input.service_role_arn,
                    triggers: input.trigger_configurations,
                    alarms: input.alarm_configuration,
                    rollback: input.auto_rollback_configuration,
                    on_conflict: input.on_conflict,
                    hook_timeout_seconds: input.hook_timeout_seconds,
                    ignore_active_alarms: input.ignore_active_alarms,
                    final_bake_seconds: input.final_bake_seconds,
                    style: input.deployment_style,
                    outdated_instances_strategy: input.outdated_instances_strategy,
                    termination_hook_enabled: input.termination_hook_enabled,
                    foreign: [
                        ("ec2TagFilters", C::InvalidEC2Tag, input.ec2_tag_filters),
                        ("ec2TagSet", C::InvalidEC2TagCombination, input.ec2_tag_set),
                        ("onPremisesInstanceTagFilters", C::InvalidTag, input.on_premises_instance_tag_filters),
                        ("onPremisesTagSet", C::InvalidOnPremisesTagCombination, input.on_premises_tag_set),
                        ("autoScalingGroups", C::InvalidAutoScalingGroup, input.auto_scaling_groups),
                        ("loadBalancerInfo", C::InvalidLoadBalancerInfo, input.load_balancer_info),
                        (
                            "blueGreenDeploymentConfiguration",
                            C::InvalidBlueGreenDeploymentConfiguration,
                            input.blue_green_deployment_configuration,
                        ),
                        ("ecsServices", C::InvalidECSService, input.ecs_services),
                    ],
                }
            }
        }
    };
}

group_changes_from!(wire::CreateDeploymentGroupInput);
group_changes_from!(wire::UpdateDeploymentGroupInput);

impl GroupChanges {
    /// The group with what is to be different, every member checked.
    pub(super) fn applied_to(self, mut group: DeploymentGroup) -> Result<DeploymentGroup, Refusal> {
        self.fits_functions()?;
        if let Some(name) = members::optional_config(self.config)? {
            group.config = name;
        }
        if let Some(arn) = self.service_role_arn {
            group.service_role_arn = role(arn)?;
        }
        if let Some(given) = self.triggers {
            group.triggers = triggers::read(given)?;
        }
        if let Some(given) = self.alarms {
            group.alarms = alarms::configuration("alarmConfiguration", given)?;
        }
        if let Some(given) = self.rollback {
            group.rollback = alarms::rollback(&given)?;
        }
        if let Some(on_conflict) = members::on_conflict(self.on_conflict.as_deref())? {
            group.on_conflict = on_conflict;
        }
        if let Some(seconds) = self.hook_timeout_seconds {
            group.hook_timeout_seconds = members::within("hookTimeoutSeconds", seconds, &members::HOOK_TIMEOUT_SECONDS)?;
        }
        if let Some(seconds) = self.final_bake_seconds {
            group.final_bake_seconds = Some(members::within("finalBakeSeconds", seconds, &members::FINAL_BAKE_SECONDS)?);
        }
        group.ignore_active_alarms = self.ignore_active_alarms.unwrap_or(group.ignore_active_alarms);
        Ok(group)
    }

    fn fits_functions(&self) -> Result<(), Refusal> {
        for (member, code, value) in &self.foreign {
            members::nothing(member, value.as_ref(), *code)?;
        }
        let style = self.style.clone().unwrap_or_default();
        let fits = |given: Option<String>, only: &str| given.is_none_or(|given| given == only);
        if !fits(style.deployment_type, "BLUE_GREEN") || !fits(style.deployment_option, "WITH_TRAFFIC_CONTROL") {
            let message = "`deploymentStyle`: functions are deployed `BLUE_GREEN` and `WITH_TRAFFIC_CONTROL`: give these, or leave it out";
            return refuse(RefusalCode::InvalidDeploymentStyle, message);
        }
        if self.termination_hook_enabled == Some(true) {
            let message = "`terminationHookEnabled` is true: functions have no instances to terminate: leave it out";
            return refuse(RefusalCode::InvalidInput, message);
        }
        match self.outdated_instances_strategy.as_deref() {
            None | Some("UPDATE" | "IGNORE") => Ok(()),
            Some(text) => {
                let message = format!("`outdatedInstancesStrategy` is {}: give `UPDATE` or `IGNORE`, or leave it out", shown(text));
                refuse(RefusalCode::InvalidInput, message)
            }
        }
    }
}

/// Checked in form and kept: Headgate's own roles do the work.
fn role(arn: String) -> Result<String, Refusal> {
    if triggers::is_role(&arn) {
        return Ok(arn);
    }
    let message = format!("`serviceRoleArn` is {}: give an IAM role's ARN, `arn:aws:iam::<account>:role/<name>`", shown(&arn));
    refuse(RefusalCode::InvalidRole, message)
}
