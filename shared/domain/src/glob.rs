//! Patterns as IAM has them.

/// Whether `text`, of ASCII, is one of those that `pattern` stands for: `*` for any text, `?` for any character.
///
/// A `*` that led nowhere takes in one byte more: no pattern takes more steps than the product of both lengths.
pub fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut read) = (0, 0);
    let mut star = None;
    while read < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(byte) if *byte == b'?' || *byte == text[read] => (at, read) = (at + 1, read + 1),
            Some(_) | None => {
                let Some((place, taken)) = star else { return false };
                (at, read) = (place, taken + 1);
            }
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::glob;
    use proptest::prelude::*;

    #[test]
    fn a_glob_goes_back_to_its_last_star() {
        for (pattern, text) in
            [("", ""), ("*", ""), ("a*", "a"), ("*ab", "aab"), ("a*b*c", "axbxbxc"), ("?*", "ab"), ("a**", "a"), ("*a?c", "aacabc")]
        {
            assert!(glob(pattern, text), "{pattern} stands for {text}");
        }
        for (pattern, text) in
            [("", "a"), ("a", ""), ("a", "ab"), ("ab", "a"), ("?", ""), ("a*b", "abc"), ("*a?c", "aab"), ("a*b*c", "acb")]
        {
            assert!(!glob(pattern, text), "{pattern} does not stand for {text}");
        }
    }

    /// What a glob means, said as simply as it can be.
    fn stands_for(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some((b'*', rest)), _) if stands_for(rest, text) => true,
            (Some((b'*', _)), Some((_, later))) => stands_for(pattern, later),
            (Some((byte, rest)), Some((first, later))) if *byte == b'?' || byte == first => stands_for(rest, later),
            (_, _) => false,
        }
    }

    proptest! {
        #[test]
        fn a_glob_means_what_it_says(pattern in "[ab*?]{0,8}", text in "[ab]{0,8}") {
            prop_assert_eq!(glob(&pattern, &text), stands_for(pattern.as_bytes(), text.as_bytes()));
        }
    }
}
