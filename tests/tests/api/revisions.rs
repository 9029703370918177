//! Revisions: registered, deployed, read, and listed.

use crate::desk::{Desk, appspec, content, group, with};
use crate::race::call_beaten;
use headgate_engine::Object;
use serde_json::{Value, json};

const SHOP: &str = "shop";

fn s3(key: &str, e_tag: &str) -> Value {
    let location = json!({"bucket": "bundles", "key": key, "bundleType": "JSON", "eTag": e_tag});
    json!({"revisionType": "S3", "s3Location": location})
}

fn of(revision: &Value) -> Value {
    json!({"applicationName": SHOP, "revision": revision})
}

fn info(desk: &Desk, revision: &Value) -> Value {
    desk.ok("GetApplicationRevision", of(revision))["revisionInfo"].clone()
}

fn registered(desk: &Desk, revision: &Value) {
    assert_eq!(desk.ok("RegisterApplicationRevision", of(revision)), json!({}));
}

fn listed(desk: &Desk, patch: Value) -> Vec<Value> {
    let answer = desk.ok("ListApplicationRevisions", with(json!({"applicationName": SHOP}), patch));
    answer["revisions"].as_array().unwrap().clone()
}

fn sha256(answer: &Value) -> Value {
    json!({"revisionType": "AppSpecContent", "appSpecContent": {"sha256": answer["appSpecContent"]["sha256"]}})
}

fn with_object(key: &str) -> Desk {
    let mut desk = Desk::furnished();
    let object = Object { bytes: appspec("orders").into_bytes(), e_tag: Some("e1".to_owned()) };
    desk.objects.insert(key.to_owned(), Ok(object));
    desk
}

#[test]
fn a_revision_is_registered_once_and_described_anew() {
    let desk = Desk::furnished();
    let revision = s3("a.json", "e1");
    desk.ok("RegisterApplicationRevision", with(of(&revision), json!({"description": "first"})));
    desk.pass(60);
    registered(&desk, &revision);
    assert_eq!(info(&desk, &revision), json!({"description": "first", "registerTime": 1_767_225_600.0, "deploymentGroups": []}));
    desk.ok("RegisterApplicationRevision", with(of(&revision), json!({"description": "second"})));
    assert_eq!(info(&desk, &revision)["description"], "second");
    assert_eq!(info(&desk, &revision)["registerTime"], 1_767_225_600.0);
    assert_eq!(desk.ok("GetApplicationRevision", of(&revision))["revision"], revision);
    assert_eq!(listed(&desk, json!({})), [revision]);
}

#[test]
fn every_kind_of_location_is_kept() {
    let desk = Desk::furnished();
    let text = appspec("orders");
    let git_hub = json!({"revisionType": "GitHub", "gitHubLocation": {"repository": "me/shop", "commitId": "ab".repeat(20)}});
    let string = json!({"revisionType": "String", "string": {"content": text}});
    for revision in [content(&text), string, git_hub.clone(), s3("a.json", "e1")] {
        registered(&desk, &revision);
    }
    let all = listed(&desk, json!({}));
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|location| !location.to_string().contains("content\":")), "{all:?}");
    let answer = desk.ok("GetApplicationRevision", of(&content(&text)));
    assert_eq!(answer["revision"]["appSpecContent"]["content"], json!(text));
    let by_digest = desk.ok("GetApplicationRevision", of(&sha256(&answer["revision"])));
    assert_eq!(by_digest, answer);
    assert_eq!(desk.ok("GetApplicationRevision", of(&git_hub))["revision"], git_hub);
    let deployed = with(crate::desk::deployment("live"), json!({"revision": sha256(&answer["revision"])}));
    desk.ok("CreateDeployment", deployed);
    let git_hub = with(crate::desk::deployment("live"), json!({"revision": git_hub}));
    assert_eq!(desk.refused("CreateDeployment", git_hub), "InvalidRevisionException");
}

