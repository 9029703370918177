//! The configurations that are there from the start.

use super::{ConfigRules, DeploymentConfig, MinimumHealthyHosts, ServerRules, TrafficRouting};
use crate::ConfigName;
use jiff::Timestamp;

/// CodeDeploy's seventeen predefined configurations: nine for functions, three for servers, five for services.
pub fn predefined_configs() -> Vec<DeploymentConfig> {
    let named = functions().chain(servers()).chain(services()).enumerate();
    named
        .filter_map(|(index, (name, rules))| {
            Some(DeploymentConfig {
                name: ConfigName::new(format!("CodeDeployDefault.{name}")).ok()?,
                id: format!("00000000-0000-0000-0000-{:012}", index + 1),
                rules,
                created_at: Timestamp::UNIX_EPOCH,
            })
        })
        .collect()
}

fn functions() -> impl Iterator<Item = (String, ConfigRules)> {
    let canary = [5, 10, 15, 30].map(|minutes| (format!("LambdaCanary10Percent{minutes}Minutes"), canary(minutes)));
    let linear = [1, 2, 3, 10].map(|minutes| {
        let plural = if minutes == 1 { "" } else { "s" };
        (format!("LambdaLinear10PercentEvery{minutes}Minute{plural}"), linear(minutes))
    });
    let all = [("LambdaAllAtOnce".to_owned(), TrafficRouting::AllAtOnce)];
    all.into_iter().chain(canary).chain(linear).map(|(name, routing)| (name, ConfigRules::Lambda(routing)))
}

fn servers() -> impl Iterator<Item = (String, ConfigRules)> {
    let hosts = [
        ("OneAtATime", MinimumHealthyHosts::FleetPercent(99)),
        ("HalfAtATime", MinimumHealthyHosts::FleetPercent(50)),
        ("AllAtOnce", MinimumHealthyHosts::HostCount(0)),
    ];
    hosts
        .into_iter()
        .map(|(name, minimum_healthy_hosts)| (name.to_owned(), ConfigRules::Server(ServerRules { minimum_healthy_hosts, zones: None })))
}

/// "Minutes" even where it is one: so CodeDeploy has it here, and not for functions.
fn services() -> impl Iterator<Item = (String, ConfigRules)> {
    let canary = [5, 15].map(|minutes| (format!("ECSCanary10Percent{minutes}Minutes"), canary(minutes)));
    let linear = [1, 3].map(|minutes| (format!("ECSLinear10PercentEvery{minutes}Minutes"), linear(minutes)));
    let all = [("ECSAllAtOnce".to_owned(), TrafficRouting::AllAtOnce)];
    all.into_iter().chain(canary).chain(linear).map(|(name, routing)| (name, ConfigRules::Ecs(routing)))
}

fn canary(interval_minutes: i64) -> TrafficRouting {
    TrafficRouting::TimeBasedCanary { percentage: 10, interval_minutes }
}

fn linear(interval_minutes: i64) -> TrafficRouting {
    TrafficRouting::TimeBasedLinear { percentage: 10, interval_minutes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seventeen_have_the_names_of_the_field() {
        let names: Vec<_> = predefined_configs().into_iter().map(|config| config.name.to_string()).collect();
        let expected = [
            "LambdaAllAtOnce",
            "LambdaCanary10Percent5Minutes",
            "LambdaCanary10Percent10Minutes",
            "LambdaCanary10Percent15Minutes",
            "LambdaCanary10Percent30Minutes",
            "LambdaLinear10PercentEvery1Minute",
            "LambdaLinear10PercentEvery2Minutes",
            "LambdaLinear10PercentEvery3Minutes",
            "LambdaLinear10PercentEvery10Minutes",
            "OneAtATime",
            "HalfAtATime",
            "AllAtOnce",
            "ECSAllAtOnce",
            "ECSCanary10Percent5Minutes",
            "ECSCanary10Percent15Minutes",
            "ECSLinear10PercentEvery1Minutes",
            "ECSLinear10PercentEvery3Minutes",
        ];
        assert_eq!(names, expected.map(|name| format!("CodeDeployDefault.{name}")));
    }

    #[test]
    fn a_name_says_which_platform_it_is_for() {
        for config in predefined_configs() {
            let platform = config.rules.platform().as_str();
            let name = config.name.as_str().trim_start_matches("CodeDeployDefault.");
            assert!(name.starts_with(platform) || (platform == "Server" && name.ends_with("AtATime")) || name == "AllAtOnce", "{name}");
        }
    }
}
