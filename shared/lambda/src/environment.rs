//! Every environment variable that a function reads. The template sets them.

use crate::AccessRules;
use headgate_aws::Premises;
use headgate_domain::{Account, AlarmName};
use headgate_engine::Installation;
use std::fmt;
use thiserror::Error;

/// An environment variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What it must look like.
    pub form: &'static str,
}

/// A variable that is missing or makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the environment variable `{name}` ({meaning}) {found}: set it to {form}; Headgate's template does so")]
pub struct SettingError {
    name: &'static str,
    meaning: &'static str,
    form: &'static str,
    found: Found,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    Value(String),
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("is not set"),
            Self::Value(value) => write!(f, "is `{}`", value.escape_debug()),
        }
    }
}

macro_rules! variables {
    ($($constant:ident, $name:literal, $meaning:literal, $form:literal;)*) => {
        $(const $constant: Variable = Variable { name: $name, meaning: $meaning, form: $form };)*
        /// Every variable there is.
        pub const VARIABLES: &[Variable] = &[$($constant),*];
    };
}

variables! {
    STACK, "HEADGATE_STACK", "the stack's name, by which its metrics are told apart", "a name";
    ACCOUNT, "HEADGATE_ACCOUNT", "the account Headgate runs in", "twelve digits";
    PARTITION, "HEADGATE_PARTITION", "the partition Headgate runs in", "`aws`, `aws-cn` or `aws-us-gov`";
    TABLE, "HEADGATE_TABLE", "the table that holds all state", "a table's name";
    BUCKET, "HEADGATE_BUCKET", "the bucket for uploaded AppSpecs", "a bucket's name";
    WAKE_QUEUE_URL, "HEADGATE_WAKE_QUEUE_URL", "the queue that wakes deployments", "a queue's URL";
    ROLLBACK_QUEUE_URL, "HEADGATE_ROLLBACK_QUEUE_URL", "the queue that wakes rollbacks", "a queue's URL";
    DEAD_LETTER_QUEUE_URLS, "HEADGATE_DEAD_LETTER_QUEUE_URLS", "the queues of what could not be processed", "queues' URLs with commas between";
    ALARMS, "HEADGATE_ALARMS", "Headgate's own alarms", "alarms' names with commas between";
    HOOK_FUNCTIONS, "HEADGATE_HOOK_FUNCTIONS", "which functions may be called as validation functions", "ARNs without a version or alias, with commas between, each of which may have `*` and `?` in it";
    HOOK_FUNCTION, "HEADGATE_HOOK_FUNCTION", "the function that calls validation functions", "a function's name or ARN";
    EVENT_BUS, "HEADGATE_EVENT_BUS", "the event bus that hears of deployments", "an event bus's name";
    POLL_SECONDS, "HEADGATE_POLL_SECONDS", "how often alarms and aliases are looked at, 30 unless set", "a number from 10 to 300";
    RETENTION_DAYS, "HEADGATE_RETENTION_DAYS", "how long finished deployments are kept, 0 for ever and unless set", "a number from 0 to 3650";
    ADMINISTRATORS, "HEADGATE_ADMINISTRATORS", "who may do everything over the function URL, everybody unless set", "ARNs in IAM with spaces between, each of which may end in `*`";
    DEPLOYERS, "HEADGATE_DEPLOYERS", "who may deploy over the function URL", "ARNs in IAM with spaces between, each of which may end in `*`, and have `<application>=` before it";
    READERS, "HEADGATE_READERS", "who may read over the function URL", "ARNs in IAM with spaces between, each of which may end in `*`";
    REGION, "AWS_REGION", "the region, set by Lambda", "a region such as `eu-west-1`";
    FUNCTION, "AWS_LAMBDA_FUNCTION_NAME", "the function's own name, set by Lambda", "a function's name";
    ENDPOINT, "AWS_ENDPOINT_URL", "where an emulator answers in place of AWS; not set on AWS", "a URL";
    LOG_LEVEL, "AWS_LAMBDA_LOG_LEVEL", "how much is logged, set by Lambda, INFO unless set", "TRACE, DEBUG, INFO, WARN, ERROR or FATAL";
}