#[test]
fn a_revision_is_of_its_application_alone() {
    let desk = Desk::furnished();
    desk.ok("CreateApplication", json!({"applicationName": "other", "computePlatform": "Lambda"}));
    desk.deploy(json!({}));
    let known = desk.ok("GetApplicationRevision", of(&content(&appspec("orders"))))["revision"].clone();
    for revision in [sha256(&known), content(&appspec("orders"))] {
        let elsewhere = json!({"applicationName": "other", "revision": revision});
        assert_eq!(desk.refused("GetApplicationRevision", elsewhere), "RevisionDoesNotExistException");
    }
    let registered = json!({"applicationName": "other", "revision": sha256(&known)});
    assert_eq!(desk.refused("RegisterApplicationRevision", registered), "InvalidRevisionException");
    assert_eq!(desk.ok("ListApplicationRevisions", json!({"applicationName": "other"})), json!({"revisions": []}));
}

#[test]
fn a_deployment_uses_its_revision_and_makes_it_its_groups_target() {
    let desk = Desk::furnished();
    desk.ok("CreateDeploymentGroup", group("test"));
    let (first, second) = (content(&appspec("orders")), content(&appspec("stock")));
    registered(&desk, &first);
    desk.pass(60);
    let one = desk.deploy(json!({"revision": first}));
    assert_eq!(desk.info(&one).get("previousRevision"), None);
    desk.pass(60);
    desk.clerk.world().start_over();
    desk.deploy(json!({"revision": first, "deploymentGroupName": "test"}));
    let known = info(&desk, &first);
    assert_eq!((&known["registerTime"], &known["firstUsedTime"]), (&json!(1_767_225_600.0), &json!(1_767_225_660.0)));
    assert_eq!((&known["lastUsedTime"], &known["deploymentGroups"]), (&json!(1_767_225_720.0), &json!(["live", "test"])));
    desk.pass(60);
    let two = desk.deploy(json!({"revision": second}));
    let told = desk.info(&two);
    assert_eq!(told["previousRevision"], desk.info(&one)["revision"]);
    assert_eq!(told["revision"]["appSpecContent"].get("content"), None);
    let batch = desk.ok("BatchGetDeployments", json!({"deploymentIds": [two]}))["deploymentsInfo"].clone();
    assert_eq!(batch, json!([told]));
    assert_eq!(desk.info(&one).get("previousRevision"), None, "what came later is not before it");
    assert_eq!((&info(&desk, &first)["deploymentGroups"], &info(&desk, &second)["deploymentGroups"]), (&json!(["test"]), &json!(["live"])));
    desk.ok("DeleteDeploymentGroup", json!({"applicationName": SHOP, "deploymentGroupName": "test"}));
    assert_eq!(info(&desk, &first)["deploymentGroups"], json!([]));
    assert_eq!(listed(&desk, json!({"deployed": "include"})), [sha256(&told["revision"])]);
    assert_eq!(listed(&desk, json!({"deployed": "exclude"})), [sha256(&desk.info(&one)["revision"])]);
    assert_eq!(listed(&desk, json!({"deployed": "ignore"})).len(), 2);
}

#[test]
fn what_is_deployed_from_s3_is_registered_with_the_entity_tag_that_was_read() {
    let desk = with_object("a.json");
    let unsaid = json!({"revisionType": "S3", "s3Location": {"bucket": "bundles", "key": "a.json", "bundleType": "JSON"}});
    let id = desk.deploy(json!({"revision": unsaid}));
    let told = desk.info(&id);
    assert_eq!(told["revision"], s3("a.json", "e1"));
    assert_eq!(info(&desk, &s3("a.json", "e1"))["deploymentGroups"], json!(["live"]));
    assert_eq!(info(&desk, &s3("a.json", "\"e1\""))["deploymentGroups"], json!(["live"]), "quotes are none of it");
    assert_eq!(desk.refused("GetApplicationRevision", of(&unsaid)), "RevisionDoesNotExistException");
    let text = json!({"revisionType": "AppSpecContent", "appSpecContent": {"sha256": told["headgate"]["appSpecSha256"]}});
    let answer = desk.ok("GetApplicationRevision", of(&text));
    assert_eq!(answer["revision"]["appSpecContent"]["content"], json!(appspec("orders")));
}

