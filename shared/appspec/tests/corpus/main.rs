//! The corpus of hostile revisions: what each is answered, and how much memory the answer takes.
//!
//! To add one, add a row to the table of its kind: its name, its bytes, and a part of what the answer says. Bytes
//! are written down or built by the row, never stored as an archive, so that a reader sees what is wrong with them.
//! A text goes into `texts`, an archive into `zips` or `tars`. What holds for *any* bytes is in `tests/appspec`.

mod tars;
mod texts;
mod zips;

use headgate_appspec::{BundleKind, parse, read_bundle};
use peak_alloc::PeakAlloc;

/// It counts for the whole process, and so this binary has one test.
#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// The most bytes an answer may take beside the revision itself, at any moment. Functions have 256 MiB.
const PEAK_BYTES_MAX: usize = 24 << 20;

/// The most bytes an archive may take of that: an entry is read to the longest AppSpec, and names are not kept.
const ARCHIVE_PEAK_BYTES_MAX: usize = 2 << 20;

/// A revision that is meant to hurt.
struct Case {
    name: String,
    kind: BundleKind,
    bytes: Vec<u8>,
    /// A part of the answer; `ok` if nothing is wrong.
    says: &'static str,
}

impl Case {
    fn new(name: impl Into<String>, kind: BundleKind, bytes: impl Into<Vec<u8>>, says: &'static str) -> Self {
        Self { name: name.into(), kind, bytes: bytes.into(), says }
    }
}

/// An AppSpec with nothing wrong.
const GOOD: &str =
    "version: 0.0\nResources:\n  - fn: {Type: AWS::Lambda::Function, Properties: {Name: fn, Alias: live, TargetVersion: 2}}\n";

fn answer(bytes: &[u8], kind: BundleKind) -> String {
    match read_bundle(bytes, kind).and_then(|text| parse(&text)) {
        Ok(_) => "ok".to_owned(),
        Err(mistakes) => mistakes.to_string(),
    }
}

#[test]
fn each_is_answered_within_its_memory() {
    let mut wrong = vec![];
    for Case { name, kind, bytes, says } in texts::cases().chain(zips::cases()).chain(tars::cases()) {
        let before = ALLOCATED.current_usage();
        ALLOCATED.reset_peak_usage();
        let said = answer(&bytes, kind);
        let peak = ALLOCATED.peak_usage().saturating_sub(before);
        let most = if matches!(kind, BundleKind::Yaml | BundleKind::Json) { PEAK_BYTES_MAX } else { ARCHIVE_PEAK_BYTES_MAX };
        if !said.contains(says) || (says == "ok") != (said == "ok") {
            wrong.push(format!("{name}: should say `{says}`, says `{said}`"));
        }
        if said.len() > 70_000 || said.contains(|char: char| char.is_control() && char != '\n') {
            wrong.push(format!("{name}: an answer of {} bytes is too long, or cannot be printed", said.len()));
        }
        if peak > most {
            wrong.push(format!("{name}: took {peak} bytes of memory, more than {most}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
