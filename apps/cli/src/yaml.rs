//! YAML, as far as it is read in templates: texts and their places, and what stands under which name.

use saphyr_parser::{Event, Parser, Span};

/// The deepest nesting that is looked into.
const DEPTH_MAX: usize = 64;

/// What of a value matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// A text that says what it means, and the character that it begins with, which may be its quotation mark.
    Text(String, usize),
    Map(Vec<(String, Self)>),
    /// A list, or what only CloudFormation can work out.
    Other,
}

/// A document whose root is a map.
pub(crate) fn read(text: &str) -> Option<Node> {
    let mut events = Parser::new_from_str(text).map_while(Result::ok);
    events.by_ref().find(|(event, _)| matches!(event, Event::MappingStart(..)))?;
    map(&mut events, 0)
}

impl Node {
    /// What stands under a name.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Everything that stands under names; nothing in what is no map.
    pub(crate) fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Map(members) => members,
            Self::Text(..) | Self::Other => &[],
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text, _) => Some(text),
            Self::Map(_) | Self::Other => None,
        }
    }
}

fn map<'a>(events: &mut impl Iterator<Item = (Event<'a>, Span)>, depth: usize) -> Option<Node> {
    let mut members = vec![];
    loop {
        let key = events.next()?;
        if matches!(key.0, Event::MappingEnd) {
            return Some(Node::Map(members));
        }
        let key = node(key, events, depth + 1)?;
        let value = events.next()?;
        let value = node(value, events, depth + 1)?;
        if let Node::Text(key, _) = key {
            members.push((key, value));
        }
    }
}

fn list<'a>(events: &mut impl Iterator<Item = (Event<'a>, Span)>, depth: usize) -> Option<Node> {
    loop {
        let item = events.next()?;
        if matches!(item.0, Event::SequenceEnd) {
            return Some(Node::Other);
        }
        node(item, events, depth + 1)?;
    }
}

fn node<'a>((event, span): (Event<'a>, Span), events: &mut impl Iterator<Item = (Event<'a>, Span)>, depth: usize) -> Option<Node> {
    if depth > DEPTH_MAX {
        return None;
    }
    match event {
        Event::Scalar(text, _, _, None) => Some(Node::Text(text.into_owned(), span.start.index())),
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
    use super::read;

    #[test]
    fn what_is_no_map_is_nothing() {
        for text in ["", "- a", "A: [", "a: {", "just words"] {
            assert_eq!(read(text), None, "{text}");
        }
        let deep = format!("A: {}1{}", "[".repeat(200), "]".repeat(200));
        assert_eq!(read(&deep), None);
    }

    #[test]
    fn a_text_knows_its_place() {
        let text = "# é\nA: {B: one, C: 'two'}\nD: !Sub three\n";
        let root = read(text).unwrap();
        let inner = root.member("A").unwrap();
        let place = |name: &str| {
            let super::Node::Text(_, place) = inner.member(name).unwrap() else { panic!("{name}") };
            text.chars().skip(*place).take(3).collect::<String>()
        };
        assert_eq!((place("B").as_str(), place("C").as_str(), inner.member("C").unwrap().text()), ("one", "'tw", Some("two")));
        assert_eq!(root.member("D").unwrap().text(), None);
    }
}
