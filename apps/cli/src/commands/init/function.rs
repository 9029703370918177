//! Which function is meant.

use super::template;
use crate::account::Account;
use crate::refusal::Refusal;
use crate::settings::Settings;
use headgate_domain::FunctionRef;
use std::fs;
use std::path::Path;

/// What templates are called, the likeliest first.
const TEMPLATES: [&str; 3] = ["template.yaml", "template.yml", "template.json"];
/// How many functions an account may have before none of them is looked at.
const FUNCTIONS_MAX: usize = 200;
/// How many names are told where one has to be chosen.
const TOLD_MAX: usize = 10;

/// The function that is named, or the only one of the template in this folder, or the only one of the account.
pub(super) async fn chosen(
    wanted: Option<&FunctionRef>,
    folder: Option<&Path>,
    account: &Account,
    settings: &Settings,
) -> Result<String, Refusal> {
    if let Some(function) = wanted {
        return Ok(function.to_string());
    }
    if let Some((file, declared)) = folder.and_then(declared) {
        return of_template(file, declared);
    }
    let mut names = account.clients.function_names(FUNCTIONS_MAX).await.map_err(|why| {
        Refusal::usage(format!("no function is named, and those of the account cannot be looked through: {why}")).with_hint(HINT)
    })?;
    let own = settings.api.value.rsplit(':').next().and_then(|name| name.strip_suffix("-api")).map(|stack| format!("{stack}-"));
    names.retain(|name| own.as_ref().is_none_or(|own| !name.starts_with(own)) && !name.starts_with("CodeDeployHook_"));
    only(names, "the account")
}

const HINT: &str = "give `--function`";

/// The first template that declares functions.
fn declared(folder: &Path) -> Option<(&'static str, Vec<template::Declared>)> {
    let declared = |name: &'static str| Some((name, template::functions(&fs::read_to_string(folder.join(name)).ok()?)));
    TEMPLATES.into_iter().filter_map(declared).find(|(_, functions)| !functions.is_empty())
}

fn of_template(file: &str, declared: Vec<template::Declared>) -> Result<String, Refusal> {
    let nameless: Vec<String> = declared.iter().filter(|it| it.name.is_none()).map(|it| it.logical.clone()).collect();
    if !nameless.is_empty() {
        let sentence = format!("{file} does not say in so many words what {} is called in Lambda", nameless.join(", "));
        return Err(Refusal::usage(sentence).with_hint(HINT));
    }
    only(declared.into_iter().filter_map(|it| it.name).collect(), file)
}

fn only(mut names: Vec<String>, place: &str) -> Result<String, Refusal> {
    match names.len() {
        0 => Err(Refusal::refused(format!("there is no function in {place}")).with_hint(HINT)),
        1 => Ok(names.remove(0)),
        many => {
            let more = if many > TOLD_MAX { ", and more" } else { "" };
            names.truncate(TOLD_MAX);
            let sentence = format!("there are several functions in {place}, so one has to be named: {}{more}", names.join(", "));
            Err(Refusal::usage(sentence).with_hint(HINT))
        }
    }
}
