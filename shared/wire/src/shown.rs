//! A caller's own words in a message.

/// The most characters of a caller's own words that a message repeats.
const CHARS_MAX: usize = 100;

/// A caller's own words in a message: in backticks, escaped and cut.
pub fn shown(text: &str) -> String {
    let mut shown = String::from("`");
    for (index, char) in text.chars().enumerate() {
        match char {
            _ if index == CHARS_MAX => {
                shown.push('…');
                break;
            }
            '"' | '\'' | '\\' => shown.push(char),
            _ => shown.extend(char.escape_debug()),
        }
    }
    shown.push('`');
    shown
}
