//! The functions that a SAM or CloudFormation template names, as far as they are named in so many words.

use crate::yaml::{self, Node};

/// A function of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    /// What the template calls it.
    pub(super) logical: String,
    /// What it is called in Lambda, if the template says so in so many words.
    pub(super) name: Option<String>,
}

/// The functions of a template, in its order. What is no template has none.
pub(super) fn functions(text: &str) -> Vec<Declared> {
    let root = yaml::read(text);
    let resources = root.as_ref().and_then(|root| root.member("Resources"));
    resources.map(Node::members).unwrap_or_default().iter().filter_map(|(logical, resource)| declared(logical, resource)).collect()
}

fn declared(logical: &str, resource: &Node) -> Option<Declared> {
    let kind = resource.member("Type")?.text()?;
    if kind != "AWS::Serverless::Function" && kind != "AWS::Lambda::Function" {
        return None;
    }
    let name = resource.member("Properties").and_then(|properties| properties.member("FunctionName")).and_then(Node::text);
    Some(Declared { logical: logical.to_owned(), name: name.map(str::to_owned) })
}

#[cfg(test)]
mod tests {
    use super::{Declared, functions};

    #[test]
    fn functions_are_found_by_their_types_and_names() {
        let declared = |logical: &str, name: Option<&str>| Declared { logical: logical.to_owned(), name: name.map(str::to_owned) };
        let text = "Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::Serverless::Function, Properties: {Events: [{A: [b]}], FunctionName: orders}}
  Bills: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Sub '${AWS::StackName}-bills'}}
  Bare: {Type: AWS::Lambda::Function}
  Table: {Type: AWS::DynamoDB::Table, Properties: {FunctionName: none}}
";
        assert_eq!(functions(text), [declared("Orders", Some("orders")), declared("Bills", None), declared("Bare", None)]);
        assert_eq!(functions(r#"{"Resources": {"A": {"Type": "AWS::Lambda::Function"}}}"#), [declared("A", None)]);
    }

    #[test]
    fn what_is_no_template_has_none() {
        for text in ["", "- a", "Resources: x", "Resources:\n  A: [", "a: *b", "just words"] {
            assert_eq!(functions(text), [], "{text}");
        }
        let deep = format!("Resources: {{A: {}1{}}}", "[".repeat(200), "]".repeat(200));
        assert_eq!(functions(&deep), []);
    }
}
