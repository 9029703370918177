//! The real stack, with functions to deploy: on an emulator of its own, or in the account of those who
//! have one.

use crate::privilege::Stage;
use anyhow::{Context, Result, bail};
use headgate_domain::Status;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use xtask::{Invoked, Options, Proxy, Session, Stack, free_port, wait_for};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The application of every subject's deployment group.
pub const APPLICATION: &str = "headgate-e2e";
/// Hooks are named as CodeDeploy's convention has it, which is what an installation lets be invoked.
pub const HOOK_PREFIX: &str = "CodeDeployHook_e2e_";

/// Long enough for the slowest machine; nothing waits this long on a healthy one.
const PATIENCE: Duration = Duration::from_secs(150);

/// What the functions under deployment do: the hook ones say how they judge.
const CODE: &str = r#"
import json
import os

def handler(event, context):
    return {"release": os.environ["RELEASE"]}

def accepts(event, context):
    return {"status": "Succeeded"}

def rejects(event, context):
    return {"status": "Failed", "message": "the smoke test failed"}

def panics(event, context):
    raise RuntimeError("the hook is broken")

def silent(event, context):
    print("told", json.dumps(event))

def reports(event, context):
    report(event, "Failed")

def approves(event, context):
    report(event, "Succeeded")

def report(event, status):
    # As it would be written for CodeDeploy. Nothing is returned.
    import boto3
    boto3.client("codedeploy").put_lifecycle_event_hook_execution_status(
        deploymentId=event["DeploymentId"],
        lifecycleEventHookExecutionId=event["LifecycleEventHookExecutionId"],
        status=status,
    )
"#;

/// Set where the suite is to run against the stack that `HEADGATE_STACK` names, in an account.
const IN_ACCOUNT: &str = "HEADGATE_TEST_AWS";

/// Headgate, deployed. On an emulator every function may do only what its role allows.
pub struct Site {
    /// The stack.
    pub stack: Stack,
    /// Whoever tests, who may do everything.
    pub session: Session,
    /// What stands between the functions and the emulator; it lives as long as the functions need it.
    pub proxy: Option<Proxy>,
    made: Mutex<Vec<(&'static str, &'static str, Value)>>,
    folder: tempfile::TempDir,
    role: String,
}

/// A function with the versions 1, 2 and 3, its alias `live` on 1, its alarm and its deployment group.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The function's name, and the group's.
    pub name: String,
    /// The alarm's name.
    pub alarm: String,
}

/// Somebody with an access key.
pub struct Person<'a> {
    /// Who it is.
    pub arn: String,
    session: &'a Session,
    region: String,
    access_key: String,
    secret_key: String,
}

impl Person<'_> {
    /// Signs a decision, such as `approve d-ABCDEF123.2`.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being signed.
    pub fn proves(&self, purpose: &str) -> Result<String> {
        self.session.prove(&self.region, purpose, &self.access_key, &self.secret_key)
    }

    /// The variables with which an AWS client acts as this person.
    pub fn environment(&self) -> [(&'static str, &str); 2] {
        [("AWS_ACCESS_KEY_ID", &self.access_key), ("AWS_SECRET_ACCESS_KEY", &self.secret_key)]
    }
}

impl Site {
    /// Deploys Headgate to an emulator, or finds it in the account.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from running.
    #[expect(clippy::disallowed_methods, reason = "a person chooses by the environment where the suite runs")]
    pub fn open() -> Result<Self> {
        if std::env::var_os(IN_ACCOUNT).is_none() {
            return Self::on_emulator();
        }
        let name = std::env::var("HEADGATE_STACK").context("HEADGATE_STACK is to name a stack that is deployed in the account")?;
        Self::over(Stack::in_account(&name)?, None)
    }

    /// Deploys Headgate to an emulator, behind a proxy.
    ///
    /// # Errors
    ///
    /// Whatever keeps the emulator from running it.
    pub fn on_emulator() -> Result<Self> {
        Self::on_emulator_with(&[])
    }

