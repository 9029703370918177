//! `appspec.yaml` and `headgate.toml`.

use super::outset::Outset;
use crate::console::tell;
use crate::refusal::Refusal;
use crate::settings::{File, Origin, Setting, Settings};
use serde_json::json;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

pub(super) const APPSPEC: &str = "appspec.yaml";
const SETTINGS: &str = "headgate.toml";

/// Where they are written.
pub(super) struct Files {
    folder: PathBuf,
    force: bool,
    /// The settings that hold for this folder already.
    settled: Option<PathBuf>,
}

impl Files {
    /// The folder's; nothing is in the way there.
    pub(super) fn in_folder(folder: Option<&Path>, force: bool) -> Result<Self, Refusal> {
        let folder = folder.ok_or_else(|| Refusal::refused("there is no working directory to write to"))?.to_owned();
        if !force && folder.join(APPSPEC).exists() {
            return Err(in_the_way());
        }
        let settled = File::above(&folder)?.map(|file| file.path);
        Ok(Self { folder, force, settled })
    }

    /// Writes them, and says which. Settings that hold already stay as they are.
    pub(super) fn write(&self, outset: &Outset, settings: &Settings) -> Result<Vec<String>, Refusal> {
        self.put(APPSPEC, &appspec(outset), self.force)?;
        let Some(path) = &self.settled else {
            self.put(SETTINGS, &settled(outset, settings), false)?;
            return Ok(vec![APPSPEC.to_owned(), SETTINGS.to_owned()]);
        };
        if !self.is_settled(outset, settings) {
            let place = place(outset);
            tell(&format!("{} is left as it is. With these lines nothing has to be named:\n{}", path.display(), place.trim_end()));
        }
        Ok(vec![APPSPEC.to_owned()])
    }

    /// The command that comes next: it names what the settings do not.
    pub(super) fn next(&self, outset: &Outset, settings: &Settings) -> String {
        let place = if self.is_settled(outset, settings) {
            String::new()
        } else {
            format!(" --application {} --group {}", outset.application, outset.group)
        };
        format!("headgate plan {APPSPEC}{place}")
    }

    /// Whether the next command finds application and group without being told. What was not settled before is, if the
    /// settings are written now.
    fn is_settled(&self, outset: &Outset, settings: &Settings) -> bool {
        let holds = |setting: Option<&Setting<String>>, value: &str| setting.map_or(self.settled.is_none(), |it| it.value == value);
        holds(settings.application.as_ref(), &outset.application) && holds(settings.group.as_ref(), &outset.group)
    }

    fn put(&self, name: &str, text: &str, force: bool) -> Result<(), Refusal> {
        let mut options = OpenOptions::new();
        let options = options.write(true).create(force).truncate(force).create_new(!force);
        let opened = options.open(self.folder.join(name));
        opened.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| {
            let came_first = error.kind() == ErrorKind::AlreadyExists;
            if came_first { in_the_way() } else { Refusal::refused(format!("cannot write {name}: {error}")) }
        })
    }
}

fn in_the_way() -> Refusal {
    let sentence = format!("{APPSPEC} is there already, and was left as it is");
    Refusal::refused(sentence).with_hint(format!("`headgate plan {APPSPEC}` shows what it does; `--force` overwrites it"))
}

/// The AppSpec: to the newest version, or to one that is yet to be published.
fn appspec(outset: &Outset) -> String {
    let Outset { function, alias, current, newer, .. } = outset;
    let versions = match (current, newer) {
        (Some(current), Some(newer)) => format!(
            "# The version that the alias has to be on, and the one it goes to.
        CurrentVersion: \"{current}\"
        TargetVersion: \"{newer}\""
        ),
        (_, _) => "# The function's code as it is then: it is published first.
        TargetVersion: $LATEST"
            .to_owned(),
    };
    format!(
        "# What `headgate deploy {APPSPEC}` moves. The words are AWS CodeDeploy's.
version: 0.0
Resources:
  - {function}:
      Type: AWS::Lambda::Function
      Properties:
        Name: {function}
        Alias: {alias}
        {versions}
"
    )
}

/// The settings: what was settled, and what was given for this command and will have to be for the next.
fn settled(outset: &Outset, settings: &Settings) -> String {
    let given = |key: &str, setting: Option<&Setting<String>>, cut: &str| {
        let setting = setting.filter(|setting| matches!(setting.origin, Origin::Option(_)))?;
        Some(format!("{key} = {}\n", json!(setting.value.strip_suffix(cut).unwrap_or(&setting.value))))
    };
    let api = match settings.api.origin {
        Origin::Option("--stack") => given("stack", Some(&settings.api), "-api"),
        Origin::Option(_) | Origin::Variable(_) | Origin::File(..) | Origin::Default => given("api-function", Some(&settings.api), ""),
    };
    let lines = [api, given("profile", settings.profile.as_ref(), ""), given("region", settings.region.as_ref(), "")];
    lines.into_iter().flatten().collect::<String>() + &place(outset)
}

fn place(outset: &Outset) -> String {
    format!("application = {}\ngroup = {}\n", json!(outset.application), json!(outset.group))
}
