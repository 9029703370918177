//! Which function and version an option speaks of.

use headgate_domain::Version;

/// A version as the command line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum VersionWord {
    /// The version that is live before.
    Current,
    /// The version that is to be live.
    Target,
    /// One by its number.
    Number(Version),
}

/// A function, a version, or both: `orders`, `2`, `target`, `orders:2`, `orders:current`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Which {
    /// The function's name, as the AppSpec has it; `None` is every function.
    pub(crate) function: Option<String>,
    /// The version; `None` is every version.
    pub(crate) version: Option<VersionWord>,
}

impl Which {
    /// Everything.
    pub(crate) const ALL: Self = Self { function: None, version: None };

    pub(super) fn read(text: &str) -> Option<Self> {
        if let Some((function, version)) = text.rsplit_once(':') {
            return Some(Self { function: Some(function_name(function)?), version: Some(version_word(version)?) });
        }
        match version_word(text) {
            Some(version) => Some(Self { function: None, version: Some(version) }),
            None => Some(Self { function: Some(function_name(text)?), version: None }),
        }
    }
}

fn version_word(text: &str) -> Option<VersionWord> {
    match text {
        "current" => Some(VersionWord::Current),
        "target" | "$LATEST" => Some(VersionWord::Target),
        number => Version::new(number).ok().map(VersionWord::Number),
    }
}

fn function_name(text: &str) -> Option<String> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (plain && !text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_a_version_or_both_are_named() {
        let number = |text: &str| Some(VersionWord::Number(Version::new(text).unwrap()));
        assert_eq!(Which::read("2"), Some(Which { function: None, version: number("2") }));
        assert_eq!(Which::read("target"), Some(Which { function: None, version: Some(VersionWord::Target) }));
        assert_eq!(Which::read("orders"), Some(Which { function: Some("orders".to_owned()), version: None }));
        assert_eq!(Which::read("orders:2"), Some(Which { function: Some("orders".to_owned()), version: number("2") }));
        for wrong in ["", "orders:", ":2", "0", "orders:live", "a b"] {
            assert_eq!(Which::read(wrong), None, "{wrong}");
        }
    }
}
