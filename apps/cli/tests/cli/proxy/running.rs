//! The command, running.

use rustix::process::{Pid, Signal, kill_process};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use tokio::time::timeout;

/// How long anything may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The command with an environment of its own, in which AWS is at `lambda`.
pub(crate) fn headgate(lambda: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headgate"));
    command.args(arguments).env_clear().kill_on_drop(true);
    for (name, value) in [
        ("AWS_ACCESS_KEY_ID", "AKIDPROXY"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL_LAMBDA", lambda),
        ("AWS_CONFIG_FILE", "/dev/null"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("HEADGATE_API", "headgate-api"),
    ] {
        command.env(name, value);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a command that ended has said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) said: String,
}

/// Runs a command to its end.
pub(crate) async fn run(mut command: Command) -> Ended {
    let output = timeout(PATIENCE, command.output()).await.expect("an end").unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), said: text(output.stderr) }
}

/// A proxy that listens.
pub(crate) struct Running {
    pub(crate) endpoint: String,
    child: Child,
    out: Lines<BufReader<ChildStdout>>,
    said: Lines<BufReader<ChildStderr>>,
}

impl Running {
    /// A proxy on a free port, with these options besides.
    pub(crate) async fn start(lambda: &str, options: &[&str]) -> Self {
        Self::of(headgate(lambda, &[&["proxy", "--listen", "127.0.0.1:0"], options].concat())).await
    }

    /// Waits until it listens.
    pub(crate) async fn of(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = BufReader::new(child.stderr.take().unwrap()).lines();
        let endpoint = timeout(PATIENCE, out.next_line()).await.expect("a line on stdout").unwrap().expect("an endpoint");
        Self { endpoint, child, out, said }
    }

    /// The next line on stderr.
    pub(crate) async fn says(&mut self) -> String {
        timeout(PATIENCE, self.said.next_line()).await.expect("a line on stderr").unwrap().expect("a line on stderr")
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.id().expect("it runs")).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// Waits for its end, and gives the rest of what it says.
    pub(crate) async fn end(mut self) -> Ended {
        let status = timeout(PATIENCE, self.child.wait()).await.expect("an end").unwrap();
        let (mut out, mut said) = (String::new(), String::new());
        self.out.get_mut().read_to_string(&mut out).await.unwrap();
        self.said.get_mut().read_to_string(&mut said).await.unwrap();
        Ended { code: status.code(), out, said }
    }
}
