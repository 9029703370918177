//! CBOR, written by hand from RFC 8949.

use crate::Row;

/// The largest body that Lambda takes in.
const LARGE: usize = 6 << 20;

pub(crate) fn rows() -> Vec<Row> {
    inside().into_iter().map(|(bytes, says)| ([b"\xa1\x61a".to_vec(), bytes].concat(), says)).chain(wholes()).collect()
}

/// Values of a member.
fn inside() -> Vec<Row> {
    let row = |bytes: &[u8], says| (bytes.to_vec(), says);
    vec![
        // Lengths with nothing behind them: of byte strings, texts, lists and maps, in every width.
        row(b"\x5b\x10\0\0\0\0\0\0\0", "a byte string"),
        row(b"\x7b\x10\0\0\0\0\0\0\0", "end of input"),
        row(b"\x9b\x10\0\0\0\0\0\0\0", "end of input"),
        row(b"\xbb\x10\0\0\0\0\0\0\0", "end of input"),
        row(b"\x7a\xff\xff\xff\xff", "end of input"),
        row(b"\x9a\xff\xff\xff\xff", "end of input"),
        row(b"\xba\xff\xff\xff\xff", "end of input"),
        row(b"\x79\xff\xff", "end of input"),
        row(b"\x99\xff\xff", "end of input"),
        row(b"\xb9\xff\xff", "end of input"),
        row(b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff", "end of input"),
        row(b"\x7f\x7b\xff\xff\xff\xff\xff\xff\xff\xff\xff", "end of input"),
        // Lists that each tell of 2^60 items, in each other.
        row(&b"\x9b\x10\0\0\0\0\0\0\0".repeat(20), "end of input"),
        // Half a length.
        row(b"\x7b\0\0", "end of input"),
        row(b"\x9b\0", "end of input"),
        row(b"\x1b\0\0\0", "end of input"),
        // Additional information that is reserved, of every major type.
        row(b"\x1c", "there is no value"),
        row(b"\x3d", "there is no value"),
        row(b"\x5e", "there is no value"),
        row(b"\x7c", "there is no value"),
        row(b"\x9d", "there is no value"),
        row(b"\xbe", "there is no value"),
        row(b"\xdc", "there is no value"),
        row(b"\xfc", "there is no value"),
        // An integer, a negative one and a tag that have no end.
        row(b"\x1f", "there is no value"),
        row(b"\x3f", "there is no value"),
        row(b"\xdf", "there is no value"),
        // Breaks where none may be: alone, in a list and a map of a known length, for a member's value.
        row(b"\xff", "there is no value"),
        row(b"\x81\xff", "there is no value"),
        row(b"\xa1\xff", "expected text"),
        row(b"\xa1\x61b\xff", "there is no value"),
        row(b"\xbf\x61b\xff", "there is no value"),
        row(b"\xc1\xff", "an instant is no number"),
        // Texts in pieces: a piece that has pieces itself, one of another type, one cut within a character.
        row(b"\x7f\x7f\x61a\xff\xff", "the CBOR is wrong at byte"),
        row(b"\x7f\x01\xff", "the CBOR is wrong at byte"),
        row(b"\x7f\x62\xc3\xa4\x61\xc3\x61\xa4\xff", "utf-8"),
        row(b"\x7f\xff", "ok"),
        // Bytes that are no UTF-8: cut, overlong, a surrogate, beyond Unicode.
        row(b"\x62\xc3\x28", "utf-8"),
        row(b"\x62\xc0\xaf", "utf-8"),
        row(b"\x63\xed\xa0\x80", "utf-8"),
        row(b"\x64\xf4\x90\x80\x80", "utf-8"),
        // Tags: in tags, of a bignum on either side of zero, of a fraction, of itself, the largest.
        row(b"\xc1\xc1\xc1\x01", "an instant is no number"),
        row(b"\xc2\x40", "the tag 2"),
        row(b"\xc3\x48\xff\xff\xff\xff\xff\xff\xff\xff", "the tag 3"),
        row(b"\xc4\x82\x21\x19\x6a\xb3", "the tag 4"),
        row(b"\xd8\x18\x41\xa0", "the tag 24"),
        row(b"\xdb\xff\xff\xff\xff\xff\xff\xff\xff\x01", "the tag 18446744073709551615"),
        row(b"\xc1", "end of input"),
        // Numbers: the least there is, one less, instants that are none.
        row(b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff", "ok"),
        row(b"\x3b\x80\0\0\0\0\0\0\0", "below -2^63"),
        row(b"\xc1\x3b\xff\xff\xff\xff\xff\xff\xff\xff", "an instant is no number"),
        row(b"\xc1\xfb\x7f\xf0\0\0\0\0\0\0", "a number is inf"),
        row(b"\xf9\xfe\0", "a number is NaN"),
        row(b"\xfb\xff\xef\xff\xff\xff\xff\xff\xff", "ok"),
        row(b"\xf9\x00\x01", "ok"),
        // Simple values: one that nobody has given a meaning, and two written longer than they may be.
        row(b"\xe0", "there is no value"),
        row(b"\xf8\xff", "there is no value"),
        row(b"\xf8\x14", "there is no value"),
    ]
}

fn wholes() -> Vec<Row> {
    let members = |count: u16| -> Vec<u8> {
        let member = |n: u16| [b"\x64".to_vec(), format!("{n:04x}").into_bytes(), b"\xf6".to_vec()].concat();
        [b"\xbf".to_vec(), (0..count).flat_map(member).collect(), b"\xff".to_vec()].concat()
    };
    let many = |item: &[u8]| [b"\xa1\x61a\x9f".to_vec(), item.repeat(LARGE / item.len())].concat();
    let long_name =
        [b"\xa2".to_vec(), [b"\x7a\0\x4c\x4b\x40".to_vec(), b"\x07".repeat(5_000_000), b"\x01".to_vec()].concat().repeat(2)].concat();
    vec![
        (b"\xff".to_vec(), "there is no value"),
        (b"\xa0\xff".to_vec(), "1 bytes follow"),
        (b"\xa1\x5f\x41a\xff\x01".to_vec(), "expected text"),
        (b"\xa1\xa0\x01".to_vec(), "expected text"),
        (b"\xa1\xf6\x01".to_vec(), "expected text"),
        (b"\xa1\xc1\x61a\x01".to_vec(), "expected text"),
        (b"\xd9\xd9\xf7\xa0".to_vec(), "the tag 55799"),
        (b"\xbf".repeat(LARGE), "expected text"),
        (b"\xbf\x61a".repeat(LARGE / 3), "more than 64 levels"),
        (b"\x9f".repeat(LARGE), "more than 64 levels"),
        (many(b"\xf6"), "there are more than 50000 values"),
        (many(b"\x80"), "there are more than 50000 values"),
        (many(b"\xa0"), "there are more than 50000 values"),
        (many(b"\x60"), "there are more than 50000 values"),
        (many(b"\xa1\x60\0"), "there are more than 50000 values"),
        (many(b"\x9f\xbf\x60\x9f\xff\xff\xff"), "there are more than 50000 values"),
        (many(b"\xc1\x00"), "there are more than 50000 values"),
        (members(40_000), "ok"),
        (members(u16::MAX), "there are more than 50000 values"),
        ([b"\xa1\x61a\x7f".to_vec(), b"\x60".repeat(LARGE), b"\xff".to_vec()].concat(), "ok"),
        (long_name, "is there twice"),
    ]
}