type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

/// The environment a function is started in.
pub struct Environment {
    lookup: Box<Lookup>,
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Environment")
    }
}

impl Environment {
    /// The process's own.
    #[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
    pub fn of_process() -> Self {
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    /// Any other.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { lookup: Box::new(lookup) }
    }

    /// The stack's name.
    pub fn stack(&self) -> Result<String, SettingError> {
        self.required(STACK)
    }

    /// Where this installation stands.
    pub fn account(&self) -> Result<Account, SettingError> {
        let twelve_digits = |text: &str| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        let id = self.required(ACCOUNT)?;
        let id = if twelve_digits(&id) { id } else { return Err(wrong(ACCOUNT, id)) };
        Ok(Account { partition: self.required(PARTITION)?, region: self.region()?, id })
    }

    /// What the installation is set to.
    pub fn installation(&self) -> Result<Installation, SettingError> {
        let poll_seconds = self.number(POLL_SECONDS, 10, 300)?.unwrap_or(30);
        let retention_days = self.number(RETENTION_DAYS, 0, 3650)?.filter(|days| *days > 0);
        Ok(Installation { account: self.account()?, poll_seconds, retention_days })
    }

    /// The table.
    pub fn table(&self) -> Result<String, SettingError> {
        self.required(TABLE)
    }

    /// The bucket for uploads.
    pub fn bucket(&self) -> Result<String, SettingError> {
        self.required(BUCKET)
    }

    /// The URLs of the queues for wakes and for rollbacks.
    pub fn queue_urls(&self) -> Result<(String, String), SettingError> {
        Ok((self.required(WAKE_QUEUE_URL)?, self.required(ROLLBACK_QUEUE_URL)?))
    }

    /// The function that calls validation functions.
    pub fn hook_function(&self) -> Result<String, SettingError> {
        self.required(HOOK_FUNCTION)
    }

    /// What the installation is made of, for whoever asks.
    pub fn premises(&self) -> Result<Premises, SettingError> {
        let (wake, rollback) = self.queue_urls()?;
        let alarm = |name: String| AlarmName::new(name.clone()).map_err(|_| wrong(ALARMS, name));
        Ok(Premises {
            account: self.account()?,
            stack: self.stack()?,
            table: self.table()?,
            queues: vec![wake, rollback],
            dead_letters: self.several(DEAD_LETTER_QUEUE_URLS)?,
            alarms: self.several(ALARMS)?.into_iter().map(alarm).collect::<Result<_, _>>()?,
            hook_functions: self.several(HOOK_FUNCTIONS)?,
        })
    }

    /// The event bus that hears of deployments.
    pub fn event_bus(&self) -> Result<String, SettingError> {
        self.required(EVENT_BUS)
    }

    /// Who has what access over the function URL.
    pub fn access_rules(&self) -> Result<AccessRules, SettingError> {
        let lists = [ADMINISTRATORS, DEPLOYERS, READERS];
        AccessRules::new(lists.map(|list| self.optional(list))).map_err(|(list, entry)| wrong(lists[list], entry))
    }

    /// The region.
    pub fn region(&self) -> Result<String, SettingError> {
        self.required(REGION)
    }

    /// The function's own name, by which its calls are told apart.
    pub fn function(&self) -> Option<String> {
        self.optional(FUNCTION)
    }

    /// Where an emulator answers, if one does.
    pub fn endpoint_url(&self) -> Option<String> {
        self.optional(ENDPOINT)
    }

    /// How much is logged, in Lambda's words.
    pub fn log_level(&self) -> Option<String> {
        self.optional(LOG_LEVEL)
    }

    fn optional(&self, variable: Variable) -> Option<String> {
        (self.lookup)(variable.name).filter(|value| !value.is_empty())
    }

