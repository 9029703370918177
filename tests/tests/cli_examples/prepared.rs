//! Makes what an example names: applications, groups, deployments, revisions, instances.

use anyhow::{Context, Result};
use headgate_tests::local::{Local, lambda_revision};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;
use xtask::wait_for;

const ROLE: &str = "arn:aws:iam::123456789012:role/CodeDeployServiceRole";
/// A commit has forty hexadecimal digits, which the example's has not.
const COMMIT: &str = "fa8593600000a31736c051f10d77297000000000";
const PATIENCE: Duration = Duration::from_secs(30);

/// Prepares for an example; what stands in Headgate for the words that are only the example's.
pub(crate) fn prepare(local: &Local, example: &str, folder: &Path) -> Result<BTreeMap<String, String>> {
    // Some accounts and regions in the examples are nobody's.
    let mut stands_for =
        BTreeMap::from([("80398EXAMPLE", "123456789012"), ("111122223333", "123456789012"), ("us-west-2", "us-east-1")].map(owned));
    match example {
        "add-tags-to-on-premises-instances" => tagged(local, &[])?,
        "batch-get-on-premises-instances" | "remove-tags-from-on-premises-instances" => tagged(local, &["CodeDeployDemo-OnPrem"])?,
        "deregister" | "deregister-on-premises-instance" | "get-on-premises-instance" | "list-on-premises-instances" => {
            instance(local, "AssetTag12010298EX", &["CodeDeployDemo-OnPrem"])?;
        }
        "batch-get-application-revisions" => {
            revisions_of_github(local)?;
            stands_for.extend([("fa85936EXAMPLEa31736c051f10d77297EXAMPLE", COMMIT)].map(owned));
        }
        "batch-get-applications" | "list-applications" => {
            application(local, "WordPress_App", "Server")?;
            application(local, "MyOther_App", "Server")?;
        }
        "batch-get-deployment-groups" => {
            application(local, "my-codedeploy-application", "Server")?;
            for name in ["my-deployment-group-1", "my-deployment-group-2"] {
                server_group(local, "my-codedeploy-application", name)?;
            }
        }
        "create-deployment 1"
        | "create-deployment-group"
        | "delete-application"
        | "register-application-revision"
        | "push"
        | "update-application" => {
            application(local, "WordPress_App", "Server")?;
            if example == "create-deployment 1" {
                server_group(local, "WordPress_App", "WordPress_DG")?;
            }
            stands_for.extend([("/tmp/MyLocalDeploymentFolder/", ".")].map(owned));
            fs::write(folder.join("appspec.yml"), "version: 0.0\n")?;
        }
        "create-deployment 2" => {
            application(local, "ecs-deployment", "ECS")?;
            let location = json!({"bucket": "ecs-deployment-bucket", "key": "appspec.yaml", "bundleType": "YAML"});
            let input = json!({"applicationName": "ecs-deployment", "deploymentGroupName": "ecs-deployment-dg", "revision": {"revisionType": "S3", "s3Location": location}});
            fs::write(folder.join("create-deployment.json"), input.to_string())?;
        }
        "delete-deployment-config" | "get-deployment-config" | "list-deployment-configs" => {
            let hosts = json!({"type": "FLEET_PERCENT", "value": 75});
            local.ok("CreateDeploymentConfig", json!({"deploymentConfigName": "ThreeQuartersHealthy", "minimumHealthyHosts": hosts}))?;
        }
        "delete-deployment-group" | "get-deployment-group" | "update-deployment-group" | "list-deployment-groups" => {
            application(local, "WordPress_App", "Server")?;
            server_group(local, "WordPress_App", "WordPress_DG")?;
            if example == "list-deployment-groups" {
                server_group(local, "WordPress_App", "WordPress_Beta_DG")?;
            }
        }
        "get-application" => application(local, "WordPress_App", "Server")?,
        "get-application-revision" => {
            application(local, "WordPress_App", "Server")?;
            let e_tag = "dd56cfdEXAMPLE8e768f9d77fEXAMPLE";
            revision(local, &json!({"bucket": "amzn-s3-demo-bucket", "bundleType": "zip", "eTag": e_tag, "key": "WordPressApp.zip"}))?;
        }
        "list-application-revisions" => {
            application(local, "WordPress_App", "Server")?;
            for (key, version) in
                [("WordPress_App.zip", "uTecLusvCB_JqHFXtfUcyfV8bEXAMPLE"), ("WordPress_App_2-0.zip", "tMk.UxgDpMEVb7V187ZM6wVAWEXAMPLE")]
            {
                revision(local, &json!({"bucket": "amzn-s3-demo-bucket", "bundleType": "zip", "version": version, "key": key}))?;
            }
        }
        "list-tags-for-resource" | "tag-resource" | "untag-resource" => {
            application(local, "testApp", "Server")?;
            if example != "tag-resource" {
                let arn = "arn:aws:codedeploy:us-east-1:123456789012:application:testApp";
                let tags = json!([{"Key": "Name", "Value": "testName"}, {"Key": "Type", "Value": "testType"}]);
                local.ok("TagResource", json!({"ResourceArn": arn, "Tags": tags}))?;
            }
        }
        _ => stands_for.extend(deployments(local, example)?),
    }
    Ok(stands_for)
}

