//! `headgate install`.

use crate::cloud::{Cloud, Outcome};
use crate::installation::Headgate;
use crate::session::Session;
use crate::watching::Terminal;
use insta::assert_snapshot;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const TEMPLATE: &str = "\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Architecture: {Type: String, Default: arm64}
  ManagedFunctions: {Type: String, Default: ''}
Resources:
  Table: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain}
  StartFunction: {Type: AWS::Serverless::Function, Properties: {CodeUri: start.zip}}
  StepFunction: {Type: AWS::Serverless::Function, Properties: {CodeUri: step.zip}}
";

/// Writes a bundle with this template and these packages.
pub(super) fn bundle(folder: &Path, template: &str, packages: &[(&str, &str)]) {
    fs::create_dir_all(folder).unwrap();
    let mut sums = String::new();
    for (name, content) in packages.iter().chain(&[("template.yaml", template)]) {
        fs::write(folder.join(name), content).unwrap();
        let sum = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        writeln!(sums, "{sum}  {name}").unwrap();
    }
    fs::write(folder.join("SHA256SUMS"), sums).unwrap();
}

/// A session in an account, with a bundle in folder `bundle`.
pub(super) fn session<'a>(headgate: &'a Headgate, cloud: &Cloud) -> Session<'a> {
    let mut session = Session::new(headgate);
    session.set("AWS_ENDPOINT_URL", &cloud.endpoint);
    bundle(&session.folder().join("bundle"), TEMPLATE, &[("start.zip", "start 1"), ("step.zip", "step 1")]);
    session
}

/// The bundle of the next release.
fn next(session: &Session<'_>) {
    bundle(&session.folder().join("bundle"), TEMPLATE, &[("start.zip", "start 1"), ("step.zip", "step 2")]);
}

#[test]
fn from_nothing_to_an_installation_and_on_to_the_next_release() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    session.run("install bundle --yes --parameter ManagedFunctions=arn:aws:lambda:*:*:function:shop-*");
    session.run("install bundle --yes");
    next(&session);
    session.run("install bundle --dry-run").run("install bundle --yes");
    assert_snapshot!(session.transcript());
    assert_eq!(cloud.parameters()["ManagedFunctions"], "arn:aws:lambda:*:*:function:shop-*", "what is not given stays");
    assert_eq!((cloud.bucket(|bucket| bucket.objects.len()), cloud.change_sets()), (5, 0), "what is there is not sent again");
}

#[test]
fn the_bucket_is_closed_to_everybody_else() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    session(&headgate, &cloud).run("install bundle --yes");
    let rules = cloud.bucket(|bucket| bucket.rules.clone());
    assert_eq!(rules["made"].split_once(' ').unwrap().0, "BucketOwnerEnforced");
    assert!(rules["made"].contains("<LocationConstraint>eu-west-1</LocationConstraint>"), "{rules:?}");
    assert_eq!(rules["publicAccessBlock"].matches(">true<").count(), 4);
    assert!(rules["policy"].contains("aws:SecureTransport") && rules["policy"].contains("headgate-artifacts-123456789012-eu-west-1"));
}

#[test]
fn a_dry_run_leaves_no_stack_behind() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    session.run("install bundle --dry-run");
    assert_snapshot!(session.transcript());
    assert_eq!((cloud.stands(), cloud.change_sets()), (None, 0));
    let keys = cloud.bucket(|bucket| bucket.objects.keys().cloned().collect::<Vec<_>>());
    assert!(keys.len() == 1 && keys[0].contains(".yaml"), "{keys:?}");
}

