//! Requests, counted by the minute: how many each version served, how many failed, and how long they took.
//!
//! Nothing is done per request. Between two changes of an alias the shares are fixed, so that whole
//! spans are counted at once.

use crate::chance::Chance;
use crate::lambda::{Alias, AliasKey};
use headgate_domain::{FunctionArn, Qualifier, Routing, Version};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};

/// How a version does.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Conduct {
    /// The share of requests that fail, 0 to 1.
    pub error_rate: f64,
    /// How long a request takes, in milliseconds.
    pub latency_ms: f64,
}

/// What `CloudWatch` knows of one minute of an alias.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Minute {
    /// Requests.
    pub requests: f64,
    /// Requests that failed.
    pub errors: f64,
    /// The mean time a request took, in milliseconds.
    pub latency_ms: f64,
}

/// The last minutes that an alarm may look at are kept.
const MINUTES_KEPT: usize = 64;

struct Meter {
    requests_per_second: f64,
    routing: Routing,
    /// Counted up to here.
    since: Timestamp,
    /// Requests of the present minute, by version.
    present: BTreeMap<Version, f64>,
    /// Requests of all minutes, by version.
    total: BTreeMap<Version, f64>,
    /// The last minutes.
    minutes: VecDeque<Past>,
}

/// A minute that is over.
struct Past {
    /// When it ended.
    ended_at: Timestamp,
    /// From when on it can be read.
    readable_at: Timestamp,
    whole: Minute,
    versions: BTreeMap<Version, Minute>,
}

impl Minute {
    /// Takes in other requests.
    pub(crate) fn add(&mut self, other: Self) {
        let requests = self.requests + other.requests;
        if requests > 0.0 {
            self.latency_ms = (self.latency_ms * self.requests + other.latency_ms * other.requests) / requests;
        }
        self.requests = requests;
        self.errors += other.errors;
    }
}

/// The traffic of every alias that has any.
#[derive(Default)]
pub(crate) struct Traffic {
    conduct: BTreeMap<(FunctionArn, Version), Conduct>,
    meters: BTreeMap<AliasKey, Meter>,
}

impl Traffic {
    pub(crate) fn behave(&mut self, function: &FunctionArn, version: &Version, conduct: Conduct) {
        self.conduct.insert((function.clone(), version.clone()), conduct);
    }

    pub(crate) fn load(&mut self, key: &AliasKey, alias: &Alias, requests_per_second: f64, now: Timestamp) {
        let meter = Meter {
            requests_per_second,
            routing: alias.routing.clone(),
            since: now,
            present: BTreeMap::new(),
            total: BTreeMap::new(),
            minutes: VecDeque::new(),
        };
        self.meters.insert(key.clone(), meter);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.meters.is_empty()
    }

    /// An alias sends its traffic elsewhere from now on.
    pub(crate) fn moved(&mut self, key: &AliasKey, routing: &Routing, now: Timestamp) {
        if let Some(meter) = self.meters.get_mut(key) {
            meter.count(now);
            meter.routing = routing.clone();
        }
    }

    /// Ends a minute; what it held can be read from `readable_at` on.
    pub(crate) fn end_minute(&mut self, now: Timestamp, readable_at: Timestamp, chance: &mut Chance) {
        for (key, meter) in &mut self.meters {
            meter.count(now);
            let (mut whole, mut versions) = (Minute::default(), BTreeMap::new());
            for (version, requests) in std::mem::take(&mut meter.present) {
                let conduct = self.conduct.get(&(key.0.clone(), version.clone())).copied().unwrap_or_default();
                let expected = requests * conduct.error_rate;
                // Some more, some less: about as far as chance goes.
                let unit = f64::from(u32::try_from(chance.between(0, 2000)).unwrap_or_default()) / 1000.0 - 1.0;
                let errors = (expected + unit * expected.sqrt()).clamp(0.0, requests);
                let minute = Minute { requests, errors: errors.round(), latency_ms: conduct.latency_ms };
                whole.add(minute);
                *meter.total.entry(version.clone()).or_default() += requests;
                versions.insert(version, minute);
            }
            meter.minutes.push_back(Past { ended_at: now, readable_at, whole, versions });
            if meter.minutes.len() > MINUTES_KEPT {
                meter.minutes.pop_front();
            }
        }
    }

    /// The last minutes that can be read now, the newest first; those without requests have no data.
    pub(crate) fn minutes(&self, key: &AliasKey, now: Timestamp) -> impl Iterator<Item = Minute> {
        let minutes = self.meters.get(key).into_iter().flat_map(|meter| meter.minutes.iter().rev());
        minutes.filter(move |past| past.readable_at <= now).map(|past| past.whole)
    }

    /// The minutes of a span that can be read now, each by when it began: of an alias, or of one version through it.
    pub(crate) fn between(
        &self,
        key: &AliasKey,
        version: Option<&Version>,
        (from, until): (Timestamp, Timestamp),
        now: Timestamp,
    ) -> Vec<(Timestamp, Minute)> {
        let minutes = self.meters.get(key).into_iter().flat_map(|meter| meter.minutes.iter());
        let readable = minutes.filter(|past| past.readable_at <= now).filter_map(|past| {
            let began_at = past.ended_at.checked_sub(SignedDuration::from_mins(1)).ok()?;
            let minute = version.map_or(Some(past.whole), |version| past.versions.get(version).copied())?;
            (from <= began_at && began_at < until).then_some((began_at, minute))
        });
        readable.collect()
    }

    /// How many requests each version of an alias's function has served in all whole minutes.
    pub(crate) fn served(&self, key: &AliasKey) -> BTreeMap<Version, f64> {
        self.meters.get(key).map(|meter| meter.total.clone()).unwrap_or_default()
    }
}

impl Meter {
    fn count(&mut self, now: Timestamp) {
        let span = now.duration_since(self.since).as_secs_f64().max(0.0);
        self.since = now;
        let requests = span * self.requests_per_second;
        let mut shares = vec![];
        if let Qualifier::Published(primary) = self.routing.primary() {
            shares.push((primary.clone(), self.routing.weight_of(primary).fraction()));
        }
        shares.extend(self.routing.split().map(|(version, weight)| (version.clone(), weight.fraction())));
        for (version, share) in shares.into_iter().filter(|(_, share)| *share > 0.0) {
            *self.present.entry(version).or_default() += requests * share;
        }
    }
}
