//! What a person is asked before something is done that nobody takes back easily.

use crate::refusal::Refusal;
use std::io::{self, BufRead, IsTerminal, Write};

/// Whether a person, at a terminal, says yes. Without one, `--yes` must have said it.
pub(crate) fn confirmed(question: &str, yes: bool) -> Result<(), Refusal> {
    answered(question, "[y/N]", yes, |said| matches!(said.to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// The same, for what nobody is to do by mistake: the name is typed.
pub(crate) fn confirmed_by_name(question: &str, name: &str, yes: bool) -> Result<(), Refusal> {
    answered(question, "Type its name:", yes, |said| said == name)
}

/// Whether there is anybody to ask, so that what cannot be confirmed later is not begun.
pub(crate) fn confirmable(what: &str, yes: bool) -> Result<(), Refusal> {
    if yes || io::stdin().is_terminal() && io::stderr().is_terminal() {
        return Ok(());
    }
    let sentence = format!("there is no terminal to ask at: {what}");
    Err(Refusal::usage(sentence).with_hint("add `--yes` if that is what you want"))
}

fn answered(question: &str, prompt: &str, yes: bool, agrees: impl Fn(&str) -> bool) -> Result<(), Refusal> {
    confirmable(question, yes)?;
    if yes {
        return Ok(());
    }
    let mut said = String::new();
    let mut err = anstream::stderr().lock();
    // In one piece, so that whoever answers early does so after all of it.
    let asked = err.write_all(format!("{question} {prompt} ").as_bytes()).and_then(|()| err.flush());
    match asked.and_then(|()| io::stdin().lock().read_line(&mut said)) {
        Ok(_) if agrees(said.trim()) => Ok(()),
        Ok(_) | Err(_) => Err(Refusal::refused("nothing was done")),
    }
}