    /// The same, with values for further parameters of the template.
    ///
    /// # Errors
    ///
    /// Whatever keeps the emulator from running it.
    pub fn on_emulator_with(parameters: &[(&str, &str)]) -> Result<Self> {
        let parameters = [("PollSeconds", "10")].iter().chain(parameters).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let port = free_port()?;
        let proxy = Proxy::before(port)?;
        let stack = Stack::start(&Options {
            port: Some(port),
            functions_endpoint: Some(proxy.endpoint()),
            parameters: parameters.collect(),
            ..Options::default()
        })?;
        Self::over(stack, Some(proxy))
    }

    fn over(stack: Stack, proxy: Option<Proxy>) -> Result<Self> {
        let session = Session::open(&stack)?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("code.zip"), zipped()?)?;
        let mut site = Self { stack, session, proxy, made: Mutex::default(), folder, role: String::new() };
        site.role = site.make_role()?;
        site.api("CreateApplication", &json!({"applicationName": APPLICATION, "computePlatform": "Lambda"}))?;
        for hook in ["accepts", "rejects", "panics", "silent", "reports", "approves"] {
            site.function(&format!("{HOOK_PREFIX}{hook}"), &format!("code.{hook}"), "0")?;
        }
        Ok(site)
    }

    fn make_role(&self) -> Result<String> {
        let trust = json!({
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
        });
        let name = "headgate-e2e-subjects";
        let made = self.session.call("iam", "create_role", json!({"RoleName": name, "AssumeRolePolicyDocument": trust.to_string()}))?;
        self.undo("iam", "delete_role", json!({"RoleName": name}));
        text(&made["Role"], "Arn")
    }

    /// Remembers how to remove what was made in an account; an emulator ends with all it holds.
    fn undo(&self, service: &'static str, call: &'static str, input: Value) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push((service, call, input));
    }

    /// Somebody with a name, who can do nothing but prove who he is.
    ///
    /// # Errors
    ///
    /// What IAM refuses.
    pub fn person(&self, name: &str) -> Result<Person<'_>> {
        let user = json!({"UserName": name});
        let made = self.session.call("iam", "create_user", user.clone())?;
        self.undo("iam", "delete_user", user.clone());
        let key = self.session.call("iam", "create_access_key", user)?["AccessKey"].clone();
        let (access_key, secret_key) = (text(&key, "AccessKeyId")?, text(&key, "SecretAccessKey")?);
        self.undo("iam", "delete_access_key", json!({"UserName": name, "AccessKeyId": access_key}));
        let region = self.stack.output("AlarmTopicArn")?.split(':').nth(3).context("the topic has a region")?.to_owned();
        Ok(Person { session: &self.session, arn: text(&made["User"], "Arn")?, region, access_key, secret_key })
    }

    /// The proxy, for tests that need one.
    ///
    /// # Errors
    ///
    /// In an account, where there is none.
    pub fn proxy(&self) -> Result<&Proxy> {
        self.proxy.as_ref().context("there is no proxy in an account")
    }

    /// What the calls of its functions are about.
    ///
    /// # Errors
    ///
    /// When an output is missing.
    pub fn stage(&self) -> Result<Stage> {
        let topic = self.stack.output("AlarmTopicArn")?;
        let place: Vec<&str> = topic.split(':').skip(3).take(2).collect();
        let queues = [
            ("WakeQueueUrl", "WakeQueue"),
            ("RollbackQueueUrl", "RollbackQueue"),
            ("WakeDeadLettersUrl", "WakeDeadLetters"),
            ("RollbackDeadLettersUrl", "RollbackDeadLetters"),
            ("EventDeadLettersUrl", "EventDeadLetters"),
            ("NoticeDeadLettersUrl", "NoticeDeadLetters"),
        ];
        let queues: Result<_> = queues.into_iter().map(|(output, queue)| Ok((self.stack.output(output)?.to_owned(), queue))).collect();
        Ok(Stage {
            stack: self.stack.name().to_owned(),
            place: place.join(":"),
            table: self.stack.output("TableName")?.to_owned(),
            bucket: self.stack.output("Bucket")?.to_owned(),
            queues: queues?,
        })
    }

    /// A function to deploy, with everything around it. `group` is put over the deployment group's input.
    ///
    /// # Errors
    ///
    /// Whatever the emulator or `api` refuses.
    pub fn subject(&self, name: &str, group: &Value) -> Result<Subject> {
        self.function(name, "code.handler", "1")?;
        self.lambda("publish_version", json!({"FunctionName": name}))?;
        for release in ["2", "3"] {
            self.release(name, release)?;
        }
        self.lambda("create_alias", json!({"FunctionName": name, "Name": "live", "FunctionVersion": "1"}))?;
        let alarm = format!("{name}-errors");
        self.alarm(&alarm)?;
        self.group(name, &alarm, group)?;
        Ok(Subject { name: name.to_owned(), alarm })
    }

    /// A deployment group with an alarm. `group` is put over its input.
    ///
    /// # Errors
    ///
    /// What `api` refuses.
    pub fn group(&self, name: &str, alarm: &str, group: &Value) -> Result<()> {
        let mut input = json!({
            "applicationName": APPLICATION,
            "deploymentGroupName": name,
            "serviceRoleArn": self.role,
            "alarmConfiguration": {"enabled": true, "alarms": [{"name": alarm}]},
            "autoRollbackConfiguration": {
                "enabled": true,
                "events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
            },
        });
        for (key, value) in group.as_object().into_iter().flatten() {
            input[key] = value.clone();
        }
        self.api("CreateDeploymentGroup", &input).map(|_| ())
    }

    /// A function in one of the ways that functions behave here, `code.accepts` for one.
    ///
    /// # Errors
    ///
    /// What Lambda refuses.
    pub fn function(&self, name: &str, handler: &str, release: &str) -> Result<()> {
        let wanted = json!({
            "FunctionName": name,
            "Runtime": "python3.12",
            "Handler": handler,
            "Role": self.role,
            "Code": {"ZipFile": {"$file": self.folder.path().join("code.zip")}},
            "Environment": {"Variables": {"RELEASE": release, "AWS_ENDPOINT_URL_CODEDEPLOY": self.stack.report_url()?}},
        });
        // A role that has just been made cannot be assumed at once.
        wait_for(&format!("function {name}"), PATIENCE, || match self.lambda("create_function", wanted.clone()) {
            Err(error) if error.to_string().contains("cannot be assumed") => Ok(None),
            made => made.map(Some),
        })?;
        self.undo("lambda", "delete_function", json!({"FunctionName": name}));
        self.settled(name)
    }

    /// Waits until a function can be published, invoked and changed again.
    fn settled(&self, name: &str) -> Result<()> {
        wait_for(&format!("function {name} at rest"), PATIENCE, || {
            let found = self.lambda("get_function_configuration", json!({"FunctionName": name}))?;
            let at_rest = found["State"] != "Pending" && found["LastUpdateStatus"] != "InProgress";
            Ok(at_rest.then_some(()))
        })
    }

    /// Publishes one more version of a function.
    ///
    /// # Errors
    ///
    /// What Lambda refuses.
    pub fn release(&self, name: &str, release: &str) -> Result<()> {
        let environment = json!({"Variables": {"RELEASE": release}});
        self.lambda("update_function_configuration", json!({"FunctionName": name, "Environment": environment}))?;
        self.settled(name)?;
        self.lambda("publish_version", json!({"FunctionName": name})).map(|_| ())
    }

    /// Makes an alarm that tells `alarm`.
    ///
    /// # Errors
    ///
    /// What `CloudWatch` refuses.
    pub fn alarm(&self, name: &str) -> Result<Value> {
        let alarm = json!({
            "AlarmName": name,
            "Namespace": "Tests",
            "MetricName": name,
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "AlarmActions": [self.stack.output("AlarmTopicArn")?],
        });
        let made = self.session.call("cloudwatch", "put_metric_alarm", alarm)?;
        self.undo("cloudwatch", "delete_alarms", json!({"AlarmNames": [name]}));
        Ok(made)
    }

    /// An operation of Lambda's.
    ///
    /// # Errors
    ///
    /// What Lambda refuses.
    pub fn lambda(&self, call: &str, input: Value) -> Result<Value> {
        self.session.call("lambda", call, input)
    }

    /// Invokes one of Headgate's functions, by its output's name.
    ///
    /// # Errors
    ///
    /// When the function itself fails.
    pub fn invoke(&self, output: &str, payload: &Value) -> Result<Value> {
        let Invoked { failed, payload } = self.session.invoke(self.stack.output(output)?, payload)?;
        if failed {
            bail!("{output} failed: {payload}");
        }
        Ok(payload)
    }

    /// An operation that must succeed.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn api(&self, operation: &str, input: &Value) -> Result<Value> {
        let answer = self.invoke("ApiFunction", &json!({"operation": operation, "input": input}))?;
        answer.get("output").cloned().with_context(|| format!("{operation} was answered {answer}"))
    }

    /// An operation that must be refused: the code and the message.
    ///
    /// # Errors
    ///
    /// When it succeeds.
    pub fn refused(&self, operation: &str, input: &Value) -> Result<(String, String)> {
        let answer = self.invoke("ApiFunction", &json!({"operation": operation, "input": input}))?;
        let error = answer.get("error").with_context(|| format!("{operation} was answered {answer}"))?;
        Ok((text(error, "code")?, text(error, "message")?))
    }

    /// Starts a deployment by a direct invocation of `start`; its id.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn start(&self, group: &str, appspec: &str) -> Result<String> {
        let answer = self.invoke("StartFunction", &request(group, appspec))?;
        text(&answer, "deploymentId").with_context(|| format!("start was answered {answer}"))
    }

    /// `deploymentInfo`.
    ///
    /// # Errors
    ///
    /// When there is no such deployment.
    pub fn info(&self, id: &str) -> Result<Value> {
        Ok(self.api("GetDeployment", &json!({"deploymentId": id}))?["deploymentInfo"].take())
    }

    /// Waits until a deployment is over, and its rollback with it.
    ///
    /// # Errors
    ///
    /// When that takes too long.
    pub fn end(&self, id: &str) -> Result<Value> {
        wait_for(&format!("the end of {id}"), PATIENCE, || {
            let info = self.info(id)?;
            if !is_over(&info) {
                return Ok(None);
            }
            match info["rollbackInfo"]["rollbackDeploymentId"].as_str() {
                Some(rollback) if !is_over(&self.info(rollback)?) => Ok(None),
                Some(_) | None => Ok(Some(info)),
            }
        })
    }

    /// Waits until the alias gives this share to the other version.
    ///
    /// # Errors
    ///
    /// When that takes too long.
    pub fn shifted(&self, function: &str, version: &str, share: f64) -> Result<()> {
        wait_for(&format!("{share} of {function} on version {version}"), PATIENCE, || {
            let alias = self.alias(function)?;
            let weight = alias["RoutingConfig"]["AdditionalVersionWeights"][version].as_f64();
            Ok(weight.filter(|weight| (weight - share).abs() < 1e-9).map(|_| ()))
        })
    }

    /// The alias `live`.
    ///
    /// # Errors
    ///
    /// When it does not exist.
    pub fn alias(&self, function: &str) -> Result<Value> {
        self.lambda("get_alias", json!({"FunctionName": function, "Name": "live"}))
    }

    /// The one version that has all traffic; nothing while it is split.
    ///
    /// # Errors
    ///
    /// When the alias does not exist.
    pub fn live(&self, function: &str) -> Result<Option<String>> {
        let alias = self.alias(function)?;
        let split = alias["RoutingConfig"]["AdditionalVersionWeights"].as_object().is_some_and(|weights| !weights.is_empty());
        Ok(if split { None } else { Some(text(&alias, "FunctionVersion")?) })
    }

    /// Sets an alarm's state, of which `CloudWatch` then tells `alarm`.
    ///
    /// # Errors
    ///
    /// When there is no such alarm.
    pub fn set_alarm(&self, alarm: &str, state: &str) -> Result<()> {
        let input = json!({"AlarmName": alarm, "StateValue": state, "StateReason": "a test"});
        self.session.call("cloudwatch", "set_alarm_state", input).map(|_| ())
    }

    /// Uploads an AppSpec to where S3 tells `start` of it.
    ///
    /// # Errors
    ///
    /// When S3 refuses it.
    pub fn upload(&self, key: &str, appspec: &str) -> Result<String> {
        // Stories are told side by side: each upload has a file of its own.
        let file = self.folder.path().join(key.replace('/', "-"));
        fs::write(&file, appspec)?;
        let put = json!({"Bucket": self.stack.output("Bucket")?, "Key": key, "Body": {"$file": file}});
        let answer = self.session.call("s3", "put_object", put)?;
        text(&answer, "VersionId")
    }

    /// Waits for the tag that tells the uploader: its key and value.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub fn tag(&self, key: &str) -> Result<(String, String)> {
        let bucket = self.stack.output("Bucket")?;
        wait_for(&format!("the tag of {key}"), PATIENCE, || {
            let tags = self.session.call("s3", "get_object_tagging", json!({"Bucket": bucket, "Key": key}))?;
            let ours = tags["TagSet"].as_array().into_iter().flatten().find_map(|tag| {
                let key = tag["Key"].as_str()?;
                key.starts_with("headgate:").then(|| (key.to_owned(), tag["Value"].as_str().unwrap_or_default().to_owned()))
            });
            Ok(ours)
        })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if self.proxy.is_some() {
            return;
        }
        let made = std::mem::take(&mut *self.made.lock().unwrap_or_else(PoisonError::into_inner));
        for (service, call, input) in made.into_iter().rev() {
            if let Err(error) = self.session.call(service, call, input) {
                eprintln!("left in the account: {error:#}");
            }
        }
        if let Err(error) = self.api("DeleteApplication", &json!({"applicationName": APPLICATION})) {
            eprintln!("left in the account: {error:#}");
        }
    }
}

