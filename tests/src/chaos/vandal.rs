//! `kill -9`.

use super::Clock;
use super::plan::{Kill, Plan};
use super::tally::Tally;
use crate::processes::{kill, processes};
use crate::site::Site;
use anyhow::Result;
use std::fs;
use std::time::Duration;
use xtask::wait_for;

/// How long a killer waits for a function to do something.
const MOMENT: Duration = Duration::from_millis(500);

/// Kills one process of a function at a time, or all of them, as planned.
pub(super) fn kill_at_random(site: &Site, plan: &Plan, tally: &Tally, clock: Clock) -> Result<()> {
    let proxy = site.proxy()?;
    for Kill { at, function, which } in plan.kills.iter().copied() {
        clock.wait_until(at);
        let name = format!("{}-{function}", site.stack.name());
        // In the middle of something, if it does anything soon.
        let calls = proxy.calls_by(&name);
        let _idle = wait_for("a call", MOMENT, || Ok((proxy.calls_by(&name) > calls).then_some(())));
        let own = processes(&name, &proxy.endpoint())?;
        let victims: Vec<&String> = match which {
            Some(which) if !own.is_empty() => vec![&own[which % own.len()]],
            Some(_) | None => own.iter().collect(),
        };
        for victim in victims {
            if kill(victim)? {
                tally.count(format!("killed {function}"));
            }
        }
    }
    Ok(())
}

/// How many tasks wait for a processor: the machine's averages over one, five and fifteen minutes.
pub(super) fn loads() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
