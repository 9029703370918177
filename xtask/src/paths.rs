use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};
use cargo_metadata::MetadataCommand;
use sha2::{Digest, Sha256};

/// The folder that holds `template.yaml`.
pub fn workspace_root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// Where cargo builds, which `CARGO_TARGET_DIR` and cargo's own settings may move.
///
/// # Panics
/// When cargo cannot read the workspace that this was built from.
pub fn target_directory() -> &'static Path {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    TARGET.get_or_init(|| {
        let metadata = MetadataCommand::new()
            .manifest_path(workspace_root().join("Cargo.toml"))
            .no_deps()
            .exec()
            .expect("cargo reads the workspace it has just built");
        metadata.target_directory.into_std_path_buf()
    })
}

/// The SHA-256 of a file's content, in hexadecimal digits.
pub(crate) fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// A folder below the target directory, made if it is missing.
pub(crate) fn target_folder(name: &str) -> Result<PathBuf> {
    let folder = target_directory().join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// Keeps other processes of this workspace out of what is made below the target directory, until it is
/// dropped: tests that need a stack run side by side.
pub(crate) fn lock(name: &str) -> Result<File> {
    let path = target_folder("xtask")?.join(format!("{name}.lock"));
    let file = File::create(&path).with_context(|| format!("cannot make {}", path.display()))?;
    file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    Ok(file)
}
