//! The bundle: the folder that `cargo xtask package` writes, and a release holds. Nothing of it is used whose sum is not
//! the one in its list.

use super::template::Template;
use crate::commands::stack::{Sum, read_sums};
use crate::context::Invocation;
use crate::refusal::Refusal;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const SUMS: &str = "SHA256SUMS";
const TEMPLATE: &str = "template.yaml";

/// What a bundle holds.
pub(super) struct Bundle {
    pub(super) template: Template,
    packages: BTreeMap<String, Package>,
}

/// A function's package.
pub(super) struct Package {
    pub(super) sum: Sum,
    pub(super) bytes: Vec<u8>,
}

impl Bundle {
    /// Opens the one in this folder; without one, that beside this program, or in the working directory.
    pub(super) fn open(named: Option<&Path>, invocation: &Invocation) -> Result<Self, Refusal> {
        let folder = match named {
            Some(folder) => folder.to_owned(),
            None => found(invocation)?,
        };
        let mut files = verified(&folder)?;
        let path = folder.join(TEMPLATE);
        let Package { bytes, .. } = files.remove(TEMPLATE).ok_or_else(|| unlisted(&folder, TEMPLATE))?;
        let template = String::from_utf8(bytes).ok().and_then(Template::read);
        let template = template.ok_or_else(|| Refusal::usage(format!("{} is no template that names packages", path.display())))?;
        if let Some(name) = template.packages().find(|name| !files.contains_key(*name)) {
            return Err(unlisted(&folder, name));
        }
        Ok(Self { template, packages: files })
    }

    /// A package that the template names.
    pub(super) fn package(&self, name: &str) -> &Package {
        self.packages.get(name).expect("a bundle is opened with every package that its template names")
    }

    /// The packages that the template names, each once.
    pub(super) fn packages(&self) -> BTreeMap<&str, &Package> {
        self.template.packages().map(|name| (name, self.package(name))).collect()
    }
}

fn found(invocation: &Invocation) -> Result<PathBuf, Refusal> {
    let places: Vec<&PathBuf> = [&invocation.own_folder, &invocation.folder].into_iter().flatten().collect();
    if let Some(folder) = places.iter().find(|folder| folder.join(SUMS).is_file()) {
        return Ok((*folder).clone());
    }
    let places = places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(" nor in ");
    let sentence = format!("there is no bundle (a folder with {SUMS}) in {places}");
    Err(Refusal::usage(sentence).with_hint("name it, as in `headgate install target/package/arm64`; `cargo xtask package` makes one"))
}

/// Every file of the list, which is as the list says.
fn verified(folder: &Path) -> Result<BTreeMap<String, Package>, Refusal> {
    let path = folder.join(SUMS);
    let list = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
    let wrong =
        |line: usize| Refusal::usage(format!("{}:{line}: this is no sum of a file: `<64 hexadecimal digits>  <file>`", path.display()));
    let sums = read_sums(&list).map_err(|line| wrong(line).with_hint(ANEW))?;
    sums.into_iter().map(|(name, sum)| Ok((name.clone(), package(&folder.join(name), sum)?))).collect()
}

fn package(path: &Path, listed: Sum) -> Result<Package, Refusal> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let sum = Sum::of(&bytes);
    if sum == listed {
        return Ok(Package { sum, bytes });
    }
    let sentence = format!("{} is not as {SUMS} lists it: its SHA-256 is {sum}, and was to be {listed}", path.display());
    Err(Refusal::usage(sentence).with_hint(ANEW))
}

const ANEW: &str = "get the bundle again, or make it anew with `cargo xtask package`";

fn unreadable(path: &Path, error: &std::io::Error) -> Refusal {
    Refusal::usage(format!("{} cannot be read: {error}", path.display())).with_hint(ANEW)
}

fn unlisted(folder: &Path, name: &str) -> Refusal {
    Refusal::usage(format!("{} does not list `{name}`, which is needed", folder.join(SUMS).display())).with_hint(ANEW)
}
