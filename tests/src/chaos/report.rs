//! What became of it all.

use super::Scale;
use super::drive::{Answer, Answers};
use super::kind::Kind;
use super::plan::{Conflict, Plan};
use super::poison::Place;
use super::tally::Tally;
use super::weather::Weather;
use super::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The figures of a run, and everything that went otherwise than it should have.
#[derive(Clone, Debug)]
pub struct Report {
    title: String,
    /// By kind and conflict: how often each outcome came about.
    outcomes: BTreeMap<(Kind, Conflict), BTreeMap<String, usize>>,
    done: Vec<(String, usize)>,
    /// Each way in: sent, and found with the dead letters.
    poison: Vec<(&'static str, usize, usize)>,
    /// What went otherwise than it should have.
    pub deviations: Vec<String>,
}

impl Report {
    #[expect(clippy::too_many_arguments, reason = "a report is about everything")]
    pub(super) fn new(
        scale: &Scale,
        plan: &Plan,
        answers: &Answers,
        world: &World,
        tally: &Tally,
        weather: &Weather,
        deviations: Vec<String>,
        seconds: u64,
        [before, after]: &[String; 2],
    ) -> Self {
        let title = format!(
            "{} deployments of {} functions, seed {}: {seconds} s, of which things went wrong for {}; load {before} before, {after} after",
            scale.deployments,
            scale.functions,
            scale.seed,
            scale.faults.as_secs()
        );
        let mut outcomes: BTreeMap<(Kind, Conflict), BTreeMap<String, usize>> = BTreeMap::new();
        for planned in &plan.deployments {
            let outcome = match world.of(planned, answers) {
                Some(stored) if stored.rolled_back_by.is_some() => format!("{}, rolled back", stored.status),
                Some(stored) => stored.status.clone(),
                None => match answers.all().get(&planned.number) {
                    Some(Answer::Refused(_)) => "refused".to_owned(),
                    Some(Answer::Id(_) | Answer::Stored) | None => "missing".to_owned(),
                },
            };
            let conflict = plan.subject_of(planned).conflict;
            *outcomes.entry((planned.kind, conflict)).or_default().entry(outcome).or_default() += 1;
        }
        let named = |prefix: &str, shown: &str| {
            tally.under(prefix).into_iter().map(|(name, count)| (format!("{shown}{name}"), count)).collect::<Vec<_>>()
        };
        let faults = weather.counts().into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
        let own = vec![
            ("callers who asked again".to_owned(), answers.again()),
            ("rollbacks".to_owned(), world.deployments.values().filter(|stored| stored.is_rollback).count()),
            ("notices posted".to_owned(), world.posted.len()),
            ("notices heard, some twice".to_owned(), world.told.len()),
        ];
        let changed = tally.under("changed ").into_iter().map(|(name, count)| (format!("changes of {name}"), count)).collect();
        let done = [
            named("killed ", "`kill -9` of "),
            faults,
            changed,
            own,
            named("found t", "dead letters of a sweep that was killed: t"),
            named("logged ", "lines of level ERROR: "),
        ]
        .concat();
        let counted = |prefix: &str, place: Place| {
            let counts = tally.under(prefix);
            counts.iter().find(|(name, _)| *name == format!("{place:?}")).map_or(0, |(_, count)| *count)
        };
        let poison = Place::ALL.map(|place| (place.name(), counted("poison ", place), counted("found ", place)));
        Self { title, outcomes, done, poison: poison.into(), deviations }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.title)?;
        let columns: BTreeSet<&String> = self.outcomes.values().flat_map(BTreeMap::keys).collect();
        writeln!(f, "| met | group |{}", row(columns.iter().map(|column| (*column).clone())))?;
        writeln!(f, "|---|---|{}", "--:|".repeat(columns.len()))?;
        for ((kind, conflict), counts) in &self.outcomes {
            let cells = columns.iter().map(|column| counts.get(*column).map(usize::to_string).unwrap_or_default());
            writeln!(f, "| {kind:?} | {} |{}", conflict.as_str(), row(cells))?;
        }
        writeln!(f, "\n| what | times |\n|---|--:|")?;
        self.done.iter().try_for_each(|(what, count)| writeln!(f, "| {what} | {count} |"))?;
        writeln!(f, "\n| poison | sent | with the dead letters |\n|---|--:|--:|")?;
        self.poison.iter().try_for_each(|(place, sent, found)| writeln!(f, "| {place} | {sent} | {found} |"))?;
        writeln!(f, "\n{} deviations", self.deviations.len())?;
        self.deviations.iter().try_for_each(|deviation| writeln!(f, "- {deviation}"))
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::new(), |row, cell| format!("{row} {cell} |"))
}
