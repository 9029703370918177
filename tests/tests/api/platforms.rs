//! Servers and services: what is kept of them, and what is refused.

use crate::desk::{Desk, ROLE, TOPIC, appspec, content, with};
use crate::race::call_beaten;
use headgate_engine::Upload;
use headgate_sim::at_once;
use serde_json::{Value, json};

const LISTENER: &str = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/0123456789abcdef/0123456789abcdef";
const TEST_LISTENER: &str = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/0123456789abcdef/fedcba9876543210";

/// A desk with application `fleet` for servers and `swarm` for services.
fn desk() -> Desk {
    let desk = Desk::furnished();
    desk.ok("CreateApplication", json!({"applicationName": "fleet"}));
    desk.ok("CreateApplication", json!({"applicationName": "swarm", "computePlatform": "ECS"}));
    desk
}

pub(crate) fn servers(patch: Value) -> Value {
    with(json!({"applicationName": "fleet", "deploymentGroupName": "live", "serviceRoleArn": ROLE}), patch)
}

pub(crate) fn services(patch: Value) -> Value {
    let pair = json!({"targetGroups": [{"name": "blue"}, {"name": "green"}], "prodTrafficRoute": {"listenerArns": [LISTENER]}});
    let base = json!({
        "applicationName": "swarm", "deploymentGroupName": "live", "serviceRoleArn": ROLE,
        "ecsServices": [{"clusterName": "main", "serviceName": "orders"}],
        "loadBalancerInfo": {"targetGroupPairInfoList": [pair]},
        "blueGreenDeploymentConfiguration": ready_and_gone(),
    });
    with(base, patch)
}

fn ready_and_gone() -> Value {
    json!({
        "deploymentReadyOption": {"actionOnTimeout": "CONTINUE_DEPLOYMENT"},
        "terminateBlueInstancesOnDeploymentSuccess": {"action": "TERMINATE", "terminationWaitTimeInMinutes": 2880},
    })
}

/// A blue/green group of servers.
fn fleets(patch: Value) -> Value {
    let green = with(ready_and_gone(), json!({"greenFleetProvisioningOption": {"action": "DISCOVER_EXISTING"}}));
    let base = json!({
        "deploymentStyle": {"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"},
        "loadBalancerInfo": {"elbInfoList": [{"name": "front"}]},
        "blueGreenDeploymentConfiguration": green,
    });
    servers(with(base, patch))
}

fn get(desk: &Desk, application: &str) -> Value {
    let input = json!({"applicationName": application, "deploymentGroupName": "live"});
    desk.ok("GetDeploymentGroup", input)["deploymentGroupInfo"].clone()
}

fn change(application: &str, patch: Value) -> Value {
    with(json!({"applicationName": application, "currentDeploymentGroupName": "live"}), patch)
}

fn tag(key: &str, value: &str) -> Value {
    json!({"Key": key, "Value": value, "Type": "KEY_AND_VALUE"})
}

/// Each case is refused with its exception, in so many words, as creation and as a change.
fn refuses(desk: &Desk, blank: fn(Value) -> Value, cases: &[(Value, &str, &str)]) {
    let made = blank(json!({}));
    let application = made["applicationName"].as_str().unwrap();
    desk.ok("CreateDeploymentGroup", made.clone());
    let before = get(desk, application);
    for (patch, code, says) in cases {
        let other = with(blank(patch.clone()), json!({"deploymentGroupName": "other"}));
        for (operation, input) in [("CreateDeploymentGroup", other), ("UpdateDeploymentGroup", change(application, patch.clone()))] {
            let error = desk.call(operation, input).expect_err(&format!("{operation}: {patch}"));
            assert_eq!(error.code, format!("{code}Exception"), "{operation}: {patch}: {error}");
            assert!(error.message.contains(says), "{operation}: {patch}: {error}");
        }
    }
    assert_eq!(get(desk, application), before, "what is refused changes nothing");
    let names = desk.ok("ListDeploymentGroups", json!({"applicationName": application}))["deploymentGroups"].clone();
    assert_eq!(names, json!(["live"]), "and makes nothing");
}

#[test]
fn an_application_has_the_platform_it_was_made_with() {
    let desk = desk();
    for (name, platform) in [("shop", "Lambda"), ("fleet", "Server"), ("swarm", "ECS")] {
        let info = desk.ok("GetApplication", json!({"applicationName": name}))["application"].clone();
        assert_eq!(info["computePlatform"], platform);
    }
    desk.ok("UpdateApplication", json!({"applicationName": "swarm", "newApplicationName": "flock"}));
    let info = desk.ok("GetApplication", json!({"applicationName": "flock"}))["application"].clone();
    assert_eq!(info["computePlatform"], "ECS");
}

