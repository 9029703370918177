//! `kill -9`.

use super::Clock;
use super::plan::{Kill, Plan};
use super::tally::Tally;
use crate::processes::{kill, processes};
use crate::site::Site;
use anyhow::Result;
use std::fs;

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

/// How many tasks wait for a processor: the machine's averages over one, five and fifteen minutes.
pub(super) fn loads() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
