//! `cargo xtask generate`: the wire's shapes, from CodeDeploy's service model.

mod model;
mod write;

use crate::paths::workspace_root;
use crate::python::Python;
use crate::shell::progress;
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use model::Model;
use serde_json::Value;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The generated files, with their texts: whoever checks compares, whoever generates writes.
///
/// # Errors
///
/// The model cannot be read, or has something that this generator does not know.
pub fn generated() -> Result<Vec<(PathBuf, String)>> {
    let wire = workspace_root().join("shared/wire");
    let overlay: Value = serde_json::from_str(&fs::read_to_string(wire.join("overlay.json"))?).context("shared/wire/overlay.json")?;
    let model = Model::read(&service_model()?, &overlay)?;
    let folder = wire.join("src/generated");
    Ok(vec![
        (folder.join("mod.rs"), write::modules()),
        (folder.join("words.rs"), write::words(&model)),
        (folder.join("structures.rs"), write::structures(&model)?),
        (folder.join("operations.rs"), write::operations(&model)?),
    ])
}

/// Writes the generated files.
///
/// # Errors
///
/// As [`generated`] has them, and those of the disk.
pub fn generate() -> Result<()> {
    for (path, text) in generated()? {
        fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        fs::write(&path, text).with_context(|| path.display().to_string())?;
        progress(&format!("written: {}", path.display()));
    }
    Ok(())
}

/// CodeDeploy's service model as the pinned botocore ships it.
fn service_model() -> Result<Value> {
    let path = Python::with_clients()?.library_file("botocore/data/codedeploy/2014-10-06/service-2.json.gz")?;
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    serde_json::from_reader(GzDecoder::new(file)).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_checked_in_is_what_the_model_says() {
        for (path, text) in generated().unwrap() {
            let stored = fs::read_to_string(&path).unwrap_or_default();
            assert!(stored == text, "{} is stale: run `cargo xtask generate`", path.display());
        }
    }
}
