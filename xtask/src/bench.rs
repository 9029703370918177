//! What a package weighs, and what it costs before its first event.

mod command;
mod load;
mod process;
mod report;
mod runtime_api;

use std::fs::{self, File};
use std::io::copy;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use zip::ZipArchive;

use self::command::{Figures, command};
use self::load::{Load, load};
use self::process::{Cost, start};
use self::report::{Line, Report};
use self::runtime_api::RuntimeApi;
use crate::bundle::{Bundle, FUNCTIONS};
use crate::package::{Arch, build, package, size_limit};
use crate::paths::{lock, target_directory, target_folder};
use crate::shell::progress;

/// A `lambda_runtime` handler that does nothing, from the crate `xtask/empty`.
const EMPTY: &str = "empty";
/// An odd number has a middle.
const RUNS: usize = 31;
/// How much more than the empty handler a function may cost before its first event.
const RATIO_MAX: f64 = 2.0;

/// What is to be measured.
#[derive(Clone, Copy, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Bench {
    /// Put the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
    #[command(subcommand)]
    other: Option<Other>,
}

/// Other figures than those of packages and starts.
#[derive(Clone, Copy, Debug, Subcommand)]
enum Other {
    /// Load `api` with calls, in one process and on the emulator, and moto with the same
    Load(Load),
    /// Weigh the command `headgate`, and measure what its help and a long simulation take
    Headgate(Figures),
}

/// Measures what is asked for. By itself, it weighs the packages for this machine's processor, starts each function side by side with an empty
/// handler, and prints both tables. The packages are made if there are none.
///
/// # Errors
///
/// A package that is too big, or a function that takes too long to start, among all that can go wrong.
pub fn bench(options: Bench) -> Result<()> {
    let _alone = lock("bench")?;
    match options.other {
        Some(Other::Load(options)) => load(options),
        Some(Other::Headgate(figures)) => command(figures),
        None => starts(options.write),
    }
}

fn starts(write: bool) -> Result<()> {
    let bundle = packaged()?;
    build(Arch::of_this_machine(), &[EMPTY])?;
    let report = Report::new(measure(&bundle)?);
    println!("{report}");
    if write {
        report.write()?;
    }
    match report.excesses(RATIO_MAX).as_slice() {
        [] => Ok(()),
        excesses => bail!("{}", excesses.join("; ")),
    }
}

fn packaged() -> Result<Bundle> {
    let bundle = Bundle::for_account(Arch::of_this_machine())?;
    if !FUNCTIONS.iter().all(|function| bundle.package(function).exists()) {
        package(Arch::of_this_machine())?;
    }
    Ok(bundle)
}

fn measure(bundle: &Bundle) -> Result<Vec<Line>> {
    let empty = target_directory().join("lambda/headgate-empty/bootstrap");
    let mut functions = Vec::new();
    for function in FUNCTIONS {
        let folder = target_folder(&format!("xtask/bench/{function}"))?;
        functions.push(Function { name: function, program: unpacked(&bundle.package(function), &folder)?, costs: Vec::new() });
    }
    start_in_pairs(&empty, &mut functions)?;
    let all: Vec<Cost> = functions.iter().flat_map(|function| &function.costs).map(|pair| pair.0).collect();
    let mut lines = vec![Line { function: EMPTY, package: None, cost: Cost::median(&all), ratio: 1.0 }];
    for Function { name, costs, .. } in functions {
        let package_bytes = fs::metadata(bundle.package(name))?.len();
        let own: Vec<Cost> = costs.iter().map(|pair| pair.1).collect();
        lines.push(Line {
            function: name,
            package: Some((package_bytes, size_limit(name))),
            cost: Cost::median(&own),
            ratio: ratio(&costs),
        });
    }
    Ok(lines)
}

struct Function {
    name: &'static str,
    program: PathBuf,
    /// What the empty handler took, and what the function took right after it.
    costs: Vec<(Cost, Cost)>,
}

fn unpacked(package: &Path, folder: &Path) -> Result<PathBuf> {
    let failed = || format!("cannot unpack {}", package.display());
    let mut archive = ZipArchive::new(File::open(package).with_context(failed)?).with_context(failed)?;
    let mut code = archive.by_name("bootstrap").with_context(failed)?;
    let program = folder.join("bootstrap");
    let mut file = File::options().write(true).create(true).truncate(true).mode(0o755).open(&program).with_context(failed)?;
    copy(&mut code, &mut file).with_context(failed)?;
    Ok(program)
}

/// Starts every function right after the empty handler, in turn, again and again, so that whatever else
/// the machine does meets both of them. The first round fills the page cache.
fn start_in_pairs(empty: &Path, functions: &mut [Function]) -> Result<()> {
    progress(&format!("starting {} functions {RUNS} times", functions.len()));
    let api = RuntimeApi::open()?;
    let log = target_folder("xtask/bench")?.join("log");
    for round in 0..=RUNS {
        for Function { name, program, costs } in &mut *functions {
            let nothing = start(empty, &api, &log).context("the empty handler did not start")?;
            let cost = start(program, &api, &log).with_context(|| format!("{name} did not start"))?;
            if round > 0 {
                costs.push((nothing, cost));
            }
        }
    }
    Ok(())
}

/// The middle of how many times as long a function was on a processor as the empty handler before it.
fn ratio(costs: &[(Cost, Cost)]) -> f64 {
    let mut ratios: Vec<f64> = costs.iter().map(|(empty, own)| own.on_processor.as_secs_f64() / empty.on_processor.as_secs_f64()).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
