//! The command `headgate`: what it weighs, what it takes to say what it can do, and to play a long deployment.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::document;
use crate::package::megabytes;
use crate::paths::{target_directory, target_folder};
use crate::python::Python;
use crate::shell::{cargo, progress, read, run};

/// Odd numbers have a middle.
const RUNS: usize = 31;
const PLAYS: usize = 11;

const BYTES_MAX: u64 = 15_000_000;
const HELP_MAX: Duration = Duration::from_millis(15);
const PLAY_MAX: Duration = Duration::from_secs(2);

/// The longest that CodeDeploy's limits allow, but for two minutes: 47 hours and 51 minutes of steps, nine minutes of
/// bake at the end, and two hooks of 59 minutes.
const APPSPEC: &str = r#"version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: {Name: orders, Alias: live, CurrentVersion: "1", TargetVersion: "2"}
Hooks:
  - BeforeAllowTraffic: before
  - AfterAllowTraffic: after
Headgate:
  deploymentConfig:
    type: TimeBasedLinear
    timeBasedLinear: {linearPercentage: 1, linearInterval: 29}
  finalBakeSeconds: 540
"#;
const PLAY: [&str; 9] =
    ["--traffic", "1000rps", "--error-rate", "2=0.5%", "--hook", "before=after=59m", "--hook", "after=after=59m", "--output=table"];
/// How the page begins to tell that it was played to its end.
const PLAYED: &str = "Succeeded after 2d 1h";

/// What is to be done with the figures.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Figures {
    /// Put the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// What was measured. Times are those on a processor, in user and system mode: medians.
struct Measured {
    bytes: u64,
    help: Duration,
    play: Duration,
    /// What the AWS CLI calls itself, and what it takes to say so.
    other: (String, Duration),
}

/// Builds the command as it is released, measures it, and prints the table.
///
/// # Errors
///
/// A command that is too big or takes too long, among all that can go wrong.
pub(super) fn command(figures: Figures) -> Result<()> {
    progress("building the command (some minutes, unless it is there)");
    run(cargo().args(["build", "--release", "--quiet", "--package", "headgate-cli", "--bin", "headgate"]))?;
    let measured = measure(&target_directory().join("release/headgate"))?;
    let table = measured.table()?;
    println!("{table}");
    if figures.write {
        document::write(document::BENCHMARKS, &[("headgate", &table)])?;
    }
    match measured.excesses().as_slice() {
        [] => Ok(()),
        excesses => bail!("{}", excesses.join("; ")),
    }
}

fn measure(program: &Path) -> Result<Measured> {
    let python = Python::with_tools()?;
    let folder = target_folder("xtask/bench/headgate")?;
    let appspec = folder.join("appspec.yaml");
    fs::write(&appspec, APPSPEC).with_context(|| format!("cannot write {}", appspec.display()))?;
    let headgate = || {
        let mut command = Command::new(program);
        command.env_clear().current_dir(&folder);
        command
    };
    let play = || {
        let mut command = headgate();
        command.arg("simulate").arg(&appspec).args(PLAY);
        command
    };
    let other = || {
        let mut command = python.program("aws");
        command.arg("--version");
        command
    };
    ensure!(read(&mut play())?.contains(PLAYED), "the deployment was not played to its end");
    progress(&format!("running `aws --version` and `headgate --help` {RUNS} times, side by side"));
    let (mut helps, mut others) = (vec![], vec![]);
    for round in 0..=RUNS {
        let (before, own) = (spent(&mut other())?, spent(headgate().arg("--help"))?);
        // The first round fills the page cache.
        if round > 0 {
            others.push(before);
            helps.push(own);
        }
    }
    progress(&format!("playing a deployment of 50 hours {PLAYS} times"));
    let plays = (0..PLAYS).map(|_| spent(&mut play())).collect::<Result<Vec<_>>>()?;
    let name = read(&mut other())?.split_whitespace().next().unwrap_or("aws-cli").to_owned();
    Ok(Measured { bytes: fs::metadata(program)?.len(), help: middle(helps), play: middle(plays), other: (name, middle(others)) })
}

/// How long a command, and whatever it started, was on a processor.
fn spent(command: &mut Command) -> Result<Duration> {
    let before = on_processor()?;
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let status = status.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} ended with {status}");
    Ok(on_processor()?.saturating_sub(before))
}

/// What the kernel has counted of all processes that were started here and have ended.
fn on_processor() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).context("the kernel does not say what processes have used")?;
    let span = |time: TimeVal| -> Result<Duration> {
        Ok(Duration::from_secs(time.tv_sec().try_into()?) + Duration::from_micros(time.tv_usec().try_into()?))
    };
    Ok(span(usage.user_time())? + span(usage.system_time())?)
}

fn middle(mut spans: Vec<Duration>) -> Duration {
    spans.sort_unstable();
    spans[spans.len() / 2]
}

impl Measured {
    fn table(&self) -> Result<String> {
        let ms = |span: Duration| span.as_secs_f64() * 1e3;
        let (other, took) = &self.other;
        let mut table = "| what | figure | limit |\n|---|--:|--:|\n".to_owned();
        writeln!(table, "| `headgate`, stripped, MB | {:.2} | {:.0} |", megabytes(self.bytes), megabytes(BYTES_MAX))?;
        writeln!(table, "| `headgate --help`, ms | {:.1} | {:.0} |", ms(self.help), ms(HELP_MAX))?;
        writeln!(table, "| `aws --version`, right before it, ms ({other}) | {:.1} | |", ms(*took))?;
        writeln!(table, "| `headgate simulate` of 50 hours at 1,000 requests a second, ms | {:.0} | {:.0} |", ms(self.play), ms(PLAY_MAX))?;
        Ok(table)
    }

    /// What is above its limit.
    fn excesses(&self) -> Vec<String> {
        let slow = |what: &str, took: Duration, limit: Duration| {
            (took > limit).then(|| format!("{what} takes {:.1} ms: {} ms are allowed", took.as_secs_f64() * 1e3, limit.as_millis()))
        };
        let big = (self.bytes > BYTES_MAX).then(|| format!("the command is too big: {:.2} MB", megabytes(self.bytes)));
        let slow = [slow("`headgate --help`", self.help, HELP_MAX), slow("`headgate simulate`", self.play, PLAY_MAX)];
        big.into_iter().chain(slow.into_iter().flatten()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_its_limit_is_named() {
        let other = || ("aws-cli".to_owned(), Duration::from_secs(1));
        let within = Measured { bytes: BYTES_MAX, help: HELP_MAX, play: PLAY_MAX, other: other() };
        assert!(within.excesses().is_empty());
        let above = Measured {
            bytes: BYTES_MAX + 10_000,
            help: Duration::from_micros(15_100),
            play: PLAY_MAX + Duration::from_millis(1),
            other: other(),
        };
        assert_eq!(
            above.excesses(),
            [
                "the command is too big: 15.01 MB",
                "`headgate --help` takes 15.1 ms: 15 ms are allowed",
                "`headgate simulate` takes 2001.0 ms: 2000 ms are allowed"
            ]
        );
    }

    #[test]
    fn what_a_process_has_used_is_counted_and_one_that_fails_is_no_figure() {
        let work = spent(Command::new("sh").args(["-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"])).unwrap();
        assert!(work > Duration::ZERO);
        assert!(spent(&mut Command::new("false")).is_err());
    }
}
