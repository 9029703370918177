//! Mutants that change nothing, as `.cargo/mutants.toml` lists them: the reason as a comment, then the pattern.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::program;
use crate::paths::workspace_root;
use crate::shell::read;

const FILE: &str = ".cargo/mutants.toml";
/// How the list begins, and what stands around a pattern.
const MARKS: (&str, &str, &str) = ("exclude_re = [\n", "'", "',");

/// One mutant, as cargo-mutants names it, and why it changes nothing.
pub(super) struct Equivalent {
    mutant: String,
    reason: String,
}

/// Those that are listed. A pattern has to exclude one mutant: another would be hidden without a reason, and where
/// there is none any more, the next one.
pub(super) fn listed(tool: &Path) -> Result<Vec<Equivalent>> {
    let path = workspace_root().join(FILE);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let all = read(program(tool).args(["--no-config", "--list"]))?;
    let equivalent = |(pattern, reason): (String, String)| {
        let rest = read(program(tool).args(["--no-config", "--list", "--exclude-re", &pattern]))?;
        let rest: BTreeSet<&str> = rest.lines().collect();
        let excluded: Vec<&str> = all.lines().filter(|mutant| !rest.contains(mutant)).collect();
        let [mutant] = excluded[..] else { bail!("`{pattern}` in {FILE} excludes {} mutants: it has to be one", excluded.len()) };
        Ok(Equivalent { mutant: mutant.to_owned(), reason })
    };
    parsed(&text)?.into_iter().map(equivalent).collect()
}

/// As a table of Markdown.
pub(super) fn table(equivalents: &[Equivalent]) -> String {
    let rows = equivalents.iter().map(|Equivalent { mutant, reason }| {
        let (place, change) = mutant.split_once(": ").unwrap_or(("", mutant));
        let file = place.split(':').next().unwrap_or(place).trim_start_matches("shared/domain/src/");
        format!("| `{file}` | {} | {reason} |\n", change.replace('|', "\\|"))
    });
    format!("| file | mutant | why it changes nothing |\n|---|---|---|\n{}", rows.collect::<String>())
}

/// Patterns and their reasons.
fn parsed(text: &str) -> Result<Vec<(String, String)>> {
    let (begin, open, close) = MARKS;
    let list = text.split_once(begin).and_then(|(_, rest)| rest.split_once("\n]")).map(|(list, _)| list);
    let mut found = vec![];
    let mut reason = vec![];
    for line in list.with_context(|| format!("{FILE} has no list `{}…]`", begin.trim_end()))?.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("# ") {
            reason.push(words);
        } else if let Some(pattern) = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            ensure!(!reason.is_empty(), "`{pattern}` in {FILE} lacks its reason: a comment above it");
            found.push((pattern.to_owned(), reason.join(" ")));
            reason.clear();
        } else {
            bail!("`{line}` in {FILE} is neither `# reason` nor `'pattern',`");
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pattern_has_the_comment_above_it_for_its_reason() {
        let text = "timeout = 1\nexclude_re = [\n    # It is\n    # the same.\n    'a.rs.* with <',\n    # So is this.\n    'b.rs',\n]\n";
        let pair = |pattern: &str, reason: &str| (pattern.to_owned(), reason.to_owned());
        assert_eq!(parsed(text).unwrap(), [pair("a.rs.* with <", "It is the same."), pair("b.rs", "So is this.")]);
        for wrong in ["exclude_re = [\n    'a.rs',\n]\n", "exclude_re = [\n    # Reason.\n    \"a.rs\",\n]\n", ""] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_bar_in_a_mutant_does_not_end_a_cell() {
        let equivalent = Equivalent { mutant: "shared/domain/src/a.rs:7:3: replace || with &&".to_owned(), reason: "Same.".to_owned() };
        assert!(table(&[equivalent]).ends_with("| `a.rs` | replace \\|\\| with && | Same. |\n"));
    }
}
