//! Whether anything is on its way that would be left alone.

use crate::client::Client;
use crate::commands::stack::Site;
use crate::commands::which::ACTIVE;
use crate::console::counted;
use crate::refusal::{Reason, Refusal};
use headgate_aws::{ApiInvoker, Stack};
use headgate_wire::{DeploymentStatus, ListDeploymentsInput};

/// The output that names the stack's function `api`.
const API: &str = "ApiFunction";
/// More of them are counted, but not named.
const NAMED_MAX: usize = 5;

const ALL_THE_SAME: &str = "`--abandon-deployments` removes the stack all the same, and leaves aliases as they are";

/// That no deployment is active. The stack's own `api` is asked, whatever the settings name.
pub(super) async fn none_active(site: &Site, stack: &Stack) -> Result<(), Refusal> {
    let function = stack.outputs.get(API).ok_or_else(|| unknown(&format!("the stack has no output {API}"), Reason::Refused))?;
    let client = Client::new(ApiInvoker::new(&site.account.clients, function.clone()), function.clone());
    let statuses = ACTIVE.into_iter().chain([DeploymentStatus::Queued]).collect();
    let input = ListDeploymentsInput { include_only_statuses: Some(statuses), ..Default::default() };
    let reason = |refusal: &Refusal| if refusal.is_passing() { Reason::Again } else { Reason::Refused };
    let active = client.list(input, usize::MAX).await.map_err(|refusal| unknown(refusal.sentence(), reason(&refusal)))?;
    if active.is_empty() {
        return Ok(());
    }
    let more = if active.len() > NAMED_MAX { ", …" } else { "" };
    let named = active.iter().take(NAMED_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    let verb = if active.len() == 1 { "is" } else { "are" };
    let sentence = format!("{} {verb} still active in stack `{}`: {named}{more}", counted(active.len(), "deployment"), site.stack);
    Err(Refusal::new(Reason::Conflict, sentence).with_hint(format!("end each, as with `headgate stop`; {ALL_THE_SAME}")))
}

fn unknown(why: &str, reason: Reason) -> Refusal {
    Refusal::new(reason, format!("nobody can say whether deployments are active: {why}")).with_hint(ALL_THE_SAME)
}
