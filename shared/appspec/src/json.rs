//! JSON to a tree.
//!
//! The YAML parser reads nearly all of JSON, but stumbles over a tab after a colon, a space before
//! one, and escaped surrogate pairs. So what looks like JSON is read as JSON.

use crate::mistake::{Report, Shown};
use crate::node::{Builder, Mark, Node, Scalar, Stop};
use std::iter::Peekable;
use std::str::Chars;

/// Whether a text begins as a JSON object does: a brace, and then a quote or the other brace.
pub(crate) fn looks_like(text: &str) -> bool {
    let inside = text.trim_start_matches(is_space).strip_prefix('{');
    inside.is_some_and(|rest| rest.trim_start_matches(is_space).starts_with(['"', '}']))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

pub(crate) fn read(text: &str, report: &mut Report) -> Result<Node, Stop> {
    let mut scanner = Scanner { chars: text.chars().peekable(), mark: Mark { line: 1, column: 1 } };
    let mut builder = Builder::default();
    // The brackets that are open, so that nesting costs no stack.
    let mut open: Vec<Bracket> = Vec::new();
    scanner.value(&mut builder, &mut open, report)?;
    while let Some(bracket) = open.last().copied() {
        scanner.next_item(bracket, &mut builder, &mut open, report)?;
    }
    scanner.skip_space();
    match (scanner.chars.peek(), builder.finish()) {
        (None, Some(root)) => Ok(root),
        (Some(_), _) | (None, None) => Err(scanner.expected("the end of the text")),
    }
}

#[derive(Clone, Copy)]
struct Bracket {
    kind: BracketKind,
    /// Nothing has been read behind it yet, and so no comma is due.
    fresh: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BracketKind {
    List,
    Map,
}

impl BracketKind {
    fn end(self) -> char {
        match self {
            Self::List => ']',
            Self::Map => '}',
        }
    }
}

struct Scanner<'a> {
    chars: Peekable<Chars<'a>>,
    mark: Mark,
}

impl Scanner<'_> {
    /// Reads what follows inside a bracket: an item with its comma, or the end.
    fn next_item(&mut self, bracket: Bracket, builder: &mut Builder, open: &mut Vec<Bracket>, report: &mut Report) -> Result<(), Stop> {
        self.skip_space();
        if self.eat(bracket.kind.end()) {
            open.pop();
            return Ok(builder.close(report)?);
        }
        if let Some(last) = open.last_mut() {
            last.fresh = false;
        }
        if !bracket.fresh && !self.eat(',') {
            return Err(self.expected(if bracket.kind == BracketKind::Map { "`,` or `}`" } else { "`,` or `]`" }));
        }
        if bracket.kind == BracketKind::Map {
            self.key(builder, report)?;
        }
        self.value(builder, open, report)
    }

    fn key(&mut self, builder: &mut Builder, report: &mut Report) -> Result<(), Stop> {
        self.skip_space();
        let mark = self.mark;
        if self.chars.peek() != Some(&'"') {
            return Err(self.expected("a key in double quotes"));
        }
        let text = self.string()?;
        builder.put_scalar(Scalar { text, plain: false }, mark, report)?;
        self.skip_space();
        if self.eat(':') { Ok(()) } else { Err(self.expected("`:`")) }
    }

    /// Reads a scalar, or the bracket that begins a list or map.
    fn value(&mut self, builder: &mut Builder, open: &mut Vec<Bracket>, report: &mut Report) -> Result<(), Stop> {
        self.skip_space();
        let mark = self.mark;
        match self.chars.peek() {
            Some('{') => {
                self.step();
                builder.open_map(mark, report)?;
                open.push(Bracket { kind: BracketKind::Map, fresh: true });
            }
            Some('[') => {
                self.step();
                builder.open_list(mark, report)?;
                open.push(Bracket { kind: BracketKind::List, fresh: true });
            }
            Some('"') => {
                let text = self.string()?;
                builder.put_scalar(Scalar { text, plain: false }, mark, report)?;
            }
            Some(_) | None => {
                let text = self.word()?;
                builder.put_scalar(Scalar { text, plain: true }, mark, report)?;
            }
        }
        Ok(())
    }

    /// Reads a number or one of the three words.
    fn word(&mut self) -> Result<String, Stop> {
        let begin = self.mark;
        let mut word = String::new();
        while let Some(c) = self.chars.peek().copied().filter(|c| c.is_ascii_alphanumeric() || "+-.".contains(*c)) {
            word.push(c);
            self.step();
        }
        if word.is_empty() {
            return Err(self.expected("a value"));
        }
        if matches!(word.as_str(), "null" | "true" | "false") || is_number(&word) {
            return Ok(word);
        }
        Err(syntax(begin, &format!("{} is no value: a text stands in double quotes", Shown(&word))))
    }

    fn string(&mut self) -> Result<String, Stop> {
        let begin = self.mark;
        self.step();
        let mut text = String::new();
        loop {
            let here = self.mark;
            match self.step() {
                None => return Err(syntax(begin, "a text begins here and does not end")),
                Some('"') => return Ok(text),
                Some('\\') => text.push(self.escape(here)?),
                Some(c) if c < ' ' => return Err(syntax(here, "a line break or control character in a text must be escaped")),
                Some(c) => text.push(c),
            }
        }
    }

    fn escape(&mut self, begin: Mark) -> Result<char, Stop> {
        match self.step() {
            Some(c @ ('"' | '\\' | '/')) => Ok(c),
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('u') => self.unicode(begin),
            Some(_) | None => Err(syntax(begin, "there is no such escape")),
        }
    }

    /// Reads a character above `\uffff` from the two halves JSON writes it in.
    fn unicode(&mut self, begin: Mark) -> Result<char, Stop> {
        let unit = self.hex(begin)?;
        let code = match unit {
            0xd800..=0xdbff => {
                let low = if self.eat('\\') && self.eat('u') { self.hex(begin)? } else { 0 };
                if !(0xdc00..=0xdfff).contains(&low) {
                    return Err(half(begin));
                }
                0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
            }
            unit => unit,
        };
        char::from_u32(code).ok_or_else(|| half(begin))
    }

    fn hex(&mut self, begin: Mark) -> Result<u32, Stop> {
        (0..4).try_fold(0, |code, _| {
            let digit = self.step().and_then(|c| c.to_digit(16));
            digit.map(|digit| code * 16 + digit).ok_or_else(|| syntax(begin, "`\\u` takes four hexadecimal digits"))
        })
    }

    fn skip_space(&mut self) {
        while self.chars.peek().copied().is_some_and(is_space) {
            self.step();
        }
    }

    fn eat(&mut self, wanted: char) -> bool {
        let there = self.chars.peek() == Some(&wanted);
        if there {
            self.step();
        }
        there
    }

    fn step(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        // Of `\r\n`, the second half ends the line.
        if c == '\n' || (c == '\r' && self.chars.peek() != Some(&'\n')) {
            self.mark = Mark { line: self.mark.line + 1, column: 1 };
        } else {
            self.mark.column += 1;
        }
        Some(c)
    }

    fn expected(&mut self, what: &str) -> Stop {
        let message = match self.chars.peek() {
            None => format!("the text ends where {what} should follow"),
            Some(c) => format!("{} stands where {what} should", Shown(c.encode_utf8(&mut [0; 4]))),
        };
        syntax(self.mark, &message)
    }
}