#[test]
fn two_deployments_of_one_revision_at_once_are_both_made() {
    let desk = Desk::furnished();
    desk.ok("CreateDeploymentGroup", group("test"));
    let revision = content(&appspec("orders"));
    let input = |group: &str| with(crate::desk::deployment(group), json!({"revision": revision, "onConflict": "queue"}));
    let other = || {
        desk.ok("CreateDeployment", input("test"));
        desk.clerk.world().start_over();
        desk.pass(60);
    };
    call_beaten(&desk, "CreateDeployment", input("live"), other).unwrap();
    let deployments = desk.ok("ListDeployments", json!({}))["deployments"].clone();
    assert_eq!(deployments.as_array().unwrap().len(), 2);
    let known = info(&desk, &revision);
    assert_eq!((&known["deploymentGroups"], &known["firstUsedTime"]), (&json!(["live", "test"]), &json!(1_767_225_600.0)));
}

#[test]
fn a_revision_that_is_used_meanwhile_is_described_all_the_same() {
    let desk = Desk::furnished();
    let revision = content(&appspec("orders"));
    let described = with(of(&revision), json!({"description": "said"}));
    call_beaten(&desk, "RegisterApplicationRevision", described, || drop(desk.deploy(json!({"revision": revision})))).unwrap();
    let known = info(&desk, &revision);
    assert_eq!((&known["description"], &known["deploymentGroups"]), (&json!("said"), &json!(["live"])));
    let gone = call_beaten(&desk, "RegisterApplicationRevision", of(&s3("late", "e")), || {
        desk.ok("DeleteApplication", json!({"applicationName": SHOP}));
    });
    assert_eq!(gone.unwrap_err().code, "ApplicationDoesNotExistException");
}

#[test]
fn several_revisions_are_read_at_once() {
    let desk = Desk::furnished();
    let revisions = [s3("a.json", "e1"), s3("b.json", "e1")];
    registered(&desk, &revisions[0]);
    let batch = |revisions: Value| json!({"applicationName": SHOP, "revisions": revisions});
    let answer = desk.ok("BatchGetApplicationRevisions", batch(json!(revisions)));
    assert_eq!(answer["applicationName"], SHOP);
    assert_eq!(answer["revisions"].as_array().unwrap().len(), 1);
    assert_eq!(answer["revisions"][0]["revisionLocation"], revisions[0]);
    assert_eq!(answer["revisions"][0]["genericRevisionInfo"], info(&desk, &revisions[0]));
    assert!(answer["errorMessage"].as_str().unwrap().contains("s3://bundles/b.json"), "{answer}");
    assert_eq!(desk.refused("BatchGetApplicationRevisions", batch(json!([]))), "RevisionRequiredException");
    assert_eq!(desk.refused("BatchGetApplicationRevisions", batch(json!(vec![&revisions[0]; 26]))), "BatchLimitExceededException");
}

#[test]
fn revisions_are_listed_by_place_and_in_order() {
    let mut desk = with_object("apps/b.json");
    let object = desk.objects["apps/b.json"].clone();
    desk.objects.insert("apps/c.json".to_owned(), object);
    for key in ["apps/a.json", "apps/b.json", "apps/c.json", "other.json"] {
        registered(&desk, &s3(key, "e1"));
        desk.pass(60);
    }
    for key in ["apps/c.json", "apps/b.json", "apps/c.json"] {
        desk.deploy(json!({"revision": s3(key, "e1")}));
        desk.pass(60);
    }
    let keys = |patch: Value| -> Vec<String> {
        let patch = with(json!({"s3Bucket": "bundles", "s3KeyPrefix": "apps/"}), patch);
        listed(&desk, patch).iter().map(|location| location["s3Location"]["key"].as_str().unwrap()[5..6].to_owned()).collect()
    };
    assert_eq!(keys(json!({})).len(), 3);
    assert_eq!(keys(json!({"sortBy": "registerTime"})), ["a", "b", "c"]);
    assert_eq!(keys(json!({"sortBy": "registerTime", "sortOrder": "descending"})), ["c", "b", "a"]);
    assert_eq!(keys(json!({"sortBy": "firstUsedTime"})), ["a", "c", "b"], "what was never used comes first");
    assert_eq!(keys(json!({"sortBy": "lastUsedTime", "sortOrder": "ascending"})), ["a", "b", "c"]);
    assert_eq!(keys(json!({"sortBy": "lastUsedTime", "deployed": "include"})), ["c"]);
    assert_eq!(listed(&desk, json!({"s3Bucket": "elsewhere"})), Vec::<Value>::new());
    assert_eq!(listed(&desk, json!({"s3Bucket": "bundles"})).len(), 4);
}

