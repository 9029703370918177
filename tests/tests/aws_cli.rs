//! The life of an application with the AWS CLI alone: the unmodified `aws deploy`, the real `headgate proxy`, the
//! real stack. Every subcommand that does not act on its own host is used, and what a person reads is held.
//! The stories share one stack and run side by side, each with an application of its own.

use anyhow::{Context, Result, bail, ensure};
use headgate_tests::client::{Cli, Ended};
use headgate_tests::site::{HOOK_PREFIX, Site, appspec, text};
use headgate_tests::sockets;
use headgate_wire::OPERATIONS;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;
use xtask::{CodeDeploy, wait_for};

const PATIENCE: Duration = Duration::from_secs(90);
const ROLE: &str = "arn:aws:iam::000000000000:role/deployer";
/// What the CLI adds to the service's operations.
const CUSTOM: [&str; 4] = ["push", "register", "deregister", "wait"];
/// What acts on the host it runs on, and asks no service.
const HOST_LOCAL: [&str; 2] = ["install", "uninstall"];

type Story = (&'static str, fn(&Shop) -> Result<()>);

const STORIES: [Story; 6] = [
    ("applications, tags and configurations", resources),
    ("deployment groups", groups),
    ("deployments that succeed and fail", deployments),
    ("a deployment that is stopped, and a hook that is answered", stops_and_hooks),
    ("revisions are pushed and deployed", revisions),
    ("instances on premises", instances),
];

/// The stack, and the AWS CLI before it.
struct Shop<'a> {
    site: &'a Site,
    cli: Cli<'a>,
    folder: TempDir,
}

