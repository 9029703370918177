//! Every edge of the machine: what each state answers to each event.

pub(super) mod events;
mod gates;
mod people;
mod show;
pub(super) mod states;

use super::fixtures::fresh;
use super::world::World;
use super::{file_stem, updating, workspace};
use crate::deployment::{Applied, Moved};
use events::{Occasion, occasions};
use insta::assert_snapshot;
use states::states;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

fn answer(world: &World, occasion: &Occasion) -> Applied {
    world.active().apply(&fresh(occasion.now, 77), &occasion.event)
}

#[test]
fn every_edge() {
    for (state, world) in states() {
        let mut moved = String::new();
        let mut unmoved: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for occasion in occasions(&world) {
            let name = format!("{} {}", occasion.event.name(), occasion.flavour);
            let name = name.trim_end();
            match answer(&world, &occasion) {
                Applied::Moved(next) => {
                    let _ = writeln!(moved, "{name} → {}", show::moved(world.active(), &next, occasion.now));
                }
                Applied::Ignored(why) => unmoved.entry(format!("ignored, {why}")).or_default().push(name.to_owned()),
                Applied::Rejected(rejection) => unmoved.entry(format!("rejected, {rejection}")).or_default().push(name.to_owned()),
            }
        }
        let mut text = format!("{}\n\n{moved}", show::standing(world.active(), world.now));
        for (why, names) in unmoved {
            let _ = write!(text, "\n{why}:\n  {}\n", names.join("; "));
        }
        assert_snapshot!(file_stem(state), text);
    }
}

const MARKERS: (&str, &str) = ("<!-- transitions -->", "<!-- /transitions -->");
const STATES: [&str; 8] = ["Queued", "Preparing", "Hooking", "Shifting", "Baking", "Waiting", "Landing", "Closed"];

/// A cell of the printed table.
#[derive(Default)]
struct Cell {
    next: BTreeSet<usize>,
    rolls_back: bool,
    rejects: bool,
}

impl Cell {
    fn take(&mut self, answer: &Applied) {
        match answer {
            Applied::Moved(moved) => self.take_move(moved),
            Applied::Rejected(_) => self.rejects = true,
            Applied::Ignored(_) => {}
        }
    }

    fn take_move(&mut self, moved: &Moved) {
        let state = moved.deployment.state().name();
        self.next.extend(STATES.iter().position(|name| *name == state));
        self.rolls_back |= moved.rollback.is_some();
    }

    fn shown(&self) -> String {
        let mut words: Vec<String> = self.next.iter().map(|index| STATES[*index].to_owned()).collect();
        if self.rolls_back {
            words.iter_mut().filter(|word| *word == "Closed").for_each(|word| word.push_str(" ↩"));
        }
        if self.rejects {
            words.push("✗".to_owned());
        }
        if words.is_empty() { "·".to_owned() } else { words.join(", ") }
    }
}

fn printed() -> String {
    let mut cells: BTreeMap<(&str, usize), Cell> = BTreeMap::new();
    let mut rows = vec![];
    for (_, world) in states() {
        let column = STATES.iter().position(|name| *name == world.active().state().name()).unwrap();
        for occasion in occasions(&world) {
            let row = occasion.event.name();
            if !rows.contains(&row) {
                rows.push(row);
            }
            cells.entry((row, column)).or_default().take(&answer(&world, &occasion));
        }
    }
    let mut text = format!("| event | {} |\n|---|{}\n", STATES.join(" | "), "---|".repeat(STATES.len()));
    for row in rows {
        let shown = (0..STATES.len()).map(|column| cells.get(&(row, column)).map(Cell::shown).unwrap_or_default());
        let _ = writeln!(text, "| `{row}` | {} |", shown.collect::<Vec<_>>().join(" | "));
    }
    text.push_str(
        "\n`·` is ignored (late, early or a duplicate), `✗` may be rejected, `↩` may be together with the birth of a rollback,\n",
    );
    text.push_str("which begins in Landing.\n");
    text
}

#[test]
fn architecture_prints_the_transition_table() {
    let path = workspace("ARCHITECTURE.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(MARKERS.0).expect("the marker before the table");
    let (shown, after) = rest.split_once(MARKERS.1).expect("the marker after the table");
    let table = printed();
    if updating() {
        fs::write(path, format!("{before}{}\n{table}{}{after}", MARKERS.0, MARKERS.1)).unwrap();
    } else {
        assert_eq!(shown.trim(), table.trim(), "run the tests with HEADGATE_UPDATE=1");
    }
}
