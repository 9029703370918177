//! Requests, counted by the minute: how many each version served, how many failed, and how long they took.
//!
//! Nothing is done per request. Between two changes of an alias the shares are fixed, so that whole
//! spans are counted at once.

use crate::chance::Chance;
use crate::failures::failures;
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

impl Minute {
    /// Two of them as one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let requests = self.requests + other.requests;
        let latency_ms =
            if requests > 0.0 { (self.latency_ms * self.requests + other.latency_ms * other.requests) / requests } else { 0.0 };
        Self { requests, errors: self.errors + other.errors, latency_ms }
    }
}

/// The last minutes that an alarm may look at are kept.
const MINUTES_KEPT: usize = 64;

struct Meter {
    requests_per_second: f64,
    routing: Routing,
    /// Counted up to here.
    since: Timestamp,
    /// Requests of the present minute, by version; a part of a request is kept for the next.
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
    /// What each version did in it.
    served: BTreeMap<Version, Minute>,
}

impl Past {
    /// What one version did in it, or all of them.
    fn of(&self, version: Option<&Version>) -> Minute {
        let asked = self.served.iter().filter(|(served, _)| version.is_none_or(|version| version == *served));
        asked.fold(Minute::default(), |sum, (_, minute)| sum.and(*minute))
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
            let mut served = BTreeMap::new();
            for (version, present) in &mut meter.present {
                let requests = present.floor();
                *present -= requests;
                if requests <= 0.0 {
                    continue;
                }
                let conduct = self.conduct.get(&(key.0.clone(), version.clone())).copied().unwrap_or_default();
                let errors = failures(requests, conduct.error_rate, chance.fraction());
                served.insert(version.clone(), Minute { requests, errors, latency_ms: conduct.latency_ms });
                *meter.total.entry(version.clone()).or_default() += requests;
            }
            meter.minutes.push_back(Past { ended_at: now, readable_at, served });
            if meter.minutes.len() > MINUTES_KEPT {
                meter.minutes.pop_front();
            }
        }
    }

    /// The last minutes that can be read now, of one version or of all, the newest first; those without requests
    /// have no data.
    pub(crate) fn minutes<'a>(
        &'a self,
        key: &AliasKey,
        version: Option<&'a Version>,
        now: Timestamp,
    ) -> impl Iterator<Item = Minute> + use<'a> {
        let minutes = self.meters.get(key).into_iter().flat_map(|meter| meter.minutes.iter().rev());
        minutes.filter(move |past| past.readable_at <= now).map(move |past| past.of(version))
    }

    /// What each version of an alias's function did in the last whole minute.
    pub(crate) fn last_minute(&self, key: &AliasKey) -> BTreeMap<Version, Minute> {
        let last = self.meters.get(key).and_then(|meter| meter.minutes.back());
        last.map(|past| past.served.clone()).unwrap_or_default()
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
            let is_asked_for = version.is_none_or(|version| past.served.contains_key(version));
            (is_asked_for && from <= began_at && began_at < until).then(|| (began_at, past.of(version)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_domain::{AliasName, Weight};

    #[test]
    fn parts_of_requests_add_up_to_whole_ones() {
        let function = FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned()).unwrap();
        let key = (function, AliasName::new("live").unwrap());
        let [current, target] = ["1", "2"].map(|number| Version::new(number).unwrap());
        let routing = Routing::between(&current, &target, Weight::percent(10).unwrap());
        let (mut traffic, mut chance) = (Traffic::default(), Chance::seeded(1));
        let minute = |number: i64| Timestamp::from_second(number * 60).unwrap();
        traffic.load(&key, &Alias { routing, revision: 1 }, 0.0501, minute(0));
        for number in 1..=10 {
            traffic.end_minute(minute(number), minute(number), &mut chance);
        }
        let served = traffic.served(&key);
        assert_eq!([&current, &target].map(|version| served[version].to_bits()), [27.0_f64, 3.0].map(f64::to_bits));
    }
}
