//! What stands in the account is encrypted, closed to the public and to other accounts, kept where it must not be lost, and loses
//! no event unheard.

use headgate_tests::template::{changed, list, resources, several, template};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// CloudWatch may not use the key that AWS manages for SNS; the template says why there is no other.
const TOPICS_WITHOUT_KEY: [&str; 1] = ["AlarmTopic"];
/// Open to the public, since CodeDeploy's clients sign for a service of which AWS verifies nothing here: the function knows
/// one operation, whose execution id nobody can guess.
const PUBLIC: [&str; 1] = ["ReportFunction"];
/// Its next run is the retry; what Lambda took and could not do goes to the dead letters.
const WITHOUT_DEAD_LETTERS: [&str; 1] = ["SweepFunctionEveryMinute"];

#[test]
fn what_stands_in_the_account_is_closed() {
    assert_eq!(open(template()), Vec::<String>::new());
}

#[test]
fn what_must_not_be_lost_is_kept() {
    assert_eq!(losable(template()), Vec::<String>::new());
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
        (
            "/EventDeadLettersPolicy/Properties/PolicyDocument/Statement/0/Action",
            json!("sqs:SendMessage"),
            "EventDeadLetters answers without TLS",
        ),
        ("/AlarmTopicPolicy/Properties/PolicyDocument/Statement/1/Condition", json!({}), "AlarmTopic answers without TLS"),
        ("/ApiFunctionUrl/Properties/AuthType", json!("NONE"), "ApiFunctionUrl is open to everybody"),
        (
            "/Revisions/Properties/OwnershipControls/Rules/0/ObjectOwnership",
            json!("ObjectWriter"),
            "Revisions has objects of other accounts",
        ),
        (
            "/AlarmTopicPolicy/Properties/PolicyDocument/Statement/0/Condition",
            json!({}),
            "AlarmTopicPolicy lets a service in for other accounts",
        ),
        (
            "/EventDeadLettersPolicy/Properties/PolicyDocument/Statement/2/Condition/ArnLike/aws:SourceArn",
            json!("arn:aws:events:*:*:rule/*"),
            "EventDeadLettersPolicy lets a service in for other accounts",
        ),
        (
            "/AlarmTopicPolicy/Properties/PolicyDocument/Statement/0/Principal",
            json!({"AWS": "123456789012"}),
            "AlarmTopicPolicy lets in more than a service",
        ),
        (
            "/StartFunctionYamlUploadedPermission/Properties/SourceAccount",
            json!("123456789012"),
            "StartFunctionYamlUploadedPermission lets other accounts invoke",
        ),
        (
            "/StartFunctionYamlUploadedPermission/Properties/Principal",
            json!("123456789012"),
            "StartFunctionYamlUploadedPermission lets other accounts invoke",
        ),
        (
            "/ReportFunction/Properties/ReservedConcurrentExecutions",
            json!(null),
            "ReportFunction may take all of the account's concurrency",
        ),
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

#[test]
fn what_may_be_lost_is_named() {
    let lost = [
        ("/Table/DeletionPolicy", json!("Delete"), "Table goes with the stack"),
        ("/Table/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", json!(false), "Table cannot be restored"),
        ("/Revisions/UpdateReplacePolicy", json!("Delete"), "Revisions goes with the stack"),
        ("/Revisions/Properties/VersioningConfiguration/Status", json!("Suspended"), "Revisions forgets what was overwritten"),
        ("/StepLog/Properties/RetentionInDays", json!(null), "StepLog is kept for ever"),
        ("/StepFunction/Properties/LoggingConfig/LogGroup", json!("/aws/lambda/other"), "StepFunction logs for ever"),
        ("/HookFunctionEventInvokeConfig/Properties/DestinationConfig", json!({}), "HookFunction loses events"),
        ("/WakeQueue/Properties/RedrivePolicy", json!(null), "StepFunctionWake loses events"),
        ("/PublishFunctionNotices/Properties/DestinationConfig/OnFailure", json!(null), "PublishFunctionNotices loses events"),
        ("/AlarmFunctionTopic/Properties/RedrivePolicy", json!(null), "AlarmFunctionTopic loses events"),
        ("/AlarmFunctionStateChange/Properties/Targets/0/DeadLetterConfig", json!(null), "AlarmFunctionStateChange loses events"),
        ("/WakeDeadLettersAlarm/Properties/Dimensions", json!([]), "WakeDeadLetters fills up unheard"),
        ("/NoticeDeadLetters/Properties/MessageRetentionPeriod", json!(345_600), "NoticeDeadLetters forgets within days"),
    ];
    for (place, value, problem) in lost {
        assert_eq!(losable(&changed(place, value)).join("\n"), problem, "{place}");
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
        hold(bucket["OwnershipControls"]["Rules"][0]["ObjectOwnership"] == "BucketOwnerEnforced", name, "has objects of other accounts");
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
        let service = permission["Principal"].as_str().is_some_and(|principal| principal.ends_with(".amazonaws.com"));
        let ours = permission["SourceAccount"]["Ref"] == "AWS::AccountId" || is_of_template(&permission["SourceArn"]);
        hold(everybody || (service && ours), name, "lets other accounts invoke");
    }
    for (name, function) in resources(template, "AWS::Lambda::Function") {
        hold(
            !PUBLIC.contains(&name) || !function["ReservedConcurrentExecutions"].is_null(),
            name,
            "may take all of the account's concurrency",
        );
    }
    for (name, rule) in resources(template, "AWS::Events::Rule").into_iter().filter(|(_, rule)| rule["ScheduleExpression"].is_null()) {
        let here = [("account", "AWS::AccountId"), ("region", "AWS::Region")];
        hold(
            here.iter().all(|(member, here)| rule["EventPattern"][member] == json!([{"Ref": here}])),
            name,
            "hears other accounts or regions",
        );
    }
    for kind in ["AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"] {
        for (name, policy) in resources(template, kind) {
            let statements = list(&policy["PolicyDocument"]["Statement"]).filter(|statement| statement["Effect"] != "Deny");
            for statement in statements {
                hold(statement["Principal"]["Service"].is_string(), name, "lets in more than a service");
                hold(is_of_account(&statement["Condition"]), name, "lets a service in for other accounts");
            }
        }
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

/// Whether a condition holds for resources of this account alone.
fn is_of_account(condition: &Value) -> bool {
    condition["StringEquals"]["aws:SourceAccount"]["Ref"] == "AWS::AccountId"
        || ["ArnEquals", "ArnLike"].iter().any(|operator| is_of_template(&condition[operator]["aws:SourceArn"]))
}

/// Whether an ARN is that of a resource of the template, or names the account.
fn is_of_template(arn: &Value) -> bool {
    let named = several(arn).join("");
    named.contains(":${AWS::AccountId}:") || named.starts_with("${")
}

// -- what must not be lost

fn losable(template: &Value) -> Vec<String> {
    let mut problems = vec![];
    let mut hold = |right: bool, name: &str, problem: &str| {
        if !right {
            problems.push(format!("{name} {problem}"));
        }
    };
    let stays = |name: &str| ["DeletionPolicy", "UpdateReplacePolicy"].iter().all(|policy| template["Resources"][name][policy] == "Retain");
    for (name, table) in resources(template, "AWS::DynamoDB::Table") {
        hold(stays(name), name, "goes with the stack");
        hold(table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] == true, name, "cannot be restored");
    }
    for (name, bucket) in resources(template, "AWS::S3::Bucket") {
        hold(stays(name), name, "goes with the stack");
        hold(bucket["VersioningConfiguration"]["Status"] == "Enabled", name, "forgets what was overwritten");
    }
    let logs: BTreeSet<&str> = resources(template, "AWS::Logs::LogGroup").iter().map(|(name, _)| *name).collect();
    for (name, log) in resources(template, "AWS::Logs::LogGroup") {
        hold(!log["RetentionInDays"].is_null(), name, "is kept for ever");
    }
    let mappings = resources(template, "AWS::Lambda::EventSourceMapping");
    let heard: BTreeSet<String> = mappings.iter().map(|(_, mapping)| several(&mapping["FunctionName"]["Ref"]).concat()).collect();
    let urls = resources(template, "AWS::Lambda::Url");
    let answering: BTreeSet<&str> = urls.iter().filter_map(|(_, url)| url["TargetFunctionArn"]["Ref"].as_str()).collect();
    let asynchronous = resources(template, "AWS::Lambda::EventInvokeConfig");
    for (name, function) in resources(template, "AWS::Lambda::Function") {
        hold(function["LoggingConfig"]["LogGroup"]["Ref"].as_str().is_some_and(|log| logs.contains(log)), name, "logs for ever");
        let put_away = |config: &Value| config["FunctionName"]["Ref"] == name && !config["DestinationConfig"]["OnFailure"].is_null();
        let waited_for = heard.contains(name) || answering.contains(name);
        hold(waited_for || asynchronous.iter().any(|(_, config)| put_away(config)), name, "loses events");
    }
    for (name, mapping) in &mappings {
        let source = several(&mapping["EventSourceArn"]).concat();
        let redriven = resources(template, "AWS::SQS::Queue").iter().any(|(queue, properties)| {
            source == format!("${{{queue}.Arn}}") && !properties["RedrivePolicy"]["deadLetterTargetArn"].is_null()
        });
        hold(redriven || !mapping["DestinationConfig"]["OnFailure"].is_null(), name, "loses events");
    }
    for (name, subscription) in resources(template, "AWS::SNS::Subscription") {
        hold(!subscription["RedrivePolicy"]["deadLetterTargetArn"].is_null(), name, "loses events");
    }
    for (name, rule) in resources(template, "AWS::Events::Rule") {
        let kept = list(&rule["Targets"]).all(|target| !target["DeadLetterConfig"]["Arn"].is_null());
        hold(kept || WITHOUT_DEAD_LETTERS.contains(&name), name, "loses events");
    }
    let alarms = resources(template, "AWS::CloudWatch::Alarm");
    for (name, queue) in resources(template, "AWS::SQS::Queue").into_iter().filter(|(name, _)| name.ends_with("DeadLetters")) {
        let watches = |alarm: &Value| alarm["Dimensions"][0]["Value"]["Fn::GetAtt"] == json!([name, "QueueName"]);
        hold(alarms.iter().any(|(_, alarm)| watches(alarm)), name, "fills up unheard");
        hold(queue["MessageRetentionPeriod"] == 1_209_600, name, "forgets within days");
    }
    problems
}
