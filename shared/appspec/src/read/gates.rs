//! A step's gates: `pause` and `approval`.

use super::cursor::Cursor;
use super::fields::Fields;
use crate::mistake::{Refused, Report};
use headgate_domain::{Approval, OnDeadline, Pause, PrincipalPattern};
use std::collections::BTreeMap;

pub(crate) fn pause(at: &Cursor<'_>, report: &mut Report) -> Result<Pause, Refused> {
    let expected = "a map: `{}` to pause until somebody resumes, or `seconds`";
    let fields = Fields::of(at, &["seconds"], expected, report)?;
    let seconds = fields.optional("seconds", |at| {
        at.whole_in(Pause::SECONDS, "a whole number of seconds from 1 to 1209600 (14 days); leave it out to wait for somebody", report)
    });
    Ok(Pause { seconds: seconds? })
}

const KEYS: &[&str] = &["by", "count", "deadlineSeconds", "onDeadline", "excludeStarter"];

pub(crate) fn approval(at: &Cursor<'_>, report: &mut Report) -> Result<Approval, Refused> {
    let fields = Fields::of(at, KEYS, "a map: `{}` for one approval of anybody who may deploy", report)?;
    let by = fields.optional("by", |at| principals(at, report));
    let count = fields.optional("count", |at| at.whole_in(Approval::COUNT, "a whole number from 1 to 10", report));
    let deadline_seconds = fields.optional("deadlineSeconds", |at| {
        at.whole_in(Approval::DEADLINE_SECONDS, "a whole number of seconds from 60 to 1209600 (14 days)", report)
    });
    let on_deadline = fields.optional("onDeadline", |at| {
        at.word(&[("reject", OnDeadline::Reject), ("approve", OnDeadline::Approve)], "`reject` or `approve`", report)
    });
    let exclude_starter = fields.optional("excludeStarter", |at| at.boolean(report));
    let default = Approval::default();
    let approval = Approval {
        by: by?.unwrap_or(default.by),
        count: count?.unwrap_or(default.count),
        deadline_seconds: deadline_seconds?.unwrap_or(default.deadline_seconds),
        on_deadline: on_deadline?.unwrap_or(default.on_deadline),
        exclude_starter: exclude_starter?.unwrap_or(default.exclude_starter),
    };
    can_be_given(fields.get("count").unwrap_or(at), &approval, report).map(|()| approval)
}

/// Whether enough different people are named.
fn can_be_given(at: &Cursor<'_>, approval: &Approval, report: &mut Report) -> Result<(), Refused> {
    match approval.people_max() {
        Some(people) if people < approval.count => {
            let message = format_args!("is {}, but those in `by` are {people} at most: name more, or ask for fewer", approval.count);
            Err(at.refuse(message, report))
        }
        Some(_) | None => Ok(()),
    }
}

fn principals(at: &Cursor<'_>, report: &mut Report) -> Result<Vec<PrincipalPattern>, Refused> {
    let Some(items) = at.list() else {
        return Err(at.wrong("a list of the ARNs of IAM users and roles", report));
    };
    if items.is_empty() {
        return Err(at.refuse("is an empty list: leave it out to let anybody approve who may deploy", report));
    }
    let max = Approval::MAX_PRINCIPALS;
    if items.len() > max {
        return Err(at.refuse(format_args!("has {} principals in it: at most {max} may be named", items.len()), report));
    }
    let mut lines = BTreeMap::new();
    let names: Vec<_> = items.iter().map(|item| unseen(item, &mut lines, report)).collect();
    names.into_iter().collect()
}

fn unseen(at: &Cursor<'_>, lines: &mut BTreeMap<PrincipalPattern, usize>, report: &mut Report) -> Result<PrincipalPattern, Refused> {
    let name = at.parsed("the ARN of an IAM user or role", PrincipalPattern::new, report)?;
    if let Some(line) = lines.get(&name) {
        return Err(at.refuse(format_args!("`{name}` stands on line {line} already"), report));
    }
    lines.insert(name.clone(), at.mark().line);
    Ok(name)
}
