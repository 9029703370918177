//! Values beside their names.

use super::style::{DIM, paint};
use std::fmt;

/// A sheet of values. What has no value has no line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    lines: Vec<(&'static str, String)>,
}

impl Sheet {
    /// Adds a value, if there is one.
    pub(crate) fn line(mut self, name: &'static str, value: impl Into<Option<String>>) -> Self {
        self.lines.extend(value.into().filter(|value| !value.is_empty()).map(|value| (name, value)));
        self
    }

    /// Adds values, each under the same name.
    pub(crate) fn lines(mut self, name: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        self.lines.extend(values.into_iter().enumerate().map(|(index, value)| (if index == 0 { name } else { "" }, value)));
        self
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (index, (name, value)) in self.lines.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(f, "{end}{}  {value}", paint(DIM, &format!("{name:<width$}")))?;
        }
        Ok(())
    }
}
