//! `--config` and `--compare`: the configurations that the deployment is played under.

use crate::refusal::Refusal;
use headgate_domain::{
    ComputePlatform, ConfigChoice, ConfigName, DeploymentConfig, HookFunction, Overrides, Spec, TrafficRouting, predefined_configs,
};
use std::path::Path;

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
    /// The hooks of its steps.
    pub(crate) hooks: Vec<HookFunction>,
}

impl Configuration {
    /// The AppSpec's own, or the default one.
    pub(super) fn of_spec(spec: &Spec) -> Self {
        let name = match &spec.overrides.config {
            Some(ConfigChoice::Named(name)) => name.to_string(),
            Some(ConfigChoice::Inline(_)) => "the AppSpec's own".to_owned(),
            None => DEFAULT.to_owned(),
        };
        Self { name, overrides: Overrides::default(), hooks: step_hooks(spec.overrides.config.as_ref()) }
    }

    /// The one that an option names: predefined, or in a file.
    pub(super) fn named(option: &str, text: &str) -> Result<Self, Refusal> {
        let path = Path::new(text);
        let is_file = text.contains(std::path::MAIN_SEPARATOR)
            || path.extension().is_some_and(|extension| ["yaml", "yml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
        let (name, overrides) = if is_file { (text.to_owned(), of_file(option, path)?) } else { predefined(option, text)? };
        Ok(Self { name, hooks: step_hooks(overrides.config.as_ref()), overrides })
    }
}

fn of_file(option: &str, path: &Path) -> Result<Overrides, Refusal> {
    let spec = super::file::appspec(path)?.1;
    if spec.overrides.config.is_none() {
        let sentence = format!("`{option} {}`: the AppSpec in this file has no `Headgate.deploymentConfig`", path.display());
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

/// No predefined configuration has hooks of its own.
fn step_hooks(choice: Option<&ConfigChoice>) -> Vec<HookFunction> {
    match choice {
        Some(ConfigChoice::Inline(TrafficRouting::Steps(steps))) => steps.iter().filter_map(|step| step.hook.clone()).collect(),
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