#[test]
fn a_program_reads_what_would_change_and_what_came_of_it() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    let changes = session.json("install bundle --dry-run -o json");
    assert_eq!((&changes["operation"], &changes["changes"][0]["action"]), (&json!("CREATE"), &json!("Add")));
    let installed = session.json("install bundle --yes -o json");
    assert_eq!((&installed["status"], &installed["outputs"]["ApiFunction"]), (&json!("CREATE_COMPLETE"), &json!("headgate-api")));
    assert_eq!(session.json("install bundle --yes -o json")["operation"], "NONE");
    assert_eq!(session.json("install bundle --dry-run -o json")["changes"], json!([]));
    assert_eq!(cloud.change_sets(), 0, "what changes nothing is withdrawn");
}

#[test]
fn a_bundle_that_is_spoilt_is_not_installed() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    session.write("bundle/step.zip", "step 1, spoilt").run("install bundle --yes");
    fs::remove_file(session.folder().join("bundle/step.zip")).unwrap();
    session.run("install bundle --yes").run("install nowhere --yes").run("install --yes");
    session.write("bundle/SHA256SUMS", "nonsense").run("install bundle --yes");
    bundle(&session.folder().join("bundle"), TEMPLATE, &[("start.zip", "start 1")]);
    session.run("install bundle --yes");
    bundle(&session.folder().join("bundle"), "Resources: {}", &[]);
    session.run("install bundle --yes");
    assert_snapshot!(without_programs_folder(session.transcript()));
    assert_eq!(cloud.asked(), [""; 0]);
}

#[test]
fn a_bundle_lies_in_the_working_directory_if_it_is_not_named() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let session = session(&headgate, &cloud);
    let output = session.command("install --yes").current_dir(session.folder().join("bundle")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn parameters_are_held_against_the_templates_own() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    session
        .run("install bundle --yes --parameter ManagedFunction=x")
        .run("install bundle --yes --parameter Architecture=x86_64")
        .run("install bundle --yes -p ManagedFunctions=a -p ManagedFunctions=b")
        .run("install bundle --yes --parameter ManagedFunctions");
    let wants = TEMPLATE.replace("{Type: String, Default: ''}", "{Type: String}");
    bundle(&session.folder().join("bundle"), &wants, &[("start.zip", "start 1"), ("step.zip", "step 1")]);
    session.run("install bundle --yes");
    assert_snapshot!(session.transcript());
    assert!(!cloud.asked().iter().any(|action| action.starts_with("Create")));
}

#[test]
fn another_processors_bundle_changes_the_stacks_processor() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    session.run("install bundle --yes");
    let other = TEMPLATE.replace("arm64", "x86_64");
    bundle(&session.folder().join("bundle"), &other, &[("start.zip", "start 3"), ("step.zip", "step 3")]);
    session.run("install bundle --yes");
    assert_eq!(cloud.parameters()["Architecture"], "x86_64");
}

#[test]
fn without_a_terminal_nothing_is_begun_that_nobody_confirms() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    session.run("install bundle").run("install nowhere").run("install bundle --stack 2nd --yes");
    assert_snapshot!(session.transcript());
    assert_eq!(cloud.asked(), [""; 0]);
}

#[test]
fn a_person_sees_what_would_change_and_may_say_no() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let session = session(&headgate, &cloud);
    let terminal = Terminal::start(session.command("install bundle"), (80, 24));
    terminal.until(|screen| screen.contains("[y/N]"));
    terminal.types("n\r");
    let (screen, _, code) = terminal.end();
    assert_eq!((code, cloud.stands(), cloud.change_sets()), (Some(3), None, 0), "{screen}");
    let terminal = Terminal::start(session.command("install bundle"), (80, 24));
    terminal.until(|screen| screen.contains("[y/N]"));
    terminal.types("y\r");
    let (screen, _, code) = terminal.end();
    assert_eq!((code, cloud.stands().as_deref()), (Some(0), Some("CREATE_COMPLETE")), "{screen}");
    assert_snapshot!(screen);
}

