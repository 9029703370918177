//! Sums of files, as `sha256sum` writes them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// A file's SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sum([u8; 32]);

impl Sum {
    /// The sum of these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// In Base64, as S3 wants it.
    pub(crate) fn base64(self) -> String {
        STANDARD.encode(self.0)
    }

    fn read(text: &str) -> Option<Self> {
        let byte = |place: usize| u8::from_str_radix(text.get(place..place + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..64).step_by(2).map(byte).collect();
        Some(Self(bytes?.try_into().ok()?)).filter(|_| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }
}

/// In hexadecimal digits.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The sums of a list, by the files' names; or the number of the line that is none.
pub(crate) fn read(list: &str) -> Result<BTreeMap<String, Sum>, usize> {
    let lines = list.lines().enumerate().filter(|(_, line)| !line.is_empty());
    lines.map(|(index, line)| entry(line).ok_or(index + 1)).collect()
}

/// A file of the same folder: nobody is led elsewhere.
fn entry(line: &str) -> Option<(String, Sum)> {
    let (sum, name) = line.split_once(' ')?;
    let name = name.strip_prefix(' ').or_else(|| name.strip_prefix('*'))?;
    let is_plain = !name.is_empty() && name != ".." && name != "." && !name.contains(['/', '\\', ':']);
    Some((name.to_owned(), Sum::read(sum)?)).filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::{Sum, read};

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_sum_is_written_as_sha256sum_writes_it() {
        assert_eq!(Sum::of(b"").to_string(), EMPTY);
        assert_eq!(Sum::of(b"").base64(), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn a_list_is_read_and_what_is_none_has_a_line() {
        let list = read(&format!("{EMPTY}  a.zip\n\n{} *b.zip\n", EMPTY.to_uppercase())).unwrap();
        assert_eq!(list.keys().collect::<Vec<_>>(), ["a.zip", "b.zip"]);
        assert!(list.values().all(|sum| *sum == Sum::of(b"")));
        for wrong in ["hello", EMPTY, &format!("{EMPTY} a.zip"), &format!("{EMPTY}  ../a"), &format!("{EMPTY}  .."), "+1  a.zip"] {
            assert_eq!(read(&format!("{EMPTY}  a.zip\n{wrong}\n")), Err(2), "{wrong}");
        }
        assert_eq!(read(&format!("{}  a.zip", "+1".repeat(32))), Err(1));
    }
}
