//! Whether everything has ended as its inputs say.

use super::drive::{Answer, Answers};
use super::kind::Kind;
use super::logs;
use super::plan::{Conflict, Plan, Planned, Subject};
use super::poison::Place;
use super::tally::Tally;
use super::world::{Stored, World};
use crate::site::Site;
use anyhow::Result;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use xtask::Call;

/// Everything that is otherwise than it should be, each with what is needed to look into it.
pub(super) fn check(site: &Site, plan: &Plan, answers: &Answers, world: &World, tally: &Tally) -> Result<Vec<String>> {
    let mut found = vec![];
    let updates: Vec<Update> = site.proxy()?.calls().iter().filter_map(Update::of).collect();
    for planned in &plan.deployments {
        found.extend(ended_otherwise(plan, planned, answers, world));
    }
    for subject in &plan.subjects {
        let started = started(plan, subject, answers, world);
        found.extend(out_of_order(subject, &started, world));
        let live = walk(subject, &started, &updates, world, &mut found);
        let alias = site.live(&subject.name)?;
        if alias.as_deref() != Some(&live) {
            let history: String = started.iter().map(|(_, stored)| told(world, stored)).collect();
            found.push(format!("{}: `live` is on {alias:?}, and not on version {live}\n{history}", subject.name));
        }
    }
    found.extend(unasked(answers, world));
    found.extend(rollbacks(world));
    found.extend(world.left.iter().map(|key| format!("left in the table: {key}")));
    found.extend(notices(world));
    found.extend(dead_letters(plan, world, tally));
    for (function, line) in logs::errors(site)? {
        match logs::cause(&line) {
            Some(cause) => tally.count(format!("logged {cause}")),
            None => found.push(format!("{function} has logged: {line}")),
        }
    }
    Ok(found)
}

fn told(world: &World, stored: &Stored) -> String {
    let entries = world.history.get(&stored.id).map(|entries| entries.join("\n    ")).unwrap_or_default();
    format!(
        "  {} ({}) {} {}:\n    {entries}\n",
        stored.id,
        if stored.is_rollback { "a rollback" } else { &stored.group },
        stored.status,
        stored.code
    )
}

fn ended_otherwise(plan: &Plan, planned: &Planned, answers: &Answers, world: &World) -> Option<String> {
    let Some(answer) = answers.all().get(&planned.number).cloned() else {
        return Some(format!("{} was never asked for", planned.name()));
    };
    let conflict = plan.subject_of(planned).conflict;
    let Some(stored) = world.of(planned, answers) else {
        let may = conflict == Conflict::Reject && answer == Answer::Refused("DeploymentLimitExceededException".to_owned());
        return (!may).then(|| format!("{} ({:?}) does not exist: {answer:?}", planned.name(), planned.kind));
    };
    let end = (stored.status.as_str(), stored.code.as_str());
    let newer =
        || world.deployments.values().any(|other| !other.is_rollback && other.group == stored.group && other.created > stored.created);
    let superseded = conflict == Conflict::Supersede && end == ("Stopped", "MANUAL_STOP") && newer();
    if end == planned.kind.end() || superseded {
        return None;
    }
    Some(format!(
        "{} ({:?}, {}) must end {:?}:\n{}",
        planned.name(),
        planned.kind,
        conflict.as_str(),
        planned.kind.end(),
        told(world, stored)
    ))
}

/// A function's deployments that have left the queue, in that order.
fn started<'a>(plan: &'a Plan, subject: &Subject, answers: &Answers, world: &'a World) -> Vec<(&'a Planned, &'a Stored)> {
    let own = plan.deployments.iter().filter(|planned| plan.subject_of(planned).name == subject.name);
    let stored = own.filter_map(|planned| Some((planned, world.of(planned, answers)?)));
    let mut started: Vec<_> = stored.filter(|(_, stored)| stored.started.is_some()).collect();
    started.sort_by_key(|(_, stored)| stored.started);
    started
}

fn out_of_order(subject: &Subject, started: &[(&Planned, &Stored)], world: &World) -> Option<String> {
    let in_order = started.windows(2).all(|pair| pair[0].1.created <= pair[1].1.created);
    if subject.conflict != Conflict::Queue || in_order {
        return None;
    }
    let history: String = started.iter().map(|(_, stored)| told(world, stored)).collect();
    Some(format!("{}: its deployments have not started in the order of the queue\n{history}", subject.name))
}

