//! Worlds from seeds, as many as are asked for.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;
use headgate_sim::{Figures, GATED, Told, replay, run};

use crate::document;
use crate::shell::progress;

/// Which worlds are to be simulated.
#[derive(Clone, Copy, Debug, Args)]
pub struct Sim {
    /// How many worlds
    #[arg(long, default_value_t = 1000, conflicts_with = "seed")]
    seeds: u64,
    /// The first one's seed: from 0 on worlds have no gates, from 4294967296 (2^32) on they have
    #[arg(long, default_value_t = 0, conflicts_with = "seed")]
    first: u64,
    /// One world only
    #[arg(long)]
    seed: Option<u64>,
    /// Print what happens in it, line by line
    #[arg(long, requires = "seed")]
    trace: bool,
    /// Put the figures into docs/benchmarks.md
    #[arg(long, conflicts_with = "seed")]
    write: bool,
}

/// Simulates worlds and prints what they came to.
///
/// # Errors
///
/// A rule that was broken, with the seed that breaks it again.
pub fn sim(options: Sim) -> Result<()> {
    if let Some(seed) = options.seed {
        let told = if options.trace { replay(seed, None) } else { run(seed, None) };
        for line in &told.trace {
            println!("{line}");
        }
        return verdict(&[told]);
    }
    progress(&format!("simulating {} worlds from seed {}", options.seeds, options.first));
    let began = Instant::now();
    let told = simulated(options.first, options.seeds);
    let mut figures = Figures::default();
    for world in &told {
        figures.add(&world.figures);
    }
    let table = table(&figures, began.elapsed());
    print!("{table}");
    verdict(&told)?;
    let mark = if options.first < GATED { "simulation" } else { "simulation with gates" };
    if options.write { document::write(document::BENCHMARKS, &[(mark, &table)]) } else { Ok(()) }
}

/// Every world, in the order of seeds; as many at a time as there are processors.
fn simulated(first: u64, seeds: u64) -> Vec<Told> {
    let next = AtomicU64::new(first);
    let end = first.saturating_add(seeds);
    let worker = || {
        let mut told = vec![];
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return told;
            }
            told.push(run(seed, None));
        }
    };
    let count = thread::available_parallelism().map_or(1, usize::from);
    let mut told: Vec<Told> = thread::scope(|scope| {
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a simulation does not panic")).collect()
    });
    told.sort_by_key(|world| world.seed);
    told
}

fn verdict(told: &[Told]) -> Result<()> {
    let broken: Vec<String> = told
        .iter()
        .filter_map(|world| {
            let broken = world.broken.as_ref()?;
            Some(format!("seed {}, {}: broken: {}: {}", world.seed, broken.at, broken.rule, broken.how))
        })
        .collect();
    if broken.is_empty() { Ok(()) } else { bail!("{}", broken.join("\n")) }
}

fn table(figures: &Figures, took: Duration) -> String {
    let mut text = "| what | figure |\n|---|--:|\n".to_owned();
    let mut row = |what: &str, figure: String| {
        let _written = writeln!(text, "| {what} | {figure} |");
    };
    row("worlds", figures.seeds.to_string());
    row("deployments, rollbacks among them", figures.deployments.to_string());
    row("checks of a rule", figures.checks.to_string());
    row("simulated time, hours", (figures.simulated_seconds / 3600).to_string());
    row("elapsed, seconds", format!("{:.1}", took.as_secs_f64()));
    for (kind, count) in figures.faults.counts() {
        row(&format!("faults: {kind}"), count.to_string());
    }
    text
}
