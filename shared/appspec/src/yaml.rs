//! YAML to a tree. Anchors, aliases and tags are refused, and so is a second document.

use crate::mistake::{Plain, Report};
use crate::node::{Builder, Mark, Node, Scalar, Stop, too_deep};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Tag};
use std::borrow::Cow;

/// What the scanner says of flow collections more than 255 deep, which it reads ahead of the tree.
const SCANNER_TOO_DEEP: &str = "recursion limit exceeded";

pub(crate) fn read(text: &str, report: &mut Report) -> Result<Node, Stop> {
    let mut builder = Builder::default();
    let mut documents = 0;
    let lines = count_lines(text);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| stop(&error, lines, report))?;
        let mark = place(span.start, lines);
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
        }
        if documents > 1 {
            // The first is read all the same; this and any other is not.
            report.refuse("", Some(mark), "a second document begins here: an AppSpec is one document");
            break;
        }
        build(event, mark, &mut builder, report)?;
    }
    match builder.finish() {
        Some(root) if !root.is_nothing() => Ok(root),
        Some(_) | None => Err(report.refuse("", None, "the AppSpec is empty").into()),
    }
}

/// Lines as the scanner counts them, for which a carriage return alone ends one.
fn count_lines(text: &str) -> usize {
    let lines = text.lines().map(|line| line.split_terminator('\r').count().max(1));
    lines.sum::<usize>().max(1)
}

/// At the end of the text the scanner stands on a line that is not there.
fn place(marker: Marker, lines: usize) -> Mark {
    Mark { line: marker.line().clamp(1, lines), column: marker.col() + 1 }
}

fn stop(error: &ScanError, lines: usize, report: &mut Report) -> Stop {
    let mark = place(*error.marker(), lines);
    if error.info() == SCANNER_TOO_DEEP {
        return too_deep(mark, report).into();
    }
    Stop::Syntax { mark, message: format!("this is not YAML: {}", Plain(error.info())) }
}

fn build(event: Event<'_>, mark: Mark, builder: &mut Builder, report: &mut Report) -> Result<(), Stop> {
    match event {
        Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        Event::Alias(_) => {
            let refused = report.refuse(builder.path(), Some(mark), "is an alias (`*`): write out what it stands for");
            builder.put_refused(refused, mark, report)?;
        }
        Event::Scalar(text, style, anchor, tag) => {
            refuse_properties(anchor, tag.as_ref(), mark, builder, report);
            let plain = style == ScalarStyle::Plain;
            let mark = if plain && text.is_empty() { builder.key_mark().unwrap_or(mark) } else { mark };
            builder.put_scalar(Scalar { text: text.into_owned(), plain }, mark, report)?;
        }
        Event::SequenceStart(anchor, tag) => {
            refuse_properties(anchor, tag.as_ref(), mark, builder, report);
            builder.open_list(mark, report)?;
        }
        Event::MappingStart(anchor, tag) => {
            refuse_properties(anchor, tag.as_ref(), mark, builder, report);
            builder.open_map(mark, report)?;
        }
        Event::SequenceEnd | Event::MappingEnd => builder.close(report)?,
    }
    Ok(())
}

/// Reports an anchor or a tag; what carries them is read as if they were not there.
fn refuse_properties(anchor: usize, tag: Option<&Cow<'_, Tag>>, mark: Mark, builder: &Builder, report: &mut Report) {
    if anchor != 0 {
        report.refuse(builder.path(), Some(mark), "has an anchor (`&`): leave it out, since aliases are not read");
    }
    if tag.is_some() {
        report.refuse(builder.path(), Some(mark), "has a tag (`!`): leave it out");
    }
}
