//! A text's tree: lists, maps and scalars, each with its place, within limits.

use crate::mistake::{Plain, Refused, Report, Shown};
use std::fmt;

/// The deepest nesting that is read: the outermost map is the first level.
const MAX_DEPTH: usize = 32;

/// The most values a text may hold: many times what the largest AppSpec does.
const MAX_NODES: usize = 50_000;

/// A place in a text, in lines and characters counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) mark: Mark,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// Was refused while the tree was built.
    Refused(Refused),
}

/// A key with its value. Keys may repeat: what that means is for the reader to say.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) mark: Mark,
    pub(crate) value: Node,
}

/// A single value as it was written, which keeps `1.0` and `010` what they are.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    /// Without quotes, so that `1` is a number and `null` is nothing.
    pub(crate) plain: bool,
}

/// What a scalar means by YAML's core schema, of which JSON's values are a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(&'a str),
}

impl Scalar {
    pub(crate) fn meaning(&self) -> Meaning<'_> {
        match self.text.as_str() {
            text if !self.plain => Meaning::Text(text),
            "" | "~" | "null" | "Null" | "NULL" => Meaning::Null,
            "true" | "True" | "TRUE" => Meaning::Bool(true),
            "false" | "False" | "FALSE" => Meaning::Bool(false),
            text if is_number(text) => Meaning::Number(text),
            text => Meaning::Text(text),
        }
    }
}

impl Node {
    /// Whether there is no value, not even a `null`.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if scalar.plain && scalar.text.is_empty())
    }
}

/// Whether YAML 1.2 takes an unquoted text for a number.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|b| (b'0'..=b'7').contains(&b));
    }
    // `f64` reads YAML's decimals and, besides, words, which begin with a letter.
    unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') && unsigned.parse::<f64>().is_ok()
}

/// Says what a value is, as the subject's complement: "is the text `x`".
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::List(_) => f.write_str("a list"),
            Kind::Map(_) => f.write_str("a map"),
            Kind::Refused(_) => f.write_str("refused"),
            Kind::Scalar(scalar) if scalar.text.is_empty() => f.write_str("empty"),
            Kind::Scalar(scalar) => match scalar.meaning() {
                Meaning::Null => f.write_str("null"),
                Meaning::Bool(_) => write!(f, "the boolean {}", Shown(&scalar.text)),
                Meaning::Number(text) => write!(f, "the number {}", Shown(text)),
                Meaning::Text(text) => write!(f, "the text {}", Shown(text)),
            },
        }
    }
}

/// Why a text has no tree.
pub(crate) enum Stop {
    /// It is beyond a limit, which has been reported.
    Refused(Refused),
    /// It is not in the language it was read as, which has not.
    Syntax { mark: Mark, message: String },
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Stop {
    pub(crate) fn reported(self, report: &mut Report) -> Refused {
        match self {
            Self::Refused(refused) => refused,
            Self::Syntax { mark, message } => report.refuse("", Some(mark), message),
        }
    }
}

/// Puts a tree together from the events of a parser, without recursion.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
}

/// A list or map whose end has not been seen.
#[derive(Debug)]
struct Open {
    mark: Mark,
    inside: Inside,
}

#[derive(Debug)]
enum Inside {
    List(Vec<Node>),
    Map(Vec<Entry>, Next),
}

/// What comes next in a map.
#[derive(Debug)]
enum Next {
    Key,
    Value(String, Mark),
    /// The value of a key that was refused, which cannot be told a name.
    Orphan,
}

impl Builder {
    pub(crate) fn open_list(&mut self, mark: Mark, report: &mut Report) -> Result<(), Refused> {
        self.open(mark, Inside::List(Vec::new()), report)
    }

    pub(crate) fn open_map(&mut self, mark: Mark, report: &mut Report) -> Result<(), Refused> {
        self.open(mark, Inside::Map(Vec::new(), Next::Key), report)
    }

    fn open(&mut self, mark: Mark, inside: Inside, report: &mut Report) -> Result<(), Refused> {
        if self.open.len() == MAX_DEPTH {
            return Err(too_deep(mark, report));
        }
        self.open.push(Open { mark, inside });
        Ok(())
    }

