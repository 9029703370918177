//! The steps of the plan, with where the deployment is.

use super::frame::{AHEAD, HERE, ILL, OPEN, PAST, WELL};
use super::section::GUTTER;
use super::view::{Step, View};
use super::{Frame, Section};
use crate::console::style::{BAD, DIM, GOOD, LIVE, paint};
use crate::console::time::span;
use headgate_wire::DeploymentStatus;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Ordering;

/// The widest bar of a bake.
const BAR_MAX: usize = 40;
/// What stands before and behind a bar.
const WORDS: usize = 50;

pub(super) fn draw(view: &View, frame: &Frame) -> Section {
    let here = view.step.map_or(0, |step| step.saturating_sub(1));
    let rows = view.steps.iter().enumerate().map(|(index, step)| row(view, frame, index, step)).collect::<Vec<_>>();
    if rows.is_empty() {
        let said = view.step.map(|step| format!("{step} of {}", view.steps_count));
        return Section::new("step", said.into_iter().collect(), 1);
    }
    Section::new("steps", rows, 3).at(here)
}

/// How the deployment stands to one of its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Done,
    Here,
    /// It ended there, and the traffic is as it was.
    Ended,
    Ahead,
}

fn stands(view: &View, frame: &Frame, index: usize, step: &Step) -> Stands {
    if view.status == Some(DeploymentStatus::Succeeded) {
        return Stands::Done;
    }
    match view.step {
        Some(step) if index + 1 < step => Stands::Done,
        Some(step) if index + 1 == step => Stands::Here,
        None if view.is_over() => ended(step, view.targets.first().and_then(|target| target.to.share(view.until(frame.now)))),
        Some(_) | None => Stands::Ahead,
    }
}

/// Nobody tells at which step a deployment was that is over without success; the traffic that it has left does.
fn ended(step: &Step, share: Option<f64>) -> Stands {
    match share.map(|share| step.weight.total_cmp(&share)) {
        Some(Ordering::Less) => Stands::Done,
        Some(Ordering::Equal) => Stands::Ended,
        Some(Ordering::Greater) | None => Stands::Ahead,
    }
}

fn row(view: &View, frame: &Frame, index: usize, step: &Step) -> String {
    let stands = stands(view, frame, index, step);
    let (sign, style) = match stands {
        Stands::Done => (&WELL, GOOD),
        Stands::Here => (&HERE, LIVE),
        Stands::Ended => (&ILL, BAD),
        Stands::Ahead => (&OPEN, DIM),
    };
    let digits = view.steps.len().to_string().len();
    let number = format!("{} {:>digits$}", frame.sign(sign), index + 1);
    let weight = format!("{:>6} %", step.weight);
    let bake = (step.bake_seconds > 0).then(|| format!("bake {}", span(SignedDuration::from_secs(step.bake_seconds))));
    let plan = bake.into_iter().chain(step.gates.iter().cloned()).collect::<Vec<_>>().join(", ");
    let baking = if stands == Stands::Here { bar(view, frame, step) } else { None };
    let parts = [Some(paint(style, &format!("{number} {weight}"))), Some(plan).filter(|plan| !plan.is_empty()), baking];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// How far a bake has come.
fn bar(view: &View, frame: &Frame, step: &Step) -> Option<String> {
    let until = bake_ends(view)?;
    let whole = SignedDuration::from_secs(step.bake_seconds);
    let left = until.duration_since(frame.now).clamp(SignedDuration::ZERO, whole);
    let columns = frame.canvas.width.saturating_sub(GUTTER + WORDS).min(BAR_MAX);
    let past = part(whole - left, whole, columns);
    let blocks = |sign, count| std::iter::repeat_n(frame.sign(sign), count).collect::<String>();
    let drawn = format!("{}{}", paint(LIVE, &blocks(&PAST, past)), paint(DIM, &blocks(&AHEAD, columns - past)));
    Some(format!("{drawn} {} left", span(left)))
}

fn bake_ends(view: &View) -> Option<Timestamp> {
    let bake = view.waits.iter().find(|wait| wait.kind == "bake").and_then(|wait| wait.until);
    bake.filter(|_| !view.is_over())
}

fn part(of: SignedDuration, whole: SignedDuration, columns: usize) -> usize {
    let whole = whole.as_millis().max(1);
    let columns = i128::try_from(columns).unwrap_or(0);
    usize::try_from((of.as_millis() * columns / whole).clamp(0, columns)).unwrap_or(0)
}
