//! The function that is deployed: version 1 is live, [`GOOD`] is good, and so the newest; [`BROKEN`] is broken.

use std::io::Write;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Session, Stack};

pub(crate) const FUNCTION: &str = "demo-orders";
pub(crate) const ALIAS: &str = "live";
pub(crate) const HOOK: &str = "demo-smoke-test";
pub(crate) const ALARM: &str = "demo-orders-errors";
/// The version that is broken.
pub(crate) const BROKEN: &str = "2";
/// The version that mends it.
pub(crate) const GOOD: &str = "3";
pub(crate) const APPLICATION: &str = "demo";
pub(crate) const GROUP: &str = "orders";
pub(crate) const METRIC_NAMESPACE: &str = "Demo";
pub(crate) const METRIC: &str = "OrdersErrors";

const ROLE: &str = "demo-functions";

/// Makes all that the demo needs: the function to deploy, its hook, and the group that deploys it.
pub(crate) fn prepare(stack: &Stack, session: &Session) -> Result<()> {
    let role = deployable(stack, session)?;
    function(session, HOOK, "sample.hook", &role, &json!({"VERDICT": "Failed", "AWS_ENDPOINT_URL_CODEDEPLOY": stack.report_url()?}))?;
    group(stack, session)
}

/// Makes the function with its versions, its alias and its alarm, and gives the role it has.
pub(crate) fn deployable(stack: &Stack, session: &Session) -> Result<String> {
    let role = role(session)?;
    function(session, FUNCTION, "sample.handler", &role, &json!({"BEHAVIOUR": "good", "RELEASE": "1"}))?;
    publish(session)?;
    for (release, behaviour) in [(BROKEN, "bad"), (GOOD, "good")] {
        let environment = json!({"Variables": {"BEHAVIOUR": behaviour, "RELEASE": release}});
        session.call("lambda", "update_function_configuration", json!({"FunctionName": FUNCTION, "Environment": environment}))?;
        publish(session)?;
    }
    session.call("lambda", "create_alias", json!({"FunctionName": FUNCTION, "Name": ALIAS, "FunctionVersion": "1"}))?;
    alarm(stack, session)?;
    Ok(role)
}

fn role(session: &Session) -> Result<String> {
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    });
    let made = session.call("iam", "create_role", json!({"RoleName": ROLE, "AssumeRolePolicyDocument": trust.to_string()}))?;
    Ok(made["Role"]["Arn"].as_str().context("a role has an ARN")?.to_owned())
}

fn function(session: &Session, name: &str, handler: &str, role: &str, variables: &Value) -> Result<()> {
    let package = crate::paths::target_folder("demo")?.join("sample.zip");
    std::fs::write(&package, zipped()?).with_context(|| format!("cannot write {}", package.display()))?;
    let made = json!({
        "FunctionName": name,
        "Runtime": "python3.12",
        "Handler": handler,
        "Role": role,
        "Code": {"ZipFile": {"$file": package}},
        "Environment": {"Variables": variables},
    });
    session.call("lambda", "create_function", made).map(|_| ())
}

fn zipped() -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(vec![]));
    archive.start_file("sample.py", SimpleFileOptions::default())?;
    archive.write_all(include_bytes!("sample.py"))?;
    Ok(archive.finish()?.into_inner())
}

fn publish(session: &Session) -> Result<()> {
    session.call("lambda", "publish_version", json!({"FunctionName": FUNCTION})).map(|_| ())
}

fn alarm(stack: &Stack, session: &Session) -> Result<()> {
    let alarm = json!({
        "AlarmName": ALARM,
        "Namespace": METRIC_NAMESPACE,
        "MetricName": METRIC,
        "Dimensions": dimensions(),
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 3,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [stack.output("AlarmTopicArn")?],
    });
    session.call("cloudwatch", "put_metric_alarm", alarm).map(|_| ())
}

/// What the metric tells of, as CloudWatch writes it.
pub(crate) fn dimensions() -> Value {
    json!([{"Name": "FunctionName", "Value": FUNCTION}])
}

fn group(stack: &Stack, session: &Session) -> Result<()> {
    super::api(stack, session, "CreateApplication", &json!({"applicationName": APPLICATION, "computePlatform": "Lambda"}))?;
    let input = json!({
        "applicationName": APPLICATION,
        "deploymentGroupName": GROUP,
        "serviceRoleArn": "arn:aws:iam::000000000000:role/demo-functions",
        "alarmConfiguration": {"enabled": true, "alarms": [{"name": ALARM}]},
        "autoRollbackConfiguration": {
            "enabled": true,
            "events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
        },
    });
    super::api(stack, session, "CreateDeploymentGroup", &input).map(|_| ())
}
