//! The picture: the target versions' share of traffic over time, and under it the errors that users saw.

use super::axis::{brief, instants, label, top};
use super::tale::{Ended, Tale, errors_in};
use crate::console::Canvas;
use crate::console::style::{BAD, DIM, LIVE, WAITS, paint};
use anstyle::Style;
use headgate_domain::Happening;
use jiff::SignedDuration;

const WEIGHT_ROWS: usize = 8;
const ERROR_ROWS: usize = 4;
/// What stands before the charts: a label, and the axis.
const GUTTER: usize = 8;
/// A label on the axis of time, and room beside it.
const LABEL_WIDTH: usize = 10;
/// After a deployment is over, the picture goes on for a little.
const TAIL: SignedDuration = SignedDuration::from_mins(3);

/// Draws a tale.
pub(super) fn draw(tale: &Tale, canvas: Canvas) -> String {
    let columns = canvas.width.saturating_sub(GUTTER).max(16);
    let span = Span { whole: tale.over_after.map_or(tale.horizon(), |over| (over + TAIL).min(tale.horizon())), columns };
    let weights = span.each(|from, until| weight(tale, from, until));
    let errors = span.each(|from, until| errors(tale, from, until));
    let errors_top = top(errors.iter().copied().fold(0.0, f64::max));
    let mut lines = vec![paint(DIM, "share of traffic on the target version, in %")];
    lines.extend(chart(&weights, 100.0, WEIGHT_ROWS, LIVE, canvas));
    let (row, legend) = marks(tale, &span, canvas);
    lines.extend(row);
    lines.push(axis(&span, canvas));
    lines.push(times(&span));
    lines.extend(legend);
    lines.push(paint(DIM, "errors that users saw, in a minute"));
    lines.extend(chart(&errors, errors_top, ERROR_ROWS, BAD, canvas));
    lines.push(axis(&span, canvas));
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// Time, spread over columns.
struct Span {
    whole: SignedDuration,
    columns: usize,
}

impl Span {
    fn at(&self, column: usize) -> SignedDuration {
        let share = f64::from(u32::try_from(column).unwrap_or(u32::MAX)) / f64::from(u32::try_from(self.columns).unwrap_or(u32::MAX));
        SignedDuration::from_secs_f64(self.whole.as_secs_f64() * share)
    }

    /// The column that an instant falls into.
    fn column(&self, at: SignedDuration) -> usize {
        (0..self.columns).rev().find(|column| self.at(*column) <= at).unwrap_or(0)
    }

    fn each(&self, value: impl Fn(SignedDuration, SignedDuration) -> f64) -> Vec<f64> {
        (0..self.columns).map(|column| value(self.at(column), self.at(column + 1))).collect()
    }
}

/// The largest share between two instants, in percent.
fn weight(tale: &Tale, from: SignedDuration, until: SignedDuration) -> f64 {
    let before = tale.weights.iter().rev().find(|(at, _)| *at <= from);
    let within = tale.weights.iter().filter(|(at, _)| (from..until).contains(at));
    before.into_iter().chain(within).map(|(_, weight)| weight.as_percent()).fold(0.0, f64::max)
}

/// The most errors in a minute that has a part between two instants.
fn errors(tale: &Tale, from: SignedDuration, until: SignedDuration) -> f64 {
    let minute = |at: SignedDuration| usize::try_from(at.as_secs() / 60).unwrap_or(0);
    let (first, last) = (minute(from), minute(until - SignedDuration::from_nanos(1)));
    let served = tale.minutes.iter().take(last + 1).skip(first);
    served.map(|served| errors_in(served)).fold(0.0, f64::max)
}

/// Columns that fill from below, in eighths of a row; whatever is above zero can be seen.
fn chart(values: &[f64], top: f64, rows: usize, style: Style, canvas: Canvas) -> Vec<String> {
    let eighths_max = f64::from(u32::try_from(rows * 8).unwrap_or(u32::MAX));
    let eighths: Vec<usize> = values.iter().map(|value| least(value / top * eighths_max, *value)).collect();
    let row = |row: usize| {
        let blocks: String = eighths.iter().map(|eighths| block(eighths.saturating_sub(row * 8).min(8), canvas)).collect();
        let says = match row {
            0 => "0".to_owned(),
            _ if row + 1 == rows => brief(top),
            _ => String::new(),
        };
        let bar = if canvas.unicode { '┤' } else { '|' };
        format!("{} {}", paint(DIM, &format!("{says:>width$} {bar}", width = GUTTER - 3)), paint(style, &blocks))
    };
    (0..rows).rev().map(row).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a few rows, not below zero")]
fn least(eighths: f64, value: f64) -> usize {
    if value > 0.0 { (eighths.round() as usize).max(1) } else { 0 }
}

fn block(eighths: usize, canvas: Canvas) -> char {
    if canvas.unicode {
        [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'][eighths]
    } else {
        [' ', '_', '_', '.', '=', '=', '=', '#', '#'][eighths]
    }
}

/// Gates, alarms, and the rollback's end, under the instants at which they were; with what they are.
fn marks(tale: &Tale, span: &Span, canvas: Canvas) -> (Option<String>, Option<String>) {
    let (alarm, back, wait) = if canvas.unicode { ('▲', '◀', '░') } else { ('^', '<', '~') };
    let mut row = vec![' '; span.columns];
    for gate in &tale.gates {
        let until = gate.then.as_ref().map_or(span.whole, |then| then.after);
        row[span.column(gate.from)..=span.column(until)].fill(wait);
    }
    let alarms = tale.moments.iter().filter(|moment| moment.entry.what == Happening::AlarmRaised).map(|moment| moment.after);
    let back_at = matches!(tale.ended, Ended::RolledBack(..)).then_some(tale.settled_after);
    let mut legend = vec![];
    if !tale.gates.is_empty() {
        legend.push(format!("{wait} waits for people or in a pause"));
    }
    for (at, mark, says) in alarms.map(|at| (at, alarm, "alarm")).chain(back_at.map(|at| (at, back, "rolled back"))) {
        let column = span.column(at);
        // What falls on the same column stands beside it.
        if let Some(free) = (column..span.columns).chain((0..column).rev()).find(|column| [' ', wait].contains(&row[*column])) {
            row[free] = mark;
        }
        legend.push(format!("{mark} {says} at {}", label(at)));
    }
    if legend.is_empty() {
        return (None, None);
    }
    let (row, legend) = (row.into_iter().collect::<String>(), legend.join("   "));
    let gutter = " ".repeat(GUTTER);
    let painted = |text: &str| Some(format!("{gutter}{}", paint(WAITS, text)));
    (painted(row.trim_end()), painted(&legend))
}

fn axis(span: &Span, canvas: Canvas) -> String {
    let (corner, line, tick) = if canvas.unicode { ('└', '─', '┬') } else { ('+', '-', '+') };
    let mut row = vec![line; span.columns];
    for at in ticks(span) {
        row[span.column(at)] = tick;
    }
    paint(DIM, &format!("{:>width$}{line}{}", corner, row.into_iter().collect::<String>(), width = GUTTER - 1))
}

fn times(span: &Span) -> String {
    let mut text = " ".repeat(GUTTER);
    for at in ticks(span) {
        let column = GUTTER + span.column(at);
        let said = label(at);
        if column >= text.chars().count() && column + said.len() <= GUTTER + span.columns {
            text.push_str(&" ".repeat(column - text.chars().count()));
            text.push_str(&said);
            text.push(' ');
        }
    }
    paint(DIM, &text)
}

fn ticks(span: &Span) -> impl Iterator<Item = SignedDuration> {
    instants(span.whole, i64::try_from(span.columns / LABEL_WIDTH).unwrap_or(1).max(2))
}
