//! What each function may do, held to the list in `roles.txt`: a permission more or less is a change that
//! somebody has to look at. And what lies in the account is encrypted, and closed to the public.

use headgate_tests::written::{assert_written, difference};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::OnceLock;
use xtask::transformed_template;

/// AWS knows no narrower resource for these.
const ON_EVERYTHING: [&str; 3] = ["cloudwatch:DescribeAlarms", "xray:PutTelemetryRecords", "xray:PutTraceSegments"];
/// CloudWatch may not use the key that AWS manages for SNS; the template says why there is no other.
const TOPICS_WITHOUT_KEY: [&str; 1] = ["AlarmTopic"];
/// Open to the public, since CodeDeploy's clients sign for a service of which AWS verifies nothing here: the function knows
/// one operation, whose execution id nobody can guess.
const PUBLIC: [&str; 1] = ["ReportFunction"];
/// What the template takes apart: two patterns stand for any number of them.
const OF_PARTS: [(&str, &str, usize); 5] = [
    ("AWS::StackId", "/", 3),
    ("HookFunctions", ",", 2),
    ("ManagedFunctions", ",", 2),
    ("NotificationTopics", ",", 2),
    ("RevisionBuckets", ",", 2),
];

/// Function, action, resources.
type Permissions = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

#[test]
fn roles_are_as_written() {
    assert_written("tests/tests/roles.txt", &listed(&permissions(template()).unwrap()));
}

#[test]
fn roles_are_narrow() {
    assert_eq!(too_wide(&permissions(template()).unwrap()), Vec::<String>::new());
}

#[test]
fn what_is_stored_is_encrypted_and_closed() {
    assert_eq!(open(template()), Vec::<String>::new());
}

#[test]
fn a_changed_role_is_shown() {
    let written = listed(&permissions(template()).unwrap());
    let mut changed = template().clone();
    let statements = &mut changed["Resources"]["TurnPolicy"]["Properties"]["PolicyDocument"]["Statement"];
    statements.as_array_mut().unwrap().push(json!({"Effect": "Allow", "Action": "lambda:DeleteFunction", "Resource": "*"}));
    let shown = difference(&written, &listed(&permissions(&changed).unwrap()));
    let everywhere = ["alarm", "api", "start", "step"].map(|function| format!("+ {function} lambda:DeleteFunction on *"));
    assert_eq!(shown, everywhere.join("\n"));
    let wide = too_wide(&permissions(&changed).unwrap());
    assert_eq!(wide.len(), 4, "{wide:?}");
}

#[test]
fn what_hides_a_permission_is_refused() {
    let hidden = [
        ("/StepRole/Properties/ManagedPolicyArns", json!(["arn:aws:iam::aws:policy/AdministratorAccess"])),
        ("/StepRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal", json!("*")),
        ("/StepRole/Properties/Policies/0/PolicyDocument/Statement/0", json!({"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"})),
        ("/TurnPolicy/Properties/PolicyDocument/Statement/0/Effect", json!("Deny")),
        ("/StepFunction/Properties/Role", json!("arn:aws:iam::123456789012:role/admin")),
        ("/StepLog", json!({"Type": "AWS::IAM::Policy", "Properties": {}})),
    ];
    for (place, value) in hidden {
        assert!(permissions(&changed(place, value)).is_err(), "{place}");
    }
    let wildcard = changed("/StepRole/Properties/Policies/0/PolicyDocument/Statement/0/Action", json!("logs:*"));
    assert_eq!(too_wide(&permissions(&wildcard).unwrap()), ["step logs:*: every action is named"]);
    let sometimes = json!({"Fn::If": ["KeepForStep", "*", {"Ref": "Table"}]});
    let everything = changed("/StepRole/Properties/Policies/0/PolicyDocument/Statement/2/Resource", sometimes);
    assert_eq!(too_wide(&permissions(&everything).unwrap()).len(), 3);
}

