//! Every sample in `events/`, sent to the function it is for: `aws lambda invoke --payload file://…`.

use anyhow::{Context, Result, bail, ensure};
use headgate_tests::site::{APPLICATION, Site};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use xtask::workspace_root;

/// What a sample is answered.
#[derive(Clone, Copy)]
enum Answer {
    /// The operation's output.
    Output,
    /// This code, since the sample names what is not there.
    Refusal(&'static str),
    /// The id of a deployment.
    Deployment,
    /// Exactly this, as JSON.
    Exactly(&'static str),
    /// An answer with this member, which depends on what else is going on.
    With(&'static str),
    /// A response over HTTP with this status.
    Http(u16),
}

use Answer::{Deployment, Exactly, Http, Output, Refusal, With};

/// Of an object in another bucket than the stack's.
const UNKNOWN_UPLOAD: &str = r#"{"uploads": [
    {"key": "shop/live/2026-11-05 release/appspec.yaml", "headgate:error": "AccessDeniedException: 1 mistake"}
]}"#;
/// The samples' account is not the emulator's.
const ELSEWHERE: Answer = Refusal("InvalidArnException");
/// The samples' proofs were signed long ago.
const NO_PROOF: Answer = Refusal("AccessDeniedException");
const NO_DEPLOYMENT: Answer = Refusal("DeploymentDoesNotExistException");

/// The samples, in an order in which one makes what the next one names.
const SAMPLES: [(&str, Answer); 74] = [
    ("api/DeleteApplication", Output),
    ("api/CreateApplication", Output),
    ("api/GetApplication", Output),
    ("api/BatchGetApplications", Output),
    ("api/ListApplications", Output),
    ("api/CreateDeploymentConfig", Output),
    ("api/GetDeploymentConfig", Output),
    ("api/ListDeploymentConfigs", Output),
    ("api/CreateDeploymentGroup", Output),
    ("api/UpdateDeploymentGroup", Output),
    ("api/GetDeploymentGroup", Output),
    ("api/BatchGetDeploymentGroups", Output),
    ("api/ListDeploymentGroups", Output),
    ("api/TagResource", ELSEWHERE),
    ("api/UntagResource", ELSEWHERE),
    ("api/ListTagsForResource", ELSEWHERE),
    ("api/RegisterApplicationRevision", Output),
    ("api/BatchGetApplicationRevisions", Output),
    ("api/ListApplicationRevisions", Output),
    ("api/DeregisterOnPremisesInstance", Output),
    ("api/RegisterOnPremisesInstance", Output),
    ("api/GetOnPremisesInstance", Output),
    ("api/BatchGetOnPremisesInstances", Output),
    ("api/AddTagsToOnPremisesInstances", Output),
    ("api/ListOnPremisesInstances", Output),
    ("api/RemoveTagsFromOnPremisesInstances", Output),
    ("api/ListGitHubAccountTokenNames", Exactly(r#"{"output": {"tokenNameList": []}}"#)),
    ("api/DeleteGitHubAccountToken", Refusal("GitHubAccountTokenDoesNotExistException")),
    ("api/DeleteResourcesByExternalId", Exactly(r#"{"output": {}}"#)),
    ("api/PlanDeployment", Output),
    ("api/CreateDeployment", Output),
    ("api/DescribeFunction", Output),
    ("api/DescribeInstallation", Output),
    ("api/ListDeployments", Output),
    ("start/all-at-once", Deployment),
    ("start/canary", Deployment),
    ("start/linear", Deployment),
    ("start/steps", Deployment),
    ("start/two-functions", Deployment),
    ("start/s3-put", Exactly(UNKNOWN_UPLOAD)),
    ("api/GetApplicationRevision", Refusal("RevisionDoesNotExistException")),
    ("api/GetDeployment", NO_DEPLOYMENT),
    ("api/BatchGetDeployments", Exactly(r#"{"output": {"deploymentsInfo": []}}"#)),
    ("api/GetDeploymentTarget", NO_DEPLOYMENT),
    ("api/BatchGetDeploymentTargets", NO_DEPLOYMENT),
    ("api/ListDeploymentTargets", NO_DEPLOYMENT),
    ("api/GetDeploymentInstance", NO_DEPLOYMENT),
    ("api/BatchGetDeploymentInstances", NO_DEPLOYMENT),
    ("api/ListDeploymentInstances", NO_DEPLOYMENT),
    ("api/SkipWaitTimeForInstanceTermination", NO_DEPLOYMENT),
    ("api/GetDeploymentHistory", NO_DEPLOYMENT),
    ("api/GetDeploymentMetrics", NO_DEPLOYMENT),
    ("api/ContinueDeployment", NO_DEPLOYMENT),
    ("api/PutLifecycleEventHookExecutionStatus", NO_DEPLOYMENT),
    ("api/StopDeployment", NO_DEPLOYMENT),
    ("api/AbandonRollback", NO_DEPLOYMENT),
    ("api/PauseDeployment", NO_DEPLOYMENT),
    ("api/ResumeDeployment", NO_DEPLOYMENT),
    ("api/PromoteDeployment", NO_DEPLOYMENT),
    ("api/ApproveDeployment", NO_PROOF),
    ("api/RejectDeployment", NO_PROOF),
    ("hook/call", Exactly(r#"{"verdict": "Succeeded"}"#)),
    ("report/json", Http(400)),
    ("report/cbor", Http(400)),
    ("report/wrong-operation", Http(400)),
    ("report/too-large", Http(413)),
    ("report/get", Http(405)),
    ("step/wake", Exactly(r#"{"batchItemFailures": []}"#)),
    ("publish/stream", Exactly(r#"{"sent": 0}"#)),
    ("sweep/schedule", With("woken")),
    ("alarm/eventbridge", With("watchers")),
    ("alarm/sns", With("watchers")),
    ("alarm/action", With("watchers")),
    ("api/DeleteDeploymentConfig", Output),
];

/// Last of all, once nothing is active.
const FAREWELLS: [(&str, Answer); 2] = [("api/DeleteDeploymentGroup", Output), ("api/UpdateApplication", Output)];

#[test]
fn every_sample_can_be_sent() {
    let sent: BTreeSet<String> = SAMPLES.iter().chain(&FAREWELLS).map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(sent, samples().unwrap());
    let site = Site::on_emulator().unwrap();
    prepare(&site).unwrap();
    let mut failures = vec![];
    for (name, answer) in SAMPLES {
        if let Err(error) = send(&site, name, answer) {
            failures.push(format!("{name}: {error:#}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    stop_all(&site).unwrap();
    for (name, answer) in FAREWELLS {
        send(&site, name, answer).unwrap();
    }
}

/// The functions, hooks and alarms that the samples name.
fn prepare(site: &Site) -> Result<()> {
    for function in ["orders", "payments"] {
        site.subject(function, &json!({}))?;
        site.api("DeleteDeploymentGroup", &json!({"applicationName": APPLICATION, "deploymentGroupName": function}))?;
    }
    for hook in ["CodeDeployHook_orders_smoke", "CodeDeployHook_orders_compare"] {
        site.function(hook, "code.accepts", "0")?;
    }
    Ok(())
}

fn send(site: &Site, name: &str, expected: Answer) -> Result<()> {
    let file = workspace_root().join("events").join(name).with_extension("json");
    let payload: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let answer = site.invoke(function(name)?, &payload)?;
    let right = match expected {
        Output => answer.get("output").is_some(),
        Refusal(code) => answer["error"]["code"] == code,
        Deployment => answer["deploymentId"].is_string(),
        Exactly(wanted) => answer == serde_json::from_str::<Value>(wanted)?,
        With(member) => answer.get(member).is_some(),
        Http(status) => answer["statusCode"] == status,
    };
    ensure!(right, "was answered {answer}");
    Ok(())
}

/// The stack's output that names the function of a sample's folder.
fn function(sample: &str) -> Result<&'static str> {
    Ok(match sample.split('/').next().unwrap_or_default() {
        "alarm" => "AlarmFunction",
        "api" => "ApiFunction",
        "hook" => "HookFunction",
        "publish" => "PublishFunction",
        "report" => "ReportFunction",
        "start" => "StartFunction",
        "step" => "StepFunction",
        "sweep" => "SweepFunction",
        other => bail!("no function is called {other}"),
    })
}

fn stop_all(site: &Site) -> Result<()> {
    let listed = site.api("ListDeployments", &json!({"applicationName": "shop", "deploymentGroupName": "live"}))?;
    let ids: Vec<&str> = listed["deployments"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for id in &ids {
        // One that is over by now refuses it, which is as good.
        site.invoke("ApiFunction", &json!({"operation": "StopDeployment", "input": {"deploymentId": id}}))?;
    }
    ids.iter().try_for_each(|id| site.end(id).map(|_| ()))
}

fn samples() -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for folder in fs::read_dir(workspace_root().join("events"))? {
        let folder = folder?;
        for file in fs::read_dir(folder.path())? {
            let file = file?.path();
            let stem = file.file_stem().and_then(|stem| stem.to_str()).context("a sample has a name")?;
            names.insert(format!("{}/{stem}", folder.file_name().to_string_lossy()));
        }
    }
    Ok(names)
}
