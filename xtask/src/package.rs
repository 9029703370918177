use std::env::consts::ARCH;
use std::fmt;
use std::fs;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::bundle::{Bundle, FUNCTIONS};
use crate::paths::target_directory;
use crate::python::Python;
use crate::shell::{cargo, progress, run};

/// A processor that Lambda offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Arch {
    /// Graviton: the cheaper one.
    Arm64,
    /// Intel and AMD.
    #[value(name = "x86_64")]
    X86_64,
}

impl Arch {
    pub(crate) fn of_this_machine() -> Self {
        if ARCH == "aarch64" { Self::Arm64 } else { Self::X86_64 }
    }

    fn target(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64-unknown-linux-gnu",
            Self::X86_64 => "x86_64-unknown-linux-gnu",
        }
    }
}

impl fmt::Display for Arch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "x86_64",
        })
    }
}

/// Builds the packages for an account, with the template and the sums of all beside them, and prints where they are.
pub fn package(arch: Arch) -> Result<()> {
    build(arch, &FUNCTIONS)?;
    let bundle = Bundle::for_account(arch)?;
    let built = target_directory().join("lambda");
    for function in FUNCTIONS {
        bundle.add(function, &built.join(format!("headgate-{function}")).join("bootstrap"))?;
    }
    bundle.add_template(arch)?;
    bundle.add_sums()?;
    report_sizes(&bundle)?;
    println!("{}", bundle.folder().display());
    Ok(())
}

/// Builds programs as they are deployed, below `lambda` in the target directory.
pub(crate) fn build(arch: Arch, names: &[&str]) -> Result<()> {
    let tools = Python::with_packaging()?;
    progress(&format!("building {} for {arch} (some minutes, unless it is there)", names.join(", ")));
    // cargo-lambda looks for the linker among the programs on its path.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([tools.bin()].into_iter().chain(std::env::split_paths(&path)))?;
    run(cargo()
        .env("PATH", path)
        .args(["lambda", "build", "--release", "--target", arch.target()])
        .args(names.iter().map(|name| format!("--bin=headgate-{name}"))))
    .with_context(|| format!("is the target {0} installed? `rustup target add {0}`", arch.target()))
}

/// A smaller package starts sooner, so that growth is refused before it is noticed.
fn report_sizes(bundle: &Bundle) -> Result<()> {
    let mut too_big = Vec::new();
    for function in FUNCTIONS {
        let size = fs::metadata(bundle.package(function))?.len();
        let limit = size_limit(function);
        progress(&format!("{function:8} {:.2} MB of {} MB", megabytes(size), limit / 1_000_000));
        if size >= limit {
            too_big.push(function);
        }
    }
    if !too_big.is_empty() {
        bail!("too big: {}", too_big.join(", "));
    }
    Ok(())
}

/// What a package may weigh, in bytes.
pub(crate) fn size_limit(function: &str) -> u64 {
    match function {
        "start" | "step" | "api" => 6_000_000,
        _ => 4_000_000,
    }
}

#[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
