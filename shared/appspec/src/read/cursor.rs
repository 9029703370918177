//! A value with the way to it, and the shapes it may be asked for.

use crate::mistake::{Refused, Report, Shown};
use crate::node::{Entry, Kind, Mark, Meaning, Node, write_item, write_key};
use std::fmt;

/// A value, and the way to it from the root.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    node: &'a Node,
    path: Vec<Segment<'a>>,
}

#[derive(Clone, Copy)]
enum Segment<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> Cursor<'a> {
    pub(crate) fn root(node: &'a Node) -> Self {
        Self { node, path: Vec::new() }
    }

    pub(crate) fn mark(&self) -> Mark {
        self.node.mark
    }

    pub(crate) fn is_map(&self) -> bool {
        matches!(self.node.kind, Kind::Map(_))
    }

    /// The value's entries, if it is a map.
    pub(crate) fn map(&self) -> Option<&'a [Entry]> {
        match &self.node.kind {
            Kind::Map(entries) => Some(entries),
            Kind::List(_) | Kind::Scalar(_) | Kind::Refused(_) => None,
        }
    }

    /// The value's items, if it is a list.
    pub(crate) fn list(&self) -> Option<Vec<Cursor<'a>>> {
        match &self.node.kind {
            Kind::List(items) => Some(items.iter().enumerate().map(|(index, item)| self.step(Segment::Item(index), item)).collect()),
            Kind::Map(_) | Kind::Scalar(_) | Kind::Refused(_) => None,
        }
    }

    /// The value of one of its entries.
    pub(crate) fn entry(&self, entry: &'a Entry) -> Cursor<'a> {
        self.step(Segment::Key(&entry.key), &entry.value)
    }

    fn step(&self, segment: Segment<'a>, node: &'a Node) -> Cursor<'a> {
        let path = self.path.iter().copied().chain([segment]).collect();
        Cursor { node, path }
    }

    /// Where an entry of this map would stand, had it been given.
    pub(crate) fn absent(&self, key: &'static str) -> impl fmt::Display {
        let path: Vec<Segment<'a>> = self.path.iter().copied().chain([Segment::Key(key)]).collect();
        fmt::from_fn(move |f| write_path(&path, f))
    }

    /// Reports a mistake in this value.
    pub(crate) fn refuse(&self, message: impl fmt::Display, report: &mut Report) -> Refused {
        report.refuse(self, Some(self.mark()), message)
    }

    /// Reports that this value has the wrong shape; `expected` completes "must be".
    pub(crate) fn wrong(&self, expected: &str, report: &mut Report) -> Refused {
        match self.node.kind {
            Kind::Refused(refused) => refused,
            Kind::Scalar(_) | Kind::List(_) | Kind::Map(_) => self.refuse(format_args!("is {}, must be {expected}", self.node), report),
        }
    }

    fn meaning(&self) -> Option<Meaning<'a>> {
        match &self.node.kind {
            Kind::Scalar(scalar) => Some(scalar.meaning()),
            Kind::List(_) | Kind::Map(_) | Kind::Refused(_) => None,
        }
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, expected: &str, report: &mut Report) -> Result<&'a str, Refused> {
        match self.meaning() {
            Some(Meaning::Text(text)) if !text.is_empty() => Ok(text),
            Some(Meaning::Number(_) | Meaning::Bool(_)) => {
                Err(self.refuse(format_args!("is {}, must be {expected}: put it in quotes to make it a text", self.node), report))
            }
            Some(Meaning::Text(_) | Meaning::Null) | None => Err(self.wrong(expected, report)),
        }
    }

    /// A text or a number, as it was written: `1.0` stays `1.0`.
    pub(crate) fn text_or_number(&self, expected: &str, report: &mut Report) -> Result<&'a str, Refused> {
        match self.meaning() {
            Some(Meaning::Text(text) | Meaning::Number(text)) if !text.is_empty() => Ok(text),
            Some(Meaning::Text(_) | Meaning::Number(_) | Meaning::Bool(_) | Meaning::Null) | None => Err(self.wrong(expected, report)),
        }
    }

    /// A number as it was written, if it is one.
    pub(crate) fn number(&self, expected: &str, report: &mut Report) -> Result<&'a str, Refused> {
        match self.meaning() {
            Some(Meaning::Number(text)) => Ok(text),
            Some(Meaning::Text(text)) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                Err(self.refuse(format_args!("is {}, must be {expected}, digits alone and no quotes", self.node), report))
            }
            Some(Meaning::Text(_) | Meaning::Bool(_) | Meaning::Null) | None => Err(self.wrong(expected, report)),
        }
    }

    /// A whole number. `010`, `1e3`, `0x1F` and `1.0` mean different things to different readers of
    /// YAML, and are refused.
    pub(crate) fn whole(&self, expected: &str, report: &mut Report) -> Result<i64, Refused> {
        let text = self.number(expected, report)?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let unambiguous = digits.bytes().all(|b| b.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
        let number = unambiguous.then(|| text.parse().ok()).flatten();
        number.ok_or_else(|| self.refuse(format_args!("is {}, must be {expected}, written in plain digits", self.node), report))
    }

    /// A whole number in a range.
    pub(crate) fn whole_in(&self, range: std::ops::RangeInclusive<u32>, expected: &str, report: &mut Report) -> Result<u32, Refused> {
        let number = self.whole(expected, report)?;
        let in_range = u32::try_from(number).ok().filter(|number| range.contains(number));
        in_range.ok_or_else(|| self.wrong(expected, report))
    }

    pub(crate) fn boolean(&self, report: &mut Report) -> Result<bool, Refused> {
        match self.meaning() {
            Some(Meaning::Bool(value)) => Ok(value),
            Some(Meaning::Text(_) | Meaning::Number(_) | Meaning::Null) | None => {
                Err(self.wrong("`true` or `false`, without quotes", report))
            }
        }
    }

    /// A text that a domain type takes, or says why it does not.
    pub(crate) fn parsed<T, E: fmt::Display>(
        &self,
        expected: &str,
        parse: impl FnOnce(&'a str) -> Result<T, E>,
        report: &mut Report,
    ) -> Result<T, Refused> {
        let text = self.text(expected, report)?;
        parse(text).map_err(|error| self.refuse(error, report))
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(&self, words: &[(&'static str, T)], expected: &str, report: &mut Report) -> Result<T, Refused> {
        let text = self.text(expected, report)?;
        let known = words.iter().find(|(word, _)| *word == text);
        known.map(|(_, value)| *value).ok_or_else(|| {
            let hint = super::fields::nearest(text, words.iter().map(|(word, _)| *word));
            let hint = fmt::from_fn(|f| hint.map_or(Ok(()), |word| write!(f, ": did you mean `{word}`?")));
            self.refuse(format_args!("is {}, must be {expected}{hint}", Shown(text)), report)
        })
    }
}

impl fmt::Display for Cursor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_path(&self.path, f)
    }
}

fn write_path(path: &[Segment<'_>], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    path.iter().enumerate().try_for_each(|(index, segment)| match segment {
        Segment::Key(key) => write_key(f, key, index == 0),
        Segment::Item(item) => write_item(f, *item),
    })
}
