//! Maps whose keys are known, and lists of maps with a single key.

use super::cursor::Cursor;
use crate::mistake::{Plain, Refused, Report, Shown};
use crate::node::Entry;
use std::collections::BTreeMap;
use std::fmt;

/// How alike two words must be for one to be taken for the other misspelt.
const ALIKE: f64 = 0.85;

/// The entries of a map, by the names that are known there.
pub(crate) struct Fields<'a> {
    at: Cursor<'a>,
    found: BTreeMap<&'static str, Cursor<'a>>,
}

impl<'a> Fields<'a> {
    /// Takes a map apart, and reports every key that is unknown or given twice. CodeDeploy's own
    /// pages write the keys in either capitalisation, so the case of letters does not count.
    pub(crate) fn of(at: &Cursor<'a>, known: &[&'static str], expected: &str, report: &mut Report) -> Result<Self, Refused> {
        let Some(entries) = at.map() else { return Err(at.wrong(expected, report)) };
        let mut fields = Self { at: at.clone(), found: BTreeMap::new() };
        let mut lines = BTreeMap::new();
        let mut unknown = Vec::new();
        for entry in entries {
            let Some(name) = known.iter().copied().find(|name| name.eq_ignore_ascii_case(&entry.key)) else {
                unknown.push(entry);
                continue;
            };
            if let Some(line) = lines.get(name) {
                twice(&at.entry(entry), entry, *line, report);
                continue;
            }
            lines.insert(name, entry.mark.line);
            fields.found.insert(name, at.entry(entry));
        }
        for entry in unknown {
            fields.unknown(entry, known, report);
        }
        Ok(fields)
    }

    /// Reports an unknown key. If it is a misspelt one that is not there otherwise, it is read as
    /// that: it is not missing, and what stands beneath it has mistakes of its own.
    fn unknown(&mut self, entry: &'a Entry, known: &[&'static str], report: &mut Report) {
        let value = self.at.entry(entry);
        let nearest = nearest(&entry.key, known.iter().copied());
        let message = fmt::from_fn(|f| match nearest {
            Some(name) => write!(f, "is not a key that is known here: did you mean `{name}`?"),
            None => write!(f, "is not a key that is known here: there are {}", Listed(known)),
        });
        report.refuse(&value, Some(entry.mark), message);
        if let Some(name) = nearest {
            self.found.entry(name).or_insert(value);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Cursor<'a>> {
        self.found.get(name)
    }

    /// A value that must be there; `remedy` says what to write.
    pub(crate) fn require(&self, name: &'static str, remedy: &str, report: &mut Report) -> Result<&Cursor<'a>, Refused> {
        self.found.get(name).ok_or_else(|| report.refuse(self.at.absent(name), Some(self.at.mark()), format_args!("is missing: {remedy}")))
    }

    /// Reads a value if it is there.
    pub(crate) fn optional<T>(&self, name: &str, read: impl FnOnce(&Cursor<'a>) -> Result<T, Refused>) -> Result<Option<T>, Refused> {
        self.found.get(name).map(read).transpose()
    }
}

fn twice(value: &Cursor<'_>, entry: &Entry, line: usize, report: &mut Report) {
    report.refuse(value, Some(entry.mark), format_args!("is given twice: it stands on line {line} already"));
}

/// The known word that a word is most like, if it is like any.
pub(crate) fn nearest(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    // A known word is never longer than this, and likeness costs the product of both lengths.
    let word: String = word.chars().take(40).flat_map(char::to_lowercase).collect();
    let scored = known.map(|name| (strsim::jaro_winkler(&word, &name.to_ascii_lowercase()), name));
    let best = scored.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, name)| name)
}

struct Listed<'a>(&'a [&'static str]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(index, name)| {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}`{name}`")
        })
    }
}

/// A value under a name that the AppSpec's author chose or that says what it is.
pub(crate) struct Named<'a> {
    pub(crate) name: &'a str,
    pub(crate) entry: &'a Entry,
    pub(crate) value: Cursor<'a>,
    /// It stands beside others where it should be alone, which has been reported.
    pub(crate) stray: Option<Refused>,
}

impl Named<'_> {
    /// Reports a mistake in the name itself.
    pub(crate) fn refuse(&self, message: impl fmt::Display, report: &mut Report) -> Refused {
        report.refuse(&self.value, Some(self.entry.mark), message)
    }

    pub(crate) fn refuse_twice(&self, line: usize, report: &mut Report) {
        twice(&self.value, self.entry, line, report);
    }
}

/// What the items of a list are, for messages.
pub(crate) struct ItemWords {
    /// What the whole must be.
    pub(crate) whole: &'static str,
    /// What each item must be.
    pub(crate) item: &'static str,
}

/// Reads a list of maps with a single key, as CodeDeploy writes it, or one map with all the keys.
///
/// What could not be read is reported and left out.
pub(crate) fn named<'a>(at: &Cursor<'a>, words: &ItemWords, report: &mut Report) -> Result<Vec<Named<'a>>, Refused> {
    if let Some(entries) = at.map() {
        return Ok(entries_of(at, entries, None));
    }
    let Some(items) = at.list() else { return Err(at.wrong(words.whole, report)) };
    let mut all = Vec::new();
    for item in &items {
        match item.map() {
            Some(entries @ [_]) => all.extend(entries_of(item, entries, None)),
            Some(entries) => {
                let refused = not_single(item, entries, words, report);
                all.extend(entries_of(item, entries, Some(refused)));
            }
            None => drop(item.wrong(words.item, report)),
        }
    }
    Ok(all)
}

fn entries_of<'a>(at: &Cursor<'a>, entries: &'a [Entry], stray: Option<Refused>) -> Vec<Named<'a>> {
    entries.iter().map(|entry| Named { name: &entry.key, entry, value: at.entry(entry), stray }).collect()
}

fn not_single(item: &Cursor<'_>, entries: &[Entry], words: &ItemWords, report: &mut Report) -> Refused {
    let Some(first) = entries.first() else {
        return item.refuse(format_args!("is an empty map, must be {}", words.item), report);
    };
    let names = fmt::from_fn(|f| {
        entries.iter().take(6).enumerate().try_for_each(|(index, entry)| {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{}", Shown(&entry.key))
        })
    });
    let message = format_args!(
        "has {} keys ({names}), must be {}: indent what belongs to `{}`, and begin anything else with its own `-`",
        entries.len(),
        words.item,
        Plain(&first.key),
    );
    item.refuse(message, report)
}
