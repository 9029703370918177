//! What people do.

use super::gates;
use super::topology::{Topology, group};
use crate::chance::Chance;
use crate::people::{Action, Permission};
use crate::simulation::Simulation;
use headgate_domain::{AlarmState, FunctionArn, Overrides, Routing, Weight};
use headgate_engine::{CreateDeployment, RevisionText, Token};
use std::fmt::Write as _;

/// Puts down what people do; answers how many seconds it takes.
pub(super) fn plan(simulation: &mut Simulation, topology: &Topology, gated: bool, chance: &mut Chance) -> i64 {
    let length = *chance.one_of(&[600, 1800, 3600]);
    let creates = chance.between(1, 8);
    for number in 0..creates {
        let at = if number == 0 { chance.between(0, 60) } else { chance.between(0, length) };
        simulation.after(at, Action::Create(Box::new(request(topology, number, gated, chance))));
        if chance.once_in(4) {
            // The order of making is not the order of asking: it may be another's.
            let again = usize::try_from(chance.between(0, creates - 1)).unwrap_or_default();
            simulation.after(at + chance.between(0, 5), Action::CreateAgain(again));
        }
    }
    for _ in 0..*chance.one_of(&[0, 4, 12, 30]) {
        let at = chance.between(0, length);
        for (later, action) in deed(topology, usize::try_from(creates).unwrap_or(1), chance) {
            simulation.after(at + later, action);
        }
    }
    length
}

/// Something a person does, and what follows from it.
fn deed(topology: &Topology, creates: usize, chance: &mut Chance) -> Vec<(i64, Action)> {
    let (function, alias) = (chance.one_of(&topology.functions).clone(), topology.alias.clone());
    let which = chance.below(creates);
    match chance.between(0, 15) {
        0 | 1 => vec![(0, Action::Stop(which, *chance.one_of(&[None, Some(true), Some(false)])))],
        2 => vec![(0, Action::Abandon(which))],
        3 => vec![(0, Action::Meddle(function.clone(), alias, routing(topology, chance)))],
        4 => vec![(0, Action::Renew(function, alias))],
        5 if chance.once_in(3) => {
            let version = chance.one_of(&topology.versions).clone();
            vec![(0, Action::Delete(function.clone(), alias.clone())), (chance.between(1, 300), Action::Recreate(function, alias, version))]
        }
        5 | 6 => {
            let number = chance.between(0, i64::try_from(topology.groups.len()).unwrap_or(1) - 1);
            let changed = group(number, &topology.alarms, chance).expect("the names are names");
            vec![(0, Action::Regroup(Box::new(changed)))]
        }
        7 => {
            let permission =
                *chance.one_of(&[Permission::UpdateAlias, Permission::GetAlias, Permission::DescribeAlarms, Permission::InvokeHook]);
            vec![(0, Action::Deny(permission, *chance.one_of(&[3, 20, 200])))]
        }
        8 => vec![(0, Action::Meddle(function, alias, Routing::all(topology.versions[0].clone())))],
        9 => forbidden(which, *chance.one_of(&[20, 100, 300]), chance),
        10 => {
            // Somebody who does not wait.
            let stop = Action::Stop(which, *chance.one_of(&[Some(true), Some(false)]));
            vec![(0, stop), (chance.between(0, 5), Action::Abandon(which)), (chance.between(0, 5), Action::CreateAgain(which))]
        }
        _ => flapping(topology, chance),
    }
}

/// A stop that comes while aliases may not be written, and may be given up.
fn forbidden(which: usize, seconds: i64, chance: &mut Chance) -> Vec<(i64, Action)> {
    let stop = Action::Stop(which, *chance.one_of(&[Some(true), Some(false), Some(false)]));
    let mut deeds = vec![(0, Action::Deny(Permission::UpdateAlias, seconds)), (chance.between(0, 5), stop)];
    if chance.once_in(3) {
        deeds.push((chance.between(5, seconds), Action::Abandon(which)));
    }
    deeds
}

