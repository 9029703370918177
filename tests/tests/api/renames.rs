//! Applications and groups under other names: what is theirs stays theirs, and a name is free once it is let go.

use crate::desk::{Desk, appspec, content, deployment, group, with};
use crate::race::{call_beaten, call_beaten_at};
use headgate_engine::{RecordKind, Store};
use headgate_sim::at_once;
use serde_json::{Value, json};

fn application(name: &str) -> Value {
    json!({"applicationName": name, "computePlatform": "Lambda"})
}

fn rename_application(name: &str, new: &str) -> Value {
    json!({"applicationName": name, "newApplicationName": new})
}

fn rename_group(name: &str, new: &str) -> Value {
    json!({"applicationName": "shop", "currentDeploymentGroupName": name, "newDeploymentGroupName": new})
}

fn of(application: &str, group: &str) -> Value {
    json!({"applicationName": application, "deploymentGroupName": group})
}

fn info(desk: &Desk, application: &str, group: &str) -> Value {
    desk.ok("GetDeploymentGroup", of(application, group))["deploymentGroupInfo"].clone()
}

fn listed(desk: &Desk, application: &str, group: &str) -> Vec<String> {
    let answer = desk.ok("ListDeployments", of(application, group));
    answer["deployments"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn groups(desk: &Desk, application: &str) -> Value {
    desk.ok("ListDeploymentGroups", json!({"applicationName": application}))["deploymentGroups"].clone()
}

/// Every name that any group of an application has, by the application's id.
fn names_under(desk: &Desk, id: &str) -> Vec<String> {
    let page = at_once(desk.engine.store().records(RecordKind::GroupName, id, None, 100)).unwrap();
    page.items.into_iter().map(|record| record.key.name).collect()
}

fn id_of(desk: &Desk, application: &str) -> String {
    let answer = desk.ok("GetApplication", json!({"applicationName": application}));
    answer["application"]["applicationId"].as_str().unwrap().to_owned()
}

#[test]
fn an_application_is_renamed_with_its_groups() {
    let desk = Desk::furnished();
    let (before, id) = (info(&desk, "shop", "live"), id_of(&desk, "shop"));
    assert_eq!(desk.ok("UpdateApplication", rename_application("shop", "store")), json!({}));
    assert_eq!(id_of(&desk, "store"), id);
    assert_eq!(desk.refused("GetApplication", json!({"applicationName": "shop"})), "ApplicationDoesNotExistException");
    assert_eq!(desk.ok("ListApplications", json!({}))["applications"], json!(["store"]));
    assert_eq!(groups(&desk, "store"), json!(["live"]));
    assert_eq!(info(&desk, "store", "live"), with(before, json!({"applicationName": "store"})));
    desk.ok("DeleteApplication", json!({"applicationName": "store"}));
    assert_eq!(desk.ok("ListApplications", json!({}))["applications"], json!([]));
    assert_eq!(names_under(&desk, &id), Vec::<String>::new());
}

#[test]
fn a_rename_to_the_present_name_changes_nothing() {
    let desk = Desk::furnished();
    for input in [rename_application("shop", "shop"), json!({"applicationName": "shop"})] {
        assert_eq!(desk.ok("UpdateApplication", input), json!({}));
    }
    desk.ok("UpdateDeploymentGroup", rename_group("live", "live"));
    assert_eq!(groups(&desk, "shop"), json!(["live"]));
}

#[test]
fn a_name_that_is_taken_missing_or_wrong_is_refused() {
    let desk = Desk::furnished();
    desk.ok("CreateApplication", application("other"));
    desk.ok("CreateDeploymentGroup", group("other"));
    let update = |input| desk.refused("UpdateApplication", input);
    assert_eq!(update(rename_application("shop", "other")), "ApplicationAlreadyExistsException");
    assert_eq!(update(rename_application("none", "next")), "ApplicationDoesNotExistException");
    assert_eq!(update(rename_application("none", "none")), "ApplicationDoesNotExistException");
    assert_eq!(update(rename_application("shop", "a/b")), "InvalidApplicationNameException");
    assert_eq!(update(json!({"newApplicationName": "next"})), "ApplicationNameRequiredException");
    let update = |input| desk.refused("UpdateDeploymentGroup", input);
    assert_eq!(update(rename_group("live", "other")), "DeploymentGroupAlreadyExistsException");
    assert_eq!(update(rename_group("none", "next")), "DeploymentGroupDoesNotExistException");
    assert_eq!(groups(&desk, "shop"), json!(["live", "other"]));
}

#[test]
fn a_group_is_renamed_and_changed_in_one() {
    let desk = Desk::furnished();
    let before = info(&desk, "shop", "live");
    let change = with(rename_group("live", "prod"), json!({"hookTimeoutSeconds": 10, "deploymentConfigName": "steps"}));
    assert_eq!(desk.ok("UpdateDeploymentGroup", change), json!({"hooksNotCleanedUp": []}));
    let after = json!({"deploymentGroupName": "prod", "hookTimeoutSeconds": 10, "deploymentConfigName": "steps"});
    assert_eq!(info(&desk, "shop", "prod"), with(before, after));
    assert_eq!(desk.refused("GetDeploymentGroup", of("shop", "live")), "DeploymentGroupDoesNotExistException");
    assert_eq!(groups(&desk, "shop"), json!(["prod"]));
    assert_eq!(desk.refused("DeleteDeploymentConfig", json!({"deploymentConfigName": "steps"})), "DeploymentConfigInUseException");
    desk.ok("DeleteDeploymentGroup", of("shop", "prod"));
    desk.ok("DeleteDeploymentConfig", json!({"deploymentConfigName": "steps"}));
}

#[test]
fn what_is_over_active_and_waiting_stays_the_groups_own() {
    let desk = Desk::furnished();
    let over = desk.deploy(json!({"revision": content(&appspec("stock"))}));
    desk.pass(1);
    let active = desk.deploy(json!({"deploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes"}));
    desk.pass(1);
    let waiting = desk.deploy(json!({"onConflict": "queue", "revision": content(&appspec("billing"))}));
    desk.ok("UpdateDeploymentGroup", with(rename_group("live", "prod"), json!({"deploymentConfigName": "steps"})));
    desk.ok("UpdateApplication", rename_application("shop", "store"));
    assert_eq!(listed(&desk, "store", "prod"), [waiting.clone(), active.clone(), over.clone()]);
    assert_eq!(info(&desk, "store", "prod")["lastSuccessfulDeployment"]["deploymentId"], json!(over));
    let second = with(deployment("prod"), json!({"applicationName": "store", "revision": content(&appspec("other"))}));
    assert_eq!(desk.refused("CreateDeployment", second), "DeploymentLimitExceededException");
    assert_eq!(desk.refused("DeleteDeploymentGroup", of("store", "prod")), "InvalidOperationException");
    desk.pass(400);
    assert_eq!(desk.info(&active)["status"], "Succeeded");
    let started = desk.info(&waiting);
    assert_eq!((&started["status"], &started["headgate"]["steps"]), (&json!("InProgress"), &json!(3)), "under the group's new rules");
    assert_eq!((&started["applicationName"], &started["deploymentGroupName"]), (&json!("shop"), &json!("live")), "as when it was made");
    desk.ok("StopDeployment", json!({"deploymentId": waiting, "autoRollbackEnabled": true}));
    assert_eq!(listed(&desk, "store", "prod").len(), 4, "its rollback is the group's as well");
    assert_eq!(info(&desk, "store", "prod")["lastSuccessfulDeployment"]["status"], "Succeeded");
}

#[test]
fn a_page_goes_on_under_the_new_name() {
    let desk = Desk::furnished();
    for _ in 0..101 {
        desk.pass(1);
        desk.deploy(json!({}));
    }
    let token = desk.ok("ListDeployments", of("shop", "live"))["nextToken"].clone();
    desk.ok("UpdateDeploymentGroup", rename_group("live", "prod"));
    let rest = desk.ok("ListDeployments", with(of("shop", "prod"), json!({"nextToken": token})));
    assert_eq!(rest["deployments"].as_array().unwrap().len(), 1);
    desk.ok("CreateDeploymentGroup", group("live"));
    assert_eq!(desk.refused("ListDeployments", with(of("shop", "live"), json!({"nextToken": token}))), "InvalidNextTokenException");
}

#[test]
fn a_name_that_was_let_go_is_somebody_elses() {
    let desk = Desk::furnished();
    let first = desk.deploy(json!({"deploymentConfigName": "steps"}));
    desk.ok("UpdateDeploymentGroup", rename_group("live", "prod"));
    desk.ok("CreateDeploymentGroup", group("live"));
    assert_eq!(listed(&desk, "shop", "live"), Vec::<String>::new());
    assert_eq!(info(&desk, "shop", "live").get("lastAttemptedDeployment"), None);
    let second = desk.deploy(json!({"deploymentConfigName": "steps", "revision": content(&appspec("stock"))}));
    assert_eq!((listed(&desk, "shop", "prod"), listed(&desk, "shop", "live")), (vec![first], vec![second]));
    desk.ok("UpdateApplication", rename_application("shop", "store"));
    desk.ok("CreateApplication", application("shop"));
    assert_eq!((groups(&desk, "shop"), groups(&desk, "store")), (json!([]), json!(["live", "prod"])));
    assert_eq!(desk.refused("ListDeployments", of("shop", "live")), "DeploymentGroupDoesNotExistException");
    desk.ok("DeleteApplication", json!({"applicationName": "shop"}));
    assert_eq!(groups(&desk, "store"), json!(["live", "prod"]));
}

#[test]
fn a_group_that_is_made_again_has_nothing_of_the_old_one() {
    let desk = Desk::furnished();
    desk.deploy(json!({}));
    desk.ok("DeleteDeploymentGroup", of("shop", "live"));
    desk.ok("CreateDeploymentGroup", group("live"));
    assert_eq!(listed(&desk, "shop", "live"), Vec::<String>::new());
    assert_eq!(info(&desk, "shop", "live").get("lastSuccessfulDeployment"), None);
}

#[test]
fn a_deployment_never_starts_under_a_group_that_was_made_again() {
    let desk = Desk::furnished();
    desk.ok("CreateDeploymentGroup", group("other"));
    desk.deploy(json!({"deploymentConfigName": "steps"}));
    let mut waiting = String::new();
    let queue = || waiting = desk.deploy(json!({"deploymentGroupName": "other", "onConflict": "queue"}));
    call_beaten(&desk, "DeleteDeploymentGroup", of("shop", "other"), queue).unwrap();
    desk.ok("CreateDeploymentGroup", group("other"));
    desk.pass(400);
    let info = desk.info(&waiting);
    assert_eq!((&info["status"], &info["errorInformation"]["code"]), (&json!("Failed"), &json!("DEPLOYMENT_GROUP_MISSING")));
    assert_eq!(listed(&desk, "shop", "other"), Vec::<String>::new());
}

#[test]
fn a_repeated_request_finds_its_deployment_under_the_new_name() {
    let desk = Desk::furnished();
    let token = json!({"deploymentConfigName": "steps", "clientRequestToken": "once"});
    let id = desk.deploy(token.clone());
    desk.ok("UpdateDeploymentGroup", rename_group("live", "prod"));
    desk.ok("UpdateApplication", rename_application("shop", "store"));
    let again = with(with(deployment("prod"), json!({"applicationName": "store"})), token);
    assert_eq!(desk.ok("CreateDeployment", again)["deploymentId"], json!(id));
}

#[test]
fn a_deployment_that_a_rename_overtakes_is_made() {
    let desk = Desk::furnished();
    let request = |function: &str| with(deployment("live"), json!({"revision": content(&appspec(function))}));
    let first = call_beaten(&desk, "CreateDeployment", request("orders"), || {
        desk.ok("UpdateDeploymentGroup", rename_group("live", "prod"));
    });
    let request = with(request("stock"), json!({"deploymentGroupName": "prod"}));
    desk.pass(1);
    let second = call_beaten(&desk, "CreateDeployment", with(request, json!({"clientRequestToken": "t"})), || {
        desk.ok("UpdateApplication", rename_application("shop", "store"));
    });
    let made = [second, first].map(|answer| answer.unwrap()["deploymentId"].as_str().unwrap().to_owned());
    assert_eq!(listed(&desk, "store", "prod"), made);
}

#[test]
fn a_deployment_is_not_made_in_a_group_that_was_made_again() {
    let desk = Desk::furnished();
    let error = call_beaten(&desk, "CreateDeployment", deployment("live"), || {
        desk.ok("DeleteDeploymentGroup", of("shop", "live"));
        desk.ok("CreateDeploymentGroup", group("live"));
    });
    assert_eq!(error.unwrap_err().code, "DeploymentGroupDoesNotExistException");
    let error = call_beaten(&desk, "CreateDeployment", deployment("live"), || {
        desk.ok("DeleteApplication", json!({"applicationName": "shop"}));
    });
    assert_eq!(error.unwrap_err().code, "ApplicationDoesNotExistException");
}

#[test]
fn a_group_is_made_in_the_application_that_was_meant() {
    let desk = Desk::furnished();
    call_beaten(&desk, "CreateDeploymentGroup", group("next"), || {
        desk.ok("UpdateApplication", rename_application("shop", "store"));
        desk.ok("CreateApplication", application("shop"));
    })
    .unwrap();
    assert_eq!((groups(&desk, "shop"), groups(&desk, "store")), (json!([]), json!(["live", "next"])));
    let error = call_beaten(&desk, "CreateDeploymentGroup", group("lost"), || {
        desk.ok("DeleteApplication", json!({"applicationName": "shop"}));
        desk.ok("CreateApplication", application("shop"));
    });
    assert_eq!(error.unwrap_err().code, "ApplicationDoesNotExistException");
    assert_eq!(groups(&desk, "shop"), json!([]));
}

#[test]
fn an_application_takes_along_a_group_that_was_made_or_renamed_meanwhile() {
    for rival in ["made", "renamed"] {
        let desk = Desk::furnished();
        let id = id_of(&desk, "shop");
        call_beaten(&desk, "DeleteApplication", json!({"applicationName": "shop"}), || {
            if rival == "made" {
                desk.ok("CreateDeploymentGroup", with(group("next"), json!({"deploymentConfigName": "steps"})));
            } else {
                desk.ok("UpdateDeploymentGroup", with(rename_group("live", "next"), json!({"deploymentConfigName": "steps"})));
            }
        })
        .unwrap();
        assert_eq!(names_under(&desk, &id), Vec::<String>::new(), "{rival}");
        assert_eq!(at_once(desk.engine.store().records(RecordKind::Group, "", None, 9)).unwrap().items, [], "{rival}");
        desk.ok("DeleteDeploymentConfig", json!({"deploymentConfigName": "steps"}));
    }
}

#[test]
fn of_two_who_want_a_name_one_has_it() {
    let desk = Desk::furnished();
    let error = call_beaten(&desk, "UpdateApplication", rename_application("shop", "store"), || {
        desk.ok("CreateApplication", application("store"));
    });
    assert_eq!(error.unwrap_err().code, "ApplicationAlreadyExistsException");
    let error = call_beaten(&desk, "CreateApplication", application("next"), || {
        desk.ok("UpdateApplication", rename_application("store", "next"));
    });
    assert_eq!(error.unwrap_err().code, "ApplicationAlreadyExistsException");
    let error = call_beaten(&desk, "UpdateDeploymentGroup", rename_group("live", "prod"), || {
        desk.ok("CreateDeploymentGroup", group("prod"));
    });
    assert_eq!(error.unwrap_err().code, "DeploymentGroupAlreadyExistsException");
    let error = call_beaten(&desk, "CreateDeploymentGroup", group("test"), || {
        desk.ok("UpdateDeploymentGroup", rename_group("prod", "test"));
    });
    assert_eq!(error.unwrap_err().code, "DeploymentGroupAlreadyExistsException");
    assert_eq!(desk.ok("ListApplications", json!({}))["applications"], json!(["next", "shop"]));
    assert_eq!(groups(&desk, "shop"), json!(["live", "test"]));
}

#[test]
fn what_is_gone_or_renamed_already_is_not_renamed() {
    let desk = Desk::furnished();
    desk.ok("CreateApplication", application("other"));
    let beaten = |operation, input, rival: (&str, Value)| {
        call_beaten(&desk, operation, input, || {
            desk.ok(rival.0, rival.1);
        })
        .unwrap_err()
        .code
    };
    let renamed = ("UpdateApplication", rename_application("other", "one"));
    assert_eq!(beaten("UpdateApplication", rename_application("other", "two"), renamed), "ApplicationDoesNotExistException");
    let removed = ("DeleteApplication", json!({"applicationName": "one"}));
    assert_eq!(beaten("UpdateApplication", rename_application("one", "two"), removed), "ApplicationDoesNotExistException");
    let renamed = ("UpdateDeploymentGroup", rename_group("live", "one"));
    assert_eq!(beaten("UpdateDeploymentGroup", rename_group("live", "two"), renamed), "DeploymentGroupDoesNotExistException");
    let removed = ("DeleteDeploymentGroup", of("shop", "one"));
    assert_eq!(beaten("UpdateDeploymentGroup", rename_group("one", "two"), removed), "DeploymentGroupDoesNotExistException");
    assert_eq!(desk.ok("ListApplications", json!({}))["applications"], json!(["shop"]));
    assert_eq!(groups(&desk, "shop"), json!([]));
}

#[test]
fn a_deletion_leaves_what_was_renamed_meanwhile() {
    let desk = Desk::furnished();
    let answer = call_beaten(&desk, "DeleteDeploymentGroup", of("shop", "live"), || {
        desk.ok("UpdateDeploymentGroup", rename_group("live", "prod"));
    });
    assert_eq!(answer, Ok(json!({"hooksNotCleanedUp": []})));
    assert_eq!(groups(&desk, "shop"), json!(["prod"]));
    desk.ok("CreateApplication", application("other"));
    let answer = call_beaten(&desk, "DeleteApplication", json!({"applicationName": "other"}), || {
        desk.ok("UpdateApplication", rename_application("other", "kept"));
    });
    assert_eq!(answer, Ok(json!({})));
    assert_eq!(desk.ok("ListApplications", json!({}))["applications"], json!(["kept", "shop"]));
}

/// Whatever a request has read by then, it comes before the rename or after it.
fn at_any_moment(operation: &str, input: &Value, rename: &(&str, Value), check: impl Fn(&Desk, Result<Value, String>, bool)) {
    for nth in 0.. {
        let desk = Desk::furnished();
        desk.ok("CreateApplication", application("other"));
        let mut renamed = false;
        let rival = || renamed = desk.call(rename.0, rename.1.clone()).is_ok();
        let Some(answer) = call_beaten_at(nth, &desk, operation, input.clone(), rival) else {
            assert!(nth > 2, "{operation} calls the store {nth} times only");
            return;
        };
        check(&desk, answer.map_err(|error| error.code), renamed);
    }
}

#[test]
fn a_request_that_meets_a_rename_comes_before_it_or_after_it() {
    let renamed = ("UpdateDeploymentGroup", rename_group("live", "prod"));
    at_any_moment("DeleteDeploymentGroup", &of("shop", "live"), &renamed, |desk, answer, _| {
        assert_eq!(answer, Ok(json!({"hooksNotCleanedUp": []})));
        assert_eq!(groups(desk, "shop"), json!(["prod"]));
    });
    at_any_moment("UpdateDeploymentGroup", &rename_group("live", "test"), &renamed, |desk, answer, _| {
        assert_eq!(answer, Err("DeploymentGroupDoesNotExistException".to_owned()));
        assert_eq!(groups(desk, "shop"), json!(["prod"]));
    });
    at_any_moment("DeleteApplication", &json!({"applicationName": "shop"}), &renamed, |desk, answer, _| {
        assert_eq!(answer, Ok(json!({})));
        assert_eq!(at_once(desk.engine.store().records(RecordKind::Group, "", None, 9)).unwrap().items, []);
        assert_eq!(desk.ok("ListApplications", json!({}))["applications"], json!(["other"]));
    });
    let renamed = ("UpdateApplication", rename_application("other", "kept"));
    for (operation, input) in
        [("DeleteApplication", json!({"applicationName": "other"})), ("UpdateApplication", rename_application("other", "next"))]
    {
        at_any_moment(operation, &input, &renamed, |desk, _, renamed| {
            let left = if renamed { json!(["kept", "shop"]) } else { json!(["shop"]) };
            assert_eq!(desk.ok("ListApplications", json!({}))["applications"], left);
        });
    }
}
