//! Representative states: every variant, in every shape that some event tells apart.

use super::gates;
use crate::Qualifier;
use crate::deployment::tests::fixtures::{Make, alarm, judged, shared, step};
use crate::deployment::tests::world::{Polls, World, failure};
use crate::deployment::{AlarmState, Deployment, Event, FailureKind, HookCall, HookPoint, Hooking, Standing, State, Verdict};

pub(in crate::deployment::tests) fn states() -> Vec<(&'static str, World)> {
    let mut states = vec![("Queued", World::queued(Make::canary()))];
    states.extend(preparing());
    states.extend(hooking());
    states.extend(shifting());
    states.extend(baking());
    states.extend(gates::waiting());
    states.extend(gates::paused());
    states.extend(landing());
    states.extend(closed());
    states
}

fn reached(make: Make, looks_like: impl Fn(&Deployment) -> bool) -> World {
    let mut world = World::of(make);
    world.until(looks_like);
    world
}

fn all_known(deployment: &Deployment) -> bool {
    deployment.targets().iter().all(|target| target.live().is_some())
}

fn preparing() -> Vec<(&'static str, World)> {
    let fresh = World::of(Make::canary());
    let publishing = reached(Make::canary().first(|target| target.requested = Qualifier::Latest), |_| true);
    let half_known = reached(Make::canary().targets(2), |d| d.targets()[0].live().is_some());
    let mut splitting = World::of(Make::canary());
    splitting.alias("orders").routing = shared(25.0);
    splitting.until(all_known);
    let mut unread = World::of(Make::canary());
    unread.polls = Polls::Throttled;
    unread.until(all_known);
    let mut lenient = World::of(Make::canary().with(|settings| settings.ignore_active_alarms = true));
    lenient.polls = Polls::Throttled;
    lenient.until(all_known);
    let mut four_failures = World::of(Make::canary());
    four_failures.polls = Polls::Failed;
    four_failures.until(|d| d.watch().failures == 4);
    let mut hooked = World::of(Make::canary().hooks(Some("before"), None));
    hooked.polls = Polls::Throttled;
    hooked.until(all_known);
    let before_hook = reached(Make::canary().hooks(Some("before"), None), |d| d.watch().alarms[0].standing == Standing::Counting);
    let mut nothing_to_do = World::of(Make::canary());
    nothing_to_do.alias("orders").routing = shared(100.0);
    nothing_to_do.polls = Polls::Throttled;
    nothing_to_do.until(all_known);
    vec![
        ("Preparing, fresh", fresh),
        ("Preparing, before a hook", before_hook),
        ("Preparing, before a hook, alarms unread", hooked),
        ("Preparing, nothing to shift, alarms unread", nothing_to_do),
        ("Preparing, to be published", publishing),
        ("Preparing, one of two known", half_known),
        ("Preparing, split to be removed", splitting),
        ("Preparing, alarms unread", unread),
        ("Preparing, alarms unread, active ones ignored", lenient),
        ("Preparing, four polls failed", four_failures),
    ]
}

fn judged_everywhere() -> Make {
    Make::plan(&[judged(10.0, 60, "smoke"), step(100.0, 60)]).hooks(Some("before"), Some("after"))
}

fn stands_at(deployment: &Deployment, at: HookPoint, awaiting: bool) -> bool {
    matches!(deployment.state(), State::Hooking(Hooking { point, call, .. }) if *point == at && (*call == HookCall::Awaiting) == awaiting)
}

fn hooking() -> Vec<(&'static str, World)> {
    let at = |point, awaiting| reached(judged_everywhere(), |d| stands_at(d, point, awaiting));
    let mut last = World::of(Make::plan(&[judged(100.0, 0, "last")]));
    last.until(|d| stands_at(d, HookPoint::Step(0), true));
    vec![
        ("Hooking before traffic, calling", at(HookPoint::BeforeAllowTraffic, false)),
        ("Hooking before traffic, awaiting", at(HookPoint::BeforeAllowTraffic, true)),
        ("Hooking a step, calling", at(HookPoint::Step(0), false)),
        ("Hooking a step, awaiting", at(HookPoint::Step(0), true)),
        ("Hooking the last step, awaiting", last),
        ("Hooking after traffic, calling", at(HookPoint::AfterAllowTraffic, false)),
        ("Hooking after traffic, awaiting", at(HookPoint::AfterAllowTraffic, true)),
    ]
}

