//! `headgate proxy`, the real binary: the address at which CodeDeploy's own clients reach Headgate.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use crate::paths::{target_directory, target_folder};
use crate::python::Python;
use crate::shell::{cargo, following, progress, run};
use crate::stack::Stack;

/// An address that speaks `CodeDeploy`'s protocols, until this value ends, or the process, however that ends.
pub struct CodeDeploy {
    process: Child,
    endpoint: String,
    environment: Vec<(&'static str, String)>,
    tools: Python,
    clients: Python,
}

impl CodeDeploy {
    /// Before a stack's function `api`.
    ///
    /// # Errors
    ///
    /// Whatever keeps the proxy from being built, or from listening.
    pub fn before(stack: &Stack) -> Result<Self> {
        Self::before_function(stack.output("ApiFunction")?, stack.environment())
    }

    /// Before a function, in the account or the emulator to which these variables lead.
    ///
    /// # Errors
    ///
    /// Whatever keeps the proxy from being built, or from listening.
    pub fn before_function(function: &str, environment: Vec<(&'static str, String)>) -> Result<Self> {
        let program = headgate()?;
        let log = log()?;
        let mut command = Command::new(program);
        command.args(["proxy", "--listen", "127.0.0.1:0", "--function", function]);
        let mut process = following(&command)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(File::create(&log).with_context(|| format!("cannot write {}", log.display()))?)
            .spawn()
            .context("cannot start `headgate proxy`")?;
        let mut endpoint = String::new();
        BufReader::new(process.stdout.take().context("the proxy has no output")?).read_line(&mut endpoint)?;
        let mut proxy = Self {
            process,
            endpoint: endpoint.trim().to_owned(),
            environment,
            tools: Python::with_tools()?,
            clients: Python::with_clients()?,
        };
        if proxy.endpoint.is_empty() {
            proxy.end();
            bail!("`headgate proxy` did not start: {}", std::fs::read_to_string(&log).unwrap_or_default().trim());
        }
        std::fs::remove_file(&log).with_context(|| format!("cannot remove {}", log.display()))?;
        Ok(proxy)
    }

    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The AWS CLI as it is, led here for `CodeDeploy` and to the stack for everything else.
    pub fn aws(&self) -> Command {
        self.led(self.tools.program("aws"))
    }

    /// A Python with boto3 as it is, led here for `CodeDeploy` and to the stack for everything else.
    pub fn python(&self) -> Command {
        self.led(self.clients.program("python"))
    }

    fn led(&self, mut client: Command) -> Command {
        client
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .env("AWS_ENDPOINT_URL_CODEDEPLOY", &self.endpoint)
            .env("AWS_PAGER", "")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
            .env_remove("AWS_PROFILE")
            .env_remove("AWS_SESSION_TOKEN")
            .stdin(Stdio::null());
        client
    }

    fn end(&mut self) {
        drop(self.process.stdin.take());
        // It ends with its input; nothing is left to be done about a failure.
        let _ended = self.process.wait();
    }
}

impl Drop for CodeDeploy {
    fn drop(&mut self) {
        self.end();
    }
}

/// Where the AWS CLI keeps the examples of `aws deploy`.
///
/// # Errors
///
/// When it cannot be installed.
pub fn cli_examples() -> Result<PathBuf> {
    Python::with_tools()?.library_file("awscli/examples/deploy")
}

/// The command `headgate`, built once a process.
///
/// # Errors
///
/// When it does not build.
pub fn headgate() -> Result<PathBuf> {
    static BUILT: Mutex<bool> = Mutex::new(false);
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if !*built {
        progress("building `headgate`");
        // With the features that the workspace's tests give to its dependencies, as the functions are.
        run(cargo().args(["build", "--workspace", "--quiet", "--bin=headgate"]))?;
        *built = true;
    }
    Ok(target_directory().join("debug/headgate"))
}

/// Several proxies may start at once, each with a log of its own.
fn log() -> Result<PathBuf> {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    let number = STARTED.fetch_add(1, Ordering::Relaxed);
    Ok(target_folder("xtask/proxy")?.join(format!("{}-{number}.log", std::process::id())))
}
