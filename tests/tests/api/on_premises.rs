//! On-premises instances: registered, tagged, listed, and gone.

use crate::desk::{Desk, with};
use crate::race::call_beaten;
use serde_json::{Value, json};

fn user(name: &str) -> String {
    format!("arn:aws:iam::123456789012:user/AWS/CodeDeploy/{name}")
}

fn rack(name: &str) -> Value {
    json!({"instanceName": name, "iamUserArn": user(name)})
}

fn info(desk: &Desk, name: &str) -> Value {
    desk.ok("GetOnPremisesInstance", json!({"instanceName": name}))["instanceInfo"].clone()
}

fn tags(names: &[&str], tags: &Value) -> Value {
    json!({"instanceNames": names, "tags": tags})
}

fn listed(desk: &Desk, filters: Value) -> Value {
    desk.ok("ListOnPremisesInstances", filters)["instanceNames"].clone()
}

#[test]
fn an_instance_is_registered_read_and_deregistered() {
    let desk = Desk::new();
    assert_eq!(desk.ok("RegisterOnPremisesInstance", rack("rack-7")), json!({}));
    let before = info(&desk, "rack-7");
    assert_eq!((&before["instanceName"], &before["iamUserArn"]), (&json!("rack-7"), &json!(user("rack-7"))));
    assert_eq!((&before["tags"], &before["registerTime"]), (&json!([]), &json!(1_767_225_600.0)));
    let suffix =
        before["instanceArn"].as_str().unwrap().strip_prefix("arn:aws:codedeploy:eu-west-1:123456789012:instance/rack-7_").unwrap();
    assert_eq!(suffix.len(), 10);
    desk.pass(60);
    assert_eq!(desk.ok("DeregisterOnPremisesInstance", json!({"instanceName": "rack-7"})), json!({}));
    assert_eq!(info(&desk, "rack-7"), with(before.clone(), json!({"deregisterTime": 1_767_225_660.0})));
    desk.pass(60);
    desk.ok("DeregisterOnPremisesInstance", json!({"instanceName": "rack-7"}));
    assert_eq!(info(&desk, "rack-7")["deregisterTime"], 1_767_225_660.0, "what is gone stays as it was");
    desk.ok("DeregisterOnPremisesInstance", json!({"instanceName": "never"}));
    let session = "arn:aws:sts::123456789012:assumed-role/agent/rack-7";
    desk.ok("RegisterOnPremisesInstance", json!({"instanceName": "rack-7", "iamSessionArn": session}));
    let after = info(&desk, "rack-7");
    assert_eq!((&after["iamSessionArn"], after.get("iamUserArn"), after.get("deregisterTime")), (&json!(session), None, None));
    assert_ne!(after["instanceArn"], before["instanceArn"]);
}

#[test]
fn a_name_and_an_arn_are_of_one_instance_until_it_is_deregistered() {
    let desk = Desk::new();
    desk.ok("RegisterOnPremisesInstance", rack("a"));
    let other_arn = json!({"instanceName": "a", "iamUserArn": user("b")});
    assert_eq!(desk.refused("RegisterOnPremisesInstance", other_arn), "InstanceNameAlreadyRegisteredException");
    let other_name = json!({"instanceName": "b", "iamUserArn": user("a")});
    assert_eq!(desk.refused("RegisterOnPremisesInstance", other_name.clone()), "IamUserArnAlreadyRegisteredException");
    let session = |name: &str| json!({"instanceName": name, "iamSessionArn": "arn:aws:sts::123456789012:assumed-role/agent/s"});
    desk.ok("RegisterOnPremisesInstance", session("s"));
    assert_eq!(desk.refused("RegisterOnPremisesInstance", session("t")), "IamSessionArnAlreadyRegisteredException");
    desk.ok("DeregisterOnPremisesInstance", json!({"instanceName": "a"}));
    desk.ok("RegisterOnPremisesInstance", other_name);
}

#[test]
fn whoever_registers_second_is_refused_however_close() {
    let desk = Desk::new();
    let other_name = json!({"instanceName": "b", "iamUserArn": user("a")});
    let beaten = call_beaten(&desk, "RegisterOnPremisesInstance", other_name, || drop(desk.ok("RegisterOnPremisesInstance", rack("a"))));
    assert_eq!(beaten.unwrap_err().code, "IamUserArnAlreadyRegisteredException");
    desk.ok("RegisterOnPremisesInstance", rack("c"));
    let add = tags(&["c"], &json!([{"Key": "k", "Value": "v"}]));
    let gone = call_beaten(&desk, "AddTagsToOnPremisesInstances", add, || {
        desk.ok("DeregisterOnPremisesInstance", json!({"instanceName": "c"}));
    });
    assert_eq!(gone.unwrap_err().code, "InstanceNotRegisteredException");
}

