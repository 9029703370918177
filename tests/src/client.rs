//! The AWS CLI as a person has it, and what it answered.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use xtask::CodeDeploy;

/// The AWS CLI before one `headgate proxy`. It remembers which of its commands were used.
pub struct Cli<'a> {
    proxy: &'a CodeDeploy,
    used: Mutex<BTreeSet<String>>,
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its exit code; nothing when a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub said: String,
}

impl<'a> Cli<'a> {
    /// The AWS CLI before this proxy.
    pub fn new(proxy: &'a CodeDeploy) -> Self {
        Self { proxy, used: Mutex::default() }
    }

    /// The subcommands of `aws deploy` that were used.
    pub fn used(&self) -> BTreeSet<String> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Runs `aws` with these words, in a folder where it may leave files.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub fn run(&self, folder: &Path, words: &[&str]) -> Result<Ended> {
        if let ["deploy", command, ..] = words {
            self.used.lock().unwrap_or_else(PoisonError::into_inner).insert((*command).to_owned());
        }
        ended(self.proxy.aws().args(words).current_dir(folder))
    }

    /// Runs `aws deploy` with these words.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub fn deploy(&self, words: &[&str]) -> Result<Ended> {
        self.run(&std::env::temp_dir(), &[&["deploy"], words].concat())
    }

    /// What a command answers that must succeed.
    ///
    /// # Errors
    ///
    /// When it fails, or answers no JSON.
    pub fn json(&self, words: &[&str]) -> Result<Value> {
        let Ended { code, out, said } = self.deploy(words)?;
        ensure!(code == Some(0), "{words:?} ended with {code:?}: {out}{said}");
        serde_json::from_str(&out).with_context(|| format!("{words:?} has no JSON to answer: `{out}`"))
    }

    /// A command that must succeed, and say nothing.
    ///
    /// # Errors
    ///
    /// When it fails, or says something.
    pub fn quiet(&self, words: &[&str]) -> Result<()> {
        let ended = self.deploy(words)?;
        ensure!(ended == Ended { code: Some(0), out: String::new(), said: String::new() }, "{words:?} ended {ended:?}");
        Ok(())
    }

    /// A command that must be refused with this exception; what a person reads.
    ///
    /// # Errors
    ///
    /// When it succeeds, or is refused otherwise.
    pub fn refused(&self, words: &[&str], exception: &str) -> Result<String> {
        let Ended { code, out, said } = self.deploy(words)?;
        ensure!(code.is_some_and(|code| code >= 254) && out.is_empty(), "{words:?} ended with {code:?}: {out}{said}");
        ensure!(said.contains(&format!("An error occurred ({exception}) when calling")), "{words:?}: {said}");
        Ok(said.trim().to_owned())
    }
}

/// Runs a client to its end.
///
/// # Errors
///
/// When it does not start.
pub fn ended(client: &mut Command) -> Result<Ended> {
    let output = client.output().with_context(|| format!("cannot start {client:?}"))?;
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    Ok(Ended { code: output.status.code(), out: text(&output.stdout), said: text(&output.stderr) })
}
