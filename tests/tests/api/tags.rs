//! Tags of applications and deployment groups.

use crate::desk::{Desk, group, with};
use crate::race::call_beaten;
use serde_json::{Value, json};

const HERE: &str = "arn:aws:codedeploy:eu-west-1:123456789012:";

fn application(name: &str) -> String {
    format!("{HERE}application:{name}")
}

fn group_arn(name: &str) -> String {
    format!("{HERE}deploymentgroup:{name}")
}

fn listed(desk: &Desk, arn: &str) -> Value {
    desk.ok("ListTagsForResource", json!({"ResourceArn": arn}))["Tags"].clone()
}

fn one(key: &str, value: &str) -> Value {
    json!([{"Key": key, "Value": value}])
}

#[test]
fn tags_are_given_replaced_and_taken() {
    let desk = Desk::furnished();
    for arn in [application("shop"), group_arn("shop/live")] {
        assert_eq!(listed(&desk, &arn), json!([]));
        assert_eq!(desk.ok("TagResource", json!({"ResourceArn": arn, "Tags": one("team", "red")})), json!({}));
        desk.ok("TagResource", json!({"ResourceArn": arn, "Tags": [{"Key": "team", "Value": "blue"}, {"Key": "empty"}]}));
        assert_eq!(listed(&desk, &arn), json!([{"Key": "empty", "Value": ""}, {"Key": "team", "Value": "blue"}]));
        assert_eq!(desk.ok("UntagResource", json!({"ResourceArn": arn, "TagKeys": ["empty", "never"]})), json!({}));
        assert_eq!(listed(&desk, &arn), one("team", "blue"));
    }
}

#[test]
fn tags_given_at_the_making_stay_through_a_rename_and_go_with_their_owner() {
    let desk = Desk::new();
    let made = json!({"applicationName": "shop", "computePlatform": "Lambda", "tags": one("team", "red")});
    desk.ok("CreateApplication", made);
    desk.ok("CreateDeploymentGroup", with(group("live"), json!({"tags": one("stage", "live")})));
    assert_eq!(listed(&desk, &application("shop")), one("team", "red"));
    desk.ok("UpdateApplication", json!({"applicationName": "shop", "newApplicationName": "store"}));
    let rename = json!({"applicationName": "store", "currentDeploymentGroupName": "live", "newDeploymentGroupName": "main"});
    desk.ok("UpdateDeploymentGroup", rename);
    assert_eq!(listed(&desk, &application("store")), one("team", "red"));
    assert_eq!(listed(&desk, &group_arn("store/main")), one("stage", "live"));
    assert_eq!(listed(&desk, &application("shop")), json!([]), "what does not exist has no tags");
    desk.ok("DeleteDeploymentGroup", json!({"applicationName": "store", "deploymentGroupName": "main"}));
    desk.ok("CreateDeploymentGroup", with(group("main"), json!({"applicationName": "store"})));
    assert_eq!(listed(&desk, &group_arn("store/main")), json!([]));
    desk.ok("DeleteApplication", json!({"applicationName": "store"}));
    desk.ok("CreateApplication", json!({"applicationName": "store", "computePlatform": "Lambda"}));
    assert_eq!(listed(&desk, &application("store")), json!([]));
}

#[test]
fn a_thousand_tagged_groups_go_with_their_application() {
    let desk = Desk::furnished();
    for number in 0..40 {
        let patch = json!({"tags": one("number", &number.to_string()), "deploymentConfigName": "steps"});
        desk.ok("CreateDeploymentGroup", with(group(&format!("g{number}")), patch));
    }
    desk.ok("DeleteApplication", json!({"applicationName": "shop"}));
    assert_eq!(desk.refused("GetApplication", json!({"applicationName": "shop"})), "ApplicationDoesNotExistException");
}

#[test]
fn what_is_deleted_meanwhile_is_not_tagged() {
    let desk = Desk::furnished();
    let input = json!({"ResourceArn": application("shop"), "Tags": one("team", "red")});
    let answer =
        call_beaten(&desk, "TagResource", input.clone(), || drop(desk.ok("DeleteApplication", json!({"applicationName": "shop"}))));
    assert_eq!(answer.unwrap_err().code, "ApplicationDoesNotExistException");
    desk.ok("CreateApplication", json!({"applicationName": "shop", "computePlatform": "Lambda"}));
    let other = json!({"ResourceArn": application("shop"), "Tags": one("stage", "live")});
    call_beaten(&desk, "TagResource", input, || drop(desk.ok("TagResource", other))).unwrap();
    assert_eq!(listed(&desk, &application("shop")), json!([{"Key": "stage", "Value": "live"}, {"Key": "team", "Value": "red"}]));
}

#[test]
fn what_is_wrong_is_refused() {
    let desk = Desk::furnished();
    let many = |count: usize| json!((0..count).map(|number| json!({"Key": format!("k{number}"), "Value": ""})).collect::<Vec<_>>());
    desk.ok("TagResource", json!({"ResourceArn": application("shop"), "Tags": many(50)}));
    let shop = |tags: Value| json!({"ResourceArn": application("shop"), "Tags": tags});
    for (input, code) in [
        (json!({"Tags": one("k", "v")}), "ResourceArnRequired"),
        (json!({"ResourceArn": application("shop")}), "TagRequired"),
        (shop(json!([])), "TagRequired"),
        (shop(one("fifty-first", "")), "InvalidTagsToAdd"),
        (shop(one("", "v")), "InvalidTagsToAdd"),
        (shop(one("AWS:x", "v")), "InvalidTagsToAdd"),
        (shop(one(&"k".repeat(129), "v")), "InvalidTagsToAdd"),
        (shop(one("k", &"v".repeat(257))), "InvalidTagsToAdd"),
        (shop(json!([{"Key": "k"}, {"Key": "k"}])), "InvalidTagsToAdd"),
        (json!({"ResourceArn": application("none"), "Tags": one("k", "v")}), "ApplicationDoesNotExist"),
        (json!({"ResourceArn": group_arn("none/live"), "Tags": one("k", "v")}), "ApplicationDoesNotExist"),
        (json!({"ResourceArn": group_arn("shop/none"), "Tags": one("k", "v")}), "DeploymentGroupDoesNotExist"),
        (json!({"ResourceArn": "shop", "Tags": one("k", "v")}), "InvalidArn"),
        (json!({"ResourceArn": format!("{HERE}deploymentconfig:steps"), "Tags": one("k", "v")}), "ArnNotSupported"),
    ] {
        assert_eq!(desk.refused("TagResource", input.clone()), format!("{code}Exception"), "{input}");
    }
    let untag = json!({"ResourceArn": application("shop"), "TagKeys": []});
    assert_eq!(desk.refused("UntagResource", untag), "TagRequiredException");
    assert_eq!(desk.refused("ListTagsForResource", json!({"ResourceArn": "arn:aws:s3:::shop"})), "InvalidArnException");
    let made = json!({"applicationName": "new", "computePlatform": "Lambda", "tags": many(51)});
    assert_eq!(desk.refused("CreateApplication", made), "InvalidTagsToAddException");
}
