//! JSON, as awsJson has it and in Headgate's envelope.

use crate::Row;

/// The largest body that Lambda takes in.
const LARGE: usize = 6 << 20;

pub(crate) fn rows() -> Vec<Row> {
    let row = |text: &[u8], says| (text.to_vec(), says);
    let many = |item: &str| format!("{{\"a\":[{}{item}]}}", format!("{item},").repeat(LARGE / (item.len() + 1))).into_bytes();
    let long = "\u{7}".repeat(100_000);
    vec![
        row(b"\0", "expected value"),
        row(b"\xef\xbb\xbf{}", "expected value"),
        row(b"{\0}", "key must be a string"),
        row(b"{}\0", "trailing characters"),
        row(b"{\"a\":1}{\"a\":2}", "trailing characters"),
        row(b"{\"a\":1,}", "trailing comma"),
        row(b"{'a':1}", "key must be a string"),
        row(b"{a:1}", "key must be a string"),
        row(b"{\"a\":/**/1}", "expected value"),
        row(b"{\"a\":01}", "invalid number"),
        row(b"{\"a\":+1}", "expected value"),
        row(b"{\"a\":.5}", "expected value"),
        row(b"{\"a\":1e400}", "number out of range"),
        row(b"{\"a\":-1e400}", "number out of range"),
        row(b"{\"a\":1e-999999999}", "ok"),
        row(b"{\"a\":Infinity}", "expected value"),
        row(b"{\"a\":-NaN}", "invalid number"),
        row(b"{\"a\":\"\\ud800\"}", "escape"),
        row(b"{\"a\":\"\\udc00\\ud800\"}", "surrogate"),
        row(b"{\"\\ud800\":1}", "escape"),
        row(b"{\"a\":\"\\u0000\"}", "ok"),
        row(b"{\"a\":\"\\x41\"}", "escape"),
        row(b"{\"a\":\"\x1f\"}", "control character"),
        row(b"{\"a\":\"\xed\xa0\x80\"}", "unicode"),
        row(b"{\"a\":\"\xc0\xaf\"}", "unicode"),
        row(b"{\"a\":1,\"\\u0061\":2}", "`a` is there twice"),
        row(b"{\"a\":{\"__proto__\":1,\"__proto__\":2}}", "`__proto__` is there twice"),
        (format!("{{\"a\":{}}}", "9".repeat(LARGE)).into_bytes(), "number out of range"),
        (format!("{{\"a\":0.{}1}}", "0".repeat(LARGE)).into_bytes(), "ok"),
        (format!("{{\"{0}\":1,\"{0}\":2}}", "\\u0007".repeat(100_000)).into_bytes(), "is there twice"),
        (format!("{{\"{long}\":1}}").into_bytes(), "control character"),
        (b"{\"a\":".repeat(LARGE / 5), "more than 64 levels"),
        (b"[".repeat(LARGE), "more than 64 levels"),
        (b"[[],".repeat(LARGE / 4), "more than 64 levels"),
        (many("0"), "there are more than 50000 values"),
        (many("[]"), "there are more than 50000 values"),
        (many("{}"), "there are more than 50000 values"),
        (many("{\"\":0}"), "there are more than 50000 values"),
        (many("[[{\"\":[]}]]"), "there are more than 50000 values"),
        (many("null"), "there are more than 50000 values"),
        (format!("{{\"a\":\"{}\"}}", "\\u00e4".repeat(LARGE / 6)).into_bytes(), "ok"),
    ]
}

pub(crate) fn envelopes() -> Vec<Row> {
    let long = "\\u0007\\u202e".repeat(100_000);
    let row = |text: &str, says| (text.as_bytes().to_vec(), says);
    vec![
        row("", "A call looks like"),
        row("null", "A call looks like"),
        row("[[]]", "A call looks like"),
        row("\"GetDeployment\"", "A call looks like"),
        row("{\"input\":{}}", "missing field `operation`"),
        row("{\"operation\":null}", "A call looks like"),
        row("{\"operation\":\"GetDeployment\\u0000\"}", "There is no operation"),
        row("{\"operation\":\"GetDeployment\",\"Operation\":\"StopDeployment\"}", "unknown field `Operation`"),
        row("{\"operation\":\"GetDeployment\",\"input\":[]}", "ok"),
        row(&format!("{{\"operation\":\"{long}\"}}"), "There is no operation"),
        row(&format!("{{\"operation\":\"GetDeployment\",\"{long}\":1}}"), "unknown field"),
        row(&format!("\"{long}\""), "A call looks like"),
    ]
}
