//! Chaos: many deployments at once on the real stack, on an emulator, while processes are killed, calls go wrong,
//! poison lies on every way in and the stack is changed. Then everything must have ended as its inputs say.
//!
//! One seed decides what is deployed, what it meets and when. What the machine makes of that differs from run to run.

mod check;
mod drive;
mod furnish;
mod kind;
mod logs;
mod plan;
mod poison;
mod report;
mod tally;
mod vandal;
mod weather;
mod world;

pub use report::Report;

use crate::site::Site;
use anyhow::{Context, Result, bail};
use drive::{Answers, act, start_all};
use plan::Plan;
use poison::spread;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};
use tally::Tally;
use vandal::{kill_at_random, loads};
use weather::Weather;
use world::World;

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// How many deployments are asked for.
    pub deployments: usize,
    /// How many functions they are about.
    pub functions: usize,
    /// What everything is decided by.
    pub seed: u64,
    /// How long things go wrong, from the first deployment on.
    pub faults: Duration,
    /// How long a message of a queue that was not done with stays away, in seconds. The template has six minutes, five
    /// times over, until it lies with the dead letters.
    pub visibility_seconds: u32,
    /// How long everything may take to end once nothing goes wrong any more.
    pub patience: Duration,
}

impl Scale {
    /// What `cargo xtask chaos` does.
    pub fn full(deployments: usize, functions: usize, seed: u64) -> Self {
        let faults = Duration::from_secs(90);
        Self { deployments, functions, seed, faults, visibility_seconds: 15, patience: Duration::from_mins(8) }
    }

    /// What a test has the time for.
    pub fn small(seed: u64) -> Self {
        let faults = Duration::from_secs(20);
        Self { deployments: 16, functions: 4, seed, faults, visibility_seconds: 4, patience: Duration::from_mins(3) }
    }
}

/// What has passed since the first deployment was asked for.
#[derive(Clone, Copy, Debug)]
struct Clock(Instant);

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "a run in the real world is as old as the real world says")]
    fn start() -> Self {
        Self(Instant::now())
    }

    fn passed(self) -> Duration {
        self.0.elapsed()
    }

    fn wait_until(self, at: Duration) {
        thread::sleep(at.saturating_sub(self.passed()));
    }
}

/// Does it all.
///
/// # Errors
///
/// Whatever keeps it from being done. What went otherwise than it should have is in the report.
pub fn run(scale: &Scale) -> Result<Report> {
    let plan = Plan::of(scale);
    let site = Site::on_emulator_with(&[("WakeConcurrency", "10")])?;
    let told = furnish::furnish(&site, &plan, scale)?;
    let (tally, answers) = (Tally::default(), Answers::default());
    let loads_before = loads();
    let (clock, over) = (Clock::start(), AtomicBool::new(false));
    let weather = Weather::over(site.proxy()?, scale.seed);
    let ended = thread::scope(|scope| {
        let starting: Vec<_> = (0..drive::CLERKS)
            .map(|clerk| {
                let (site, plan, answers) = (&site, &plan, &answers);
                scope.spawn(move || start_all(site, plan, answers, clerk, clock))
            })
            .collect();
        let watching = scope.spawn(|| act(&site, &plan, &answers, &over));
        let killing = scope.spawn(|| kill_at_random(&site, &plan, &tally, clock));
        let spreading = scope.spawn(|| spread(&site, &plan, scale, &tally, clock));
        clock.wait_until(scale.faults);
        weather.clear();
        let started = [starting, vec![killing, spreading]].into_iter().flatten().try_for_each(joined);
        let ended = started.and_then(|()| world::wait_until_over(&site, &plan, &answers, scale));
        over.store(true, Ordering::Relaxed);
        ended.and(joined(watching))
    });
    let seconds = clock.passed().as_secs();
    let loads = [loads_before, loads()];
    if let Err(error) = &ended {
        eprintln!("not everything has ended: {error:#}");
    }
    let world = World::read(&site, &told)?;
    let mut deviations = check::check(&site, &plan, &answers, &world, &tally)?;
    deviations.extend(ended.err().map(|error| format!("{error:#}")));
    Ok(Report::new(scale, &plan, &answers, &world, &tally, &weather, deviations, seconds, &loads))
}

fn joined(thread: ScopedJoinHandle<'_, Result<()>>) -> Result<()> {
    match thread.join() {
        Ok(ended) => ended,
        Err(_) => bail!("a thread of this run has panicked"),
    }
}

fn string<'a>(value: &'a serde_json::Value, name: &str) -> Result<&'a str> {
    value.get(name).and_then(serde_json::Value::as_str).with_context(|| format!("no `{name}` in {value}"))
}
