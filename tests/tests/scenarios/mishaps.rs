//! What goes wrong between Headgate and AWS.

use super::ends::succeeded_on_version_2;
use super::fixtures::{Sim, appspec, create, group, shop, sim};
use super::telling::story;
use headgate_sim::{Action, Mishap};
use jiff::SignedDuration;

#[test]
fn lost_wakes_cost_a_sweep() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            for seconds in [10, 100, 250] {
                sim.after(seconds, Action::LoseWakes);
            }
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn one_item_that_cannot_be_read_keeps_no_other_from_being_swept() {
    let mut sim = sim();
    sim.group(&shop(), &group("other"));
    sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
    sim.after(1, create("b", "other", appspec(&["billing"], "2", "")));
    sim.after(100, Action::LoseWakes);
    sim.run_until(sim.world.now() + SignedDuration::from_secs(100));
    let (first, second) = (sim.created(0).unwrap(), sim.created(1).unwrap());
    sim.garble(first);
    let due = |sim: &Sim| sim.deployment(&second).unwrap().due().unwrap();
    let lost = due(&sim);
    sim.run_until(lost + SignedDuration::from_secs(80));
    assert!(due(&sim) > lost, "the one that is due first keeps this one from being woken");
}

#[test]
fn throttled_and_unanswered_writes_are_tried_again() {
    for mishaps in [[Mishap::Throttled; 3], [Mishap::AnswerLost; 3], [Mishap::Lost; 3]] {
        story(
            move |sim| {
                sim.after(0, Action::Mishaps(mishaps.to_vec()));
                sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", "")));
            },
            |sim| succeeded_on_version_2(sim, &["orders", "billing"]),
        );
    }
}
