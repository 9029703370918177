//! What is played: an AppSpec, and the world around it.

use super::configuration::Configuration;
use super::given::{ErrorRate, GivenHook, GivenPeople, Latency, VersionWord, Which};
use super::people::People;
use crate::refusal::Refusal;
use headgate_domain::{Account, AliasName, FunctionArn, HookFunction, Qualifier, Resource, Spec, Version};
use headgate_sim::{Conduct, HookBehaviour};

/// How long a request takes where nothing is said.
pub(super) const LATENCY_MS: f64 = 50.0;

/// Everything that is played, but for the configuration it is played under.
pub(crate) struct Scene {
    /// The AppSpec's text.
    pub(super) appspec: String,
    /// The account that its functions are in.
    pub(super) account: Account,
    /// The aliases it moves.
    pub(super) movers: Vec<Mover>,
    /// Requests that reach each alias in a second.
    pub(super) requests_per_second: f64,
    /// The alarms that judge.
    pub(super) alarms: Vec<super::alarms::Alarm>,
    /// Every hook, and what it does.
    pub(super) hooks: Vec<GivenHook>,
    /// What people do where a step waits for them.
    pub(super) people: People,
    /// What steps wait for people with.
    pub(super) awaited: Awaited,
    /// Whether nobody has said which configuration to follow.
    pub(super) is_config_assumed: bool,
    /// Where all chance comes from.
    pub(super) seed: u64,
}

/// What steps of any configuration wait for people with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Awaited {
    /// Whether one waits for approvals.
    pub(super) approvals: bool,
    /// Whether one has a pause without an end.
    pub(super) endless_pauses: bool,
}

/// An alias that is moved.
#[derive(Clone, Debug)]
pub(crate) struct Mover {
    /// The function.
    pub(super) function: FunctionArn,
    /// The alias.
    pub(super) alias: AliasName,
    /// The version that is live before, and how it does.
    pub(super) current: (Version, Conduct),
    /// The version that is to be live, and how it does.
    pub(super) target: (Version, Conduct),
    /// Whether the target version is what `$LATEST` becomes.
    pub(super) is_published: bool,
    /// Whether the AppSpec leaves open which version is live before.
    pub(super) is_assumed: bool,
}

impl Mover {
    fn of(resource: &Resource, account: &Account) -> Result<Self, Refusal> {
        let name = &resource.logical_name;
        let function = resource.function.resolve(account).map_err(|error| Refusal::usage(format!("`{name}`: {error}")))?;
        let one_more =
            |version: &Version, more: i64| Version::new((version.as_str().parse::<i64>().unwrap_or_default() + more).to_string());
        let (current, target) = match (&resource.current, &resource.target) {
            (Some(current), Qualifier::Published(target)) => (Ok(current.clone()), Ok(target.clone())),
            (Some(current), Qualifier::Latest) => (Ok(current.clone()), one_more(current, 1)),
            (None, Qualifier::Published(target)) => (one_more(target, -1), Ok(target.clone())),
            (None, Qualifier::Latest) => (Version::new("1"), Version::new("2")),
        };
        let (Ok(current), Ok(target)) = (current, target) else {
            let sentence = format!("`{name}`: there is no telling which version is live before version {}", resource.target);
            return Err(Refusal::usage(sentence).with_hint("say it in the AppSpec: `CurrentVersion`"));
        };
        let conduct = Conduct { error_rate: 0.0, latency_ms: LATENCY_MS };
        Ok(Self {
            function,
            alias: resource.alias.clone(),
            current: (current, conduct),
            target: (target, conduct),
            is_published: resource.target == Qualifier::Latest,
            is_assumed: resource.current.is_none(),
        })
    }

    /// `function:alias`
    pub(crate) fn id(&self) -> String {
        format!("{}:{}", self.function.name(), self.alias)
    }

    /// The version that is worse for users, if one is: it fails more often or, where both fail as often, is slower.
    pub(super) fn bad(&self) -> Option<&Version> {
        let by = |of: fn(&Conduct) -> f64| of(&self.current.1).total_cmp(&of(&self.target.1));
        match by(|conduct| conduct.error_rate).then(by(|conduct| conduct.latency_ms)) {
            std::cmp::Ordering::Less => Some(&self.target.0),
            std::cmp::Ordering::Greater => Some(&self.current.0),
            std::cmp::Ordering::Equal => None,
        }
    }

    fn named(&self, word: &VersionWord) -> Option<&Version> {
        match word {
            VersionWord::Current => Some(&self.current.0),
            VersionWord::Target => Some(&self.target.0),
            VersionWord::Number(number) => [&self.current.0, &self.target.0].into_iter().find(|version| *version == number),
        }
    }
}

