//! Fifty clients at once: against `api` in one process, on the emulator, and against another implementation.

use std::fmt::Write;
use std::fs;
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread::{available_parallelism, sleep};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;

use crate::codedeploy::CodeDeploy;
use crate::document;
use crate::emulator::free_port;
use crate::paths::target_directory;
use crate::python::Python;
use crate::shell::{cargo, following, progress, read, run};
use crate::stack::{Options, Stack};

/// How long another implementation may take to listen.
const START_LIMIT: Duration = Duration::from_secs(30);
/// How long the machine is watched before a run.
const WATCH: Duration = Duration::from_secs(3);

/// The account that the emulator is.
const EMULATED_ACCOUNT: &str = "000000000000";

/// What is to be measured.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Load {
    /// How long each run takes
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// How many clients there are, each with one call under way
    #[arg(long, default_value_t = 50)]
    clients: usize,
    /// Put the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// What one run came to.
struct Line {
    target: &'static str,
    mix: &'static str,
    /// How much of the processors others had right before.
    others: f64,
    measured: Measured,
}

#[derive(Deserialize)]
struct Measured {
    figures: Figures,
    allocations_per_call: Option<f64>,
}

#[derive(Deserialize)]
struct Figures {
    calls: u64,
    seconds: f64,
    p50_us: u32,
    p99_us: u32,
}

/// Loads each in its turn, and prints the table. A call that fails ends it.
///
/// # Errors
///
/// Whatever keeps one of them from being built, from starting, or from answering.
pub(super) fn load(options: Load) -> Result<()> {
    progress("building the load generator, as the functions are built for an account");
    run(cargo().args(["build", "--release", "--quiet", "--package", "headgate-load"]))?;
    let mut lines = vec![];
    for (target, what) in [("memory", "`api` in one process, a store in memory"), ("table", "`api` in one process, a table of dynoxide")] {
        for mix in ["common", "full"] {
            lines.push(measure(options, target, what, mix)?);
        }
    }
    {
        let moto = Moto::start()?;
        lines.push(measure(options, &moto.url, "`moto_server`", "common")?);
    }
    let stack = Stack::start(&Options::default())?;
    let proxy = CodeDeploy::before(&stack)?;
    for mix in ["common", "full"] {
        lines.push(measure(options, proxy.endpoint(), "`headgate proxy` and `api` on the emulator", mix)?);
    }
    let table = table(options, &lines)?;
    println!("{table}");
    if options.write { document::write(document::BENCHMARKS, &[("load", &table)]) } else { Ok(()) }
}

fn measure(Load { seconds, clients, .. }: Load, target: &str, what: &'static str, mix: &'static str) -> Result<Line> {
    let others = busy()?;
    progress(&format!("{what}, {mix} mix, {seconds} s; others have {:.0} % of the processors", others * 100.0));
    let mut command = Command::new(target_directory().join("release/headgate-load"));
    command.arg(target).args(["--mix", mix, "--clients", &clients.to_string(), "--seconds", &seconds.to_string()]);
    if target.starts_with("http") {
        command.args(["--account", EMULATED_ACCOUNT]);
    }
    let said = read(&mut command)?;
    let measured = serde_json::from_str(&said).with_context(|| format!("no figures: {said}"))?;
    Ok(Line { target: what, mix, others, measured })
}

fn table(Load { seconds, clients, .. }: Load, lines: &[Line]) -> Result<String> {
    let mut table = format!("{clients} clients, {seconds} s each.\n\n");
    table.push_str("| who answers | mix | calls a second | p50, ms | p99, ms | allocations a call | others' share before |\n");
    table.push_str("|---|---|--:|--:|--:|--:|--:|\n");
    for Line { target, mix, others, measured: Measured { figures, allocations_per_call } } in lines {
        let Figures { calls, seconds, p50_us, p99_us } = figures;
        let rate = count(*calls) / seconds;
        let (p50, p99) = (f64::from(*p50_us) / 1e3, f64::from(*p99_us) / 1e3);
        let allocations = allocations_per_call.map(|allocations| format!("{allocations:.0}")).unwrap_or_default();
        writeln!(table, "| {target} | {mix} | {rate:.0} | {p50:.2} | {p99:.2} | {allocations} | {:.0} % |", others * 100.0)?;
    }
    Ok(table)
}

#[expect(clippy::cast_precision_loss, reason = "whole numbers are shown")]
fn count(number: u64) -> f64 {
    number as f64
}

/// The share of all processors that is in use, before anything is started here.
fn busy() -> Result<f64> {
    let (began, idle) = (Instant::now(), idle()?);
    sleep(WATCH);
    let idle = self::idle()?.saturating_sub(idle);
    let all = began.elapsed().as_secs_f64() * count(available_parallelism()?.get() as u64);
    Ok((1.0 - idle.as_secs_f64() / all).clamp(0.0, 1.0))
}

/// How long processors have had nothing to do, all together.
fn idle() -> Result<Duration> {
    let uptime = fs::read_to_string("/proc/uptime").context("this needs /proc, as Linux has it")?;
    let seconds = uptime.split_whitespace().nth(1).context("the kernel says less than expected")?;
    Ok(Duration::from_secs_f64(seconds.parse()?))
}

/// The other implementation, until this value ends, or the process, however that ends.
struct Moto {
    url: String,
    process: Child,
    input: Option<ChildStdin>,
}

impl Moto {
    fn start() -> Result<Self> {
        let python = Python::with_benches()?;
        let port = free_port()?;
        let mut command = python.program("moto_server");
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        let mut process = following(&command).stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("cannot start moto_server")?;
        let input = process.stdin.take();
        let mut moto = Self { url: format!("http://127.0.0.1:{port}"), process, input };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if began.elapsed() > START_LIMIT || moto.process.try_wait()?.is_some() {
                bail!("moto_server does not listen");
            }
            sleep(Duration::from_millis(100));
        }
        Ok(moto)
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        drop(self.input.take());
        // It ends with its input; nothing is left to be done about a failure.
        let _ended = self.process.wait();
    }
}
