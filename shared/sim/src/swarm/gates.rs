//! Gates in the plans, and people who mind them: in time, late, twice, and two at once.

use crate::chance::Chance;
use crate::people::Action;
use crate::simulation::Simulation;
use crate::wish::Wish;
use headgate_domain::Promotion;
use std::fmt::Write as _;

/// What a step waits for, if it does.
pub(super) fn of_a_step(chance: &mut Chance) -> String {
    let mut text = String::new();
    if chance.once_in(4) {
        let pause: &str = chance.one_of::<&str>(&[", pause: {}", ", pause: {seconds: 1}", ", pause: {seconds: 120}"]);
        text.push_str(pause);
    }
    if chance.once_in(3) {
        let (count, deadline) = (chance.between(1, 2), chance.one_of(&[60, 300, 1800]));
        let by = chance.one_of(&["", PEOPLE]);
        let end = chance.one_of(&["reject", "approve"]);
        let _written = write!(text, ", approval: {{{by}count: {count}, deadlineSeconds: {deadline}, onDeadline: {end}}}");
    }
    text
}

const PEOPLE: &str =
    "by: ['arn:aws:iam::123456789012:user/p0', 'arn:aws:iam::123456789012:user/p1', 'arn:aws:iam::123456789012:user/p2'], ";

/// Puts down what people ask for.
pub(super) fn plan(simulation: &mut Simulation, length: i64, chance: &mut Chance) {
    for _ in 0..chance.between(5, 60) {
        let (at, which) = (chance.between(0, length), chance.below(4));
        let wish = wish(chance);
        let action = if chance.once_in(6) { Action::AskLate(which, wish) } else { Action::Ask(which, wish) };
        simulation.after(at, action.clone());
        if chance.once_in(4) {
            // Once more, or somebody else at the same moment.
            let other = if let Wish::Approve(number) = wish { Action::Ask(which, Wish::Approve(number + 1)) } else { action };
            simulation.after(at + chance.between(0, 2), other);
        }
    }
}

fn wish(chance: &mut Chance) -> Wish {
    let number = u8::try_from(chance.between(0, 4)).unwrap_or_default();
    match chance.between(0, 15) {
        0 | 1 => Wish::Pause(*chance.one_of(&[None, Some(5), Some(90), Some(600)])),
        2..=4 => Wish::Resume,
        5 | 6 => Wish::Promote(Promotion::Step),
        7 => Wish::Promote(Promotion::Full),
        8 if chance.once_in(2) => Wish::Reject(number),
        _ => Wish::Approve(number),
    }
}
