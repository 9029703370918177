//! `headgate.toml`: what a project has settled, found from the working directory upwards.

use super::{Origin, Setting};
use crate::refusal::Refusal;
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};
use strsim::jaro_winkler;
use toml::de::{DeTable, DeValue};

const NAME: &str = "headgate.toml";
const KEYS: [&str; 7] = ["api-function", "application", "group", "output", "profile", "region", "stack"];

/// What the file says.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    values: BTreeMap<String, (String, usize)>,
}

impl File {
    /// The nearest one above a folder, or in it.
    pub(crate) fn above(folder: &Path) -> Result<Option<Self>, Refusal> {
        for folder in folder.ancestors() {
            let path = folder.join(NAME);
            match fs::read_to_string(&path) {
                Ok(text) => return Self::read(path, &text).map(Some),
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                Err(error) => return Err(Refusal::usage(format!("{} cannot be read: {error}", path.display()))),
            }
        }
        Ok(None)
    }

    /// What stands in a file.
    pub(super) fn read(path: PathBuf, text: &str) -> Result<Self, Refusal> {
        let wrong = |span: Range<usize>, what: String| Refusal::usage(format!("{}:{}: {what}", path.display(), line(text, &span)));
        let table = DeTable::parse(text).map_err(|error| {
            let sentence = error.message().lines().collect::<Vec<_>>().join(", ");
            wrong(error.span().unwrap_or_default(), format!("this is no TOML: {sentence}"))
        })?;
        let mut values = BTreeMap::new();
        for (key, value) in table.get_ref() {
            let name = key.get_ref().as_ref();
            if !KEYS.contains(&name) {
                return Err(wrong(key.span(), unknown(name)));
            }
            let DeValue::String(given) = value.get_ref() else {
                return Err(wrong(value.span(), format!("`{name}` is no text: write it between quotation marks")));
            };
            if given.is_empty() {
                return Err(wrong(value.span(), format!("`{name}` is empty: give a value, or take the line out")));
            }
            values.insert(name.to_owned(), (given.to_string(), line(text, &value.span())));
        }
        Ok(Self { path, values })
    }

    /// A key's value.
    pub(super) fn get(&self, key: &str) -> Option<Setting<String>> {
        let (value, line) = self.values.get(key)?;
        Some(Setting { value: value.clone(), origin: Origin::File(self.path.clone(), *line) })
    }
}

fn line(text: &str, span: &Range<usize>) -> usize {
    1 + text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count()
}

/// The likeliest key that was meant, or all that there are.
fn unknown(name: &str) -> String {
    let nearest = KEYS.iter().max_by(|one, other| jaro_winkler(one, name).total_cmp(&jaro_winkler(other, name)));
    match nearest.filter(|key| jaro_winkler(key, name) > 0.75) {
        Some(nearest) => format!("`{}` is no setting: did you mean `{nearest}`?", name.escape_debug()),
        None => format!("`{}` is no setting: there are {}", name.escape_debug(), KEYS.join(", ")),
    }
}
