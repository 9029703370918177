//! Deployment configurations.

use crate::shape::shapes;
use serde_json::Value;

shapes! {
    /// Makes a deployment configuration.
    CreateDeploymentConfigInput {
        deployment_config_name: String,
        compute_platform: String,
        traffic_routing_config: TrafficRoutingConfig,
        minimum_healthy_hosts: Value,
        zonal_config: Value,
    }

    /// The configuration that was made.
    CreateDeploymentConfigOutput { deployment_config_id: String }

    /// Asks for a deployment configuration.
    GetDeploymentConfigInput { deployment_config_name: String }

    /// A deployment configuration.
    GetDeploymentConfigOutput { deployment_config_info: DeploymentConfigInfo }

    /// What is known of a deployment configuration.
    DeploymentConfigInfo {
        deployment_config_id: String,
        deployment_config_name: String,
        create_time: f64,
        compute_platform: String,
        traffic_routing_config: TrafficRoutingConfig,
    }

    /// Asks for the names of all deployment configurations.
    ListDeploymentConfigsInput { next_token: String }

    /// A page of names.
    ListDeploymentConfigsOutput { deployment_configs_list: Vec<String>, next_token: String }

    /// Removes a deployment configuration.
    DeleteDeploymentConfigInput { deployment_config_name: String }

    /// How traffic moves.
    TrafficRoutingConfig {
        r#type: String,
        time_based_canary: TimeBasedCanary,
        time_based_linear: TimeBasedLinear,
        /// Headgate's own: any rising list of weights, where `type` is `Steps`.
        steps: Vec<RoutingStep>,
    }

    /// A first share, then the rest.
    TimeBasedCanary { canary_percentage: i64, canary_interval: i64 }

    /// The same share again and again.
    TimeBasedLinear { linear_percentage: i64, linear_interval: i64 }

    /// Headgate's own: a weight, then its bake, then its hook.
    RoutingStep { weight: f64, bake_seconds: i64, hook: String }
}
