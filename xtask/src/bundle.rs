use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::package::Arch;
use crate::paths::{lock, sha256, target_directory, target_folder, workspace_root};
use crate::shell::{cargo, progress, run};

/// The functions of the template, each a crate `headgate-<name>` and a package `<name>.zip`.
pub(crate) const FUNCTIONS: [&str; 8] = ["start", "step", "alarm", "hook", "report", "api", "publish", "sweep"];

const TEMPLATE: &str = "template.yaml";

/// A folder with the template, the packages that it names, and the sums of all these: `headgate install` takes it.
pub(crate) struct Bundle {
    folder: PathBuf,
    compression: SimpleFileOptions,
}

impl Bundle {
    /// Builds the functions for this machine, quickly rather than small.
    pub(crate) fn for_this_machine() -> Result<Self> {
        let _alone = lock("bundle")?;
        progress("building the functions");
        let binaries = FUNCTIONS.map(|function| format!("--bin=headgate-{function}"));
        // The whole workspace is selected so that dependencies get the features that its tests give
        // them, and are not built a second time.
        run(cargo().args(["build", "--workspace", "--quiet"]).args(binaries))?;
        let bundle = Self { folder: target_folder("bundle")?, compression: quick() };
        for function in FUNCTIONS {
            let binary = target_directory().join("debug").join(format!("headgate-{function}"));
            bundle.add(function, &binary)?;
        }
        bundle.add_template(Arch::of_this_machine())?;
        bundle.add_sums()?;
        Ok(bundle)
    }

    /// What was built for an account.
    pub(crate) fn for_account(arch: Arch) -> Result<Self> {
        Ok(Self { folder: target_folder(&format!("package/{arch}"))?, compression: small() })
    }

    /// Where it all lies.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The template, whose packages lie beside it.
    pub(crate) fn template(&self) -> PathBuf {
        self.folder.join(TEMPLATE)
    }

    /// The package of a function.
    pub(crate) fn package(&self, function: &str) -> PathBuf {
        self.folder.join(format!("{function}.zip"))
    }

    /// Packs a binary as Lambda wants it.
    pub(crate) fn add(&self, function: &str, binary: &Path) -> Result<()> {
        let code = fs::read(binary).with_context(|| format!("cannot read {}", binary.display()))?;
        replace(&self.package(function), &zipped(&code, self.compression)?)
    }

    /// Copies the workspace's template so that it names the packages beside it.
    pub(crate) fn add_template(&self, arch: Arch) -> Result<()> {
        let path = workspace_root().join(TEMPLATE);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        replace(&self.template(), localised(&text, arch)?.as_bytes())
    }

    /// Lists the sums of all that is there to be installed, as `sha256sum` does. What else lies in the folder is no part
    /// of the bundle.
    pub(crate) fn add_sums(&self) -> Result<()> {
        let mut list = String::new();
        for name in FUNCTIONS.map(|function| format!("{function}.zip")).iter().map(String::as_str).chain([TEMPLATE]) {
            let path = self.folder.join(name);
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            list.push_str(&listed(name, &content));
        }
        replace(&self.folder.join("SHA256SUMS"), list.as_bytes())
    }
}

fn localised(template: &str, arch: Arch) -> Result<String> {
    const PACKAGES: &str = "CodeUri: target/package/arm64/";
    const PROCESSOR: &str = "Default: arm64";
    ensure!(
        template.matches(PACKAGES).count() == FUNCTIONS.len() && template.matches(PROCESSOR).count() == 1,
        "template.yaml is to name every package as `{PACKAGES}<function>.zip`, and the processor as `{PROCESSOR}`"
    );
    Ok(template.replace(PACKAGES, "CodeUri: ").replace(PROCESSOR, &format!("Default: {arch}")))
}

fn listed(name: &str, content: &[u8]) -> String {
    format!("{}  {name}\n", sha256(content))
}

/// Compressing takes longer than it spares where nothing crosses a network.
fn quick() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
}

fn small() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(9))
}

/// The same bytes for the same code, so that what has not changed is not deployed again.
fn zipped(code: &[u8], compression: SimpleFileOptions) -> Result<Vec<u8>> {
    let options = compression.last_modified_time(DateTime::default()).unix_permissions(0o755);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("bootstrap", options)?;
    archive.write_all(code)?;
    Ok(archive.finish()?.into_inner())
}

/// Writes a file in one step, so that nobody ever reads half of it.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let failed = || format!("cannot write {}", path.display());
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    let draft = path.with_extension("draft");
    File::create(&draft).and_then(|mut file| file.write_all(content)).with_context(failed)?;
    fs::rename(&draft, path).with_context(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_code_makes_the_same_package() {
        assert_eq!(zipped(b"code", small()).unwrap(), zipped(b"code", small()).unwrap());
    }

    #[test]
    fn a_sum_is_listed_as_sha256sum_lists_it() {
        let sum = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
        assert_eq!(listed("start.zip", b"foo"), format!("{sum}  start.zip\n"));
    }

    #[test]
    fn the_template_can_be_localised() {
        let text = fs::read_to_string(workspace_root().join("template.yaml")).unwrap();
        let local = localised(&text, Arch::X86_64).unwrap();
        assert!(local.contains("CodeUri: start.zip") && local.contains("Default: x86_64"));
    }
}
