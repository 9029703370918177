//! How many servers stay in service while others are deployed to.

use serde::{Deserialize, Serialize};

/// The rules of a deployment to servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerRules {
    /// How many of all servers stay in service.
    pub minimum_healthy_hosts: MinimumHealthyHosts,
    /// Whether the availability zones are deployed to one after the other, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zones: Option<ZonalConfig>,
}

/// How many servers stay in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MinimumHealthyHosts {
    /// A number of them.
    HostCount(u32),
    /// A share of them in percent, 0 to 100, rounded up to whole servers.
    FleetPercent(u32),
}

/// How availability zones are deployed to, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZonalConfig {
    /// Seconds that the first zone is watched before the second; as long as the others unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_zone_monitor_seconds: Option<u32>,
    /// Seconds that a zone is watched before the next; none unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitor_seconds: Option<u32>,
    /// How many servers of each zone stay in service; none need to unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_healthy_hosts: Option<MinimumHealthyHosts>,
}
