//! A dependency that no source file names is not needed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, Package};

use super::folder;

pub(super) fn unused(metadata: &Metadata) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for package in metadata.workspace_packages() {
        let own = folder(metadata, package);
        let source = source(metadata.workspace_root.join(&own).as_std_path())?;
        for name in names(package) {
            if !is_word_of(&source, &name) {
                problems.push(format!("{own} does not use its dependency {name}"));
            }
        }
    }
    Ok(problems)
}

/// Dependencies as source files name them.
fn names(package: &Package) -> impl Iterator<Item = String> {
    package.dependencies.iter().map(|dependency| dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_"))
}

fn source(folder: &Path) -> Result<String> {
    let mut text = String::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            text.push_str(&source(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path)?);
        }
    }
    Ok(text)
}

fn is_word_of(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.split(|c| !part(c)).any(|found| found == word)
}
