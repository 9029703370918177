//! The functions that a SAM or CloudFormation template names, as far as they are named in so many words.

use saphyr_parser::{Event, Parser};

/// The deepest nesting that is looked into.
const DEPTH_MAX: usize = 64;

/// What of a value matters here.
enum Node {
    Text(String),
    Map(Vec<(String, Node)>),
    /// A list, or what only CloudFormation can work out.
    Other,
}

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
    let mut events = Parser::new_from_str(text).map_while(Result::ok).map(|(event, _)| event);
    let root = events.by_ref().find(|event| matches!(event, Event::MappingStart(..))).and_then(|_| map(&mut events, 0));
    let Some(Node::Map(resources)) = root.and_then(|root| root.member("Resources")) else { return vec![] };
    resources.into_iter().filter_map(|(logical, resource)| declared(logical, resource)).collect()
}

fn declared(logical: String, resource: Node) -> Option<Declared> {
    let Node::Map(mut members) = resource else { return None };
    let mut take = |name: &str| members.iter().position(|(key, _)| key == name).map(|place| members.swap_remove(place).1);
    let Some(Node::Text(kind)) = take("Type") else { return None };
    if kind != "AWS::Serverless::Function" && kind != "AWS::Lambda::Function" {
        return None;
    }
    let name = match take("Properties").and_then(|properties| properties.member("FunctionName")) {
        Some(Node::Text(name)) => Some(name),
        Some(Node::Map(_) | Node::Other) | None => None,
    };
    Some(Declared { logical, name })
}

impl Node {
    fn member(self, name: &str) -> Option<Self> {
        let Self::Map(members) = self else { return None };
        members.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

fn map<'a>(events: &mut impl Iterator<Item = Event<'a>>, depth: usize) -> Option<Node> {
    let mut members = vec![];
    loop {
        let key = events.next()?;
        if matches!(key, Event::MappingEnd) {
            return Some(Node::Map(members));
        }
        let key = node(key, events, depth + 1)?;
        let value = events.next()?;
        let value = node(value, events, depth + 1)?;
        if let Node::Text(key) = key {
            members.push((key, value));
        }
    }
}

fn list<'a>(events: &mut impl Iterator<Item = Event<'a>>, depth: usize) -> Option<Node> {
    loop {
        let item = events.next()?;
        if matches!(item, Event::SequenceEnd) {
            return Some(Node::Other);
        }
        node(item, events, depth + 1)?;
    }
}

fn node<'a>(event: Event<'a>, events: &mut impl Iterator<Item = Event<'a>>, depth: usize) -> Option<Node> {
    if depth > DEPTH_MAX {
        return None;
    }
    match event {
        Event::Scalar(text, _, _, None) => Some(Node::Text(text.into_owned())),
        Event::Scalar(_, _, _, Some(_)) | Event::Alias(_) => Some(Node::Other),
        Event::MappingStart(..) => map(events, depth),
        Event::SequenceStart(..) => list(events, depth),
        Event::Nothing
        | Event::StreamStart
        | Event::StreamEnd
        | Event::DocumentStart(_)
        | Event::DocumentEnd
        | Event::SequenceEnd
        | Event::MappingEnd => None,
    }
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
