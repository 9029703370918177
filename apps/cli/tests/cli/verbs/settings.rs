//! Where settings are found.

use crate::installation::Headgate;
use crate::session::Session;
use insta::assert_snapshot;

#[test]
fn with_the_default_stack_nothing_has_to_be_given() {
    let headgate = Headgate::start();
    Session::new(&headgate).json("application list --output json");
    assert_eq!(headgate.lambda.take_invoked()[0].path, "POST /2015-03-31/functions/headgate-api/invocations");
}

#[test]
fn options_go_before_the_environment_and_that_before_the_file() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    let asked = |session: &mut Session<'_>, line: &str| {
        session.run(line);
        let invoked = headgate.lambda.take_invoked().pop().unwrap();
        format!("{} {}", invoked.path.split('/').nth(3).unwrap(), invoked.signed)
    };
    session.write("headgate.toml", "stack = \"file\"\nregion = \"eu-north-1\"").set("AWS_REGION", "");
    assert_eq!(asked(&mut session, "application list"), "file-api AKIDPERSON for eu-north-1");
    session.set("HEADGATE_STACK", "variable").set("AWS_REGION", "eu-west-3");
    assert_eq!(asked(&mut session, "application list"), "variable-api AKIDPERSON for eu-west-3");
    assert_eq!(asked(&mut session, "application list --stack option --region us-east-1"), "option-api AKIDPERSON for us-east-1");
}

#[test]
fn a_mistake_in_the_file_is_told_with_its_place() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    for file in ["stack = \"a\"\nregoin = \"b\"", "output = \"yaml\"", "stack"] {
        session.write("headgate.toml", file).run("list");
    }
    session.write("headgate.toml", "").set("HEADGATE_NOW", "today").run("list");
    assert_snapshot!(session.transcript());
}

#[test]
fn the_file_is_found_upwards() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("headgate.toml", "output = \"json\"");
    let inner = session.folder().join("a/b");
    std::fs::create_dir_all(&inner).unwrap();
    let output = session.command("list").current_dir(inner).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "{\n  \"deploymentsInfo\": []\n}\n");
}
