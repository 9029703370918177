//! `headgate simulate`: what its own tests beside the code cannot see, since they are one process.

use crate::installation::Headgate;
use crate::session::Session;
use insta::assert_snapshot;

const APPSPEC: &str = r#"version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: {Name: orders, Alias: live, CurrentVersion: "1", TargetVersion: "2"}
"#;

const GATES: &str = "\
Headgate:
  deploymentConfig:
    type: Steps
    steps:
      - {weight: 20, bakeSeconds: 60, approval: {count: 2}}
      - {weight: 60, bakeSeconds: 60, pause: {}}
      - {weight: 100, bakeSeconds: 0}
";

#[test]
fn two_processes_print_and_draw_the_same_bytes() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC);
    let mut play = || {
        let document = session.json("simulate appspec.yaml --error-rate 2=5% --seed 9 --svg picture.svg --output json");
        (document, std::fs::read_to_string(session.folder().join("picture.svg")).unwrap())
    };
    let (document, picture) = play();
    assert_eq!(document["plays"][0]["outcome"], "rolledBack");
    assert!(picture.starts_with("<svg ") && picture.trim_end().ends_with("</svg>"));
    assert_eq!((document, picture), play());
}

#[test]
fn a_locale_without_more_gets_ascii_alone() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC).set("LC_ALL", "C").run("simulate appspec.yaml --error-rate 2=5%");
    assert!(session.transcript().is_ascii(), "{}", session.transcript());
}

#[test]
fn what_users_would_have_seen_is_shown() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC).write("gated.yaml", &format!("{APPSPEC}{GATES}"));
    session.run("simulate appspec.yaml").run("simulate appspec.yaml --error-rate 2=5%");
    session.run("simulate gated.yaml --approve-after 20m --resume-after 2h").run("simulate gated.yaml --no-approval");
    session.run("simulate appspec.yaml --error-rate 2=2% --compare LambdaAllAtOnce --compare LambdaLinear10PercentEvery1Minute");
    assert_snapshot!(session.transcript());
    assert_snapshot!("document", Session::new(&headgate).write("appspec.yaml", APPSPEC).run("simulate appspec.yaml -o json").transcript());
    assert!(headgate.calls().is_empty());
}

#[test]
fn what_cannot_be_played_is_refused_as_wrong_usage() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC).write("wrong.yaml", "version: 0.0\nResources: []\n");
    session.run("simulate appspec.yaml --traffic 50").run("simulate appspec.yaml --error-rate 3=5%");
    session.run("simulate appspec.yaml --config LamdaAllAtOnce").run("simulate appspec.yaml --compare appspec.yaml");
    session.run("simulate wrong.yaml").run("simulate missing.yaml").run("simulate appspec.yaml --approve-after 1m --no-approval");
    session.run("simulate appspec.yaml --svg nowhere/picture.svg");
    assert_snapshot!(session.transcript());
}

#[test]
fn an_archive_is_played_as_its_appspec_is() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", APPSPEC);
    let mut archive = tar::Builder::new(std::fs::File::create(session.folder().join("revision.tar")).unwrap());
    archive.append_path_with_name(session.folder().join("appspec.yaml"), "appspec.yaml").unwrap();
    archive.finish().unwrap();
    let alone = session.json("simulate appspec.yaml --output json");
    assert_eq!(session.json("simulate revision.tar --output json"), alone);
}

#[test]
fn whatever_a_play_comes_to_the_question_is_answered() {
    let pause = "Headgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n      \
                 - {weight: 20, bakeSeconds: 60, pause: {}}\n      - {weight: 100, bakeSeconds: 0}\n";
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("appspec.yaml", &format!("{APPSPEC}{pause}")).run("simulate appspec.yaml");
    let transcript = session.transcript();
    assert!(transcript.contains("Waits for ever") && !transcript.contains("[exit"), "{transcript}");
}
