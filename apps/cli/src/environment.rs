//! The environment: every variable that `headgate` reads, in one place. What AWS's SDK reads besides (the rest of
//! AWS's own variables), what decides on colours (`NO_COLOR`, `CLICOLOR_FORCE`) and the time zone (`TZ`) is read by
//! the libraries that know what it means.

use std::collections::BTreeMap;

/// A variable, and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

macro_rules! variables {
    ($($constant:ident: $name:literal, $meaning:literal;)*) => {
        $(pub(crate) const $constant: Variable = Variable { name: $name, meaning: $meaning };)*

        /// Every one of them.
        pub(crate) const ALL: &[Variable] = &[$($constant),*];
    };
}

variables! {
    API: "HEADGATE_API", "Headgate's function `api`: its name or ARN";
    STACK: "HEADGATE_STACK", "Headgate's stack, whose function `<stack>-api` is used";
    APPLICATION: "HEADGATE_APPLICATION", "the application that is meant where none is named";
    GROUP: "HEADGATE_GROUP", "the deployment group that is meant where none is named";
    OUTPUT: "HEADGATE_OUTPUT", "how data is printed: `table` or `json`";
    NOW: "HEADGATE_NOW", "the time it is held to be, as `2026-11-21T12:00:00Z`, so that a recording can be repeated";
    LC_ALL: "LC_ALL", "the locale: whether pictures may have more than ASCII";
    LC_CTYPE: "LC_CTYPE", "the same, unless `LC_ALL` is set";
    LANG: "LANG", "the same, unless `LC_ALL` or `LC_CTYPE` is set";
    REGION: "AWS_REGION", "the region";
    DEFAULT_REGION: "AWS_DEFAULT_REGION", "the region, unless `AWS_REGION` is set";
    PROFILE: "AWS_PROFILE", "the profile to act as";
    ACCESS_KEY: "AWS_ACCESS_KEY_ID", "credentials, which go before `profile` in headgate.toml";
    WEB_IDENTITY: "AWS_WEB_IDENTITY_TOKEN_FILE", "credentials, which go before `profile` in headgate.toml";
    CONTAINER: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "credentials, which go before `profile` in headgate.toml";
    CONTAINER_FULL: "AWS_CONTAINER_CREDENTIALS_FULL_URI", "credentials, which go before `profile` in headgate.toml";
}

/// What is set of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment(BTreeMap<Variable, String>);

impl Environment {
    /// The environment of this process.
    #[expect(clippy::disallowed_methods, reason = "a command's environment is read here")]
    pub(crate) fn of_this_process() -> Self {
        Self::read(|name| std::env::var(name).ok())
    }

    /// An environment in which a variable has this value.
    pub(crate) fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        Self(ALL.iter().filter_map(|variable| Some((*variable, value(variable.name).filter(|value| !value.is_empty())?))).collect())
    }

    /// A variable's value; an empty one is none.
    pub(crate) fn get(&self, variable: Variable) -> Option<&str> {
        self.0.get(&variable).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Variable};

    #[test]
    fn the_document_lists_every_variable() {
        let row = |Variable { name, meaning }: &Variable| format!("| `{name}` | {meaning} |\n");
        let rows = ALL.iter().map(row).collect::<Vec<_>>().concat();
        let table = format!("<!-- variables -->\n| variable | what for |\n|---|---|\n{rows}<!-- /variables -->");
        assert!(include_str!("../../../docs/cli.md").contains(&table), "docs/cli.md is to have:\n{table}");
    }
}
