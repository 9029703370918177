//! Requests as bytes, good and bad, and what has to come back: the right error in the right protocol, never a 500,
//! never a silence.

use anyhow::{Context, Result, bail, ensure};
use minicbor::Decoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

/// No answer takes as long.
const DEADLINE: Duration = Duration::from_secs(20);
/// The most that a body may have.
const BODY_MAX: usize = 1024 * 1024;

/// A request that is sent as it stands.
pub struct Case {
    /// What is special about it.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What comes back.
    pub wanted: Wanted,
}

/// What comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An answer of awsJson.
    Json,
    /// An answer of rpcv2Cbor.
    Cbor,
    /// An exception of awsJson: its status and its name.
    JsonError(u16, &'static str),
    /// An exception of rpcv2Cbor.
    CborError(u16, &'static str),
    /// What is no HTTP: this status and nothing more, or an end of the connection.
    NoHttp(u16),
}

/// A response that was read.
#[derive(Clone, Debug, Default)]
pub struct Got {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

const UNREADABLE: &str = "SerializationException";
const UNKNOWN: &str = "UnknownOperationException";
const LIST: &str = "ListApplications";

/// Sends every case, each on a connection of its own, and then what takes more than one request.
///
/// # Errors
///
/// Each case that did not come out as it should.
pub fn check(endpoint: &str) -> Result<()> {
    let address = endpoint.strip_prefix("http://").context("an address")?;
    let cases = cases();
    let failures: Vec<String> = thread::scope(|scope| {
        let sent: Vec<_> = cases.iter().map(|case| (case.name, scope.spawn(|| one(address, case)))).collect();
        let failed = sent.into_iter().filter_map(|(name, sent)| match sent.join() {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(format!("{name}: {error:#}")),
            Err(_) => Some(format!("{name}: panicked")),
        });
        failed.collect()
    });
    ensure!(failures.is_empty(), "{}", failures.join("\n"));
    pipelined(address).context("pipelined requests")?;
    broken_off(address).context("half a request")
}

/// Every case.
pub fn cases() -> Vec<Case> {
    [good(), bad_json(), bad_cbor(), bad_routes(), bad_sizes(), no_http()].into_iter().flatten().collect()
}

fn case(name: &'static str, bytes: Vec<u8>, wanted: Wanted) -> Case {
    Case { name, bytes, wanted }
}

fn good() -> Vec<Case> {
    let padded = [b"{".to_vec(), vec![b' '; BODY_MAX - 2], b"}".to_vec()].concat();
    let old = String::from_utf8(json(LIST, b"{}")).expect("text").replace("HTTP/1.1", "HTTP/1.0").into_bytes();
    vec![
        case("JSON", json(LIST, b"{}"), Wanted::Json),
        case("JSON without a body", json(LIST, b""), Wanted::Json),
        case("JSON of the largest size", json(LIST, &padded), Wanted::Json),
        case("JSON without a content type", post("/", &[("x-amz-target", &target(LIST))], b"{}"), Wanted::Json),
        case("JSON in chunks", chunked(&[b"{", b"", b"}"]), Wanted::Json),
        case("JSON over HTTP/1.0", old, Wanted::Json),
        case("CBOR", cbor(LIST, &[0xa0]), Wanted::Cbor),
        case("CBOR without a body", cbor(LIST, b""), Wanted::Cbor),
        case("CBOR of unknown length", cbor(LIST, &[0xbf, 0xff]), Wanted::Cbor),
    ]
}

fn bad_json() -> Vec<Case> {
    let deep = [br#"{"nextToken": "#.to_vec(), vec![b'['; 200_000]].concat();
    let closed = [br#"{"nextToken": "#.to_vec(), vec![b'['; 1000], vec![b']'; 1000], b"}".to_vec()].concat();
    let get = "GetApplication";
    let unreadable = |name, body: &[u8]| case(name, json(get, body), Wanted::JsonError(400, UNREADABLE));
    vec![
        unreadable("JSON that ends early", b"{"),
        unreadable("JSON that goes on", b"{}{}"),
        unreadable("a JSON list", b"[]"),
        unreadable("a JSON number", b"7"),
        unreadable("a name twice", br#"{"applicationName": "a", "applicationName": "b"}"#),
        unreadable("what is no UTF-8", b"{\"applicationName\": \"\xff\xfe\"}"),
        unreadable("half a surrogate", br#"{"applicationName": "\ud800"}"#),
        unreadable("a member of another type", br#"{"applicationName": 7}"#),
        unreadable("an unknown member", br#"{"applicationNames": "a"}"#),
        unreadable("JSON that is deep", &deep),
        unreadable("JSON that is deep and whole", &closed),
        unreadable("a number beyond numbers", br#"{"applicationName": 1e999}"#),
        unreadable("CBOR for JSON", &[0xa0]),
        case("no name", json(get, b"{}"), Wanted::JsonError(400, "ApplicationNameRequiredException")),
        case("a bad name", json(get, br#"{"applicationName": "a b"}"#), Wanted::JsonError(400, "InvalidApplicationNameException")),
        case(
            "nothing of that name",
            json(get, br#"{"applicationName": "none"}"#),
            Wanted::JsonError(400, "ApplicationDoesNotExistException"),
        ),
    ]
}

fn bad_cbor() -> Vec<Case> {
    let get = "GetApplication";
    let unreadable = |name, body: &[u8]| case(name, cbor(get, body), Wanted::CborError(400, UNREADABLE));
    let named = |value: &[u8]| [&[0xa1, 0x6f][..], b"applicationName", value].concat();
    let path = format!("/service/CodeDeploy_20141006/operation/{LIST}");
    let typed = ("content-type", "application/cbor");
    vec![
        unreadable("CBOR that ends early", &[0xa1]),
        unreadable("CBOR that goes on", &[0xa0, 0xa0]),
        unreadable("a lone break", &[0xff]),
        unreadable("a CBOR list", &[0x80]),
        unreadable("a CBOR text that is no UTF-8", &named(&[0x62, 0xff, 0xfe])),
        unreadable("a CBOR byte string", &named(&[0x41, 0x61])),
        unreadable("a CBOR number for a text", &named(&[0x07])),
        unreadable("a list that says it is endless", &named(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
        unreadable("a text that says it is endless", &named(&[0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
        unreadable("CBOR that is deep", &[&[0xa1, 0x61, b'a'][..], &[0x81; 200_000]].concat()),
        unreadable("another tag", &named(&[0xc2, 0x41, 0x61])),
        unreadable("JSON for CBOR", b"{}"),
        case("no name in CBOR", cbor(get, &[0xa0]), Wanted::CborError(400, "ApplicationNameRequiredException")),
        case("nothing of that name in CBOR", cbor(get, &named(&[0x61, b'x'])), Wanted::CborError(400, "ApplicationDoesNotExistException")),
        case("an unknown operation in CBOR", cbor("Nothing", &[0xa0]), Wanted::CborError(400, UNKNOWN)),
        case(
            "another version of the protocol",
            post(&path, &[typed, ("smithy-protocol", "rpc-v3")], &[0xa0]),
            Wanted::CborError(400, UNREADABLE),
        ),
        case(
            "two names of an operation",
            post(&path, &[typed, SMITHY, ("x-amz-target", &target(LIST))], &[0xa0]),
            Wanted::CborError(400, UNREADABLE),
        ),
        case("CBOR at another path", post("/", &[typed, SMITHY], &[0xa0]), Wanted::CborError(404, UNKNOWN)),
    ]
}

fn bad_routes() -> Vec<Case> {
    let with = |method: &str| String::from_utf8(json(LIST, b"")).expect("text").replacen("POST", method, 1).into_bytes();
    let typed = ("content-type", "application/x-amz-json-1.1");
    let aimed = |aim: &str| post("/", &[typed, ("x-amz-target", aim)], b"{}");
    let own = target(LIST);
    vec![
        case("an unknown operation", aimed("CodeDeploy_20141006.Nothing"), Wanted::JsonError(400, UNKNOWN)),
        case("another service", aimed("DynamoDB_20120810.ListTables"), Wanted::JsonError(400, UNKNOWN)),
        case("a target without a service", aimed(LIST), Wanted::JsonError(400, UNKNOWN)),
        case("an empty target", aimed(""), Wanted::JsonError(400, UNKNOWN)),
        case("no target", post("/", &[typed], b"{}"), Wanted::JsonError(400, UNKNOWN)),
        case("XML", post("/", &[("content-type", "text/xml"), ("x-amz-target", &own)], b"<a/>"), Wanted::JsonError(415, UNREADABLE)),
        case("another path", post("/elsewhere", &[typed, ("x-amz-target", &own)], b"{}"), Wanted::JsonError(404, UNKNOWN)),
        case("GET", with("GET"), Wanted::JsonError(405, UNKNOWN)),
        case("DELETE", with("DELETE"), Wanted::JsonError(405, UNKNOWN)),
        case("a method of nobody's", with("BREW"), Wanted::JsonError(405, UNKNOWN)),
        case(
            "a page in a browser",
            post("/", &[typed, ("x-amz-target", &own), ("origin", "https://example.com")], b"{}"),
            Wanted::JsonError(403, "AccessDeniedException"),
        ),
    ]
}

fn bad_sizes() -> Vec<Case> {
    let large = [b"{".to_vec(), vec![b' '; BODY_MAX], b"}".to_vec()].concat();
    let chunk = vec![b' '; BODY_MAX / 4];
    let too_large = "RequestEntityTooLargeException";
    vec![
        case("a body that is too large", json(LIST, &large), Wanted::JsonError(413, too_large)),
        case("chunks that are too many", chunked(&[b"{", &chunk, &chunk, &chunk, &chunk, b"}"]), Wanted::JsonError(413, too_large)),
        case("CBOR that is too large", cbor(LIST, &large), Wanted::CborError(413, too_large)),
    ]
}

fn no_http() -> Vec<Case> {
    let many = (0..2000).fold(String::new(), |many, number| format!("{many}x-{number}: y\r\n"));
    let long = "y".repeat(1 << 20);
    let head = "POST / HTTP/1.1\r\nhost: localhost\r\n";
    vec![
        case("two thousand headers", format!("{head}{many}\r\n").into_bytes(), Wanted::NoHttp(431)),
        case("a header of a megabyte", format!("{head}x-long: {long}\r\n\r\n").into_bytes(), Wanted::NoHttp(431)),
        case("a path of a megabyte", format!("POST /{long} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes(), Wanted::NoHttp(431)),
        case("a length that is no number", format!("{head}content-length: many\r\n\r\n").into_bytes(), Wanted::NoHttp(400)),
        case("two lengths", format!("{head}content-length: 2\r\ncontent-length: 3\r\n\r\n{{}}").into_bytes(), Wanted::NoHttp(400)),
        case(
            "a handshake of TLS",
            vec![0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, 0x0d, 0x0a, 0x0d, 0x0a],
            Wanted::NoHttp(400),
        ),
    ]
}

const SMITHY: (&str, &str) = ("smithy-protocol", "rpc-v2-cbor");

fn target(operation: &str) -> String {
    format!("CodeDeploy_20141006.{operation}")
}

/// A request of awsJson.
pub fn json(operation: &str, body: &[u8]) -> Vec<u8> {
    post("/", &[("content-type", "application/x-amz-json-1.1"), ("x-amz-target", &target(operation))], body)
}

/// A request of rpcv2Cbor.
pub fn cbor(operation: &str, body: &[u8]) -> Vec<u8> {
    let path = format!("/service/CodeDeploy_20141006/operation/{operation}");
    post(&path, &[("content-type", "application/cbor"), SMITHY], body)
}

fn post(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let headers = headers.iter().fold(String::new(), |all, (name, value)| format!("{all}{name}: {value}\r\n"));
    let length = body.len();
    [format!("POST {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {length}\r\n\r\n").as_bytes(), body].concat()
}

fn chunked(chunks: &[&[u8]]) -> Vec<u8> {
    let head = format!("POST / HTTP/1.1\r\nhost: localhost\r\nx-amz-target: {}\r\ntransfer-encoding: chunked\r\n\r\n", target(LIST));
    let mut bytes = head.into_bytes();
    // An empty chunk would be the last.
    for chunk in chunks.iter().filter(|chunk| !chunk.is_empty()) {
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        bytes.extend(*chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

fn one(address: &str, case: &Case) -> Result<()> {
    let mut stream = connect(address)?;
    // A server that has read enough may have answered, and closed.
    let _sent = stream.write_all(&case.bytes);
    if let Wanted::NoHttp(status) = case.wanted {
        match read(&mut stream) {
            Ok(Some(got)) => ensure!(got.status == status, "{got:?}"),
            Ok(None) => {}
            Err(error) => ensure!(is_reset(&error), "{error}"),
        }
        return Ok(());
    }
    let got = read(&mut stream)?.context("the connection was closed without an answer")?;
    judge(&got, case.wanted)
}

fn is_reset(error: &anyhow::Error) -> bool {
    let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    matches!(kind, Some(std::io::ErrorKind::ConnectionReset | std::io::ErrorKind::BrokenPipe))
}

/// Holds a response against what is wanted.
fn judge(got: &Got, wanted: Wanted) -> Result<()> {
    let (status, code, is_cbor) = match wanted {
        Wanted::Json => (200, None, false),
        Wanted::Cbor => (200, None, true),
        Wanted::JsonError(status, code) => (status, Some(code), false),
        Wanted::CborError(status, code) => (status, Some(code), true),
        Wanted::NoHttp(_) => bail!("not HTTP"),
    };
    let header = |name: &str| got.headers.get(name).map(String::as_str).unwrap_or_default();
    let shown = || format!("{} {:?} {}", got.status, got.headers, String::from_utf8_lossy(&got.body));
    ensure!(got.status == status, "{}", shown());
    ensure!(header("x-amzn-requestid").len() >= 8, "no request id: {}", shown());
    ensure!(header("content-type") == if is_cbor { "application/cbor" } else { "application/x-amz-json-1.1" }, "{}", shown());
    ensure!((header("smithy-protocol") == "rpc-v2-cbor") == is_cbor, "{}", shown());
    let Some(code) = code else { return Ok(()) };
    let (found, message) = if is_cbor { cbor_error(&got.body)? } else { json_error(&got.body)? };
    ensure!(found == code && message.len() > 10, "{}", shown());
    Ok(())
}

fn json_error(body: &[u8]) -> Result<(String, String)> {
    let error: Value = serde_json::from_slice(body)?;
    let text = |name: &str| anyhow::Ok(error[name].as_str().with_context(|| format!("no {name} in {error}"))?.to_owned());
    Ok((text("__type")?, text("message")?))
}

fn cbor_error(body: &[u8]) -> Result<(String, String)> {
    let mut source = Decoder::new(body);
    let mut members = BTreeMap::new();
    for _ in 0..source.map()?.context("a map of known length")? {
        members.insert(source.str()?.to_owned(), source.str()?.to_owned());
    }
    Ok((members.remove("__type").context("no __type")?, members.remove("message").context("no message")?))
}

/// Two requests in one piece are answered one after the other, the second though the first is wrong.
fn pipelined(address: &str) -> Result<()> {
    let mut stream = connect(address)?;
    stream.write_all(&[json("GetApplication", b"{"), json(LIST, b"{}"), cbor(LIST, &[0xa0])].concat())?;
    for wanted in [Wanted::JsonError(400, UNREADABLE), Wanted::Json, Wanted::Cbor] {
        judge(&read(&mut stream)?.context("no answer")?, wanted)?;
    }
    Ok(())
}

/// Half a request keeps nobody else from being answered, and the connection ends.
fn broken_off(address: &str) -> Result<()> {
    let whole = json(LIST, b"{\"nextToken\": null}");
    for half in [0, 1, 20, whole.len() - 10, whole.len() - 1] {
        let mut stream = connect(address)?;
        stream.write_all(&whole[..half])?;
        stream.shutdown(Shutdown::Write)?;
        match read(&mut stream) {
            Ok(Some(got)) => ensure!(got.status >= 400 && got.status < 500, "half a request was answered {got:?}"),
            Ok(None) => {}
            Err(error) => ensure!(is_reset(&error), "{error}"),
        }
    }
    one(address, &case("after half requests", whole, Wanted::Json))
}

fn connect(address: &str) -> Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(DEADLINE))?;
    stream.set_write_timeout(Some(DEADLINE))?;
    Ok(stream)
}

/// The next response on a connection; nothing where it ends before one begins.
fn read(stream: &mut TcpStream) -> Result<Option<Got>> {
    let mut head = vec![];
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        match stream.read(&mut byte)? {
            0 if head.is_empty() => return Ok(None),
            0 => bail!("the answer broke off: {}", String::from_utf8_lossy(&head)),
            _ => head.push(byte[0]),
        }
    }
    let head = String::from_utf8(head)?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).context("no status")?.parse()?;
    let headers: BTreeMap<String, String> =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    let length = headers.get("content-length").map_or(Ok(0), |length| length.parse())?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Some(Got { status, headers, body }))
}
