//! `Headgate`: what this deployment does differently from its group.

use super::cursor::Cursor;
use super::fields::Fields;
use super::routing::{self, Inline};
use crate::mistake::{Refused, Report};
use headgate_domain::{AlarmName, ConfigChoice, ConfigName, OnConflict, Overrides, PlanError};
use std::collections::BTreeMap;

/// The most alarms that watch one deployment; CodeDeploy's limit.
const MAX_ALARMS: usize = 10;

/// How long a hook may take to report, in seconds.
const HOOK_TIMEOUT_SECONDS: std::ops::RangeInclusive<u32> = 10..=3600;

/// The longest final bake, in seconds: 48 hours, as for a whole plan.
const MAX_FINAL_BAKE_SECONDS: u32 = 172_800;

const KEYS: &[&str] = &["deploymentConfig", "alarms", "onConflict", "hookTimeoutSeconds", "ignoreActiveAlarms", "finalBakeSeconds"];

pub(crate) fn read(at: &Cursor<'_>, report: &mut Report) -> Result<Overrides, Refused> {
    let fields = Fields::of(at, KEYS, "a map; leave `Headgate` out to follow the group in everything", report)?;
    let config = fields.get("deploymentConfig").map(|at| deployment_config(at, report));
    let alarms = fields.optional("alarms", |at| alarms(at, report));
    let on_conflict = fields.optional("onConflict", |at| on_conflict(at, report));
    let hook_timeout_seconds =
        fields.optional("hookTimeoutSeconds", |at| at.whole_in(HOOK_TIMEOUT_SECONDS, "a whole number of seconds from 10 to 3600", report));
    let ignore_active_alarms = fields.optional("ignoreActiveAlarms", |at| at.boolean(report));
    let final_bake_seconds = fields.optional("finalBakeSeconds", |at| {
        at.whole_in(0..=MAX_FINAL_BAKE_SECONDS, "a whole number of seconds from 0 to 172800 (48 hours)", report)
    });
    if let (Some(at), Ok(Some(seconds)), Some(config)) = (fields.get("finalBakeSeconds"), final_bake_seconds, &config) {
        config.check_final_bake(at, seconds, report)?;
    }
    Ok(Overrides {
        config: config.map(Config::finish).transpose()?,
        alarms: alarms?,
        on_conflict: on_conflict?,
        hook_timeout_seconds: hook_timeout_seconds?,
        ignore_active_alarms: ignore_active_alarms?,
        final_bake_seconds: final_bake_seconds?,
    })
}

/// The configuration as far as it could be read.
enum Config {
    Named(Result<ConfigName, Refused>),
    Inline(Inline),
}

impl Config {
    fn finish(self) -> Result<ConfigChoice, Refused> {
        match self {
            Self::Named(name) => name.map(ConfigChoice::Named),
            Self::Inline(inline) => inline.routing.map(ConfigChoice::Inline),
        }
    }

    /// Whether an inline plan can bake for so long at its end. What a named configuration allows is
    /// not known here.
    fn check_final_bake(&self, at: &Cursor<'_>, seconds: u32, report: &mut Report) -> Result<(), Refused> {
        let Self::Inline(inline) = self else { return Ok(()) };
        if inline.last_bake_seconds > 0 {
            return Err(at.refuse(PlanError::FinalBakeTwice, report));
        }
        let Ok(routing) = &inline.routing else { return Ok(()) };
        let baked = routing.plan().and_then(|plan| plan.with_final_bake(Some(seconds)));
        baked.map(drop).map_err(|error| at.refuse(error, report))
    }
}

fn deployment_config(at: &Cursor<'_>, report: &mut Report) -> Config {
    if at.is_map() {
        return Config::Inline(routing::read(at, report));
    }
    let expected = "a deployment configuration's name or a map with the plan itself";
    Config::Named(at.parsed(expected, ConfigName::new, report))
}

fn alarms(at: &Cursor<'_>, report: &mut Report) -> Result<Vec<AlarmName>, Refused> {
    let Some(items) = at.list() else {
        return Err(at.wrong("a list of alarm names", report));
    };
    if items.len() > MAX_ALARMS {
        at.refuse(format_args!("has {} alarms in it: at most {MAX_ALARMS} watch one deployment", items.len()), report);
    }
    let mut lines = BTreeMap::new();
    let names: Vec<_> = items.iter().map(|item| unseen_alarm(item, &mut lines, report)).collect();
    names.into_iter().collect()
}

fn unseen_alarm(at: &Cursor<'_>, lines: &mut BTreeMap<AlarmName, usize>, report: &mut Report) -> Result<AlarmName, Refused> {
    let name = alarm(at, report)?;
    if let Some(line) = lines.get(&name) {
        return Err(at.refuse(format_args!("`{name}` stands on line {line} already"), report));
    }
    lines.insert(name.clone(), at.mark().line);
    Ok(name)
}

/// An alarm is named, or written as CodeDeploy's API does, in a map with its name.
fn alarm(at: &Cursor<'_>, report: &mut Report) -> Result<AlarmName, Refused> {
    if !at.is_map() {
        return at.parsed("an alarm's name", AlarmName::new, report);
    }
    let fields = Fields::of(at, &["name"], "an alarm's name", report)?;
    let name = fields.require("name", "give the alarm's name", report)?;
    name.parsed("an alarm's name", AlarmName::new, report)
}

fn on_conflict(at: &Cursor<'_>, report: &mut Report) -> Result<OnConflict, Refused> {
    let words = [("reject", OnConflict::Reject), ("queue", OnConflict::Queue), ("supersede", OnConflict::Supersede)];
    at.word(&words, "`reject`, `queue` or `supersede`", report)
}
