//! The template's parameters: what was given on the command line, and what that comes to.

use super::template::Template;
use crate::refusal::Refusal;
use headgate_aws::{Given, Stack};
use std::collections::BTreeMap;

/// Which processor the packages are built for. The bundle says so, whatever the stack ran on before.
const PROCESSOR: &str = "Architecture";

/// Parameters as they are given, each once.
#[derive(Clone, Debug)]
pub(super) struct Parameters(BTreeMap<String, String>);

/// A parameter on the command line: `KEY=VALUE`.
pub(super) fn parse(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("give it as KEY=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Parameters {
    /// Those that were given, if the template has them.
    pub(super) fn new(given: Vec<(String, String)>, template: &Template) -> Result<Self, Refusal> {
        let mut known = BTreeMap::new();
        for (name, value) in given {
            let Some(default) = template.parameters.get(&name) else { return Err(unknown(&name, template)) };
            if name == PROCESSOR && default.as_ref().is_some_and(|default| *default != value) {
                let built = default.as_deref().unwrap_or_default();
                let sentence = format!("`--parameter {PROCESSOR}={value}`: the packages of this bundle are built for {built}");
                return Err(Refusal::usage(sentence).with_hint("name the bundle of the other processor"));
            }
            if known.insert(name.clone(), value).is_some() {
                return Err(Refusal::usage(format!("`--parameter {name}` is given more than once")));
            }
        }
        Ok(Self(known))
    }

    /// What a stack is made or changed with. What is not given stays as it is there.
    pub(super) fn given(&self, template: &Template, stack: Option<&Stack>) -> Result<BTreeMap<String, Given>, Refusal> {
        let mut given = BTreeMap::new();
        let mut missing = Vec::new();
        for (name, default) in &template.parameters {
            let of_the_bundle = default.as_ref().filter(|_| name == PROCESSOR);
            if let Some(value) = self.0.get(name).or(of_the_bundle) {
                given.insert(name.clone(), Given::Value(value.clone()));
            } else if stack.is_some_and(|stack| stack.parameters.contains(name)) {
                given.insert(name.clone(), Given::AsBefore);
            } else if default.is_none() {
                missing.push(format!("`{name}`"));
            }
        }
        if missing.is_empty() {
            return Ok(given);
        }
        let sentence = format!("the template has parameters without a default, and they are not given: {}", missing.join(", "));
        Err(Refusal::usage(sentence).with_hint("give each with `--parameter KEY=VALUE`"))
    }

    /// The same for whoever compares: what was given, and nothing else.
    pub(super) fn written(&self) -> String {
        self.0.iter().map(|(name, value)| format!("{name}={value}\n")).collect::<Vec<_>>().concat()
    }
}

fn unknown(name: &str, template: &Template) -> Refusal {
    let known = template.parameters.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    Refusal::usage(format!("`--parameter {}` is none of the template's: it has {known}", name.escape_debug()))
}

#[cfg(test)]
mod tests {
    use super::{Given, Parameters, Stack, Template, parse};
    use std::collections::BTreeMap;

    fn template() -> Template {
        let text = "Parameters: {Architecture: {Default: arm64}, Days: {Default: 1}, Bucket: {Type: String}}\n\
                    Resources: {A: {Properties: {CodeUri: a.zip}}}";
        Template::read(text.to_owned()).unwrap()
    }

    fn given(parameters: &[&str], stack: Option<&Stack>) -> Result<BTreeMap<String, Given>, String> {
        let parsed = parameters.iter().map(|text| parse(text).unwrap()).collect();
        let parameters = Parameters::new(parsed, &template());
        parameters.and_then(|parameters| parameters.given(&template(), stack)).map_err(|refusal| refusal.sentence().to_owned())
    }

    fn value(value: &str) -> Given {
        Given::Value(value.to_owned())
    }

    #[test]
    fn a_new_stack_has_what_is_given_and_the_templates_defaults() {
        let made = given(&["Bucket=a=b"], None).unwrap();
        assert_eq!(made, BTreeMap::from([("Architecture".to_owned(), value("arm64")), ("Bucket".to_owned(), value("a=b"))]));
        assert!(given(&[], None).unwrap_err().contains("`Bucket`"));
    }

    #[test]
    fn what_a_stack_has_stays_but_for_its_processor() {
        let known = ["Architecture", "Bucket", "OfThePast"].map(str::to_owned).into();
        let stack = Stack { parameters: known, ..Stack::default() };
        let changed = given(&[], Some(&stack)).unwrap();
        assert_eq!(changed, BTreeMap::from([("Architecture".to_owned(), value("arm64")), ("Bucket".to_owned(), Given::AsBefore)]));
        assert_eq!(given(&["Bucket=c"], Some(&stack)).unwrap()["Bucket"], value("c"));
    }

    #[test]
    fn what_makes_no_sense_is_refused_at_the_door() {
        assert!(given(&["Buckets=a"], None).unwrap_err().contains("it has Architecture, Bucket, Days"));
        assert!(given(&["Bucket=a", "Bucket=b"], None).unwrap_err().contains("more than once"));
        assert!(given(&["Bucket=a", "Architecture=x86_64"], None).unwrap_err().contains("built for arm64"));
        assert!(given(&["Bucket=a", "Architecture=arm64"], None).is_ok());
        assert!(parse("Bucket").is_err());
    }
}
