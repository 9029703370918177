//! Pages: everything once, in order, and no token where it does not belong.

use crate::desk::{Desk, appspec, content, group, steps};
use serde_json::{Value, json};

/// All of a listing, and how many pages it took.
fn all(desk: &Desk, operation: &str, member: &str, input: &Value) -> (Vec<Value>, usize) {
    let (mut found, mut pages, mut input) = (vec![], 0, input.clone());
    loop {
        let answer = desk.ok(operation, input.clone());
        found.extend(answer[member].as_array().unwrap().clone());
        pages += 1;
        match answer.get("nextToken") {
            Some(token) => input["nextToken"] = token.clone(),
            None => return (found, pages),
        }
    }
}

#[test]
fn applications_groups_and_configurations_are_listed_page_by_page() {
    let desk = Desk::furnished();
    for number in 0..204 {
        desk.ok("CreateApplication", json!({"applicationName": format!("a{number:03}"), "computePlatform": "Lambda"}));
        desk.ok("CreateDeploymentGroup", group(&format!("g{number:03}")));
        desk.ok("CreateDeploymentConfig", steps(&format!("c{number:03}")));
    }
    let shop = json!({"applicationName": "shop"});
    let listings = [
        ("ListApplications", "applications", json!({}), 205, 3),
        ("ListDeploymentGroups", "deploymentGroups", shop, 205, 3),
        ("ListDeploymentConfigs", "deploymentConfigsList", json!({}), 222, 3),
    ];
    for (operation, member, input, count, pages) in listings {
        let (found, taken) = all(&desk, operation, member, &input);
        let mut distinct = found.clone();
        distinct.sort_by_key(ToString::to_string);
        distinct.dedup();
        assert_eq!((found.len(), distinct.len(), taken), (count, count, pages), "{operation}");
    }
}

#[test]
fn a_token_is_refused_by_another_listing() {
    let desk = Desk::furnished();
    desk.ok("CreateApplication", json!({"applicationName": "other", "computePlatform": "Lambda"}));
    for number in 0..100 {
        desk.ok("CreateDeploymentGroup", group(&format!("g{number}")));
    }
    let token = desk.ok("ListDeploymentGroups", json!({"applicationName": "shop"}))["nextToken"].clone();
    let elsewhere = json!({"applicationName": "other", "nextToken": token});
    assert_eq!(desk.refused("ListDeploymentGroups", elsewhere), "InvalidNextTokenException");
    assert_eq!(desk.refused("ListApplications", json!({"nextToken": token})), "InvalidNextTokenException");
}

#[test]
fn a_page_that_is_just_full_is_the_last() {
    let desk = Desk::new();
    for number in 0..100 {
        desk.ok("CreateApplication", json!({"applicationName": format!("a{number}"), "computePlatform": "Lambda"}));
    }
    assert_eq!(all(&desk, "ListApplications", "applications", &json!({})).1, 1);
}

#[test]
fn deployments_are_listed_from_the_newest() {
    let desk = Desk::furnished();
    desk.ok("CreateDeploymentGroup", group("other"));
    let ids: Vec<String> = (0..120)
        .map(|_| {
            desk.pass(1);
            desk.deploy(json!({}))
        })
        .collect();
    desk.pass(1);
    let running = desk.deploy(json!({"deploymentConfigName": "steps", "revision": content(&appspec("stock"))}));
    let of_group = json!({"applicationName": "shop", "deploymentGroupName": "live"});
    let (found, pages) = all(&desk, "ListDeployments", "deployments", &of_group);
    let newest_first: Vec<Value> = std::iter::once(&running).chain(ids.iter().rev()).map(|id| json!(id)).collect();
    assert_eq!((found, pages), (newest_first, 2));
    let one = |input: Value| all(&desk, "ListDeployments", "deployments", &input).0;
    assert_eq!(one(json!({})).len(), 121);
    assert_eq!(one(json!({"applicationName": "shop", "deploymentGroupName": "other"})), Vec::<Value>::new());
    assert_eq!(one(json!({"includeOnlyStatuses": ["InProgress", "Baking"]})), [json!(running)]);
    let range = |start: i64, end: i64| json!({"createTimeRange": {"start": start, "end": end}});
    assert_eq!(one(range(1_767_225_602, 1_767_225_604)).len(), 3);
    assert_eq!(one(json!({"createTimeRange": {"start": 1_767_225_721.0}})), [json!(running)]);
    assert_eq!(one(json!({"externalId": "stack"})), Vec::<Value>::new());
}

#[test]
fn the_history_comes_in_order_with_weights() {
    let desk = Desk::furnished();
    let id = desk.deploy(json!({"deploymentConfigName": "CodeDeployDefault.LambdaLinear10PercentEvery1Minute"}));
    desk.pass(3600);
    let (entries, _) = all(&desk, "GetDeploymentHistory", "entries", &json!({"deploymentId": id}));
    let numbers: Vec<u64> = entries.iter().map(|entry| entry["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    let shifted: Vec<&Value> = entries.iter().filter(|entry| entry["event"] == "Shifted").map(|entry| &entry["toWeights"][0]).collect();
    assert_eq!(shifted.len(), 10);
    assert_eq!((shifted[0], shifted[9]), (&json!(10.0), &json!(100.0)));
    assert_eq!(desk.info(&id)["headgate"]["history"], json!({"operation": "GetDeploymentHistory", "entries": numbers.len()}));
}

#[test]
fn a_long_history_has_pages() {
    let desk = Desk::new();
    desk.ok("CreateApplication", json!({"applicationName": "shop", "computePlatform": "Lambda"}));
    desk.ok("CreateDeploymentGroup", group("live"));
    let steps: Vec<Value> = (1..=100).map(|weight| json!({"weight": weight, "bakeSeconds": 1})).collect();
    let routing = json!({"type": "Steps", "steps": steps});
    desk.ok(
        "CreateDeploymentConfig",
        json!({"deploymentConfigName": "slow", "computePlatform": "Lambda", "trafficRoutingConfig": routing}),
    );
    let id = desk.deploy(json!({"deploymentConfigName": "slow"}));
    desk.pass(3600);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
    let (entries, pages) = all(&desk, "GetDeploymentHistory", "entries", &json!({"deploymentId": id}));
    assert!(pages > 2 && entries.len() > 200, "{pages} {}", entries.len());
    assert_eq!(entries.last().unwrap()["event"], "Succeeded");
    assert!(entries.iter().zip(1_u64..).all(|(entry, number)| entry["number"] == number), "each once, in order");
}

#[test]
fn several_deployments_are_read_at_once_and_unknown_ones_left_out() {
    let desk = Desk::furnished();
    let (first, second) = (desk.deploy(json!({})), desk.deploy(json!({})));
    let answer = desk.ok("BatchGetDeployments", json!({"deploymentIds": [second, "d-ZZZZZZZZZ", first]}));
    let ids: Vec<&Value> = answer["deploymentsInfo"].as_array().unwrap().iter().map(|info| &info["deploymentId"]).collect();
    assert_eq!(ids, [&json!(second), &json!(first)]);
}
