use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::bundle::Bundle;
use crate::emulator::{Emulator, Settings, free_port};
use crate::python::Python;
use crate::shell::{progress, read};

/// Where packages lie until the emulator has taken them.
const PACKAGES_BUCKET: &str = "headgate-packages";
/// On one's own machine every function may be managed and be a hook, and every bucket hold revisions.
const LOCAL_PARAMETERS: [(&str, &str); 3] = [
    ("ManagedFunctions", "arn:aws:lambda:*:*:function:*"),
    ("HookFunctions", "arn:aws:lambda:*:*:function:*"),
    ("RevisionBuckets", "arn:aws:s3:::*"),
];

/// When an emulator ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// With the [`Stack`], and with this process, even one that is killed.
    OfStack,
    /// When somebody says so.
    UntilStopped,
}

/// What stack is wanted.
#[derive(Clone, Debug)]
pub struct Options {
    /// The stack's name, which its functions' names begin with.
    pub name: String,
    /// The emulator's port; a free one if not given.
    pub port: Option<u16>,
    /// Whether a function may do only what its role allows.
    pub enforce_roles: bool,
    /// Where functions send their requests instead of the emulator: a proxy that stands before it.
    /// It has to hand on the `Host` header as it is, which requests are signed with.
    pub functions_endpoint: Option<String>,
    /// Parameters of the template. Every function may be managed and be a hook unless they say otherwise.
    pub parameters: BTreeMap<String, String>,
    /// When the emulator ends.
    pub lifetime: Lifetime,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            name: "headgate".into(),
            port: None,
            enforce_roles: true,
            functions_endpoint: None,
            parameters: BTreeMap::new(),
            lifetime: Lifetime::OfStack,
        }
    }
}

/// Headgate, deployed.
pub struct Stack {
    name: String,
    python: Python,
    emulator: Option<Emulator>,
    parameters: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
    lifetime: Lifetime,
}

impl Stack {
    /// Builds the functions, starts an emulator and deploys the template there.
    pub fn start(options: &Options) -> Result<Self> {
        let python = Python::with_tools()?;
        let bundle = Bundle::for_this_machine()?;
        let emulator = Emulator::start(
            &python,
            &Settings {
                port: options.port.map_or_else(free_port, Ok)?,
                enforce_roles: options.enforce_roles,
                functions_endpoint: options.functions_endpoint.clone(),
                follows: options.lifetime == Lifetime::OfStack,
            },
        )?;
        let mut stack = Self::new(options, python, Some(emulator));
        match stack.deploy(&bundle) {
            Ok(()) => Ok(stack),
            // A stack that was never handed over is nobody's to stop.
            Err(error) => {
                stack.lifetime = Lifetime::OfStack;
                Err(error)
            }
        }
    }

    /// Deploys what has changed to an emulator that runs already.
    pub(crate) fn update(options: &Options, emulator: Emulator) -> Result<Self> {
        let mut stack = Self::new(options, Python::with_tools()?, Some(emulator));
        stack.deploy(&Bundle::for_this_machine()?)?;
        Ok(stack)
    }

    /// A stack that was deployed to the account and region to which the environment leads.
    pub fn in_account(name: &str) -> Result<Self> {
        let options = Options { name: name.to_owned(), lifetime: Lifetime::UntilStopped, ..Options::default() };
        let mut stack = Self::new(&options, Python::with_tools()?, None);
        stack.read_outputs()?;
        Ok(stack)
    }

    fn new(options: &Options, python: Python, emulator: Option<Emulator>) -> Self {
        let local = LOCAL_PARAMETERS.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut parameters = BTreeMap::from(local);
        parameters.extend(options.parameters.clone());
        Self { name: options.name.clone(), python, emulator, parameters, outputs: BTreeMap::new(), lifetime: options.lifetime }
    }

    fn deploy(&mut self, bundle: &Bundle) -> Result<()> {
        progress(&format!("deploying the stack {}", self.name));
        let emulator = self.emulator.as_ref().context("only an emulator is deployed to from here")?;
        let packaged = emulator.folder().join("template.yaml");
        // Succeeds as well where the bucket is there already.
        read(&mut self.aws_command(&["s3", "mb", &format!("s3://{PACKAGES_BUCKET}")]))?;
        read(
            self.aws_command(&["cloudformation", "package", "--s3-bucket", PACKAGES_BUCKET])
                .arg("--template-file")
                .arg(bundle.template())
                .arg("--output-template-file")
                .arg(&packaged),
        )?;
        self.deploy_packaged(&BTreeMap::new())?;
        self.read_outputs()
    }

    /// Updates the stack with other values for these parameters, and the same code. What functions are doing goes on.
    pub fn change(&self, parameters: &BTreeMap<String, String>) -> Result<()> {
        progress(&format!("changing the stack {}", self.name));
        self.deploy_packaged(parameters)
    }

