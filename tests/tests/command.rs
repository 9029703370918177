//! A new user's way with the real command on the real stack: from `init` to a deployment that two people approve.
//! Everybody types with an access key of their own, and may invoke `api` and nothing else.

use anyhow::{Result, ensure};
use headgate_tests::client::{Ended, ended};
use headgate_tests::site::{Person, Site, appspec};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use xtask::{headgate, wait_for};

const PATIENCE: Duration = Duration::from_secs(90);
const FUNCTION: &str = "command-orders";
/// Nobody waits for it: it is promoted, or stopped.
const HOUR: u32 = 3600;

/// Somebody at a shell, in the folder that `init` has written to.
struct Typist<'a> {
    person: Person<'a>,
    site: &'a Site,
    program: PathBuf,
    folder: &'a Path,
}

impl<'a> Typist<'a> {
    fn hired(name: &str, site: &'a Site, folder: &'a Path) -> Result<Self> {
        let person = site.person(name)?;
        let statement = json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": site.stack.output("ApiFunctionArn")?});
        let policy = json!({"Version": "2012-10-17", "Statement": [statement]}).to_string();
        site.session.call("iam", "put_user_policy", json!({"UserName": name, "PolicyName": "deploys", "PolicyDocument": policy}))?;
        Ok(Self { person, site, program: headgate()?, folder })
    }

    /// Types a command line that must end with this exit code.
    fn types(&self, line: &str, code: i32) -> Result<Ended> {
        let mut command = Command::new(&self.program);
        command
            .args(line.split(' '))
            .current_dir(self.folder)
            .env_clear()
            .env("HOME", self.folder)
            .env("HEADGATE_STACK", self.site.stack.name());
        command.envs(self.site.stack.environment()).envs(self.person.environment());
        let ended = ended(&mut command)?;
        ensure!(ended.code == Some(code), "`{line}` was to end with {code}: {ended:?}");
        Ok(ended)
    }

    fn reads(&self, line: &str) -> Result<Value> {
        Ok(serde_json::from_str(&self.types(&format!("{line} --output json"), 0)?.out)?)
    }

    /// Starts a deployment, and looks until it waits for this; its id.
    fn starts(&self, appspec: &str, kind: &str) -> Result<String> {
        let id = self.types(&format!("deploy {appspec}"), 0)?.out.trim().to_owned();
        self.sees(&id, kind)?;
        Ok(id)
    }

    fn sees(&self, id: &str, kind: &str) -> Result<()> {
        wait_for(&format!("{kind} of {id}"), PATIENCE, || {
            let status = self.reads("status")?;
            let waits = status["deploymentInfo"]["headgate"]["waits"].as_array().cloned().unwrap_or_default();
            ensure!(status["deploymentInfo"]["deploymentId"] == id, "another deployment than {id}: {status}");
            Ok(waits.iter().any(|wait| wait["kind"] == kind).then_some(()))
        })
    }

    /// What people have decided, and who.
    fn decisions(&self, id: &str) -> Result<Vec<(String, String)>> {
        let history = self.reads(&format!("history {id}"))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let entries = history["entries"].as_array().into_iter().flatten().filter(|entry| !entry["by"].is_null());
        Ok(entries.map(|entry| (text(&entry["event"]), text(&entry["by"]))).collect())
    }
}

#[test]
fn a_new_user_gets_to_a_deployment_that_two_people_approve() -> Result<()> {
    let site = Site::on_emulator()?;
    site.subject(FUNCTION, &json!({}))?;
    let folder = tempfile::tempdir()?;
    let [anna, bert, carl] = ["command-anna", "command-bert", "command-carl"].map(|name| Typist::hired(name, &site, folder.path()));
    let (anna, bert, carl) = (anna?, bert?, carl?);
    begins(&anna)?;
    decides(&anna, &bert, &carl)?;
    takes_back(&anna)
}

fn begins(anna: &Typist<'_>) -> Result<()> {
    anna.types("doctor", 0)?;
    anna.types(&format!("init --function {FUNCTION} --config CodeDeployDefault.LambdaAllAtOnce --yes"), 0)?;
    let plan = anna.reads("plan appspec.yaml")?;
    let target = &plan["targets"][0];
    ensure!(target["currentVersion"] == "1" && target["targetVersion"] == "3", "{plan}");
    anna.types("deploy appspec.yaml --wait", 0)?;
    let history = anna.types("history", 0)?.out;
    ensure!(history.contains("Succeeded"), "{history}");
    let status = anna.reads("status")?;
    ensure!(status["deploymentInfo"]["status"] == "Succeeded", "{status}");
    ensure!(anna.site.live(FUNCTION)?.as_deref() == Some("3"), "not all traffic is on version 3");
    anna.types("doctor", 0).map(|_| ())
}

fn decides(anna: &Typist<'_>, bert: &Typist<'_>, carl: &Typist<'_>) -> Result<()> {
    let people = [&anna.person.arn, &bert.person.arn];
    let steps = json!([
        {"weight": 10, "bakeSeconds": 0, "approval": {"by": people, "count": 2}},
        {"weight": 50, "bakeSeconds": HOUR},
        {"weight": 100, "bakeSeconds": 0},
    ]);
    let properties = json!({"Name": FUNCTION, "Alias": "live", "TargetVersion": "2"});
    let appspec = json!({
        "version": "0.0",
        "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}],
        "Headgate": {"deploymentConfig": {"type": "Steps", "steps": steps}},
    });
    fs::write(anna.folder.join("approved.json"), appspec.to_string())?;
    let id = anna.starts("approved.json", "approval")?;

    let refused = carl.types("approve", 3)?.said;
    ensure!(refused.contains("AccessDeniedException"), "{refused}");
    anna.types("approve --comment seen", 0)?;
    // Nobody counts twice.
    anna.types("approve", 0)?;
    anna.sees(&id, "approval")?;
    bert.types("approve", 0)?;
    bert.sees(&id, "bake")?;
    bert.types("pause --reason campaign", 0)?;
    bert.sees(&id, "pause")?;
    anna.types("resume", 0)?;
    carl.types("promote", 0)?;
    anna.site.end(&id)?;
    anna.types(&format!("watch {id}"), 0)?;

    let by = |who: &Typist<'_>, event: &str| (event.to_owned(), who.person.arn.clone());
    let expected = [by(anna, "Approved"), by(bert, "Approved"), by(bert, "Paused"), by(anna, "Resumed"), by(carl, "Promoted")];
    let decided = anna.decisions(&id)?;
    ensure!(decided == expected, "{decided:?}");
    ensure!(anna.site.live(FUNCTION)?.as_deref() == Some("2"), "not all traffic is on version 2");
    Ok(())
}

fn takes_back(anna: &Typist<'_>) -> Result<()> {
    fs::write(anna.folder.join("long.yaml"), appspec(FUNCTION, "3", &[(10.0, HOUR), (100.0, 0)], ""))?;
    let id = anna.starts("long.yaml", "bake")?;
    anna.types("stop --rollback", 0)?;
    anna.site.end(&id)?;
    let story = anna.types(&format!("watch {id}"), 1)?;
    ensure!(story.said.contains("MANUAL_STOP") && story.said.contains("has taken its traffic back"), "{story:?}");
    ensure!(anna.site.live(FUNCTION)?.as_deref() == Some("2"), "not all traffic is back on version 2");
    Ok(())
}
