//! Keys of uploads that nobody should choose: each earns its tag, and what names no application or group is never fetched.

use crate::desk::{Desk, appspec};
use headgate_engine::{Object, Upload, UploadTag};
use headgate_sim::at_once;
use proptest::prelude::*;
use std::cell::Cell;

/// What became of an upload under this key, and whether the object was fetched.
fn uploaded(desk: &Desk, key: &str) -> (UploadTag, bool) {
    let upload = Upload { bucket: "revisions".to_owned(), key: key.to_owned(), version: "v1".to_owned(), by: None };
    let fetched = Cell::new(false);
    let fetch = || {
        fetched.set(true);
        std::future::ready(Ok(Object { bytes: appspec("orders").into_bytes(), e_tag: None }))
    };
    let tag = at_once(desk.engine.start_upload(&upload, fetch)).unwrap();
    (tag, fetched.get())
}

/// S3 takes letters, digits, spaces and `+-=._:/@` in a tag's value, 256 of them.
fn is_tag(tag: &UploadTag) -> bool {
    tag.value.len() <= 256 && tag.value.chars().all(|char| char.is_ascii_alphanumeric() || " +-=._:/@".contains(char))
}

#[test]
fn a_key_that_leads_nowhere_says_so_in_its_tag() {
    let (name, group, revision) = ("InvalidApplicationNameException", "InvalidDeploymentGroupNameException", "InvalidRevisionException");
    let long = "x".repeat(101);
    let rows = [
        ("", revision, false),
        ("/", revision, false),
        ("//", name, false),
        ("//a.yaml", name, false),
        ("shop//a.yaml", group, false),
        ("/shop/live/a.yaml", name, false),
        ("shop/live/", revision, false),
        ("shop/live/.yaml.", revision, false),
        ("shop/live/a.yaml.", revision, false),
        ("shop/live/a.yaml ", revision, false),
        ("shop/live/a.yaml/", revision, false),
        ("shop/live/a.yaml\0", revision, false),
        ("shop%2Flive%2Fa.yaml", revision, false),
        ("shop\\live\\a.yaml", revision, false),
        ("sh op/live/a.yaml", name, false),
        ("sh\u{f6}p/live/a.yaml", name, false),
        ("sho\u{308}p/live/a.yaml", name, false),
        ("shop/li\nve/a.yaml", group, false),
        ("\u{202e}shop/live/a.yaml", name, false),
        (&format!("{long}/live/a.yaml"), name, false),
        (&format!("shop/{long}/a.yaml"), group, false),
        ("../live/a.yaml", "ApplicationDoesNotExistException", true),
        ("Shop/live/a.yaml", "ApplicationDoesNotExistException", true),
        ("shop/Live/a.yaml", "DeploymentGroupDoesNotExistException", true),
        ("shop/../a.yaml", "DeploymentGroupDoesNotExistException", true),
    ];
    for (key, exception, fetched) in rows {
        let (tag, found) = uploaded(&Desk::furnished(), key);
        assert_eq!((tag.key, tag.value.as_str()), ("headgate:error", format!("{exception}: 1 mistake").as_str()), "{key:?}");
        assert_eq!(found, fetched, "{key:?}");
    }
}

#[test]
fn behind_the_group_a_key_may_be_anything() {
    let names = [
        "a.yaml",
        ".yaml",
        "../../other/live/a.yaml",
        "a b+c%2F.yaml",
        "\u{202e}\u{1b}[2J.yaml",
        "a//b/.YAML",
        &format!("{}.yaml", "ä".repeat(500)),
    ];
    for name in names {
        let (tag, _) = uploaded(&Desk::furnished(), &format!("shop/live/{name}"));
        assert_eq!(tag.key, "headgate:deployment-id", "{name:?}: {}", tag.value);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_key_earns_a_tag(parts in prop::collection::vec(prop_oneof![Just("shop".to_owned()), Just("live".to_owned()), any::<String>()], 0..5), end in "(\\.(yaml|json|zip|tgz|tar))?") {
        let (tag, _) = uploaded(&Desk::furnished(), &format!("{}{end}", parts.join("/")));
        prop_assert!(is_tag(&tag), "{tag:?}");
    }
}
