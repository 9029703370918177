//! Which deployment it is, and where it stands, in a sentence.

use super::Frame;
use super::view::View;
use crate::console::style::{self, BAD, DIM, STRONG, paint};
use crate::console::time::span;
use ::console::measure_text_width;

pub(super) fn draw(view: &View, frame: &Frame) -> Vec<String> {
    let taken_back = view.takes_back.as_ref().map(|failed| {
        let says = format!("{} {}", paint(BAD, "takes back"), failed.id);
        if failed.why.is_empty() { says } else { format!("{says}: {}", frame.sentence(&failed.why)) }
    });
    let messages = view.messages.iter().map(|message| frame.sentence(message));
    [first(view, frame)].into_iter().chain(about(view)).chain(taken_back).chain(messages).collect()
}

fn first(view: &View, frame: &Frame) -> String {
    let what = if view.takes_back.is_some() { "Rollback" } else { "Deployment" };
    let says =
        format!("{}  {}  {}", paint(STRONG, &format!("{what} {}", view.id)), style::deployment(view.status), paint(DIM, &view.place));
    let Some(began) = view.began else { return says };
    let age = view.until(frame.now).duration_since(began);
    let takes = format!("{} {}", if view.is_over() { "took" } else { "for" }, span(age));
    let gap = frame.canvas.width.saturating_sub(measure_text_width(&says) + takes.len());
    if gap < 2 { says } else { format!("{says}{}{}", " ".repeat(gap), paint(DIM, &takes)) }
}

fn about(view: &View) -> Option<String> {
    let parts: Vec<&str> = [&view.config, &view.about].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| paint(DIM, &parts.join("  ")))
}
