//! The demo's users: real invocations, split by the alias's live weights.
//!
//! The emulator sends every invocation of a weighted alias to its primary version, so this client reads
//! the alias and chooses the version itself, as Lambda would.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::sample::{ALIAS, FUNCTION, METRIC, METRIC_NAMESPACE, dimensions};
use crate::{Session, Stack};

/// Between two requests, beside what the emulator itself takes.
const PAUSE: Duration = Duration::from_millis(40);

/// What the users have seen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// Requests and errors, by version.
    pub(crate) by_version: BTreeMap<String, (u32, u32)>,
    /// The version the alias points to.
    pub(crate) primary: String,
    /// The other version and its share, 0 to 1.
    pub(crate) other: Option<(String, f64)>,
}

/// Users that go on asking until they are dropped.
pub(crate) struct Traffic {
    seen: Arc<Mutex<Seen>>,
    over: Arc<AtomicBool>,
    users: Option<JoinHandle<Result<()>>>,
}

impl Traffic {
    pub(crate) fn start(stack: &Stack) -> Result<Self> {
        let session = Session::open(stack)?;
        let seen = Arc::new(Mutex::new(Seen::default()));
        let over = Arc::new(AtomicBool::new(false));
        let (seen_by_users, over_for_users) = (Arc::clone(&seen), Arc::clone(&over));
        let users = thread::spawn(move || {
            let mut chance = 0x2545_f491_4f6c_dd1d_u64;
            while !over_for_users.load(Ordering::Relaxed) {
                request(&session, &seen_by_users, &mut chance)?;
                thread::sleep(PAUSE);
            }
            Ok(())
        });
        Ok(Self { seen, over, users: Some(users) })
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the traffic, and says what kept it from going on if something did.
    pub(crate) fn stop(mut self) -> Result<Seen> {
        self.over.store(true, Ordering::Relaxed);
        if let Some(users) = self.users.take() {
            users.join().map_err(|_| anyhow::anyhow!("the demo's users have panicked"))??;
        }
        Ok(self.seen())
    }
}

impl Drop for Traffic {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

fn request(session: &Session, seen: &Mutex<Seen>, chance: &mut u64) -> Result<()> {
    let alias = session.call("lambda", "get_alias", json!({"FunctionName": FUNCTION, "Name": ALIAS}))?;
    let primary = alias["FunctionVersion"].as_str().context("an alias has a version")?.to_owned();
    let weights = alias["RoutingConfig"]["AdditionalVersionWeights"].as_object();
    let other = weights.and_then(|weights| weights.iter().next()).and_then(|(version, weight)| Some((version.clone(), weight.as_f64()?)));
    let version = match &other {
        Some((version, weight)) if draw(chance) < *weight => version.clone(),
        Some(_) | None => primary.clone(),
    };
    let failed = invoke(session, &version)?;
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let count = seen.by_version.entry(version).or_default();
    count.0 += 1;
    count.1 += u32::from(failed);
    seen.primary = primary;
    seen.other = other;
    Ok(())
}

fn invoke(session: &Session, version: &str) -> Result<bool> {
    let answer = session.call("lambda", "invoke", json!({"FunctionName": FUNCTION, "Qualifier": version, "Payload": "{}"}))?;
    let failed = answer.get("FunctionError").is_some_and(Value::is_string);
    if failed {
        let datum = json!({"MetricName": METRIC, "Dimensions": dimensions(), "Value": 1, "Unit": "Count"});
        session.call("cloudwatch", "put_metric_data", json!({"Namespace": METRIC_NAMESPACE, "MetricData": [datum]}))?;
    }
    Ok(failed)
}

/// A number from 0 to 1; the same ones in every demo.
fn draw(state: &mut u64) -> f64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    f64::from(u32::try_from(*state >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}
