//! `headgate validate`.

use crate::installation::Headgate;
use crate::session::Session;
use flate2::Compression;
use flate2::write::GzEncoder;
use insta::assert_snapshot;
use serde_json::json;
use std::io::Write;
use std::process::Stdio;

const SOUND: &str = r#"version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: {Name: orders, Alias: live, CurrentVersion: "1", TargetVersion: "2"}
"#;

const WRONG: &str = r"version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties:
        Name: orders
        Alias: 1live!
        TargetVersion: two
Hooks:
  - BeforeAllowTrafic: check
";

#[test]
fn mistakes_are_told_with_line_and_column() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("sound.yaml", SOUND).write("wrong.yaml", WRONG).write("no.yaml", "version: [").write("empty.json", "");
    session.run("validate sound.yaml").run("validate wrong.yaml").run("validate sound.yaml wrong.yaml no.yaml empty.json");
    session.run("validate sound.yaml sound.yaml").run("validate nowhere.yaml wrong.yaml").run("validate");
    assert_snapshot!(session.transcript());
    assert!(headgate.calls().is_empty());
}

#[test]
fn nothing_but_the_file_is_needed() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.set("AWS_REGION", "").set("AWS_ACCESS_KEY_ID", "").write("sound.yaml", SOUND);
    assert!(session.command("validate sound.yaml").output().unwrap().status.success());
}

#[test]
fn a_program_reads_every_mistake() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session.write("sound.yaml", SOUND).write("wrong.yaml", WRONG);
    let output = session.command("validate sound.yaml wrong.yaml -o json").output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["files"][0], json!({"file": "sound.yaml", "mistakeCount": 0, "mistakes": []}));
    let wrong = &document["files"][1];
    assert_eq!(wrong["mistakeCount"].as_u64().unwrap(), wrong["mistakes"].as_array().unwrap().len() as u64);
    assert_eq!((&wrong["mistakes"][0]["line"], &wrong["mistakes"][0]["column"]), (&json!(7), &json!(16)));
}

#[test]
fn stdin_and_archives_are_read_as_well() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    let mut child = session.command("validate -").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(WRONG.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("-:7:16: "));
    std::fs::write(session.folder().join("release.tgz"), tgz("appspec.yml", WRONG)).unwrap();
    std::fs::write(session.folder().join("empty.tgz"), tgz("readme.md", "")).unwrap();
    session.write("broken.zip", "nothing").run("validate release.tgz empty.tgz broken.zip");
    assert_snapshot!(session.transcript());
}

fn tgz(name: &str, text: &str) -> Vec<u8> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let mut header = tar::Header::new_gnu();
    header.set_size(text.len() as u64);
    header.set_mode(0o644);
    archive.append_data(&mut header, name, text.as_bytes()).unwrap();
    archive.into_inner().unwrap().finish().unwrap()
}
