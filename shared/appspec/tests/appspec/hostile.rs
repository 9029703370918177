//! Texts meant to hurt.

use crate::{HEAD, mistakes, repeated};
use headgate_appspec::{MAX_TEXT_BYTES, parse};
use std::time::Duration;

const TOO_DEEP: &str = "the AppSpec is nested deeper than 32 levels";

#[test]
fn nesting_is_refused_without_following_it() {
    for text in ["[".repeat(100_000), "{a: ".repeat(60_000), "- ".repeat(100_000), "? ".repeat(100_000), "{\"a\":".repeat(50_000)] {
        let found = mistakes(&text);
        assert_eq!(found, [format!("line 1: {TOO_DEEP}")], "{}", &text[..10]);
    }
    let steps = repeated(500, |depth| format!("{}a:\n", " ".repeat(depth)));
    assert_eq!(mistakes(&steps), [format!("line 33: {TOO_DEEP}")]);
}

#[test]
fn the_thirty_second_level_is_read_and_the_next_is_not() {
    let nested = |depth: usize| format!("{HEAD}x: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    let json = |depth: usize| format!("{{\"version\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(mistakes(&nested(31))[0].contains("is not a key"));
    assert_eq!(mistakes(&nested(32)), [format!("line 4: {TOO_DEEP}")]);
    assert!(mistakes(&json(31)).concat().contains("is a list"));
    assert_eq!(mistakes(&json(32)), [format!("line 1: {TOO_DEEP}")]);
}

#[test]
fn an_alias_bomb_stays_small() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    text += &repeated(9, |n| format!("a{}: &a{} [{}]\n", n + 1, n + 1, format!("*a{n}, ").repeat(10)));
    let found = parse(&text).unwrap_err();
    assert_eq!(found.iter().count(), 100);
    // Ten anchors, ninety aliases, ten unknown keys, and two that are missing.
    assert_eq!(found.len(), 112);
}

#[test]
fn a_huge_text_is_not_looked_at() {
    let comment = "#".repeat(MAX_TEXT_BYTES - HEAD.len());
    assert_eq!(mistakes(&format!("{HEAD}{comment}")), Vec::<String>::new());
    assert_eq!(mistakes(&format!("{HEAD}{comment}#")), ["the AppSpec has 262145 bytes, at most 262144 are read"]);
}

#[test]
fn a_huge_scalar_is_shown_in_part() {
    let name = "x".repeat(100_000);
    let found = mistakes(&HEAD.replace("Name: fn", &format!("Name: {name}")).replace("  - fn:", &format!("  - ? {name}\n    :")));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| line.len() < 600), "{found:?}");
}

#[test]
fn a_text_of_nothing_but_mistakes_is_counted() {
    let text = repeated(20_000, |n| format!("k{n}: 1\n"));
    let found = parse(&text).unwrap_err();
    assert_eq!((found.len(), found.iter().count()), (20_002, 100));
    assert_eq!(found.to_string().lines().last(), Some("and 19902 more"));
}

#[test]
fn too_many_values_are_not_kept() {
    let text = format!("a: [{}]", "1,".repeat(60_000));
    assert_eq!(mistakes(&text), ["line 1: the AppSpec holds more than 50000 values"]);
    let json = format!("{{\"a\": [{}1]}}", "1,".repeat(60_000));
    assert_eq!(mistakes(&json), ["line 1: the AppSpec holds more than 50000 values"]);
}

/// Texts on which a parser that looks back would take hours. They take a second or two.
#[test]
fn no_text_takes_long() {
    let (done, is_done) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for text in long_texts() {
            drop(parse(&text));
        }
        done.send(())
    });
    is_done.recv_timeout(Duration::from_mins(1)).expect("all texts should have been read by now");
}

fn long_texts() -> impl Iterator<Item = String> {
    let long = [
        "a: &a *a\n",
        "[a: ",
        "? - ",
        "{a,",
        "\"\\u0061",
        "'\n",
        "a\n\n\n",
        "|\n a",
        "%TAG ! a\n",
        "!a!b ",
        "- \t",
        "#\n",
        "\u{feff}",
        "---\n",
        ", ",
        ": ",
        "a ",
        " ",
        "{\"a\":\"",
        "{\"\\ud83d",
    ];
    long.into_iter().flat_map(|piece| {
        let text = piece.repeat(MAX_TEXT_BYTES * 9 / 10 / piece.len());
        [format!("{HEAD}x: {text}"), format!("{{\"a\": {text}"), text]
    })
}
