//! What a package weighs, and what it costs before its first event.

mod process;
mod report;
mod runtime_api;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::copy;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use zip::ZipArchive;

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
const RUNS: usize = 15;
/// How much more than the empty handler a function may cost before its first event.
const RATIO_MAX: f64 = 2.0;

/// What is to be measured.
#[derive(Clone, Copy, Debug, Args)]
pub struct Bench {
    /// Put the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Weighs the packages for this machine's processor, starts each function side by side with an empty
/// handler, and prints both tables. The packages are made if there are none.
///
/// # Errors
///
/// A package that is too big, or a function that takes too long to start, among all that can go wrong.
pub fn bench(options: Bench) -> Result<()> {
    let _alone = lock("bench")?;
    let bundle = packaged()?;
    build(Arch::of_this_machine(), &[EMPTY])?;
    let report = Report::new(measure(&bundle)?);
    println!("{report}");
    if options.write {
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
    let costs = side_by_side(&programs(bundle)?)?;
    let empty = &costs[EMPTY];
    let lines = FUNCTIONS.into_iter().map(|function| {
        let package_bytes = fs::metadata(bundle.package(function))?.len();
        Ok(Line {
            function,
            package: Some((package_bytes, size_limit(function))),
            cost: costs[function],
            ratio: costs[function].ratio(empty),
        })
    });
    let empty = Line { function: EMPTY, package: None, cost: *empty, ratio: 1.0 };
    std::iter::once(Ok(empty)).chain(lines).collect()
}

/// Each program, the empty one first.
fn programs(bundle: &Bundle) -> Result<Vec<(&'static str, PathBuf)>> {
    let mut programs = vec![(EMPTY, target_directory().join("lambda/headgate-empty/bootstrap"))];
    for function in FUNCTIONS {
        let folder = target_folder(&format!("xtask/bench/{function}"))?;
        programs.push((function, unpacked(&bundle.package(function), &folder)?));
    }
    Ok(programs)
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

/// Starts every program in turn, again and again, so that whatever else the machine does meets all of
/// them. The middle of what each took is its cost. The first round fills the page cache.
fn side_by_side(programs: &[(&'static str, PathBuf)]) -> Result<BTreeMap<&'static str, Cost>> {
    progress(&format!("starting {} programs {RUNS} times, in turn", programs.len()));
    let api = RuntimeApi::open()?;
    let log = target_folder("xtask/bench")?.join("log");
    let mut costs: BTreeMap<&str, Vec<Cost>> = BTreeMap::new();
    for round in 0..=RUNS {
        for (name, program) in programs {
            let cost = start(program, &api, &log).with_context(|| format!("{name} did not start"))?;
            if round > 0 {
                costs.entry(name).or_default().push(cost);
            }
        }
    }
    Ok(costs.into_iter().map(|(name, costs)| (name, Cost::median(&costs))).collect())
}
