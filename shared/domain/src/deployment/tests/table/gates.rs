//! Representative states at a gate, or with a pause that stands.

use crate::deployment::tests::fixtures::{Make, step};
use crate::deployment::tests::people::people;
use crate::deployment::tests::world::World;
use crate::deployment::{Deployment, Promotion, State, WaitKind};
use crate::{Approval, Pause, Step};

fn waits(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Waiting(_))
}

fn bakes(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Baking { .. })
}

fn at_gate(gated: Step) -> World {
    let mut world = World::of(Make::plan(&[gated, step(100.0, 60)]));
    world.until(waits);
    world
}

fn pausing(seconds: Option<u32>) -> Step {
    Step { pause: Some(Pause { seconds }), ..step(10.0, 60) }
}

fn approving(count: u32) -> Step {
    let by = ["anna", "ben", "zoe"].map(people).into();
    Step { approval: Some(Approval { by, count, deadline_seconds: 3600, ..Approval::default() }), ..step(10.0, 60) }
}

fn asked_for(reached: impl Fn(&Deployment) -> bool) -> World {
    let mut world = World::of(Make::plan(&[step(10.0, 60), step(100.0, 60)]).hooks(Some("before"), None));
    world.until(reached);
    world.pause(None);
    world
}

pub(super) fn waiting() -> Vec<(&'static str, World)> {
    let mut held = asked_for(bakes);
    held.until(waits);
    let mut half = at_gate(approving(2));
    half.approve("anna");
    let mut approved = at_gate(approving(1));
    approved.approve("anna");
    let mut looked = at_gate(approving(1));
    looked.approve("anna");
    looked.until(|d| matches!(d.state(), State::Waiting(waiting) if waiting.until.is_some_and(|until| d.watch().polled_at >= until)));
    let mut last = World::of(Make::plan(&[Step { pause: Some(Pause { seconds: None }), ..step(100.0, 0) }]));
    last.until(waits);
    let mut both = at_gate(approving(1));
    both.pause(None);
    vec![
        ("Waiting, in a planned pause", at_gate(pausing(None))),
        ("Waiting, in a planned pause with an end", at_gate(pausing(Some(600)))),
        ("Waiting, before success", last),
        ("Waiting, in a pause asked for", held),
        ("Waiting, for two approvals", at_gate(approving(2))),
        ("Waiting, for the second approval", half),
        ("Waiting, approved", approved),
        ("Waiting, approved and looked at", looked),
        ("Waiting, for approval, and paused", both),
    ]
}

pub(super) fn paused() -> Vec<(&'static str, World)> {
    let mut queued = World::queued(Make::canary());
    queued.pause(None);
    let mut promoted = World::of(Make::canary());
    promoted.until(bakes);
    promoted.promote(WaitKind::Bake, Promotion::Step);
    vec![
        ("Queued, paused", queued),
        ("Preparing, paused", asked_for(|d| matches!(d.state(), State::Preparing { .. }))),
        ("Hooking, paused", asked_for(|d| matches!(d.state(), State::Hooking(_)))),
        ("Shifting, paused", asked_for(|d| matches!(d.state(), State::Shifting { .. }))),
        ("Baking, paused", asked_for(bakes)),
        ("Baking, promoted", promoted),
    ]
}
