//! Stored deployments of every state, as they were written once: they parse, and mean the same, for ever.
//!
//! A file that exists is never written again. A new state, or a new form of one, adds a file.

use super::table::states::states;
use super::world::{Polls, World};
use super::{file_stem, updating, workspace};
use crate::deployment::Deployment;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const FOLDER: &str = "shared/domain/tests/golden";

fn file_name(state: &str) -> String {
    format!("{}.json", file_stem(state))
}

#[test]
fn what_was_stored_is_read_and_written_as_it_was() {
    let folder = workspace(FOLDER);
    if updating() {
        for (name, world) in states() {
            let path = folder.join(file_name(name));
            if !path.exists() {
                let text = serde_json::to_string_pretty(world.active()).unwrap();
                fs::write(path, text + "\n").unwrap();
            }
        }
    }
    let mut names = BTreeSet::new();
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let deployment: Deployment = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let stored: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(&deployment).unwrap(), stored, "{}", path.display());
        names.insert(deployment.state().name());
    }
    assert_eq!(names, ["Baking", "Closed", "Hooking", "Landing", "Preparing", "Queued", "Shifting", "Waiting"].into());
}

#[test]
fn every_state_of_the_table_has_its_file() {
    let missing: Vec<_> =
        states().into_iter().map(|(name, _)| file_name(name)).filter(|name| !workspace(FOLDER).join(name).exists()).collect();
    assert_eq!(missing, Vec::<String>::new(), "run with HEADGATE_UPDATE=1");
}

#[test]
fn a_stored_deployment_goes_on_where_it_stood() {
    for (name, mut world) in states() {
        let text = serde_json::to_string(world.active()).unwrap();
        let read: Deployment = serde_json::from_str(&text).unwrap();
        assert_eq!(&read, world.active(), "{name}");
        assert_eq!((read.pending(world.now), read.due()), (world.active().pending(world.now), world.active().due()), "{name}");
        if !name.starts_with("Queued") {
            world.chain.last_mut().unwrap().deployment = read;
            world.polls = Polls::Answered;
            world.writes_fail = None;
            world.run_watched(World::people_decide);
        }
    }
}
