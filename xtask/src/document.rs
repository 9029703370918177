//! Documents that hold tables between marks.

use std::fs;

use anyhow::{Context, Result};

use crate::paths::workspace_root;
use crate::shell::progress;

/// What was measured.
pub(crate) const BENCHMARKS: &str = "docs/benchmarks.md";

/// Puts tables between their marks, `<!-- name -->` and `<!-- /name -->`, in a document of the workspace.
pub(crate) fn write(document: &str, tables: &[(&str, &str)]) -> Result<()> {
    let path = workspace_root().join(document);
    let mut text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for (name, table) in tables {
        text = replaced(&text, name, table).with_context(|| format!("cannot write into {document}"))?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    progress(&format!("the figures are in {document}"));
    Ok(())
}

/// The text with something else between a table's marks.
fn replaced(text: &str, name: &str, content: &str) -> Result<String> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let marks = text.split_once(&open).and_then(|(before, rest)| rest.split_once(&close).map(|(_, after)| (before, after)));
    let (before, after) = marks.with_context(|| format!("it lacks the marks `{}` and `{close}`", open.trim_end()))?;
    Ok(format!("{before}{open}{content}{close}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_is_replaced() {
        let text = "before\n<!-- init -->\nold\n<!-- /init -->\nafter\n";
        assert_eq!(replaced(text, "init", "new\n").unwrap(), "before\n<!-- init -->\nnew\n<!-- /init -->\nafter\n");
        assert!(replaced(text, "sizes", "new\n").is_err());
    }

    #[test]
    fn the_documents_have_their_marks() {
        for (document, names) in [
            (BENCHMARKS, ["sizes", "init", "headgate", "load", "simulation", "simulation with gates"].as_slice()),
            ("docs/mutation.md", &["figures", "equivalents"]),
        ] {
            let text = fs::read_to_string(workspace_root().join(document)).unwrap();
            for name in names {
                replaced(&text, name, "").unwrap();
            }
        }
    }
}
