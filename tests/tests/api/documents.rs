//! What is documented: every operation, and every code that a caller can see.

use headgate_domain::ErrorCode;
use headgate_engine::{OPERATIONS, RefusalCode};
use std::collections::BTreeSet;
use std::path::PathBuf;

const SERVICE: [&str; 2] = ["InternalFailure", "ServiceUnavailable"];

fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn codes() -> BTreeSet<String> {
    let refusals = RefusalCode::ALL.iter().map(|code| code.as_str());
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
    assert_eq!(headings, OPERATIONS.iter().copied().collect());
}