    fn deploy_packaged(&self, changed: &BTreeMap<String, String>) -> Result<()> {
        let emulator = self.emulator.as_ref().context("only an emulator is deployed to from here")?;
        let mut parameters = self.parameters.clone();
        parameters.extend(changed.clone());
        read(
            self.aws_command(&["cloudformation", "deploy", "--s3-bucket", PACKAGES_BUCKET])
                .args(["--stack-name", &self.name, "--capabilities", "CAPABILITY_IAM"])
                .arg("--no-fail-on-empty-changeset")
                .arg("--template-file")
                .arg(emulator.folder().join("template.yaml"))
                .arg("--parameter-overrides")
                .args(parameters.iter().map(|(name, value)| format!("{name}={value}"))),
        )
        .map(|_| ())
        .with_context(|| format!("the emulator's log is {}", emulator.folder().join("log").display()))
    }

    fn read_outputs(&mut self) -> Result<()> {
        let query = "Stacks[0].Outputs[].[OutputKey, OutputValue]";
        let described = self.aws(&["cloudformation", "describe-stacks", "--stack-name", &self.name, "--query", query])?;
        let outputs: Vec<(String, String)> =
            serde_json::from_value(described).with_context(|| format!("the stack {} has no outputs", self.name))?;
        self.outputs = outputs.into_iter().collect();
        Ok(())
    }

    pub(crate) fn python(&self) -> &Python {
        &self.python
    }

    /// The stack's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the emulator answers; nothing for a stack in an account.
    pub fn endpoint(&self) -> Option<String> {
        self.emulator.as_ref().map(Emulator::endpoint)
    }

    /// An output of the template, such as `StartFunction`, `Bucket` or `TableName`.
    pub fn output(&self, name: &str) -> Result<&str> {
        let value = self.outputs.get(name);
        value.map(String::as_str).with_context(|| format!("the template has no output {name}"))
    }

    /// Where validation functions report to, as the value of `AWS_ENDPOINT_URL_CODEDEPLOY`.
    pub fn report_url(&self) -> Result<String> {
        let url = self.output("ReportUrl")?;
        match self.endpoint() {
            Some(endpoint) => on_emulator(url, &endpoint).with_context(|| format!("{url} is no function URL")),
            None => Ok(url.to_owned()),
        }
    }

    /// Variables that lead an AWS client to the stack.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        self.emulator.as_ref().map_or_else(Vec::new, Emulator::environment)
    }

    /// What an operation of the AWS CLI answers: `stack.aws(&["lambda", "get-alias", …])`. An empty
    /// answer is `null`.
    pub fn aws(&self, arguments: &[&str]) -> Result<Value> {
        let answer = read(self.aws_command(arguments).args(["--output", "json"]))?;
        match answer.trim() {
            "" => Ok(Value::Null),
            text => serde_json::from_str(text).with_context(|| format!("no JSON: {text}")),
        }
    }

    /// The AWS CLI, led to the stack.
    pub fn aws_command(&self, arguments: &[&str]) -> Command {
        let mut aws = self.python.program("aws");
        aws.args(arguments).env("AWS_PAGER", "");
        if let Some(emulator) = &self.emulator {
            // The variable alone does not do: this version of the CLI disregards it for SQS.
            aws.args(["--endpoint-url", &emulator.endpoint()])
                .envs(emulator.environment())
                .env_remove("AWS_PROFILE")
                .env_remove("AWS_SESSION_TOKEN")
                .env("AWS_CONFIG_FILE", "/dev/null")
                .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        }
        aws
    }

    /// The emulator, which goes on running.
    pub(crate) fn emulator(&self) -> Option<&Emulator> {
        self.emulator.as_ref()
    }
}

/// A function URL as a client can reach it: no name server knows the emulator's host names, but it answers under a path as well.
fn on_emulator(url: &str, endpoint: &str) -> Option<String> {
    let (id, _) = url.strip_prefix("https://")?.split_once(".lambda-url.")?;
    Some(format!("{endpoint}/_aws/lambda-url/{id}/"))
}

impl Drop for Stack {
    fn drop(&mut self) {
        if let (Some(emulator), Lifetime::OfStack) = (&mut self.emulator, self.lifetime) {
            emulator.stop();
            // Whoever looks into a failed test wants the log.
            if !std::thread::panicking() {
                emulator.forget();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_url_is_reached_by_its_id() {
        let url = on_emulator("https://abc123.lambda-url.us-east-1.on.aws/", "http://127.0.0.1:4566");
        assert_eq!(url.as_deref(), Some("http://127.0.0.1:4566/_aws/lambda-url/abc123/"));
        assert_eq!(on_emulator("https://example.com/", "http://127.0.0.1:4566"), None);
    }
}
