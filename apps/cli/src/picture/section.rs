//! Rows beside their name.

use super::Frame;
use crate::console::style::{DIM, paint};

/// The columns that a section's name takes.
pub(super) const GUTTER: usize = 9;

/// Rows that belong together.
#[derive(Clone, Debug)]
pub(super) struct Section {
    name: &'static str,
    rows: Vec<String>,
    /// The row that must be seen.
    focus: usize,
    /// How many rows it keeps as long as there is any room.
    least: usize,
}

impl Section {
    /// Rows of which the first matters most.
    pub(super) fn new(name: &'static str, rows: Vec<String>, least: usize) -> Self {
        Self { name, rows, focus: 0, least }
    }

    /// With the row that must be seen.
    pub(super) fn at(self, focus: usize) -> Self {
        Self { focus, ..self }
    }

    fn wanted(&self) -> usize {
        self.rows.len()
    }

    /// The rows around the focus that fit. What was left out is told in the place of one of them.
    fn shown(&self, room: usize, frame: &Frame) -> Vec<String> {
        if self.rows.len() <= room {
            return self.rows.clone();
        }
        let Some(kept) = room.checked_sub(1).filter(|kept| *kept > 0) else {
            return self.rows.iter().skip(self.focus).take(room).cloned().collect();
        };
        let start = self.focus.saturating_sub(kept / 2).min(self.rows.len() - kept);
        let left_out = self.rows.len() - kept;
        let note = paint(DIM, &format!("{} {left_out} of {} not shown", frame.ellipsis(), self.rows.len()));
        // It stands at the side on which more was left out.
        let (before, after) = if start * 2 > left_out { (Some(note), None) } else { (None, Some(note)) };
        before.into_iter().chain(self.rows[start..start + kept].iter().cloned()).chain(after).collect()
    }
}

/// The sections below each other, in as many lines as there is room for.
pub(super) fn laid_out<const N: usize>(sections: &[Section; N], room: Option<usize>, frame: &Frame) -> Vec<String> {
    let rooms = match room {
        Some(room) => shares(sections, room),
        None => sections.each_ref().map(Section::wanted),
    };
    sections.iter().zip(rooms).flat_map(|(section, room)| named(section, room, frame)).collect()
}

/// Everyone gets its least, those at the end first, since what comes next matters most; then each a row more in turn.
fn shares<const N: usize>(sections: &[Section; N], mut room: usize) -> [usize; N] {
    let mut shares = [0; N];
    for (section, share) in sections.iter().zip(&mut shares).rev() {
        *share = section.least.min(section.wanted()).min(room);
        room -= *share;
    }
    while room > 0 {
        let hungry = sections.iter().zip(&mut shares).filter(|(section, share)| **share < section.wanted());
        let Some((_, share)) = hungry.min_by_key(|(_, share)| **share) else { break };
        *share += 1;
        room -= 1;
    }
    shares
}

fn named<'a>(section: &'a Section, room: usize, frame: &Frame) -> impl Iterator<Item = String> + use<'a> {
    let rows = section.shown(room, frame).into_iter().enumerate();
    rows.map(|(index, row)| {
        let name = if index == 0 { section.name } else { "" };
        format!("{} {row}", paint(DIM, &format!("{name:<width$}", width = GUTTER - 1)))
    })
}
