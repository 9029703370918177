//! `Resources`: the functions to move.

use super::cursor::Cursor;
use super::fields::{Fields, ItemWords, Named, named};
use crate::mistake::{Refused, Report, Shown};
use headgate_domain::{AliasName, FunctionRef, MAX_TARGETS, Qualifier, Resource, Version};
use std::collections::BTreeMap;

/// The only type of resource there is.
const FUNCTION_TYPE: &str = "AWS::Lambda::Function";

/// The longest logical name, in characters; CloudFormation's limit.
const MAX_LOGICAL_NAME: usize = 255;

const WORDS: ItemWords =
    ItemWords { whole: "a list with one item for each function", item: "a map with one key, the name you give the resource" };

pub(crate) fn read(at: &Cursor<'_>, report: &mut Report) -> Result<Vec<Resource>, Refused> {
    let all = named(at, &WORDS, report)?;
    check_count(at, &all, report);
    if at.is_map() {
        check_names(&all, report);
    }
    let mut seen = Seen::default();
    let resources: Vec<_> = all.iter().map(|named| one(named, &mut seen, report)).collect();
    resources.into_iter().collect()
}

/// Counts what was written, so that an item that could not be read is not missed twice.
fn check_count(at: &Cursor<'_>, all: &[Named<'_>], report: &mut Report) {
    let written = at.list().map_or(all.len(), |items| items.len());
    if written == 0 {
        at.refuse("has no function in it: list at least one", report);
    } else if written > MAX_TARGETS {
        at.refuse(format_args!("has {written} functions in it: at most {MAX_TARGETS} move in one deployment"), report);
    }
}

/// In a map, where each name is a key, a name that comes twice is a mistake; in a list it is not.
fn check_names(all: &[Named<'_>], report: &mut Report) {
    let mut lines = BTreeMap::new();
    for named in all {
        if let Some(line) = lines.get(named.name) {
            named.refuse_twice(*line, report);
        } else {
            lines.insert(named.name, named.entry.mark.line);
        }
    }
}

/// Reads a resource. Where a `-` has more than one key, most often because what belongs to the first
/// is not indented, each is read for what it seems to be.
fn one(named: &Named<'_>, seen: &mut Seen, report: &mut Report) -> Result<Resource, Refused> {
    let Some(refused) = named.stray else { return resource(named, seen, report) };
    if named.name.eq_ignore_ascii_case("Properties") {
        properties_of(&named.value, seen, report)?;
    } else if named.name.eq_ignore_ascii_case("Type") {
        function_type(&named.value, report)?;
    } else if named.value.is_map() {
        resource(named, seen, report)?;
    }
    Err(refused)
}

fn resource(named: &Named<'_>, seen: &mut Seen, report: &mut Report) -> Result<Resource, Refused> {
    let logical_name = logical_name(named, report);
    let fields = Fields::of(&named.value, &["Type", "Properties"], "a map with `Type` and `Properties`", report)?;
    let of_type = fields.require("Type", "write `Type: AWS::Lambda::Function`", report);
    let of_type = of_type.and_then(|at| function_type(at, report));
    let properties = fields.require("Properties", "write `Name`, `Alias` and `TargetVersion` beneath it", report);
    let properties = properties.and_then(|at| properties_of(at, seen, report));
    of_type?;
    let Properties { function, alias, current, target } = properties?;
    Ok(Resource { logical_name: logical_name?, function, alias, current, target })
}

fn logical_name(named: &Named<'_>, report: &mut Report) -> Result<String, Refused> {
    let name = named.name;
    let printable = !name.is_empty() && !name.chars().any(char::is_control);
    if printable && name.chars().nth(MAX_LOGICAL_NAME).is_none() {
        return Ok(name.to_owned());
    }
    let message = format_args!("{} is not a name for a resource: 1 to {MAX_LOGICAL_NAME} printable characters", Shown(name));
    Err(named.refuse(message, report))
}

fn function_type(at: &Cursor<'_>, report: &mut Report) -> Result<(), Refused> {
    at.word(&[(FUNCTION_TYPE, ())], "`AWS::Lambda::Function`", report)
}

struct Properties {
    function: FunctionRef,
    alias: AliasName,
    current: Option<Version>,
    target: Qualifier,
}

fn properties_of(at: &Cursor<'_>, seen: &mut Seen, report: &mut Report) -> Result<Properties, Refused> {
    let known = ["Name", "Alias", "CurrentVersion", "TargetVersion"];
    let fields = Fields::of(at, &known, "a map with `Name`, `Alias` and `TargetVersion`", report)?;
    let function = fields.require("Name", "give the function's name or ARN", report);
    let function = function.and_then(|at| at.parsed("a function's name or ARN", FunctionRef::new, report));
    let alias = fields.require("Alias", "name the alias that carries the function's traffic", report);
    let alias = alias.and_then(|at| at.parsed("an alias's name", AliasName::new, report));
    let current = fields.optional("CurrentVersion", |at| current_version(at, report));
    let target = fields.require("TargetVersion", "give the version to move to, or `$LATEST`", report);
    let target = target.and_then(|at| target_version(at, report));
    let (function, alias) = (function?, alias?);
    seen.check(at, &function, &alias, report)?;
    Ok(Properties { function, alias, current: current?, target: target? })
}

fn current_version(at: &Cursor<'_>, report: &mut Report) -> Result<Version, Refused> {
    let expected = "a published version; leave it out to take what the alias points to";
    let text = at.text_or_number(expected, report)?;
    Version::new(text).map_err(|error| at.refuse(error, report))
}

fn target_version(at: &Cursor<'_>, report: &mut Report) -> Result<Qualifier, Refused> {
    let text = at.text_or_number("a published version or `$LATEST`", report)?;
    let parsed = Qualifier::try_from(text.to_owned());
    parsed.map_err(|error| at.refuse(format_args!("{error}; or `$LATEST`, which is published first"), report))
}

/// The aliases that earlier resources move.
#[derive(Default)]
struct Seen(Vec<(FunctionRef, AliasName, usize)>);

impl Seen {
    fn check(&mut self, at: &Cursor<'_>, function: &FunctionRef, alias: &AliasName, report: &mut Report) -> Result<(), Refused> {
        let earlier = self.0.iter().find(|(other, its_alias, _)| its_alias == alias && same(other, function));
        if let Some((_, _, line)) = earlier {
            let message = format_args!("alias `{alias}` of `{function}` is moved by the resource on line {line} already");
            return Err(at.refuse(message, report));
        }
        // More than these are refused anyway, and need not be compared with each other.
        if self.0.len() < MAX_TARGETS {
            self.0.push((function.clone(), alias.clone(), at.mark().line));
        }
        Ok(())
    }
}

/// Whether two references mean one function. A name means the function of this account and region,
/// and an ARN of any other is refused later: so a name and an ARN that ends in it mean the same.
fn same(one: &FunctionRef, other: &FunctionRef) -> bool {
    let is_arn = |function: &FunctionRef| function.as_str().contains(':');
    let name = |function: &FunctionRef| function.as_str().rsplit(':').next().map(str::to_owned);
    one == other || (is_arn(one) != is_arn(other) && name(one) == name(other))
}
