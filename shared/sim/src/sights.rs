//! The world as people see it when they ask: as it is, since whoever only looks is in nobody's way.

use crate::alarms::Metric;
use crate::lambda::{AliasKey, Refused};
use crate::traffic::Minute;
use crate::world::World;
use headgate_domain::{
    AlarmName, AliasName, Failure, FailureKind, FunctionArn, HookFunction, Inspection, Qualifier, VersionFacts, VersionState,
};
use headgate_engine::{
    AlarmSeen, AlarmStanding, AliasSeen, Bypass, FunctionSeen, HookSeen, InstallationSeen, Observer, Point, Seen, Series, TrafficQuestion,
    VersionSeen,
};
use std::collections::BTreeMap;

impl Observer for World {
    async fn inspect(&self, function: &FunctionArn, alias: &AliasName, target: &Qualifier) -> Result<Inspection, Failure> {
        let inner = self.lock();
        let seen = inner.lambda.get_alias(&(function.clone(), alias.clone()), inner.now, None);
        let seen = seen.map_err(|refused| unmet("lambda:GetAlias", refused))?;
        let facts = |version: &Qualifier| {
            let gone = || unmet("lambda:GetFunctionConfiguration", Refused::Gone(format!("there is no version {version}")));
            let role = inner.lambda.role(function, version).ok_or_else(gone)?;
            Ok(VersionFacts { version: version.clone(), role, dead_letter: None, state: VersionState::Active })
        };
        let (current, target) = (facts(seen.routing.primary())?, facts(target)?);
        Ok(Inspection { revision: crate::lambda::revision_id(seen.revision), routing: seen.routing, current, target, provisioned: None })
    }

    /// All traffic of this world goes through aliases.
    async fn bypasses(&self, _: &FunctionArn, _: &Qualifier) -> Seen<Bypass> {
        Seen::default()
    }

    async fn alarms(&self, names: &[AlarmName]) -> Result<Vec<AlarmSeen>, Failure> {
        let inner = self.lock();
        Ok(names.iter().map(|name| AlarmSeen { name: name.clone(), standing: standing(&inner.alarms, name) }).collect())
    }

    /// Whoever is called answers in this world.
    async fn hook(&self, _: &HookFunction) -> HookSeen {
        HookSeen { allowed: true, state: Ok(VersionState::Active) }
    }

    async fn traffic(&self, question: &TrafficQuestion) -> Seen<Series> {
        let inner = self.lock();
        let (mut items, period) = (vec![], i64::from(question.period_seconds));
        for (place, (function, alias, versions)) in question.aliases.iter().enumerate() {
            let key: AliasKey = (function.clone(), alias.clone());
            let wanted = std::iter::once(None).chain(versions.iter().cloned().map(Some));
            for version in wanted {
                let mut periods: BTreeMap<i64, Minute> = BTreeMap::new();
                for (at, minute) in inner.traffic.between(&key, version.as_ref(), (question.from, question.until), inner.now) {
                    let whole = periods.entry(at.as_second().div_euclid(period)).or_default();
                    *whole = whole.and(minute);
                }
                let points = periods.into_iter().filter(|(_, minute)| minute.requests > 0.0);
                let points = points.filter_map(|(number, minute)| {
                    let at = jiff::Timestamp::from_second(number * period).ok()?;
                    let throttles = version.is_none().then_some(0.0);
                    let (invocations, errors, duration_ms) = (Some(minute.requests), Some(minute.errors), Some(minute.latency_ms));
                    Some(Point { at, invocations, errors, throttles, duration_ms })
                });
                let points = points.collect();
                items.push(Series { alias: place, version, points });
            }
        }
        Seen { items, unread: vec![] }
    }

    async fn function(&self, function: &FunctionArn) -> Result<FunctionSeen, Failure> {
        let inner = self.lock();
        let versions = inner.lambda.versions(function);
        let versions =
            versions.ok_or_else(|| unmet("lambda:ListVersionsByFunction", Refused::Gone("there is no such function".to_owned())))?;
        let bare = |version| VersionSeen {
            version,
            description: None,
            modified_at: None,
            runtime: None,
            code_sha256: None,
            state: Some(VersionState::Active),
        };
        let aliases = inner.lambda.aliases(function).map(|(name, alias)| AliasSeen {
            name: name.clone(),
            description: None,
            routing: alias.routing.clone(),
        });
        let alarms = inner.alarms.over(function).map(|name| AlarmSeen { standing: standing(&inner.alarms, name), name: name.clone() });
        Ok(FunctionSeen {
            aliases: aliases.collect(),
            versions: versions.into_iter().map(bare).collect(),
            alarms: alarms.collect(),
            ..FunctionSeen::default()
        })
    }

    /// There is no stack: neither queues with names, nor alarms of its own.
    async fn installation(&self) -> InstallationSeen {
        let inner = self.lock();
        InstallationSeen {
            stack: "simulation".to_owned(),
            table: "simulation".to_owned(),
            hook_functions: vec!["*".to_owned()],
            queues: vec![],
            alarms: Ok(vec![]),
            swept_at: Ok(inner.swept_at),
        }
    }
}

