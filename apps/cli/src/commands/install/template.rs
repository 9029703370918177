//! The bundle's template: its parameters, and the packages that it names.

use crate::yaml::{self, Node};
use std::collections::BTreeMap;

/// What gives a resource of IAM a name of one's own, which CloudFormation wants to be told about.
const IAM_NAMES: [&str; 5] = ["GroupName", "InstanceProfileName", "ManagedPolicyName", "RoleName", "UserName"];

/// A template.
#[derive(Clone, Debug)]
pub(super) struct Template {
    text: String,
    /// Each parameter's default; none where a value has to be given.
    pub(super) parameters: BTreeMap<String, Option<String>>,
    /// Each package that a function names, and the character that its name begins with.
    packages: Vec<(String, usize)>,
    /// Whether resources of IAM have names of their own.
    pub(super) names_iam: bool,
}

impl Template {
    /// Reads it, if it is one that names packages.
    pub(super) fn read(text: String) -> Option<Self> {
        let root = yaml::read(&text)?;
        let resources = root.member("Resources")?.members();
        let packages: Vec<_> = resources.iter().filter_map(|(_, resource)| package(resource)).collect();
        let parameters = root.member("Parameters").map(Node::members).unwrap_or_default();
        let parameters = parameters.iter().map(|(name, declared)| (name.clone(), default(declared))).collect();
        let names_iam = resources.iter().any(|(_, resource)| is_named_of_iam(resource));
        (!packages.is_empty()).then_some(Self { text, parameters, packages, names_iam })
    }

    /// The files that it names.
    pub(super) fn packages(&self) -> impl Iterator<Item = &str> {
        self.packages.iter().map(|(name, _)| name.as_str())
    }

    /// The template with another place for each package.
    pub(super) fn with_packages_at(&self, place: impl Fn(&str) -> String) -> String {
        let mut text: Vec<char> = self.text.chars().collect();
        let mut packages: Vec<_> = self.packages.iter().collect();
        // From the end, so that places before it stay where they are.
        packages.sort_by_key(|(_, at)| *at);
        for (name, at) in packages.into_iter().rev() {
            let quotes = if text[*at] == '"' || text[*at] == '\'' { 2 } else { 0 };
            text.splice(*at..*at + name.chars().count() + quotes, place(name).chars());
        }
        text.into_iter().collect()
    }
}

/// A default that is no text still is one.
fn default(declared: &Node) -> Option<String> {
    declared.member("Default").map(|default| default.text().unwrap_or_default().to_owned())
}

fn package(resource: &Node) -> Option<(String, usize)> {
    match resource.member("Properties")?.member("CodeUri")? {
        Node::Text(name, at) if !name.starts_with("s3://") => Some((name.clone(), *at)),
        Node::Text(..) | Node::Map(_) | Node::Other => None,
    }
}

fn is_named_of_iam(resource: &Node) -> bool {
    let is_of_iam = resource.member("Type").and_then(Node::text).is_some_and(|kind| kind.starts_with("AWS::IAM::"));
    let properties = resource.member("Properties").map(Node::members).unwrap_or_default();
    is_of_iam && properties.iter().any(|(name, _)| IAM_NAMES.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::Template;

    const TEMPLATE: &str = "\
# é: characters are not bytes
Parameters:
  Days: {Type: Number, Default: 0}
  Bucket: {Type: String}
  Empty: {Type: String, Default: \"\"}
Resources:
  One: {Type: AWS::Serverless::Function, Properties: {CodeUri: one.zip}}
  Two:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: \"two.zip\" # CodeUri: one.zip
  Elsewhere: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://b/k}}
  Role: {Type: AWS::IAM::Role, Properties: {Path: /}}
";

    #[test]
    fn packages_are_put_elsewhere_and_nothing_else_changes() {
        let template = Template::read(TEMPLATE.to_owned()).unwrap();
        assert_eq!(template.packages().collect::<Vec<_>>(), ["one.zip", "two.zip"]);
        let expected = TEMPLATE.replace("{CodeUri: one.zip}", "{CodeUri: s3://x/one.zip}").replace("\"two.zip\"", "s3://x/two.zip");
        assert_eq!(template.with_packages_at(|name| format!("s3://x/{name}")), expected);
    }

    #[test]
    fn a_parameter_without_a_default_has_none() {
        let parameters = Template::read(TEMPLATE.to_owned()).unwrap().parameters;
        let default = |name: &str| parameters[name].as_deref();
        assert_eq!((default("Days"), default("Bucket"), default("Empty")), (Some("0"), None, Some("")));
    }

    #[test]
    fn names_of_iam_are_noticed() {
        let named = TEMPLATE.replace("Path: /", "RoleName: r");
        assert!(!Template::read(TEMPLATE.to_owned()).unwrap().names_iam);
        assert!(Template::read(named).unwrap().names_iam);
    }

    #[test]
    fn the_products_own_template_is_read() {
        let template = Template::read(include_str!("../../../../../template.yaml").to_owned()).unwrap();
        assert!(template.packages().count() == 8 && template.parameters.contains_key("Architecture") && !template.names_iam);
    }
}
