//! Lists that come in pages.

use headgate_wire as wire;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A request for a list.
pub(crate) trait Listing: Serialize {
    /// The operation that answers it.
    const OPERATION: &'static str;
    /// Its answer.
    type Page: DeserializeOwned;
    /// What is listed.
    type Item;

    /// What a page holds, and how the next one is found.
    fn read(page: Self::Page) -> (Vec<Self::Item>, Option<String>);

    /// Goes on where a page has ended.
    fn turn_to(&mut self, next: Option<String>);
}

macro_rules! listings {
    ($($operation:literal: $input:ident => $page:ident.$items:ident: $item:ty;)*) => {$(
        impl Listing for wire::$input {
            const OPERATION: &'static str = $operation;
            type Page = wire::$page;
            type Item = $item;

            fn read(page: Self::Page) -> (Vec<Self::Item>, Option<String>) {
                (page.$items.unwrap_or_default(), page.next_token)
            }

            fn turn_to(&mut self, next: Option<String>) {
                self.next_token = next;
            }
        }
    )*};
}

listings! {
    "GetDeploymentHistory": GetDeploymentHistoryInput => GetDeploymentHistoryOutput.entries: wire::HistoryEntry;
    "ListApplications": ListApplicationsInput => ListApplicationsOutput.applications: String;
    "ListDeploymentConfigs": ListDeploymentConfigsInput => ListDeploymentConfigsOutput.deployment_configs_list: String;
    "ListDeploymentGroups": ListDeploymentGroupsInput => ListDeploymentGroupsOutput.deployment_groups: String;
    "ListDeploymentTargets": ListDeploymentTargetsInput => ListDeploymentTargetsOutput.target_ids: String;
    "ListDeployments": ListDeploymentsInput => ListDeploymentsOutput.deployments: String;
}
