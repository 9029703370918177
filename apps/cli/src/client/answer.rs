//! What `api` answers to such an event.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A response, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    status_code: u16,
    headers: Option<BTreeMap<String, String>>,
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
}

impl Answer {
    /// The response that the function's payload means, or what is wrong with it.
    pub(crate) fn read(payload: &[u8]) -> Result<Self, String> {
        let Written { status_code, headers, body, is_base64_encoded } =
            serde_json::from_slice(payload).map_err(|error| error.to_string())?;
        let body = body.unwrap_or_default();
        let body = if is_base64_encoded { STANDARD.decode(body).map_err(|error| format!("`body`: {error}"))? } else { body.into_bytes() };
        Ok(Self { status: status_code, headers: headers.unwrap_or_default(), body })
    }
}
