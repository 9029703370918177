//! Everything that is built in may be given away under the project's own licence.

use cargo_metadata::Metadata;

const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "OpenSSL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub(super) fn refused(metadata: &Metadata) -> Vec<String> {
    let judged = metadata.packages.iter().filter(|package| !package.license.as_deref().is_some_and(is_allowed));
    judged
        .map(|package| {
            let licence = package.license.as_deref().unwrap_or("no licence");
            format!("{} {} is under {licence}", package.name, package.version)
        })
        .collect()
}

/// Reads SPDX expressions as far as crates use them: `AND`, `OR`, the old slash, and brackets.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    split(&expression, " AND ").iter().all(|part| {
        split(part, " OR ").iter().any(|choice| {
            let choice = choice.trim();
            match choice.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
                Some(inner) => is_allowed(inner),
                None => ALLOWED.contains(&choice),
            }
        })
    })
}

/// Splits at a word that stands outside of brackets.
fn split<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let depth = |end: usize| text[..end].matches('(').count() - text[..end].matches(')').count();
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(word).filter(|(at, _)| depth(*at) == 0) {
        parts.push(&text[start..at]);
        start = at + word.len();
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn reads_the_expressions_that_crates_use() {
        for allowed in ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR GPL-2.0) AND Unicode-3.0"] {
            assert!(is_allowed(allowed), "{allowed}");
        }
        for refused in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-2.0"] {
            assert!(!is_allowed(refused), "{refused}");
        }
    }
}
