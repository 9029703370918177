//! What is deployed to.

use serde::{Deserialize, Serialize};
use std::fmt;

/// CodeDeploy's `ComputePlatform`, with its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ComputePlatform {
    /// Servers with an agent.
    Server,
    /// Functions behind an alias.
    #[default]
    Lambda,
    /// Container services.
    #[serde(rename = "ECS")]
    Ecs,
}

impl ComputePlatform {
    /// CodeDeploy's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Server => "Server",
            Self::Lambda => "Lambda",
            Self::Ecs => "ECS",
        }
    }
}

impl fmt::Display for ComputePlatform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Application;

    #[test]
    fn the_stored_words_are_codedeploys() {
        for platform in [ComputePlatform::Server, ComputePlatform::Lambda, ComputePlatform::Ecs] {
            assert_eq!(serde_json::to_value(platform).unwrap(), platform.as_str());
        }
    }

    #[test]
    fn an_application_from_before_platforms_deploys_functions() {
        let stored = r#"{"name":"shop","id":"6f5b0c1e-0000-4000-8000-000000000002","created_at":"2027-01-15T08:00:00Z"}"#;
        let application: Application = serde_json::from_str(stored).unwrap();
        assert_eq!(application.platform, ComputePlatform::Lambda);
    }
}