/// An alarm that fires for a while, and may fire again.
fn flapping(topology: &Topology, chance: &mut Chance) -> Vec<(i64, Action)> {
    let alarm = topology.alarms[2 * chance.below(topology.alarms.len() / 2)].clone();
    let mut at = 0;
    let mut changes = vec![];
    for _ in 0..chance.between(1, 3) {
        changes.push((at, Action::Set(alarm.clone(), AlarmState::Alarm)));
        at += *chance.one_of(&[1, 20, 200, 2000]);
        changes.push((at, Action::Set(alarm.clone(), AlarmState::Ok)));
        at += *chance.one_of(&[1, 20, 200]);
    }
    changes
}

fn routing(topology: &Topology, chance: &mut Chance) -> Routing {
    let (one, other) = (chance.one_of(&topology.versions), chance.one_of(&topology.versions));
    let percent = *chance.one_of(&[0, 10, 50, 100]);
    Routing::between(one, other, Weight::percent(percent).unwrap_or(Weight::FULL))
}

fn request(topology: &Topology, number: i64, gated: bool, chance: &mut Chance) -> CreateDeployment {
    let token = if chance.once_in(3) {
        Token::Upload { bucket: "uploads".to_owned(), key: "appspec.yaml".to_owned(), version: number.to_string() }
    } else {
        Token::Client(format!("t{number}"))
    };
    CreateDeployment {
        application: topology.application.clone(),
        group: chance.one_of(&topology.groups).name.clone(),
        revision: RevisionText::Content(appspec(topology, gated, chance)),
        description: None,
        overrides: Overrides::default(),
        alarms: None,
        rollback: None,
        token: Some(token),
        starter: None,
    }
}

fn appspec(topology: &Topology, gated: bool, chance: &mut Chance) -> String {
    let mut text = "version: 0.0\nResources:\n".to_owned();
    let first = chance.below(topology.functions.len());
    let chosen: Vec<&FunctionArn> = topology
        .functions
        .iter()
        .enumerate()
        .filter(|(index, _)| *index == first || chance.once_in(3))
        .map(|(_, function)| function)
        .collect();
    for function in chosen {
        let version = if chance.once_in(10) { "$LATEST".to_owned() } else { chance.one_of(&topology.versions[1..]).to_string() };
        let name = function.name();
        let current =
            if chance.once_in(8) { format!(", CurrentVersion: \"{}\"", chance.one_of(&topology.versions[..3])) } else { String::new() };
        let _written = write!(
            text,
            "  - {name}:\n      Type: AWS::Lambda::Function\n      Properties: {{Name: {name}, Alias: live, TargetVersion: \"{version}\"{current}}}\n"
        );
    }
    hooks(&mut text, topology, chance);
    own_rules(&mut text, topology, gated, chance);
    text
}

fn hooks(text: &mut String, topology: &Topology, chance: &mut Chance) {
    let (before, after) = (chance.once_in(3), chance.once_in(3));
    if before || after {
        text.push_str("Hooks:\n");
    }
    for (wanted, event) in [(before, "BeforeAllowTraffic"), (after, "AfterAllowTraffic")] {
        if wanted {
            let _written = writeln!(text, "  - {event}: {}", chance.one_of(&topology.hooks));
        }
    }
}

fn own_rules(text: &mut String, topology: &Topology, gated: bool, chance: &mut Chance) {
    if !gated && chance.once_in(3) {
        return;
    }
    text.push_str("Headgate:\n");
    if chance.once_in(2) {
        text.push_str("  deploymentConfig:\n    type: Steps\n    steps:\n");
        for weight in [5, 30, 70, 100] {
            let hook = if chance.once_in(4) { format!(", hook: {}", chance.one_of(&topology.hooks)) } else { String::new() };
            let bake = chance.one_of(&[0, 1, 30, 90, 300]);
            let gate = if gated { gates::of_a_step(chance) } else { String::new() };
            let _written = writeln!(text, "      - {{weight: {weight}, bakeSeconds: {bake}{hook}{gate}}}");
        }
    }
    if chance.once_in(3) {
        let _written = writeln!(text, "  alarms: [{}]", chance.one_of(&topology.alarms));
    }
    let _written = writeln!(text, "  onConflict: {}", chance.one_of(&["queue", "queue", "supersede", "reject"]));
    let _written = writeln!(text, "  ignoreActiveAlarms: {}", chance.once_in(3));
}