#[test]
fn the_life_of_an_application() -> Result<()> {
    let site = Site::on_emulator()?;
    let proxy = CodeDeploy::before(&site.stack)?;
    let shop = Shop { site: &site, cli: Cli::new(&proxy), folder: tempfile::tempdir()? };
    let failures: Vec<String> = thread::scope(|scope| {
        let told: Vec<_> = STORIES.iter().map(|(name, tell)| (name, scope.spawn(|| tell(&shop)))).collect();
        let failed = told.into_iter().filter_map(|(name, story)| match story.join() {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(format!("{name}: {error:#}")),
            Err(_) => Some(format!("{name}: panicked")),
        });
        failed.collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    pages(&shop, &proxy)?;
    sockets::check(proxy.endpoint())?;
    no_command_is_forgotten(&shop.cli)?;
    Ok(())
}

/// What was used is what the CLI has, and what the model says it has.
fn no_command_is_forgotten(cli: &Cli<'_>) -> Result<()> {
    let used = cli.used();
    let Ended { said, .. } = cli.deploy(&["no-such-command"])?;
    let (_, choices) = said.split_once("valid choices are:").with_context(|| format!("the CLI lists no commands: {said}"))?;
    let had: BTreeSet<String> = choices.split(['|', '\n']).map(str::trim).filter(|word| is_command(word)).map(str::to_owned).collect();
    let here: BTreeSet<String> = had.iter().filter(|command| !HOST_LOCAL.contains(&command.as_str())).cloned().collect();
    let unused: Vec<&String> = here.difference(&used).collect();
    ensure!(unused.is_empty(), "never used: {unused:?}");
    let mut modelled: BTreeSet<String> =
        OPERATIONS.iter().filter(|operation| operation.of_codedeploy).map(|operation| command(operation.name)).collect();
    modelled.extend(CUSTOM.map(str::to_owned));
    ensure!(here == modelled, "the CLI has {here:?}, the model {modelled:?}");
    Ok(())
}

fn is_command(word: &str) -> bool {
    !word.is_empty() && word != "help" && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// `ListGitHubAccountTokenNames` is `list-git-hub-account-token-names`.
fn command(operation: &str) -> String {
    operation.chars().fold(String::new(), |mut command, letter| {
        if letter.is_ascii_uppercase() && !command.is_empty() {
            command.push('-');
        }
        command.push(letter.to_ascii_lowercase());
        command
    })
}

impl Shop<'_> {
    fn application(&self, name: &str) -> Result<String> {
        let made = self.cli.json(&["create-application", "--application-name", name, "--compute-platform", "Lambda"])?;
        text(&made, "applicationId")
    }

    fn group(&self, application: &str, name: &str, more: &[&str]) -> Result<String> {
        let words =
            ["create-deployment-group", "--application-name", application, "--deployment-group-name", name, "--service-role-arn", ROLE];
        text(&self.cli.json(&[&words, more].concat())?, "deploymentGroupId")
    }

    /// An application and its group `live`, for a function of the same name.
    fn deployable(&self, name: &str) -> Result<()> {
        self.site.subject(name, &json!({}))?;
        let application = format!("cli-{name}");
        self.application(&application)?;
        let rollback = "enabled=true,events=DEPLOYMENT_FAILURE,DEPLOYMENT_STOP_ON_REQUEST";
        self.group(&application, "live", &["--auto-rollback-configuration", rollback]).map(|_| ())
    }

    fn deploy(&self, name: &str, appspec: &str) -> Result<String> {
        let revision = json!({"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec}}).to_string();
        let application = format!("cli-{name}");
        let words = ["create-deployment", "--application-name", &application, "--deployment-group-name", "live", "--revision", &revision];
        text(&self.cli.json(&[&words[..], &["--description", "by the AWS CLI"]].concat())?, "deploymentId")
    }

    fn status(&self, id: &str) -> Result<String> {
        let Ended { code, out, said } =
            self.cli.deploy(&["get-deployment", "--deployment-id", id, "--query", "deploymentInfo.status", "--output", "text"])?;
        ensure!(code == Some(0), "{out}{said}");
        Ok(out.trim().to_owned())
    }

    fn until(&self, id: &str, wanted: &[&str]) -> Result<String> {
        wait_for(&format!("{id} to be {wanted:?}"), PATIENCE, || {
            let status = self.status(id)?;
            if !wanted.contains(&status.as_str()) && ["Succeeded", "Failed", "Stopped"].contains(&status.as_str()) {
                let info = self.cli.json(&["get-deployment", "--deployment-id", id])?;
                bail!("{id} ended: {info}");
            }
            Ok(wanted.contains(&status.as_str()).then_some(status))
        })
    }
}

fn resources(shop: &Shop<'_>) -> Result<()> {
    let cli = &shop.cli;
    let said = cli.refused(&["get-application", "--application-name", "cli-none"], "ApplicationDoesNotExistException")?;
    let wanted = "An error occurred (ApplicationDoesNotExistException) when calling the GetApplication operation: There is no application `cli-none`";
    ensure!(said.contains(wanted), "{said}");
    let id = shop.application("cli-shop")?;
    let found = cli.json(&["get-application", "--application-name", "cli-shop"])?;
    let application = &found["application"];
    ensure!(application["applicationId"] == id.as_str() && application["computePlatform"] == "Lambda", "{found}");
    ensure!(application["linkedToGitHub"] == false && application["createTime"].is_number(), "{found}");
    cli.refused(&["create-application", "--application-name", "cli-shop"], "ApplicationAlreadyExistsException")?;
    cli.quiet(&["update-application", "--application-name", "cli-shop", "--new-application-name", "cli-store"])?;
    let found = cli.json(&["batch-get-applications", "--application-names", "cli-store"])?;
    ensure!(found["applicationsInfo"][0]["applicationId"] == id.as_str(), "{found}");
    let found = cli.json(&["list-applications", "--query", "applications[?starts_with(@, 'cli-s')]"])?;
    ensure!(found == json!(["cli-store"]), "{found}");
    tags(cli)?;
    configurations(cli)?;
    let found = cli.json(&["list-git-hub-account-token-names"])?;
    ensure!(found == json!({"tokenNameList": []}), "{found}");
    cli.refused(&["delete-git-hub-account-token", "--token-name", "none"], "GitHubAccountTokenDoesNotExistException")?;
    cli.quiet(&["delete-resources-by-external-id", "--external-id", "none"])?;
    cli.quiet(&["delete-application", "--application-name", "cli-store"])?;
    cli.refused(&["get-application", "--application-name", "cli-store"], "ApplicationDoesNotExistException").map(|_| ())
}

fn tags(cli: &Cli<'_>) -> Result<()> {
    let arn = "arn:aws:codedeploy:us-east-1:000000000000:application:cli-store";
    cli.quiet(&["tag-resource", "--resource-arn", arn, "--tags", "Key=team,Value=shop", "Key=stage,Value=live"])?;
    cli.quiet(&["untag-resource", "--resource-arn", arn, "--tag-keys", "stage"])?;
    let found = cli.json(&["list-tags-for-resource", "--resource-arn", arn])?;
    ensure!(found == json!({"Tags": [{"Key": "team", "Value": "shop"}]}), "{found}");
    Ok(())
}

fn configurations(cli: &Cli<'_>) -> Result<()> {
    let routing = "type=TimeBasedCanary,timeBasedCanary={canaryPercentage=20,canaryInterval=3}";
    let name = ["--deployment-config-name", "CliCanary20"];
    let create = ["create-deployment-config", "--compute-platform", "Lambda", "--traffic-routing-config", routing];
    let made = cli.json(&[&create[..], &name].concat())?;
    let found = cli.json(&[&["get-deployment-config"][..], &name].concat())?;
    let config = &found["deploymentConfigInfo"];
    ensure!(config["deploymentConfigId"] == made["deploymentConfigId"], "{found}");
    ensure!(config["trafficRoutingConfig"]["timeBasedCanary"] == json!({"canaryPercentage": 20, "canaryInterval": 3}), "{found}");
    let found = cli.json(&["list-deployment-configs", "--query", "deploymentConfigsList"])?;
    let names: Vec<&str> = found.as_array().context("a list")?.iter().filter_map(Value::as_str).collect();
    ensure!(names.len() == 18 && names.contains(&"CliCanary20") && names.contains(&"CodeDeployDefault.OneAtATime"), "{names:?}");
    cli.quiet(&[&["delete-deployment-config"][..], &name].concat())?;
    cli.refused(&[&["get-deployment-config"][..], &name].concat(), "DeploymentConfigDoesNotExistException").map(|_| ())
}

fn groups(shop: &Shop<'_>) -> Result<()> {
    let cli = &shop.cli;
    shop.application("cli-groups")?;
    let id = shop.group("cli-groups", "first", &["--deployment-config-name", "CodeDeployDefault.LambdaLinear10PercentEvery1Minute"])?;
    shop.group("cli-groups", "second", &[])?;
    let update = ["update-deployment-group", "--application-name", "cli-groups", "--current-deployment-group-name", "first"];
    let changes = ["--new-deployment-group-name", "renamed", "--auto-rollback-configuration", "enabled=true,events=DEPLOYMENT_FAILURE"];
    let updated = cli.json(&[&update[..], &changes].concat())?;
    ensure!(updated == json!({"hooksNotCleanedUp": []}), "{updated}");
    let one = ["--application-name", "cli-groups", "--deployment-group-name", "renamed"];
    let found = cli.json(&[&["get-deployment-group"][..], &one].concat())?;
    let group = &found["deploymentGroupInfo"];
    ensure!(group["deploymentGroupId"] == id.as_str() && group["serviceRoleArn"] == ROLE, "{found}");
    ensure!(group["autoRollbackConfiguration"] == json!({"enabled": true, "events": ["DEPLOYMENT_FAILURE"]}), "{found}");
    ensure!(group["deploymentConfigName"] == "CodeDeployDefault.LambdaLinear10PercentEvery1Minute", "{found}");
    let found = cli.json(&["list-deployment-groups", "--application-name", "cli-groups"])?;
    // The CLI itself drops the application's name where it joins pages.
    ensure!(found == json!({"deploymentGroups": ["renamed", "second"]}), "{found}");
    let names = ["--deployment-group-names", "renamed", "second", "third"];
    let found = cli.json(&[&["batch-get-deployment-groups", "--application-name", "cli-groups"][..], &names].concat())?;
    let infos = found["deploymentGroupsInfo"].as_array().context("a list")?;
    ensure!(infos.len() == 2 && found["errorMessage"].as_str().is_some_and(|message| message.contains("third")), "{found}");
    let removed = cli.json(&[&["delete-deployment-group"][..], &one].concat())?;
    ensure!(removed == json!({"hooksNotCleanedUp": []}), "{removed}");
    cli.refused(&[&["get-deployment-group"][..], &one].concat(), "DeploymentGroupDoesNotExistException").map(|_| ())
}

fn deployments(shop: &Shop<'_>) -> Result<()> {
    let cli = &shop.cli;
    shop.deployable("e2e-cli")?;
    let good = shop.deploy("e2e-cli", &appspec("e2e-cli", "2", &[(10.0, 2), (100.0, 0)], ""))?;
    let waited = cli.deploy(&["wait", "deployment-successful", "--deployment-id", &good])?;
    ensure!(waited == Ended { code: Some(0), out: String::new(), said: String::new() }, "{waited:?}");
    ensure!(shop.site.live("e2e-cli")?.as_deref() == Some("2"), "not all traffic is on version 2");
    seen(cli, &good)?;
    // Version 9 does not exist.
    let bad = shop.deploy("e2e-cli", &appspec("e2e-cli", "9", &[(10.0, 2), (100.0, 0)], ""))?;
    shop.until(&bad, &["Failed"])?;
    let waited = cli.deploy(&["wait", "deployment-successful", "--deployment-id", &bad])?;
    ensure!(waited.code == Some(255) && waited.said.contains("Waiter DeploymentSuccessful failed"), "{waited:?}");
    let list = ["list-deployments", "--application-name", "cli-e2e-cli", "--deployment-group-name", "live"];
    let found = cli.json(&[&list[..], &["--include-only-statuses", "Failed"]].concat())?;
    ensure!(found == json!({"deployments": [bad]}), "{found}");
    let found = cli.json(&[&list[..], &["--create-time-range", "start=2020-01-01T00:00:00Z"]].concat())?;
    ensure!(found == json!({"deployments": [bad, good]}), "the newest is not first: {found}");
    let found = cli.json(&["batch-get-deployments", "--deployment-ids", &good, &bad, "--query", "deploymentsInfo[].status"])?;
    ensure!(found == json!(["Succeeded", "Failed"]), "{found}");
    let waiting = ["--deployment-id", &good, "--deployment-wait-type", "READY_WAIT"];
    cli.refused(&[&["continue-deployment"][..], &waiting].concat(), "DeploymentAlreadyCompletedException")?;
    cli.refused(&["stop-deployment", "--deployment-id", &good], "DeploymentAlreadyCompletedException")?;
    let skipped = cli.deploy(&["skip-wait-time-for-instance-termination", "--deployment-id", &good])?;
    ensure!(
        skipped.said.contains("DeploymentAlreadyCompletedException")
            || skipped.said.contains("UnsupportedActionForDeploymentTypeException"),
        "{skipped:?}"
    );
    Ok(())
}

/// What is seen of a deployment that succeeded: itself, its target, its instance, its revision.
fn seen(cli: &Cli<'_>, id: &str) -> Result<()> {
    let found = cli.json(&["get-deployment", "--deployment-id", id])?;
    let info = &found["deploymentInfo"];
    ensure!(info["description"] == "by the AWS CLI" && info["creator"] == "user" && info["computePlatform"] == "Lambda", "{found}");
    ensure!(info["revision"]["appSpecContent"]["content"].is_null(), "{found}");
    let target = json!(["e2e-cli:live"]);
    let found = cli.json(&["list-deployment-targets", "--deployment-id", id])?;
    ensure!(found["targetIds"] == target, "{found}");
    let found = cli.json(&["get-deployment-target", "--deployment-id", id, "--target-id", "e2e-cli:live"])?;
    let lambda = &found["deploymentTarget"]["lambdaTarget"];
    ensure!(lambda["status"] == "Succeeded" && lambda["lambdaFunctionInfo"]["targetVersion"] == "2", "{found}");
    let found = cli.json(&["batch-get-deployment-targets", "--deployment-id", id, "--target-ids", "e2e-cli:live"])?;
    ensure!(found["deploymentTargets"][0]["deploymentTargetType"] == "LambdaTarget", "{found}");
    let found = cli.json(&["list-deployment-instances", "--deployment-id", id])?;
    ensure!(found["instancesList"] == target, "{found}");
    let found = cli.json(&["get-deployment-instance", "--deployment-id", id, "--instance-id", "e2e-cli:live"])?;
    ensure!(found["instanceSummary"]["status"] == "Succeeded", "{found}");
    let found = cli.json(&["batch-get-deployment-instances", "--deployment-id", id, "--instance-ids", "e2e-cli:live"])?;
    ensure!(found["instancesSummary"][0]["deploymentId"] == id, "{found}");
    let sha = text(&info["revision"]["appSpecContent"], "sha256")?;
    let revision = json!({"revisionType": "AppSpecContent", "appSpecContent": {"sha256": sha}}).to_string();
    let found = cli.json(&["get-application-revision", "--application-name", "cli-e2e-cli", "--revision", &revision])?;
    let content = text(&found["revision"]["appSpecContent"], "content")?;
    ensure!(content.contains("AWS::Lambda::Function") && found["revisionInfo"]["firstUsedTime"].is_number(), "{found}");
    Ok(())
}

fn stops_and_hooks(shop: &Shop<'_>) -> Result<()> {
    let cli = &shop.cli;
    shop.deployable("e2e-cli-stop")?;
    let hooks = format!("Hooks:\n  - BeforeAllowTraffic: {HOOK_PREFIX}silent\n");
    let id = shop.deploy("e2e-cli-stop", &appspec("e2e-cli-stop", "2", &[(10.0, 600), (100.0, 0)], &hooks))?;
    let execution = wait_for("the hook to be called", PATIENCE, || execution(shop, &id))?;
    let report = |execution: &str| {
        ["--deployment-id", &id, "--lifecycle-event-hook-execution-id", execution, "--status", "Succeeded"].map(str::to_owned)
    };
    let put = |execution: &str| -> Vec<String> {
        [vec!["put-lifecycle-event-hook-execution-status".to_owned()], report(execution).into()].concat()
    };
    let words = put(&execution);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let answered = cli.json(&words)?;
    ensure!(answered == json!({"lifecycleEventHookExecutionId": execution}), "{answered}");
    cli.refused(&words, "LifecycleEventAlreadyCompletedException")?;
    shop.site.shifted("e2e-cli-stop", "2", 0.1)?;
    let ready = ["continue-deployment", "--deployment-id", &id, "--deployment-wait-type", "READY_WAIT"];
    cli.refused(&ready, "DeploymentIsNotInReadyStateException")?;
    let stopped = cli.json(&["stop-deployment", "--deployment-id", &id, "--auto-rollback-enabled"])?;
    ensure!(
        ["Pending", "Succeeded"].iter().any(|status| stopped["status"] == *status) && stopped["statusMessage"].is_string(),
        "{stopped}"
    );
    shop.until(&id, &["Stopped"])?;
    wait_for("traffic on version 1", PATIENCE, || Ok(shop.site.live("e2e-cli-stop")?.filter(|version| version == "1")))?;
    let query = "deploymentInfo.[errorInformation.code, rollbackInfo.rollbackDeploymentId]";
    let found = cli.json(&["get-deployment", "--deployment-id", &id, "--query", query])?;
    ensure!(found[0] == "MANUAL_STOP", "{found}");
    shop.until(found[1].as_str().context("no rollback")?, &["Succeeded"]).map(|_| ())
}

/// The execution id that the hook of this deployment was called with, which it has written to its log.
fn execution(shop: &Shop<'_>, id: &str) -> Result<Option<String>> {
    let group = format!("/aws/lambda/{HOOK_PREFIX}silent");
    // A function's log begins with its first line.
    let Ok(page) = shop.site.session.call("logs", "filter_log_events", json!({"logGroupName": group})) else { return Ok(None) };
    let messages = page["events"].as_array().into_iter().flatten().filter_map(|event| event["message"].as_str());
    let told = messages.flat_map(str::lines).find_map(|line| line.trim().strip_prefix("told ").filter(|told| told.contains(id)));
    let Some(told) = told else { return Ok(None) };
    let payload: Value = serde_json::from_str(told).context("a hook's payload is JSON")?;
    Ok(Some(text(&payload, "LifecycleEventHookExecutionId")?))
}

fn revisions(shop: &Shop<'_>) -> Result<()> {
    let cli = &shop.cli;
    let folder = shop.folder.path();
    shop.deployable("e2e-cli-push")?;
    let made = cli.run(folder, &["s3", "mb", "s3://cli-revisions"])?;
    ensure!(made.code == Some(0), "{made:?}");
    let small = folder.join("small");
    fs::create_dir(&small)?;
    fs::write(small.join("appspec.yml"), appspec("e2e-cli-push", "2", &[(100.0, 0)], ""))?;
    let said = pushed(shop, &small, "small.zip")?;
    ensure!(said.contains("To deploy with this revision, run:"), "{said}");
    let location = said.split_whitespace().skip_while(|word| *word != "--s3-location").nth(1).context("no location")?.to_owned();
    let id = cli.json(&[
        "create-deployment",
        "--application-name",
        "cli-e2e-cli-push",
        "--deployment-group-name",
        "live",
        "--s3-location",
        &location,
    ])?;
    let id = text(&id, "deploymentId")?;
    shop.until(&id, &["Succeeded"])?;
    ensure!(shop.site.live("e2e-cli-push")?.as_deref() == Some("2"), "not all traffic is on version 2");
    // More than six megabytes that do not compress go up in parts.
    let large = folder.join("large");
    fs::create_dir(&large)?;
    fs::write(large.join("appspec.yml"), appspec("e2e-cli-push", "3", &[(100.0, 0)], ""))?;
    fs::write(large.join("noise"), noise(7 << 20))?;
    pushed(shop, &large, "large.zip")?;
    let github = "repository=shop/site,commitId=0123456789012345678901234567890123456789";
    cli.quiet(&[
        "register-application-revision",
        "--application-name",
        "cli-e2e-cli-push",
        "--description",
        "from GitHub",
        "--github-location",
        github,
    ])?;
    let list =
        ["list-application-revisions", "--application-name", "cli-e2e-cli-push", "--sort-by", "registerTime", "--sort-order", "ascending"];
    let found = cli.json(&list)?;
    let kinds: Vec<&Value> = found["revisions"].as_array().context("a list")?.iter().map(|revision| &revision["revisionType"]).collect();
    ensure!(kinds == [&json!("S3"), &json!("S3"), &json!("GitHub")], "{found}");
    let found = cli.json(&[&list[..], &["--s-3-bucket", "cli-revisions", "--s-3-key-prefix", "small", "--deployed", "ignore"]].concat())?;
    let s3 = found["revisions"][0].clone();
    ensure!(found["revisions"].as_array().is_some_and(|all| all.len() == 1) && s3["s3Location"]["key"] == "small.zip", "{found}");
    let found = cli.json(&["get-application-revision", "--application-name", "cli-e2e-cli-push", "--s3-location", &location])?;
    ensure!(found["revisionInfo"]["deploymentGroups"] == json!(["live"]), "{found}");
    let all = json!([s3]).to_string();
    let found = cli.json(&["batch-get-application-revisions", "--application-name", "cli-e2e-cli-push", "--revisions", &all])?;
    ensure!(found["revisions"][0]["genericRevisionInfo"]["description"] == "pushed", "{found}");
    Ok(())
}

fn pushed(shop: &Shop<'_>, source: &Path, key: &str) -> Result<String> {
    let location = format!("s3://cli-revisions/{key}");
    let words = [
        "deploy",
        "push",
        "--application-name",
        "cli-e2e-cli-push",
        "--description",
        "pushed",
        "--s3-location",
        &location,
        "--source",
        ".",
    ];
    let Ended { code, out, said } = shop.cli.run(source, &words)?;
    ensure!(code == Some(0), "push ended with {code:?}: {out}{said}");
    Ok(out)
}

/// Bytes that do not compress, always the same.
fn noise(length: usize) -> Vec<u8> {
    let next = |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
    std::iter::successors(Some(1_u64), next).flat_map(|state| (state >> 32).to_le_bytes()[..4].to_vec()).take(length).collect()
}

fn instances(shop: &Shop<'_>) -> Result<()> {
    let cli = &shop.cli;
    let folder = shop.folder.path().join("host");
    fs::create_dir(&folder)?;
    let tag = "Key=Name,Value=OnPrem";
    let Ended { code, out, said } =
        cli.run(&folder, &["deploy", "register", "--instance-name", "cli-host", "--tags", tag, "--region", "us-east-1"])?;
    ensure!(code == Some(0) && said.is_empty(), "{code:?}: {out}{said}");
    for line in
        ["Creating the IAM user... DONE", "Registering the on-premises instance... DONE", "Adding tags to the on-premises instance... DONE"]
    {
        ensure!(out.contains(line), "{out}");
    }
    let written = fs::read_to_string(folder.join("codedeploy.onpremises.yml"))?;
    ensure!(written.contains("iam_user_arn") && written.contains("user/AWS/CodeDeploy/cli-host"), "{written}");
    let other = "arn:aws:iam::000000000000:user/other-host";
    cli.quiet(&["register-on-premises-instance", "--instance-name", "cli-other", "--iam-user-arn", other])?;
    cli.quiet(&["add-tags-to-on-premises-instances", "--instance-names", "cli-host", "cli-other", "--tags", "Key=stage,Value=live"])?;
    let found = cli.json(&["get-on-premises-instance", "--instance-name", "cli-host"])?;
    ensure!(found["instanceInfo"]["tags"].as_array().is_some_and(|tags| tags.len() == 2), "{found}");
    let filter = ["--registration-status", "Registered", "--tag-filters", "Key=Name,Value=OnPrem,Type=KEY_AND_VALUE"];
    let found = cli.json(&[&["list-on-premises-instances"][..], &filter].concat())?;
    ensure!(found == json!({"instanceNames": ["cli-host"]}), "{found}");
    let found = cli.json(&["batch-get-on-premises-instances", "--instance-names", "cli-host", "cli-other"])?;
    ensure!(found["instanceInfos"][1]["iamUserArn"] == other, "{found}");
    cli.quiet(&["remove-tags-from-on-premises-instances", "--instance-names", "cli-host", "cli-other", "--tags", "Key=stage,Value=live"])?;
    let Ended { code, out, said } = cli.run(&folder, &["deploy", "deregister", "--instance-name", "cli-host", "--region", "us-east-1"])?;
    ensure!(code == Some(0) && said.is_empty(), "{code:?}: {out}{said}");
    for line in
        ["Tags: Key=Name,Value=OnPrem", "Deregistering the on-premises instance... DONE", "Deleting the IAM user (cli-host)... DONE"]
    {
        ensure!(out.contains(line), "{out}");
    }
    cli.quiet(&["deregister-on-premises-instance", "--instance-name", "cli-other"])?;
    let found = cli.json(&["list-on-premises-instances", "--registration-status", "Registered"])?;
    ensure!(found == json!({"instanceNames": []}), "{found}");
    Ok(())
}

/// More than a page of applications, and of one group's deployments.
fn pages(shop: &Shop<'_>, proxy: &CodeDeploy) -> Result<()> {
    let script = format!("{}/tests/clients/many_applications.py", env!("CARGO_MANIFEST_DIR"));
    let made = headgate_tests::client::ended(proxy.python().args([&script, "cli-page-", "105"]))?;
    ensure!(made.code == Some(0), "{made:?}");
    let all = shop.cli.json(&["list-applications", "--query", "applications[?starts_with(@, 'cli-page-')]"])?;
    ensure!(all.as_array().is_some_and(|all| all.len() == 105), "{all}");
    let first = shop.cli.json(&["list-applications", "--max-items", "103"])?;
    let token = first["NextToken"].as_str().context("no token after 103 of more than 105")?;
    let rest = shop.cli.json(&["list-applications", "--starting-token", token])?;
    let names = |page: &Value| -> Vec<String> {
        page["applications"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let both: Vec<String> = [names(&first), names(&rest)].concat();
    let distinct: BTreeSet<&String> = both.iter().collect();
    ensure!(names(&first).len() == 103 && rest.get("NextToken").is_none(), "{first} {rest}");
    ensure!(distinct.len() == both.len() && both.iter().filter(|name| name.starts_with("cli-page-")).count() == 105, "{both:?}");
    let list = ["list-deployments", "--application-name", "cli-e2e-cli", "--deployment-group-name", "live"];
    let first = shop.cli.json(&[&list[..], &["--max-items", "1"]].concat())?;
    let token = first["NextToken"].as_str().context("no token after one of two deployments")?;
    let rest = shop.cli.json(&[&list[..], &["--starting-token", token]].concat())?;
    ensure!(
        first["deployments"] != rest["deployments"] && rest["deployments"].as_array().is_some_and(|rest| rest.len() == 1),
        "{first} {rest}"
    );
    Ok(())
}