/// Follows the traffic from deployment to deployment; the version that must have all of it at the end.
fn walk(subject: &Subject, started: &[(&Planned, &Stored)], updates: &[Update], world: &World, found: &mut Vec<String>) -> String {
    let mut live = "1".to_owned();
    for (planned, stored) in started {
        let own = updates.iter().filter(|update| update.function == subject.name && update.sends_to(&planned.target));
        for update in own {
            let from_live = update.primary == live && update.weights.keys().all(|version| *version == planned.target);
            let whole = update.primary == planned.target && update.weights.is_empty();
            if update.status == Some(200) && !from_live && !whole {
                found.push(format!("{}: moved from version {live} by {update:?}\n{}", planned.name(), told(world, stored)));
            }
            if stored.status != "Succeeded" && stored.rolled_back_by.is_none() && update.status == Some(200) {
                found.push(format!("{}: traffic moved, and was not taken back\n{}", planned.name(), told(world, stored)));
            }
        }
        if planned.kind == Kind::RejectedBefore && stored.rolled_back_by.is_some() {
            found.push(format!("{}: rolled back before any traffic was meant to move\n{}", planned.name(), told(world, stored)));
        }
        if stored.status == "Succeeded" {
            live.clone_from(&planned.target);
        }
    }
    live
}

/// However often somebody asked again, one deployment was made of it.
fn unasked(answers: &Answers, world: &World) -> Vec<String> {
    let asked: BTreeSet<Answer> = answers.all().values().cloned().collect();
    let unasked = world.deployments.values().filter(|stored| !stored.is_rollback && !asked.contains(&Answer::Id(stored.id.clone())));
    unasked.map(|stored| format!("nobody has asked for this one:\n{}", told(world, stored))).collect()
}

fn rollbacks(world: &World) -> Vec<String> {
    let rolled_back = world.deployments.values().filter_map(|stored| Some((stored, stored.rolled_back_by.as_ref()?)));
    rolled_back
        .filter_map(|(stored, rollback)| match world.deployments.get(rollback) {
            Some(rollback) if rollback.status == "Succeeded" => None,
            Some(rollback) => Some(format!("a rollback did not succeed:\n{}{}", told(world, stored), told(world, rollback))),
            None => Some(format!("there is no rollback {rollback}:\n{}", told(world, stored))),
        })
        .collect()
}

/// Each notice that somebody subscribes to was heard, and first heard after those before it.
fn notices(world: &World) -> Vec<String> {
    let mut heard: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (id, number) in &world.told {
        let numbers = heard.entry(id).or_default();
        if !numbers.contains(number) {
            numbers.push(*number);
        }
    }
    let mut wanted: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (id, number, _) in world.posted.iter().filter(|(_, _, kind)| kind != "Queued") {
        wanted.entry(id).or_default().push(*number);
    }
    for numbers in wanted.values_mut() {
        numbers.sort_unstable();
    }
    let ids: BTreeSet<&&str> = heard.keys().chain(wanted.keys()).collect();
    let differ = ids.into_iter().filter(|id| heard.get(**id) != wanted.get(**id));
    differ.map(|id| format!("{id}: notices {:?} were heard, of {:?}", heard.get(id), wanted.get(id))).collect()
}

fn dead_letters(plan: &Plan, world: &World, tally: &Tally) -> Vec<String> {
    let mut found = vec![];
    for (queue, bodies) in &world.dead {
        let sent: Vec<_> = plan.poison.iter().filter(|poison| poison.place.dead_letters() == Some(queue)).collect();
        for poison in &sent {
            let mark = poison.mark();
            match bodies.iter().filter(|body| is_marked(body, &mark)).count() {
                1 => tally.count(format!("found {:?}", poison.place)),
                count => found.push(format!("{queue} holds {mark} {count} times")),
            }
        }
        for body in bodies.iter().filter(|body| !sent.iter().any(|poison| is_marked(body, &poison.mark()))) {
            if *queue == "NoticeDeadLettersUrl" && body.contains("DDBStreamBatchInfo") {
                tally.count(format!("found {:?}", Place::Stream));
            } else if is_tick(body) {
                tally.count("found tick");
            } else {
                found.push(format!("{queue} holds what is no poison: {body}"));
            }
        }
    }
    found
}

fn is_marked(body: &str, mark: &str) -> bool {
    // `poison-Wake-1` is not `poison-Wake-10`.
    body.match_indices(mark).any(|(at, _)| !body[at + mark.len()..].starts_with(|next: char| next.is_ascii_digit()))
}

/// What a sweep was asked whose one attempt was killed. The next minute's did its work.
fn is_tick(body: &str) -> bool {
    let letter: Value = serde_json::from_str(body).unwrap_or_default();
    letter["requestContext"]["functionArn"].as_str().is_some_and(|function| function.ends_with("-sweep"))
}

/// A call of `UpdateAlias`.
#[derive(Clone, Debug)]
struct Update {
    function: String,
    primary: String,
    weights: BTreeMap<String, f64>,
    status: Option<u16>,
}

impl Update {
    fn of(call: &Call) -> Option<Self> {
        if call.operation != "UpdateAlias" {
            return None;
        }
        let function = call.path.split("/functions/").nth(1)?.split("/aliases/").next()?;
        let function = function.rsplit([':', '%']).next()?.trim_start_matches("3A").to_owned();
        let body: Value = serde_json::from_str(&call.body).ok()?;
        let weights = body["RoutingConfig"]["AdditionalVersionWeights"].as_object().cloned().unwrap_or_default();
        let weights = weights.into_iter().filter_map(|(version, weight)| Some((version, weight.as_f64()?))).collect();
        Some(Self { function, primary: body["FunctionVersion"].as_str()?.to_owned(), weights, status: call.status })
    }

