//! Where a deployment is shown.

use super::lines::Lines;
use super::reading;
use super::screen::Screen;
use super::story::Story;
use crate::console::Canvas;
use crate::context::{Context, Invocation};
use crate::picture::{self, Frame};
use crate::refusal::Refusal;
use crate::settings::Output;
use crate::signals::Signals;
use crossterm::event::{Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use futures_util::StreamExt;
use jiff::tz::TimeZone;
use std::io::{self, IsTerminal};
use std::time::Duration;
use tokio::sync::watch;

/// How often the times in a picture go on.
const FRAME: Duration = Duration::from_secs(1);

/// Where it is shown.
pub(super) struct Display<'a> {
    invocation: &'a Invocation,
    canvas: Canvas,
    zone: TimeZone,
    signals: Signals,
    surface: Surface,
}

enum Surface {
    /// A terminal, and what is typed at it.
    Screen(Screen, Option<EventStream>),
    Lines(Lines),
}

/// Why the picture is drawn again, or not any more.
enum Occasion {
    News,
    Time,
    Left,
}

impl<'a> Display<'a> {
    /// A picture where there is a terminal, and lines elsewhere.
    pub(super) fn open(invocation: &'a Invocation, context: &Context) -> Result<Self, Refusal> {
        let failed = |error: io::Error| Refusal::refused(format!("cannot draw on this terminal: {error}"));
        let surface = match context.console.output {
            Output::Table if io::stdout().is_terminal() => {
                let listens = io::stdin().is_terminal();
                Surface::Screen(Screen::open(listens).map_err(failed)?, listens.then(EventStream::new))
            }
            Output::Table | Output::Json => Surface::Lines(Lines::new(context.console.clone())),
        };
        let signals = Signals::new().map_err(|error| Refusal::refused(format!("cannot hear signals: {error}")))?;
        let canvas = Canvas::of_stdout(&context.environment);
        Ok(Self { invocation, canvas, zone: context.console.zone.clone(), signals, surface })
    }

    /// Whether more is shown than what happens.
    pub(super) fn is_picture(&self) -> bool {
        matches!(self.surface, Surface::Screen(..))
    }

    /// Shows what is told, until somebody leaves.
    pub(super) async fn until_left(&mut self, told: &mut watch::Receiver<Story>) -> Result<(), Refusal> {
        loop {
            match self.occasion(told).await {
                Occasion::Left => return Ok(()),
                Occasion::News | Occasion::Time => {
                    let story = told.borrow_and_update().clone();
                    self.show(&story)?;
                }
            }
        }
    }

    /// Shows the end, and leaves it there.
    pub(super) fn close(mut self, story: &Story) -> Result<(), Refusal> {
        self.show(story)
    }

    async fn occasion(&mut self, told: &mut watch::Receiver<Story>) -> Occasion {
        let typed = match &mut self.surface {
            Surface::Screen(_, typed) => typed.as_mut(),
            Surface::Lines(_) => None,
        };
        tokio::select! {
            Ok(()) = told.changed() => Occasion::News,
            () = self.signals.next() => Occasion::Left,
            occasion = typed_at(typed) => occasion,
            () = tokio::time::sleep(FRAME) => Occasion::Time,
        }
    }

    fn show(&mut self, story: &Story) -> Result<(), Refusal> {
        let clock = self.invocation.now()?;
        let story = &story.clone().at(clock);
        match &mut self.surface {
            Surface::Lines(lines) => lines.show(story),
            Surface::Screen(screen, _) => {
                let (columns, rows) = Screen::size();
                // This machine's clock may be behind.
                let now = story.newest().map_or(clock, |newest| newest.max(clock));
                let canvas = Canvas { width: columns, ..self.canvas };
                let frame = Frame { canvas, height: Some(rows.saturating_sub(1)), now, zone: self.zone.clone() };
                let Some(view) = reading::view(story) else { return Ok(()) };
                screen.draw(&picture::draw(&view, &frame));
            }
        }
        Ok(())
    }
}

/// What is typed, and how the terminal changes; nothing for ever where there is no keyboard.
async fn typed_at(typed: Option<&mut EventStream>) -> Occasion {
    let Some(typed) = typed else { return std::future::pending().await };
    loop {
        match typed.next().await {
            Some(Ok(Event::Key(key))) if leaves(key) => return Occasion::Left,
            Some(Ok(Event::Resize(..))) => return Occasion::Time,
            Some(Ok(Event::Key(_) | Event::FocusGained | Event::FocusLost | Event::Mouse(_))) => {}
            // The terminal is gone.
            Some(Err(_)) | None => return Occasion::Left,
        }
    }
}

/// A terminal that gives every key does not turn Ctrl-C into a signal.
fn leaves(key: KeyEvent) -> bool {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    key.kind == KeyEventKind::Press && (key.code == KeyCode::Char('q') || control && key.code == KeyCode::Char('c'))
}
