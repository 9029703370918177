//! What people can ask of a state, in time and late.

use crate::deployment::tests::people::{approve, late, pause, promote, reject, resume, skipping};
use crate::deployment::tests::world::World;
use crate::deployment::{Action, Event, Promotion, WaitKind, WaitToken};

pub(super) fn wishes(world: &World) -> Vec<(&'static str, Event)> {
    let to_promote = of_action(world, &[Action::PromoteFull, Action::Promote]).or_else(|| of_wait(world, WaitKind::Hook));
    let promoted = to_promote.unwrap_or_else(|| late(world));
    let resumed = of_action(world, &[Action::Resume]).unwrap_or_else(|| late(world));
    let decided = of_wait(world, WaitKind::Approval).unwrap_or_else(|| late(world));
    vec![
        ("until somebody resumes", pause(None)),
        ("for a minute", pause(Some(60))),
        ("", resume(resumed)),
        ("late", resume(late(world))),
        ("by a step", promote(promoted.clone(), Promotion::Step)),
        ("all the way", promote(promoted.clone(), Promotion::Full)),
        ("past a hook", skipping(promoted.clone(), Promotion::Step, &["before"], &[])),
        ("past an alarm", skipping(promoted.clone(), Promotion::Step, &[], &["errors"])),
        ("past an unknown hook", skipping(promoted.clone(), Promotion::Full, &["nobody"], &[])),
        ("past an unknown alarm", skipping(promoted, Promotion::Full, &[], &["latency"])),
        ("late", promote(late(world), Promotion::Full)),
        ("approved", approve(decided.clone(), "anna")),
        ("approved by another", approve(decided.clone(), "ben")),
        ("approved by an outsider", approve(decided.clone(), "mallory")),
        ("rejected", reject(decided, "anna")),
        ("approved late", approve(late(world), "anna")),
    ]
}

fn of_action(world: &World, wanted: &[Action]) -> Option<WaitToken> {
    world.active().actions(world.now).into_iter().find(|allowed| wanted.contains(&allowed.action))?.token
}

fn of_wait(world: &World, kind: WaitKind) -> Option<WaitToken> {
    world.active().waits(world.now).into_iter().find(|wait| wait.kind == kind)?.token
}
