//! `--input`: what an operation takes, as `api` has it, for what has no option of its own.

use crate::refusal::Refusal;
use clap::Args;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fs;
use std::io::{Read, stdin};

/// Where more of the input stands.
#[derive(Args, Clone, Debug)]
pub(crate) struct Input {
    /// A file with more of the operation's input, as docs/api.md has it, in JSON; `-` is stdin. Options go before it
    #[arg(long, value_name = "FILE")]
    input: Option<String>,
}

impl Input {
    /// The input with these members, which go before the file's.
    pub(crate) fn with<T: DeserializeOwned>(self, members: Value) -> Result<T, Refusal> {
        let Some(file) = self.input else {
            return serde_json::from_value(members).map_err(|error| Refusal::bug(error.to_string()));
        };
        let wrong = |why: String| Refusal::usage(format!("`--input` is `{}`: {why}", file.escape_debug()));
        let mut input: Map<String, Value> = serde_json::from_str(&text(&file).map_err(|error| wrong(error.to_string()))?)
            .map_err(|error| wrong(format!("this is no object of JSON: {error}")))?;
        if let Value::Object(members) = members {
            input.extend(members);
        }
        serde_json::from_value(Value::Object(input)).map_err(|error| wrong(error.to_string()))
    }
}

fn text(file: &str) -> std::io::Result<String> {
    if file != "-" {
        return fs::read_to_string(file);
    }
    let mut text = String::new();
    stdin().lock().read_to_string(&mut text)?;
    Ok(text)
}
