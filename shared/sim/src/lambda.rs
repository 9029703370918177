//! Lambda's control plane, stricter than a caller would like.

use headgate_domain::{AliasName, FunctionArn, Qualifier, RevisionId, Routing, Version};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// An alias of a function.
pub(crate) type AliasKey = (FunctionArn, AliasName);

/// An alias as Lambda keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// Where its traffic goes.
    pub routing: Routing,
    /// Its `RevisionId`, which changes with every write and never comes again.
    pub revision: u64,
}

/// One accepted write of an alias.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// When.
    pub at: Timestamp,
    /// The function.
    pub function: FunctionArn,
    /// The alias.
    pub alias: AliasName,
    /// Where its traffic went from then on.
    pub routing: Routing,
    /// Whether Headgate wrote it, or somebody else.
    pub ours: bool,
}

/// `UpdateAlias`, as it goes over the wire.
#[derive(Clone, Debug)]
pub(crate) struct UpdateAlias {
    pub(crate) key: AliasKey,
    pub(crate) version: String,
    pub(crate) weights: Vec<(String, f64)>,
    pub(crate) fence: RevisionId,
}

/// Why Lambda refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Throttled,
    /// The `RevisionId` is not the alias's own.
    Overtaken,
    Gone(String),
    /// What no caller should send.
    Improper(String),
}

#[derive(Default)]
struct Function {
    /// Versions and their execution roles.
    versions: BTreeMap<Version, String>,
    /// What `$LATEST` becomes when it is published.
    latest: Option<Version>,
}

struct Kept {
    now: Alias,
    /// What was there before, and until when.
    before: Option<(Alias, Timestamp)>,
}

/// The control plane of one account.
#[derive(Default)]
pub(crate) struct Lambda {
    functions: BTreeMap<FunctionArn, Function>,
    aliases: BTreeMap<AliasKey, Kept>,
    revisions_given: u64,
    /// The second that is being counted, and the calls in it.
    second: (i64, u32),
    /// Calls a second above which it throttles.
    pub(crate) calls_per_second_max: Option<u32>,
    pub(crate) shifts: Vec<Shift>,
}

impl Lambda {
    pub(crate) fn add_version(&mut self, function: &FunctionArn, version: &Version, role: &str) {
        self.functions.entry(function.clone()).or_default().versions.insert(version.clone(), role.to_owned());
    }

    pub(crate) fn set_latest(&mut self, function: &FunctionArn, version: &Version) {
        self.functions.entry(function.clone()).or_default().latest = Some(version.clone());
    }

    pub(crate) fn add_alias(&mut self, key: &AliasKey, version: &Version) {
        self.revisions_given += 1;
        let now = Alias { routing: Routing::all(version.clone()), revision: self.revisions_given };
        self.aliases.insert(key.clone(), Kept { now, before: None });
    }

    pub(crate) fn delete_alias(&mut self, key: &AliasKey) {
        self.aliases.remove(key);
    }

    pub(crate) fn alias(&self, key: &AliasKey) -> Option<&Alias> {
        self.aliases.get(key).map(|kept| &kept.now)
    }

    pub(crate) fn role(&self, function: &FunctionArn, version: &Qualifier) -> Option<String> {
        let Qualifier::Published(version) = version else { return Some("role".to_owned()) };
        self.functions.get(function)?.versions.get(version).cloned()
    }

    /// A function's published versions, the newest first; nothing where there is no such function.
    pub(crate) fn versions(&self, function: &FunctionArn) -> Option<Vec<Version>> {
        let mut versions: Vec<Version> = self.functions.get(function)?.versions.keys().cloned().collect();
        versions.sort_by_key(|version| std::cmp::Reverse((version.as_str().len(), version.clone())));
        Some(versions)
    }

    /// A function's aliases, by name.
    pub(crate) fn aliases(&self, function: &FunctionArn) -> impl Iterator<Item = (&AliasName, &Alias)> {
        self.aliases.iter().filter(move |((of, _), _)| of == function).map(|((_, name), kept)| (name, &kept.now))
    }

    /// Counts a call of the control plane; whether there is room for it.
    pub(crate) fn has_room(&mut self, now: Timestamp) -> bool {
        let second = now.as_second();
        if self.second.0 != second {
            self.second = (second, 0);
        }
        self.second.1 += 1;
        self.calls_per_second_max.is_none_or(|max| self.second.1 <= max)
    }

    /// `PublishVersion`: the same version while nothing has changed.
    pub(crate) fn publish(&self, function: &FunctionArn) -> Result<Version, Refused> {
        let latest = self.functions.get(function).and_then(|function| function.latest.clone());
        latest.ok_or_else(|| Refused::Gone("the function does not exist".to_owned()))
    }

    /// `GetAlias`; `lag` shows what was there before, if that is no longer ago.
    pub(crate) fn get_alias(&self, key: &AliasKey, now: Timestamp, lag: Option<SignedDuration>) -> Result<Alias, Refused> {
        let kept = self.aliases.get(key).ok_or_else(gone)?;
        match (&kept.before, lag) {
            (Some((before, until)), Some(lag)) if now.duration_since(*until) <= lag => Ok(before.clone()),
            (Some(_) | None, _) => Ok(kept.now.clone()),
        }
    }

    /// `UpdateAlias`: only under the alias's own `RevisionId`, and only what makes sense.
    pub(crate) fn update_alias(&mut self, request: &UpdateAlias, now: Timestamp) -> Result<Alias, Refused> {
        let routing = self.proper(request).map_err(Refused::Improper)?;
        let present = self.aliases.get(&request.key).ok_or_else(gone)?;
        if revision_id(present.now.revision) != request.fence {
            return Err(Refused::Overtaken);
        }
        self.write(&request.key, routing, now, true).ok_or_else(gone)
    }

