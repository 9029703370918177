//! `--config` and `--compare`: the configurations that the deployment is played under.

use crate::appspec_file;
use crate::refusal::Refusal;
use headgate_appspec::BundleKind;
use headgate_domain::{
    ComputePlatform, ConfigChoice, ConfigName, DeploymentConfig, Overrides, Spec, Step, TrafficRouting, predefined_configs,
};

/// What a deployment follows that names no configuration, since a simulation has no deployment group to ask.
pub(super) const DEFAULT: &str = "CodeDeployDefault.LambdaCanary10Percent5Minutes";
const PREFIX: &str = "CodeDeployDefault.";

/// A configuration, and what people know it by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Configuration {
    /// Its name, the file it stands in, or where it comes from.
    pub(crate) name: String,
    /// What it says differently from the AppSpec.
    pub(crate) overrides: Overrides,
    /// Its steps, where it says them one by one.
    pub(crate) steps: Vec<Step>,
}

impl Configuration {
    /// The AppSpec's own, or the default one.
    pub(super) fn of_spec(spec: &Spec) -> Self {
        let name = match &spec.overrides.config {
            Some(ConfigChoice::Named(name)) => name.to_string(),
            Some(ConfigChoice::Inline(_)) => "the AppSpec's own".to_owned(),
            None => DEFAULT.to_owned(),
        };
        Self { name, overrides: Overrides::default(), steps: steps(spec.overrides.config.as_ref()) }
    }

    /// The one that an option names: predefined, or in a file.
    pub(super) fn named(option: &str, text: &str) -> Result<Self, Refusal> {
        let is_file = text.contains(std::path::MAIN_SEPARATOR) || BundleKind::from_key(text).is_some();
        let (name, overrides) = if is_file { (text.to_owned(), of_file(option, text)?) } else { predefined(option, text)? };
        Ok(Self { name, steps: steps(overrides.config.as_ref()), overrides })
    }
}

fn of_file(option: &str, file: &str) -> Result<Overrides, Refusal> {
    let (_, spec) = appspec_file::read(file)?;
    if spec.overrides.config.is_none() {
        let sentence = format!("`{option} {file}`: the AppSpec in this file has no `Headgate.deploymentConfig`");
        return Err(Refusal::usage(sentence).with_hint("add one, or name a predefined configuration"));
    }
    Ok(Overrides { config: spec.overrides.config, final_bake_seconds: spec.overrides.final_bake_seconds, ..Overrides::default() })
}

fn predefined(option: &str, text: &str) -> Result<(String, Overrides), Refusal> {
    let wanted = text.strip_prefix(PREFIX).unwrap_or(text);
    let known = functions();
    let Some(found) = known.iter().find(|config| short(&config.name) == wanted) else {
        let near = known.iter().map(|config| short(&config.name)).max_by(|a, b| {
            let likeness = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &wanted.to_lowercase());
            likeness(a).total_cmp(&likeness(b))
        });
        let sentence =
            format!("`{option} {text}` is no predefined configuration of functions: did you mean `{}`?", near.unwrap_or_default());
        let names = known.iter().map(|config| short(&config.name)).collect::<Vec<_>>().join(", ");
        return Err(Refusal::usage(sentence).with_hint(format!("there are {names}; a file is named with its path, as `./plan.yaml`")));
    };
    let config = Some(ConfigChoice::Named(found.name.clone()));
    Ok((found.name.to_string(), Overrides { config, ..Overrides::default() }))
}

fn functions() -> Vec<DeploymentConfig> {
    let mut configs = predefined_configs();
    configs.retain(|config| config.rules.platform() == ComputePlatform::Lambda);
    configs
}

fn short(name: &ConfigName) -> &str {
    name.as_str().strip_prefix(PREFIX).unwrap_or(name.as_str())
}

/// No predefined configuration has hooks or gates of its own.
fn steps(choice: Option<&ConfigChoice>) -> Vec<Step> {
    match choice {
        Some(ConfigChoice::Inline(TrafficRouting::Steps(steps))) => steps.clone(),
        Some(ConfigChoice::Inline(_) | ConfigChoice::Named(_)) | None => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_predefined_configuration_goes_by_its_name_with_or_without_the_prefix() {
        let long = Configuration::named("--config", "CodeDeployDefault.LambdaAllAtOnce").unwrap();
        assert_eq!(Configuration::named("--config", "LambdaAllAtOnce").unwrap(), long);
        assert_eq!(long.name, "CodeDeployDefault.LambdaAllAtOnce");
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_nearest() {
        for (wrong, near) in [("LambdaCanary10Percent5Minute", "LambdaCanary10Percent5Minutes"), ("lambdaallatonce", "LambdaAllAtOnce")] {
            let refusal = Configuration::named("--compare", wrong).unwrap_err().to_string();
            assert!(refusal.contains(&format!("did you mean `{near}`?")), "{refusal}");
        }
        let refusal = Configuration::named("--config", "ECSAllAtOnce").unwrap_err().to_string();
        assert!(refusal.contains("no predefined configuration of functions"), "{refusal}");
    }
}
