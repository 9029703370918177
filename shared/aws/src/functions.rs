//! The functions of an account.

use crate::Clients;
use crate::faults::said;

impl Clients {
    /// The names of the account's functions in this region, or the first so many of them.
    ///
    /// # Errors
    ///
    /// Why they cannot be listed, in a sentence.
    pub async fn function_names(&self, names_max: usize) -> Result<Vec<String>, String> {
        let mut items = self.lambda().list_functions().into_paginator().items().send();
        let mut names = Vec::new();
        while names.len() < names_max
            && let Some(function) = items.next().await
        {
            let refused = |error| format!("AWS answers `lambda:ListFunctions` with {}", said(&error));
            names.extend(function.map_err(refused)?.function_name);
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use crate::fake::{Answer, Fake};
    use serde_json::json;

    #[tokio::test]
    async fn pages_are_turned_until_there_are_enough() {
        let first = json!({ "Functions": [{ "FunctionName": "a" }, { "FunctionName": "b" }], "NextMarker": "2" });
        let second = json!({ "Functions": [{ "FunctionName": "c" }, { "FunctionName": "d" }] });
        let fake = Fake::new(move |asked| Answer::Json(200, if asked.what.contains("Marker=2") { second.clone() } else { first.clone() }));
        assert_eq!(fake.clients().function_names(3).await.unwrap(), ["a", "b", "c"]);
        assert_eq!(fake.clients().function_names(1).await.unwrap(), ["a"]);
    }

    #[tokio::test]
    async fn a_refusal_names_the_action() {
        let fake = Fake::new(|_| Answer::Error(403, "AccessDeniedException"));
        assert!(fake.clients().function_names(3).await.unwrap_err().contains("lambda:ListFunctions"));
    }
}
