//! An `AppSpec` in a file.

use crate::refusal::Refusal;
use headgate_appspec::{MAX_TEXT_BYTES, parse};
use headgate_domain::Spec;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The text in a file, and what it says.
pub(super) fn appspec(path: &Path) -> Result<(String, Spec), Refusal> {
    let name = path.display();
    let mut text = String::new();
    // A byte more than is allowed shows that there is more.
    let limit = u64::try_from(MAX_TEXT_BYTES).unwrap_or(u64::MAX) + 1;
    let read = File::open(path).and_then(|file| file.take(limit).read_to_string(&mut text));
    read.map_err(|error| Refusal::usage(format!("cannot read the AppSpec `{name}`: {error}")))?;
    let spec = parse(&text).map_err(|mistakes| Refusal::usage(format!("the AppSpec `{name}` is wrong:\n{mistakes}")))?;
    Ok((text, spec))
}