/// The same, for an example of deployments.
fn deployments(local: &Local, example: &str) -> Result<BTreeMap<String, String>> {
    let mut stands_for = BTreeMap::new();
    match example {
        "batch-get-deployment-targets" | "get-deployment-target" => {
            let id = deployed(local)?;
            stands_for.extend(
                [
                    ("d-1A2B3C4D5", &*id),
                    ("d-A1B2C3111", &id),
                    ("i-01a2b3c4d5e6f1111", "orders:live"),
                    ("i-a1b2c3d4e5f611111", "orders:live"),
                ]
                .map(owned),
            );
        }
        "batch-get-deployments" => {
            let (first, second) = (deployed(local)?, redeployed(local)?);
            stands_for.extend([("d-A1B2C3111", &*first), ("d-A1B2C3222", &second)].map(owned));
        }
        "get-deployment" | "get-deployment-instance" | "list-deployment-instances" | "deployment-successful" => {
            let id = deployed(local)?;
            let ids = ["d-A1B2C3123", "d-A1B2C3111", "d-QA4G4F9EX"].map(|example| (example, &*id));
            stands_for.extend(ids.map(owned));
            stands_for.extend([("i-902e9fEX", "orders:live")].map(owned));
        }
        "list-deployment-targets" => {
            let id = failed(local)?;
            stands_for.extend([("d-A1B2C3111", &*id), ("i-0f1558aaf90e5f1f9", "orders:live")].map(owned));
        }
        "continue-deployment" | "stop-deployment" => stands_for.extend([("d-A1B2C3111", &*long(local)?)].map(owned)),
        "list-deployments" => {
            failed(local)?;
            stands_for.extend([("2014-08-19T00:00:00", "2020-01-01T00:00:00"), ("2014-08-20T00:00:00", "2100-01-01T00:00:00")].map(owned));
        }
        _ => {}
    }
    Ok(stands_for)
}

fn owned((example, real): (&str, &str)) -> (String, String) {
    (example.to_owned(), real.to_owned())
}

fn application(local: &Local, name: &str, platform: &str) -> Result<()> {
    local.ok("CreateApplication", json!({"applicationName": name, "computePlatform": platform})).map(|_| ())
}

fn server_group(local: &Local, application: &str, name: &str) -> Result<()> {
    let filters = json!([{"Key": "Name", "Value": "CodeDeployDemo", "Type": "KEY_AND_VALUE"}]);
    let input = json!({
        "applicationName": application,
        "deploymentGroupName": name,
        "serviceRoleArn": "arn:aws:iam::123456789012:role/CodeDeployDemoRole",
        "ec2TagFilters": filters,
        "autoScalingGroups": ["CodeDeployDemo-ASG"],
    });
    local.ok("CreateDeploymentGroup", input).map(|_| ())
}

