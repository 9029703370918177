//! What is documented: every operation, and every code that a caller can see.

use crate::desk::Desk;
use crate::refusals;
use headgate_domain::ErrorCode;
use headgate_wire::{Exception, OPERATIONS, Shape};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const SERVICE: [&str; 3] = ["InternalFailure", "SerializationException", "ServiceUnavailable"];

fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

/// The exceptions that can be raised: those that the engine names, and those that a request's members earn.
fn raised() -> BTreeSet<&'static str> {
    let mut source = String::new();
    read_all(&docs().join("../shared/engine/src"), &mut source);
    let words: BTreeSet<&str> = source.split(|char: char| !char.is_alphanumeric() && char != ':').collect();
    let named = |code: &&Exception| ["Exception", "C"].iter().any(|prefix| words.contains(format!("{prefix}::{code:?}").as_str()));
    let members = OPERATIONS.iter().flat_map(|operation| {
        let Shape::Structure(members) = operation.input else { panic!("{}: its input is a structure", operation.name) };
        *members
    });
    let earned = members.flat_map(|member| [member.missing, member.wrong]).flatten().chain([Exception::Serialization]);
    Exception::ALL.iter().filter(named).copied().chain(earned).map(Exception::as_str).collect()
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, into);
        } else {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

fn codes() -> BTreeSet<String> {
    let refusals = raised().into_iter();
    let errors = ErrorCode::ALL.iter().map(|code| code.as_str());
    refusals.chain(errors).chain(SERVICE).map(str::to_owned).collect()
}

#[test]
fn each_code_has_a_page_that_says_what_when_and_what_to_do() {
    let index = std::fs::read_to_string(docs().join("errors/README.md")).unwrap();
    for code in codes() {
        let page = std::fs::read_to_string(docs().join(format!("errors/{code}.md"))).unwrap_or_else(|_| panic!("{code} has no page"));
        assert!(page.starts_with(&format!("# {code}\n")), "{code}");
        for part in ["\n## When\n", "\n## Remedy\n"] {
            assert!(page.contains(part), "{code}: {part:?}");
        }
        assert!(index.contains(&format!("[{code}]({code}.md)")), "{code} is not in the index");
    }
}

#[test]
fn each_page_is_of_a_code_that_there_is() {
    let known = codes();
    for entry in std::fs::read_dir(docs().join("errors")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let code = name.trim_end_matches(".md");
        assert!(code == "README" || known.contains(code), "{name}");
    }
}

#[test]
fn each_operation_is_documented() {
    let page = std::fs::read_to_string(docs().join("api.md")).unwrap();
    let headings: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    assert_eq!(headings, OPERATIONS.iter().map(|operation| operation.name).collect());
}

/// The part of the API's page that is about each operation.
fn sections() -> BTreeMap<String, String> {
    let page = std::fs::read_to_string(docs().join("api.md")).unwrap();
    let sections = page.split("\n### ").skip(1).filter_map(|section| section.split_once('\n'));
    sections.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

#[test]
fn each_exception_that_an_operation_raises_is_documented_with_it() {
    let sections = sections();
    for (operation, _, code, _) in refusals::cases().1 {
        let Some(section) = sections.get(operation) else { continue };
        // These can come from any operation, and the page says so once.
        let common = ["AccessDenied", "Serialization", "UnknownOperation"].contains(&code);
        assert!(common || section.contains(&format!("[{code}](errors/{code}Exception.md)")), "{operation}: {code}");
    }
}

#[test]
fn each_example_is_a_call_of_its_operation() {
    let desk = Desk::new();
    for (operation, section) in sections() {
        let example = section.split("```json\n").find(|part| part.starts_with("{\"operation\"")).unwrap();
        let call: headgate_wire::Call = serde_json::from_str(example.split("\n```").next().unwrap()).unwrap();
        assert_eq!(call.operation, operation);
        if let Err(error) = desk.call(&operation, call.input) {
            assert_ne!(error.code, "InvalidInputException", "{operation}: {error}");
        }
    }
}
