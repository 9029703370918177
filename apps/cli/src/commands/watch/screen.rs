//! A picture on a terminal that is drawn anew in its place. What stood on the terminal before stays there.

use ::console::measure_text_width;
use anstream::ColorChoice;
use anstream::adapter::strip_str;
use crossterm::cursor::{Hide, MoveToPreviousLine, Show};
use crossterm::style::Print;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, disable_raw_mode, enable_raw_mode, size};
use crossterm::{execute, queue};
use std::io::{self, Stdout, Write, stdout};

/// The size that is held to be a terminal's that does not tell.
const SIZE: (u16, u16) = (80, 24);

/// A terminal on which a picture is drawn. As long as it is there, keys are not echoed and the cursor is hidden.
pub(super) struct Screen {
    is_raw: bool,
    has_colours: bool,
    /// The widths of the lines that stand there; the cursor is on the line after them.
    drawn: Vec<usize>,
}

impl Screen {
    /// The terminal; `listens` if what is typed there is read.
    pub(super) fn open(listens: bool) -> io::Result<Self> {
        let has_colours = anstream::AutoStream::choice(&stdout()) != ColorChoice::Never;
        let screen = Self { is_raw: listens, has_colours, drawn: Vec::new() };
        if listens {
            enable_raw_mode()?;
        }
        execute!(stdout(), Hide)?;
        Ok(screen)
    }

    /// Columns and rows.
    pub(super) fn size() -> (usize, usize) {
        let (columns, rows) = size().ok().filter(|size| size.0 > 0 && size.1 > 0).unwrap_or(SIZE);
        (usize::from(columns), usize::from(rows))
    }

    /// Draws these lines in place of those before.
    pub(super) fn draw(&mut self, lines: &[String]) {
        let _nobody_looks = self.try_draw(&mut stdout(), lines);
    }

    fn try_draw(&mut self, out: &mut Stdout, lines: &[String]) -> io::Result<()> {
        queue!(out, BeginSynchronizedUpdate)?;
        let up = self.rows_taken();
        if up > 0 {
            queue!(out, MoveToPreviousLine(up))?;
        }
        for line in lines {
            let line = if self.has_colours { line.clone() } else { strip_str(line).to_string() };
            // Cleared first: after a line that fills its row, the cursor still stands on its last character.
            queue!(out, Clear(ClearType::CurrentLine), Print(line), Print("\r\n"))?;
        }
        queue!(out, Clear(ClearType::FromCursorDown), EndSynchronizedUpdate)?;
        out.flush()?;
        self.drawn = lines.iter().map(|line| measure_text_width(line)).collect();
        Ok(())
    }

    /// How many rows the lines take by now: a terminal that was made narrower has broken those that are too wide for it.
    fn rows_taken(&self) -> u16 {
        let (columns, rows) = Self::size();
        let taken: usize = self.drawn.iter().map(|width| width.div_ceil(columns).max(1)).sum();
        u16::try_from(taken.min(rows)).unwrap_or(u16::MAX)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _nobody_looks = execute!(stdout(), Show);
        if self.is_raw {
            let _as_it_is = disable_raw_mode();
        }
    }
}
