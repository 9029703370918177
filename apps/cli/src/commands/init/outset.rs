//! What is there already, and what follows from it.

use crate::client::Client;
use crate::console::tell;
use crate::refusal::Refusal;
use crate::settings::Settings;
use headgate_wire::{
    AlarmStatus, DescribeFunctionInput, DescribeFunctionOutput, FunctionAlias, FunctionGroup, ListApplicationsInput,
    ListDeploymentGroupsInput,
};

/// A deployment group watches no more.
const ALARMS_MAX: usize = 10;

/// What a person has named.
pub(super) struct Named<'a> {
    pub(super) alias: Option<&'a str>,
    pub(super) application: Option<String>,
    pub(super) group: Option<String>,
}

/// What a first deployment sets out from.
pub(super) struct Outset {
    pub(super) function: String,
    pub(super) alias: String,
    /// The version that the alias points to, unless nobody could see it.
    pub(super) current: Option<String>,
    /// A version that is newer than that, if there is one.
    pub(super) newer: Option<String>,
    /// Alarms that watch the function.
    pub(super) alarms: Vec<String>,
    pub(super) application: String,
    pub(super) has_application: bool,
    pub(super) group: String,
    pub(super) has_group: bool,
}

impl Outset {
    /// Finds it out.
    pub(super) async fn of(function: &str, named: Named<'_>, client: &Client, settings: &Settings) -> Result<Self, Refusal> {
        let input = DescribeFunctionInput { function_name: Some(function.to_owned()) };
        let described: DescribeFunctionOutput = client.call("DescribeFunction", &input).await?;
        for finding in described.findings.iter().flatten() {
            tell(&format!("{}: {}", finding.subject.as_deref().unwrap_or_default(), finding.message.as_deref().unwrap_or_default()));
        }
        let name = described.function_name.clone().unwrap_or_else(|| function.to_owned());
        let (alias, current) = alias(&name, named.alias, &described)?;
        let deploys = deploys(&described, &alias);
        let settled = |setting: &Option<crate::settings::Setting<String>>| setting.as_ref().map(|setting| setting.value.clone());
        let application = named.application.or_else(|| settled(&settings.application));
        let group = named.group.or_else(|| settled(&settings.group));
        let application = application.or_else(|| deploys?.application_name.clone()).unwrap_or_else(|| name.clone());
        let group = group.or_else(|| deploys?.deployment_group_name.clone()).unwrap_or_else(|| alias.clone());
        let has_application = client.list(ListApplicationsInput::default(), usize::MAX).await?.contains(&application);
        let has_group = has_application && {
            let input = ListDeploymentGroupsInput { application_name: Some(application.clone()), ..Default::default() };
            client.list(input, usize::MAX).await?.contains(&group)
        };
        let newer = newer(&described, current.as_deref());
        let alarms = watching(&described, &name, &alias);
        Ok(Self { function: name, alias, current, newer, alarms, application, has_application, group, has_group })
    }

    /// What was found, for a person.
    pub(super) fn seen(&self) -> String {
        let current = self.current.as_ref().map(|version| format!(", on version {version}")).unwrap_or_default();
        let newer = self.newer.as_ref().map(|version| format!("; its newest version is {version}")).unwrap_or_default();
        format!("Function {}, alias {}{current}{newer}.", self.function, self.alias)
    }

    /// What is not there yet, for a person.
    pub(super) fn to_be_made(&self, config: &str) -> Option<String> {
        let Self { application, group, alarms, .. } = self;
        let alarms = if alarms.is_empty() {
            "watched by no alarm, since none watches the function".to_owned()
        } else {
            format!("watched by {}", alarms.join(", "))
        };
        let group_rules = format!("deployment group {group} ({config}, {alarms}; failures and alarms roll back)");
        match (self.has_application, self.has_group) {
            (true, true) => None,
            (true, false) => Some(format!("Not there yet: in application {application}, {group_rules}.")),
            (false, _) => Some(format!("Not there yet: application {application}, and in it {group_rules}.")),
        }
    }
}

/// The alias that is named, or the only one; and the version that it points to.
fn alias(function: &str, named: Option<&str>, described: &DescribeFunctionOutput) -> Result<(String, Option<String>), Refusal> {
    let aliases: &[FunctionAlias] = described.aliases.as_deref().unwrap_or_default();
    let known: Vec<&str> = aliases.iter().filter_map(|alias| alias.name.as_deref()).collect();
    let primary = |name: &str| {
        let alias = aliases.iter().find(|alias| alias.name.as_deref() == Some(name))?;
        alias.routing.as_ref()?.first()?.version.clone()
    };
    match (named, known.as_slice()) {
        (Some(named), _) if known.contains(&named) || described.incomplete == Some(true) => Ok((named.to_owned(), primary(named))),
        (None, [only]) => Ok(((*only).to_owned(), primary(only))),
        (_, []) if described.incomplete == Some(true) => {
            Err(Refusal::refused(format!("the aliases of `{function}` cannot be seen")).with_hint("give `--alias`"))
        }
        (_, []) => {
            let hint = format!("make one, such as `aws lambda create-alias --function-name {function} --name live --function-version 1`");
            Err(Refusal::refused(format!("`{function}` has no alias, and traffic is shifted by one")).with_hint(hint))
        }
        (Some(named), several) => {
            Err(Refusal::refused(format!("`{function}` has no alias `{named}`: it has {}", several.join(", "))).with_hint("give `--alias`"))
        }
        (None, several) => {
            let sentence = format!("`{function}` has several aliases, so one has to be named: {}", several.join(", "));
            Err(Refusal::usage(sentence).with_hint("give `--alias`"))
        }
    }
}

/// The group that deploys the alias already.
fn deploys<'a>(described: &'a DescribeFunctionOutput, alias: &str) -> Option<&'a FunctionGroup> {
    let moves = |group: &&FunctionGroup| group.aliases.iter().flatten().any(|moved| moved == alias);
    described.deployment_groups.iter().flatten().find(moves)
}

fn newer(described: &DescribeFunctionOutput, current: Option<&str>) -> Option<String> {
    let number = |version: &str| version.parse::<u64>().ok();
    let versions = described.versions.iter().flatten().filter_map(|version| number(version.version.as_deref()?));
    let current = current.and_then(number)?;
    versions.max().filter(|newest| *newest > current).map(|newest| newest.to_string())
}

/// Alarms that watch the alias, or the function as a whole.
fn watching(described: &DescribeFunctionOutput, function: &str, alias: &str) -> Vec<String> {
    let resource = format!("{function}:{alias}");
    let meant = |alarm: &&AlarmStatus| {
        let elsewhere = alarm.dimensions.as_ref().and_then(|dimensions| dimensions.get("Resource"));
        alarm.exists != Some(false) && elsewhere.is_none_or(|of| *of == resource || *of == function)
    };
    described.alarms.iter().flatten().filter(meant).filter_map(|alarm| alarm.name.clone()).take(ALARMS_MAX).collect()
}
