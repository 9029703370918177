//! What has happened lately.

use super::view::{Event, View};
use super::{Frame, Section};
use crate::console::style::{DIM, paint};

pub(super) fn draw(view: &View, frame: &Frame) -> Section {
    let width = view.events.iter().map(|event| event.what.len()).max().unwrap_or(0);
    let rows: Vec<String> = view.events.iter().map(|event| row(event, width, frame)).collect();
    let newest = rows.len().saturating_sub(1);
    Section::new("events", rows, 3).at(newest)
}

fn row(event: &Event, width: usize, frame: &Frame) -> String {
    let Event { at, what, message } = event;
    format!("{} {what:<width$}  {}", paint(DIM, &frame.clock(*at)), frame.sentence(message))
}