/// `CreateDeployment`'s input.
pub fn request(group: &str, appspec: &str) -> Value {
    json!({
        "applicationName": APPLICATION,
        "deploymentGroupName": group,
        "revision": {"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec}},
    })
}

/// An AppSpec that moves a function's alias in these steps, each a weight and the seconds of its bake.
pub fn appspec(function: &str, target: &str, steps: &[(f64, u32)], rest: &str) -> String {
    let steps =
        steps.iter().fold(String::new(), |list, (weight, bake)| format!("{list}      - {{weight: {weight}, bakeSeconds: {bake}}}\n"));
    format!(
        "version: 0.0\nResources:\n  - fn:\n      Type: AWS::Lambda::Function\n      Properties: {{Name: {function}, Alias: live, \
         TargetVersion: \"{target}\"}}\n{rest}Headgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n{steps}"
    )
}

/// A member that must be a text.
///
/// # Errors
///
/// When it is not.
pub fn text(value: &Value, name: &str) -> Result<String> {
    Ok(value.get(name).and_then(Value::as_str).with_context(|| format!("no `{name}` in {value}"))?.to_owned())
}

/// The status and the error code of a deployment.
pub fn ended(info: &Value) -> (&str, &str) {
    (info["status"].as_str().unwrap_or_default(), info["errorInformation"]["code"].as_str().unwrap_or_default())
}

fn is_over(info: &Value) -> bool {
    let over = [Status::Succeeded, Status::Failed, Status::Stopped];
    over.iter().any(|status| info["status"] == status.as_str())
}

fn zipped() -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(vec![]));
    archive.start_file("code.py", SimpleFileOptions::default())?;
    archive.write_all(CODE.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}
