//! Rows under a head. On a terminal they fit: what is too long is cut off at the end, or its last column goes on below.

use super::style::{DIM, paint};
use ::console::{Alignment, Term, measure_text_width, pad_str, truncate_str};
use std::fmt;
use textwrap::{Options, WordSeparator, WordSplitter, wrap};

/// What stands between two columns.
const GAP: &str = "  ";
/// In less than this, a sentence is cut off rather than broken into many lines.
const SENTENCE_MIN: usize = 20;

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    width_max: Option<usize>,
    goes_on: bool,
}

impl Table {
    /// An empty table, as wide as the terminal at most, if there is one.
    pub(crate) fn new(head: &[&'static str]) -> Self {
        let width_max = Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
        Self { head: head.to_vec(), rows: Vec::new(), width_max, goes_on: false }
    }

    /// The same, with a last column of sentences: where they are too long for a line, they go on below.
    pub(crate) fn of_sentences(head: &[&'static str]) -> Self {
        Self { goes_on: true, ..Self::new(head) }
    }

    /// Adds a row, with a cell for each column.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        debug_assert_eq!(N, self.head.len(), "a cell for each column");
        self.rows.push(cells.into());
    }

    fn widths(&self) -> Vec<usize> {
        let widest = |column: usize| self.rows.iter().map(|row| measure_text_width(&row[column])).max().unwrap_or(0);
        self.head.iter().enumerate().map(|(column, name)| widest(column).max(name.len())).collect()
    }

    fn line(&self, widths: &[usize], cells: &[String]) -> String {
        let (last, first) = cells.split_last().expect("a table has columns");
        let first: String =
            first.iter().zip(widths).map(|(cell, width)| pad_str(cell, *width, Alignment::Left, None).into_owned() + GAP).collect();
        let taken = measure_text_width(&first);
        let line = match self.width_max {
            Some(width_max) if self.goes_on && width_max >= taken + SENTENCE_MIN => {
                wrap(last, whole_words(width_max - taken)).join(&format!("\n{:taken$}", ""))
            }
            Some(width_max) => return truncate_str(&(first + last), width_max, "…").trim_end().to_owned(),
            None => last.clone(),
        };
        (first + &line).trim_end().to_owned()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        let head: Vec<String> = self.head.iter().map(|name| paint(DIM, name)).collect();
        write!(f, "{}", self.line(&widths, &head))?;
        for row in &self.rows {
            write!(f, "\n{}", self.line(&widths, row))?;
        }
        Ok(())
    }
}

/// Lines of so many columns, in which a name with a hyphen stays whole.
pub(crate) fn whole_words(columns: usize) -> Options<'static> {
    Options::new(columns).word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation)
}

#[cfg(test)]
mod tests {
    use super::{DIM, Table, paint};

    fn table(width_max: Option<usize>, goes_on: bool) -> String {
        let mut table = Table { width_max, goes_on, ..Table::new(&["NAME", "WHAT"]) };
        table.row([paint(DIM, "shop"), "sells".to_owned()]);
        table.row(["日本".to_owned(), "a country that is far-away".to_owned()]);
        anstream::adapter::strip_str(&table.to_string()).to_string()
    }

    #[test]
    fn columns_are_as_wide_as_what_is_seen_in_them() {
        assert_eq!(table(None, true), "NAME  WHAT\nshop  sells\n日本  a country that is far-away");
    }

    #[test]
    fn a_terminal_gets_lines_that_fit() {
        assert_eq!(table(Some(14), false), "NAME  WHAT\nshop  sells\n日本  a count…");
        assert_eq!(table(Some(14), true), table(Some(14), false), "there is no room for sentences");
        assert_eq!(table(Some(30), true), "NAME  WHAT\nshop  sells\n日本  a country that is\n      far-away");
    }
}