#[test]
fn aws_refuses_and_it_is_said_what_and_why() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    cloud.bucket(|bucket| bucket.is_somebody_elses = true);
    session.run("install bundle --yes");
    cloud.bucket(|bucket| bucket.is_somebody_elses = false);
    cloud.error("CreateChangeSet", (403, "AccessDenied", "User: arn:aws:iam::123456789012:user/ada is not authorized"));
    session.run("install bundle --yes");
    cloud.error("GetCallerIdentity", (403, "ExpiredToken", "The security token included in the request is expired"));
    session.run("install bundle --yes");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_change_set_that_cannot_be_worked_out_leaves_nothing_behind() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    cloud.outcome(Outcome::Unworkable("Parameter PollSeconds must be a number not less than 10"));
    session.run("install bundle --yes");
    assert_snapshot!(session.transcript());
    assert_eq!((cloud.stands(), cloud.change_sets()), (None, 0));
}

#[test]
fn the_first_resource_that_fails_is_named() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    cloud.outcome(Outcome::Broken("Resource handler returned message: \"concurrency is used up\""));
    session.run("install bundle --yes");
    cloud.outcome(Outcome::Done);
    session.run("install bundle --yes");
    cloud.status("UPDATE_ROLLBACK_FAILED");
    session.run("install bundle --yes");
    assert_snapshot!(session.transcript());
}

#[test]
fn an_upgrade_that_fails_is_taken_back() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    assert!(session.command("install bundle --yes").output().unwrap().status.success());
    next(&session);
    cloud.outcome(Outcome::Broken("no"));
    session.run("install bundle --yes");
    cloud.outcome(Outcome::Done);
    session.run("install bundle --yes");
    assert_snapshot!(session.transcript());
}

#[test]
fn whoever_leaves_is_told_how_to_get_back() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let mut session = session(&headgate, &cloud);
    cloud.outcome(Outcome::Held);
    let terminal = Terminal::start(session.command("install bundle --yes"), (100, 24));
    terminal.until(|screen| screen.contains("CREATE_IN_PROGRESS"));
    terminal.interrupts();
    let (screen, _, code) = terminal.end();
    assert!(code == Some(5) && screen.contains("`headgate install` with the same arguments gets back to it"), "{screen}");
    let terminal = Terminal::start(session.command("install bundle --yes"), (100, 24));
    terminal.until(|screen| screen.contains("CREATE_IN_PROGRESS"));
    cloud.end();
    let (screen, _, code) = terminal.end();
    assert!(code == Some(0) && screen.contains("Headgate is installed"), "{screen}");
    next(&session);
    cloud.outcome(Outcome::Done);
    cloud.status("UPDATE_IN_PROGRESS");
    session.run("install bundle --yes").run("install bundle --dry-run");
    assert_snapshot!(session.transcript());
}

#[test]
fn wherever_it_is_cut_off_the_same_command_goes_on() {
    for action in ["PUT bucket?publicAccessBlock", "PUT bucket?policy", "PUT object", "DescribeChangeSet", "ExecuteChangeSet"] {
        let (headgate, cloud) = (Headgate::start(), Cloud::start());
        let session = session(&headgate, &cloud);
        cloud.error(action, (400, "CutOff", "here it ends"));
        let cut = session.command("install bundle --yes").output().unwrap();
        assert_eq!(cut.status.code(), Some(3), "{action}: {cut:?}");
        cloud.mend();
        let gone_on = session.command("install bundle --yes").output().unwrap();
        assert!(gone_on.status.success(), "{action}: {gone_on:?}");
        let closed = cloud.bucket(|bucket| bucket.rules.contains_key("policy") && bucket.rules.contains_key("publicAccessBlock"));
        assert_eq!((cloud.stands().as_deref(), cloud.change_sets(), closed), (Some("CREATE_COMPLETE"), 0, true), "{action}");
    }
}

/// Where this program lies differs from machine to machine.
fn without_programs_folder(transcript: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_headgate"));
    transcript.replace(&program.parent().unwrap().display().to_string(), "<program's folder>")
}
