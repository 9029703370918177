//! What goes wrong between a command and `api`, and the code that it ends with.

use crate::installation::Headgate;
use crate::lambda::Answer;
use crate::session::Session;
use insta::assert_snapshot;
use serde_json::json;
use std::process::Stdio;

fn unavailable() -> Answer {
    let body = br#"{"error":{"code":"ServiceUnavailable","message":"dynamodb: slow down"}}"#;
    Answer::function(503, &json!({}), body)
}

#[test]
fn every_refusal_has_its_code() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    for answer in [
        Answer::error(403, "AccessDeniedException"),
        Answer::error(404, "ResourceNotFoundException"),
        Answer {
            status: 200,
            error: None,
            function_error: true,
            body: r#"{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}"#.to_owned(),
        },
        Answer { status: 200, error: None, function_error: false, body: r#"{"hello":"world"}"#.to_owned() },
        Answer::function(200, &json!({}), b"hello"),
        Answer::function(500, &json!({}), br#"{"error":{"code":"InternalFailure","message":"not allowed to perform dynamodb:GetItem"}}"#),
        Answer::function(400, &json!({}), br#"{"error":{"code":"OfTheFutureException","message":"Nobody knows yet."}}"#),
    ] {
        headgate.answers_next([answer]);
        session.run("application list");
    }
    assert_snapshot!(session.transcript());
}

#[test]
fn a_read_is_asked_again_and_a_change_only_if_nothing_has_happened() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    let stop = format!("stop {id} --rollback");
    let throttled = || Answer::error(429, "TooManyRequestsException");
    let lost = || Answer::error(500, "ServiceException");
    for (answers, line, code, calls) in [
        (vec![throttled(), unavailable()], "application list", 0, 4),
        (vec![unavailable(), lost(), unavailable()], "application list", 5, 3),
        (vec![throttled(), throttled(), throttled()], stop.as_str(), 5, 3),
        (vec![unavailable()], &stop, 5, 1),
        (vec![lost()], &stop, 5, 1),
        (vec![throttled()], &stop, 0, 2),
    ] {
        headgate.calls();
        headgate.answers_next(answers);
        let ended = Session::new(&headgate).command(line).output().unwrap();
        assert_eq!((ended.status.code(), headgate.calls().len()), (Some(code), calls), "{line}: {ended:?}");
    }
}

#[test]
fn all_tries_of_a_call_have_one_id() {
    let headgate = Headgate::start();
    headgate.answers_next([unavailable()]);
    Session::new(&headgate).run("application list");
    let ids: Vec<_> =
        headgate.lambda.take_invoked().into_iter().map(|invoked| invoked.event["requestContext"]["requestId"].clone()).collect();
    assert_eq!((ids.len(), &ids[0]), (2, &ids[1]));
}

#[test]
fn without_region_or_credentials_it_says_so() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.set("AWS_REGION", "").run("list");
    session.set("AWS_REGION", "eu-west-1").set("AWS_ACCESS_KEY_ID", "").write("headgate.toml", "profile = \"nobody\"").run("list");
    assert_snapshot!(session.transcript());
}

#[test]
fn without_a_network_it_says_so_in_a_sentence() {
    let headgate = Headgate::with_shop();
    let id = headgate.deploy("orders", 2);
    let mut session = Session::new(&headgate);
    session.set("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:1").run("application list").run(&format!("stop {id} --rollback"));
    assert_snapshot!(session.transcript());
}

#[test]
fn data_that_is_lost_is_no_success_but_nobody_listening_is() {
    let headgate = Headgate::with_shop();
    let session = Session::new(&headgate);
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = |line: &str, stdout: Stdio| session.command(line).stdout(stdout).output().unwrap();
    let said: Vec<String> = ["application list", "completions bash", "list --output json"]
        .map(|line| {
            let output = ended(line, full().into());
            assert_eq!(output.status.code(), Some(3), "{line}: {output:?}");
            format!("$ headgate {line} > /dev/full\n{}", String::from_utf8(output.stderr).unwrap())
        })
        .to_vec();
    assert_snapshot!(said.join("\n"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = ended("completions bash", writer.into());
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}
