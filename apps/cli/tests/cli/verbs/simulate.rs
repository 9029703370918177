//! `headgate simulate`: what its own tests beside the code cannot see, since they are one process.

use crate::installation::Headgate;
use crate::session::Session;

const APPSPEC: &str = r#"version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: {Name: orders, Alias: live, CurrentVersion: "1", TargetVersion: "2"}
"#;

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
fn what_cannot_be_played_is_refused_as_wrong_usage() {
    for (line, why) in [
        ("simulate appspec.yaml --traffic 50", "50rps"),
        ("simulate appspec.yaml --error-rate 3=5%", "from version 1 to 2"),
        ("simulate appspec.yaml --config LamdaAllAtOnce", "did you mean `LambdaAllAtOnce`?"),
        ("simulate appspec.yaml --compare appspec.yaml", "`Headgate.deploymentConfig`"),
        ("simulate wrong.yaml", "`wrong.yaml`"),
        ("simulate missing.yaml", "`missing.yaml`"),
    ] {
        let headgate = Headgate::start();
        let mut session = Session::new(&headgate);
        session.write("appspec.yaml", APPSPEC).write("wrong.yaml", "version: 0.0\nResources: []\n").run(line);
        assert!(session.transcript().contains("[exit 2]") && session.transcript().contains(why), "{}", session.transcript());
    }
}
