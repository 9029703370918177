//! A command at a terminal that somebody sits at: what stands on the screen is looked at while it runs, keys are
//! typed, and the window changes its size.

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use vt100::Parser;

/// After this, what is looked for will never come.
const PATIENCE: Duration = Duration::from_mins(1);
/// What stood on the terminal before the command was typed.
pub(crate) const BEFORE: &str = "$ ls\r\nappspec.yaml\r\n$ headgate watch\r\n";

/// A terminal with a command that runs on it.
pub(crate) struct Terminal {
    controller: File,
    child: Child,
    seen: Arc<(Mutex<Parser>, Condvar)>,
    reader: JoinHandle<()>,
}

impl Terminal {
    /// A terminal of this many columns and rows, at which this command was typed.
    pub(crate) fn start(mut command: Command, (columns, rows): (u16, u16)) -> Self {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&controller).unwrap();
        unlockpt(&controller).unwrap();
        let name = ptsname(&controller, Vec::new()).unwrap().into_string().unwrap();
        tcsetwinsize(&controller, size(columns, rows)).unwrap();
        let user = || Stdio::from(OpenOptions::new().read(true).write(true).open(&name).unwrap());
        let child = command.env("TERM", "xterm-256color").stdin(user()).stdout(user()).stderr(user()).spawn().unwrap();
        drop(command);
        let mut parser = Parser::new(nonzero(rows), nonzero(columns), 1000);
        parser.process(BEFORE.as_bytes());
        let seen = Arc::new((Mutex::new(parser), Condvar::new()));
        let (controller, shared) = (File::from(controller), Arc::clone(&seen));
        let terminal = controller.try_clone().unwrap();
        Self { controller, child, seen, reader: thread::spawn(move || read(terminal, &shared)) }
    }

    /// Waits until the screen shows it, and gives the screen.
    pub(crate) fn until(&self, shows: impl Fn(&str) -> bool) -> String {
        let (parser, changed) = &*self.seen;
        let hides = |parser: &mut Parser| !shows(&parser.screen().contents());
        let (parser, waited) = changed.wait_timeout_while(parser.lock().unwrap(), PATIENCE, hides).unwrap();
        let screen = parser.screen().contents();
        assert!(!waited.timed_out(), "it never comes:\n{screen}");
        screen
    }

    /// Presses keys.
    pub(crate) fn types(&self, keys: &str) {
        (&self.controller).write_all(keys.as_bytes()).unwrap();
    }

    /// Presses Ctrl-C where the terminal makes a signal of it.
    pub(crate) fn interrupts(&self) {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
    }

    /// Gives the window another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.seen.0.lock().unwrap().screen_mut().set_size(nonzero(rows), nonzero(columns));
        tcsetwinsize(&self.controller, size(columns, rows)).unwrap();
    }

    /// What stands on the screen when the command has ended, whether there is a cursor, and the code it ended with.
    pub(crate) fn end(mut self) -> (String, bool, Option<i32>) {
        let code = self.child.wait().unwrap().code();
        self.reader.join().unwrap();
        let parser = self.seen.0.lock().unwrap();
        (parser.screen().contents(), !parser.screen().hide_cursor(), code)
    }
}

fn size(columns: u16, rows: u16) -> Winsize {
    Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }
}

/// A terminal that nobody has open any more answers with an error.
fn read(mut terminal: File, seen: &(Mutex<Parser>, Condvar)) {
    let mut bytes = [0; 4096];
    let mut waiting = vec![];
    while let Ok(count @ 1..) = terminal.read(&mut bytes) {
        waiting.extend_from_slice(&bytes[..count]);
        let shown = shown(&waiting);
        seen.0.lock().unwrap().process(&waiting[..shown]);
        waiting.drain(..shown);
        seen.1.notify_all();
    }
    seen.0.lock().unwrap().process(&waiting);
}

/// How many of these bytes a terminal shows by now: a picture whose end is still to come is not shown by halves.
fn shown(bytes: &[u8]) -> usize {
    const BEGIN: &[u8] = b"\x1b[?2026h";
    const END: &[u8] = b"\x1b[?2026l";
    let last = |mark: &[u8]| bytes.windows(mark.len()).rposition(|window| window == mark);
    if let Some(begun) = last(BEGIN).filter(|begun| last(END).is_none_or(|ended| ended < *begun)) {
        return begun;
    }
    let begins = (1..BEGIN.len()).rev().find(|count| bytes.ends_with(&BEGIN[..*count]));
    bytes.len() - begins.unwrap_or(0)
}

fn nonzero(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
