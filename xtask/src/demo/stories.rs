//! The four stories, and how each should end.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::api;
use super::figures::{Figures, Meter};
use super::picture::Picture;
use super::sample::{ALARM, ALIAS, APPLICATION, BROKEN, FUNCTION, GOOD, GROUP, HOOK};
use super::traffic::{Seen, Traffic};
use crate::proxy::Proxy;
use crate::session::Session;
use crate::stack::Stack;

const LOOK_EVERY: Duration = Duration::from_millis(250);
const LINGER: usize = 6;
/// No story takes longer than half of this on a slow machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// A story that was told.
pub(crate) struct Told {
    pub(crate) title: &'static str,
    pub(crate) deployment: String,
    pub(crate) rollback: Option<String>,
    pub(crate) seen: Seen,
    pub(crate) figures: Figures,
    pub(crate) ended_well: bool,
}

struct Ending {
    status: &'static str,
    code: Option<&'static str>,
    version: &'static str,
    rolled_back: bool,
}

pub(crate) fn tell_all(stack: &Stack, session: &Session, proxy: &Proxy) -> Result<Vec<Told>> {
    let good = steps(GOOD, &[(10, 5), (50, 5), (100, 0)], "");
    let bad = steps(BROKEN, &[(30, 60), (100, 0)], "");
    let hooked = steps(BROKEN, &[(10, 5), (100, 0)], &format!("Hooks:\n  - BeforeAllowTraffic: {HOOK}\n"));
    let slow = steps(BROKEN, &[(20, 60), (100, 0)], "").replace("Headgate:\n", "Headgate:\n  alarms: []\n");
    Ok(vec![
        tell(
            &Stage { stack, session, proxy },
            "(a) a canary of a good version, uploaded to S3",
            || upload(stack, session, &good),
            |_, _| Ok(()),
            &Ending { status: "Succeeded", code: None, version: GOOD, rolled_back: false },
        )?,
        tell(
            &Stage { stack, session, proxy },
            "(b) a bad version: its errors raise the alarm, and traffic is back",
            || start(stack, session, &bad),
            |_, _| Ok(()),
            &Ending { status: "Stopped", code: Some("ALARM_ACTIVE"), version: GOOD, rolled_back: true },
        )?,
        tell(
            &Stage { stack, session, proxy },
            "(c) a hook that fails before any traffic moves",
            || {
                calm(session)?;
                start(stack, session, &hooked)
            },
            |_, _| Ok(()),
            &Ending { status: "Failed", code: Some("HOOK_EXECUTION_FAILURE"), version: GOOD, rolled_back: false },
        )?,
        tell(
            &Stage { stack, session, proxy },
            "(d) started by the AWS CLI, and stopped with rollback",
            || start_by_cli(stack, &slow),
            |id, seen| stop_once_shifted(stack, session, id, seen),
            &Ending { status: "Stopped", code: Some("MANUAL_STOP"), version: GOOD, rolled_back: true },
        )?,
    ])
}

/// Where stories are told.
struct Stage<'a> {
    stack: &'a Stack,
    session: &'a Session,
    proxy: &'a Proxy,
}

fn tell(
    stage: &Stage<'_>,
    title: &'static str,
    begin: impl FnOnce() -> Result<String>,
    meanwhile: impl Fn(&str, &Seen) -> Result<()>,
    ending: &Ending,
) -> Result<Told> {
    let Stage { stack, session, proxy } = *stage;
    eprintln!("\n{title}");
    let meter = Meter::start(stack, session, proxy.calls().len())?;
    let traffic = Traffic::start(stack)?;
    let mut picture = Picture::new();
    linger(&traffic, &mut picture, "before");
    picture.make_room();
    let deployment = begin()?;
    let since = Instant::now();
    let (info, rollback) = loop {
        let info = describe(stack, session, &deployment)?;
        let rollback = info["rollbackInfo"]["rollbackDeploymentId"].as_str().map(str::to_owned);
        let restored = match &rollback {
            Some(rollback) => is_over(&describe(stack, session, rollback)?),
            None => true,
        };
        let seen = traffic.seen();
        picture.sample(&seen, &format!("{deployment} {}", status(&info)));
        if is_over(&info) && restored && seen.other.is_none() {
            break (info, rollback);
        }
        if since.elapsed() > PATIENCE {
            bail!("{title}: still {} after {} s", status(&info), PATIENCE.as_secs());
        }
        meanwhile(&deployment, &seen)?;
        thread::sleep(LOOK_EVERY);
    };
    linger(&traffic, &mut picture, &format!("{deployment} {}", status(&info)));
    let seen = traffic.stop()?;
    picture.finish(&seen, &format!("{deployment} {}", sentence(&info)));
    let ended_well = ended_as(session, ending, &info, rollback.is_some())?;
    if !ended_well {
        eprintln!("  This is NOT how it should end: {} on version {}. {info:#}", ending.status, ending.version);
    }
    let figures = meter.stop(stack, session, &proxy.calls())?;
    Ok(Told { title, deployment, rollback, seen, figures, ended_well })
}

fn ended_as(session: &Session, ending: &Ending, info: &Value, rolled_back: bool) -> Result<bool> {
    let alias = session.call("lambda", "get_alias", json!({"FunctionName": FUNCTION, "Name": ALIAS}))?;
    let on_one_version = alias["RoutingConfig"]["AdditionalVersionWeights"].as_object().is_none_or(serde_json::Map::is_empty);
    Ok(status(info) == ending.status
        && info["errorInformation"]["code"].as_str() == ending.code
        && rolled_back == ending.rolled_back
        && on_one_version
        && alias["FunctionVersion"] == ending.version)
}

