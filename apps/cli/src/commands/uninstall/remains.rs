//! What stays when a stack is removed, and the commands that would remove it.

use crate::commands::stack::{Site, refused};
use crate::console::tell;
use crate::context::Context;
use crate::refusal::Refusal;
use headgate_aws::Stack;
use serde_json::json;

/// Something that stays.
pub(super) struct Remains {
    kind: String,
    name: String,
    removal: String,
}

/// What the template keeps, and the bucket that the stack was installed from, if there is one.
pub(super) async fn of(site: &Site, kept: &[(&str, &str)]) -> Result<Vec<Remains>, Refusal> {
    let region = &site.account.region;
    let mut remains: Vec<Remains> = kept
        .iter()
        .map(|(kind, name)| Remains { kind: (*kind).to_owned(), name: (*name).to_owned(), removal: removal(kind, name, region) })
        .collect();
    if site.artifacts.exists().await.map_err(refused)? {
        let name = site.artifacts.bucket().to_owned();
        let removal = format!("aws s3 rb --force s3://{name} --region {region}");
        remains.push(Remains { kind: "AWS::S3::Bucket".to_owned(), name, removal });
    }
    Ok(remains)
}

/// Names them.
pub(super) fn show(site: &Site, stack: &Stack, remains: &[Remains], context: &Context) {
    let document = || {
        let each =
            |remains: &Remains| json!({ "resourceType": remains.kind, "physicalResourceId": remains.name, "removal": remains.removal });
        let kept: Vec<_> = remains.iter().map(each).collect();
        let (account, region) = (&site.account_id, &site.account.region);
        json!({ "stackName": site.stack, "accountId": account, "region": region, "stackId": stack.id, "status": "DELETE_COMPLETE", "kept": kept })
    };
    if !remains.is_empty() {
        tell("These stay; nobody but you removes them:");
    }
    context.console.show(document, || lines(remains));
}

/// A command is to be copied: it has a line of its own, which nothing cuts off.
fn lines(remains: &[Remains]) -> String {
    remains.iter().map(|Remains { kind, name, removal }| format!("{kind}  {name}\n    {removal}")).collect::<Vec<_>>().join("\n")
}

/// A bucket with versions is not emptied by a single command.
fn removal(kind: &str, name: &str, region: &str) -> String {
    match kind {
        "AWS::DynamoDB::Table" => format!("aws dynamodb delete-table --table-name {name} --region {region}"),
        "AWS::S3::Bucket" => format!("emptying it in S3's console, then aws s3 rb s3://{name} --region {region}"),
        _ => "whoever knows what it is for".to_owned(),
    }
}
