//! The corpus of hostile bodies: what each is answered, and how much memory the answer takes.
//!
//! To add one, add a row to the table of its encoding: its bytes, and a part of what the answer says. What holds for
//! *any* bytes is in `tests/protocol`.

mod cbor;
mod json;

use headgate_wire::protocol::{CODEDEPLOY, Protocol, Request, read};
use peak_alloc::PeakAlloc;
use std::collections::BTreeMap;

/// It counts for the whole process, and so this binary has one test.
#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// The most bytes that reading a body takes for every byte of it …
const PEAK_BYTES_PER_BYTE: usize = 8;

/// … and besides, whatever the body: what as many values take as a request may hold, each in a map of its own.
const PEAK_BYTES: usize = 48 << 20;

/// What a body of a few bytes may take: no length that it tells is believed.
const SMALL_PEAK_BYTES: usize = 16 << 10;

/// The longest message, which may repeat some of a caller's own words, each of them escaped.
const MESSAGE_BYTES_MAX: usize = 8_000;

/// A body, and a part of what it is answered; `ok` if it is an input.
type Row = (Vec<u8>, &'static str);

fn request(protocol: Protocol, body: &[u8]) -> Request {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let (path, headers) = match protocol {
        Protocol::RpcV2Cbor => (format!("/service/{CODEDEPLOY}/operation/GetDeployment"), vec![header("smithy-protocol", "rpc-v2-cbor")]),
        Protocol::AwsJson => ("/".to_owned(), vec![header("x-amz-target", &format!("{CODEDEPLOY}.GetDeployment"))]),
        Protocol::Envelope => ("/".to_owned(), vec![]),
    };
    Request { id: "1".to_owned(), method: "POST".to_owned(), path, headers: BTreeMap::from_iter(headers), body: body.to_vec() }
}

#[test]
fn each_is_answered_within_its_memory() {
    let mut wrong = vec![];
    let rows = [(Protocol::RpcV2Cbor, cbor::rows()), (Protocol::AwsJson, json::rows()), (Protocol::Envelope, json::envelopes())];
    for (protocol, (body, says)) in rows.into_iter().flat_map(|(protocol, rows)| rows.into_iter().map(move |row| (protocol, row))) {
        let name = format!("{protocol:?} {} ({} bytes)", body.get(..24).unwrap_or(&body).escape_ascii(), body.len());
        let request = request(protocol, &body);
        let before = ALLOCATED.current_usage();
        ALLOCATED.reset_peak_usage();
        let outcome = read(&request);
        let peak = ALLOCATED.peak_usage().saturating_sub(before);
        let most = if body.len() < 256 { SMALL_PEAK_BYTES } else { PEAK_BYTES + body.len() * PEAK_BYTES_PER_BYTE };
        if peak > most {
            wrong.push(format!("{name}: took {peak} bytes of memory, more than {most}"));
        }
        let said = outcome.map_or_else(|response| String::from_utf8_lossy(&response.body).into_owned(), |_| "ok".to_owned());
        if !said.contains(says) {
            wrong.push(format!("{name}: should say `{says}`, says `{said}`"));
        }
        // What stands around a message in CBOR is no text, and lengths of two bytes and more may look like anything.
        if said.len() > MESSAGE_BYTES_MAX || (protocol != Protocol::RpcV2Cbor && said.contains(char::is_control)) {
            wrong.push(format!("{name}: an answer of {} bytes is too long, or cannot be printed: {said:?}", said.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
