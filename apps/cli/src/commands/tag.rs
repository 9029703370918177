//! Tags, as the command line has them: `KEY=VALUE`.

use headgate_wire::Tag;

/// A tag's key and value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair(String, String);

/// Reads one.
pub(crate) fn read(text: &str) -> Result<Pair, String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok(Pair(key.to_owned(), value.to_owned())),
        Some(_) | None => Err("give a key and a value, such as `team=payments`".to_owned()),
    }
}

/// All of them for `api`; nothing where there are none.
pub(crate) fn written(pairs: Vec<Pair>) -> Option<Vec<Tag>> {
    let tags: Vec<Tag> = pairs.into_iter().map(|Pair(key, value)| Tag { key: Some(key), value: Some(value) }).collect();
    Some(tags).filter(|tags| !tags.is_empty())
}
