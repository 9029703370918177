//! Connections to GitHub, and resources of other services. Nothing in the API makes either, so there are none.

use super::{refuse, shown};
use crate::{Actuator, Engine, EngineError, Exception, Store};
use headgate_wire as wire;
use serde_json::{Map, Value};

const NAME_CHARS_MAX: usize = 100;

pub(super) async fn list_tokens<S: Store, A: Actuator>(
    _: &Engine<S, A>,
    input: wire::ListGitHubAccountTokenNamesInput,
) -> Result<wire::ListGitHubAccountTokenNamesOutput, EngineError> {
    if let Some(token) = input.next_token {
        let message = format!("`nextToken` is {}: all names are on one page: leave it out", shown(&token));
        refuse(Exception::InvalidNextToken, message)?;
    }
    Ok(wire::ListGitHubAccountTokenNamesOutput { token_name_list: Some(vec![]), next_token: None })
}

pub(super) async fn delete_token<S: Store, A: Actuator>(
    _: &Engine<S, A>,
    input: wire::DeleteGitHubAccountTokenInput,
) -> Result<wire::DeleteGitHubAccountTokenOutput, EngineError> {
    let Some(name) = input.token_name.filter(|name| !name.is_empty()) else {
        return Ok(refuse(Exception::GitHubAccountTokenNameRequired, "`tokenName` is missing: give it")?);
    };
    if name.chars().count() > NAME_CHARS_MAX || name.chars().any(|char| char.is_control() || char.is_whitespace()) {
        let message = format!("`tokenName` is {}: give 1 to {NAME_CHARS_MAX} characters without spaces", shown(&name));
        return Ok(refuse(Exception::InvalidGitHubAccountTokenName, message)?);
    }
    let message = format!("`tokenName` is {}: there is no connection to GitHub with this name", shown(&name));
    Ok(refuse(Exception::GitHubAccountTokenDoesNotExist, message)?)
}

/// Removes what was made for a resource of another service: nothing here is.
pub(super) async fn delete_by_external_id<S: Store, A: Actuator>(
    _: &Engine<S, A>,
    _: wire::DeleteResourcesByExternalIdInput,
) -> Result<Map<String, Value>, EngineError> {
    Ok(Map::new())
}
