//! Tar archives, plain and compressed.

use crate::{Case, GOOD};
use flate2::Compression;
use flate2::write::GzEncoder;
use headgate_appspec::BundleKind;
use std::io::Write;

const NONE: &str = "the archive has no AppSpec";
const TOO_LARGE: &str = "the archive unpacks to more than 67108864 bytes";
const UNREADABLE: &str = "the archive cannot be read: ";

/// A header of POSIX's form; `size` as it is to be written.
fn header(name: &[u8], kind: u8, size: &[u8; 12]) -> Vec<u8> {
    let mut block = vec![0; 512];
    block[..name.len()].copy_from_slice(name);
    block[100..108].copy_from_slice(b"0000644\0");
    block[108..124].copy_from_slice(b"0000000\x000000000\0");
    block[124..136].copy_from_slice(size);
    block[136..148].copy_from_slice(b"00000000000\0");
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    summed(block)
}

/// The header with its checksum.
fn summed(mut block: Vec<u8>) -> Vec<u8> {
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().copied().map(u32::from).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

fn octal(size: u64) -> [u8; 12] {
    let mut digits = [0; 12];
    digits[..11].copy_from_slice(format!("{size:011o}").as_bytes());
    digits
}

/// As GNU writes what has no room in octal digits.
fn binary(size: u64) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[0] = 0x80;
    bytes[4..].copy_from_slice(&size.to_be_bytes());
    bytes
}