#[test]
fn what_is_left_open_is_named() {
    let opened = [
        ("/Table/Properties/SSESpecification/SSEEnabled", json!(false), "Table is not encrypted"),
        ("/Revisions/Properties/BucketEncryption", json!(null), "Revisions is not encrypted"),
        ("/Revisions/Properties/PublicAccessBlockConfiguration/BlockPublicPolicy", json!(false), "Revisions may be made public"),
        ("/RevisionsPolicy/Properties/PolicyDocument/Statement/0/Resource", json!("*"), ""),
        ("/RevisionsPolicy/Properties/PolicyDocument/Statement/0/Resource/1", json!("arn:aws:s3:::x"), "Revisions answers without TLS"),
        ("/WakeQueue/Properties/SqsManagedSseEnabled", json!(false), "WakeQueue is not encrypted"),
        ("/QueuePolicy/Properties/Queues/0", json!({"Ref": "RollbackQueue"}), "WakeQueue answers without TLS"),
        ("/EventDeadLettersPolicy/Properties/PolicyDocument/Statement/0/Effect", json!("Allow"), "EventDeadLetters answers without TLS"),
        ("/AlarmTopicPolicy/Properties/PolicyDocument/Statement/1/Condition", json!({}), "AlarmTopic answers without TLS"),
        ("/ApiFunctionUrl/Properties/AuthType", json!("NONE"), "ApiFunctionUrl is open to everybody"),
        ("/AlarmActionPermission/Properties/Principal", json!("*"), "AlarmActionPermission lets everybody invoke"),
        ("/AlarmActionPermission/Properties/Principal", json!({"AWS": "*"}), "AlarmActionPermission lets everybody invoke"),
        (
            "/ReportFunctionURLInvokeAllowPublicAccess/Properties/InvokedViaFunctionUrl",
            json!(false),
            "ReportFunctionURLInvokeAllowPublicAccess lets everybody invoke",
        ),
        (
            "/ReportFunctionUrlPublicPermissions/Properties/FunctionUrlAuthType",
            json!("AWS_IAM"),
            "ReportFunctionUrlPublicPermissions lets everybody invoke",
        ),
    ];
    for (place, value, problem) in opened {
        assert_eq!(open(&changed(place, value)).join("\n"), problem, "{place}");
    }
}

/// Since October 2025 a function URL asks for both.
#[test]
fn the_public_may_call_the_url_and_nothing_else() {
    let to_everybody =
        resources(template(), "AWS::Lambda::Permission").into_iter().filter(|(_, permission)| permission["Principal"] == "*");
    let actions: BTreeSet<&str> = to_everybody.filter_map(|(_, permission)| permission["Action"].as_str()).collect();
    assert_eq!(actions, ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"].into());
}

fn template() -> &'static Value {
    static TEMPLATE: OnceLock<Value> = OnceLock::new();
    TEMPLATE.get_or_init(|| transformed_template().expect("the template can be transformed"))
}

fn changed(place: &str, value: Value) -> Value {
    let mut changed = template().clone();
    *changed.pointer_mut(&format!("/Resources{place}")).unwrap_or_else(|| panic!("there is no {place}")) = value;
    changed
}

/// Resources of one kind: their names and properties.
fn resources<'a>(template: &'a Value, kind: &str) -> Vec<(&'a str, &'a Value)> {
    let all = template["Resources"].as_object().expect("a template has resources");
    all.iter().filter(|(_, resource)| resource["Type"] == kind).map(|(name, resource)| (name.as_str(), &resource["Properties"])).collect()
}

// -- permissions

fn permissions(template: &Value) -> Result<Permissions, String> {
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
    let name = function.strip_suffix("Function").unwrap_or(function).to_lowercase();
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
    Ok((name, actions))
}

fn property<'a>(template: &'a Value, name: &str) -> Result<&'a Value, String> {
    template["Resources"].get(name).map(|resource| &resource["Properties"]).ok_or_else(|| format!("{name} is not in the template"))
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

fn too_wide(permissions: &Permissions) -> Vec<String> {
    let mut problems = vec![];
    for (function, actions) in permissions {
        for (action, resources) in actions {
            if action.contains('*') {
                problems.push(format!("{function} {action}: every action is named"));
            }
            if resources.iter().any(|resource| resource == "*" || resource.starts_with("* ")) && !ON_EVERYTHING.contains(&action.as_str()) {
                problems.push(format!("{function} {action}: on everything"));
            }
        }
    }
    problems
}

/// A line for every function and action.
fn listed(permissions: &Permissions) -> String {
    let mut text = "What each function may do, and on what. tests/tests/roles.rs holds template.yaml to it.\n".to_owned();
    for (function, actions) in permissions {
        text.push('\n');
        for (action, resources) in actions {
            let resources = resources.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "{function} {action} on {resources}");
        }
    }
    text
}

/// A value that may be a list, or differ with a condition.
fn several(value: &Value) -> Vec<String> {
    let Some((function, argument)) = call(value) else {
        return list(value).map(shown).collect();
    };
    match (function, argument.as_array().map_or(&[][..], Vec::as_slice)) {
        ("Fn::If", [condition, then, otherwise]) => {
            let condition = shown(condition);
            let then = several(then).into_iter().map(|value| format!("{value} if {condition}"));
            then.chain(several(otherwise).into_iter().map(|value| format!("{value} unless {condition}"))).collect()
        }
        ("Fn::Split", [separator, text]) => shown(text).split(&shown(separator)).map(str::to_owned).collect(),
        _ => vec![shown(value)],
    }
}

/// CloudFormation's functions carried out, as far as they can be without a stack.
fn shown(value: &Value) -> String {
    let Some((function, argument)) = call(value) else {
        return value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    };
    match (function, argument.as_array().map_or(&[][..], Vec::as_slice)) {
        ("Ref", _) => referred(&shown(argument)),
        ("Fn::GetAtt", [resource, attribute]) => format!("${{{}.{}}}", shown(resource), shown(attribute)),
        ("Fn::Sub", [text, names]) => substituted(text, names),
        ("Fn::Sub", []) => shown(argument),
        ("Fn::Join", [separator, parts]) => several(parts).join(&shown(separator)),
        ("Fn::Select", [index, parts]) => several(parts)[usize::try_from(index.as_u64().unwrap_or(0)).unwrap_or(0)].clone(),
        _ => value.to_string(),
    }
}