#[test]
fn the_predefined_configurations_are_the_seventeen() {
    let desk = Desk::new();
    desk.ok("CreateDeploymentConfig", json!({"deploymentConfigName": "a", "minimumHealthyHosts": {"type": "HOST_COUNT", "value": 1}}));
    let names = desk.ok("ListDeploymentConfigs", json!({}))["deploymentConfigsList"].clone();
    let short = |name: &Value| name.as_str().unwrap().trim_start_matches("CodeDeployDefault.").to_owned();
    let listed: Vec<String> = names.as_array().unwrap().iter().map(short).collect();
    let expected = "LambdaAllAtOnce LambdaCanary10Percent5Minutes LambdaCanary10Percent10Minutes LambdaCanary10Percent15Minutes \
                    LambdaCanary10Percent30Minutes LambdaLinear10PercentEvery1Minute LambdaLinear10PercentEvery2Minutes \
                    LambdaLinear10PercentEvery3Minutes LambdaLinear10PercentEvery10Minutes OneAtATime HalfAtATime AllAtOnce \
                    ECSAllAtOnce ECSCanary10Percent5Minutes ECSCanary10Percent15Minutes ECSLinear10PercentEvery1Minutes \
                    ECSLinear10PercentEvery3Minutes a";
    assert_eq!(listed.join(" "), expected);
    for name in names.as_array().unwrap() {
        let info = desk.ok("GetDeploymentConfig", json!({"deploymentConfigName": name}))["deploymentConfigInfo"].clone();
        let of_servers = info["computePlatform"] == "Server";
        assert_eq!(info.get("minimumHealthyHosts").is_some(), of_servers, "{name}");
        assert_eq!(info.get("trafficRoutingConfig").is_none(), of_servers, "{name}");
        assert!(
            name == "a"
                || desk.refused("DeleteDeploymentConfig", json!({"deploymentConfigName": name})) == "InvalidDeploymentConfigNameException"
        );
    }
    let hosts = |name: &str| {
        let input = json!({"deploymentConfigName": format!("CodeDeployDefault.{name}")});
        desk.ok("GetDeploymentConfig", input)["deploymentConfigInfo"]["minimumHealthyHosts"].clone()
    };
    assert_eq!(hosts("OneAtATime"), json!({"type": "FLEET_PERCENT", "value": 99}));
    assert_eq!(hosts("HalfAtATime"), json!({"type": "FLEET_PERCENT", "value": 50}));
    assert_eq!(hosts("AllAtOnce"), json!({"type": "HOST_COUNT", "value": 0}));
}

#[test]
fn a_configuration_of_each_platform_is_read_back_as_it_was_made() {
    let desk = desk();
    let zones = json!({
        "firstZoneMonitorDurationInSeconds": 600, "monitorDurationInSeconds": 60,
        "minimumHealthyHostsPerZone": {"type": "FLEET_PERCENT", "value": 50},
    });
    let cases = [
        ("Server", json!({"minimumHealthyHosts": {"type": "HOST_COUNT", "value": 3}})),
        ("Server", json!({"minimumHealthyHosts": {"type": "FLEET_PERCENT", "value": 75}, "zonalConfig": zones})),
        ("Server", json!({"minimumHealthyHosts": {"type": "FLEET_PERCENT", "value": 0}, "zonalConfig": {}})),
        ("ECS", json!({"trafficRoutingConfig": {"type": "AllAtOnce"}})),
        (
            "ECS",
            json!({"trafficRoutingConfig": {"type": "TimeBasedLinear", "timeBasedLinear": {"linearPercentage": 20, "linearInterval": 2}}}),
        ),
    ];
    for (number, (platform, said)) in cases.into_iter().enumerate() {
        let name = json!({"deploymentConfigName": format!("c{number}")});
        desk.ok("CreateDeploymentConfig", with(with(name.clone(), json!({"computePlatform": platform})), said.clone()));
        let info = desk.ok("GetDeploymentConfig", name.clone())["deploymentConfigInfo"].clone();
        assert_eq!(info["computePlatform"], platform);
        for (member, value) in said.as_object().unwrap() {
            assert_eq!(info[member], *value, "{member}");
        }
        desk.ok("DeleteDeploymentConfig", name.clone());
        assert_eq!(desk.refused("GetDeploymentConfig", name), "DeploymentConfigDoesNotExistException");
    }
}

