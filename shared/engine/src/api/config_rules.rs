//! What a configuration says, as requests say it and answers repeat it.

use super::{members, refuse, routing};
use crate::{Exception, Refusal};
use headgate_domain::{ComputePlatform, ConfigRules, MinimumHealthyHosts, ServerRules, TrafficRouting, ZonalConfig};
use headgate_wire as wire;
use std::ops::RangeInclusive;

/// The members of a request that say what a configuration's rules are.
pub(super) struct Given {
    pub(super) hosts: Option<wire::MinimumHealthyHosts>,
    pub(super) routing: Option<wire::TrafficRoutingConfig>,
    pub(super) zones: Option<wire::ZonalConfig>,
}

const HOSTS: Exception = Exception::InvalidMinimumHealthyHostValue;
const ROUTING: Exception = Exception::InvalidTrafficRoutingConfiguration;
const ZONES: Exception = Exception::InvalidZonalDeploymentConfiguration;
const COUNT: RangeInclusive<u32> = 0..=i32::MAX.unsigned_abs();
const PERCENT: RangeInclusive<u32> = 0..=100;
const SECONDS: RangeInclusive<u32> = 0..=u32::MAX;

/// Reads the rules of a platform. What belongs to another one is refused.
pub(super) fn read(platform: ComputePlatform, given: Given) -> Result<ConfigRules, Refusal> {
    match platform {
        ComputePlatform::Server => {
            members::nothing("trafficRoutingConfig", "a configuration for `Server`", given.routing.as_ref(), ROUTING)?;
            servers(given.hosts, given.zones).map(ConfigRules::Server)
        }
        ComputePlatform::Lambda => {
            no_hosts(&given, "a configuration for `Lambda`")?;
            routing::read(given.routing).map(ConfigRules::Lambda)
        }
        ComputePlatform::Ecs => {
            no_hosts(&given, "a configuration for `ECS`")?;
            services(given.routing).map(ConfigRules::Ecs)
        }
    }
}

fn no_hosts(given: &Given, of: &str) -> Result<(), Refusal> {
    members::nothing("minimumHealthyHosts", of, given.hosts.as_ref(), HOSTS)?;
    members::nothing("zonalConfig", of, given.zones.as_ref(), ZONES)
}

fn services(given: Option<wire::TrafficRoutingConfig>) -> Result<TrafficRouting, Refusal> {
    match routing::read(given)? {
        TrafficRouting::Steps(_) => {
            let message = "`trafficRoutingConfig.type` is `Steps`, which only functions have: give `AllAtOnce`, `TimeBasedCanary` or \
                           `TimeBasedLinear`";
            refuse(ROUTING, message)
        }
        routing @ (TrafficRouting::AllAtOnce | TrafficRouting::TimeBasedCanary { .. } | TrafficRouting::TimeBasedLinear { .. }) => {
            Ok(routing)
        }
    }
}

fn servers(hosts: Option<wire::MinimumHealthyHosts>, zones: Option<wire::ZonalConfig>) -> Result<ServerRules, Refusal> {
    let Some(hosts) = hosts else {
        let message = "`minimumHealthyHosts` is missing: give it with `type` `HOST_COUNT` or `FLEET_PERCENT` and a `value`, or give \
                       `computePlatform` if the configuration is not for servers";
        return refuse(HOSTS, message);
    };
    let count = hosts.r#type.map(|kind| kind == wire::MinimumHealthyHostsType::HostCount);
    Ok(ServerRules {
        minimum_healthy_hosts: minimum("minimumHealthyHosts", count, hosts.value, HOSTS)?,
        zones: zones.map(zonal).transpose()?,
    })
}

fn zonal(given: wire::ZonalConfig) -> Result<ZonalConfig, Refusal> {
    let seconds = |member: &str, given: Option<i64>| {
        let at = format!("zonalConfig.{member}");
        given.map(|given| coded(members::within(&at, given, &SECONDS), ZONES)).transpose()
    };
    let per_zone = given.minimum_healthy_hosts_per_zone.map(|hosts| {
        let count = hosts.r#type.map(|kind| kind == wire::MinimumHealthyHostsPerZoneType::HostCount);
        minimum("zonalConfig.minimumHealthyHostsPerZone", count, hosts.value, ZONES)
    });
    Ok(ZonalConfig {
        first_zone_monitor_seconds: seconds("firstZoneMonitorDurationInSeconds", given.first_zone_monitor_duration_in_seconds)?,
        monitor_seconds: seconds("monitorDurationInSeconds", given.monitor_duration_in_seconds)?,
        minimum_healthy_hosts: per_zone.transpose()?,
    })
}

/// Reads a number of servers (`count`), or a share of them.
fn minimum(member: &str, count: Option<bool>, value: Option<i64>, code: Exception) -> Result<MinimumHealthyHosts, Refusal> {
    let Some(count) = count else {
        return refuse(code, format!("`{member}.type` is missing: give `HOST_COUNT` or `FLEET_PERCENT`"));
    };
    let Some(value) = value else {
        return refuse(code, format!("`{member}.value` is missing: give a whole number"));
    };
    let (range, hosts): (_, fn(u32) -> MinimumHealthyHosts) =
        if count { (&COUNT, MinimumHealthyHosts::HostCount) } else { (&PERCENT, MinimumHealthyHosts::FleetPercent) };
    coded(members::within(&format!("{member}.value"), value, range), code).map(hosts)
}

fn coded<T>(result: Result<T, Refusal>, code: Exception) -> Result<T, Refusal> {
    result.map_err(|refusal| Refusal { code, ..refusal })
}

/// Writes the rules into what is told of a configuration.
pub(super) fn written(rules: &ConfigRules, info: wire::DeploymentConfigInfo) -> wire::DeploymentConfigInfo {
    match rules {
        ConfigRules::Lambda(traffic) | ConfigRules::Ecs(traffic) => {
            wire::DeploymentConfigInfo { traffic_routing_config: Some(routing::written(traffic)), ..info }
        }
        ConfigRules::Server(servers) => wire::DeploymentConfigInfo {
            minimum_healthy_hosts: Some(written_minimum(servers.minimum_healthy_hosts)),
            zonal_config: servers.zones.as_ref().map(written_zones),
            ..info
        },
    }
}

fn written_minimum(hosts: MinimumHealthyHosts) -> wire::MinimumHealthyHosts {
    use wire::MinimumHealthyHostsType as Type;
    let (kind, value) = match hosts {
        MinimumHealthyHosts::HostCount(count) => (Type::HostCount, i64::from(count)),
        MinimumHealthyHosts::FleetPercent(percent) => (Type::FleetPercent, i64::from(percent)),
    };
    wire::MinimumHealthyHosts { r#type: Some(kind), value: Some(value) }
}

fn written_zones(zones: &ZonalConfig) -> wire::ZonalConfig {
    use wire::MinimumHealthyHostsPerZoneType as Type;
    let per_zone = zones.minimum_healthy_hosts.map(|hosts| {
        let (kind, value) = match hosts {
            MinimumHealthyHosts::HostCount(count) => (Type::HostCount, i64::from(count)),
            MinimumHealthyHosts::FleetPercent(percent) => (Type::FleetPercent, i64::from(percent)),
        };
        wire::MinimumHealthyHostsPerZone { r#type: Some(kind), value: Some(value) }
    });
    wire::ZonalConfig {
        first_zone_monitor_duration_in_seconds: zones.first_zone_monitor_seconds.map(i64::from),
        monitor_duration_in_seconds: zones.monitor_seconds.map(i64::from),
        minimum_healthy_hosts_per_zone: per_zone,
    }
}
