//! What a command works with: given by an option, else by the environment, else by `headgate.toml`, else by default.
//! Every value knows where it is from.

mod file;
mod flags;

use crate::environment::{self, Environment, Variable};
use crate::refusal::Refusal;
use clap::ValueEnum;
pub(crate) use file::File;
pub(crate) use flags::{Flags, Place};
use headgate_domain::HookFunction;
use std::fmt;
use std::path::PathBuf;

/// The stack that is meant where none is named.
const STACK: &str = "headgate";

/// A value, and where it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// Where a value is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An option of the command line.
    Option(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// A file, at a line.
    File(PathBuf, usize),
    /// Nobody has said otherwise.
    Default,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people
    Table,
    /// One document with all that `api` answers; times in UTC
    Json,
}

/// All of them.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The name or ARN of Headgate's function `api`.
    pub(crate) api: Setting<String>,
    /// The name of Headgate's stack.
    pub(crate) stack: Setting<String>,
    /// The profile to act as, where it is not left to AWS's SDK.
    pub(crate) profile: Option<Setting<String>>,
    /// The region, where it is not left to AWS's SDK.
    pub(crate) region: Option<Setting<String>>,
    /// The application that is meant where none is named.
    pub(crate) application: Option<Setting<String>>,
    /// The deployment group that is meant where none is named.
    pub(crate) group: Option<Setting<String>>,
    /// How data is printed.
    pub(crate) output: Setting<Output>,
}

impl Settings {
    /// Puts them together.
    pub(crate) fn new(flags: &Flags, environment: &Environment, file: Option<&File>) -> Result<Self, Refusal> {
        let layers = Layers { environment, file };
        Ok(Self {
            api: layers.api(flags)?,
            stack: layers.stack(flags),
            profile: layers.profile(flags),
            region: layers.region(flags),
            application: layers.below(environment::APPLICATION, "application"),
            group: layers.below(environment::GROUP, "group"),
            output: layers.output(flags)?,
        })
    }
}

/// What lies under the options.
struct Layers<'a> {
    environment: &'a Environment,
    file: Option<&'a File>,
}

impl Layers<'_> {
    fn below(&self, variable: Variable, key: &str) -> Option<Setting<String>> {
        self.variable(variable).or_else(|| self.key(key))
    }

    fn variable(&self, variable: Variable) -> Option<Setting<String>> {
        let value = self.environment.get(variable)?;
        Some(Setting { value: value.to_owned(), origin: Origin::Variable(variable.name) })
    }

    fn key(&self, key: &str) -> Option<Setting<String>> {
        self.file?.get(key)
    }

    /// In each layer, a function that is named goes before a stack.
    fn api(&self, flags: &Flags) -> Result<Setting<String>, Refusal> {
        let of_stack = |stack: Setting<String>| Setting { value: format!("{}-api", stack.value), ..stack };
        let api = given("--api-function", flags.api_function.as_deref())
            .or_else(|| given("--stack", flags.stack.as_deref()).map(of_stack))
            .or_else(|| self.variable(environment::API))
            .or_else(|| self.variable(environment::STACK).map(of_stack))
            .or_else(|| self.key("api-function"))
            .or_else(|| self.key("stack").map(of_stack))
            .unwrap_or_else(|| of_stack(Setting { value: STACK.to_owned(), origin: Origin::Default }));
        invocable(api)
    }

    fn stack(&self, flags: &Flags) -> Setting<String> {
        let named = given("--stack", flags.stack.as_deref()).or_else(|| self.below(environment::STACK, "stack"));
        named.unwrap_or_else(|| Setting { value: STACK.to_owned(), origin: Origin::Default })
    }

    /// A profile of the environment is left to AWS's SDK, as are credentials that stand there: both go before the file's.
    fn profile(&self, flags: &Flags) -> Option<Setting<String>> {
        let credentials =
            [environment::PROFILE, environment::ACCESS_KEY, environment::WEB_IDENTITY, environment::CONTAINER, environment::CONTAINER_FULL];
        let is_known = credentials.iter().any(|variable| self.environment.get(*variable).is_some());
        given("--profile", flags.profile.as_deref()).or_else(|| self.key("profile").filter(|_| !is_known))
    }

    /// As with the profile.
    fn region(&self, flags: &Flags) -> Option<Setting<String>> {
        let is_known = [environment::REGION, environment::DEFAULT_REGION].iter().any(|variable| self.environment.get(*variable).is_some());
        given("--region", flags.region.as_deref()).or_else(|| self.key("region").filter(|_| !is_known))
    }

    fn output(&self, flags: &Flags) -> Result<Setting<Output>, Refusal> {
        if let Some(value) = flags.output {
            return Ok(Setting { value, origin: Origin::Option("--output") });
        }
        let Some(Setting { value, origin }) = self.below(environment::OUTPUT, "output") else {
            return Ok(Setting { value: Output::Table, origin: Origin::Default });
        };
        let wrong = |_| Refusal::usage(format!("{origin} is `{}`: give `table` or `json`", value.escape_debug()));
        let output = Output::from_str(&value, false).map_err(wrong)?;
        Ok(Setting { value: output, origin })
    }
}

fn given(name: &'static str, value: Option<&str>) -> Option<Setting<String>> {
    Some(Setting { value: value?.to_owned(), origin: Origin::Option(name) })
}

/// A function to be invoked is written as a hook's is.
pub(crate) fn invocable(api: Setting<String>) -> Result<Setting<String>, Refusal> {
    if HookFunction::new(&api.value).is_ok() {
        return Ok(api);
    }
    let sentence = format!("{} names `{}`, which is no function's name or ARN", api.origin, api.value.escape_debug());
    Err(Refusal::usage(sentence).with_hint("Headgate's function `api` is an output of its stack, `ApiFunction`"))
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) => write!(f, "`{name}`"),
            Self::Variable(name) => f.write_str(name),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

#[cfg(test)]
mod tests;