#[test]
fn a_configuration_has_only_what_its_platform_has() {
    let desk = Desk::new();
    let hosts = |value: Value| json!({"minimumHealthyHosts": value});
    let zones = |value: Value| json!({"minimumHealthyHosts": {"type": "HOST_COUNT", "value": 1}, "zonalConfig": value});
    let at_once = json!({"type": "AllAtOnce"});
    let steps = json!({"type": "Steps", "steps": [{"weight": 100, "bakeSeconds": 0}]});
    let (few, routing, zonal) =
        ("InvalidMinimumHealthyHostValue", "InvalidTrafficRoutingConfiguration", "InvalidZonalDeploymentConfiguration");
    let cases = [
        (json!({}), few, "`minimumHealthyHosts` is missing"),
        (json!({"computePlatform": "Server"}), few, "`computePlatform`"),
        (hosts(json!({"value": 1})), few, "`minimumHealthyHosts.type` is missing"),
        (hosts(json!({"type": "HOST_COUNT"})), few, "`minimumHealthyHosts.value` is missing"),
        (hosts(json!({"type": "HOST_COUNT", "value": -1})), few, "is -1"),
        (hosts(json!({"type": "FLEET_PERCENT", "value": 101})), few, "from 0 to 100"),
        (hosts(json!({"type": "MOST_CONCURRENCY", "value": 1})), few, "`MOST_CONCURRENCY`"),
        (with(hosts(json!({"type": "HOST_COUNT", "value": 1})), json!({"trafficRoutingConfig": at_once})), routing, "`Server`"),
        (zones(json!({"monitorDurationInSeconds": -5})), zonal, "`zonalConfig.monitorDurationInSeconds` is -5"),
        (zones(json!({"firstZoneMonitorDurationInSeconds": -5})), zonal, "firstZoneMonitorDurationInSeconds"),
        (zones(json!({"minimumHealthyHostsPerZone": {"type": "FLEET_PERCENT", "value": 200}})), zonal, "from 0 to 100"),
        (zones(json!({"minimumHealthyHostsPerZone": {"value": 2}})), zonal, "minimumHealthyHostsPerZone.type"),
        (json!({"computePlatform": "ECS"}), routing, "`trafficRoutingConfig` is missing"),
        (json!({"computePlatform": "ECS", "trafficRoutingConfig": steps}), routing, "only functions"),
        (
            with(hosts(json!({"type": "HOST_COUNT", "value": 1})), json!({"computePlatform": "ECS", "trafficRoutingConfig": at_once})),
            few,
            "`ECS`",
        ),
        (
            json!({"computePlatform": "ECS", "trafficRoutingConfig": at_once, "zonalConfig": {"monitorDurationInSeconds": 1}}),
            zonal,
            "`ECS`",
        ),
        (
            json!({"computePlatform": "Lambda", "trafficRoutingConfig": at_once, "zonalConfig": {"monitorDurationInSeconds": 1}}),
            zonal,
            "`Lambda`",
        ),
    ];
    for (patch, code, says) in cases {
        let error = desk.call("CreateDeploymentConfig", with(json!({"deploymentConfigName": "new"}), patch.clone())).unwrap_err();
        assert_eq!(error.code, format!("{code}Exception"), "{patch}: {error}");
        assert!(error.message.contains(says), "{patch}: {error}");
    }
}

#[test]
fn a_group_of_servers_that_says_little_gets_the_defaults() {
    let desk = desk();
    desk.ok("CreateDeploymentGroup", servers(json!({})));
    let info = get(&desk, "fleet");
    assert_eq!(info["computePlatform"], "Server");
    assert_eq!(info["deploymentConfigName"], "CodeDeployDefault.OneAtATime");
    assert_eq!(info["deploymentStyle"], json!({"deploymentType": "IN_PLACE", "deploymentOption": "WITHOUT_TRAFFIC_CONTROL"}));
    assert_eq!(info["terminationHookEnabled"], false);
    assert_eq!(info.get("ec2TagFilters"), None);
}

