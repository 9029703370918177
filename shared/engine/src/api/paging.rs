//! Where a listing goes on: a token that only fits the listing it came from.

use super::{refuse, shown};
use crate::source::hex;
use crate::{Exception, Refusal, records::sha256};

/// How many names or ids are on a page; CodeDeploy's number.
pub(super) const PAGE: usize = 100;

const SEAL_CHARS: usize = 16;

/// One listing: its operation, and what it lists.
pub(super) struct Listing {
    scope: String,
}

impl Listing {
    pub(super) fn of(operation: &str, what: &[&str]) -> Self {
        Self { scope: format!("{operation}\n{}", what.join("\n")) }
    }

    /// The token with which a caller asks for what comes after.
    pub(super) fn token(&self, after: &str) -> String {
        format!("{}{}", self.seal(after), hex(after.as_bytes()))
    }

    /// Where to go on; a token of another listing, or none at all, is refused.
    pub(super) fn after(&self, token: Option<&str>) -> Result<Option<String>, Refusal> {
        let Some(token) = token else { return Ok(None) };
        match token.split_at_checked(SEAL_CHARS).and_then(|(seal, rest)| Some((seal, unhex(rest)?))) {
            Some((seal, after)) if seal == self.seal(&after) => Ok(Some(after)),
            Some(_) | None => {
                let message = format!("`nextToken` is {}: give the one of the page before, of the same listing", shown(token));
                refuse(Exception::InvalidNextToken, message)
            }
        }
    }

    fn seal(&self, after: &str) -> String {
        let mut seal = sha256(&format!("{}\n\n{after}", self.scope));
        seal.truncate(SEAL_CHARS);
        seal
    }
}

fn unhex(digits: &str) -> Option<String> {
    let pairs = digits.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect::<Option<Vec<u8>>>()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_the_listing_it_came_from() {
        let listing = Listing::of("ListDeploymentGroups", &["shop"]);
        let token = listing.token("liveä");
        assert_eq!(listing.after(Some(&token)), Ok(Some("liveä".to_owned())));
        assert_eq!(listing.after(None), Ok(None));
        assert!(Listing::of("ListDeploymentGroups", &["other"]).after(Some(&token)).is_err());
        for wrong in ["", "x", "ä", "0123456789abcdef", &token[1..], &format!("{token}0"), &token.replace('6', "+")] {
            assert!(listing.after(Some(wrong)).is_err(), "{wrong}");
        }
    }
}
