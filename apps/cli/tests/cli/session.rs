//! Commands typed one after the other, and what they print: a transcript that reads as a person sees it. What was said
//! on stderr stands behind `!`, and an end that is not success in brackets.

use crate::installation::Headgate;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A session in a folder of its own.
pub(crate) struct Session<'a> {
    headgate: &'a Headgate,
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
    transcript: String,
}

impl<'a> Session<'a> {
    pub(crate) fn new(headgate: &'a Headgate) -> Self {
        Self { headgate, folder: tempfile::tempdir().unwrap(), variables: Vec::new(), transcript: String::new() }
    }

    /// Sets a variable; an empty value takes it out.
    pub(crate) fn set(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&mut self, name: &str, text: &str) -> &mut Self {
        std::fs::write(self.folder.path().join(name), text).unwrap();
        self
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Types a command.
    pub(crate) fn run(&mut self, line: &str) -> &mut Self {
        let output = self.command(line).output().unwrap();
        self.note(line, &output);
        self
    }

    /// Types a command, and gives what it prints, which has to be JSON.
    pub(crate) fn json(&mut self, line: &str) -> serde_json::Value {
        let output = self.command(line).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The command with the session's environment, in which nothing is left to chance.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_headgate"));
        command.args(line.split_whitespace()).env_clear().current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("AWS_ENDPOINT_URL_LAMBDA", &self.headgate.lambda.endpoint).env("HEADGATE_NOW", self.headgate.now().to_string());
        command.envs([
            ("AWS_ACCESS_KEY_ID", "AKIDPERSON"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_CONFIG_FILE", "/dev/null"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("TZ", "<+01>-1"),
        ]);
        for (name, value) in &self.variables {
            if value.is_empty() {
                command.env_remove(name)
            } else {
                command.env(name, value)
            };
        }
        command
    }

    /// What was typed and printed.
    pub(crate) fn transcript(&self) -> &str {
        self.transcript.trim_end()
    }

    fn note(&mut self, line: &str, output: &Output) {
        let text = |bytes: &[u8]| steady(std::str::from_utf8(bytes).unwrap(), self.folder.path());
        let said = text(&output.stderr).lines().map(|line| format!("! {line}\n")).collect::<Vec<_>>().concat();
        let end = match output.status.code() {
            Some(0) => String::new(),
            Some(code) => format!("[exit {code}]\n"),
            None => "[killed]\n".to_owned(),
        };
        self.transcript.extend([format!("$ headgate {line}\n"), text(&output.stdout), said, end, "\n".to_owned()]);
    }
}

/// The text without what differs from run to run: the folder, and ids of requests.
pub(crate) fn steady(text: &str, folder: &Path) -> String {
    let text = text.replace(&folder.canonicalize().unwrap().display().to_string(), "<folder>");
    let lines = text.split_inclusive('\n').map(|line| match line.split_once("request: ") {
        Some((before, id)) if id.trim().len() == 36 => format!("{before}request: <id>\n"),
        _ => line.to_owned(),
    });
    lines.collect()
}