#[test]
fn a_group_of_servers_is_read_back_as_it_was_made() {
    let desk = desk();
    let said = json!({
        "deploymentConfigName": "CodeDeployDefault.HalfAtATime",
        "ec2TagFilters": [tag("stage", "live"), {"Key": "app", "Type": "KEY_ONLY"}, {"Value": "x", "Type": "VALUE_ONLY"}],
        "onPremisesTagSet": {"onPremisesTagSetList": [[tag("a", "")], [tag("b", "1"), tag("b", "2")], [tag("c", "3")]]},
        "loadBalancerInfo": {"elbInfoList": [{"name": "front"}], "targetGroupInfoList": [{"name": "web"}]},
        "deploymentStyle": {"deploymentType": "IN_PLACE", "deploymentOption": "WITH_TRAFFIC_CONTROL"},
        "outdatedInstancesStrategy": "IGNORE", "terminationHookEnabled": true,
        "ec2DeploymentOptions": {"autoScalingGroupProcessesToSuspend": ["AZRebalance", "Terminate"]},
        "alarmConfiguration": {"enabled": true, "ignorePollAlarmFailure": false, "alarms": [{"name": "errors"}]},
        "autoRollbackConfiguration": {"enabled": true, "events": ["DEPLOYMENT_FAILURE"]},
        "triggerConfigurations": [{"triggerName": "people", "triggerTargetArn": TOPIC, "triggerEvents": ["InstanceFailure"]}],
        "onConflict": "queue",
    });
    desk.ok("CreateDeploymentGroup", servers(with(said.clone(), json!({"autoScalingGroups": ["web", "batch"]}))));
    let info = get(&desk, "fleet");
    for (member, value) in said.as_object().unwrap() {
        assert_eq!(info[member], *value, "{member}");
    }
    assert_eq!(info["autoScalingGroups"], json!([{"name": "web"}, {"name": "batch"}]));
    desk.ok("UpdateDeploymentGroup", change("fleet", json!({"hookTimeoutSeconds": 10})));
    assert_eq!(get(&desk, "fleet"), with(info, json!({"hookTimeoutSeconds": 10})), "what is absent stays");
}

#[test]
fn an_update_replaces_or_clears_what_it_names() {
    let desk = desk();
    let made =
        json!({"ec2TagFilters": [tag("stage", "live")], "autoScalingGroups": ["web"], "onPremisesInstanceTagFilters": [tag("a", "b")]});
    desk.ok("CreateDeploymentGroup", servers(made));
    let set = json!({"ec2TagSetList": [[tag("stage", "live")]]});
    desk.ok("UpdateDeploymentGroup", change("fleet", json!({"ec2TagSet": set, "autoScalingGroups": []})));
    let info = get(&desk, "fleet");
    assert_eq!((info["ec2TagSet"].clone(), info.get("ec2TagFilters")), (set, None), "the groups of tags take the list's place");
    assert_eq!(info["autoScalingGroups"], json!([]));
    assert_eq!(info["onPremisesInstanceTagFilters"], json!([tag("a", "b")]));
    let empty = json!({"ec2TagSet": {"ec2TagSetList": []}, "ec2TagFilters": [tag("only", "list")], "onPremisesInstanceTagFilters": []});
    desk.ok("UpdateDeploymentGroup", change("fleet", empty));
    let info = get(&desk, "fleet");
    assert_eq!((info["ec2TagFilters"].clone(), info["onPremisesInstanceTagFilters"].clone()), (json!([tag("only", "list")]), json!([])));
    let set = json!({"onPremisesTagSetList": [[tag("a", "b")]]});
    desk.ok("UpdateDeploymentGroup", change("fleet", json!({"onPremisesTagSet": set})));
    assert_eq!(get(&desk, "fleet").get("onPremisesInstanceTagFilters"), None);
}

#[test]
fn a_fleet_can_be_replaced_by_another() {
    let desk = desk();
    let copied = with(ready_and_gone(), json!({"greenFleetProvisioningOption": {"action": "COPY_AUTO_SCALING_GROUP"}}));
    let said = json!({"blueGreenDeploymentConfiguration": copied});
    desk.ok("CreateDeploymentGroup", fleets(with(said.clone(), json!({"autoScalingGroups": ["web"]}))));
    let info = get(&desk, "fleet");
    assert_eq!(info["blueGreenDeploymentConfiguration"], copied);
    assert_eq!(info["deploymentStyle"], json!({"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"}));
    let update = |patch: Value| desk.call("UpdateDeploymentGroup", change("fleet", patch));
    let code = |patch: Value| update(patch).unwrap_err().code;
    assert_eq!(code(json!({"autoScalingGroups": []})), "InvalidBlueGreenDeploymentConfigurationException", "it is the one that is copied");
    assert_eq!(code(json!({"loadBalancerInfo": {}})), "InvalidLoadBalancerInfoException");
    assert_eq!(code(json!({"deploymentStyle": {"deploymentOption": "WITHOUT_TRAFFIC_CONTROL"}})), "InvalidDeploymentStyleException");
    update(
        json!({"deploymentStyle": {"deploymentType": "IN_PLACE", "deploymentOption": "WITHOUT_TRAFFIC_CONTROL"}, "loadBalancerInfo": {}}),
    )
    .unwrap();
    update(json!({"autoScalingGroups": []})).unwrap();
}