    fn required(&self, variable: Variable) -> Result<String, SettingError> {
        let Variable { name, meaning, form } = variable;
        self.optional(variable).ok_or(SettingError { name, meaning, form, found: Found::Nothing })
    }

    /// Values with commas between, at least one.
    fn several(&self, variable: Variable) -> Result<Vec<String>, SettingError> {
        Ok(self.required(variable)?.split(',').map(str::to_owned).collect())
    }

    fn number(&self, variable: Variable, least: u32, most: u32) -> Result<Option<u32>, SettingError> {
        let Some(text) = self.optional(variable) else { return Ok(None) };
        match text.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
            Ok(_) | Err(_) => Err(wrong(variable, text)),
        }
    }
}

fn wrong(Variable { name, meaning, form }: Variable, value: String) -> SettingError {
    SettingError { name, meaning, form, found: Found::Value(value) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn environment(changes: &[(&str, &str)]) -> Environment {
        let set = [("HEADGATE_ACCOUNT", "123456789012"), ("HEADGATE_PARTITION", "aws"), ("AWS_REGION", "eu-west-1")];
        let set: BTreeMap<String, String> =
            set.iter().chain(changes).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Environment::from_lookup(move |name| set.get(name).cloned())
    }

    #[test]
    fn what_is_not_set_has_its_default() {
        let installation = environment(&[]).installation().unwrap();
        assert_eq!((installation.poll_seconds, installation.retention_days), (30, None));
        let installation = environment(&[("HEADGATE_RETENTION_DAYS", "0"), ("HEADGATE_POLL_SECONDS", "10")]).installation().unwrap();
        assert_eq!((installation.poll_seconds, installation.retention_days), (10, None));
    }

    #[test]
    fn what_an_installation_is_made_of_is_listed_with_commas() {
        let set = [
            ("HEADGATE_STACK", "headgate"),
            ("HEADGATE_TABLE", "t"),
            ("HEADGATE_WAKE_QUEUE_URL", "w"),
            ("HEADGATE_ROLLBACK_QUEUE_URL", "r"),
            ("HEADGATE_DEAD_LETTER_QUEUE_URLS", "a,b"),
            ("HEADGATE_ALARMS", "one,two"),
            ("HEADGATE_HOOK_FUNCTIONS", "arn:*"),
        ];
        let premises = environment(&set).premises().unwrap();
        assert_eq!((premises.queues, premises.dead_letters), (vec!["w".to_owned(), "r".to_owned()], vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!((premises.alarms.len(), premises.hook_functions), (2, vec!["arn:*".to_owned()]));
        let said = environment(&[&set[..], &[("HEADGATE_ALARMS", "one,,two")]].concat()).premises().unwrap_err().to_string();
        assert!(said.starts_with("the environment variable `HEADGATE_ALARMS` (Headgate's own alarms) is ``"), "{said}");
    }

    #[test]
    fn a_wrong_value_is_named_with_its_remedy() {
        let error = environment(&[("HEADGATE_POLL_SECONDS", "9")]).installation().unwrap_err();
        let said = "the environment variable `HEADGATE_POLL_SECONDS` (how often alarms and aliases are looked at, 30 unless set) \
                    is `9`: set it to a number from 10 to 300; Headgate's template does so";
        assert_eq!(error.to_string(), said);
        let error = environment(&[]).table().unwrap_err();
        assert!(error.to_string().contains("`HEADGATE_TABLE` (the table that holds all state) is not set"), "{error}");
        let error = environment(&[("HEADGATE_READERS", "* arn:aws:iam::123456789012:role/r*r")]).access_rules().unwrap_err();
        let said = "`HEADGATE_READERS` (who may read over the function URL) is `arn:aws:iam::123456789012:role/r*r`";
        assert!(error.to_string().contains(said), "{error}");
        assert!(environment(&[("HEADGATE_ACCOUNT", "12")]).account().is_err());
        assert!(environment(&[("HEADGATE_ACCOUNT", "")]).account().is_err());
    }
}
