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
        for name in names(metadata, package) {
            if !is_word_of(&source, &name) {
                problems.push(format!("{own} does not use its dependency {name}"));
            }
        }
    }
    Ok(problems)
}

/// Dependencies as source files name them: by another name in the manifest, or by that of their library.
fn names(metadata: &Metadata, package: &Package) -> impl Iterator<Item = String> {
    package.dependencies.iter().map(|dependency| {
        let found = metadata.packages.iter().find(|package| package.name.as_str() == dependency.name);
        let library =
            found.and_then(|package| package.targets.iter().find(|target| target.is_lib() || target.is_rlib() || target.is_proc_macro()));
        let named = dependency.rename.as_ref().or(library.map(|target| &target.name)).unwrap_or(&dependency.name);
        named.replace('-', "_")
    })
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