#[test]
fn what_does_not_fit_servers_is_refused() {
    let names = |count: usize| (0..count).map(|number| json!(format!("g{number}"))).collect::<Vec<_>>();
    let tags = |count: usize| (0..count).map(|number| tag("k", &number.to_string())).collect::<Vec<_>>();
    let filter = |filter: Value| json!({"ec2TagFilters": [filter]});
    let spread = |balancers: Value| json!({"loadBalancerInfo": balancers});
    let (ec2, on_premises, scaling, balancer) = ("InvalidEC2Tag", "InvalidTag", "InvalidAutoScalingGroup", "InvalidLoadBalancerInfo");
    let set = |groups: Value| json!({"ec2TagSet": {"ec2TagSetList": groups}});
    let cases = [
        (
            json!({"ec2TagFilters": [tag("a", "b")], "ec2TagSet": {"ec2TagSetList": [[tag("a", "b")]]}}),
            "InvalidEC2TagCombination",
            "exclude",
        ),
        (
            json!({"onPremisesInstanceTagFilters": [tag("a", "b")], "onPremisesTagSet": {"onPremisesTagSetList": [[tag("a", "b")]]}}),
            "InvalidOnPremisesTagCombination",
            "exclude",
        ),
        (set(json!([[tag("a", "1")], [tag("a", "1")], [tag("a", "1")], [tag("a", "1")]])), "TagSetListLimitExceeded", "at most 3"),
        (json!({"onPremisesTagSet": {"onPremisesTagSetList": vec![tags(1); 4]}}), "TagSetListLimitExceeded", "at most 3"),
        (set(json!([tags(11)])), ec2, "at most 10"),
        (set(json!([[]])), ec2, "`ec2TagSet.ec2TagSetList[0]` is empty"),
        (json!({"ec2TagFilters": tags(11)}), ec2, "at most 10"),
        (json!({"onPremisesInstanceTagFilters": tags(11)}), on_premises, "at most 10"),
        (filter(json!({"Key": "a"})), ec2, "`ec2TagFilters[0].Type` is missing"),
        (filter(json!({"Key": "a", "Type": "KEY"})), ec2, "`KEY`"),
        (filter(json!({"Value": "a", "Type": "KEY_ONLY"})), ec2, "`ec2TagFilters[0].Key` is missing"),
        (filter(json!({"Key": "a", "Value": "b", "Type": "KEY_ONLY"})), ec2, "does not compare"),
        (filter(json!({"Key": "a", "Value": "b", "Type": "VALUE_ONLY"})), ec2, "does not compare"),
        (filter(json!({"Type": "VALUE_ONLY"})), ec2, "`ec2TagFilters[0].Value` is missing"),
        (filter(json!({"Key": "a", "Type": "KEY_AND_VALUE"})), ec2, "`ec2TagFilters[0].Value` is missing"),
        (filter(json!({"Key": "k".repeat(129), "Type": "KEY_ONLY"})), ec2, "129 characters"),
        (json!({"onPremisesInstanceTagFilters": [{"Value": "v".repeat(257), "Type": "VALUE_ONLY"}]}), on_premises, "257 characters"),
        (json!({"autoScalingGroups": names(11)}), scaling, "at most 10"),
        (json!({"autoScalingGroups": ["web", "web"]}), scaling, "`autoScalingGroups[1]`"),
        (json!({"autoScalingGroups": [""]}), scaling, "`autoScalingGroups[0]` is missing"),
        (spread(json!({"elbInfoList": [{"name": ""}]})), balancer, "`loadBalancerInfo.elbInfoList[0].name` is missing"),
        (spread(json!({"targetGroupInfoList": [{"name": "a"}, {"name": "a"}]})), balancer, "in the list already"),
        (spread(json!({"elbInfoList": vec![json!({"name": "a"}); 11]})), balancer, "at most 10"),
        (spread(json!({"targetGroupPairInfoList": [{}]})), balancer, "`ECS`"),
        (json!({"deploymentStyle": {"deploymentOption": "WITH_TRAFFIC_CONTROL"}}), balancer, "names no load balancer"),
        (json!({"deploymentStyle": {"deploymentType": "BLUE_GREEN"}}), "InvalidDeploymentStyle", "`WITHOUT_TRAFFIC_CONTROL`"),
        (json!({"ecsServices": [{"clusterName": "a", "serviceName": "b"}]}), "InvalidECSService", "`Server`"),
        (
            json!({"ec2DeploymentOptions": {"autoScalingGroupProcessesToSuspend": ["Launch"]}}),
            "InvalidAutoScalingGroupProcessToSuspend",
            "`Launch`",
        ),
        (json!({"deploymentConfigName": "steps"}), "InvalidDeploymentConfigName", "is for platform `Lambda`"),
        (json!({"deploymentConfigName": "CodeDeployDefault.ECSAllAtOnce"}), "InvalidDeploymentConfigName", "give one for `Server`"),
        (json!({"deploymentConfigName": "none"}), "DeploymentConfigDoesNotExist", "`none`"),
    ];
    refuses(&desk(), servers, &cases);
}

