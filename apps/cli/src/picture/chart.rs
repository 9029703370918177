//! Values over time, in blocks that fill from below.

use super::Frame;
use jiff::Timestamp;

/// A span of time, spread over columns.
pub(super) struct Span {
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    pub(super) columns: usize,
}

impl Span {
    /// The column's first and last instant, both in milliseconds since 1970.
    fn column(&self, column: usize) -> (i64, i64) {
        let whole = self.until.duration_since(self.from).as_millis().max(1);
        let at = |column: usize| {
            let part = whole * i128::try_from(column).unwrap_or(0) / i128::try_from(self.columns.max(1)).unwrap_or(1);
            self.from.as_millisecond() + i64::try_from(part).unwrap_or(0)
        };
        (at(column), at(column + 1))
    }

    /// A value for each column, from the instants at which it begins and ends.
    pub(super) fn each<T>(&self, value: impl Fn(Timestamp, Timestamp) -> T) -> Vec<T> {
        let instant = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap_or(self.from);
        (0..self.columns).map(|column| self.column(column)).map(|(from, until)| value(instant(from), instant(until))).collect()
    }
}

/// One row of blocks. Whatever is above zero can be seen, and what is not known is left out.
pub(super) fn row(values: &[Option<f64>], top: f64, frame: &Frame) -> String {
    values.iter().map(|value| value.map_or(' ', |value| block(value, top, frame))).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "eight steps at most, and none below zero")]
fn block(value: f64, top: f64, frame: &Frame) -> char {
    let steps: [char; 9] = if frame.canvas.unicode {
        ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
    } else {
        ['.', '_', '_', '-', '-', '=', '=', '#', '#']
    };
    if value <= 0.0 || top <= 0.0 {
        return steps[0];
    }
    let step = (value / top * 8.0).round().clamp(1.0, 8.0) as usize;
    steps[step]
}
