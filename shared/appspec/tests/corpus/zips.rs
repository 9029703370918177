//! Zip archives, written byte by byte: no writer would make them.

use crate::{Case, GOOD};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use headgate_appspec::BundleKind;
use std::io::Write;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Made on Unix, by version 2.0, so that the upper half of the attributes is a file's mode.
const MADE_BY: u16 = 0x0314;
const IS_ENCRYPTED: u16 = 1;
const HAS_DESCRIPTOR: u16 = 8;

/// An entry, with what its headers say of it, true or not.
#[derive(Clone)]
struct Entry {
    name: Vec<u8>,
    content: Vec<u8>,
    flags: u16,
    method: u16,
    crc: u32,
    compressed: u32,
    size: u32,
    attributes: u32,
    extra: Vec<u8>,
    comment: Vec<u8>,
}

fn stored(name: impl AsRef<[u8]>, content: impl AsRef<[u8]>) -> Entry {
    let content = content.as_ref().to_vec();
    let mut crc = Crc::new();
    crc.update(&content);
    let size = u32::try_from(content.len()).expect("a small entry");
    Entry {
        name: name.as_ref().to_vec(),
        flags: 0,
        method: STORED,
        crc: crc.sum(),
        compressed: size,
        size,
        attributes: 0o100_644 << 16,
        extra: vec![],
        comment: vec![],
        content,
    }
}

/// An entry of a gigabyte of spaces, deflated: a megabyte's blocks, again and again. Its checksum is never come to.
fn bomb(name: &str) -> Entry {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&vec![b' '; 1 << 20]).and_then(|()| encoder.flush()).expect("spaces");
    let megabyte = encoder.get_ref().clone();
    let last = encoder.finish().expect("an entry").split_off(megabyte.len());
    let content = [megabyte.repeat(1 << 10), last].concat();
    let compressed = u32::try_from(content.len()).expect("a small entry");
    Entry { content, method: DEFLATED, compressed, size: 1 << 30, ..stored(name, "") }
}

impl Entry {
    /// What the local header and the one in the directory have in common.
    fn common(&self) -> Vec<u8> {
        let mut bytes = vec![20, 0];
        for number in [self.flags, self.method, 0, 0x21] {
            bytes.extend(number.to_le_bytes());
        }
        for number in [self.crc, self.compressed, self.size] {
            bytes.extend(number.to_le_bytes());
        }
        for length in [self.name.len(), self.extra.len()] {
            bytes.extend(u16::try_from(length).expect("a short field").to_le_bytes());
        }
        bytes
    }

    fn local(&self) -> Vec<u8> {
        [b"PK\x03\x04".as_slice(), &self.common(), &self.name, &self.extra, &self.content].concat()
    }

    fn in_directory(&self, offset: u32) -> Vec<u8> {
        let comment = u16::try_from(self.comment.len()).expect("a short comment").to_le_bytes();
        let made_by = MADE_BY.to_le_bytes();
        let (attributes, offset) = (self.attributes.to_le_bytes(), offset.to_le_bytes());
        [b"PK\x01\x02", made_by.as_slice(), &self.common(), &comment, &[0; 4], &attributes, &offset, &self.name, &self.extra, &self.comment]
            .concat()
    }
}

/// The end of the directory: how many entries, how many bytes of them, and from where.
fn end(entries: u16, bytes: u32, from: u32) -> Vec<u8> {
    let entries = entries.to_le_bytes();
    [b"PK\x05\x06\0\0\0\0".as_slice(), &entries, &entries, &bytes.to_le_bytes(), &from.to_le_bytes(), &[0; 2]].concat()
}

/// The end of a directory in zip64, with its locator and the end that points there.
fn end64(entries: u64, bytes: u64, from: u64, at: u64) -> Vec<u8> {
    let mut end64 = b"PK\x06\x06".to_vec();
    end64.extend(44_u64.to_le_bytes());
    end64.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [entries, entries, bytes, from] {
        end64.extend(number.to_le_bytes());
    }
    end64.extend(b"PK\x06\x07\0\0\0\0");
    end64.extend(at.to_le_bytes());
    end64.extend(1_u32.to_le_bytes());
    [end64, end(u16::MAX, u32::MAX, u32::MAX)].concat()
}

/// The entries and their directory.
fn body(entries: &[Entry]) -> (Vec<u8>, Vec<u8>) {
    let (mut locals, mut directory) = (vec![], vec![]);
    for entry in entries {
        directory.extend(entry.in_directory(u32::try_from(locals.len()).expect("a small archive")));
        locals.extend(entry.local());
    }
    (locals, directory)
}

fn zip(entries: &[Entry]) -> Vec<u8> {
    let (locals, directory) = body(entries);
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).expect("a small archive");
    let end = end(u16::try_from(entries.len()).expect("few entries"), length(&directory), length(&locals));
    [locals, directory, end].concat()
}

