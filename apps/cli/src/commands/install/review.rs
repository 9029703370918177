//! What would become of the stack: a change set, which is shown, and then carried out or withdrawn.

use crate::commands::stack::{Site, refused};
use crate::console::style::{BAD, GOOD, WAITS, paint};
use crate::console::{Table, while_waiting};
use crate::refusal::Refusal;
use headgate_aws::{Change, ChangeSet, Given, Proposal, Readiness, Undone};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// How far apart two looks at a change set are.
const LOOKS_APART: Duration = Duration::from_secs(1);

/// A change set that is proposed.
pub(super) struct Review<'a> {
    site: &'a Site,
    change_set: String,
    /// Whether the stack was not there before, not even in review.
    is_first: bool,
    pub(super) creates: bool,
}

/// What is proposed.
pub(super) struct Proposed<'a> {
    /// What the change set's name begins with.
    pub(super) mark: &'a str,
    pub(super) template_url: &'a str,
    pub(super) parameters: &'a BTreeMap<String, Given>,
    pub(super) names_iam: bool,
    /// Whether the stack is to be made.
    pub(super) creates: bool,
    /// Whether it was not there before, not even in review.
    pub(super) is_first: bool,
}

impl<'a> Review<'a> {
    /// Proposes it.
    pub(super) async fn propose(site: &'a Site, proposed: Proposed<'_>) -> Result<Self, Refusal> {
        let Proposed { mark, template_url, parameters, names_iam, creates, is_first } = proposed;
        // No two are named alike, so that nobody takes away what somebody else still looks at.
        let change_set = format!("{mark}-{}", Uuid::new_v4().simple());
        let token = Uuid::new_v4().to_string();
        let stack = &site.stack;
        let proposal = Proposal { stack, change_set: &change_set, creates, template_url, parameters, names_iam, token: &token };
        site.stacks.propose(&proposal).await.map_err(refused)?;
        Ok(Self { site, change_set, is_first, creates })
    }

    /// Waits until CloudFormation has worked it out.
    pub(super) async fn worked_out(&self) -> Result<ChangeSet, Refusal> {
        while_waiting("CloudFormation works out what would change", self.until_worked_out()).await.map_err(refused)
    }

    async fn until_worked_out(&self) -> Result<ChangeSet, Undone> {
        loop {
            let looked = self.site.stacks.proposed(&self.site.stack, &self.change_set).await?;
            if looked.readiness != Readiness::Pending {
                return Ok(looked);
            }
            tokio::time::sleep(LOOKS_APART).await;
        }
    }

    /// Begins to carry it out.
    pub(super) async fn execute(&self) -> Result<(), Refusal> {
        let token = Uuid::new_v4().to_string();
        self.site.stacks.execute(&self.site.stack, &self.change_set, &token).await.map_err(refused)
    }

    /// Takes it back, and with it the stack that only stands in review because of it.
    pub(super) async fn withdraw(&self) -> Result<(), Refusal> {
        self.site.stacks.withdraw(&self.site.stack, &self.change_set).await.map_err(refused)?;
        if self.is_first {
            let token = Uuid::new_v4().to_string();
            self.site.stacks.delete(&self.site.stack, &token).await.map_err(refused)?;
        }
        Ok(())
    }
}

/// What would happen, for a person.
pub(super) fn table(changes: &[Change]) -> String {
    let mut table = Table::new(&["ACTION", "RESOURCE", "TYPE", "REPLACED"]);
    for change in changes {
        table.row([action(change), change.resource.clone(), change.kind.clone(), replaced(change)]);
    }
    table.to_string()
}

/// The same for a program.
pub(super) fn document(changes: &[Change]) -> Value {
    let change = |Change { action, resource, kind, replacement }: &Change| json!({ "action": action, "logicalResourceId": resource, "resourceType": kind, "replacement": replacement });
    changes.iter().map(change).collect()
}

/// How many resources there are to make, to change and to remove.
pub(super) fn counts(changes: &[Change]) -> String {
    let count = |action: &str| changes.iter().filter(|change| change.action == action).count();
    let others = changes.len() - count("Add") - count("Modify") - count("Remove");
    let parts = [(count("Add"), "make"), (count("Modify"), "change"), (count("Remove"), "remove"), (others, "touch otherwise")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    format!("resources to {}", parts.map(|(count, what)| format!("{what}: {count}")).collect::<Vec<_>>().join(", to "))
}

fn action(change: &Change) -> String {
    let style = match change.action.as_str() {
        "Add" => GOOD,
        "Remove" => BAD,
        _ => WAITS,
    };
    paint(style, &change.action)
}

fn replaced(change: &Change) -> String {
    match change.replacement.as_deref() {
        Some("True") => paint(BAD, "yes"),
        Some("Conditional") => paint(WAITS, "perhaps"),
        Some(_) => "no".to_owned(),
        None => String::new(),
    }
}
