//! What comes next: when, what it waits for, and the command that decides it.

use super::section::GUTTER;
use super::view::{Action, View, Wait};
use super::{Frame, Section};
use crate::console::style::{DIM, STRONG, WAITS, paint};
use crate::console::time::span;
use crate::console::whole_words;
use std::borrow::Cow;
use textwrap::wrap;

/// How many rows one thing that is said may take.
const ROWS_MAX: usize = 3;

pub(super) fn draw(view: &View, frame: &Frame) -> Section {
    if view.is_over() {
        return Section::new("next", vec![], 0);
    }
    let waits = view.waits.iter().flat_map(|wait| wait_rows(wait, frame));
    let next = view.next.filter(|_| view.waits.is_empty()).and_then(|next| due(next, frame));
    let commands = decisions(&view.actions).into_iter().map(|(command, does)| format!("{}  {}", paint(STRONG, &command), paint(DIM, does)));
    let rows: Vec<String> = waits.chain(next).chain(commands).collect();
    let all = rows.len();
    Section::new("next", rows, all)
}

fn wait_rows(wait: &Wait, frame: &Frame) -> Vec<String> {
    let until = wait.until.map(|until| match frame.left(until) {
        Some(left) => format!(", until {} (in {})", frame.near(until), span(left)),
        None => format!(", over since {}: a last look", frame.clock(until)),
    });
    let first = format!("{} {}{}", paint(WAITS, "waits for"), wait.what, until.unwrap_or_default());
    [first].iter().chain(&wait.people).flat_map(|said| broken(said, frame)).collect()
}

/// In as many rows as it needs: who is waited for, and until when, stand at its end. A long list of people is cut off.
fn broken(said: &str, frame: &Frame) -> Vec<String> {
    let options = whole_words(frame.canvas.width.saturating_sub(GUTTER).max(GUTTER)).subsequent_indent("  ");
    let mut rows: Vec<String> = wrap(said, options).into_iter().map(Cow::into_owned).collect();
    if rows.len() > ROWS_MAX {
        rows.truncate(ROWS_MAX);
        rows[ROWS_MAX - 1] += frame.ellipsis();
    }
    rows
}

fn due(next: jiff::Timestamp, frame: &Frame) -> Option<String> {
    let left = frame.left(next)?;
    Some(format!("looked at again at {} (in {})", frame.near(next), span(left)))
}

/// The commands that decide what is waited for, as the server allows them now, and what they do.
pub(crate) fn decisions(actions: &[Action]) -> Vec<(String, &'static str)> {
    let command = |Action { name, token }: &Action| {
        let (verb, does) = match name.as_str() {
            "approve" => ("approve", "goes on"),
            "reject" => ("reject", "goes back"),
            "resume" => ("resume", "goes on"),
            "promote" => ("promote", "goes on now"),
            _ => return None,
        };
        let token = token.as_ref()?;
        let comment = if verb == "reject" { " --comment WHY" } else { "" };
        Some((format!("headgate {verb} --token {token}{comment}"), does))
    };
    actions.iter().filter_map(command).collect()
}

/// The last line: since when nothing is heard; what could not be found out.
pub(super) fn foot(view: &View, frame: &Frame) -> Vec<String> {
    let silence = view.silence.as_ref().map(|silence| {
        let since = frame.clock(silence.since);
        let ago = span(frame.now.duration_since(silence.since));
        paint(WAITS, &format!("not heard since {since} ({ago}): {}; tries on", silence.why))
    });
    let gaps = view.gaps.iter().map(|gap| paint(DIM, gap));
    gaps.chain(silence).collect()
}
