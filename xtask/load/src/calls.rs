//! What is asked for, and in which order: the same for every target, and for every run.

use clap::ValueEnum;
use headgate_wire::protocol::{CODEDEPLOY, Request};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Which operations are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mix {
    /// What every implementation has: create, get and list applications and groups; get and list deployments.
    Common,
    /// The same, and changes, deletions, batches, revisions, configurations, tags, targets and instances.
    Full,
}

/// One client's calls, without end.
#[derive(Clone, Debug)]
pub struct Calls {
    mix: Mix,
    client: usize,
    number: usize,
    furniture: Furniture,
}

/// What every client reads.
#[derive(Clone, Debug)]
pub struct Furniture {
    /// The application. Everything that is made is named after it.
    pub application: String,
    /// A deployment.
    pub deployment: String,
    /// The account that the target answers for, which is in its ARNs.
    pub account: String,
}

/// In this many calls, one application and one group are made; in the full mix, they are removed again.
const ROUND: usize = 50;

/// Its group.
pub(crate) const LIVE: &str = "live";
const ROLE: &str = "arn:aws:iam::123456789012:role/deployer";

impl Calls {
    /// The calls of the client with this number.
    pub fn new(mix: Mix, client: usize, furniture: &Furniture) -> Self {
        Self { mix, client, number: 0, furniture: furniture.clone() }
    }

    /// The next call: the operation's name and its request.
    pub fn next_call(&mut self) -> (&'static str, Value) {
        let (round, step) = (self.number / ROUND, self.number % ROUND);
        self.number += 1;
        let own = format!("{}-{}-{round}", self.furniture.application, self.client);
        match (step, self.mix) {
            (0, _) => application(&own),
            (1, _) => group(&own, LIVE),
            (2, Mix::Full) => {
                let names = json!({"applicationName": own, "currentDeploymentGroupName": LIVE, "newDeploymentGroupName": "next"});
                ("UpdateDeploymentGroup", names)
            }
            (3, Mix::Full) => {
                let tags = json!([{"Key": "stage", "Value": "live"}]);
                ("TagResource", json!({"ResourceArn": self.arn(&own), "Tags": tags}))
            }
            (4, Mix::Full) => ("RegisterApplicationRevision", json!({"applicationName": own, "revision": revision(self.client)})),
            (5, Mix::Full) => ("DeleteDeploymentGroup", json!({"applicationName": own, "deploymentGroupName": "next"})),
            (6, Mix::Full) => ("DeleteApplication", json!({"applicationName": own})),
            (_, Mix::Common) => self.common(),
            (_, Mix::Full) if step % 2 == 0 => self.common(),
            (_, Mix::Full) => self.rare(),
        }
    }

    fn common(&self) -> (&'static str, Value) {
        match self.number % 6 {
            0 => ("GetApplication", json!({"applicationName": self.furniture.application})),
            1 => ("GetDeploymentGroup", json!({"applicationName": self.furniture.application, "deploymentGroupName": LIVE})),
            2 => ("GetDeployment", json!({"deploymentId": self.furniture.deployment})),
            3 => ("ListDeployments", json!({"applicationName": self.furniture.application, "deploymentGroupName": LIVE})),
            4 => ("ListDeploymentGroups", json!({"applicationName": self.furniture.application})),
            _ => ("ListApplications", json!({})),
        }
    }

    fn rare(&self) -> (&'static str, Value) {
        match (self.number / 2) % 10 {
            0 => ("BatchGetApplications", json!({"applicationNames": [self.furniture.application]})),
            1 => ("BatchGetDeployments", json!({"deploymentIds": [self.furniture.deployment]})),
            2 => ("BatchGetDeploymentGroups", json!({"applicationName": self.furniture.application, "deploymentGroupNames": [LIVE]})),
            3 => ("GetDeploymentConfig", json!({"deploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce"})),
            4 => ("ListDeploymentConfigs", json!({})),
            5 => ("ListDeploymentTargets", json!({"deploymentId": self.furniture.deployment})),
            6 => ("ListApplicationRevisions", json!({"applicationName": self.furniture.application})),
            7 => ("ListTagsForResource", json!({"ResourceArn": self.arn(&self.furniture.application)})),
            8 => ("ListOnPremisesInstances", json!({})),
            _ => ("ListGitHubAccountTokenNames", json!({})),
        }
    }
}

impl Calls {
    fn arn(&self, application: &str) -> String {
        format!("arn:aws:codedeploy:us-east-1:{}:application:{application}", self.furniture.account)
    }
}

/// As many requests as are wanted, as one client sends them.
pub fn requests(mix: Mix, furniture: &Furniture, count: usize) -> Vec<Request> {
    let mut calls = Calls::new(mix, 0, furniture);
    (0..count).map(|_| calls.next_call()).map(|(operation, input)| request(operation, &input)).collect()
}

/// What every client reads, made once. The last call answers with the deployment.
pub(crate) fn furnishing(shop: &str) -> [(&'static str, Value); 3] {
    let properties = json!({"Name": "orders", "Alias": "live", "CurrentVersion": "1", "TargetVersion": "2"});
    let appspec = json!({"version": "0.0", "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}]}).to_string();
    let revision = json!({"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec}});
    let deployment = json!({"applicationName": shop, "deploymentGroupName": LIVE, "revision": revision});
    [application(shop), group(shop, LIVE), ("CreateDeployment", deployment)]
}

fn application(name: &str) -> (&'static str, Value) {
    ("CreateApplication", json!({"applicationName": name, "computePlatform": "Lambda"}))
}

fn group(application: &str, name: &str) -> (&'static str, Value) {
    let configuration = "CodeDeployDefault.LambdaAllAtOnce";
    let input =
        json!({"applicationName": application, "deploymentGroupName": name, "serviceRoleArn": ROLE, "deploymentConfigName": configuration});
    ("CreateDeploymentGroup", input)
}

fn revision(number: usize) -> Value {
    json!({"revisionType": "S3", "s3Location": {"bucket": "revisions", "key": format!("{number}.zip"), "bundleType": "zip"}})
}

/// A call as awsJson 1.1 has it.
pub(crate) fn request(operation: &str, input: &Value) -> Request {
    let headers = [("content-type", "application/x-amz-json-1.1".to_owned()), ("x-amz-target", format!("{CODEDEPLOY}.{operation}"))];
    Request {
        id: "load".to_owned(),
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>(),
        body: input.to_string().into_bytes(),
    }
}