fn call(value: &Value) -> Option<(&str, &Value)> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    object.iter().next().map(|(function, argument)| (function.as_str(), argument))
}

fn referred(name: &str) -> String {
    let Some((_, separator, parts)) = OF_PARTS.iter().find(|(known, ..)| *known == name) else {
        return format!("${{{name}}}");
    };
    (0..*parts).map(|part| format!("${{{name}.{part}}}")).collect::<Vec<_>>().join(separator)
}

fn substituted(text: &Value, names: &Value) -> String {
    let names = names.as_object().into_iter().flatten();
    names.fold(shown(text), |text, (name, value)| text.replace(&format!("${{{name}}}"), &shown(value)))
}

/// A list, or the one value that stands for a list of one.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    let one = if value.is_null() { &[] } else { std::slice::from_ref(value) };
    value.as_array().map_or(one, Vec::as_slice).iter()
}

// -- what is stored

fn open(template: &Value) -> Vec<String> {
    let mut problems = vec![];
    let mut hold = |right: bool, name: &str, problem: &str| {
        if !right {
            problems.push(format!("{name} {problem}"));
        }
    };
    for (name, table) in resources(template, "AWS::DynamoDB::Table") {
        hold(table["SSESpecification"]["SSEEnabled"] == true, name, "is not encrypted");
    }
    for (name, bucket) in resources(template, "AWS::S3::Bucket") {
        hold(bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"].is_array(), name, "is not encrypted");
        let block = &bucket["PublicAccessBlockConfiguration"];
        let blocked = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
        hold(blocked.iter().all(|way| block[way] == true), name, "may be made public");
        let all = [format!("${{{name}.Arn}}"), format!("${{{name}.Arn}}/*")];
        hold(only_over_tls(template, "AWS::S3::BucketPolicy", "Bucket", name, "s3:*", &all), name, "answers without TLS");
    }
    for (name, queue) in resources(template, "AWS::SQS::Queue") {
        hold(queue["SqsManagedSseEnabled"] == true || !queue["KmsMasterKeyId"].is_null(), name, "is not encrypted");
        let all = [format!("${{{name}.Arn}}")];
        hold(only_over_tls(template, "AWS::SQS::QueuePolicy", "Queues", name, "sqs:*", &all), name, "answers without TLS");
    }
    for (name, topic) in resources(template, "AWS::SNS::Topic") {
        hold(TOPICS_WITHOUT_KEY.contains(&name) || !topic["KmsMasterKeyId"].is_null(), name, "is not encrypted");
        let all = [format!("${{{name}}}")];
        hold(only_over_tls(template, "AWS::SNS::TopicPolicy", "Topics", name, "sns:Publish", &all), name, "answers without TLS");
    }
    for (name, url) in resources(template, "AWS::Lambda::Url") {
        let function = url["TargetFunctionArn"]["Ref"].as_str().unwrap_or_default();
        hold(url["AuthType"] == "AWS_IAM" || PUBLIC.contains(&function), name, "is open to everybody");
    }
    for (name, permission) in resources(template, "AWS::Lambda::Permission") {
        let everybody = permission["Principal"].to_string().contains('*');
        let function = permission["FunctionName"]["Ref"].as_str().unwrap_or_default();
        let by_url = match permission["Action"].as_str() {
            Some("lambda:InvokeFunctionUrl") => permission["FunctionUrlAuthType"] == "NONE",
            Some("lambda:InvokeFunction") => permission["InvokedViaFunctionUrl"] == true,
            Some(_) | None => false,
        };
        hold(!everybody || (PUBLIC.contains(&function) && by_url), name, "lets everybody invoke");
    }
    problems
}

/// Whether a policy of this kind that names the resource denies the action, on all of it, to whoever comes in the clear.
fn only_over_tls(template: &Value, kind: &str, member: &str, name: &str, action: &str, all: &[String]) -> bool {
    let denies = |statement: &Value| {
        let denied: BTreeSet<String> = several(&statement["Resource"]).into_iter().collect();
        statement["Effect"] == "Deny"
            && statement["Principal"] == "*"
            && statement["Action"] == action
            && statement["Condition"]["Bool"]["aws:SecureTransport"] == "false"
            && (denied.contains("*") || all.iter().all(|part| denied.contains(part)))
    };
    let policies = resources(template, kind);
    let mut naming = policies.iter().filter(|(_, policy)| list(&policy[member]).any(|resource| resource["Ref"] == name));
    naming.any(|(_, policy)| list(&policy["PolicyDocument"]["Statement"]).any(denies))
}