    /// Ends the innermost list or map.
    pub(crate) fn close(&mut self, report: &mut Report) -> Result<(), Refused> {
        let Some(Open { mark, inside }) = self.open.pop() else { return Ok(()) };
        let kind = match inside {
            Inside::List(items) => Kind::List(items),
            Inside::Map(entries, _) => Kind::Map(entries),
        };
        self.put(Node { mark, kind }, report)
    }

    /// Takes a scalar: a value, or a map's next key.
    pub(crate) fn put_scalar(&mut self, scalar: Scalar, mark: Mark, report: &mut Report) -> Result<(), Refused> {
        if let Some(Open { inside: Inside::Map(_, next @ Next::Key), .. }) = self.open.last_mut() {
            *next = Next::Value(scalar.text, mark);
            return Ok(());
        }
        self.put(Node { mark, kind: Kind::Scalar(scalar) }, report)
    }

    /// Takes what was refused, so that nothing more is said of it.
    pub(crate) fn put_refused(&mut self, refused: Refused, mark: Mark, report: &mut Report) -> Result<(), Refused> {
        if let Some(Open { inside: Inside::Map(_, next @ Next::Key), .. }) = self.open.last_mut() {
            *next = Next::Orphan;
            return Ok(());
        }
        self.put(Node { mark, kind: Kind::Refused(refused) }, report)
    }

    fn put(&mut self, node: Node, report: &mut Report) -> Result<(), Refused> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = format_args!("the AppSpec holds more than {MAX_NODES} values");
            return Err(report.refuse("", Some(node.mark), message));
        }
        let path = self.is_key().then(|| self.path().to_string());
        match (self.open.last_mut().map(|open| &mut open.inside), path) {
            (None, _) => self.root = Some(node),
            (Some(Inside::List(items)), _) => items.push(node),
            (Some(Inside::Map(entries, next)), path) => match std::mem::replace(next, Next::Key) {
                Next::Value(key, mark) => entries.push(Entry { key, mark, value: node }),
                Next::Orphan => {}
                Next::Key => {
                    report.refuse(path.unwrap_or_default(), Some(node.mark), format_args!("a key is {node}, must be a text"));
                    *next = Next::Orphan;
                }
            },
        }
        Ok(())
    }

    fn is_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { inside: Inside::Map(_, Next::Key), .. }))
    }

    /// Where the next value will stand.
    pub(crate) fn path(&self) -> impl fmt::Display + '_ {
        Way(&self.open)
    }

    /// The mark of the key whose value comes next: an empty value has no better place.
    pub(crate) fn key_mark(&self) -> Option<Mark> {
        match self.open.last()?.inside {
            Inside::Map(_, Next::Value(_, mark)) => Some(mark),
            Inside::Map(_, Next::Key | Next::Orphan) | Inside::List(_) => None,
        }
    }

    /// The finished tree; `None` while there is none.
    pub(crate) fn finish(self) -> Option<Node> {
        self.root
    }
}

pub(crate) fn too_deep(mark: Mark, report: &mut Report) -> Refused {
    report.refuse("", Some(mark), format_args!("the AppSpec is nested deeper than {MAX_DEPTH} levels"))
}

struct Way<'a>(&'a [Open]);

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for Open { inside, .. } in self.0 {
            match inside {
                Inside::List(items) => write_item(f, items.len())?,
                Inside::Map(_, Next::Value(key, _)) => write_key(f, key, first)?,
                Inside::Map(_, Next::Key | Next::Orphan) => {}
            }
            first = false;
        }
        Ok(())
    }
}

/// Writes a step into a map, as every path does.
pub(crate) fn write_key(f: &mut fmt::Formatter<'_>, key: &str, first: bool) -> fmt::Result {
    let separator = if first { "" } else { "." };
    match key {
        "" => write!(f, "{separator}\"\""),
        key => write!(f, "{separator}{}", Plain(key)),
    }
}

/// Writes a step into a list, as every path does.
pub(crate) fn write_item(f: &mut fmt::Formatter<'_>, index: usize) -> fmt::Result {
    write!(f, "[{index}]")
}
