//! An AppSpec in a file. What is wrong with it is told with its place, before anything is sent.

use crate::console::counted;
use crate::refusal::Refusal;
use headgate_appspec::{BundleKind, MAX_TEXT_BYTES, Mistake, Mistakes, parse, read_bundle};
use headgate_aws::OBJECT_BYTES_MAX;
use headgate_domain::Spec;
use std::fs::File;
use std::io::{self, Read, stdin};

/// The text in a file or in its archive, and what it says; `-` is stdin.
pub(crate) fn read(file: &str) -> Result<(String, Spec), Refusal> {
    judged(file)?.map_err(|mistakes| refusal(file, &mistakes))
}

/// The same, and its mistakes if that is what it has. Only a file that cannot be read at all is refused.
pub(crate) fn judged(file: &str) -> Result<Result<(String, Spec), Mistakes>, Refusal> {
    let kind = BundleKind::from_key(file).unwrap_or(BundleKind::Yaml);
    let bytes = bytes(file, kind).map_err(|error| Refusal::usage(format!("cannot read the AppSpec `{}`: {error}", file.escape_debug())))?;
    Ok(read_bundle(&bytes, kind).and_then(|text| parse(&text).map(|spec| (text, spec))))
}

fn bytes(file: &str, kind: BundleKind) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let max = match kind {
        BundleKind::Yaml | BundleKind::Json => u64::try_from(MAX_TEXT_BYTES).unwrap_or(u64::MAX),
        BundleKind::Zip | BundleKind::Tgz | BundleKind::Tar => OBJECT_BYTES_MAX,
    };
    // A byte more than is allowed shows that there is more.
    match file {
        "-" => stdin().lock().take(max + 1).read_to_end(&mut bytes)?,
        file => File::open(file)?.take(max + 1).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

fn refusal(file: &str, mistakes: &Mistakes) -> Refusal {
    let lines: Vec<String> = mistakes.iter().map(|mistake| placed(file, mistake)).collect();
    Refusal::usage(format!("the AppSpec has {}, and nothing was sent:\n{}", counted(mistakes.len(), "mistake"), lines.join("\n")))
}

/// A mistake behind its place, as compilers have it: `appspec.yaml:7:5: …`.
pub(crate) fn placed(file: &str, mistake: &Mistake) -> String {
    let place = [Some(file.to_owned()), mistake.line().map(|line| line.to_string()), mistake.column().map(|column| column.to_string())];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(":");
    match mistake.path() {
        "" => format!("{place}: {}", mistake.message()),
        path => format!("{place}: {path}: {}", mistake.message()),
    }
}