#[test]
fn tags_are_added_replaced_and_removed_for_all_instances_or_none() {
    let desk = Desk::new();
    desk.ok("RegisterOnPremisesInstance", rack("a"));
    desk.ok("RegisterOnPremisesInstance", rack("b"));
    let tag = |key: &str, value: &str| json!({"Key": key, "Value": value});
    desk.ok("AddTagsToOnPremisesInstances", tags(&["a", "b", "a"], &json!([tag("tier", "web"), tag("zone", "1")])));
    desk.ok("AddTagsToOnPremisesInstances", tags(&["b"], &json!([tag("zone", "2")])));
    assert_eq!(info(&desk, "a")["tags"], json!([tag("tier", "web"), tag("zone", "1")]));
    assert_eq!(info(&desk, "b")["tags"], json!([tag("tier", "web"), tag("zone", "2")]));
    let unknown = tags(&["a", "nobody"], &json!([tag("x", "y")]));
    assert_eq!(desk.refused("AddTagsToOnPremisesInstances", unknown), "InstanceNotRegisteredException");
    assert_eq!(info(&desk, "a")["tags"], json!([tag("tier", "web"), tag("zone", "1")]));
    desk.ok("RemoveTagsFromOnPremisesInstances", tags(&["a", "b"], &json!([tag("zone", "1"), {"Key": "tier"}])));
    assert_eq!((&info(&desk, "a")["tags"], &info(&desk, "b")["tags"]), (&json!([]), &json!([tag("zone", "2")])));
    let many: Vec<Value> = (0..10).map(|number| tag(&format!("k{number}"), "")).collect();
    desk.ok("AddTagsToOnPremisesInstances", tags(&["a"], &json!(many)));
    assert_eq!(desk.refused("AddTagsToOnPremisesInstances", tags(&["b"], &json!(many))), "TagLimitExceededException");
    assert_eq!(info(&desk, "b")["tags"], json!([tag("zone", "2")]));
}

#[test]
fn instances_are_listed_by_status_and_by_any_of_some_tags() {
    let desk = Desk::new();
    for name in ["a", "b", "c", "gone"] {
        desk.ok("RegisterOnPremisesInstance", rack(name));
    }
    desk.ok("AddTagsToOnPremisesInstances", tags(&["a", "gone"], &json!([{"Key": "tier", "Value": "web"}])));
    desk.ok("AddTagsToOnPremisesInstances", tags(&["b"], &json!([{"Key": "tier", "Value": "db"}, {"Key": "zone", "Value": "1"}])));
    desk.ok("DeregisterOnPremisesInstance", json!({"instanceName": "gone"}));
    assert_eq!(listed(&desk, json!({})), json!(["a", "b", "c", "gone"]));
    assert_eq!(listed(&desk, json!({"registrationStatus": "Registered"})), json!(["a", "b", "c"]));
    assert_eq!(listed(&desk, json!({"registrationStatus": "Deregistered"})), json!(["gone"]));
    let by = |filters: Value| listed(&desk, json!({"registrationStatus": "Registered", "tagFilters": filters}));
    assert_eq!(by(json!([{"Key": "tier", "Type": "KEY_ONLY"}])), json!(["a", "b"]));
    assert_eq!(by(json!([{"Value": "1", "Type": "VALUE_ONLY"}])), json!(["b"]));
    assert_eq!(by(json!([{"Key": "tier", "Value": "web", "Type": "KEY_AND_VALUE"}])), json!(["a"]));
    assert_eq!(by(json!([{"Value": "web", "Type": "VALUE_ONLY"}, {"Key": "zone", "Type": "KEY_ONLY"}])), json!(["a", "b"]));
    let batch = desk.ok("BatchGetOnPremisesInstances", json!({"instanceNames": ["b", "nobody", "gone"]}));
    let names: Vec<&Value> = batch["instanceInfos"].as_array().unwrap().iter().map(|info| &info["instanceName"]).collect();
    assert_eq!(names, ["b", "gone"]);
}