#[test]
fn what_leaves_a_blue_green_group_open_is_refused() {
    let of = |patch: Value| {
        let green = with(ready_and_gone(), json!({"greenFleetProvisioningOption": {"action": "DISCOVER_EXISTING"}}));
        json!({"blueGreenDeploymentConfiguration": with(green, patch)})
    };
    let code = "InvalidBlueGreenDeploymentConfiguration";
    let cases = [
        (of(json!({"deploymentReadyOption": null})), code, "deploymentReadyOption.actionOnTimeout` is missing"),
        (
            of(json!({"terminateBlueInstancesOnDeploymentSuccess": null})),
            code,
            "terminateBlueInstancesOnDeploymentSuccess.action` is missing",
        ),
        (of(json!({"greenFleetProvisioningOption": null})), code, "greenFleetProvisioningOption.action` is missing"),
        (of(json!({"greenFleetProvisioningOption": {"action": "COPY_AUTO_SCALING_GROUP"}})), code, "`autoScalingGroups` is empty"),
        (of(json!({"deploymentReadyOption": {"actionOnTimeout": "STOP_DEPLOYMENT"}})), code, "waitTimeInMinutes` is missing"),
        (of(json!({"deploymentReadyOption": {"actionOnTimeout": "STOP_DEPLOYMENT", "waitTimeInMinutes": 2881}})), code, "from 0 to 2880"),
        (
            of(json!({"deploymentReadyOption": {"actionOnTimeout": "CONTINUE_DEPLOYMENT", "waitTimeInMinutes": 5}})),
            code,
            "only `STOP_DEPLOYMENT` waits",
        ),
        (
            of(json!({"terminateBlueInstancesOnDeploymentSuccess": {"action": "TERMINATE", "terminationWaitTimeInMinutes": -1}})),
            code,
            "terminationWaitTimeInMinutes` is -1",
        ),
        (
            json!({"ec2DeploymentOptions": {"autoScalingGroupProcessesToSuspend": ["Terminate"]}}),
            "InvalidAutoScalingGroupProcessToSuspend",
            "`IN_PLACE`",
        ),
    ];
    refuses(&desk(), fleets, &cases);
}

#[test]
fn a_group_of_a_service_is_read_back_as_it_was_made() {
    let desk = desk();
    let made = services(json!({}));
    desk.ok("CreateDeploymentGroup", made.clone());
    let info = get(&desk, "swarm");
    assert_eq!(info["computePlatform"], "ECS");
    assert_eq!(info["deploymentConfigName"], "CodeDeployDefault.ECSAllAtOnce");
    assert_eq!(info["deploymentStyle"], json!({"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"}));
    for member in ["ecsServices", "loadBalancerInfo", "blueGreenDeploymentConfiguration"] {
        assert_eq!(info[member], made[member], "{member}");
    }
    let service = json!([{"clusterName": "main", "serviceName": "stock"}]);
    desk.ok("UpdateDeploymentGroup", change("swarm", json!({"ecsServices": service})));
    assert_eq!(get(&desk, "swarm"), with(info, json!({"ecsServices": service})));
    desk.ok("DeleteDeploymentGroup", json!({"applicationName": "swarm", "deploymentGroupName": "live"}));
    desk.ok("CreateDeploymentGroup", made);
}

