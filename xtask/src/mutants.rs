//! Mutants: the domain with one place broken at a time, which its tests have to notice.

mod equivalents;

use std::fs;
use std::io::stderr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;

use crate::document;
use crate::paths::{lock, target_folder};
use crate::shell::{cargo, progress, run};

const VERSION: &str = "27.1.0";
const PACKAGE: &str = "headgate-domain";
const DOCUMENT: &str = "docs/mutation.md";

/// Which places are to be broken.
#[derive(Args, Debug)]
pub struct Mutants {
    /// Only those that a diff has changed, as `git diff` writes it
    #[arg(long, value_name = "FILE")]
    in_diff: Option<PathBuf>,
    /// Put the figures into docs/mutation.md
    #[arg(long, conflicts_with = "in_diff")]
    write: bool,
}

/// Breaks the domain one place at a time, runs its tests each time, and prints what became of the mutants.
///
/// # Errors
///
/// Mutants that no test notices and that are not listed as equivalent in `.cargo/mutants.toml`, among all
/// that can go wrong.
pub fn mutants(options: &Mutants) -> Result<()> {
    let _alone = lock("mutants")?;
    let tool = installed()?;
    let equivalents = equivalents::listed(&tool)?;
    let tried = tried(&tool, options)?;
    let table = tried.table(equivalents.len());
    print!("{table}");
    if !tried.missed.is_empty() {
        bail!("no test notices:\n{}", tried.missed.join("\n"));
    }
    if options.write {
        document::write(DOCUMENT, &[("figures", &table), ("equivalents", &equivalents::table(&equivalents))])?;
    }
    Ok(())
}

/// The program, built once below the target directory.
fn installed() -> Result<PathBuf> {
    let root = target_folder(&format!("cargo-mutants-{VERSION}"))?;
    let program = root.join("bin/cargo-mutants");
    if !program.exists() {
        progress(&format!("installing cargo-mutants {VERSION} (about three minutes, once)"));
        run(cargo().args(["install", "--locked", "--quiet", "cargo-mutants", "--version", VERSION, "--root"]).arg(&root))
            .context("cannot install cargo-mutants; is the package registry reachable?")?;
    }
    Ok(program)
}

/// The program, to be run as cargo's command.
fn program(tool: &Path) -> Command {
    let mut command = Command::new(tool);
    command.arg("mutants").current_dir(crate::workspace_root()).args(["--package", PACKAGE]);
    command
}

fn tried(tool: &Path, options: &Mutants) -> Result<Tried> {
    let folder = target_folder("mutants")?;
    let outcomes = folder.join("mutants.out");
    if outcomes.exists() {
        fs::remove_dir_all(&outcomes).with_context(|| format!("cannot remove {}", outcomes.display()))?;
    }
    let mut command = program(tool);
    command.args(["--no-shuffle", "--output"]).arg(&folder);
    // It breaks a copy of the tree; what that depends on stays built from one run to the next. Two runs at once would
    // test each other's mutants.
    command.env("CARGO_TARGET_DIR", target_folder("mutants/build")?);
    // What chance finds today it may not find tomorrow: a mutant is noticed by tests that say what is to be.
    command.env("PROPTEST_CASES", "0");
    if let Some(diff) = &options.in_diff {
        command.arg("--in-diff").arg(fs::canonicalize(diff).with_context(|| format!("`--in-diff` is `{}`", diff.display()))?);
    }
    progress(&format!("breaking {PACKAGE} in one place after the other; what each came to is in {}", outcomes.display()));
    let status = command.stdin(Stdio::null()).stdout(stderr()).status().context("cannot start cargo-mutants")?;
    // All were noticed, or some were not, or some never ended: then at least every one was tried.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        bail!("cargo-mutants failed ({status})");
    }
    // Where a diff touches nothing that can be broken, there are no outcomes.
    if outcomes.join("outcomes.json").exists() { Tried::read(&outcomes) } else { Ok(Tried::default()) }
}

/// What became of the mutants.
#[derive(Default, Deserialize)]
struct Tried {
    total_mutants: usize,
    caught: usize,
    timeout: usize,
    unviable: usize,
    #[serde(skip)]
    missed: Vec<String>,
}

impl Tried {
    fn read(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let tried: Self = serde_json::from_str(&read("outcomes.json")?).context("cannot make sense of cargo-mutants's outcomes")?;
        Ok(Self { missed: read("missed.txt")?.lines().map(str::to_owned).collect(), ..tried })
    }

    fn table(&self, equivalents: usize) -> String {
        let rows = [
            ("tried", self.total_mutants),
            ("noticed by a test", self.caught),
            ("noticed because the tests never end", self.timeout),
            ("that do not compile", self.unviable),
            ("that no test notices", self.missed.len()),
            ("listed as equivalent, and not tried", equivalents),
        ];
        let rows = rows.map(|(what, count)| format!("| {what} | {count} |\n"));
        format!("| mutants (cargo-mutants {VERSION}) | count |\n|---|--:|\n{}", rows.concat())
    }
}