fn zip64(entries: &[Entry], count: u64) -> Vec<u8> {
    let (locals, directory) = body(entries);
    let (from, bytes) = (locals.len() as u64, directory.len() as u64);
    [locals, directory, end64(count, bytes, from, from + bytes)].concat()
}

pub(crate) fn cases() -> impl Iterator<Item = Case> {
    let row = |(name, bytes, says): (&str, Vec<u8>, &'static str)| Case::new(format!("zip: {name}"), BundleKind::Zip, bytes, says);
    names().into_iter().chain(lies()).chain(wholes()).map(row)
}

type Row = (&'static str, Vec<u8>, &'static str);

const NONE: &str = "the archive has no AppSpec";

/// Names that lead elsewhere, or that another reader takes for something else.
fn names() -> Vec<Row> {
    let named = |name: &str| zip(&[stored(name, GOOD)]);
    vec![
        ("an honest one", named("appspec.yml"), "ok"),
        ("one directory up", named("../appspec.yml"), NONE),
        ("one directory up and back", named("a/../appspec.yml"), NONE),
        ("from the root", named("/appspec.yml"), "ok"),
        ("with backslashes", named("..\\appspec.yml"), NONE),
        ("on a drive", named("C:\\appspec.yml"), "ok"),
        ("on a share", named("\\\\host\\share\\appspec.yml"), NONE),
        ("of a device", named("CON/appspec.yml"), "ok"),
        ("cut by NUL", named("appspec.yml\0.txt"), NONE),
        ("in upper case", named("APPSPEC.YML"), NONE),
        ("with a dot behind", named("appspec.yml."), NONE),
        ("with a space behind", named("appspec.yml "), NONE),
        ("not in UTF-8", zip(&[stored(b"\xff\xfe/appspec.yml", GOOD)]), "ok"),
        ("composed and decomposed", zip(&[stored("\u{e4}/appspec.yml", GOOD), stored("a\u{308}/x", "")]), NONE),
        ("turned around in print", zip(&[stored("\u{202e}/appspec.yml", "a: [")]), "line 1"),
        ("no name at all", named(""), NONE),
        ("nothing but slashes", named("////"), NONE),
        ("as long as a name may be", named(&"a/".repeat(30_000)), NONE),
        (
            "a directory of that name",
            zip(&[Entry { attributes: 0o040_755 << 16, ..stored("appspec.yml", "") }]),
            "appspec.yml: is a link or something else",
        ),
        ("a directory and a file of that name", zip(&[stored("appspec.yml/", ""), stored("appspec.yml", GOOD)]), "ok"),
        (
            "a link of that name",
            zip(&[Entry { attributes: 0o120_777 << 16, ..stored("appspec.yml", "/etc/passwd") }]),
            "appspec.yml: is a link",
        ),
        (
            "a pipe of that name",
            zip(&[Entry { attributes: 0o010_644 << 16, ..stored("appspec.yml", GOOD) }]),
            "appspec.yml: is a link or something else",
        ),
        ("one name twice", zip(&[stored("appspec.yml", GOOD), stored("appspec.yml", GOOD)]), "the archive has more than one AppSpec"),
        (
            "one name twice, spelt twice",
            zip(&[stored("appspec.yml", GOOD), stored("./appspec.yml", GOOD)]),
            "the archive has more than one AppSpec",
        ),
    ]
}

/// Headers that say what is not so.
fn lies() -> Vec<Row> {
    let honest = stored("appspec.yml", GOOD);
    let with = |change: &dyn Fn(&mut Entry)| {
        let mut entry = honest.clone();
        change(&mut entry);
        zip(&[entry])
    };
    let mut elsewhere = zip(std::slice::from_ref(&honest));
    let at = elsewhere.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
    let mut renamed = elsewhere.clone();
    renamed[30..41].copy_from_slice(b"another.txt");
    elsewhere[at + 42..at + 46].copy_from_slice(&u32::MAX.to_le_bytes());
    let of_zip64 = |size: u64| [&[1, 0, 16, 0], size.to_le_bytes().as_slice(), &size.to_le_bytes()].concat();
    let in_zip64 = |size: u64| Entry { size: u32::MAX, compressed: u32::MAX, extra: of_zip64(size), ..honest.clone() };
    vec![
        ("encrypted", with(&|entry| entry.flags = IS_ENCRYPTED), "the archive cannot be read: unsupported Zip archive: Password required"),
        ("a method nobody knows", with(&|entry| entry.method = 999), "the archive cannot be read: compression method not supported"),
        ("compressed with bzip2", with(&|entry| entry.method = 12), "the archive cannot be read: compression method not supported"),
        ("encrypted with AES", with(&|entry| entry.method = 99), "the archive cannot be read: compression method not supported"),
        ("deflated, it says", with(&|entry| entry.method = DEFLATED), "the archive cannot be read: corrupt deflate stream"),
        ("smaller than it is", with(&|entry| (entry.size, entry.compressed) = (7, 7)), "the archive cannot be read: Invalid checksum"),
        (
            "larger than the archive",
            with(&|entry| (entry.size, entry.compressed) = (u32::MAX - 1, u32::MAX - 1)),
            "the archive cannot be read: Invalid checksum",
        ),
        ("another checksum", with(&|entry| entry.crc ^= 1), "the archive cannot be read: Invalid checksum"),
        ("a descriptor that is not there", with(&|entry| entry.flags = HAS_DESCRIPTOR), "ok"),
        ("a size in zip64", zip(&[in_zip64(GOOD.len() as u64)]), "ok"),
        ("a size of 2^63 in zip64", zip(&[in_zip64(1 << 63)]), "the archive cannot be read: Invalid checksum"),
        (
            "a zip64 field cut short",
            with(&|entry| (entry.size, entry.extra) = (u32::MAX, vec![1, 0, 4, 0, 0, 0, 0, 0])),
            "the archive cannot be read: invalid Zip archive",
        ),
        ("an extra field longer than itself", with(&|entry| entry.extra = vec![1, 0, 0xff, 0xff]), "ok"),
        ("content behind the end", elsewhere, "the archive cannot be read: invalid Zip archive"),
        ("another name before its content", renamed, "ok"),
        ("a bomb for an AppSpec", zip(&[bomb("appspec.yml")]), "appspec.yml: the AppSpec has more than 262144 bytes"),
        ("a bomb beside the AppSpec", zip(&[bomb("bomb"), honest.clone()]), "ok"),
        (
            "a bomb that says it is small",
            zip(&[Entry { size: 10, ..bomb("appspec.yml") }]),
            "the archive cannot be read: File is larger than its declared",
        ),
        (
            "an archive for an AppSpec",
            zip(&[stored("appspec.yml", zip(std::slice::from_ref(&honest)))]),
            "appspec.yml: the AppSpec is not UTF-8",
        ),
    ]
}

/// Archives that are wrong as a whole.
fn wholes() -> Vec<Row> {
    let honest = stored("appspec.yml", GOOD);
    let whole = zip(std::slice::from_ref(&honest));
    let mut commented = whole.clone();
    let at = commented.len() - 2;
    commented[at..].copy_from_slice(&u16::MAX.to_le_bytes());
    let overlapping = {
        let (locals, directory) = body(std::slice::from_ref(&Entry { name: b"x".to_vec(), ..honest.clone() }));
        let directory = directory.repeat(9_999);
        let from = u32::try_from(locals.len()).expect("a small archive");
        [locals, directory.clone(), end(9_999, u32::try_from(directory.len()).expect("a small archive"), from)].concat()
    };
    let crowded = (0..10_000).map(|n| Entry { comment: vec![b'c'; 1_000], ..stored(format!("{n:04}/{}", "n".repeat(1_000)), "") });
    vec![
        ("nothing", vec![], "the archive cannot be read: "),
        ("an end and no more", end(0, 0, 0), NONE),
        ("more entries than there are", [whole[..whole.len() - 22].to_vec(), end(9_999, 57, 0)].concat(), "the archive cannot be read: "),
        ("a directory of 4 GiB", end(u16::MAX - 1, u32::MAX - 1, 0), "the archive cannot be read: "),
        ("a directory that lies behind", end(1, 57, u32::MAX - 1), "the archive cannot be read: "),
        ("2^60 entries in zip64", zip64(std::slice::from_ref(&honest), 1 << 60), "the archive cannot be read: "),
        ("in zip64", zip64(std::slice::from_ref(&honest), 1), "ok"),
        ("a locator that leads behind the end", end64(1, 57, 0, u64::MAX), "the archive cannot be read: "),
        ("a locator that leads to itself", end64(1, 57, 0, 56), "the archive cannot be read: "),
        ("a comment that is not there", commented, "the archive cannot be read: "),
        ("nothing but ends", end(1, 57, 0).repeat(400_000), "the archive cannot be read: "),
        ("nothing but ends of zip64", end64(1, 57, 0, 0).repeat(100_000), "the archive cannot be read: "),
        ("nothing but directories", b"PK\x01\x02".repeat(2_000_000), "the archive cannot be read: "),
        ("the same entry again and again", overlapping, NONE),
        ("long names and comments", zip(&crowded.collect::<Vec<_>>()), NONE),
        ("behind something else", [b"#!/bin/sh\n".to_vec(), whole.clone()].concat(), "ok"),
        ("before something else", [whole.clone(), b"and more".to_vec()].concat(), "ok"),
        ("a tar", crate::tars::honest(), "the archive cannot be read: "),
        ("two, one behind the other", [zip(&[stored("appspec.yml", "another")]), whole].concat(), "ok"),
    ]
}
