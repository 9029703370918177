//! Pictures of moments, at two sizes.

mod moments;

use super::view::View;
use super::{Frame, draw};
use crate::console::Canvas;
use ::console::measure_text_width;
use anstream::adapter::strip_str;
use insta::assert_snapshot;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// The sizes that a picture is looked at in.
const SIZES: [(usize, usize); 2] = [(80, 24), (200, 50)];

fn frame(width: usize, height: usize, now: Timestamp) -> Frame {
    let canvas = Canvas { width, unicode: true };
    Frame { canvas, height: Some(height), now, zone: TimeZone::fixed(Offset::constant(1)) }
}

fn seen(view: &View, frame: &Frame) -> String {
    let lines: Vec<String> = draw(view, frame).iter().map(|line| strip_str(line).to_string()).collect();
    lines.join("\n")
}

fn at_both_sizes(name: &str, (view, now): (View, Timestamp)) {
    for (width, height) in SIZES {
        assert_snapshot!(format!("{name}-{width}x{height}"), seen(&view, &frame(width, height, now)));
    }
}

#[test]
fn a_canary_bakes() {
    at_both_sizes("baking", moments::baking());
}

#[test]
fn a_step_waits_for_people() {
    at_both_sizes("approval", moments::approval());
}

#[test]
fn a_rollback_is_under_way_after_an_alarm() {
    at_both_sizes("rollback", moments::rollback());
}

#[test]
fn one_that_was_stopped_shows_where_it_ended() {
    at_both_sizes("stopped", moments::stopped());
}

#[test]
fn the_end_is_success() {
    at_both_sizes("succeeded", moments::succeeded());
}

#[test]
fn twenty_five_functions_a_hundred_steps_and_a_lost_network_fit() {
    at_both_sizes("crowd", moments::crowd());
}

#[test]
fn little_is_known_at_first() {
    at_both_sizes("young", moments::young());
}

#[test]
fn there_is_a_picture_in_ascii() {
    let (view, now) = moments::rollback();
    let ascii = Frame { canvas: Canvas { width: 80, unicode: false }, ..frame(80, 24, now) };
    let seen = seen(&view, &ascii);
    assert!(seen.is_ascii(), "{seen}");
    assert_snapshot!(seen);
}

#[test]
fn no_picture_is_wider_or_higher_than_its_frame() {
    let moments = [
        moments::baking(),
        moments::approval(),
        moments::rollback(),
        moments::stopped(),
        moments::succeeded(),
        moments::crowd(),
        moments::young(),
    ];
    for (view, now) in moments {
        for (width, height) in [(1, 1), (20, 5), (40, 10), (79, 23), (80, 24), (120, 30), (200, 50), (400, 100)] {
            let lines = draw(&view, &frame(width, height, now));
            let widest = lines.iter().map(|line| measure_text_width(line)).max().unwrap_or(0);
            assert!(widest <= width, "{} is {widest} wide in {width}", view.id);
            assert!(lines.len() <= height, "{} is {} high in {height}", view.id, lines.len());
        }
    }
}

#[test]
fn what_is_waited_for_is_the_last_to_be_left_out() {
    let (view, now) = moments::approval();
    let seen = seen(&view, &frame(80, 10, now));
    assert!(seen.contains("headgate approve --token d-ABCDEF123.4"), "{seen}");
}

#[test]
fn colours_say_nothing_that_words_do_not() {
    let (view, now) = moments::rollback();
    let lines = draw(&view, &frame(80, 24, now));
    assert!(lines.iter().any(|line| line.contains("\u{1b}[31m")), "what is wrong is red");
    assert!(seen(&view, &frame(80, 24, now)).contains("ALARM"));
}