fn half(begin: Mark) -> Stop {
    syntax(begin, "this is half of a surrogate pair")
}

fn syntax(mark: Mark, message: &str) -> Stop {
    Stop::Syntax { mark, message: format!("this is not JSON: {message}") }
}

/// Whether a word is a number by JSON's grammar, which is narrower than Rust's.
fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    is_digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(is_digits) && exponent.is_none_or(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node::Kind;

    /// The first value of an object, or the mistake.
    fn value(text: &str) -> Result<String, String> {
        let mut report = Report::default();
        match read(text, &mut report) {
            Ok(Node { kind: Kind::Map(entries), .. }) => Ok(entries.first().map(|entry| entry.value.to_string()).unwrap_or_default()),
            Ok(other) => Ok(other.to_string()),
            Err(stop) => {
                let refused = stop.reported(&mut report);
                Err(report.finish::<()>(Err(refused)).unwrap_err().to_string())
            }
        }
    }

    #[test]
    fn reads_what_the_yaml_parser_would_not() {
        assert_eq!(value("{\n\t\"a\"\t:\ttrue\r\n}"), Ok("the boolean `true`".to_owned()));
        assert_eq!(value(r#"{"a" :1.50}"#), Ok("the number `1.50`".to_owned()));
        assert_eq!(value(r#"{"a": "\ud83d\ude00\/\"\\\u00e4"}"#), Ok(r#"the text `😀/"\\ä`"#.to_owned()));
        assert_eq!(value(r#"{"a": {"b": [[], {}, [1, null]]}}"#), Ok("a map".to_owned()));
        assert_eq!(value("{}"), Ok(String::new()));
    }

    #[test]
    fn says_where_it_is_not_json() {
        for (text, line) in [
            ("{\"a\": 1 \"b\": 2}", "line 1: this is not JSON: `\"` stands where `,` or `}` should"),
            ("{\"a\": 1,}", "line 1: this is not JSON: `}` stands where a key in double quotes should"),
            ("{\"a\": [1 2]}", "line 1: this is not JSON: `2` stands where `,` or `]` should"),
            ("{\"a\": [,1]}", "line 1: this is not JSON: `,` stands where a value should"),
            ("{\"a\"\n\n1}", "line 3: this is not JSON: `1` stands where `:` should"),
            ("{\"a\": live}", "line 1: this is not JSON: `live` is no value: a text stands in double quotes"),
            ("{\"a\": 010}", "line 1: this is not JSON: `010` is no value: a text stands in double quotes"),
            ("{\"a\":\n1", "line 2: this is not JSON: the text ends where `,` or `}` should follow"),
            ("{\"a\": \"b", "line 1: this is not JSON: a text begins here and does not end"),
            ("{\"a\": \"b\nc\"}", "line 1: this is not JSON: a line break or control character in a text must be escaped"),
            (r#"{"a": "\ud83d"}"#, "line 1: this is not JSON: this is half of a surrogate pair"),
            (r#"{"a": "\ud83d\u0041"}"#, "line 1: this is not JSON: this is half of a surrogate pair"),
            (r#"{"a": "\ude00"}"#, "line 1: this is not JSON: this is half of a surrogate pair"),
            (r#"{"a": "\u12"}"#, "line 1: this is not JSON: `\\u` takes four hexadecimal digits"),
            (r#"{"a": "\q"}"#, "line 1: this is not JSON: there is no such escape"),
            ("{\"a\": 1} x", "line 1: this is not JSON: `x` stands where the end of the text should"),
        ] {
            assert_eq!(value(text), Err(line.to_owned()), "{text}");
        }
    }

    #[test]
    fn numbers_are_those_of_the_grammar() {
        for good in ["0", "-0", "12", "0.0", "1.25", "1e9", "1E+9", "-1.5e-3"] {
            assert!(is_number(good), "{good}");
        }
        for wrong in ["", "-", "+1", "01", ".5", "5.", "1e", "0x1", "inf", "1_000", "1.5.2"] {
            assert!(!is_number(wrong), "{wrong}");
        }
    }
}
