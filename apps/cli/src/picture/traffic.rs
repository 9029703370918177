//! What the traffic does: each version's share over time, what it served, and what of that failed.

use super::chart::{Span, row};
use super::section::GUTTER;
use super::view::{Target, Version, View};
use super::{Frame, Section};
use crate::console::style::{BAD, DIM, LIVE, STRONG, paint};
use anstyle::Style;
use jiff::{SignedDuration, Timestamp};

/// What stands beside the charts, and how wide they get.
const WORDS: usize = 50;
const CHART_MAX: usize = 60;
/// From this width on, failures have a chart of their own.
const WIDE: usize = 110;

pub(super) fn draw(view: &View, frame: &Frame) -> Section {
    let rows = view.targets.iter().flat_map(|target| rows(view, target, frame)).collect();
    Section::new("traffic", rows, 3)
}

fn rows(view: &View, target: &Target, frame: &Frame) -> [String; 3] {
    let versions = [&target.from, &target.to];
    let room = frame.canvas.width.saturating_sub(GUTTER + WORDS);
    let columns = if frame.canvas.width >= WIDE { room / 2 } else { room }.clamp(8, CHART_MAX);
    let span = span(view, versions, frame.now, columns);
    let width = versions.iter().map(|version| name(version).chars().count()).max().unwrap_or(0);
    let moves = format!("{}  {} {} {}", paint(STRONG, &target.id), name(&target.from), frame.arrow(), name(&target.to));
    let time = format!("{} to {}", frame.clock(span.from), frame.clock(span.until));
    let [from, to] =
        [(&target.from, DIM), (&target.to, LIVE)].map(|(version, style)| Row { version, style, width, span: &span }.written(view, frame));
    [format!("{moves}  {}", paint(DIM, &time)), from, to]
}

/// A deployment that ended before it looked knows no version that was live.
fn name(version: &Version) -> &str {
    if version.name.is_empty() { "?" } else { &version.name }
}

/// From the first share that is known to the end.
fn span(view: &View, versions: [&Version; 2], now: Timestamp, columns: usize) -> Span {
    let first = versions.iter().filter_map(|version| version.shares.first()).map(|(at, _)| *at).min();
    let until = view.until(now);
    let from = first.or(view.began).unwrap_or(until).min(until - SignedDuration::from_secs(1));
    Span { from, until, columns }
}

struct Row<'a> {
    version: &'a Version,
    style: Style,
    width: usize,
    span: &'a Span,
}

impl Row<'_> {
    fn written(&self, view: &View, frame: &Frame) -> String {
        let Self { version, style, width, span } = self;
        let share = version.share(view.until(frame.now)).map_or_else(|| "?".to_owned(), share_words);
        let shares = row(&span.each(|from, until| highest(version, from, until)), 100.0, frame);
        let said = format!("{:<width$} {share:>6} %  {}", name(version), paint(*style, &shares));
        format!("{said}  {}", self.served(frame))
    }

    /// What it served; nothing where that is not known.
    fn served(&self, frame: &Frame) -> String {
        let served = &self.version.served;
        if served.is_empty() {
            return String::new();
        }
        let (calls, errors) = served.iter().fold((0.0, 0.0), |(calls, errors), each| (calls + each.invocations, errors + each.errors));
        let rate = if calls > 0.0 { format!(" {:.2} %", errors / calls * 100.0) } else { String::new() };
        let failed = format!("{} failed{rate}", count(errors));
        let failed = if errors > 0.0 { paint(BAD, &failed) } else { failed };
        let chart = if frame.canvas.width >= WIDE { format!("  {}", paint(BAD, &self.failures(frame))) } else { String::new() };
        format!("{} calls  {failed}{chart}", count(calls))
    }

    fn failures(&self, frame: &Frame) -> String {
        let most = self.span.each(|from, until| {
            let within = self.version.served.iter().rev().find(|each| each.from < until && each.from >= from - MINUTE);
            within.map(|each| each.errors)
        });
        let top = most.iter().flatten().copied().fold(0.0, f64::max);
        row(&most, top, frame)
    }
}

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The highest share between two instants, if it was known by then.
fn highest(version: &Version, from: Timestamp, until: Timestamp) -> Option<f64> {
    let within = version.shares.iter().filter(|(at, _)| (from..=until).contains(at)).map(|(_, share)| *share);
    version.share(from).into_iter().chain(within).reduce(f64::max)
}

fn share_words(share: f64) -> String {
    format!("{}", (share * 100.0).round() / 100.0)
}

/// A count in few characters.
fn count(count: f64) -> String {
    if count >= 1e7 {
        format!("{:.1}M", count / 1e6)
    } else if count >= 1e5 {
        format!("{:.0}k", count / 1e3)
    } else {
        format!("{count:.0}")
    }
}
