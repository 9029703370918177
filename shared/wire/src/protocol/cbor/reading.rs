//! CBOR to a value. It takes what a client may send: lengths known before or not, and every width of number.

use crate::protocol::{DEPTH_MAX, VALUES_MAX};
use crate::shown;
use minicbor::Decoder;
use minicbor::data::Type;
use serde_json::{Map, Number, Value};
use std::cell::Cell;

/// The tag of an instant: a number of seconds since 1970.
const EPOCH: u64 = 1;

/// Reads one value, which is all there is.
///
/// # Errors
///
/// What is wrong, and at which byte.
pub(in crate::protocol) fn read(body: &[u8]) -> Result<Value, String> {
    let mut source = Decoder::new(body);
    let value = value(&mut source, Room { depth: 0, left: &Cell::new(VALUES_MAX) })?;
    match body.len() - source.position() {
        0 => Ok(value),
        left => Err(wrong(&source, &format!("{left} bytes follow the end"))),
    }
}

/// What a value may still have in it.
#[derive(Clone, Copy)]
struct Room<'a> {
    depth: usize,
    /// How many values the whole may still hold.
    left: &'a Cell<usize>,
}

fn value(source: &mut Decoder<'_>, room: Room<'_>) -> Result<Value, String> {
    let left = room.left.get().checked_sub(1).ok_or_else(|| wrong(source, &format!("there are more than {VALUES_MAX} values")))?;
    room.left.set(left);
    match source.datatype().map_err(malformed)? {
        Type::Bool => source.bool().map(Value::Bool).map_err(malformed),
        Type::Null => source.null().map(|()| Value::Null).map_err(malformed),
        Type::Undefined => source.undefined().map(|()| Value::Null).map_err(malformed),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => source.u64().map(Value::from).map_err(malformed),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => source.i64().map(Value::from).map_err(malformed),
        Type::F16 | Type::F32 | Type::F64 => number(source),
        Type::String | Type::StringIndef => text(source).map(Value::String),
        Type::Array | Type::ArrayIndef => list(source, below(source, room)?),
        Type::Map | Type::MapIndef => object(source, below(source, room)?),
        Type::Tag => instant(source, room),
        Type::Int => Err(wrong(source, "a whole number is below -2^63")),
        Type::Bytes | Type::BytesIndef => Err(wrong(source, "a byte string stands where no member takes one")),
        Type::Simple | Type::Break | Type::Unknown(_) => Err(wrong(source, "there is no value")),
    }
}

fn below<'a>(source: &Decoder<'_>, room: Room<'a>) -> Result<Room<'a>, String> {
    if room.depth < DEPTH_MAX {
        Ok(Room { depth: room.depth + 1, ..room })
    } else {
        Err(wrong(source, &format!("more than {DEPTH_MAX} levels stand in each other")))
    }
}

fn number(source: &mut Decoder<'_>) -> Result<Value, String> {
    let start = source.position();
    let number = source.f64().map_err(malformed)?;
    Number::from_f64(number).map(Value::Number).ok_or_else(|| format!("the CBOR is wrong at byte {start}: a number is {number}"))
}

fn text(source: &mut Decoder<'_>) -> Result<String, String> {
    source.str_iter().map_err(malformed)?.collect::<Result<String, _>>().map_err(malformed)
}

fn list(source: &mut Decoder<'_>, room: Room<'_>) -> Result<Value, String> {
    let mut left = source.array().map_err(malformed)?;
    let mut items = Vec::new();
    while another(source, &mut left)? {
        items.push(value(source, room)?);
    }
    Ok(Value::Array(items))
}

fn object(source: &mut Decoder<'_>, room: Room<'_>) -> Result<Value, String> {
    let mut left = source.map().map_err(malformed)?;
    let mut members = Map::new();
    while another(source, &mut left)? {
        let start = source.position();
        let name = text(source)?;
        let value = value(source, room)?;
        if members.contains_key(&name) {
            return Err(format!("the CBOR is wrong at byte {start}: the member {} is there twice", shown(&name)));
        }
        members.insert(name, value);
    }
    Ok(Value::Object(members))
}

/// Whether an item follows: as many as were announced, or until the break.
fn another(source: &mut Decoder<'_>, left: &mut Option<u64>) -> Result<bool, String> {
    match left {
        Some(0) => Ok(false),
        Some(left) => {
            *left -= 1;
            Ok(true)
        }
        None if source.datatype().map_err(malformed)? == Type::Break => {
            source.set_position(source.position() + 1);
            Ok(false)
        }
        None => Ok(true),
    }
}

fn instant(source: &mut Decoder<'_>, room: Room<'_>) -> Result<Value, String> {
    let start = source.position();
    let tag = source.tag().map_err(malformed)?.as_u64();
    if tag != EPOCH {
        return Err(format!("the CBOR is wrong at byte {start}: a value has the tag {tag}: give tag {EPOCH}, for an instant, or none"));
    }
    match source.datatype().map_err(malformed)? {
        Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::F16 | Type::F32 | Type::F64 => {
            value(source, room)
        }
        Type::Bool
        | Type::Null
        | Type::Undefined
        | Type::Int
        | Type::Simple
        | Type::Bytes
        | Type::BytesIndef
        | Type::String
        | Type::StringIndef
        | Type::Array
        | Type::ArrayIndef
        | Type::Map
        | Type::MapIndef
        | Type::Tag
        | Type::Break
        | Type::Unknown(_) => Err(wrong(source, "an instant is no number: give seconds since 1970")),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it maps an error")]
fn malformed(error: minicbor::decode::Error) -> String {
    match error.position() {
        Some(position) => format!("the CBOR is wrong at byte {position}: {error}"),
        None => format!("the CBOR is wrong: {error}"),
    }
}

fn wrong(source: &Decoder<'_>, what: &str) -> String {
    format!("the CBOR is wrong at byte {}: {what}", source.position())
}