    fn proper(&self, request: &UpdateAlias) -> Result<Routing, String> {
        let UpdateAlias { key, version, weights, .. } = request;
        let known = |text: &str| -> Result<Version, String> {
            let version = Version::new(text).map_err(|error| error.to_string())?;
            let versions = self.functions.get(&key.0).map(|function| function.versions.keys().collect::<BTreeSet<_>>());
            let exists = versions.is_some_and(|versions| versions.contains(&version));
            if exists { Ok(version) } else { Err(format!("{} has no version {version}", key.0.name())) }
        };
        let primary = Qualifier::try_from(version.clone()).map_err(|error| error.to_string())?;
        if let Qualifier::Published(version) = &primary {
            known(version.as_str())?;
        }
        let split = match weights.as_slice() {
            [] => None,
            [(version, share)] if *share > 0.0 && *share <= 1.0 => {
                let weight = headgate_domain::Weight::from_fraction(*share).map_err(|error| error.to_string())?;
                Some((known(version)?, weight))
            }
            [(version, share)] => return Err(format!("version {version} is to have a share of {share}")),
            [_, _, ..] => return Err("more than two versions are to share the traffic".to_owned()),
        };
        Routing::observed(primary, split).map_err(|error| error.to_string())
    }

    /// Writes an alias, whoever does.
    pub(crate) fn write(&mut self, key: &AliasKey, routing: Routing, now: Timestamp, ours: bool) -> Option<Alias> {
        let kept = self.aliases.get_mut(key)?;
        self.revisions_given += 1;
        let next = Alias { routing: routing.clone(), revision: self.revisions_given };
        kept.before = Some((std::mem::replace(&mut kept.now, next.clone()), now));
        self.shifts.push(Shift { at: now, function: key.0.clone(), alias: key.1.clone(), routing, ours });
        Some(next)
    }

    /// AWS renews a `RevisionId` by itself.
    pub(crate) fn renew(&mut self, key: &AliasKey, now: Timestamp) -> Option<Alias> {
        let kept = self.aliases.get_mut(key)?;
        self.revisions_given += 1;
        let next = Alias { revision: self.revisions_given, ..kept.now.clone() };
        kept.before = Some((std::mem::replace(&mut kept.now, next.clone()), now));
        Some(next)
    }
}

fn gone() -> Refused {
    Refused::Gone("the alias does not exist".to_owned())
}

/// A `RevisionId` as this world writes it.
pub(crate) fn revision_id(number: u64) -> RevisionId {
    RevisionId::new(format!("rev-{number}")).expect("digits make a revision id")
}

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_domain::Weight;

    fn key() -> AliasKey {
        (
            FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned()).unwrap(),
            AliasName::new("live").unwrap(),
        )
    }

    fn version(number: u32) -> Version {
        Version::new(number.to_string()).unwrap()
    }

    fn lambda() -> Lambda {
        let mut lambda = Lambda::default();
        for number in [1, 2] {
            lambda.add_version(&key().0, &version(number), "role");
        }
        lambda.add_alias(&key(), &version(1));
        lambda
    }

    fn update(version: &str, weights: &[(&str, f64)], fence: u64) -> UpdateAlias {
        let weights = weights.iter().map(|(version, share)| ((*version).to_owned(), *share)).collect();
        UpdateAlias { key: key(), version: version.to_owned(), weights, fence: revision_id(fence) }
    }

    #[test]
    fn only_what_makes_sense_is_taken() {
        let mut lambda = lambda();
        let improper = [
            update("1", &[("2", 1.5)], 1),
            update("1", &[("2", -0.1)], 1),
            update("1", &[("2", 0.0)], 1),
            update("1", &[("2", 0.1), ("1", 0.1)], 1),
            update("$LATEST", &[("2", 0.1)], 1),
            update("1", &[("3", 0.1)], 1),
            update("3", &[], 1),
        ];
        for request in improper {
            let answer = lambda.update_alias(&request, Timestamp::UNIX_EPOCH);
            assert!(matches!(answer, Err(Refused::Improper(_))), "{request:?}: {answer:?}");
        }
        assert_eq!(lambda.update_alias(&update("1", &[("2", 0.1)], 7), Timestamp::UNIX_EPOCH), Err(Refused::Overtaken));
        let taken = lambda.update_alias(&update("1", &[("2", 0.1)], 1), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(taken.routing, Routing::between(&version(1), &version(2), Weight::percent(10).unwrap()));
        assert_eq!(taken.revision, 2);
    }

    #[test]
    fn above_its_limit_it_throttles_until_the_next_second() {
        let mut lambda = lambda();
        lambda.calls_per_second_max = Some(2);
        let at = |second| Timestamp::from_second(second).unwrap();
        let room: Vec<bool> = [0, 0, 0, 1].into_iter().map(|second| lambda.has_room(at(second))).collect();
        assert_eq!(room, [true, true, false, true]);
    }

    #[test]
    fn a_late_look_shows_what_was_there_before_and_not_for_long() {
        let mut lambda = lambda();
        let at = |second| Timestamp::from_second(second).unwrap();
        lambda.write(&key(), Routing::all(version(2)), at(10), false);
        let lag = Some(SignedDuration::from_secs(5));
        let seen = |second, lag| lambda.get_alias(&key(), at(second), lag).unwrap().routing;
        assert_eq!(seen(12, lag), Routing::all(version(1)));
        assert_eq!(seen(12, None), Routing::all(version(2)));
        assert_eq!(seen(16, lag), Routing::all(version(2)));
    }
}
