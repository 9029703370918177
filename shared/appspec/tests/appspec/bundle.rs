//! Revisions, packed and unpacked.

use crate::HEAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use headgate_appspec::{BundleKind, read_bundle};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        if name.ends_with('/') {
            writer.add_directory(*name, SimpleFileOptions::default()).expect("a directory");
        } else {
            writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
            writer.write_all(content).expect("content");
        }
    }
    writer.finish().expect("an archive").into_inner()
}

fn header(name: &str, kind: tar::EntryType, size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    // Not `set_path`, which refuses what a hostile archive may have.
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_cksum();
    header
}

pub(crate) fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in entries {
        let kind = if name.ends_with('/') { tar::EntryType::Directory } else { tar::EntryType::Regular };
        builder.append(&header(name, kind, content.len() as u64), *content).expect("an entry");
    }
    builder.into_inner().expect("an archive")
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("bytes");
    encoder.finish().expect("an archive")
}

/// What is read from the same entries in every kind of archive, which must agree.
fn packed(entries: &[(&str, &[u8])]) -> Result<String, String> {
    let tar = tar(entries);
    let all = [read_bundle(&zip(entries), BundleKind::Zip), read_bundle(&gzip(&tar), BundleKind::Tgz), read_bundle(&tar, BundleKind::Tar)];
    let [zip, tgz, tar] = all.map(|outcome| outcome.map_err(|mistakes| mistakes.to_string()));
    assert_eq!(zip, tgz);
    assert_eq!(tgz, tar);
    zip
}

const NONE: &str =
    "the archive has no AppSpec: `appspec.yaml`, `appspec.yml` or `appspec.json` must be at its root or in its only top directory";

#[test]
fn keys_tell_kinds() {
    for (key, kind) in [
        ("a/b/x.yaml", Some(BundleKind::Yaml)),
        ("a/b/x.YML", Some(BundleKind::Yaml)),
        ("a/b/x.json", Some(BundleKind::Json)),
        ("a/b/x.zip", Some(BundleKind::Zip)),
        ("a/b/x.tgz", Some(BundleKind::Tgz)),
        ("a/b/x.tar.gz", Some(BundleKind::Tgz)),
        ("a/b/x.tar", Some(BundleKind::Tar)),
        ("a/b/x.gz", None),
        ("a/b.yaml/x", None),
        ("yaml", None),
        ("", None),
    ] {
        assert_eq!(BundleKind::from_key(key), kind, "{key}");
    }
}

#[test]
fn a_text_is_itself() {
    let read = |bytes: &[u8]| read_bundle(bytes, BundleKind::Yaml).map_err(|mistakes| mistakes.to_string());
    assert_eq!(read(HEAD.as_bytes()).as_deref(), Ok(HEAD));
    assert_eq!(read(b"\xef\xbb\xbfversion: 0.0").as_deref(), Ok("version: 0.0"));
    assert_eq!(read(b"version\xff"), Err("the AppSpec is not UTF-8 from byte 8 on: save it as UTF-8".to_owned()));
    assert_eq!(read(&vec![b' '; 262_145]), Err("the AppSpec has more than 262144 bytes: no more are read".to_owned()));
    assert!(read(&vec![b' '; 262_144]).is_ok());
}

#[test]
fn an_archive_with_one_appspec() {
    let content = HEAD.as_bytes();
    let good: [&[(&str, &[u8])]; 8] = [
        &[("appspec.yml", content)],
        &[("appspec.yaml", content), ("src/index.js", b"x")],
        &[("./appspec.json", content)],
        &[("release-7/", b""), ("release-7/appspec.yml", content), ("release-7/src/appspec.yml", b"another")],
        &[("release-7/appspec.yml", content), ("release-7/x", b"")],
        &[("appspec.yml", content), ("examples/appspec.yml", b"another")],
        &[("a/appspec.yml", content), ("__MACOSX/a/._appspec.yml", b"x"), (".DS_Store", b"x")],
        &[("../../etc/passwd", b"x"), ("appspec.yml", content)],
    ];
    for entries in good {
        assert_eq!(packed(entries).as_deref(), Ok(HEAD), "{entries:?}");
    }
    assert_eq!(packed(&[("appspec.yml", b"\xef\xbb\xbfversion: 0.0")]).as_deref(), Ok("version: 0.0"));
    // Windows' own archiver writes its separator.
    assert_eq!(read_bundle(&zip(&[("release\\appspec.yml", content)]), BundleKind::Zip).as_deref(), Ok(HEAD));
}

#[test]
fn an_archive_with_none_or_several() {
    let none: [&[(&str, &[u8])]; 7] = [
        &[],
        &[("appspec.yml/", b""), ("readme", b"x")],
        &[("Appspec.yml", b"x")],
        &[("appspec.yml/", b"")],
        &[("a/b/appspec.yml", b"x")],
        &[("a/appspec.yml", b"x"), ("b/", b"")],
        &[("a/appspec.yml", b"x"), ("readme", b"")],
    ];
    for entries in none {
        assert_eq!(packed(entries), Err(NONE.to_owned()), "{entries:?}");
    }
    assert_eq!(
        packed(&[("appspec.yml", b"x"), ("appspec.json", b"x")]),
        Err("the archive has more than one AppSpec, `appspec.yml` and `appspec.json`: leave one".to_owned())
    );
    assert_eq!(
        packed(&[("r/appspec.yml", b"x"), ("r/appspec.yaml", b"x")]),
        Err("the archive has more than one AppSpec, `r/appspec.yml` and `r/appspec.yaml`: leave one".to_owned())
    );
}