#[test]
fn a_list_goes_on_where_its_page_ended() {
    let desk = Desk::new();
    for number in 0..250 {
        desk.ok("RegisterOnPremisesInstance", rack(&format!("r{number:03}")));
    }
    let even: Vec<String> = (0..250).step_by(2).map(|number| format!("r{number:03}")).collect();
    for names in even.chunks(100) {
        desk.ok("AddTagsToOnPremisesInstances", json!({"instanceNames": names, "tags": [{"Key": "even", "Value": ""}]}));
    }
    let filtered = json!({"tagFilters": [{"Key": "even", "Type": "KEY_ONLY"}]});
    let first = desk.ok("ListOnPremisesInstances", filtered.clone());
    assert_eq!(first["instanceNames"], json!(even[..100]));
    desk.ok("RegisterOnPremisesInstance", rack("r000a"));
    let second = desk.ok("ListOnPremisesInstances", with(filtered, json!({"nextToken": first["nextToken"]})));
    assert_eq!((&second["instanceNames"], second.get("nextToken")), (&json!(even[100..]), None));
    assert_eq!(desk.refused("ListOnPremisesInstances", json!({"nextToken": first["nextToken"]})), "InvalidNextTokenException");
}

#[test]
fn what_is_wrong_is_refused() {
    let desk = Desk::new();
    desk.ok("RegisterOnPremisesInstance", rack("a"));
    let named = |count: usize| (0..count).map(|number| format!("n{number}")).collect::<Vec<_>>();
    let tag = json!([{"Key": "k", "Value": "v"}]);
    for (operation, input, code) in [
        ("RegisterOnPremisesInstance", json!({"instanceName": "i-0abc", "iamUserArn": user("x")}), "InvalidInstanceName"),
        ("RegisterOnPremisesInstance", json!({"instanceName": "a/b", "iamUserArn": user("x")}), "InvalidInstanceName"),
        ("RegisterOnPremisesInstance", json!({"instanceName": "x"}), "IamArnRequired"),
        ("RegisterOnPremisesInstance", json!({"instanceName": "x", "iamUserArn": "me"}), "InvalidIamUserArn"),
        ("RegisterOnPremisesInstance", json!({"instanceName": "x", "iamSessionArn": "me"}), "InvalidIamSessionArn"),
        (
            "RegisterOnPremisesInstance",
            json!({"instanceName": "x", "iamUserArn": user("x"), "iamSessionArn": "s"}),
            "MultipleIamArnsProvided",
        ),
        ("GetOnPremisesInstance", json!({"instanceName": "nobody"}), "InstanceNotRegistered"),
        ("GetOnPremisesInstance", json!({"instanceName": ""}), "InstanceNameRequired"),
        ("BatchGetOnPremisesInstances", json!({"instanceNames": []}), "InstanceNameRequired"),
        ("BatchGetOnPremisesInstances", json!({"instanceNames": named(26)}), "BatchLimitExceeded"),
        ("AddTagsToOnPremisesInstances", json!({"instanceNames": named(101), "tags": tag}), "InstanceLimitExceeded"),
        ("AddTagsToOnPremisesInstances", json!({"instanceNames": [], "tags": tag}), "InstanceNameRequired"),
        ("AddTagsToOnPremisesInstances", tags(&["a"], &json!([])), "TagRequired"),
        ("AddTagsToOnPremisesInstances", tags(&["a"], &json!([{"Key": "k"}])), "InvalidTag"),
        ("AddTagsToOnPremisesInstances", tags(&["a"], &json!([{"Value": "v"}])), "InvalidTag"),
        ("AddTagsToOnPremisesInstances", tags(&["a"], &json!([{"Key": "k".repeat(129), "Value": "v"}])), "InvalidTag"),
        ("AddTagsToOnPremisesInstances", tags(&["a"], &json!([{"Key": "k", "Value": "v"}, {"Key": "k", "Value": "w"}])), "InvalidTag"),
        ("RemoveTagsFromOnPremisesInstances", tags(&["nobody"], &tag), "InstanceNotRegistered"),
        ("ListOnPremisesInstances", json!({"registrationStatus": "Lost"}), "InvalidRegistrationStatus"),
        ("ListOnPremisesInstances", json!({"tagFilters": [{"Key": "k"}]}), "InvalidTagFilter"),
        ("ListOnPremisesInstances", json!({"tagFilters": [{"Type": "KEY_AND_VALUE", "Key": "k"}]}), "InvalidTagFilter"),
        ("ListOnPremisesInstances", json!({"tagFilters": [{"Type": "VALUE_ONLY", "Key": "k"}]}), "InvalidTagFilter"),
    ] {
        assert_eq!(desk.refused(operation, input.clone()), format!("{code}Exception"), "{operation} {input}");
    }
}