fn unmet(action: &str, refused: Refused) -> Failure {
    let (kind, why) = match refused {
        Refused::Throttled => (FailureKind::Throttled, "too many requests".to_owned()),
        Refused::Overtaken => (FailureKind::Unknown, "overtaken".to_owned()),
        Refused::Gone(why) => (FailureKind::Gone, why),
        Refused::Improper(why) => (FailureKind::Invalid, why),
    };
    Failure { kind, message: format!("`{action}`: {why}") }
}

fn standing(alarms: &crate::alarms::Alarms, name: &AlarmName) -> Option<AlarmStanding> {
    let (state, since, rule) = alarms.seen(name)?;
    let metric = rule.map(|rule| match rule.metric {
        Metric::Errors => "Errors".to_owned(),
        Metric::ErrorRate => "ErrorRate".to_owned(),
        Metric::LatencyMs => "Duration".to_owned(),
    });
    let dimensions = rule.map(|rule| {
        let resource = format!("{}:{}", rule.function.name(), rule.alias);
        BTreeMap::from([("FunctionName".to_owned(), rule.function.name().to_owned()), ("Resource".to_owned(), resource)])
    });
    Some(AlarmStanding { state, reason: None, since: Some(since), metric, dimensions: dimensions.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::at_once;
    use crate::traffic::Conduct;
    use crate::{AlarmRule, MissingData, Simulation};
    use headgate_domain::{AlarmState, Routing, Version, Weight};
    use jiff::SignedDuration;

    fn version(number: &str) -> Version {
        Version::new(number).unwrap()
    }

    fn subject() -> (World, FunctionArn, AliasName) {
        let world = World::new();
        let function = FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned()).unwrap();
        let alias = AliasName::new("live").unwrap();
        world.function(&function, &alias, &version("1"));
        world.version(&function, &version("2"));
        world.version(&function, &version("10"));
        world.behave(&function, &version("2"), Conduct { error_rate: 1.0, latency_ms: 40.0 });
        world.load(&function, &alias, 10.0);
        (world, function, alias)
    }

    #[test]
    fn traffic_is_told_by_version_and_adds_up() {
        let (world, function, alias) = subject();
        let split = Routing::between(&version("1"), &version("2"), Weight::percent(25).unwrap());
        world.meddle(&function, &alias, split);
        let from = world.now();
        let mut simulation = Simulation::new(world.clone(), 30);
        simulation.run_until(from + SignedDuration::from_mins(10));
        let aliases = vec![(function, alias, vec![version("1"), version("2")])];
        let until = from + SignedDuration::from_mins(5);
        let seen = at_once(world.traffic(&TrafficQuestion { aliases, from, until, period_seconds: 60 }));
        let sums: Vec<(f64, f64)> = seen
            .items
            .iter()
            .map(|series| {
                let sum = |of: fn(&Point) -> Option<f64>| series.points.iter().filter_map(of).sum();
                (sum(|point| point.invocations), sum(|point| point.errors))
            })
            .collect();
        let requests: Vec<f64> = sums.iter().map(|(requests, _)| *requests).collect();
        assert_eq!(requests, [3000.0, 2250.0, 750.0]);
        let [(_, of_alias), (_, of_first), (_, of_second)] = sums[..] else { panic!("{sums:?}") };
        assert!(of_second > 0.0 && of_second <= 750.0, "{of_second}");
        assert_eq!((of_alias, of_first), (of_second, 0.0), "only the second version fails");
        let periods: Vec<usize> = seen.items.iter().map(|series| series.points.len()).collect();
        assert_eq!(periods, [5, 5, 5]);
        assert_eq!(seen.items[2].points[0].duration_ms, Some(40.0));
    }

    #[test]
    fn a_function_an_alias_and_an_alarm_are_told_as_they_are() {
        let (world, function, alias) = subject();
        let name = AlarmName::new("errors").unwrap();
        let rule = AlarmRule {
            function: function.clone(),
            alias: alias.clone(),
            version: None,
            metric: Metric::Errors,
            threshold: 1.0,
            period_minutes: 1,
            evaluation_periods: 1,
            datapoints_to_alarm: 1,
            missing: MissingData::Missing,
        };
        world.alarm_over(&name, rule);
        world.role(&function, &version("2"), "other");
        let seen = at_once(Observer::function(&world, &function)).unwrap();
        let versions: Vec<String> = seen.versions.iter().map(|seen| seen.version.to_string()).collect();
        assert_eq!((versions, seen.aliases.len(), seen.alarms.len()), (vec!["10".to_owned(), "2".to_owned(), "1".to_owned()], 1, 1));
        let seen = at_once(world.inspect(&function, &alias, &Qualifier::Published(version("2")))).unwrap();
        assert_eq!((seen.current.role.as_str(), seen.target.role.as_str()), ("role", "other"));
        let gone = at_once(world.inspect(&function, &alias, &Qualifier::Published(version("7")))).unwrap_err();
        assert_eq!(gone.kind, FailureKind::Gone);
        let seen = at_once(world.alarms(&[name, AlarmName::new("none").unwrap()])).unwrap();
        assert_eq!(seen[0].standing.as_ref().map(|standing| standing.state), Some(AlarmState::Ok));
        assert_eq!(seen[1].standing, None);
    }
}