fn shifts(deployment: &Deployment, at: usize) -> bool {
    matches!(deployment.state(), State::Shifting { step, .. } if *step == at)
}

fn shifting() -> Vec<(&'static str, World)> {
    let mut waiting = reached(Make::canary(), |d| shifts(d, 0));
    waiting.moves(&Event::TargetFailed { target: 0, failure: failure(FailureKind::Throttled) });
    vec![
        ("Shifting, first step", reached(Make::canary(), |d| shifts(d, 0))),
        ("Shifting, first step, no rollback", reached(Make::canary().without_rollback(), |d| shifts(d, 0))),
        ("Shifting, one of two confirmed", reached(Make::canary().targets(2), |d| shifts(d, 0) && d.weights()[0] > d.weights()[1])),
        ("Shifting, between attempts", waiting),
        ("Shifting, middle step", reached(Make::three_steps(), |d| shifts(d, 1))),
        ("Shifting, last step", reached(Make::canary(), |d| shifts(d, 1))),
        ("Shifting, last step before a hook", reached(Make::canary().hooks(None, Some("after")), |d| shifts(d, 1))),
        ("Shifting, last step before the final bake", reached(Make::three_steps(), |d| shifts(d, 2))),
    ]
}

fn bakes(deployment: &Deployment, at: usize) -> bool {
    matches!(deployment.state(), State::Baking { step, .. } if *step == at)
}

fn looked_at_the_end(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Baking { until, .. } if deployment.watch().polled_at >= *until)
}

fn baking() -> Vec<(&'static str, World)> {
    let mut excused = World::of(Make::canary().with(|settings| settings.ignore_active_alarms = true));
    excused.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    excused.until(|d| bakes(d, 0));
    vec![
        ("Baking, first step", reached(Make::canary(), |d| bakes(d, 0))),
        ("Baking, no rollback", reached(Make::canary().without_rollback(), |d| bakes(d, 0))),
        ("Baking, two targets", reached(Make::canary().targets(2), |d| bakes(d, 0))),
        ("Baking, an alarm excused", excused),
        ("Baking, before a hook", reached(judged_everywhere(), |d| bakes(d, 0))),
        ("Baking, looked at its end", reached(Make::canary(), looked_at_the_end)),
        ("Baking, looked at its end before a hook", reached(judged_everywhere(), looked_at_the_end)),
        ("Baking, final", reached(Make::three_steps(), |d| bakes(d, 2))),
        ("Baking, final, looked at its end", reached(Make::three_steps(), |d| bakes(d, 2) && looked_at_the_end(d))),
    ]
}

fn landing() -> Vec<(&'static str, World)> {
    let sent_back = |targets| {
        let mut world = reached(Make::canary().targets(targets), |d| bakes(d, 0));
        world.raise();
        world
    };
    let mut half_done = sent_back(2);
    half_done.step();
    let mut failing = sent_back(1);
    failing.writes_fail = Some(FailureKind::Throttled);
    failing.until(|d| matches!(d.state(), State::Landing(landing) if landing.pace.attempts == 4));
    let mut held = reached(Make::canary(), |d| bakes(d, 0));
    held.stop(Some(false));
    vec![
        ("Landing, to restore", sent_back(1)),
        ("Landing, one of two restored", half_done),
        ("Landing, four attempts failed", failing),
        ("Landing, to hold", held),
    ]
}

fn closed() -> Vec<(&'static str, World)> {
    let mut failed = World::of(Make::canary().hooks(Some("before"), None));
    failed.verdict = Some(Verdict::Failed);
    failed.run();
    let mut stopped = reached(Make::canary(), |d| bakes(d, 0));
    stopped.raise();
    let rolled_back = stopped.chain.remove(0);
    stopped.chain = vec![rolled_back];
    vec![
        ("Closed, succeeded", reached(judged_everywhere(), Deployment::is_closed)),
        ("Closed, failed", failed),
        ("Closed, stopped and rolled back", stopped),
    ]
}
