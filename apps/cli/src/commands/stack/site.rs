//! Where Headgate's stack stands.

use super::{Sum, refused};
use crate::account::Account;
use crate::console::while_waiting;
use crate::context::Context;
use crate::refusal::Refusal;
use crate::settings::Setting;
use headgate_aws::{Artifacts, Stack, Stacks, Undone};
use std::fmt::{self, Display};
use std::future::Future;

/// The longest name that a bucket may have.
const BUCKET_CHARS_MAX: usize = 63;
/// The longest name that a stack may have.
const STACK_CHARS_MAX: usize = 128;

/// An account, a region, and the stack's name in it, whether it is there or not.
pub(crate) struct Site {
    pub(crate) account: Account,
    pub(crate) account_id: String,
    pub(crate) stack: String,
    pub(crate) stacks: Stacks,
    pub(crate) artifacts: Artifacts,
}

impl Site {
    /// Signs in, and finds out whose account it is.
    pub(crate) async fn of(context: &Context) -> Result<Self, Refusal> {
        let stack = named(&context.settings.stack)?;
        let account = context.account().await?;
        let owner = asked("asking whose account it is", headgate_aws::Account::of(&account.clients)).await?;
        let artifacts = Artifacts::new(&account.clients, &owner, bucket(&stack, &owner.id, &account.region));
        Ok(Self { stacks: Stacks::new(&account.clients), account, account_id: owner.id, stack, artifacts })
    }

    /// The stack as it stands, if it is there.
    pub(crate) async fn find(&self) -> Result<Option<Stack>, Refusal> {
        asked(&format!("looking at stack {}", self.stack), self.stacks.describe(&self.stack)).await
    }
}

/// Stack, account and region, in a sentence.
impl Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stack `{}` in account {}, {}", self.stack, self.account_id, self.account.region)
    }
}

/// What AWS answers; a sign of life while it takes its time.
pub(super) async fn asked<T>(what: &str, answer: impl Future<Output = Result<T, Undone>>) -> Result<T, Refusal> {
    while_waiting(what, answer).await.map_err(refused)
}

/// CloudFormation's own rule.
fn named(stack: &Setting<String>) -> Result<String, Refusal> {
    let name = &stack.value;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '-')
        && name.len() <= STACK_CHARS_MAX;
    if is_name {
        return Ok(name.clone());
    }
    let sentence = format!("{} is `{}`, which is no stack's name", stack.origin, name.escape_debug());
    Err(Refusal::usage(sentence).with_hint("a letter first, then letters, digits and hyphens, 128 at most"))
}

/// The bucket for a stack's packages. A bucket's name is shorter than a stack's may be, and has no capitals; where they
/// differ for that, a sum keeps two stacks apart.
fn bucket(stack: &str, account: &str, region: &str) -> String {
    let rest = format!("-artifacts-{account}-{region}");
    let room = BUCKET_CHARS_MAX.saturating_sub(rest.len());
    let name = stack.to_ascii_lowercase();
    if name == stack && name.len() <= room {
        return name + &rest;
    }
    let sum = &Sum::of(stack.as_bytes()).to_string()[..8];
    let kept = &name[..name.len().min(room.saturating_sub(sum.len() + 1))];
    format!("{kept}-{sum}{rest}")
}

#[cfg(test)]
mod tests {
    use super::{BUCKET_CHARS_MAX, bucket, named};
    use crate::settings::{Origin, Setting};

    #[test]
    fn a_stacks_bucket_has_a_name_that_a_bucket_may_have() {
        let of = |stack: &str| bucket(stack, "123456789012", "ap-southeast-1");
        assert_eq!(of("headgate"), "headgate-artifacts-123456789012-ap-southeast-1");
        assert_ne!(of("Headgate"), of("headgate"));
        let (one, other) = (of("platform-headgate-production-1"), of("platform-headgate-production-2"));
        assert!(one != other && one.len() == BUCKET_CHARS_MAX && one.starts_with("platform-headga"), "{one}");
        assert!(of("Headgate").chars().all(|char| !char.is_ascii_uppercase()));
    }

    #[test]
    fn a_name_that_no_stack_may_have_is_refused_at_the_door() {
        let given = |name: &str| named(&Setting { value: name.to_owned(), origin: Origin::Option("--stack") });
        assert!(given("headgate-2").is_ok() && given(&"a".repeat(128)).is_ok());
        for name in ["", "2nd", "-a", "a_b", "a b", &"a".repeat(129)] {
            assert!(given(name).is_err(), "{name}");
        }
    }
}
