use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths::{lock, sha256, target_directory, workspace_root};
use crate::shell::{progress, read, run};

/// A virtual environment below the target directory that holds exactly what a requirements file names.
pub(crate) struct Python {
    folder: PathBuf,
}

impl Python {
    /// The emulator, the AWS CLI and the template's checks.
    pub(crate) fn with_tools() -> Result<Self> {
        Self::with("venv", "requirements.txt")
    }

    /// What builds packages for another processor.
    pub(crate) fn with_packaging() -> Result<Self> {
        Self::with("venv-package", "requirements-package.txt")
    }

    /// CodeDeploy's clients, and the service model they ship.
    pub(crate) fn with_clients() -> Result<Self> {
        Self::with("venv-clients", "requirements-clients.txt")
    }

    /// What benchmarks measure Headgate beside.
    pub(crate) fn with_benches() -> Result<Self> {
        Self::with("venv-bench", "requirements-bench.txt")
    }

    fn with(name: &str, requirements: &str) -> Result<Self> {
        let _alone = lock(name)?;
        let python = Self { folder: target_directory().join(name) };
        let requirements = workspace_root().join("xtask").join(requirements);
        let wanted = digest(&requirements)?;
        let made = python.folder.join("made-of");
        if fs::read_to_string(&made).is_ok_and(|digest| digest == wanted) {
            return Ok(python);
        }
        python.make(&requirements)?;
        fs::write(&made, wanted).with_context(|| format!("cannot write {}", made.display()))?;
        Ok(python)
    }

    fn make(&self, requirements: &Path) -> Result<()> {
        let system = system_python()?;
        progress(&format!("installing {} (about a minute, once)", requirements.display()));
        read(Command::new(system).args(["-m", "venv", "--clear"]).arg(&self.folder))
            .context("cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv")?;
        run(self
            .program("python")
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(requirements))
        .context("pip could not install what it was asked for; is the package registry reachable?")
    }

    /// A program that the environment holds.
    pub(crate) fn program(&self, name: &str) -> Command {
        Command::new(self.bin().join(name))
    }

    /// A file of a library that the environment holds.
    pub(crate) fn library_file(&self, path: &str) -> Result<PathBuf> {
        let print = "import sysconfig; print(sysconfig.get_path('purelib'))";
        let libraries = read(self.program("python").args(["-c", print]))?;
        Ok(Path::new(libraries.trim()).join(path))
    }

    /// Where the environment's programs are.
    pub(crate) fn bin(&self) -> PathBuf {
        self.folder.join("bin")
    }
}

fn digest(requirements: &Path) -> Result<String> {
    let text = fs::read(requirements).with_context(|| format!("cannot read {}", requirements.display()))?;
    Ok(sha256(&text))
}

fn system_python() -> Result<&'static str> {
    let new_enough = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
    ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python"]
        .into_iter()
        .find(|python| read(Command::new(python).args(["-c", new_enough])).is_ok())
        .map_or_else(|| bail!("no Python 3.10 or later with venv was found; on Debian and Ubuntu: apt-get install python3-venv"), Ok)
}