/// The aliases that a spec moves.
pub(super) fn movers(spec: &Spec, account: &Account) -> Result<Vec<Mover>, Refusal> {
    spec.resources.iter().map(|resource| Mover::of(resource, account)).collect()
}

/// The account of the first function that is written as an ARN; one for examples where none is.
pub(super) fn account(spec: &Spec) -> Account {
    let parts = spec.resources.iter().find_map(|resource| {
        let parts: Vec<&str> = resource.function.as_str().split(':').collect();
        let [_, partition, _, region, id, ..] = parts[..] else { return None };
        Some((partition.to_owned(), region.to_owned(), id.to_owned()))
    });
    let example = || ("aws".to_owned(), "eu-west-1".to_owned(), "123456789012".to_owned());
    let (partition, region, id) = parts.unwrap_or_else(example);
    Account { partition, region, id }
}

/// Gives the versions their error rates and latencies.
pub(super) fn behave(movers: &mut [Mover], rates: &[ErrorRate], latencies: &[Latency]) -> Result<(), Refusal> {
    for ErrorRate { of, share } in rates {
        each_named(movers, "--error-rate", of, |conduct| conduct.error_rate = *share)?;
    }
    for Latency { of, ms } in latencies {
        each_named(movers, "--latency", of, |conduct| conduct.latency_ms = *ms)?;
    }
    Ok(())
}

fn each_named(movers: &mut [Mover], option: &str, which: &Which, change: impl Fn(&mut Conduct)) -> Result<(), Refusal> {
    let places = places(movers, which);
    if places.is_empty() {
        return Err(unknown(movers, option));
    }
    for (index, version) in places {
        let mover = &mut movers[index];
        for (own, conduct) in [&mut mover.current, &mut mover.target] {
            if version.as_ref().is_none_or(|version| version == own) {
                change(conduct);
            }
        }
    }
    Ok(())
}

/// The aliases, and of each the version, that something is said of.
pub(super) fn places(movers: &[Mover], which: &Which) -> Vec<(usize, Option<Version>)> {
    let matching =
        movers.iter().enumerate().filter(|(_, mover)| which.function.as_deref().is_none_or(|name| name == mover.function.name()));
    matching
        .filter_map(|(index, mover)| match &which.version {
            None => Some((index, None)),
            Some(word) => mover.named(word).map(|version| (index, Some(version.clone()))),
        })
        .collect()
}

/// An option speaks of what is not there.
pub(super) fn unknown(movers: &[Mover], option: &str) -> Refusal {
    let there = movers.iter().map(|mover| format!("`{}` from version {} to {}", mover.id(), mover.current.0, mover.target.0));
    let there = there.collect::<Vec<_>>().join(", ");
    Refusal::usage(format!("`{option}` names a function or version that does not take part"))
        .with_hint(format!("the AppSpec moves {there}"))
}

/// What steps wait for people with; an option about people whom nobody waits for is refused.
pub(super) fn awaited(configurations: &[Configuration], given: &GivenPeople) -> Result<Awaited, Refusal> {
    let mut steps = configurations.iter().flat_map(|configuration| &configuration.steps);
    let awaited = Awaited {
        approvals: steps.clone().any(|step| step.approval.is_some()),
        endless_pauses: steps.any(|step| step.pause.is_some_and(|pause| pause.seconds.is_none())),
    };
    let idle = |option: &str, what: &str| Err(Refusal::usage(format!("`{option}`: no step {what}")).with_hint("drop the option"));
    match given.about_approvals() {
        Some(option) if !awaited.approvals => return idle(option, "waits for an approval"),
        Some(_) | None => {}
    }
    if given.resume_after.is_some() && !awaited.endless_pauses {
        return idle("--resume-after", "has a pause without an end");
    }
    Ok(awaited)
}

/// What every hook does: as it is given, or else it succeeds at once.
pub(super) fn hooks(there: Vec<HookFunction>, given: &[GivenHook]) -> Result<Vec<GivenHook>, Refusal> {
    if let Some(GivenHook { function, .. }) = given.iter().find(|given| !there.contains(&given.function)) {
        let names = there.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let hint = if there.is_empty() { "no hook runs in this deployment".to_owned() } else { format!("the hooks are {names}") };
        return Err(Refusal::usage(format!("`--hook`: no hook is called `{function}`")).with_hint(hint));
    }
    let behaviour = |function: &HookFunction| given.iter().rev().find(|given| given.function == *function).map(|given| given.behaviour);
    let mut hooks: Vec<GivenHook> = vec![];
    for function in there {
        if hooks.iter().all(|hook| hook.function != function) {
            let behaviour = behaviour(&function).unwrap_or(HookBehaviour::Succeeds(0));
            hooks.push(GivenHook { function, behaviour });
        }
    }
    Ok(hooks)
}
