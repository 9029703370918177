//! `--hook`: what a validation function does when it is called.

use super::quantity::span;
use headgate_domain::HookFunction;
use headgate_sim::HookBehaviour;

/// `NAME=BEHAVIOUR`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GivenHook {
    /// The function, as the AppSpec names it.
    pub(crate) function: HookFunction,
    /// What it does.
    pub(crate) behaviour: HookBehaviour,
}

const GRAMMAR: &str = "write NAME=succeeds, NAME=fails, NAME=hangs or NAME=crashes; the first two may say when: \
     `check=fails,after=30s`; `check=after=30s` succeeds";

/// Reads `check=fails,after=30s`.
pub(crate) fn hook(text: &str) -> Result<GivenHook, String> {
    let (name, behaviour) = text.split_once('=').ok_or(GRAMMAR)?;
    let function = HookFunction::new(name).map_err(|error| error.to_string())?;
    let (word, after) = match behaviour.split_once("after=") {
        Some((word, after)) => (word.strip_suffix(',').unwrap_or(word), Some(span(after).ok_or(GRAMMAR)?.as_secs())),
        None => (behaviour, None),
    };
    let behaviour = match (word, after) {
        ("succeeds", after) => HookBehaviour::Succeeds(after.unwrap_or_default()),
        ("", Some(after)) => HookBehaviour::Succeeds(after),
        ("fails", after) => HookBehaviour::Fails(after.unwrap_or_default()),
        ("hangs", None) => HookBehaviour::Hangs,
        ("crashes", None) => HookBehaviour::Crashes,
        _ => return Err(GRAMMAR.to_owned()),
    };
    Ok(GivenHook { function, behaviour })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_does_what_it_is_told() {
        let behaviour = |text| hook(text).map(|given| given.behaviour);
        assert_eq!(behaviour("check=succeeds"), Ok(HookBehaviour::Succeeds(0)));
        assert_eq!(behaviour("check=after=30s"), Ok(HookBehaviour::Succeeds(30)));
        assert_eq!(behaviour("check=fails,after=2m"), Ok(HookBehaviour::Fails(120)));
        assert_eq!(behaviour("check=hangs"), Ok(HookBehaviour::Hangs));
        assert_eq!(behaviour("check:live=crashes"), Ok(HookBehaviour::Crashes));
        for wrong in ["check", "=fails", "check=", "check=sleeps", "check=hangs,after=1s", "check=fails,after=soon", "a b=fails"] {
            assert!(behaviour(wrong).is_err(), "{wrong}");
        }
    }
}
