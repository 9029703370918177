//! Whatever comes in, there is an answer.

use crate::bundle;
use headgate_appspec::{BundleKind, parse, read_bundle};
use proptest::prelude::*;

const SPECS: [&str; 2] = [
    r#"version: 0.0
Resources:
  - fn: &a
      Type: AWS::Lambda::Function
      Properties: {Name: fn, Alias: "live", CurrentVersion: 1, TargetVersion: '2'}
Hooks:
  - BeforeAllowTraffic: check # a comment
Headgate:
  deploymentConfig:
    type: Steps
    steps:
      - {weight: 0.5, bakeSeconds: 60, hook: check}
      - {weight: 100, bakeSeconds: 0}
  alarms: [errors, {name: "a \u0041"}]
  onConflict: >-
    queue
  finalBakeSeconds: 5
"#,
    r#"{"version": "0.0", "Resources": [{"\ud83d\ude00": {"Type": "AWS::Lambda::Function", "Properties": {"Name": "fn",
    "Alias": "live", "TargetVersion": "$LATEST"}}}], "Headgate": {"deploymentConfig": {"type": "TimeBasedLinear",
    "timeBasedLinear": {"linearPercentage": 10, "linearInterval": 1}}, "finalBakeSeconds": 10, "ignoreActiveAlarms": true}}"#,
];

/// The pieces that YAML and JSON are made of, and those of an AppSpec.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ": ",
    "- ",
    "-",
    "? ",
    "\n",
    "\r\n",
    "\n  ",
    "\n      ",
    "\t",
    " ",
    "#",
    "&a",
    "*a",
    "!t",
    "!!str",
    "|",
    ">",
    "\"",
    "'",
    "\\",
    "\\u12",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\u{feff}",
    "\u{0}",
    "version",
    "0.0",
    "Resources",
    "Hooks",
    "Headgate",
    "steps",
    "null",
    "1e999",
];

/// Whether an answer keeps its promise: a mistake or more, each in one line, and only if there is no spec.
fn answers(text: &str) -> Result<(), TestCaseError> {
    let Err(mistakes) = parse(text) else { return Ok(()) };
    prop_assert!(mistakes.iter().next().is_some() && mistakes.len() >= mistakes.iter().count());
    let lines = text.matches(['\r', '\n']).count() + 1;
    for mistake in &mistakes {
        prop_assert!(!mistake.to_string().contains(char::is_control), "{mistake:?}");
        prop_assert!(mistake.line().is_none_or(|line| (1..=lines).contains(&line)), "{mistake:?} of {lines} lines");
    }
    Ok(())
}

fn cases() -> ProptestConfig {
    ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text(text in any::<String>()) {
        answers(&text)?;
    }

    #[test]
    fn any_pieces(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        answers(&pieces.concat())?;
        answers(&format!("{{\"{}", pieces.concat()))?;
    }

    #[test]
    fn a_spec_with_pieces_in_it(
        spec in prop::sample::select(&SPECS[..]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, prop::sample::select(&PIECES[..])), 1..4),
    ) {
        let mut chars: Vec<char> = spec.chars().collect();
        for (at, removed, piece) in edits {
            let at = at.index(chars.len());
            let end = (at + removed).min(chars.len());
            chars.splice(at..end, piece.chars());
        }
        answers(&chars.into_iter().collect::<String>())?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for kind in [BundleKind::Yaml, BundleKind::Zip, BundleKind::Tgz, BundleKind::Tar] {
            drop(read_bundle(&bytes, kind));
        }
    }

    #[test]
    fn a_damaged_archive(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>()) {
        let entries: [(&str, &[u8]); 2] = [("r/appspec.yml", b"version: 0.0"), ("r/src/index.js", b"x")];
        let archives = [
            (bundle::zip(&entries), BundleKind::Zip),
            (bundle::gzip(&bundle::tar(&entries)), BundleKind::Tgz),
            (bundle::tar(&entries), BundleKind::Tar),
        ];
        for (mut bytes, kind) in archives {
            for (at, byte) in &edits {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            drop(read_bundle(&bytes, kind));
            drop(read_bundle(&bytes[..cut.index(bytes.len())], kind));
        }
    }

    #[test]
    fn a_json_value_is_read_alike_by_both_parsers(number in 0..200_u32, name in "[a-z]{0,8}") {
        let json = format!("{{\"version\": \"0.0\", \"Resources\": [{{\"fn\": {{\"Type\": \"AWS::Lambda::Function\", \"Properties\": {{\"Name\": \"{name}\", \"Alias\": \"live\", \"TargetVersion\": {number}}}}}}}]}}");
        // A comment makes YAML of it.
        let yaml = format!("{json} # as YAML");
        prop_assert_eq!(parse(&json), parse(&yaml));
    }
}
