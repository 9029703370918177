//! A caller's own words in a message.

/// The most characters of a caller's own words that a message repeats.
const CHARS_MAX: usize = 100;

/// The most characters of another's complaint, which may repeat a caller's own words in full.
const COMPLAINT_CHARS_MAX: usize = 500;

/// A caller's own words in a message: in backticks, escaped and cut.
pub fn shown(text: &str) -> String {
    format!("`{}`", escaped(text, CHARS_MAX))
}

/// What a parser complains of, in a message: escaped and cut, since it may repeat what it was given.
pub fn complaint(text: &str) -> String {
    escaped(text, COMPLAINT_CHARS_MAX)
}

fn escaped(text: &str, chars_max: usize) -> String {
    let mut escaped = String::new();
    for (index, char) in text.chars().enumerate() {
        match char {
            _ if index == chars_max => {
                escaped.push('…');
                break;
            }
            '"' | '\'' | '\\' => escaped.push(char),
            _ => escaped.extend(char.escape_debug()),
        }
    }
    escaped
}