#[test]
fn what_does_not_fit_a_service_is_refused() {
    let pair = |patch: Value| {
        let whole = services(json!({}))["loadBalancerInfo"]["targetGroupPairInfoList"][0].clone();
        json!({"loadBalancerInfo": {"targetGroupPairInfoList": [with(whole, patch)]}})
    };
    let service = |services: Value| json!({"ecsServices": services});
    let (ecs, balancer, pairs) = ("InvalidECSService", "InvalidLoadBalancerInfo", "InvalidTargetGroupPair");
    let green = "InvalidBlueGreenDeploymentConfiguration";
    let route = |arns: Value| json!({"listenerArns": arns});
    let one = json!({"clusterName": "a", "serviceName": "b"});
    let cases = [
        (service(json!([])), ecs, "has 0 services"),
        (service(json!([one, one])), ecs, "has 2 services"),
        (service(json!([{"serviceName": "b"}])), ecs, "`ecsServices[0].clusterName` is missing"),
        (service(json!([{"clusterName": "a", "serviceName": ""}])), ecs, "`ecsServices[0].serviceName` is missing"),
        (json!({"loadBalancerInfo": {}}), balancer, "has 0 pairs"),
        (json!({"loadBalancerInfo": {"targetGroupPairInfoList": [{}, {}]}}), balancer, "has 2 pairs"),
        (json!({"loadBalancerInfo": {"elbInfoList": [{"name": "a"}]}}), balancer, "`Server`"),
        (pair(json!({"targetGroups": [{"name": "blue"}]})), pairs, "has 1 target groups"),
        (pair(json!({"targetGroups": [{"name": "blue"}, {"name": "blue"}]})), pairs, "in the list already"),
        (pair(json!({"targetGroups": [{"name": "blue"}, {}]})), pairs, "targetGroups[1].name` is missing"),
        (pair(json!({"prodTrafficRoute": null})), pairs, "prodTrafficRoute.listenerArns` is missing"),
        (pair(json!({"prodTrafficRoute": route(json!([LISTENER, TEST_LISTENER]))})), pairs, "has 2 listeners"),
        (
            pair(json!({"prodTrafficRoute": route(json!(["arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/x"]))})),
            pairs,
            "targetgroup/x",
        ),
        (pair(json!({"testTrafficRoute": route(json!([LISTENER]))})), pairs, "the listener of `prodTrafficRoute`"),
        (json!({"deploymentStyle": {"deploymentType": "IN_PLACE"}}), "InvalidDeploymentStyle", "services are deployed `BLUE_GREEN`"),
        (json!({"blueGreenDeploymentConfiguration": {}}), green, "deploymentReadyOption.actionOnTimeout` is missing"),
        (
            json!({"blueGreenDeploymentConfiguration": with(ready_and_gone(), json!({"greenFleetProvisioningOption": {"action": "DISCOVER_EXISTING"}}))}),
            green,
            "`ECS`",
        ),
        (json!({"ec2TagFilters": [tag("a", "b")]}), "InvalidEC2Tag", "`ECS`"),
        (json!({"ec2TagSet": {"ec2TagSetList": [[tag("a", "b")]]}}), "InvalidEC2TagCombination", "`ECS`"),
        (json!({"onPremisesInstanceTagFilters": [tag("a", "b")]}), "InvalidTag", "`ECS`"),
        (json!({"onPremisesTagSet": {"onPremisesTagSetList": [[tag("a", "b")]]}}), "InvalidOnPremisesTagCombination", "`ECS`"),
        (json!({"autoScalingGroups": ["a"]}), "InvalidAutoScalingGroup", "`ECS`"),
        (json!({"terminationHookEnabled": true}), "InvalidInput", "`terminationHookEnabled`"),
        (json!({"outdatedInstancesStrategy": "IGNORE"}), "InvalidInput", "`outdatedInstancesStrategy`"),
        (
            json!({"ec2DeploymentOptions": {"autoScalingGroupProcessesToSuspend": ["Terminate"]}}),
            "InvalidAutoScalingGroupProcessToSuspend",
            "`ECS`",
        ),
        (json!({"deploymentConfigName": "CodeDeployDefault.OneAtATime"}), "InvalidDeploymentConfigName", "is for platform `Server`"),
    ];
    let desk = desk();
    refuses(&desk, services, &cases);
    desk.ok("UpdateDeploymentGroup", change("swarm", pair(json!({"testTrafficRoute": route(json!([TEST_LISTENER]))}))));
}

#[test]
fn a_configuration_of_servers_that_a_group_follows_stays() {
    let desk = desk();
    desk.ok("CreateDeploymentConfig", json!({"deploymentConfigName": "few", "minimumHealthyHosts": {"type": "HOST_COUNT", "value": 1}}));
    desk.ok("CreateDeploymentGroup", servers(json!({"deploymentConfigName": "few"})));
    assert_eq!(desk.refused("DeleteDeploymentConfig", json!({"deploymentConfigName": "few"})), "DeploymentConfigInUseException");
    desk.ok("DeleteApplication", json!({"applicationName": "fleet"}));
    desk.ok("DeleteDeploymentConfig", json!({"deploymentConfigName": "few"}));
}