/// An entry with its content, filled up to whole blocks.
fn entry(name: impl AsRef<[u8]>, kind: u8, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let mut bytes = header(name.as_ref(), kind, &octal(content.len() as u64));
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn tar(entries: &[Vec<u8>]) -> Vec<u8> {
    [entries.concat(), vec![0; 1024]].concat()
}

/// An archive with nothing wrong.
pub(crate) fn honest() -> Vec<u8> {
    tar(&[entry("appspec.yml", b'0', GOOD)])
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("bytes");
    encoder.finish().expect("an archive")
}

/// A gigabyte of zeros behind `head`, in members of a megabyte: small, and quick to make.
fn bomb(head: &[u8]) -> Vec<u8> {
    [gzip(head), gzip(&vec![0; 1 << 20]).repeat(1 << 10)].concat()
}

pub(crate) fn cases() -> impl Iterator<Item = Case> {
    let row = |kind| move |(name, bytes, says): (&str, Vec<u8>, &'static str)| Case::new(format!("{kind:?}: {name}"), kind, bytes, says);
    plain().into_iter().map(row(BundleKind::Tar)).chain(compressed().into_iter().map(row(BundleKind::Tgz)))
}

type Row = (&'static str, Vec<u8>, &'static str);

fn plain() -> Vec<Row> {
    let named = |name: &str| tar(&[entry(name, b'0', GOOD)]);
    let sized = |size: &[u8; 12]| [header(b"x", b'0', size), honest()].concat();
    let before = |kind: u8, content: &[u8]| tar(&[entry("././@Described", kind, content), entry("appspec.yml", b'0', GOOD)]);
    let mut old = header(b"appspec.yml", b'0', &octal(GOOD.len() as u64));
    old[257..265].fill(0);
    let old = summed(old);
    vec![
        ("an honest one", honest(), "ok"),
        ("one directory up", named("../appspec.yml"), NONE),
        ("from the root", named("/appspec.yml"), "ok"),
        ("cut by NUL", tar(&[entry(b"appspec.yml\0.txt", b'0', GOOD)]), "ok"),
        ("in upper case", named("AppSpec.yml"), NONE),
        ("a symbolic link", tar(&[entry("appspec.yml", b'2', "")]), "appspec.yml: is a link"),
        ("a hard link", tar(&[entry("appspec.yml", b'1', "")]), "appspec.yml: is a link"),
        ("a hard link with content", tar(&[entry("appspec.yml", b'1', GOOD)]), "appspec.yml: is a link"),
        ("a sparse file of GNU", tar(&[entry("appspec.yml", b'S', GOOD)]), "appspec.yml: is a link"),
        ("a kind nobody knows", tar(&[entry("appspec.yml", b'?', GOOD)]), "appspec.yml: is a link"),
        ("a directory with content", tar(&[entry("appspec.yml", b'5', GOOD)]), NONE),
        ("a contiguous file", tar(&[entry("appspec.yml", b'7', GOOD)]), "ok"),
        ("of the oldest form", [old, entry("", b'0', GOOD)[512..].to_vec()].concat(), "ok"),
        (
            "one name twice",
            tar(&[entry("appspec.yml", b'0', GOOD), entry("appspec.yml", b'0', GOOD)]),
            "the archive has more than one AppSpec",
        ),
        ("a size of 8 GiB", sized(b"77777777777\0"), UNREADABLE),
        ("a size of 2^64 in binary", sized(&binary(u64::MAX)), UNREADABLE),
        ("a size of 2^63 in binary", sized(&binary(1 << 63)), UNREADABLE),
        ("a size below zero", sized(&[0xff; 12]), UNREADABLE),
        ("a size that is no number", sized(b"99999999999\0"), UNREADABLE),
        ("a size of nothing", sized(&[0; 12]), UNREADABLE),
        ("an AppSpec that is larger than the archive", header(b"appspec.yml", b'0', &octal(1 << 20)), UNREADABLE),
        ("a long name of GNU", before(b'L', b"elsewhere.txt\0"), "ok"),
        ("a long link of GNU", before(b'K', b"/etc/passwd\0"), "ok"),
        ("a long name without end", [header(b"././@LongLink", b'L', &octal(1 << 30)), honest()].concat(), UNREADABLE),
        ("a path of PAX", before(b'x', b"27 path=../../elsewhere.txt\n"), "ok"),
        ("a size of PAX", before(b'x', b"29 size=99999999999999999999\n"), "ok"),
        ("a sparse map of PAX", before(b'x', b"22 GNU.sparse.major=1\n29 GNU.sparse.realsize=999999\n"), "ok"),
        ("PAX for everything", before(b'g', b"25 path=../elsewhere.txt\n"), "ok"),
        ("PAX that is no record", before(b'x', b"99999999999999999999 path\n"), "ok"),
        ("nothing but PAX", entry("x", b'x', b"").repeat(10_001), "the archive has more than 10000 entries"),
        ("nothing but headers", header(b"x", b'0', &octal(0)).repeat(100_000), "the archive has more than 10000 entries"),
        (
            "a checksum that is wrong",
            {
                let mut bytes = honest();
                bytes[0] ^= 1;
                bytes
            },
            UNREADABLE,
        ),
        ("ends between the entries", [vec![0; 1024], honest()].concat(), NONE),
        ("half a header", honest()[..300].to_vec(), UNREADABLE),
        ("a zip", b"PK\x05\x06".repeat(200), UNREADABLE),
    ]
}

fn compressed() -> Vec<Row> {
    let honest = honest();
    let small = gzip(&honest);
    let (head, tail) = honest.split_at(600);
    let mut no_checksum = small.clone();
    let at = small.len() - 8;
    no_checksum[at] ^= 1;
    vec![
        ("an honest one", small.clone(), "ok"),
        ("compressed twice", gzip(&small), UNREADABLE),
        ("in two members", [gzip(head), gzip(tail)].concat(), "ok"),
        ("not compressed", honest.clone(), UNREADABLE),
        ("a checksum that is wrong", no_checksum, UNREADABLE),
        ("something behind the end", [small.clone(), b"and more".to_vec()].concat(), UNREADABLE),
        ("a gigabyte of nothing", bomb(b""), TOO_LARGE),
        ("a gigabyte that says it is an entry", bomb(&header(b"bomb", b'0', &octal(1 << 30))), TOO_LARGE),
        ("a gigabyte for an AppSpec", bomb(&header(b"appspec.yml", b'0', &octal(1 << 30))), TOO_LARGE),
        ("a gigabyte for a long name", bomb(&header(b"././@LongLink", b'L', &octal(1 << 30))), TOO_LARGE),
        (
            "a bomb of bombs",
            {
                let inner = bomb(b"");
                gzip(&[header(b"appspec.yml", b'0', &octal(inner.len() as u64)), inner].concat())
            },
            UNREADABLE,
        ),
        ("members without content", gzip(b"").repeat(500_000), NONE),
        ("a name in the header without end", [b"\x1f\x8b\x08\x08\0\0\0\0\0\xff".to_vec(), vec![b'n'; 5_000_000]].concat(), UNREADABLE),
        ("a header and no more", b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec(), UNREADABLE),
        ("a method nobody knows", b"\x1f\x8b\x07\0\0\0\0\0\0\xff".to_vec(), UNREADABLE),
    ]
}