/// Looks on for a moment, so that the picture shows where traffic comes from and where it stays.
fn linger(traffic: &Traffic, picture: &mut Picture, status: &str) {
    for _ in 0..LINGER {
        thread::sleep(LOOK_EVERY);
        picture.sample(&traffic.seen(), status);
    }
}

fn describe(stack: &Stack, session: &Session, id: &str) -> Result<Value> {
    Ok(api(stack, session, "GetDeployment", &json!({"deploymentId": id}))?["deploymentInfo"].take())
}

fn status(info: &Value) -> &str {
    info["status"].as_str().unwrap_or("unknown")
}

fn is_over(info: &Value) -> bool {
    ["Succeeded", "Failed", "Stopped"].contains(&status(info))
}

fn sentence(info: &Value) -> String {
    match info["errorInformation"]["message"].as_str() {
        Some(message) => format!("{} ({}): {message}", status(info), info["errorInformation"]["code"].as_str().unwrap_or_default()),
        None => status(info).to_owned(),
    }
}

/// An `AppSpec` whose steps take seconds, so that a demo does not take an hour.
fn steps(target: &str, steps: &[(u8, u32)], rest: &str) -> String {
    let list =
        steps.iter().fold(String::new(), |list, (weight, bake)| format!("{list}      - {{weight: {weight}, bakeSeconds: {bake}}}\n"));
    format!(
        "version: 0.0\nResources:\n  - orders:\n      Type: AWS::Lambda::Function\n      Properties: {{Name: {FUNCTION}, Alias: {ALIAS}, \
         TargetVersion: \"{target}\"}}\n{rest}\nHeadgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n{list}"
    )
}

fn upload(stack: &Stack, session: &Session, appspec: &str) -> Result<String> {
    let file = crate::paths::target_folder("demo")?.join("appspec.yaml");
    fs::write(&file, appspec).with_context(|| format!("cannot write {}", file.display()))?;
    let bucket = stack.output("Bucket")?;
    let key = format!("{APPLICATION}/{GROUP}/appspec.yaml");
    eprintln!("  $ aws s3 cp appspec.yaml s3://{bucket}/{key}");
    let status = stack.aws_command(&["s3", "cp", "--quiet"]).arg(&file).arg(format!("s3://{bucket}/{key}")).status()?;
    if !status.success() {
        bail!("the upload failed ({status})");
    }
    tagged(session, bucket, &key)
}

/// The uploader learns from the object's tag what became of it.
fn tagged(session: &Session, bucket: &str, key: &str) -> Result<String> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let tags = session.call("s3", "get_object_tagging", json!({"Bucket": bucket, "Key": key}))?;
        for tag in tags["TagSet"].as_array().into_iter().flatten() {
            let value = tag["Value"].as_str().unwrap_or_default();
            match tag["Key"].as_str() {
                Some("headgate:deployment-id") => return Ok(value.to_owned()),
                Some("headgate:error") => bail!("the upload was refused: {value}"),
                Some(_) | None => {}
            }
        }
        thread::sleep(LOOK_EVERY);
    }
    bail!("the upload was not tagged within {} s", PATIENCE.as_secs())
}

fn start(stack: &Stack, session: &Session, appspec: &str) -> Result<String> {
    let answer = session.invoke(stack.output("StartFunction")?, &request(appspec))?;
    let id = answer.payload["deploymentId"].as_str();
    Ok(id.with_context(|| format!("the start was answered {}", answer.payload))?.to_owned())
}

fn start_by_cli(stack: &Stack, appspec: &str) -> Result<String> {
    let folder = crate::paths::target_folder("demo")?;
    let (request_file, answer_file) = (folder.join("request.json"), folder.join("answer.json"));
    fs::write(&request_file, request(appspec).to_string())?;
    let function = stack.output("StartFunction")?;
    eprintln!("  $ aws lambda invoke --function-name {function} --payload file://request.json answer.json");
    let payload = format!("fileb://{}", request_file.display());
    stack.aws(&["lambda", "invoke", "--function-name", function, "--payload", &payload, &answer_file.display().to_string()])?;
    let answer: Value = serde_json::from_slice(&fs::read(&answer_file)?)?;
    Ok(answer["deploymentId"].as_str().with_context(|| format!("the start was answered {answer}"))?.to_owned())
}

fn request(appspec: &str) -> Value {
    json!({
        "applicationName": APPLICATION,
        "deploymentGroupName": GROUP,
        "revision": {"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec}},
    })
}

/// The alarm of the story before has served its turn.
fn calm(session: &Session) -> Result<()> {
    let state = json!({"AlarmName": ALARM, "StateValue": "OK", "StateReason": "the bad version no longer gets traffic"});
    session.call("cloudwatch", "set_alarm_state", state).map(|_| ())
}

fn stop_once_shifted(stack: &Stack, session: &Session, id: &str, seen: &Seen) -> Result<()> {
    let served = seen.by_version.get(BROKEN).map_or(0, |(requests, _)| *requests);
    if seen.other.is_none() || served < 3 {
        return Ok(());
    }
    let info = describe(stack, session, id)?;
    if is_over(&info) {
        return Ok(());
    }
    api(stack, session, "StopDeployment", &json!({"deploymentId": id, "autoRollbackEnabled": true})).map(|_| ())
}
