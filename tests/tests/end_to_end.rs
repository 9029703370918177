//! The real template and the real binaries, on the emulator with roles enforced, or in an account: what a user does by
//! hand, and what has to come of it. The stories share one stack and run side by side, each with a
//! function and a group of its own.

use anyhow::{Context, Result, bail, ensure};
use headgate_tests::privilege::{Unseen, excess, idle};
use headgate_tests::site::{APPLICATION, HOOK_PREFIX, Site, appspec, ended, request, text};
use headgate_tests::template::template;
use serde_json::{Value, json};
use std::thread;
use std::time::Duration;
use xtask::wait_for;

const QUICK: [(f64, u32); 2] = [(10.0, 3), (100.0, 0)];
const LONG: [(f64, u32); 2] = [(10.0, 120), (100.0, 0)];

type Story = (&'static str, fn(&Site) -> Result<()>);

const STORIES: [Story; 21] = [
    ("an upload becomes a canary", upload_becomes_a_canary),
    ("an alarm takes the traffic back", alarm_takes_the_traffic_back),
    ("the same event twice starts one deployment", same_event_twice),
    ("every mistake of an AppSpec is reported", every_mistake_is_reported),
    ("a hook that panics fails within seconds", hook_that_panics),
    ("hooks are heard once", hooks_are_heard_once),
    ("a hook that knows only CodeDeploy reports", hook_that_knows_only_codedeploy),
    ("a report over the URL is heard once", report_is_heard_once),
    ("a report after the deadline comes too late", report_comes_too_late),
    ("somebody else's change is left alone", change_is_left_alone),
    ("two at once: reject", two_at_once_reject),
    ("two at once: queue", two_at_once_queue),
    ("two at once: supersede", two_at_once_supersede),
    ("a stop without rollback leaves the weights", stop_leaves_the_weights),
    ("people are told, in order", people_are_told),
    ("the API deploys what S3 holds", api_deploys_what_s3_holds),
    ("what is not published yet is published", version_is_published),
    ("a hook after the traffic takes it back", hook_after_the_traffic),
    ("the alias of the API that is invoked is the access", alias_is_the_access),
    ("people look before and while a deployment runs", people_look),
    ("two people approve, and prove who they are", two_people_approve),
];

/// What the roles allow and the stories do not lead to.
const UNSEEN: [Unseen; 6] = [
    (
        "alarm",
        &[
            "cloudwatch:DescribeAlarms",
            "lambda:GetAlias",
            "lambda:GetFunctionConfiguration",
            "lambda:GetProvisionedConcurrencyConfig",
            "lambda:InvokeFunction",
            "lambda:PublishVersion",
            "sqs:SendMessage on ${WakeQueue.Arn}",
        ],
        "a change that stops nothing takes the deployment's turn on from where it is, whatever that turn calls",
    ),
    ("start", &["s3:ListBucket"], "it is asked for nothing, and makes S3 say that an object is missing"),
    ("api", &["s3:ListBucket"], "the same"),
    ("api", &["s3:GetObjectVersion"], "an object is named with its version, or without"),
    (
        "step",
        &["lambda:PublishVersion", "sqs:SendMessage on ${RollbackQueue.Arn}"],
        "a worker died before it published, or a rollback is not over within its first turn",
    ),
    (
        "sweep",
        &[
            "dynamodb:GetItem",
            "dynamodb:Query on ${Table.Arn}",
            "dynamodb:UpdateItem",
            "events:PutEvents",
            "sns:Publish",
            "sqs:SendMessage",
        ],
        "a wake or a notice was lost",
    ),
];

#[test]
fn stories_on_the_real_stack() {
    let site = Site::open().unwrap();
    let failures: Vec<String> = thread::scope(|scope| {
        let told: Vec<_> = STORIES.iter().map(|(name, tell)| (name, scope.spawn(|| tell(&site)))).collect();
        told.into_iter()
            .filter_map(|(name, story)| match story.join() {
                Ok(Ok(())) => None,
                Ok(Err(error)) => Some(format!("{name}: {error:#}")),
                Err(_) => Some(format!("{name}: panicked")),
            })
            .collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    if let Ok(proxy) = site.proxy() {
        let (stage, calls) = (site.stage().unwrap(), proxy.calls());
        let mut problems = excess(template(), &stage, &calls).unwrap();
        problems.extend(idle(template(), &stage, &calls, &UNSEEN).unwrap());
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}

fn upload_becomes_a_canary(site: &Site) -> Result<()> {
    site.subject("e2e-upload", &json!({}))?;
    site.upload("headgate-e2e/e2e-upload/appspec.yaml", &appspec("e2e-upload", "2", &[(10.0, 6), (100.0, 0)], ""))?;
    site.shifted("e2e-upload", "2", 0.1)?;
    let (key, id) = site.tag("headgate-e2e/e2e-upload/appspec.yaml")?;
    ensure!(key == "headgate:deployment-id", "tagged {key}={id}");
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Succeeded", ""), "{info}");
    ensure!(site.live("e2e-upload")?.as_deref() == Some("2"), "not all traffic is on version 2");
    Ok(())
}

fn api_deploys_what_s3_holds(site: &Site) -> Result<()> {
    site.subject("e2e-stored", &json!({}))?;
    let hooks = "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_accepts\n";
    let id = text(&site.api("CreateDeployment", &stored(site, "e2e-stored", hooks)?)?, "deploymentId")?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Succeeded", ""), "{info}");
    let listed = site.api("ListDeployments", &json!({}))?;
    ensure!(listed["deployments"].as_array().is_some_and(|ids| ids.contains(&json!(id))), "{listed}");
    // The schedule's own minute may not come within this test.
    site.invoke("SweepFunction", &json!({})).map(|_| ())
}

fn people_look(site: &Site) -> Result<()> {
    let subject = site.subject("e2e-looked-at", &json!({}))?;
    let hooks = "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_accepts\n";
    let request = stored(site, "e2e-looked-at", hooks)?;
    let plan = site.api("PlanDeployment", &request)?;
    ensure!(plan["targets"][0]["currentVersion"] == "1" && plan["targets"][0]["toBePublished"] == true, "{plan}");
    ensure!(plan["alarms"][0]["name"] == subject.alarm.as_str() && plan["alarms"][0]["exists"] == true, "{plan}");
    ensure!(plan["hooks"][0]["exists"] == true && plan["hooks"][0]["allowed"] == true, "{plan}");
    let listed = site.api("ListDeployments", &json!({"applicationName": APPLICATION, "deploymentGroupName": "e2e-looked-at"}))?;
    ensure!(listed["deployments"] == json!([]), "a plan has made a deployment: {listed}");
    let id = text(&site.api("CreateDeployment", &request)?, "deploymentId")?;
    let metrics = site.api("GetDeploymentMetrics", &json!({"deploymentId": id}))?;
    ensure!(metrics["targets"][0]["targetId"] == "e2e-looked-at:live" && metrics["periodSeconds"] == 60, "{metrics}");
    ensure!(ended(&site.end(&id)?) == ("Succeeded", ""), "{id}");
    let function = site.api("DescribeFunction", &json!({"functionName": "e2e-looked-at"}))?;
    ensure!(function["aliases"][0]["name"] == "live" && function["versions"][0]["version"] == "3", "{function}");
    ensure!(function["deploymentGroups"][0]["deploymentId"] == id.as_str(), "{function}");
    let installation = site.api("DescribeInstallation", &json!({}))?;
    ensure!(installation["queues"].as_array().is_some_and(|queues| queues.len() == 6), "{installation}");
    ensure!(installation["alarms"].as_array().is_some_and(|alarms| alarms.len() == 13), "{installation}");
    ensure!(installation["access"]["level"] == "administrator", "{installation}");
    Ok(())
}

fn version_is_published(site: &Site) -> Result<()> {
    site.subject("e2e-latest", &json!({}))?;
    let id = text(&site.invoke("StartFunction", &stored(site, "e2e-latest", "")?)?, "deploymentId")?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Succeeded", ""), "{info}");
    ensure!(site.live("e2e-latest")?.as_deref() == Some("3"), "`$LATEST`, which is version 3, does not have all traffic");
    Ok(())
}

/// `CreateDeployment`'s input. The object is named without its version, and the function's version is yet to be published.
fn alias_is_the_access(site: &Site) -> Result<()> {
    let api = site.stack.output("ApiFunction")?;
    let asked = |alias: &str, operation: &str, input: Value| -> Result<Value> {
        let answer = site.session.invoke(&format!("{api}:{alias}"), &json!({"operation": operation, "input": input}))?;
        Ok(answer.payload["error"]["code"].clone())
    };
    let unknown = json!({"deploymentId": "d-AAAAAAAAA"});
    for alias in ["reader", "deployer"] {
        ensure!(asked(alias, "GetApplication", json!({"applicationName": APPLICATION}))?.is_null(), "{alias} reads");
        let made = asked(alias, "CreateApplication", json!({"applicationName": "headgate-e2e-none"}))?;
        ensure!(made == "AccessDeniedException", "{alias} made an application: {made}");
    }
    ensure!(asked("reader", "StopDeployment", unknown.clone())? == "AccessDeniedException", "a reader may stop");
    ensure!(asked("deployer", "StopDeployment", unknown)? == "DeploymentDoesNotExistException", "a deployer may not stop");
    Ok(())
}

/// A wait of a kind: its token.
fn awaited(site: &Site, id: &str, kind: &str) -> Result<String> {
    let patience = Duration::from_mins(1);
    wait_for(&format!("{kind} of {id}"), patience, || {
        let info = site.info(id)?;
        let waits = info["headgate"]["waits"].as_array().cloned().unwrap_or_default();
        Ok(waits.iter().find(|wait| wait["kind"] == kind).and_then(|wait| wait["token"].as_str().map(str::to_owned)))
    })
}

fn two_people_approve(site: &Site) -> Result<()> {
    site.subject("e2e-approval", &json!({}))?;
    let (anna, bert) = (site.person("e2e-anna")?, site.person("e2e-bert")?);
    let approval = json!({"by": [anna.arn, bert.arn], "count": 2});
    let steps = json!([{"weight": 10, "bakeSeconds": 1, "pause": {}, "approval": approval}, {"weight": 100, "bakeSeconds": 0}]);
    let routing = json!({"type": "Steps", "steps": steps});
    let config = json!({"deploymentConfigName": "e2e-approval", "computePlatform": "Lambda", "trafficRoutingConfig": routing});
    site.api("CreateDeploymentConfig", &config)?;
    let mut wanted = request("e2e-approval", &appspec("e2e-approval", "2", &QUICK, ""));
    wanted["deploymentConfigName"] = json!("e2e-approval");
    let id = text(&site.api("CreateDeployment", &wanted)?, "deploymentId")?;

    let pause = awaited(site, &id, "pause")?;
    let resume = json!({"deploymentId": id, "token": pause, "proof": anna.proves(&format!("resume {pause}"))?});
    site.api("ResumeDeployment", &resume)?;
    let token = awaited(site, &id, "approval")?;
    let approve = |proof: Option<String>, token: &str| json!({"deploymentId": id, "token": token, "proof": proof, "comment": "seen"});
    let refused = |proof: Option<String>, token: &str| site.refused("ApproveDeployment", &approve(proof, token));

    let late = refused(Some(anna.proves(&format!("approve {pause}"))?), &pause)?;
    ensure!(late.0 == "DeploymentIsNotInReadyStateException" && late.1.contains(&token), "{late:?}");
    let borrowed = refused(Some(anna.proves(&format!("approve {pause}"))?), &token)?;
    ensure!(borrowed.0 == "AccessDeniedException" && borrowed.1.contains("SignatureDoesNotMatch"), "{borrowed:?}");
    let unproven = refused(None, &token)?;
    ensure!(unproven.0 == "AccessDeniedException" && unproven.1.contains("give `proof`"), "{unproven:?}");

    for _ in 0..2 {
        let said = site.api("ApproveDeployment", &approve(Some(anna.proves(&format!("approve {token}"))?), &token))?;
        let given = &said["headgate"]["waits"][0]["approval"]["given"];
        ensure!(given.as_array().is_some_and(|given| given.len() == 1) && given[0]["by"] == anna.arn, "{said}");
    }
    site.api("ApproveDeployment", &approve(Some(bert.proves(&format!("approve {token}"))?), &token))?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Succeeded", ""), "{info}");
    let history = site.api("GetDeploymentHistory", &json!({"deploymentId": id}))?;
    let deciders: Vec<&Value> =
        history["entries"].as_array().into_iter().flatten().map(|entry| &entry["by"]).filter(|by| !by.is_null()).collect();
    ensure!(deciders == [&json!(anna.arn), &json!(anna.arn), &json!(bert.arn)], "{history}");
    Ok(())
}

fn stored(site: &Site, name: &str, rest: &str) -> Result<Value> {
    // No suffix that S3 tells `start` of.
    let key = format!("stored/{name}");
    site.upload(&key, &appspec(name, "$LATEST", &QUICK, rest))?;
    let location = json!({"bucket": site.stack.output("Bucket")?, "key": key, "bundleType": "YAML"});
    Ok(json!({
        "applicationName": APPLICATION,
        "deploymentGroupName": name,
        "revision": {"revisionType": "S3", "s3Location": location},
    }))
}

/// Once by what it returns, and once by what it reports.
fn hook_after_the_traffic(site: &Site) -> Result<()> {
    for (name, hook) in [("e2e-returned", "rejects"), ("e2e-regretted", "reports")] {
        site.subject(name, &json!({}))?;
        let id = site.start(name, &appspec(name, "2", &QUICK, &format!("Hooks:\n  - AfterAllowTraffic: {HOOK_PREFIX}{hook}\n")))?;
        let info = site.end(&id)?;
        ensure!(ended(&info) == ("Failed", "HOOK_EXECUTION_FAILURE"), "{info}");
        ensure!(site.live(name)?.as_deref() == Some("1"), "{name}: traffic is not back on version 1");
    }
    Ok(())
}

fn alarm_takes_the_traffic_back(site: &Site) -> Result<()> {
    let subject = site.subject("e2e-bad", &json!({}))?;
    let id = site.start("e2e-bad", &appspec("e2e-bad", "2", &LONG, ""))?;
    site.shifted("e2e-bad", "2", 0.1)?;
    site.set_alarm(&subject.alarm, "ALARM")?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Stopped", "ALARM_ACTIVE"), "{info}");
    let rollback = site.info(&text(&info["rollbackInfo"], "rollbackDeploymentId")?)?;
    ensure!(rollback["creator"] == "codeDeployRollback" && ended(&rollback).0 == "Succeeded", "{rollback}");
    ensure!(rollback["rollbackInfo"]["rollbackTriggeringDeploymentId"] == id.as_str(), "{rollback}");
    ensure!(site.live("e2e-bad")?.as_deref() == Some("1"), "traffic is not back on version 1");
    Ok(())
}

fn same_event_twice(site: &Site) -> Result<()> {
    site.subject("e2e-twice", &json!({}))?;
    let key = "headgate-e2e/e2e-twice/appspec.yaml";
    let version = site.upload(key, &appspec("e2e-twice", "2", &QUICK, ""))?;
    let (_, first) = site.tag(key)?;
    let event = json!({"Records": [{
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "s3": {"bucket": {"name": site.stack.output("Bucket")?}, "object": {"key": key, "versionId": version}},
    }]});
    site.invoke("StartFunction", &event)?;
    site.end(&first)?;
    site.invoke("StartFunction", &event)?;
    let (_, again) = site.tag(key)?;
    ensure!(again == first, "the tag went from {first} to {again}");
    let listed = site.api("ListDeployments", &json!({"applicationName": APPLICATION, "deploymentGroupName": "e2e-twice"}))?;
    ensure!(listed["deployments"] == json!([first]), "{listed}");
    Ok(())
}

fn every_mistake_is_reported(site: &Site) -> Result<()> {
    site.subject("e2e-broken", &json!({}))?;
    let broken = "version: 1.0\nResources:\n  - fn:\n      Type: AWS::Lambda::Functoin\n      Properties:\n        Nmae: e2e-broken\n        Alias: ''\n        \
                  TargetVersion: two\nHooks:\n  - BeforeAllow: check\nHeadgate:\n  onConflict: wait\n";
    let answer = site.invoke("StartFunction", &request("e2e-broken", broken))?;
    ensure!(answer["error"]["code"] == "InvalidRevisionException", "{answer}");
    let message = text(&answer["error"], "message")?;
    ensure!(message.lines().count() == 7, "not seven mistakes:\n{message}");
    site.upload("headgate-e2e/e2e-broken/appspec.yaml", broken)?;
    let (key, value) = site.tag("headgate-e2e/e2e-broken/appspec.yaml")?;
    ensure!((key.as_str(), value.as_str()) == ("headgate:error", "InvalidRevisionException: 7 mistakes"), "{key}={value}");
    Ok(())
}

fn hook_that_panics(site: &Site) -> Result<()> {
    site.subject("e2e-panicking", &json!({}))?;
    let id =
        site.start("e2e-panicking", &appspec("e2e-panicking", "2", &QUICK, "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_panics\n"))?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Failed", "HOOK_EXECUTION_FAILURE"), "{info}");
    let message = text(&info["errorInformation"], "message")?;
    ensure!(message.contains("crashed") && message.contains("the hook is broken"), "{message}");
    ensure!(site.live("e2e-panicking")?.as_deref() == Some("1"), "traffic has moved");
    Ok(())
}

fn hooks_are_heard_once(site: &Site) -> Result<()> {
    site.subject("e2e-hooked", &json!({}))?;
    let hooks = "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_accepts\n  - AfterAllowTraffic: CodeDeployHook_e2e_silent\n";
    let id = site.start("e2e-hooked", &appspec("e2e-hooked", "2", &QUICK, hooks))?;
    let execution = xtask::wait_for("the call of the second hook", std::time::Duration::from_secs(90), || awaited_execution(site, &id))?;
    let report = json!({"deploymentId": id, "lifecycleEventHookExecutionId": execution, "status": "Succeeded"});
    let answer = site.api("PutLifecycleEventHookExecutionStatus", &report)?;
    ensure!(answer["lifecycleEventHookExecutionId"] == execution.as_str(), "{answer}");
    let (code, _) = site.refused("PutLifecycleEventHookExecutionStatus", &report)?;
    ensure!(code == "LifecycleEventAlreadyCompletedException", "a second report was answered {code}");
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Succeeded", ""), "{info}");
    Ok(())
}

/// The execution id that the silent hook was called with, which it has written to its log.
fn awaited_execution(site: &Site, id: &str) -> Result<Option<String>> {
    let group = format!("/aws/lambda/{HOOK_PREFIX}silent");
    // A function's log begins with its first line.
    let Ok(page) = site.session.call("logs", "filter_log_events", json!({"logGroupName": group})) else { return Ok(None) };
    let messages = page["events"].as_array().into_iter().flatten().filter_map(|event| event["message"].as_str());
    let told = messages.flat_map(str::lines).find_map(|line| line.trim().strip_prefix("told ").filter(|told| told.contains(id)));
    let Some(told) = told else { return Ok(None) };
    let payload: serde_json::Value = serde_json::from_str(told).context("a hook's payload is JSON")?;
    Ok(Some(text(&payload, "LifecycleEventHookExecutionId")?))
}

fn hook_that_knows_only_codedeploy(site: &Site) -> Result<()> {
    site.subject("e2e-reporting", &json!({}))?;
    let hooks = "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_reports\n";
    let id = site.start("e2e-reporting", &appspec("e2e-reporting", "2", &QUICK, hooks))?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Failed", "HOOK_EXECUTION_FAILURE"), "{info}");
    let message = text(&info["errorInformation"], "message")?;
    ensure!(message.contains("reported Failed"), "{message}");
    ensure!(site.live("e2e-reporting")?.as_deref() == Some("1"), "traffic has moved");
    Ok(())
}

fn report_is_heard_once(site: &Site) -> Result<()> {
    site.subject("e2e-reported", &json!({}))?;
    let (id, report) = awaited_report(site, "e2e-reported", "2")?;
    let wrong = |member: &str, value: &str| {
        let mut wrong = report.clone();
        wrong[member] = json!(value);
        wrong
    };
    let missing = refusal(site, wrong("deploymentId", "d-000000000"))?;
    ensure!(missing.contains("(InvalidLifecycleEventHookExecutionIdException)"), "a report to no deployment was answered {missing}");
    let guessed = refusal(site, wrong("lifecycleEventHookExecutionId", &"0".repeat(64)))?;
    ensure!(guessed == missing, "a guess was answered {guessed}");
    let open = refusal(site, wrong("status", "Pending"))?;
    ensure!(open.contains("(InvalidLifecycleEventHookExecutionStatusException)"), "no verdict was answered {open}");
    let answer = site.session.call("codedeploy", REPORT, report.clone())?;
    ensure!(answer["lifecycleEventHookExecutionId"] == report["lifecycleEventHookExecutionId"], "{answer}");
    let again = refusal(site, report)?;
    ensure!(again.contains("(LifecycleEventAlreadyCompletedException)"), "a second report was answered {again}");
    ensure!(ended(&site.end(&id)?) == ("Succeeded", ""), "the verdict was not heard");
    if site.proxy.is_none() {
        // The rest is over HTTPS in an account, which this client does not speak.
        return Ok(());
    }
    let (id, report) = awaited_report(site, "e2e-reported", "3")?;
    let url = site.stack.report_url()?;
    ensure!(ureq::get(&url).config().http_status_as_error(false).build().call()?.status() == 405, "the URL may be got");
    ensure!(by_cbor(&url, &vec![0; 5000])?.0 == 413, "the URL takes in as much as it is sent");
    let (status, answer) = by_cbor(&url, &cbor(&report))?;
    ensure!(
        status == 200 && answer == cbor(&json!({"lifecycleEventHookExecutionId": report["lifecycleEventHookExecutionId"]})),
        "{status}"
    );
    ensure!(ended(&site.end(&id)?) == ("Succeeded", ""), "the verdict in CBOR was not heard");
    Ok(())
}

fn report_comes_too_late(site: &Site) -> Result<()> {
    site.subject("e2e-late", &json!({"hookTimeoutSeconds": 10}))?;
    let (id, report) = awaited_report(site, "e2e-late", "2")?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Failed", "HOOK_EXECUTION_FAILURE"), "{info}");
    let late = refusal(site, report)?;
    ensure!(late.contains("(LifecycleEventAlreadyCompletedException)"), "a late report was answered {late}");
    Ok(())
}

const REPORT: &str = "put_lifecycle_event_hook_execution_status";

/// A deployment to this version that waits for its hook, and the report it waits for.
fn awaited_report(site: &Site, subject: &str, version: &str) -> Result<(String, Value)> {
    let hooks = "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_silent\n";
    let id = site.start(subject, &appspec(subject, version, &QUICK, hooks))?;
    let execution = xtask::wait_for("the call of the hook", Duration::from_secs(90), || awaited_execution(site, &id))?;
    let report = json!({"deploymentId": id, "lifecycleEventHookExecutionId": execution, "status": "Succeeded"});
    Ok((id, report))
}

/// What an SDK of CodeDeploy's is told.
fn refusal(site: &Site, report: Value) -> Result<String> {
    match site.session.call("codedeploy", REPORT, report) {
        Ok(answer) => bail!("not refused, but answered {answer}"),
        Err(refusal) => Ok(refusal.to_string()),
    }
}

/// A report as the newer SDKs may send it: the status and the body of the answer.
fn by_cbor(url: &str, body: &[u8]) -> Result<(u16, Vec<u8>)> {
    let operation = format!("{url}service/CodeDeploy_20141006/operation/PutLifecycleEventHookExecutionStatus");
    let request = ureq::post(operation).header("smithy-protocol", "rpc-v2-cbor").header("content-type", "application/cbor");
    let mut answer = request.config().http_status_as_error(false).build().send(body)?;
    ensure!(answer.headers()["smithy-protocol"] == "rpc-v2-cbor", "{answer:?}");
    Ok((answer.status().as_u16(), answer.body_mut().read_to_vec()?))
}

/// A structure of texts in CBOR: up to 23 of them, each of up to 255 bytes.
fn cbor(texts: &Value) -> Vec<u8> {
    let text = |text: &str| {
        let length = u8::try_from(text.len()).expect("a short text");
        let head = if length < 24 { vec![0x60 | length] } else { vec![0x78, length] };
        [head.as_slice(), text.as_bytes()].concat()
    };
    let members = texts.as_object().into_iter().flatten();
    let written = members.clone().flat_map(|(name, value)| [text(name), text(value.as_str().unwrap_or_default())].concat());
    std::iter::once(0xa0 | u8::try_from(members.count()).expect("few members")).chain(written).collect()
}

fn change_is_left_alone(site: &Site) -> Result<()> {
    site.subject("e2e-meddled", &json!({}))?;
    let id = site.start("e2e-meddled", &appspec("e2e-meddled", "2", &LONG, ""))?;
    site.shifted("e2e-meddled", "2", 0.1)?;
    let by_hand = json!({
        "FunctionName": "e2e-meddled",
        "Name": "live",
        "FunctionVersion": "1",
        "RoutingConfig": {"AdditionalVersionWeights": {"3": 0.25}},
    });
    site.lambda("update_alias", by_hand)?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Stopped", "INVALID_LAMBDA_CONFIGURATION"), "{info}");
    let message = text(&info["errorInformation"], "message")?;
    ensure!(message.contains("changed by somebody else"), "{message}");
    let alias = site.alias("e2e-meddled")?;
    ensure!(alias["RoutingConfig"]["AdditionalVersionWeights"]["3"] == 0.25, "the change was not left alone: {alias}");
    Ok(())
}

fn two_at_once_reject(site: &Site) -> Result<()> {
    site.subject("e2e-rejecting", &json!({}))?;
    let id = site.start("e2e-rejecting", &appspec("e2e-rejecting", "2", &LONG, ""))?;
    let second = site.invoke("StartFunction", &request("e2e-rejecting", &appspec("e2e-rejecting", "3", &QUICK, "")))?;
    ensure!(second["error"]["code"] == "DeploymentLimitExceededException", "{second}");
    ensure!(text(&second["error"], "message")?.contains(&id), "the active deployment is not named: {second}");
    site.api("StopDeployment", &json!({"deploymentId": id, "autoRollbackEnabled": true}))?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Stopped", "MANUAL_STOP"), "{info}");
    ensure!(site.live("e2e-rejecting")?.as_deref() == Some("1"), "traffic is not back on version 1");
    Ok(())
}

fn two_at_once_queue(site: &Site) -> Result<()> {
    site.subject("e2e-queueing", &json!({"onConflict": "queue"}))?;
    let first = site.start("e2e-queueing", &appspec("e2e-queueing", "2", &QUICK, ""))?;
    let second = site.start("e2e-queueing", &appspec("e2e-queueing", "3", &QUICK, ""))?;
    let waiting = site.info(&second)?;
    ensure!(waiting["status"] == "Queued" || site.info(&first)?["status"] == "Succeeded", "{waiting}");
    ensure!(ended(&site.end(&first)?) == ("Succeeded", ""), "the first did not succeed");
    ensure!(ended(&site.end(&second)?) == ("Succeeded", ""), "the second did not succeed");
    ensure!(site.live("e2e-queueing")?.as_deref() == Some("3"), "not all traffic is on version 3");
    Ok(())
}

fn two_at_once_supersede(site: &Site) -> Result<()> {
    site.subject("e2e-superseding", &json!({"onConflict": "supersede"}))?;
    let first = site.start("e2e-superseding", &appspec("e2e-superseding", "2", &LONG, ""))?;
    site.shifted("e2e-superseding", "2", 0.1)?;
    let second = site.start("e2e-superseding", &appspec("e2e-superseding", "3", &QUICK, ""))?;
    let info = site.end(&first)?;
    ensure!(ended(&info) == ("Stopped", "MANUAL_STOP"), "{info}");
    ensure!(text(&info["errorInformation"], "message")?.contains(&second), "the newer deployment is not named: {info}");
    ensure!(ended(&site.end(&second)?) == ("Succeeded", ""), "the second did not succeed");
    ensure!(site.live("e2e-superseding")?.as_deref() == Some("3"), "not all traffic is on version 3");
    Ok(())
}

fn stop_leaves_the_weights(site: &Site) -> Result<()> {
    site.subject("e2e-stopping", &json!({}))?;
    let id = site.start("e2e-stopping", &appspec("e2e-stopping", "2", &LONG, ""))?;
    site.shifted("e2e-stopping", "2", 0.1)?;
    site.api("StopDeployment", &json!({"deploymentId": id, "autoRollbackEnabled": false}))?;
    let info = site.end(&id)?;
    ensure!(text(&info["errorInformation"], "message")?.contains("10 % on version 2"), "{info}");
    site.shifted("e2e-stopping", "2", 0.1)?;
    let next = site.start("e2e-stopping", &appspec("e2e-stopping", "3", &QUICK, ""))?;
    ensure!(ended(&site.end(&next)?) == ("Succeeded", ""), "the stop has blocked the next deployment");
    Ok(())
}

fn people_are_told(site: &Site) -> Result<()> {
    let topic = text(&site.session.call("sns", "create_topic", json!({"Name": "headgate-e2e-told"}))?, "TopicArn")?;
    let queue = text(&site.session.call("sqs", "create_queue", json!({"QueueName": "headgate-e2e-told"}))?, "QueueUrl")?;
    let attributes = site.session.call("sqs", "get_queue_attributes", json!({"QueueUrl": queue, "AttributeNames": ["QueueArn"]}))?;
    let queue_arn = text(&attributes["Attributes"], "QueueArn")?;
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": queue_arn,
        }],
    });
    let policy = json!({"QueueUrl": queue, "Attributes": {"Policy": policy.to_string()}});
    site.session.call("sqs", "set_queue_attributes", policy)?;
    site.session.call("sns", "subscribe", json!({"TopicArn": topic, "Protocol": "sqs", "Endpoint": queue_arn}))?;
    let trigger = json!({
        "triggerName": "all",
        "triggerTargetArn": topic,
        "triggerEvents": ["DeploymentStart", "DeploymentSuccess", "DeploymentFailure"],
    });
    site.subject("e2e-telling", &json!({"triggerConfigurations": [trigger]}))?;
    let id = site.start("e2e-telling", &appspec("e2e-telling", "2", &QUICK, ""))?;
    site.end(&id)?;
    let mut told: Vec<String> = vec![];
    xtask::wait_for("both notices", std::time::Duration::from_secs(90), || {
        let answer = site.session.call("sqs", "receive_message", json!({"QueueUrl": queue, "MaxNumberOfMessages": 10}))?;
        for message in answer["Messages"].as_array().into_iter().flatten() {
            let envelope: serde_json::Value = serde_json::from_str(message["Body"].as_str().unwrap_or_default())?;
            let notice: serde_json::Value = serde_json::from_str(envelope["Message"].as_str().unwrap_or_default())?;
            ensure!(notice["deploymentId"] == id.as_str() && notice["eventTriggerName"] == "all", "{notice}");
            told.push(text(&notice, "status")?);
        }
        told.sort();
        told.dedup();
        Ok((told.len() >= 2).then_some(()))
    })?;
    Ok(())
}
