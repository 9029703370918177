//! A deployment group as it is stored: the rules that deployments run under, and what its platform has beside them.

use headgate_domain::{ComputePlatform, DeploymentGroup};
use headgate_wire as wire;
use serde::{Deserialize, Serialize};

/// A deployment group with the members of its platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GroupRecord {
    #[serde(flatten)]
    pub(crate) group: DeploymentGroup,
    /// What was stored before there were platforms is of functions.
    #[serde(default)]
    pub(crate) members: PlatformMembers,
}

/// What a group has because of its platform, as the client said it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) enum PlatformMembers {
    #[default]
    Lambda,
    Server(Box<ServerMembers>),
    #[serde(rename = "ECS")]
    Ecs(Box<EcsMembers>),
}

/// Which servers a group deploys to, and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ServerMembers {
    pub(crate) deployment_style: wire::DeploymentStyle,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ec2_tag_filters: Option<Vec<wire::EC2TagFilter>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ec2_tag_set: Option<wire::EC2TagSet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) on_premises_instance_tag_filters: Option<Vec<wire::TagFilter>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) on_premises_tag_set: Option<wire::OnPremisesTagSet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) auto_scaling_groups: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) load_balancer_info: Option<wire::LoadBalancerInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) blue_green_deployment_configuration: Option<wire::BlueGreenDeploymentConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outdated_instances_strategy: Option<wire::OutdatedInstancesStrategy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) termination_hook_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ec2_deployment_options: Option<wire::EC2DeploymentOptions>,
}

/// Which service a group deploys to, and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct EcsMembers {
    pub(crate) deployment_style: wire::DeploymentStyle,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ecs_services: Option<Vec<wire::ECSService>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) load_balancer_info: Option<wire::LoadBalancerInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) blue_green_deployment_configuration: Option<wire::BlueGreenDeploymentConfiguration>,
}

impl PlatformMembers {
    /// What they are of.
    pub(crate) const fn platform(&self) -> ComputePlatform {
        match self {
            Self::Lambda => ComputePlatform::Lambda,
            Self::Server(_) => ComputePlatform::Server,
            Self::Ecs(_) => ComputePlatform::Ecs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn stored(members: &Value) -> Value {
        let alarms = json!({"enabled": false, "ignore_poll_failure": false, "names": []});
        let rollback = json!({"enabled": false, "on_failure": false, "on_alarm": false, "on_request": false});
        json!({
            "application": "6f5b0c1e-0000-4000-8000-000000000002", "name": "orders", "id": "6f5b0c1e-0000-4000-8000-000000000003",
            "config": "careful", "service_role_arn": "arn:aws:iam::123456789012:role/deployer", "alarms": alarms, "rollback": rollback,
            "triggers": [], "on_conflict": "reject", "hook_timeout_seconds": 3600, "ignore_active_alarms": false,
            "final_bake_seconds": null, "created_at": "2027-01-15T08:00:00Z", "members": members,
        })
    }

    #[test]
    fn members_stand_beside_the_rules_in_the_words_of_the_client() {
        let style = json!({"deploymentType": "IN_PLACE", "deploymentOption": "WITHOUT_TRAFFIC_CONTROL"});
        let filters = json!([{"Key": "stage", "Type": "KEY_AND_VALUE", "Value": "live"}]);
        let cases = [
            (json!("Lambda"), ComputePlatform::Lambda),
            (json!({"Server": {"deploymentStyle": style, "ec2TagFilters": filters}}), ComputePlatform::Server),
            (json!({"ECS": {"deploymentStyle": style, "ecsServices": [{"clusterName": "c", "serviceName": "s"}]}}), ComputePlatform::Ecs),
        ];
        for (members, platform) in cases {
            let record: GroupRecord = serde_json::from_value(stored(&members)).unwrap();
            assert_eq!(record.members.platform(), platform);
            assert_eq!(serde_json::to_value(&record).unwrap(), stored(&members));
        }
    }

    #[test]
    fn a_group_from_before_platforms_is_of_functions() {
        let mut body = stored(&json!("Lambda"));
        body.as_object_mut().unwrap().remove("members");
        assert_eq!(serde_json::from_value::<GroupRecord>(body).unwrap().members, PlatformMembers::Lambda);
    }
}
