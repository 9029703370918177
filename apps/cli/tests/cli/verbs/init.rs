//! `headgate init`.

use crate::installation::Headgate;
use crate::lambda::Answer;
use crate::session::Session;
use crate::terminal::at_terminal;
use insta::assert_snapshot;
use serde_json::json;

const TEMPLATE: &str = "Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {FunctionName: orders, Role: !GetAtt Role.Arn}
";

fn files(session: &Session<'_>) -> String {
    let text = |name: &str| std::fs::read_to_string(session.folder().join(name)).unwrap();
    format!("{}---\n{}", text("appspec.yaml"), text("headgate.toml"))
}

#[test]
fn from_nothing_to_a_deployment_with_three_commands() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("template.yaml", TEMPLATE).run("init").run("init --yes").run("plan appspec.yaml").run("deploy appspec.yaml");
    let transcript = session.transcript().replace(&headgate.newest(), "<id>");
    assert_snapshot!(format!("{transcript}\n\n{}", files(&session)));
}

#[test]
fn a_person_is_asked_before_anything_is_made() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.set("NO_COLOR", "1");
    let refused = at_terminal(session.command("init --function orders"), Some("n\n"));
    assert_eq!(refused.code, Some(3));
    assert!(!session.folder().join("appspec.yaml").exists());
    assert!(!headgate.calls().iter().any(|call| call.starts_with("Create")));
    let accepted = at_terminal(session.command("init --function orders"), Some("y\n"));
    assert_eq!(accepted.code, Some(0));
    assert_snapshot!(format!("{}\n\n{}", refused.screen, accepted.screen));
}

#[test]
fn what_is_there_already_is_used_and_left_as_it_is() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 5);
    headgate.pass(1200);
    let mut session = Session::new(&headgate);
    session.run("init --function orders").run("init --function orders").run("init --function billing --force");
    assert!(!headgate.calls().iter().any(|call| call.starts_with("Create")));
    session.run("init --function orders --group other --force --yes");
    assert_snapshot!(format!("{}\n\n{}", session.transcript(), files(&session)));
}

#[test]
fn alarms_that_watch_the_function_watch_its_deployments() {
    let headgate = Headgate::start();
    headgate.errors_alarm("orders-errors", "orders", "live");
    headgate.errors_alarm("orders-test", "orders", "test");
    headgate.errors_alarm("billing-errors", "billing", "live");
    assert_snapshot!(Session::new(&headgate).run("init --function orders --yes").run("group get").transcript());
}

#[test]
fn a_program_reads_what_was_made() {
    let headgate = Headgate::start();
    let made = Session::new(&headgate).json("init --function orders --yes -o json");
    let files = ["appspec.yaml", "headgate.toml"];
    assert_eq!(made, json!({"applicationName": "orders", "deploymentGroupName": "live", "files": files}));
}

#[test]
fn what_cannot_be_found_out_has_to_be_named() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.run("init").run("init --function nothing").run("init --function orders --alias test");
    session.write("template.yaml", "Resources: {A: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref Name}}}").run("init");
    session.write("template.yaml", "Resources: {}");
    headgate.answers_next([Answer::error(403, "AccessDeniedException")]);
    session.run("init");
    let two = json!([{"name": "a", "routing": []}, {"name": "b", "routing": []}]);
    for aliases in [json!([]), two] {
        let described = json!({"output": {"functionName": "orders", "aliases": aliases}}).to_string();
        headgate.answers_next([Answer::function(200, &json!({}), described.as_bytes())]);
        session.run("init --function orders");
    }
    assert_snapshot!(session.transcript());
}

#[test]
fn what_was_given_is_settled_for_the_next_command() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.run("init --function orders --application shop --group live --api-function headgate-api --region eu-west-1");
    assert_snapshot!(files(&session));
}