#[test]
fn a_function_does_not_follow_the_configurations_of_others() {
    let desk = desk();
    let cases = [
        ("UpdateDeploymentGroup", change("shop", json!({"deploymentConfigName": "CodeDeployDefault.OneAtATime"}))),
        ("CreateDeployment", with(crate::desk::deployment("live"), json!({"deploymentConfigName": "CodeDeployDefault.AllAtOnce"}))),
        ("CreateDeployment", with(crate::desk::deployment("live"), json!({"deploymentConfigName": "CodeDeployDefault.ECSAllAtOnce"}))),
    ];
    for (operation, input) in cases {
        let error = desk.call(operation, input).unwrap_err();
        assert_eq!(error.code, "InvalidDeploymentConfigNameException", "{error}");
        assert!(error.message.contains("`Lambda`"), "{error}");
    }
}

#[test]
fn servers_and_services_are_not_deployed_to() {
    let desk = desk();
    desk.ok("CreateDeploymentGroup", servers(json!({})));
    desk.ok("CreateDeploymentGroup", services(json!({})));
    for (application, platform) in [("fleet", "Server"), ("swarm", "ECS")] {
        let named = json!({"applicationName": application, "deploymentGroupName": "live", "revision": content(&appspec("orders"))});
        let of_servers = json!({"ignoreApplicationStopFailures": true, "fileExistsBehavior": "OVERWRITE"});
        for input in [named.clone(), with(named.clone(), of_servers)] {
            let error = desk.call("CreateDeployment", input).unwrap_err();
            assert_eq!(error.code, "InvalidComputePlatformException", "{error}");
            assert!(error.message.contains(&format!("`{application}` has platform `{platform}`")), "{error}");
        }
        let none = with(named, json!({"deploymentGroupName": "none"}));
        assert_eq!(desk.refused("CreateDeployment", none), "DeploymentGroupDoesNotExistException");
        let listed = desk.ok("ListDeployments", json!({"applicationName": application, "deploymentGroupName": "live"}));
        assert_eq!(listed["deployments"], json!([]));
        desk.ok("DeleteApplication", json!({"applicationName": application}));
    }
}

#[test]
fn an_upload_for_servers_is_told_so() {
    let desk = desk();
    desk.ok("CreateDeploymentGroup", servers(json!({})));
    let upload = Upload { bucket: "b".to_owned(), key: "fleet/live/appspec.json".to_owned(), version: "1".to_owned(), by: None };
    let object = headgate_engine::Object { bytes: appspec("orders").into_bytes(), e_tag: None };
    let tag = at_once(desk.engine.start_upload(&upload, || std::future::ready(Ok(object)))).unwrap();
    assert_eq!((tag.key, tag.value.as_str()), ("headgate:error", "InvalidComputePlatformException: 1 mistake"));
}

#[test]
fn a_service_is_deployed_to_by_one_group() {
    let desk = desk();
    let other = |patch: Value| with(services(json!({"deploymentGroupName": "other"})), patch);
    let stock = json!({"ecsServices": [{"clusterName": "main", "serviceName": "stock"}]});
    desk.ok("CreateDeploymentGroup", services(json!({})));
    let error = desk.call("CreateDeploymentGroup", other(json!({}))).unwrap_err();
    assert_eq!(error.code, "ECSServiceMappingLimitExceededException");
    assert!(error.message.contains("deployment group `live`"), "{error}");
    desk.ok("CreateDeploymentGroup", other(stock.clone()));
    assert_eq!(desk.refused("UpdateDeploymentGroup", change("swarm", stock)), "ECSServiceMappingLimitExceededException");
    desk.ok("UpdateDeploymentGroup", change("swarm", json!({"newDeploymentGroupName": "live", "onConflict": "queue"})));
    let bills = json!({"ecsServices": [{"clusterName": "main", "serviceName": "bills"}]});
    desk.ok("UpdateDeploymentGroup", change("swarm", bills));
    desk.ok("CreateDeploymentGroup", services(json!({"deploymentGroupName": "third"})));
    desk.ok("DeleteApplication", json!({"applicationName": "swarm"}));
    desk.ok("CreateApplication", json!({"applicationName": "swarm", "computePlatform": "ECS"}));
    desk.ok("CreateDeploymentGroup", services(json!({})));
}

#[test]
fn of_two_groups_that_want_a_service_at_once_one_has_it() {
    let desk = desk();
    desk.ok("CreateApplication", json!({"applicationName": "flock", "computePlatform": "ECS"}));
    let elsewhere = services(json!({"applicationName": "flock"}));
    let made = call_beaten(&desk, "CreateDeploymentGroup", services(json!({})), || drop(desk.ok("CreateDeploymentGroup", elsewhere)));
    assert_eq!(made.unwrap_err().code, "ECSServiceMappingLimitExceededException");
    assert_eq!(desk.ok("ListDeploymentGroups", json!({"applicationName": "swarm"}))["deploymentGroups"], json!([]));
}
