//! The whole AppSpec.

use super::cursor::Cursor;
use super::fields::Fields;
use super::{headgate, hooks, resources};
use crate::mistake::{Refused, Report};
use headgate_domain::{Hooks, Overrides, Spec};

const KEYS: &[&str] = &["version", "Resources", "Hooks", "Headgate"];

pub(crate) fn spec(root: &Cursor<'_>, report: &mut Report) -> Result<Spec, Refused> {
    let fields = Fields::of(root, KEYS, "a map with `version` and `Resources`", report)?;
    let version = version(&fields, report);
    let resources = fields.require("Resources", "list the functions to move", report);
    let resources = resources.and_then(|at| resources::read(at, report));
    let hooks = fields.optional("Hooks", |at| hooks::read(at, report));
    let overrides = fields.optional("Headgate", |at| headgate::read(at, report));
    version?;
    Ok(Spec {
        resources: resources?,
        hooks: hooks?.unwrap_or_else(Hooks::default),
        overrides: overrides?.unwrap_or_else(Overrides::default),
    })
}

/// There is only one version. A number loses its `.0` in tools that pass YAML on as JSON.
fn version(fields: &Fields<'_>, report: &mut Report) -> Result<(), Refused> {
    let at = fields.require("version", "write `version: 0.0`", report)?;
    let expected = "0.0, the only version there is";
    match at.text_or_number(expected, report)? {
        "0.0" => Ok(()),
        "0" if at.number(expected, &mut Report::default()).is_ok() => Ok(()),
        _ => Err(at.wrong(expected, report)),
    }
}