#[test]
fn a_list_goes_on_where_its_page_ended_whatever_is_registered_meanwhile() {
    let desk = Desk::furnished();
    for number in 0..230 {
        registered(&desk, &s3(&format!("{number:03}"), "e"));
        desk.pass(1);
    }
    for order in [json!({}), json!({"sortBy": "registerTime"}), json!({"sortBy": "registerTime", "sortOrder": "descending"})] {
        let (mut seen, mut token) = (vec![], Value::Null);
        for page in 0.. {
            let input = with(with(json!({"applicationName": SHOP}), order.clone()), json!({"nextToken": token}));
            let answer = desk.ok("ListApplicationRevisions", input);
            let found = answer["revisions"].as_array().unwrap().iter();
            seen.extend(found.map(|location| location["s3Location"]["key"].as_str().unwrap().to_owned()));
            desk.ok("RegisterApplicationRevision", of(&s3(&format!("late-{page}"), &order.to_string())));
            token = answer["nextToken"].clone();
            if token.is_null() {
                break;
            }
        }
        let mut once: Vec<&String> = seen.iter().filter(|key| !key.starts_with("late")).collect();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), 230, "{order}");
        let first = seen.iter().filter(|key| !key.starts_with("late")).count();
        assert_eq!(first, 230, "{order}: none is seen twice");
    }
    let first = desk.ok("ListApplicationRevisions", json!({"applicationName": SHOP}));
    let other = json!({"applicationName": SHOP, "sortBy": "registerTime", "nextToken": first["nextToken"]});
    assert_eq!(desk.refused("ListApplicationRevisions", other), "InvalidNextTokenException");
}

#[test]
fn what_is_wrong_is_refused() {
    let desk = Desk::furnished();
    let git_hub = |repository: &str, commit: &str| json!({"revisionType": "GitHub", "gitHubLocation": {"repository": repository, "commitId": commit}});
    for revision in [
        json!({}),
        json!({"revisionType": "S3"}),
        json!({"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k"}}),
        json!({"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k".repeat(1025), "bundleType": "zip"}}),
        git_hub("shop", &"a".repeat(40)),
        git_hub("me/shop", "main"),
        content(&"x".repeat(256 * 1024 + 1)),
        json!({"revisionType": "String", "string": {"sha256": "ab".repeat(32)}}),
    ] {
        assert_eq!(desk.refused("RegisterApplicationRevision", of(&revision)), "InvalidRevisionException");
    }
    let named = |patch: Value| with(json!({"applicationName": SHOP}), patch);
    for (operation, input, code) in [
        ("RegisterApplicationRevision", named(json!({})), "RevisionRequired"),
        ("RegisterApplicationRevision", with(of(&s3("k", "e")), json!({"description": "x".repeat(257)})), "DescriptionTooLong"),
        ("RegisterApplicationRevision", with(of(&s3("k", "e")), json!({"applicationName": "none"})), "ApplicationDoesNotExist"),
        ("GetApplicationRevision", of(&s3("k", "e")), "RevisionDoesNotExist"),
        ("GetApplicationRevision", of(&json!({"revisionType": "String", "string": {"sha256": "ab".repeat(32)}})), "RevisionDoesNotExist"),
        ("ListApplicationRevisions", named(json!({"s3KeyPrefix": "a"})), "BucketNameFilterRequired"),
        ("ListApplicationRevisions", named(json!({"s3Bucket": "a b"})), "InvalidBucketNameFilter"),
        ("ListApplicationRevisions", named(json!({"s3Bucket": "abc", "s3KeyPrefix": ""})), "InvalidKeyPrefixFilter"),
        ("ListApplicationRevisions", named(json!({"sortBy": "colour"})), "InvalidSortBy"),
        ("ListApplicationRevisions", named(json!({"sortOrder": "up"})), "InvalidSortOrder"),
        ("ListApplicationRevisions", named(json!({"deployed": "maybe"})), "InvalidDeployedStateFilter"),
        ("ListApplicationRevisions", json!({"applicationName": "none"}), "ApplicationDoesNotExist"),
    ] {
        assert_eq!(desk.refused(operation, input.clone()), format!("{code}Exception"), "{operation} {input}");
    }
}