fn revision(local: &Local, location: &Value) -> Result<()> {
    let revision = json!({"revisionType": "S3", "s3Location": location});
    local.ok("RegisterApplicationRevision", json!({"applicationName": "WordPress_App", "revision": revision})).map(|_| ())
}

fn revisions_of_github(local: &Local) -> Result<()> {
    application(local, "my-codedeploy-application", "Server")?;
    let location = json!({"commitId": COMMIT, "repository": "my-github-token/my-repository"});
    let revision = json!({"revisionType": "GitHub", "gitHubLocation": location});
    let description = "Application revision registered by Deployment ID: d-A1B2C3111";
    let input = json!({"applicationName": "my-codedeploy-application", "revision": revision, "description": description});
    local.ok("RegisterApplicationRevision", input).map(|_| ())
}

fn tagged(local: &Local, tags: &[&str]) -> Result<()> {
    instance(local, "AssetTag12010298EX", tags)?;
    instance(local, "AssetTag23121309EX", tags)
}

fn instance(local: &Local, name: &str, tags: &[&str]) -> Result<()> {
    let user = format!("arn:aws:iam::123456789012:user/AWS/CodeDeploy/{name}");
    local.ok("RegisterOnPremisesInstance", json!({"instanceName": name, "iamUserArn": user}))?;
    for value in tags {
        local.ok("AddTagsToOnPremisesInstances", json!({"instanceNames": [name], "tags": [{"Key": "Name", "Value": value}]}))?;
    }
    Ok(())
}

/// A deployment of a function: Headgate deploys no servers.
fn deployed(local: &Local) -> Result<String> {
    function_group(local, "CodeDeployDefault.LambdaAllAtOnce")?;
    redeployed(local)
}

fn redeployed(local: &Local) -> Result<String> {
    let id = created(local, &lambda_revision("orders"))?;
    ended(local, &id)?;
    Ok(id)
}

fn long(local: &Local) -> Result<String> {
    function_group(local, "CodeDeployDefault.LambdaCanary10Percent30Minutes")?;
    created(local, &lambda_revision("orders"))
}

/// Three deployments that failed; the last one's id.
fn failed(local: &Local) -> Result<String> {
    function_group(local, "CodeDeployDefault.LambdaAllAtOnce")?;
    let mut last = String::new();
    for _ in 0..3 {
        // The alias is on version 1.
        let text = lambda_revision("orders").to_string().replace(r#"\"CurrentVersion\":\"1\""#, r#"\"CurrentVersion\":\"7\""#);
        last = created(local, &serde_json::from_str(&text)?)?;
        ended(local, &last)?;
    }
    Ok(last)
}

fn function_group(local: &Local, configuration: &str) -> Result<()> {
    application(local, "WordPress_App", "Lambda")?;
    let input = json!({
        "applicationName": "WordPress_App",
        "deploymentGroupName": "WordPress_DG",
        "serviceRoleArn": ROLE,
        "deploymentConfigName": configuration,
    });
    local.ok("CreateDeploymentGroup", input).map(|_| ())
}

fn created(local: &Local, revision: &Value) -> Result<String> {
    let input = json!({"applicationName": "WordPress_App", "deploymentGroupName": "WordPress_DG", "revision": revision});
    let created = local.ok("CreateDeployment", input)?;
    Ok(created["deploymentId"].as_str().context("a deployment has an id")?.to_owned())
}

fn ended(local: &Local, id: &str) -> Result<()> {
    wait_for(&format!("the end of {id}"), PATIENCE, || {
        let status = local.ok("GetDeployment", json!({"deploymentId": id}))?["deploymentInfo"]["status"].take();
        Ok(["Succeeded", "Failed", "Stopped"].iter().any(|end| status == *end).then_some(()))
    })
}
