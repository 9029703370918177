//! What a person is asked before something is done that nobody takes back easily.

use crate::refusal::Refusal;
use std::io::{self, BufRead, IsTerminal, Write};

/// Whether a person, at a terminal, says yes. Without one, `--yes` must have said it.
pub(crate) fn confirmed(question: &str, yes: bool) -> Result<(), Refusal> {
    if yes {
        return Ok(());
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let sentence = format!("there is no terminal to ask at: {question}");
        return Err(Refusal::usage(sentence).with_hint("add `--yes` if that is what you want"));
    }
    let mut said = String::new();
    let mut err = anstream::stderr().lock();
    let asked = write!(err, "{question} [y/N] ").and_then(|()| err.flush());
    let heard = asked.and_then(|()| io::stdin().lock().read_line(&mut said));
    match (heard, said.trim().to_ascii_lowercase().as_str()) {
        (Ok(_), "y" | "yes") => Ok(()),
        (Ok(_) | Err(_), _) => Err(Refusal::refused("nothing was done")),
    }
}
