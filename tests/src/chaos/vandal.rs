//! `kill -9`.

use super::Clock;
use super::plan::{Kill, Plan};
use super::tally::Tally;
use crate::site::Site;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Kills one process of a function at a time, as planned.
pub(super) fn kill_at_random(site: &Site, plan: &Plan, tally: &Tally, clock: Clock) -> Result<()> {
    let endpoint = site.proxy()?.endpoint();
    for Kill { at, function, which } in plan.kills.iter().copied() {
        clock.wait_until(at);
        let own = processes(&format!("{}-{function}", site.stack.name()), &endpoint)?;
        if !own.is_empty() && kill(&own[which % own.len()])? {
            tally.count(format!("killed {function}"));
        }
    }
    Ok(())
}

/// Every process of one function of one emulator, which sends its requests to this endpoint as no other does.
///
/// # Errors
///
/// Where there is no `/proc`.
pub fn processes(function: &str, endpoint: &str) -> Result<Vec<String>> {
    let wanted = [format!("AWS_LAMBDA_FUNCTION_NAME={function}"), format!("AWS_ENDPOINT_URL={endpoint}")];
    let mut found = vec![];
    for process in fs::read_dir("/proc")?.filter_map(Result::ok) {
        // Processes come and go while the list is read.
        let Ok(environment) = fs::read(process.path().join("environ")) else { continue };
        let is_set = |wanted: &String| environment.split(|byte| *byte == 0).any(|variable| variable == wanted.as_bytes());
        if wanted.iter().all(is_set) {
            found.push(process.file_name().into_string().ok().context("a process has a number")?);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether there was still something to kill.
fn kill(process: &str) -> Result<bool> {
    Ok(Command::new("kill").args(["-9", process]).output()?.status.success())
}

/// How many tasks wait for a processor: the machine's averages over one, five and fifteen minutes.
pub(super) fn loads() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
