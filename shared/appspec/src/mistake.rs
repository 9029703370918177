//! What is wrong with an AppSpec, and the report that collects it.

use crate::node::Mark;
use std::fmt;

/// The most mistakes that are listed; the rest are counted.
const MAX_LISTED: usize = 100;

/// The most characters of an AppSpec's own words that one message repeats.
const MAX_SHOWN: usize = 80;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

impl Mistake {
    /// The way to it, such as `Resources[0].fn.Properties.Alias`; empty for the text as a whole.
    /// In an archive that cannot be used, the entry.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its line, counted from 1.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Its column in characters, counted from 1.
    pub fn column(&self) -> Option<usize> {
        self.column
    }

    /// What is wrong, and what would be right, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.as_str(), self.line) {
            ("", None) => {}
            ("", Some(line)) => write!(f, "line {line}: ")?,
            (path, None) => write!(f, "{path}: ")?,
            (path, Some(line)) => write!(f, "{path} (line {line}): ")?,
        }
        f.write_str(&self.message)
    }
}

/// Everything that is wrong with an AppSpec: at least one mistake, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes {
    listed: Vec<Mistake>,
    unlisted: usize,
}

impl Mistakes {
    /// The mistakes, of which at most a hundred are kept.
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.listed.iter()
    }

    /// How many mistakes there are, with those that were only counted.
    #[expect(clippy::len_without_is_empty, reason = "there is always a mistake in it")]
    pub fn len(&self) -> usize {
        self.listed.len() + self.unlisted
    }
}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = std::slice::Iter<'a, Mistake>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A line for each mistake, and one more for those that are not listed.
impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mistake) in self.listed.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{mistake}")?;
        }
        match self.unlisted {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl std::error::Error for Mistakes {}

/// The proof that a mistake was reported: only [`Report::refuse`] makes one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused(());

/// Collects mistakes.
#[derive(Debug, Default)]
pub(crate) struct Report {
    listed: Vec<Mistake>,
    unlisted: usize,
}

impl Report {
    /// Notes a mistake. Place and message are put in words only if they are listed, so that a text
    /// of nothing but mistakes costs no more than a hundred of them.
    pub(crate) fn refuse(&mut self, path: impl fmt::Display, mark: Option<Mark>, message: impl fmt::Display) -> Refused {
        if self.listed.len() < MAX_LISTED {
            let (line, column) = (mark.map(|mark| mark.line), mark.map(|mark| mark.column));
            self.listed.push(Mistake { path: path.to_string(), line, column, message: message.to_string() });
        } else {
            self.unlisted += 1;
        }
        Refused(())
    }

    /// The value, if nothing was reported on the way to it.
    pub(crate) fn finish<T>(mut self, outcome: Result<T, Refused>) -> Result<T, Mistakes> {
        match outcome {
            Ok(value) if self.listed.is_empty() => Ok(value),
            Ok(_) | Err(Refused(())) => {
                // What is missing is noticed last but belongs where it should stand.
                self.listed.sort_by_key(|mistake| (mistake.line, mistake.column));
                Err(Mistakes { listed: self.listed, unlisted: self.unlisted })
            }
        }
    }
}

/// An AppSpec's own words in a message: in backticks, escaped and cut.
pub(crate) struct Shown<'a>(pub(crate) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", Plain(self.0))
    }
}

/// An AppSpec's own words without backticks: escaped and cut.
pub(crate) struct Plain<'a>(pub(crate) &'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, char) in self.0.chars().enumerate() {
            match char {
                _ if index == MAX_SHOWN => return f.write_str("…"),
                '"' | '\'' => write!(f, "{char}")?,
                _ => write!(f, "{}", char.escape_debug())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(mistakes: usize) -> Mistakes {
        let mut report = Report::default();
        for line in 1..=mistakes {
            report.refuse("a", Some(Mark { line, column: 1 }), "is wrong");
        }
        report.finish(Ok(())).unwrap_err()
    }

    #[test]
    fn a_mistake_names_what_it_knows_of_its_place() {
        let mistake = |path: &str, line| Mistake { path: path.to_owned(), line, column: None, message: "is wrong".to_owned() };
        assert_eq!(mistake("a.b[0]", Some(7)).to_string(), "a.b[0] (line 7): is wrong");
        assert_eq!(mistake("", Some(7)).to_string(), "line 7: is wrong");
        assert_eq!(mistake("appspec.yml", None).to_string(), "appspec.yml: is wrong");
        assert_eq!(mistake("", None).to_string(), "is wrong");
    }

    #[test]
    fn a_hundred_are_listed_and_the_rest_counted() {
        assert_eq!(report(100).to_string().lines().count(), 100);
        let many = report(1234);
        assert_eq!((many.len(), many.iter().count()), (1234, 100));
        assert_eq!(many.to_string().lines().last(), Some("and 1134 more"));
    }

    #[test]
    fn a_value_is_not_given_beside_a_mistake() {
        let mut report = Report::default();
        report.refuse("", None, "wrong");
        assert_eq!(report.finish(Ok(1)).unwrap_err().to_string(), "wrong");
        assert_eq!(Report::default().finish(Ok(1)), Ok(1));
    }

    #[test]
    fn words_are_escaped_and_cut() {
        assert_eq!(Shown("a\nb\u{202e}'ä").to_string(), "`a\\nb\\u{202e}'ä`");
        assert_eq!(Plain(&"x".repeat(100_000)).to_string(), format!("{}…", "x".repeat(80)));
    }
}
