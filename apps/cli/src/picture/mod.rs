//! The picture of a deployment: where it stands, what its traffic does, who watches it, and what comes next.
//!
//! The law of this module: a picture is a function of what is known, of the size and signs of where it goes, and of
//! the time. It asks nobody and remembers nothing.
//!
//! | module | what |
//! |---|---|
//! | `view` | what is known |
//! | `frame` | where it goes: size, signs, zone and time |
//! | `head`, `steps`, `traffic`, `watchers`, `events`, `outlook` | its sections, from above |
//! | `chart` | values over time, in blocks |
//! | `section` | rows beside their name, and which of them are shown where there is little room |

mod chart;
mod events;
mod frame;
mod head;
mod outlook;
mod section;
mod steps;
mod traffic;
pub(crate) mod view;
mod watchers;

pub(crate) use frame::Frame;
pub(crate) use outlook::decisions;
use section::Section;
use view::View;

/// Draws it: lines that are no wider than the frame, and no more than fit.
pub(crate) fn draw(view: &View, frame: &Frame) -> Vec<String> {
    let head = head::draw(view, frame);
    let foot = outlook::foot(view, frame);
    let sections = [
        steps::draw(view, frame),
        traffic::draw(view, frame),
        watchers::alarms(view, frame),
        watchers::hooks(view, frame),
        events::draw(view, frame),
        outlook::draw(view, frame),
    ];
    let room = frame.height.map(|height| height.saturating_sub(head.len() + foot.len() + 1));
    let body = section::laid_out(&sections, room, frame);
    let lines = head.into_iter().chain([String::new()]).chain(body).chain(foot);
    lines.take(frame.height.unwrap_or(usize::MAX)).map(|line| frame.fitted(&line)).collect()
}

#[cfg(test)]
mod tests;
