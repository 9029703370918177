//! How a story is told: as it should go, and with a blow at every call.

use super::fixtures::{Sim, alarm, function, sim, version};
use headgate_domain::Weight;
use headgate_engine::{Lock, Store};
use headgate_sim::{Action, Blow, BlowKind, Shift, at_once};
use jiff::Timestamp;

/// What befalls every call of every story.
const BLOWS: [BlowKind; 3] = [BlowKind::DeathBefore, BlowKind::DeathAfter, BlowKind::Company];
/// What befalls a worker at a call that it survives, in turn. The shorter stall lasts until a second worker has
/// taken over, the longer one until everything else is over.
pub(super) const SURVIVED: [BlowKind; 3] = [BlowKind::Stall(45), BlowKind::AnswerLost, BlowKind::Stall(1500)];

/// Tells a story as it should go, and then with a death before and after every port call, with a second worker beside the
/// first from there on, and with a blow that is survived.
pub(super) fn story(prepare: impl Fn(&mut Sim), check: impl Fn(&Sim)) {
    story_surviving(&SURVIVED, prepare, check);
}

/// The same with some blows only that are survived.
pub(super) fn story_surviving(survived: &[BlowKind], prepare: impl Fn(&mut Sim), check: impl Fn(&Sim)) {
    let told = tell(&prepare, &check, None);
    assert!(told > 10, "a story with {told} port calls is no story");
    for call in 1..=told {
        for kind in BLOWS.into_iter().chain([survived[call % survived.len()]]) {
            tell(&prepare, &check, Some(Blow { call, kind }));
        }
    }
}

/// How many of the calls that follow upon something else are struck, each by one blow: it is dealt with by then.
const DEALT_WITH: usize = 5;

/// Tells a story with something else happening right before each of its port calls, one after the other: as it should go
/// then, and with a blow at each of the calls that follow.
pub(super) fn story_with(survived: &[BlowKind], prepare: impl Fn(&mut Sim), action: &Action, check: impl Fn(&Sim)) {
    let kinds: Vec<BlowKind> = BLOWS.iter().chain(survived).copied().collect();
    let told = tell(&prepare, &|_: &Sim| {}, None);
    for call in 1..=told {
        let prepare = |sim: &mut Sim| {
            prepare(sim);
            sim.world.at_call(call, action.clone());
        };
        tell(&prepare, &check, None);
        for later in 1..=DEALT_WITH {
            tell(&prepare, &check, Some(Blow { call: call + later, kind: kinds[(call + later * 5) % kinds.len()] }));
        }
    }
}

fn tell(prepare: &impl Fn(&mut Sim), check: &impl Fn(&Sim), blow: Option<Blow>) -> usize {
    let mut sim = sim();
    sim.world.strike(blow);
    prepare(&mut sim);
    let tale = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        sim.run();
        sim.end();
        assert_eq!(sim.world.broken(), None);
        everything_is_at_rest(&sim);
        weight_only_rises_until_it_falls_to_nothing(&sim);
        history_has_no_gaps(&sim);
        notices_were_sent_in_order(&sim);
        check(&sim);
    }));
    if let Err(panic) = tale {
        eprintln!("the blow was {blow:?}");
        for deployment in sim.deployments() {
            eprintln!("{} {} {:?}", deployment.id(), deployment.status(), deployment.state());
            for entry in sim.history(deployment.id()) {
                eprintln!("   {} {:?} {}", entry.at, entry.what, entry.message);
            }
        }
        std::panic::resume_unwind(panic);
    }
    sim.world.calls()
}

fn everything_is_at_rest(sim: &Sim) {
    for deployment in sim.deployments() {
        assert!(deployment.is_closed(), "{} is {}", deployment.id(), deployment.state().name());
        let aliases = deployment.targets().iter().map(|target| Lock::Alias(target.function.clone(), target.alias.clone()));
        let group = Lock::Group(deployment.group_id().clone());
        for lock in aliases.chain([group]) {
            assert_eq!(at_once(sim.store().holder(&lock)).unwrap(), None, "{lock} is still locked");
            assert_eq!(at_once(sim.store().waiting(&lock, 9)).unwrap(), [], "somebody still waits for {lock}");
        }
    }
    assert!(at_once(sim.store().watchers(&alarm())).unwrap().is_empty(), "the alarm is still watched");
    assert!(at_once(sim.store().due(Timestamp::MAX, 9)).unwrap().is_empty(), "something is still due");
}

/// Of each function that went from version 1 to version 2 and that nobody else moved.
fn weight_only_rises_until_it_falls_to_nothing(sim: &Sim) {
    for name in ["orders", "billing"] {
        let shifts: Vec<_> = sim.world.shifts().into_iter().filter(|shift| shift.function == function(name)).collect();
        let one_story = |shift: &Shift| shift.ours && shift.routing.weight_of(&version(1)).rest() == shift.routing.weight_of(&version(2));
        if !shifts.iter().all(one_story) {
            continue;
        }
        let mut before = Weight::ZERO;
        for shift in shifts {
            let weight = shift.routing.weight_of(&version(2));
            assert!(weight >= before || weight == Weight::ZERO, "{name} fell from {before} to {weight}");
            before = weight;
        }
    }
}

fn history_has_no_gaps(sim: &Sim) {
    for deployment in sim.deployments() {
        let numbers: Vec<u32> = sim.history(deployment.id()).iter().map(|entry| entry.seq).collect();
        let wanted: Vec<u32> = (1..=deployment.entries()).collect();
        assert_eq!(numbers, wanted, "the history of {}", deployment.id());
    }
}

fn notices_were_sent_in_order(sim: &Sim) {
    for deployment in sim.deployments() {
        let prefix = format!("{}: ", deployment.id());
        let sent: Vec<String> = sim.world.told().iter().filter_map(|told| told.strip_prefix(&prefix).map(str::to_owned)).collect();
        let mut firsts: Vec<String> = vec![];
        for notice in &sent {
            if !firsts.contains(notice) {
                firsts.push(notice.clone());
            }
        }
        assert!(firsts.is_sorted(), "the notices of {}: {sent:?}", deployment.id());
        assert!(sent.len() >= 2, "{} was told of {} times only", deployment.id(), sent.len());
    }
}
