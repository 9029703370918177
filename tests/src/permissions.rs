//! What the roles of a template let each function do, as CloudFormation will write it out.

use crate::template::{holds_by_default, list, property, resources, several, shown};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Function, action, resources.
pub type Permissions = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// Every function's permissions, by its name in small letters. A resource that is meant under a condition only says so: `… if …`,
/// `… unless …`.
///
/// # Errors
///
/// What would hide a permission from whoever reads the roles.
pub fn permissions(template: &Value) -> Result<Permissions, String> {
    let elsewhere = ["AWS::IAM::Policy", "AWS::IAM::RolePolicy"].iter().flat_map(|kind| resources(template, kind)).next();
    if let Some((name, _)) = elsewhere {
        return Err(format!("{name} gives permissions outside of the roles"));
    }
    resources(template, "AWS::Lambda::Function")
        .into_iter()
        .map(|(function, properties)| of_function(template, function, properties))
        .collect()
}

fn of_function(template: &Value, function: &str, properties: &Value) -> Result<(String, BTreeMap<String, BTreeSet<String>>), String> {
    let role = properties["Role"]["Fn::GetAtt"][0].as_str().ok_or_else(|| format!("{function} has a role from elsewhere"))?;
    let role = property(template, role)?;
    let trusted = json!([{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]);
    if role["AssumeRolePolicyDocument"]["Statement"] != trusted {
        return Err(format!("the role of {function} may be taken by others than Lambda"));
    }
    let mut documents: Vec<&Value> = list(&role["Policies"]).map(|policy| &policy["PolicyDocument"]).collect();
    for policy in list(&role["ManagedPolicyArns"]) {
        let policy = policy["Ref"].as_str().ok_or_else(|| format!("{function} has the policy {policy} from elsewhere"))?;
        documents.push(&property(template, policy)?["PolicyDocument"]);
    }
    let mut actions = BTreeMap::<_, BTreeSet<_>>::new();
    for statement in documents.into_iter().flat_map(|document| list(&document["Statement"])) {
        let (condition, statement) = conditional(statement);
        only_allows(statement).map_err(|error| format!("{function}: {error}"))?;
        for action in list(&statement["Action"]) {
            let resources = several(&statement["Resource"]).into_iter().map(|resource| format!("{resource}{condition}"));
            actions.entry(shown(action)).or_default().extend(resources);
        }
    }
    Ok((short(function), actions))
}

/// A statement that is there only under a condition, and the condition.
fn conditional(statement: &Value) -> (String, &Value) {
    match statement["Fn::If"].as_array().map(Vec::as_slice) {
        Some([condition, conditioned, otherwise]) if otherwise["Ref"] == "AWS::NoValue" => {
            (format!(" if {}", shown(condition)), conditioned)
        }
        Some(_) | None => (String::new(), statement),
    }
}

/// What this test does not read must not be there.
fn only_allows(statement: &Value) -> Result<(), String> {
    let members = statement.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let known = members.clone().all(|name| ["Sid", "Effect", "Action", "Resource"].contains(&name));
    let complete = ["Action", "Resource"].iter().all(|name| statement.get(name).is_some());
    if known && complete && statement["Effect"] == "Allow" { Ok(()) } else { Err(format!("{statement} is more than a plain permission")) }
}

/// The permissions where every parameter has its default, without a word of conditions.
///
/// # Errors
///
/// As [`permissions`].
pub fn permissions_by_default(template: &Value) -> Result<Permissions, String> {
    let by_default = |resource: String| match (resource.split_once(" if "), resource.split_once(" unless ")) {
        (Some((resource, condition)), _) => holds_by_default(template, condition).then(|| resource.to_owned()),
        (None, Some((resource, condition))) => (!holds_by_default(template, condition)).then(|| resource.to_owned()),
        (None, None) => Some(resource),
    };
    let all = permissions(template)?.into_iter().map(|(function, actions)| {
        let actions = actions.into_iter().map(|(action, resources)| (action, resources.into_iter().filter_map(by_default).collect()));
        (function, actions.collect())
    });
    Ok(all.collect())
}

/// What Lambda itself does with each function's role, as it follows from the function's settings: writes its log and its traces,
/// reads what triggers it, and puts away what it could not take.
pub fn of_lambda(template: &Value) -> Permissions {
    let mut found = Permissions::new();
    let mut add = |function: &str, actions: &[&str], resource: String| {
        let of_function = found.entry(short(function)).or_default();
        for action in actions {
            of_function.entry((*action).to_owned()).or_default().insert(resource.clone());
        }
    };
    for (function, properties) in resources(template, "AWS::Lambda::Function") {
        let log = shown(&properties["LoggingConfig"]["LogGroup"]["Ref"]);
        add(function, &["logs:CreateLogStream", "logs:PutLogEvents"], format!("${{{log}.Arn}}"));
        if properties["TracingConfig"]["Mode"] == "Active" {
            add(function, &["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "*".to_owned());
        }
    }
    let mappings = resources(template, "AWS::Lambda::EventSourceMapping");
    for (_, mapping) in &mappings {
        let function = shown(&mapping["FunctionName"]["Ref"]);
        let source = shown(&mapping["EventSourceArn"]);
        match source.strip_suffix(".StreamArn}") {
            Some(table) => {
                let actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"];
                add(&function, &actions, format!("{table}.Arn}}/stream/*"));
            }
            None => add(&function, &["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], source),
        }
    }
    for (_, unheard) in mappings.iter().chain(&resources(template, "AWS::Lambda::EventInvokeConfig")) {
        let destination = &unheard["DestinationConfig"]["OnFailure"]["Destination"];
        if !destination.is_null() {
            add(&shown(&unheard["FunctionName"]["Ref"]), &["sqs:SendMessage"], shown(destination));
        }
    }
    found
}

/// `StepFunction` is `step`.
fn short(function: &str) -> String {
    function.strip_suffix("Function").unwrap_or(function).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::template;

    #[test]
    fn by_default_there_are_no_conditions() {
        let of_step = &permissions_by_default(template()).unwrap()["step"]["lambda:UpdateAlias"];
        assert_eq!(*of_step, ["arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:*".to_owned()].into());
        let of_api = &permissions_by_default(template()).unwrap()["api"]["s3:GetObject"];
        assert_eq!(*of_api, ["arn:${AWS::Partition}:s3:::headgate-${AWS::StackId.2}/*".to_owned()].into());
    }
}
