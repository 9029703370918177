//! What functions have to complain of.

use crate::site::Site;
use anyhow::Result;
use serde_json::{Value, json};

/// Headgate's functions.
const FUNCTIONS: [&str; 8] = ["start", "step", "alarm", "hook", "report", "api", "publish", "sweep"];

/// Lines of level ERROR, each with its function.
pub(super) fn errors(site: &Site) -> Result<Vec<(&'static str, String)>> {
    let mut errors = vec![];
    for function in FUNCTIONS {
        let group = format!("/aws/lambda/{}-{function}", site.stack.name());
        let found = site.session.call("logs", "filter_log_events", json!({"logGroupName": group, "filterPattern": "ERROR"}))?;
        let messages = found["events"].as_array().into_iter().flatten().filter_map(|event| event["message"].as_str());
        errors.extend(messages.flat_map(str::lines).filter(|line| is_error(line)).map(|line| (function, line.to_owned())));
    }
    Ok(errors)
}

fn is_error(line: &str) -> bool {
    serde_json::from_str::<Value>(line).is_ok_and(|line| line["level"] == "ERROR")
}

/// Why a line of level ERROR may stand there: the fault behind it was one of ours.
pub(super) fn cause(line: &str) -> Option<&'static str> {
    const CAUSES: [(&str, &str); 13] = [
        ("UnreadableEvent", "poison"),
        ("is no wake", "poison"),
        ("tells of no upload", "poison"),
        ("tells of no change of a CloudWatch alarm", "poison"),
        ("no call of a validation function", "poison"),
        ("is of no deployment", "poison"),
        ("was throttled", "a throttled call"),
        ("dispatch failure", "a cut connection"),
        ("IncompleteMessage", "a cut connection"),
        ("timed out", "a call never answered"),
        ("timeout", "a call never answered"),
        ("HTTP 503", "a refused call"),
        ("ServiceException", "a refused call"),
    ];
    CAUSES.iter().find(|(text, _)| line.contains(text)).map(|(_, cause)| *cause)
}
