//! A terminal of 80 columns and 24 lines: a command's colours, and the questions that it asks.

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Command, Stdio};

/// How a command ended at a terminal.
pub(crate) struct Shown {
    /// Every byte that it wrote.
    pub(crate) written: String,
    /// What stands on the screen in the end: what was cleared is gone.
    pub(crate) screen: String,
    pub(crate) code: Option<i32>,
}

/// Runs a command at a terminal, and types an answer when it asks.
pub(crate) fn at_terminal(mut command: Command, mut answer: Option<&str>) -> Shown {
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    tcsetwinsize(&controller, Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    let name = ptsname(&controller, Vec::new()).unwrap().into_string().unwrap();
    let user = || Stdio::from(OpenOptions::new().read(true).write(true).open(&name).unwrap());
    let mut child = command.env("TERM", "xterm-256color").stdin(user()).stdout(user()).stderr(user()).spawn().unwrap();
    // The command's own ends are closed with it, so that the reader meets the end.
    drop(command);
    let mut terminal = File::from(controller);
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    // A terminal that nobody has open any more answers with an error.
    while let Ok(count @ 1..) = terminal.read(&mut bytes) {
        seen.extend_from_slice(&bytes[..count]);
        if seen.ends_with(b"[y/N] ")
            && let Some(answer) = answer.take()
        {
            terminal.write_all(answer.as_bytes()).unwrap();
        }
    }
    let mut screen = vt100::Parser::default();
    screen.process(&seen);
    Shown { written: String::from_utf8(seen).unwrap(), screen: screen.screen().contents(), code: child.wait().unwrap().code() }
}

/// Whether a text has colours, or anything of their kind; a cursor may be moved without.
pub(crate) fn is_coloured(text: &str) -> bool {
    let ends = |code: &str| code.trim_start_matches(|char: char| char.is_ascii_digit() || char == ';').starts_with('m');
    text.split("\u{1b}[").skip(1).any(ends)
}
