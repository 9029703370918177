//! What a deployment deploys to.

use crate::client::Client;
use crate::refusal::Refusal;
use headgate_wire::{BatchGetDeploymentTargetsInput, BatchGetDeploymentTargetsOutput, LambdaTarget, ListDeploymentTargetsInput};

/// All targets of a deployment. There are no more than can be read at once.
pub(crate) async fn read(client: &Client, id: &str) -> Result<BatchGetDeploymentTargetsOutput, Refusal> {
    let deployment_id = Some(id.to_owned());
    let input = ListDeploymentTargetsInput { deployment_id: deployment_id.clone(), ..Default::default() };
    let target_ids = Some(client.list(input, usize::MAX).await?);
    client.call("BatchGetDeploymentTargets", &BatchGetDeploymentTargetsInput { deployment_id, target_ids }).await
}

/// Those that are functions.
pub(crate) fn functions(targets: &BatchGetDeploymentTargetsOutput) -> Vec<LambdaTarget> {
    targets.deployment_targets.iter().flatten().filter_map(|target| target.lambda_target.clone()).collect()
}
