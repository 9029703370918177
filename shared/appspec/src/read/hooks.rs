//! `Hooks`: the validation functions.

use super::cursor::Cursor;
use super::fields::{ItemWords, Named, named, nearest};
use crate::mistake::{Refused, Report};
use headgate_domain::{HookFunction, Hooks};
use std::collections::BTreeMap;
use std::fmt;

const BEFORE: &str = "BeforeAllowTraffic";
const AFTER: &str = "AfterAllowTraffic";

const WORDS: ItemWords = ItemWords {
    whole: "a list with one item for each hook; leave `Hooks` out if there is none",
    item: "a map with one key, `BeforeAllowTraffic` or `AfterAllowTraffic`",
};

pub(crate) fn read(at: &Cursor<'_>, report: &mut Report) -> Result<Hooks, Refused> {
    let mut functions = BTreeMap::new();
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    for named in named(at, &WORDS, report)? {
        let Some(event) = event(&named, report) else { continue };
        if let Some(line) = lines.get(event) {
            named.refuse_twice(*line, report);
            continue;
        }
        lines.insert(event, named.entry.mark.line);
        functions.insert(event, function(&named.value, report));
    }
    Ok(Hooks { before_allow_traffic: functions.remove(BEFORE).transpose()?, after_allow_traffic: functions.remove(AFTER).transpose()? })
}

/// The event a hook is for. A misspelt one is reported and taken for what it is like, so that its
/// function is looked at too.
fn event(named: &Named<'_>, report: &mut Report) -> Option<&'static str> {
    let events = [BEFORE, AFTER];
    if let Some(event) = events.into_iter().find(|event| event.eq_ignore_ascii_case(named.name)) {
        return Some(event);
    }
    let nearest = nearest(named.name, events.into_iter());
    let hint = fmt::from_fn(|f| match nearest {
        Some(event) => write!(f, "did you mean `{event}`?"),
        None => write!(f, "there are `{BEFORE}` and `{AFTER}`"),
    });
    named.refuse(format_args!("is not a lifecycle event that takes a hook: {hint}"), report);
    nearest
}

/// Reads the function of a hook, here or in a step.
pub(crate) fn function(at: &Cursor<'_>, report: &mut Report) -> Result<HookFunction, Refused> {
    at.parsed("a function's name or ARN; leave the hook out if there is none", HookFunction::new, report)
}
