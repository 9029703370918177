//! What pictures are drawn on.

use crate::environment::{self, Environment};
use ::console::Term;

/// The size and the signs of where a picture goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Canvas {
    /// Columns: the terminal's, or 80 where there is none.
    pub(crate) width: usize,
    /// Whether there is more than ASCII.
    pub(crate) unicode: bool,
}

impl Canvas {
    /// Where data is printed.
    pub(crate) fn of_stdout(environment: &Environment) -> Self {
        let width = Term::stdout().size_checked().map_or(80, |(_, columns)| usize::from(columns));
        Self { width, unicode: cfg!(windows) || is_unicode(environment) }
    }
}

/// Whether the locale's characters are those of UTF-8: of the three variables the first that is set counts, as for
/// the C library. None is set where programs run unattended, on a build server for one; what reads there is UTF-8.
fn is_unicode(environment: &Environment) -> bool {
    let locale = [environment::LC_ALL, environment::LC_CTYPE, environment::LANG].into_iter().find_map(|name| environment.get(name));
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::is_unicode;
    use crate::environment::Environment;

    #[test]
    fn the_locale_says_whether_there_is_more_than_ascii() {
        let unicode = |set: &[(&str, &str)]| {
            is_unicode(&Environment::read(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())))
        };
        assert!(unicode(&[]));
        assert!(unicode(&[("LANG", "de_AT.UTF-8")]));
        assert!(unicode(&[("LANG", "C"), ("LC_CTYPE", "en_GB.utf8")]));
        assert!(!unicode(&[("LANG", "de_AT.UTF-8"), ("LC_ALL", "C")]));
        assert!(!unicode(&[("LANG", "POSIX"), ("LC_ALL", "")]));
    }
}