#[test]
fn one_name_twice() {
    let expected = "the archive has more than one AppSpec, `appspec.yml` and `appspec.yml`: leave one";
    let tar = tar(&[("appspec.yml", b"a"), ("appspec.yml", b"b")]);
    assert_eq!(read_bundle(&tar, BundleKind::Tar).unwrap_err().to_string(), expected);
    // The writer refuses to make such a zip, so a name of the same length is changed in it.
    let zip = zip(&[("appspec.yml", b"a"), ("appspec.yMl", b"b")]);
    let twice: Vec<u8> = String::from_utf8_lossy(&zip).contains("yMl").then(|| replaced(&zip, b"yMl", b"yml")).unwrap();
    assert_eq!(read_bundle(&twice, BundleKind::Zip).unwrap_err().to_string(), expected);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn a_link_is_no_appspec() {
    let expected = "appspec.yml: is a link or something else that is not a plain file: put the AppSpec itself in the archive";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("appspec.yml", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let zip = writer.finish().unwrap().into_inner();
    assert_eq!(read_bundle(&zip, BundleKind::Zip).unwrap_err().to_string(), expected);

    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::Fifo, tar::EntryType::Char] {
        let mut builder = tar::Builder::new(Vec::new());
        builder.append(&header("appspec.yml", kind, 0), &b""[..]).unwrap();
        let tar = builder.into_inner().unwrap();
        assert_eq!(read_bundle(&tar, BundleKind::Tar).unwrap_err().to_string(), expected, "{kind:?}");
    }
}

#[test]
fn an_appspec_that_is_too_long() {
    let expected = Err("appspec.yml: the AppSpec has more than 262144 bytes: no more are read".to_owned());
    assert_eq!(packed(&[("appspec.yml", &vec![b' '; 262_145])]), expected);
    assert_eq!(packed(&[("appspec.yml", &vec![b' '; 50_000_000])]), expected);
    assert!(packed(&[("appspec.yml", &vec![b' '; 262_144])]).is_ok());
}

#[test]
fn an_appspec_that_is_not_utf_8() {
    assert_eq!(
        packed(&[("r/appspec.yml", b"\xff")]),
        Err("r/appspec.yml: the AppSpec is not UTF-8 from byte 1 on: save it as UTF-8".to_owned())
    );
}

#[test]
fn a_bomb_is_left_to_itself() {
    // 70 MB of nothing before the AppSpec. In a zip it is passed over, in a tar it must be gone through.
    let nothing = vec![0; 70_000_000];
    let entries: [(&str, &[u8]); 2] = [("nothing", &nothing), ("appspec.yml", HEAD.as_bytes())];
    assert_eq!(read_bundle(&zip(&entries), BundleKind::Zip).as_deref(), Ok(HEAD));
    let tgz = gzip(&tar(&entries));
    assert!(tgz.len() < 1_000_000);
    assert_eq!(read_bundle(&tgz, BundleKind::Tgz).unwrap_err().to_string(), "the archive unpacks to more than 67108864 bytes");
    // A long name is content as well, and of any length.
    let mut builder = tar::Builder::new(Vec::new());
    builder.append(&header("././@LongLink", tar::EntryType::GNULongName, 60_000_000), &nothing[..60_000_000]).unwrap();
    builder.append(&header("appspec.yml", tar::EntryType::Regular, 1), &b"x"[..]).unwrap();
    let tar = builder.into_inner().unwrap();
    assert_eq!(read_bundle(&gzip(&tar), BundleKind::Tgz).as_deref(), Ok("x"));
}

#[test]
fn ten_thousand_entries_and_no_more() {
    let names: Vec<String> = (0..10_000).map(|n| format!("f{n}")).collect();
    let mut entries: Vec<(&str, &[u8])> = names.iter().skip(1).map(|name| (name.as_str(), &b""[..])).collect();
    entries.push(("appspec.yml", HEAD.as_bytes()));
    assert_eq!(packed(&entries).as_deref(), Ok(HEAD));
    entries.push(("one-more", b""));
    assert_eq!(packed(&entries), Err("the archive has more than 10000 entries".to_owned()));
}

#[test]
fn a_damaged_archive() {
    let zip = zip(&[("appspec.yml", HEAD.as_bytes())]);
    let tgz = gzip(&tar(&[("appspec.yml", HEAD.as_bytes())]));
    let tar = tar(&[("appspec.yml", HEAD.as_bytes())]);
    let damaged = |bytes: &[u8], kind| match read_bundle(bytes, kind) {
        Err(mistakes) => mistakes.to_string(),
        Ok(text) => panic!("{text}"),
    };
    let unreadable = "the archive cannot be read: ";
    for kind in [BundleKind::Zip, BundleKind::Tgz, BundleKind::Tar] {
        assert!(damaged(HEAD.repeat(10).as_bytes(), kind).starts_with(unreadable), "{kind:?}");
    }
    assert!(damaged(b"", BundleKind::Zip).starts_with(unreadable));
    assert!(damaged(b"", BundleKind::Tgz).starts_with(unreadable) || damaged(b"", BundleKind::Tgz) == NONE);
    assert_eq!(damaged(b"", BundleKind::Tar), NONE);
    assert!(damaged(&zip[..zip.len() - 30], BundleKind::Zip).starts_with(unreadable));
    assert!(damaged(&tgz[..tgz.len() / 2], BundleKind::Tgz).starts_with(unreadable));
    assert!(damaged(&tar[..550], BundleKind::Tar).starts_with(unreadable));
    // Content that is not what its checksum says.
    let mut wrong = zip.clone();
    let at = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    wrong[at + 16] ^= 1;
    assert!(damaged(&wrong, BundleKind::Zip).starts_with(unreadable), "{}", damaged(&wrong, BundleKind::Zip));
}
