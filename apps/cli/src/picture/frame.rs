//! Where a picture goes.

use crate::console::{Canvas, time};
use ::console::truncate_str;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The size and signs of where it goes, and the time that it shows.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) canvas: Canvas,
    /// Lines; `None` where there is no end of them.
    pub(crate) height: Option<usize>,
    pub(crate) now: Timestamp,
    pub(crate) zone: TimeZone,
}

/// A sign before a row: a sign of Unicode, and the same in ASCII.
pub(super) struct Sign(char, char);

pub(super) const WELL: Sign = Sign('✓', '+');
pub(super) const ILL: Sign = Sign('✗', 'x');
pub(super) const OPEN: Sign = Sign('○', 'o');
pub(super) const HERE: Sign = Sign('▶', '>');
pub(super) const UNKNOWN: Sign = Sign('?', '?');
pub(super) const PAST: Sign = Sign('█', '#');
pub(super) const AHEAD: Sign = Sign('░', '.');

impl Frame {
    /// A sign, as it can be shown.
    pub(super) fn sign(&self, sign: &Sign) -> char {
        if self.canvas.unicode { sign.0 } else { sign.1 }
    }

    /// An arrow from one thing to another.
    pub(super) fn arrow(&self) -> &'static str {
        if self.canvas.unicode { "→" } else { "->" }
    }

    /// What stands where something was left out.
    pub(super) fn ellipsis(&self) -> &'static str {
        if self.canvas.unicode { "…" } else { "..." }
    }

    /// A line, no wider than there is room.
    pub(super) fn fitted(&self, line: &str) -> String {
        truncate_str(line.trim_end(), self.canvas.width, self.ellipsis()).into_owned()
    }

    /// The time of day.
    pub(super) fn clock(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M:%S").to_string()
    }

    /// The time of day; with the day, unless that is today.
    pub(super) fn near(&self, at: Timestamp) -> String {
        let local = |at: Timestamp| at.to_zoned(self.zone.clone());
        if local(at).date() == local(self.now).date() { self.clock(at) } else { local(at).strftime("%Y-%m-%d %H:%M").to_string() }
    }

    /// A sentence with its instants in this zone.
    pub(super) fn sentence(&self, sentence: &str) -> String {
        time::sentence(sentence, &self.zone)
    }

    /// From now to an instant, if that is still to come.
    pub(super) fn left(&self, until: Timestamp) -> Option<SignedDuration> {
        Some(until.duration_since(self.now)).filter(|left| *left > SignedDuration::ZERO)
    }
}
