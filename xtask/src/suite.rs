use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::python::Python;
use crate::shell::{cargo, progress, read, run};

/// What `cargo xtask test` is asked for.
#[derive(Args, Debug, Default)]
pub struct Suite {
    /// Run the end-to-end suite against the stack named by `HEADGATE_STACK`, in the account to which the
    /// environment leads
    #[arg(long)]
    aws: bool,
    /// What is handed to the test runner
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Runs every test, with cargo-nextest where it is installed.
pub fn test(suite: &Suite) -> Result<()> {
    let tools = Python::with_tools()?;
    if suite.aws {
        check_account(&tools)?;
    }
    progress("running the tests");
    if suite.aws {
        return run(cargo()
            .args(["test", "--package", "headgate-tests", "--test", "end_to_end"])
            .args(&suite.arguments)
            .env("HEADGATE_TEST_AWS", "1"));
    }
    if read(cargo().args(["nextest", "--version"])).is_err() {
        return run(&mut prepared(suite, &["test", "--workspace"]));
    }
    run(&mut prepared(suite, &["nextest", "run", "--workspace"]))?;
    // Which nextest does not know.
    run(cargo().args(["test", "--workspace", "--doc", "--quiet"]))
}

fn prepared(suite: &Suite, arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments).args(&suite.arguments);
    command
}

fn check_account(tools: &Python) -> Result<()> {
    let stack = env::var("HEADGATE_STACK").context("HEADGATE_STACK is to name a stack that is deployed in the account")?;
    let Ok(account) = read(tools.program("aws").args(["sts", "get-caller-identity"])) else {
        bail!("no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    };
    progress(&format!("testing the stack {stack} as {}", account.trim()));
    Ok(())
}