    /// Whether it moves traffic to this version, some or all of it.
    fn sends_to(&self, version: &str) -> bool {
        self.weights.contains_key(version) || (self.primary == version && self.weights.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chaos::Scale;

    fn nothing() -> World {
        World { deployments: BTreeMap::new(), history: BTreeMap::new(), posted: vec![], left: vec![], told: vec![], dead: BTreeMap::new() }
    }

    fn told_in(numbers: &[u64]) -> Vec<String> {
        let posted = [(1, "Queued"), (2, "Started"), (3, "Succeeded")];
        let world = World {
            posted: posted.map(|(number, kind)| ("d-ABCDEF123".to_owned(), number, kind.to_owned())).into(),
            told: numbers.iter().map(|number| ("d-ABCDEF123".to_owned(), *number)).collect(),
            ..nothing()
        };
        notices(&world)
    }

    #[test]
    fn a_notice_may_be_heard_twice_but_neither_never_nor_too_early() {
        assert!(told_in(&[2, 3]).is_empty());
        assert!(told_in(&[2, 2, 3, 2]).is_empty());
        assert_eq!(told_in(&[2]).len(), 1);
        assert_eq!(told_in(&[3, 2]).len(), 1);
        assert_eq!(told_in(&[]).len(), 1);
    }

    #[test]
    fn dead_letters_are_the_poison_each_once_and_nothing_else() {
        let plan = Plan::of(&Scale::small(1));
        let marks = |place: Place| plan.poison.iter().filter(move |poison| poison.place == place).map(|poison| poison.mark());
        let sound: BTreeMap<&'static str, Vec<String>> = [
            ("WakeDeadLettersUrl", marks(Place::Wake).collect()),
            ("EventDeadLettersUrl", [Place::Start, Place::Alarm, Place::Hook].into_iter().flat_map(marks).collect()),
        ]
        .into();
        let found = |change: fn(&mut Vec<String>)| {
            let mut dead = sound.clone();
            dead.values_mut().for_each(change);
            dead_letters(&plan, &World { dead, ..nothing() }, &Tally::default()).len()
        };
        assert_eq!(found(|_| ()), 0);
        assert_eq!(found(|letters| letters.push(r#"{"requestContext": {"functionArn": "arn:x:headgate-sweep"}}"#.to_owned())), 0);
        assert_eq!(found(|letters| letters.push(r#"{"deploymentId":"d-ABCDEF123","generation":3}"#.to_owned())), 2);
        assert_eq!(found(|letters| letters.truncate(1)), 1 + 5);
        assert_eq!(found(|letters| letters.push(letters[0].clone())), 2);
    }

    /// The updates of one function, whose deployment to version 2 went well and whose deployment to version 3 failed.
    fn walked(updates: &[(&str, &[(&str, f64)])]) -> (String, usize) {
        let plan = Plan::of(&Scale::small(1));
        let subject = &plan.subjects[0];
        let planned = |target: &str| Planned { target: target.to_owned(), ..plan.deployments[0].clone() };
        let stored = |status: &str| Stored {
            id: "d-ABCDEF123".to_owned(),
            group: subject.name.clone(),
            is_rollback: false,
            created: jiff::Timestamp::UNIX_EPOCH,
            started: None,
            status: status.to_owned(),
            code: String::new(),
            rolled_back_by: None,
        };
        let (good, bad) = ((planned("2"), stored("Succeeded")), (planned("3"), stored("Failed")));
        let updates: Vec<Update> = updates
            .iter()
            .map(|(primary, weights)| Update {
                function: subject.name.clone(),
                primary: (*primary).to_owned(),
                weights: weights.iter().map(|(version, weight)| ((*version).to_owned(), *weight)).collect(),
                status: Some(200),
            })
            .collect();
        let mut found = vec![];
        let live = walk(subject, &[(&good.0, &good.1), (&bad.0, &bad.1)], &updates, &nothing(), &mut found);
        (live, found.len())
    }

    #[test]
    fn traffic_goes_from_what_is_live_and_comes_back_to_it() {
        let sound: &[(&str, &[(&str, f64)])] = &[("1", &[("2", 0.1)]), ("2", &[])];
        assert_eq!(walked(sound), ("2".to_owned(), 0));
        // From a version that was not live; to one whose deployment failed, and nobody took it back.
        assert_eq!(walked(&[("4", &[("2", 0.1)])]).1, 1);
        assert_eq!(walked(&[("2", &[("3", 0.1)])]).1, 1);
        assert_eq!(walked(&[("1", &[("3", 0.1)])]).1, 2);
    }

    #[test]
    fn a_mark_is_not_the_beginning_of_another() {
        assert!(is_marked(r#"{"poison":"poison-Wake-1"}"#, "poison-Wake-1"));
        assert!(!is_marked(r#"{"poison":"poison-Wake-10"}"#, "poison-Wake-1"));
    }
}
