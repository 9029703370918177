//! Every exception, and what earns it. Each is one that the service model declares for its operation.

use crate::desk::{Desk, ROLE, TOPIC, appspec, content, deployment, group, steps, with};
use crate::model::may_raise;
use crate::platforms;
use headgate_wire::{Exception, Operation};
use serde_json::{Value, json};

/// Operation, input, exception, and what its message must say.
pub(crate) type Case = (&'static str, Value, &'static str, &'static str);

/// A desk with a deployment that runs, one that is over, and the cases that refer to them.
pub(crate) fn cases() -> (Desk, Vec<Case>) {
    let desk = Desk::furnished();
    desk.ok("CreateDeploymentGroup", group("idle"));
    desk.ok("CreateApplication", json!({"applicationName": "other", "computePlatform": "Lambda"}));
    desk.ok("CreateApplication", json!({"applicationName": "fleet"}));
    desk.ok("CreateDeploymentGroup", platforms::servers(json!({})));
    desk.ok("CreateApplication", json!({"applicationName": "swarm", "computePlatform": "ECS"}));
    desk.ok("CreateDeploymentGroup", platforms::services(json!({})));
    let over = desk.deploy(json!({"deploymentGroupName": "idle", "revision": content(&appspec("stock"))}));
    let running = desk.deploy(json!({"deploymentConfigName": "steps"}));
    let all = [
        applications(),
        groups(),
        updates(),
        configs(),
        of_platforms(),
        creations(),
        revisions(),
        deployments(&running, &over),
        targets(&running),
        looks(&running),
    ];
    (desk, all.concat())
}

fn long() -> String {
    "x".repeat(101)
}

fn applications() -> Vec<Case> {
    let named = |patch: Value| with(json!({"applicationName": "new", "computePlatform": "Lambda"}), patch);
    let create = "CreateApplication";
    let mut cases = vec![
        (create, named(json!({"applicationName": null})), "ApplicationNameRequired", "`applicationName`"),
        (create, named(json!({"applicationName": ""})), "ApplicationNameRequired", "`applicationName`"),
        (create, named(json!({"applicationName": "a/b"})), "InvalidApplicationName", "`a/b`"),
        (create, named(json!({"applicationName": long()})), "InvalidApplicationName", "1 to 100"),
        (create, named(json!({"applicationName": 5})), "Serialization", "`applicationName` is a number: give a text"),
        (create, named(json!({"applicationName": "shop"})), "ApplicationAlreadyExists", "`shop`"),
        (create, named(json!({"computePlatform": "Mainframe"})), "InvalidComputePlatform", "`Mainframe`"),
        (create, named(json!({"tags": [{"Key": "", "Value": "v"}]})), "InvalidTagsToAdd", "`tags[0].Key`"),
        (create, named(json!({"tags": "k"})), "Serialization", "`tags`"),
        (create, named(json!({"colour": "red"})), "Serialization", "CreateApplication has an unknown member `colour`"),
        (create, json!([]), "Serialization", "JSON object"),
        ("ListApplications", json!({"nextToken": "0123"}), "InvalidNextToken", "`0123`"),
        ("ListApplications", json!({"nextToken": ""}), "InvalidNextToken", "`nextToken`"),
        ("ListApplications", json!({"nextToken": 1}), "Serialization", "`nextToken`"),
        ("GetAplication", json!({}), "UnknownOperation", "`GetAplication`"),
    ];
    let update = |new: &str| json!({"applicationName": "shop", "newApplicationName": new});
    cases.extend([
        ("UpdateApplication", update("other"), "ApplicationAlreadyExists", "`other`"),
        ("UpdateApplication", update("a/b"), "InvalidApplicationName", "`a/b`"),
        ("UpdateApplication", update(&long()), "InvalidApplicationName", "`newApplicationName`"),
        ("UpdateApplication", json!({"newApplicationName": "next"}), "ApplicationNameRequired", "`applicationName`"),
        ("UpdateApplication", json!({"applicationName": "none", "newApplicationName": "next"}), "ApplicationDoesNotExist", "`none`"),
    ]);
    for operation in ["GetApplication", "DeleteApplication", "ListDeploymentGroups", "GetApplicationRevision", "GetDeploymentGroup"] {
        cases.push((operation, json!({}), "ApplicationNameRequired", "`applicationName`"));
        cases.push((operation, json!({"applicationName": "ä"}), "InvalidApplicationName", "`applicationName`"));
    }
    for operation in ["GetApplication", "ListDeploymentGroups"] {
        cases.push((operation, json!({"applicationName": "none"}), "ApplicationDoesNotExist", "`none`"));
    }
    cases
}

/// What is wrong with the members that making and changing a group have in common.
fn settings() -> Vec<(Value, &'static str, &'static str)> {
    let eleven: Vec<Value> = (0..11).map(|number| json!({"name": format!("a{number}")})).collect();
    let alarms = |alarms: Value| json!({"alarmConfiguration": {"enabled": true, "alarms": alarms}});
    let rollback = |events: Value| json!({"autoRollbackConfiguration": {"enabled": true, "events": events}});
    let sound = json!({"triggerName": "t", "triggerTargetArn": TOPIC, "triggerEvents": ["DeploymentStart"]});
    let trigger = |patch: Value| json!({"triggerConfigurations": [with(sound.clone(), patch)]});
    let triggers = |count: usize| json!({"triggerConfigurations": vec![sound.clone(); count]});
    vec![
        (json!({"serviceRoleArn": "deployer"}), "InvalidRole", "`deployer`"),
        (json!({"serviceRoleArn": "arn:aws:iam::12345678901:role/r"}), "InvalidRole", "`serviceRoleArn`"),
        (json!({"serviceRoleArn": "arn:aws:iam::123456789012:user/r"}), "InvalidRole", "`serviceRoleArn`"),
        (json!({"deploymentConfigName": "a b"}), "InvalidDeploymentConfigName", "`a b`"),
        (json!({"deploymentConfigName": ""}), "InvalidDeploymentConfigName", "`deploymentConfigName`"),
        (json!({"deploymentConfigName": "none"}), "DeploymentConfigDoesNotExist", "`none`"),
        (alarms(json!(eleven)), "AlarmsLimitExceeded", "11 alarms"),
        (alarms(json!([])), "InvalidAlarmConfig", "is empty"),
        (alarms(json!([{}])), "InvalidAlarmConfig", "alarms[0].name"),
        (alarms(json!([{"name": ""}])), "InvalidAlarmConfig", "alarms[0].name"),
        (alarms(json!([{"name": "a\u{7}"}])), "InvalidAlarmConfig", "`a\\u{7}`"),
        (alarms(json!([{"name": "a"}, {"name": "a"}])), "InvalidAlarmConfig", "alarms[1].name"),
        (alarms(json!([{"nmae": "a"}])), "Serialization", "has an unknown member `nmae`"),
        (json!({"alarmConfiguration": []}), "Serialization", "`alarmConfiguration`"),
        (rollback(json!([])), "InvalidAutoRollbackConfig", "`events` are empty"),
        (rollback(json!(["DEPLOYMENT_SUCCESS"])), "InvalidAutoRollbackConfig", "`DEPLOYMENT_SUCCESS`"),
        (rollback(json!([1])), "Serialization", "`autoRollbackConfiguration.events[0]`"),
        (triggers(11), "TriggerTargetsLimitExceeded", "11 triggers"),
        (triggers(2), "InvalidTriggerConfig", "another has it already"),
        (trigger(json!({"triggerName": null})), "InvalidTriggerConfig", "triggerConfigurations[0].triggerName"),
        (trigger(json!({"triggerTargetArn": "news"})), "InvalidTriggerConfig", "`news`"),
        (trigger(json!({"triggerEvents": []})), "InvalidTriggerConfig", "triggerEvents"),
        (trigger(json!({"triggerEvents": ["DeploymentBegin"]})), "InvalidTriggerConfig", "`DeploymentBegin`"),
        (json!({"deploymentStyle": {"deploymentType": "IN_PLACE"}}), "InvalidDeploymentStyle", "BLUE_GREEN"),
        (json!({"deploymentStyle": {"deploymentOption": "WITHOUT_TRAFFIC_CONTROL"}}), "InvalidDeploymentStyle", "WITH_TRAFFIC_CONTROL"),
        (json!({"ec2TagFilters": [{"Key": "k"}]}), "InvalidEC2Tag", "`ec2TagFilters`"),
        (json!({"ec2TagSet": {"ec2TagSetList": [[{"Key": "k"}]]}}), "InvalidEC2TagCombination", "`ec2TagSet`"),
        (json!({"onPremisesInstanceTagFilters": [{"Key": "k"}]}), "InvalidTag", "`onPremisesInstanceTagFilters`"),
        (json!({"onPremisesTagSet": {"onPremisesTagSetList": [[{"Key": "k"}]]}}), "InvalidOnPremisesTagCombination", "`onPremisesTagSet`"),
        (json!({"autoScalingGroups": ["g"]}), "InvalidAutoScalingGroup", "`autoScalingGroups`"),
        (json!({"loadBalancerInfo": {"elbInfoList": [{"name": "l"}]}}), "InvalidLoadBalancerInfo", "`loadBalancerInfo`"),
        (
            json!({"blueGreenDeploymentConfiguration": {"deploymentReadyOption": {"waitTimeInMinutes": 1}}}),
            "InvalidBlueGreenDeploymentConfiguration",
            "`blueGreenDeploymentConfiguration`",
        ),
        (json!({"ecsServices": [{"serviceName": "s"}]}), "InvalidECSService", "`ecsServices`"),
        (
            json!({"ec2DeploymentOptions": {"autoScalingGroupProcessesToSuspend": ["Terminate"]}}),
            "InvalidAutoScalingGroupProcessToSuspend",
            "`ec2DeploymentOptions`",
        ),
        (json!({"terminationHookEnabled": true}), "InvalidInput", "`terminationHookEnabled`"),
        (json!({"outdatedInstancesStrategy": "BURN"}), "InvalidInput", "`BURN`"),
        (json!({"onConflict": "fight"}), "InvalidInput", "`fight`"),
        (json!({"hookTimeoutSeconds": 9}), "InvalidInput", "from 10 to 3600"),
        (json!({"hookTimeoutSeconds": 3601}), "InvalidInput", "from 10 to 3600"),
        (json!({"hookTimeoutSeconds": 10.5}), "Serialization", "`hookTimeoutSeconds`"),
        (json!({"finalBakeSeconds": -1}), "InvalidInput", "from 0 to 172800"),
        (json!({"finalBakeSeconds": 172_801}), "InvalidInput", "from 0 to 172800"),
        (json!({"ignoreActiveAlarms": "yes"}), "Serialization", "`ignoreActiveAlarms`"),
    ]
}

fn groups() -> Vec<Case> {
    let create = "CreateDeploymentGroup";
    let of = |patch: Value| with(group("new"), patch);
    let mut cases: Vec<Case> = settings().into_iter().map(|(patch, code, says)| (create, of(patch), code, says)).collect();
    cases.extend([
        (create, of(json!({"applicationName": null})), "ApplicationNameRequired", "`applicationName`"),
        (create, of(json!({"applicationName": "a b"})), "InvalidApplicationName", "`a b`"),
        (create, of(json!({"applicationName": "none"})), "ApplicationDoesNotExist", "`none`"),
        (create, of(json!({"deploymentGroupName": null})), "DeploymentGroupNameRequired", "`deploymentGroupName`"),
        (create, of(json!({"deploymentGroupName": long()})), "InvalidDeploymentGroupName", "1 to 100"),
        (create, group("live"), "DeploymentGroupAlreadyExists", "`live`"),
        (create, of(json!({"serviceRoleArn": null})), "RoleRequired", "`serviceRoleArn`"),
        (create, of(json!({"tags": [{"Value": "v"}]})), "InvalidTagsToAdd", "`tags[0].Key`"),
        ("DeleteDeploymentGroup", json!({"applicationName": "shop"}), "DeploymentGroupNameRequired", "`deploymentGroupName`"),
        ("DeleteDeploymentGroup", json!({"deploymentGroupName": "live"}), "ApplicationNameRequired", "`applicationName`"),
        ("DeleteDeploymentGroup", json!({"applicationName": "shop", "deploymentGroupName": "?"}), "InvalidDeploymentGroupName", "`?`"),
        ("DeleteDeploymentGroup", json!({"applicationName": "shop", "deploymentGroupName": "live"}), "InvalidOperation", "is active"),
        ("DeleteApplication", json!({"applicationName": "shop"}), "InvalidOperation", "is active"),
        ("GetDeploymentGroup", json!({"applicationName": "shop"}), "DeploymentGroupNameRequired", "`deploymentGroupName`"),
        (
            "GetDeploymentGroup",
            json!({"applicationName": "shop", "deploymentGroupName": "none"}),
            "DeploymentGroupDoesNotExist",
            "`none` in application `shop`",
        ),
        ("GetDeploymentGroup", json!({"applicationName": "none", "deploymentGroupName": "live"}), "ApplicationDoesNotExist", "`none`"),
        (
            "GetDeploymentGroup",
            json!({"applicationName": "shop", "deploymentGroupName": ["live"]}),
            "Serialization",
            "`deploymentGroupName`",
        ),
        ("ListDeploymentGroups", json!({"applicationName": "shop", "nextToken": "ff"}), "InvalidNextToken", "`ff`"),
    ]);
    cases
}

fn updates() -> Vec<Case> {
    let update = "UpdateDeploymentGroup";
    let of = |patch: Value| with(json!({"applicationName": "shop", "currentDeploymentGroupName": "live"}), patch);
    let mut cases: Vec<Case> = settings().into_iter().map(|(patch, code, says)| (update, of(patch), code, says)).collect();
    cases.extend([
        (update, of(json!({"applicationName": null})), "ApplicationNameRequired", "`applicationName`"),
        (update, of(json!({"applicationName": "none"})), "ApplicationDoesNotExist", "`none`"),
        (update, of(json!({"currentDeploymentGroupName": null})), "DeploymentGroupNameRequired", "`currentDeploymentGroupName`"),
        (update, of(json!({"currentDeploymentGroupName": "none"})), "DeploymentGroupDoesNotExist", "`none`"),
        (update, of(json!({"newDeploymentGroupName": "idle"})), "DeploymentGroupAlreadyExists", "`idle`"),
        (update, of(json!({"newDeploymentGroupName": "o/o"})), "InvalidDeploymentGroupName", "`o/o`"),
        (update, of(json!({"tags": []})), "Serialization", "has an unknown member `tags`"),
    ]);
    cases
}

fn configs() -> Vec<Case> {
    let create = "CreateDeploymentConfig";
    let of = |patch: Value| with(steps("new"), patch);
    let routing = |routing: Value| of(json!({"trafficRoutingConfig": routing}));
    let canary = |canary: Value| routing(json!({"type": "TimeBasedCanary", "timeBasedCanary": canary}));
    let many = vec![json!({"weight": 1, "bakeSeconds": 1}); 101];
    let step = |step: Value| routing(json!({"type": "Steps", "steps": [step, {"weight": 100, "bakeSeconds": 0}]}));
    let code = "InvalidTrafficRoutingConfiguration";
    vec![
        (create, of(json!({"deploymentConfigName": null})), "DeploymentConfigNameRequired", "`deploymentConfigName`"),
        (create, of(json!({"deploymentConfigName": "a:b"})), "InvalidDeploymentConfigName", "`a:b`"),
        (create, of(json!({"deploymentConfigName": "CodeDeployDefault.Mine"})), "InvalidDeploymentConfigName", "predefined"),
        (create, steps("steps"), "DeploymentConfigAlreadyExists", "`steps`"),
        (create, of(json!({"computePlatform": "Mainframe"})), "InvalidComputePlatform", "`Mainframe`"),
        (create, of(json!({"computePlatform": "ECS"})), code, "only functions"),
        (
            create,
            with(of(json!({"computePlatform": null})), json!({"trafficRoutingConfig": null})),
            "InvalidMinimumHealthyHostValue",
            "is missing",
        ),
        (create, of(json!({"minimumHealthyHosts": {"type": "HOST_COUNT", "value": 1}})), "InvalidMinimumHealthyHostValue", "leave it out"),
        (create, of(json!({"zonalConfig": {"monitorDurationInSeconds": 1}})), "InvalidZonalDeploymentConfiguration", "leave it out"),
        (create, of(json!({"trafficRoutingConfig": null})), code, "is missing"),
        (create, routing(json!({})), code, "`trafficRoutingConfig.type`"),
        (create, routing(json!({"type": "Random"})), code, "`Random`"),
        (create, routing(json!({"type": "AllAtOnce", "steps": []})), code, "belongs to the `type` `Steps`"),
        (create, routing(json!({"type": "TimeBasedLinear", "timeBasedCanary": {}})), code, "belongs to the `type` `TimeBasedCanary`"),
        (create, canary(json!({"canaryInterval": 5})), code, "canaryPercentage"),
        (create, canary(json!({"canaryPercentage": 5})), code, "canaryInterval"),
        (create, canary(json!({"canaryPercentage": 100, "canaryInterval": 5})), code, "from 1 to 99"),
        (
            create,
            canary(json!({"canaryPercentage": 10.5, "canaryInterval": 5})),
            "Serialization",
            "`trafficRoutingConfig.timeBasedCanary.canaryPercentage`",
        ),
        (create, canary(json!({"canaryPercentage": 10, "canaryInterval": 2881})), code, "2880"),
        (
            create,
            routing(json!({"type": "TimeBasedLinear", "timeBasedLinear": {"linearPercentage": 1, "linearInterval": 60}})),
            code,
            "48 hours",
        ),
        (create, routing(json!({"type": "TimeBasedLinear"})), code, "linearPercentage"),
        (create, routing(json!({"type": "Steps"})), code, "1 to 100 steps"),
        (create, routing(json!({"type": "Steps", "steps": many})), code, "101 steps"),
        (create, step(json!({"bakeSeconds": 1})), code, "steps[0].weight"),
        (create, step(json!({"weight": 10})), code, "steps[0].bakeSeconds"),
        (create, step(json!({"weight": 0.001, "bakeSeconds": 1})), code, "two decimals"),
        (create, step(json!({"weight": 101, "bakeSeconds": 1})), code, "`101`"),
        (create, step(json!({"weight": 100, "bakeSeconds": 1})), code, "above the one before"),
        (create, step(json!({"weight": 10, "bakeSeconds": -1})), code, "from 0 to 172800"),
        (create, step(json!({"weight": 10, "bakeSeconds": 1, "hook": "a b"})), code, "steps[0].hook"),
        (create, step(json!({"weight": 10, "bakeSeconds": 172_800, "puase": {}})), "Serialization", "has an unknown member `puase`"),
        (create, step(json!({"weight": 10, "bakeSeconds": 1, "pause": {"seconds": 0}})), code, "steps[0].pause.seconds"),
        (create, step(json!({"weight": 10, "bakeSeconds": 1, "approval": {"count": 11}})), code, "steps[0].approval.count"),
        (create, step(json!({"weight": 10, "bakeSeconds": 1, "approval": {"deadlineSeconds": 59}})), code, "approval.deadlineSeconds"),
        (create, step(json!({"weight": 10, "bakeSeconds": 1, "approval": {"by": ["alice"]}})), code, "`alice`"),
        (create, routing(json!({"type": "Steps", "steps": [{"weight": 50, "bakeSeconds": 1}]})), code, "must be 100"),
        ("GetDeploymentConfig", json!({}), "DeploymentConfigNameRequired", "`deploymentConfigName`"),
        ("GetDeploymentConfig", json!({"deploymentConfigName": "none"}), "DeploymentConfigDoesNotExist", "`none`"),
        ("GetDeploymentConfig", json!({"deploymentConfigName": " "}), "InvalidDeploymentConfigName", "` `"),
        ("DeleteDeploymentConfig", json!({}), "DeploymentConfigNameRequired", "`deploymentConfigName`"),
        (
            "DeleteDeploymentConfig",
            json!({"deploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce"}),
            "InvalidDeploymentConfigName",
            "predefined",
        ),
        ("ListDeploymentConfigs", json!({"nextToken": "x"}), "InvalidNextToken", "`x`"),
    ]
}

/// What only servers and services have; the rest of it is told in `platforms`.
fn of_platforms() -> Vec<Case> {
    let create = "CreateDeploymentGroup";
    let servers = |patch: Value| platforms::servers(with(json!({"deploymentGroupName": "new"}), patch));
    let services = |patch: Value| platforms::services(with(json!({"deploymentGroupName": "new"}), patch));
    let group = json!([{"Key": "k", "Type": "KEY_ONLY"}]);
    let on_servers = json!({"applicationName": "fleet", "deploymentGroupName": "live", "revision": content(&appspec("orders"))});
    vec![
        (create, servers(json!({"ec2TagSet": {"ec2TagSetList": [group, group, group, group]}})), "TagSetListLimitExceeded", "at most 3"),
        (create, services(json!({"loadBalancerInfo": {"targetGroupPairInfoList": [{}]}})), "InvalidTargetGroupPair", "targetGroups"),
        (create, services(json!({})), "ECSServiceMappingLimitExceeded", "deployment group `live`"),
        ("CreateDeployment", on_servers, "InvalidComputePlatform", "has platform `Server`"),
    ]
}

fn creations() -> Vec<Case> {
    let create = "CreateDeployment";
    let of = |patch: Value| with(deployment("idle"), patch);
    let revision = |revision: Value| of(json!({"revision": revision}));
    let s3 = |patch: Value| {
        let location = with(json!({"bucket": "b", "key": "k", "bundleType": "YAML"}), patch);
        revision(json!({"revisionType": "S3", "s3Location": location}))
    };
    let eleven: Vec<Value> = (0..11).map(|number| json!({"name": format!("a{number}")})).collect();
    let final_bake_twice = json!({"version": 0.0, "Resources": [], "Headgate": {"finalBakeSeconds": 5}});
    vec![
        (create, of(json!({"applicationName": null})), "ApplicationNameRequired", "`applicationName`"),
        (create, of(json!({"applicationName": "none"})), "ApplicationDoesNotExist", "`none`"),
        (create, of(json!({"applicationName": "*"})), "InvalidApplicationName", "`*`"),
        (create, of(json!({"deploymentGroupName": null})), "DeploymentGroupNameRequired", "`deploymentGroupName`"),
        (create, of(json!({"deploymentGroupName": "*"})), "InvalidDeploymentGroupName", "`*`"),
        (create, of(json!({"deploymentGroupName": "none"})), "DeploymentGroupDoesNotExist", "`none`"),
        (create, of(json!({"deploymentGroupName": "live"})), "DeploymentLimitExceeded", "already has an active Deployment"),
        (create, of(json!({"deploymentConfigName": "*"})), "InvalidDeploymentConfigName", "`*`"),
        (create, of(json!({"deploymentConfigName": "none"})), "DeploymentConfigDoesNotExist", "`none`"),
        (
            create,
            of(json!({"deploymentConfigName": "steps", "finalBakeSeconds": 172_800})),
            "InvalidTrafficRoutingConfiguration",
            "48 hours",
        ),
        (create, of(json!({"description": "x".repeat(257)})), "DescriptionTooLong", "257 characters"),
        (create, of(json!({"description": 1})), "Serialization", "`description`"),
        (create, of(json!({"revision": null})), "RevisionRequired", "`revision`"),
        (create, revision(json!({})), "InvalidRevision", "revisionType"),
        (create, revision(json!("x")), "Serialization", "`revision`"),
        (
            create,
            revision(json!({"revisionType": "GitHub", "gitHubLocation": {"repository": "r"}})),
            "InvalidRevision",
            "`r`: give `<account>/<repository>`",
        ),
        (create, revision(json!({"revisionType": "AppSpecContent"})), "InvalidRevision", "content"),
        (create, revision(json!({"revisionType": "String", "appSpecContent": {"content": "x"}})), "InvalidRevision", "belongs to"),
        (create, revision(content("Resources: [")), "InvalidRevision", "line"),
        (create, revision(content(&final_bake_twice.to_string())), "InvalidRevision", "Resources"),
        (create, revision(content(&appspec("arn:aws:lambda:us-east-1:123456789012:function:orders"))), "InvalidRevision", "us-east-1"),
        (create, revision(json!({"revisionType": "String", "string": {"sha256": "0".repeat(64)}})), "RevisionDoesNotExist", "SHA-256"),
        (create, revision(json!({"revisionType": "String", "string": {"sha256": "00"}})), "InvalidRevision", "64 hexadecimal digits"),
        (create, s3(json!({"bucket": null})), "InvalidRevision", "s3Location.bucket"),
        (create, s3(json!({"key": ""})), "InvalidRevision", "s3Location.key"),
        (create, s3(json!({"bundleType": null})), "InvalidRevision", "s3Location.bundleType"),
        (create, s3(json!({"bundleType": "yaml"})), "InvalidRevision", "`yaml`"),
        (create, s3(json!({})), "RevisionDoesNotExist", "NoSuchKey"),
        (create, of(json!({"overrideAlarmConfiguration": {"enabled": true}})), "InvalidAlarmConfig", "overrideAlarmConfiguration"),
        (create, of(json!({"overrideAlarmConfiguration": {"alarms": eleven}})), "AlarmsLimitExceeded", "overrideAlarmConfiguration"),
        (create, of(json!({"autoRollbackConfiguration": {"enabled": true}})), "InvalidAutoRollbackConfig", "`events`"),
        (create, of(json!({"ignoreApplicationStopFailures": true})), "InvalidIgnoreApplicationStopFailuresValue", "must be false"),
        (create, of(json!({"ignoreApplicationStopFailures": 1})), "Serialization", "give true or false"),
        (create, of(json!({"updateOutdatedInstancesOnly": true})), "InvalidUpdateOutdatedInstancesOnlyValue", "must be false"),
        (create, of(json!({"targetInstances": {"autoScalingGroups": ["g"]}})), "InvalidTargetInstances", "`targetInstances`"),
        (create, of(json!({"fileExistsBehavior": "OVERWRITE"})), "InvalidFileExistsBehavior", "`OVERWRITE`"),
        (create, of(json!({"deploymentMode": "RESTART"})), "InvalidInput", "`RESTART`"),
        (create, of(json!({"onConflict": "Queue"})), "InvalidInput", "`Queue`"),
        (create, of(json!({"hookTimeoutSeconds": 0})), "InvalidInput", "`hookTimeoutSeconds` is 0"),
        (create, of(json!({"finalBakeSeconds": i64::MAX})), "InvalidInput", "`finalBakeSeconds`"),
        (create, of(json!({"clientRequestToken": "a b"})), "InvalidInput", "`clientRequestToken` is `a b`"),
        (create, of(json!({"clientRequestToken": ""})), "InvalidInput", "`clientRequestToken`"),
    ]
}

fn revisions() -> Vec<Case> {
    let get = "GetApplicationRevision";
    let of = |revision: Value| json!({"applicationName": "shop", "revision": revision});
    let kept = |digest: &str| json!({"revisionType": "AppSpecContent", "appSpecContent": {"sha256": digest}});
    let in_s3 = json!({"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k", "bundleType": "zip"}});
    vec![
        (get, json!({"applicationName": "shop"}), "RevisionRequired", "`revision`"),
        (get, json!({"applicationName": "none", "revision": kept(&"a".repeat(64))}), "ApplicationDoesNotExist", "`none`"),
        (get, of(kept(&"a".repeat(64))), "RevisionDoesNotExist", "has no revision AppSpecContent"),
        (get, of(kept("xyz")), "InvalidRevision", "`xyz`"),
        (get, of(in_s3), "RevisionDoesNotExist", "has no revision S3 `s3://b/k`"),
    ]
}

fn deployments(running: &str, over: &str) -> Vec<Case> {
    let of = |patch: Value| with(json!({"deploymentId": running}), patch);
    let verdict = |patch: Value| of(with(json!({"lifecycleEventHookExecutionId": "e", "status": "Succeeded"}), patch));
    let put = "PutLifecycleEventHookExecutionStatus";
    let list = |patch: Value| with(json!({"applicationName": "shop", "deploymentGroupName": "live"}), patch);
    let mut cases = vec![
        ("StopDeployment", json!({"deploymentId": over}), "DeploymentAlreadyCompleted", "already completed"),
        ("StopDeployment", of(json!({"autoRollbackEnabled": "yes"})), "Serialization", "`autoRollbackEnabled`"),
        ("ContinueDeployment", json!({"deploymentId": over}), "DeploymentAlreadyCompleted", "has already completed"),
        ("ContinueDeployment", of(json!({})), "DeploymentIsNotInReadyState", "not Ready"),
        ("ContinueDeployment", of(json!({"deploymentWaitType": "LONG_WAIT"})), "InvalidDeploymentWaitType", "`LONG_WAIT`"),
        ("ContinueDeployment", of(json!({"deploymentWaitType": "TERMINATION_WAIT"})), "UnsupportedActionForDeploymentType", "instances"),
        ("PauseDeployment", json!({"deploymentId": over}), "DeploymentAlreadyCompleted", "already completed"),
        ("PauseDeployment", of(json!({"seconds": 0})), "InvalidInput", "`seconds`"),
        ("PauseDeployment", of(json!({"seconds": 1_209_601})), "InvalidInput", "from 1 to 1209600"),
        ("PauseDeployment", of(json!({"reason": "a\nb"})), "InvalidInput", "`a\\nb`"),
        ("ResumeDeployment", of(json!({})), "InvalidInput", "`token`"),
        ("ResumeDeployment", of(json!({"token": "d-ABCDEF123"})), "InvalidInput", "`token`"),
        ("ResumeDeployment", of(json!({"token": "d-ABCDEF123.1"})), "InvalidInput", "of another deployment"),
        ("ResumeDeployment", of(json!({"token": format!("{running}.99")})), "DeploymentIsNotInReadyState", "waited for now: the bake"),
        ("PromoteDeployment", of(json!({"token": format!("{running}.99")})), "DeploymentIsNotInReadyState", "waited for now: the bake"),
        ("PromoteDeployment", of(json!({"token": format!("{running}.2"), "skipHooks": ["a b"]})), "InvalidInput", "`skipHooks`"),
        ("PromoteDeployment", of(json!({"token": format!("{running}.2"), "skipHooks": ["other"]})), "InvalidInput", "`other`"),
        ("PromoteDeployment", of(json!({"token": format!("{running}.2"), "skipAlarms": ["other"]})), "InvalidInput", "`other`"),
        ("PromoteDeployment", of(json!({"token": 1})), "Serialization", "`token`"),
        ("ApproveDeployment", of(json!({"token": format!("{running}.2")})), "AccessDenied", "give `proof`"),
        ("ApproveDeployment", of(json!({"token": format!("{running}.2"), "comment": ""})), "InvalidInput", "`comment`"),
        ("ApproveDeployment", of(json!({"token": format!("{running}.2"), "proof": "x".repeat(8193)})), "InvalidInput", "`proof`"),
        ("RejectDeployment", of(json!({"token": format!("{running}.2")})), "InvalidInput", "`comment`"),
        ("RejectDeployment", of(json!({"token": format!("{running}.2"), "comment": "no"})), "AccessDenied", "give `proof`"),
        ("AbandonRollback", of(json!({"reason": "done by hand"})), "UnsupportedActionForDeploymentType", "abandoned"),
        ("AbandonRollback", of(json!({})), "InvalidInput", "`reason`"),
        ("AbandonRollback", of(json!({"reason": "a\nb"})), "InvalidInput", "`a\\nb`"),
        ("AbandonRollback", of(json!({"reason": "r", "by": ""})), "InvalidInput", "`by`"),
        (put, verdict(json!({"status": null})), "InvalidLifecycleEventHookExecutionStatus", "`status`"),
        (put, verdict(json!({"status": "Pending"})), "InvalidLifecycleEventHookExecutionStatus", "`Pending`"),
        (put, verdict(json!({"status": {}})), "Serialization", "`status`"),
        (put, verdict(json!({"lifecycleEventHookExecutionId": null})), "InvalidLifecycleEventHookExecutionId", "is missing"),
        (put, verdict(json!({})), "InvalidLifecycleEventHookExecutionId", "does not belong"),
        ("BatchGetDeployments", json!({}), "DeploymentIdRequired", "`deploymentIds`"),
        ("BatchGetDeployments", json!({"deploymentIds": []}), "DeploymentIdRequired", "`deploymentIds`"),
        ("BatchGetDeployments", json!({"deploymentIds": [running, "x"]}), "InvalidDeploymentId", "`x`"),
        ("BatchGetDeployments", json!({"deploymentIds": vec![running; 26]}), "BatchLimitExceeded", "26 ids"),
        ("ListDeployments", list(json!({"applicationName": null})), "ApplicationNameRequired", "`applicationName`"),
        ("ListDeployments", list(json!({"deploymentGroupName": null})), "DeploymentGroupNameRequired", "`deploymentGroupName`"),
        ("ListDeployments", list(json!({"applicationName": "none"})), "ApplicationDoesNotExist", "`none`"),
        ("ListDeployments", list(json!({"deploymentGroupName": "none"})), "DeploymentGroupDoesNotExist", "`none`"),
        ("ListDeployments", list(json!({"deploymentGroupName": "?"})), "InvalidDeploymentGroupName", "`?`"),
        ("ListDeployments", list(json!({"applicationName": "?"})), "InvalidApplicationName", "`?`"),
        ("ListDeployments", json!({"includeOnlyStatuses": ["Done"]}), "InvalidDeploymentStatus", "includeOnlyStatuses[0]"),
        ("ListDeployments", json!({"includeOnlyStatuses": "Failed"}), "Serialization", "includeOnlyStatuses"),
        ("ListDeployments", json!({"createTimeRange": {"start": 2, "end": 1}}), "InvalidTimeRange", "is after"),
        ("ListDeployments", json!({"createTimeRange": {"start": 1e300}}), "InvalidTimeRange", "createTimeRange.start"),
        ("ListDeployments", json!({"createTimeRange": {"end": "2026-01-01"}}), "Serialization", "`createTimeRange.end`"),
        ("ListDeployments", json!({"nextToken": "00"}), "InvalidNextToken", "`00`"),
        ("GetDeploymentHistory", of(json!({"nextToken": "00"})), "InvalidNextToken", "`00`"),
    ];
    let of_one =
        ["GetDeployment", "StopDeployment", "ContinueDeployment", "GetDeploymentHistory", "ListDeploymentTargets", "AbandonRollback"];
    let others = ["GetDeploymentTarget", "BatchGetDeploymentTargets", put];
    for operation in of_one.into_iter().chain(others) {
        let id = |id: Value| {
            let rest = json!({"deploymentId": id, "reason": "r", "targetId": "f:a", "targetIds": ["f:a"],
                "lifecycleEventHookExecutionId": "e", "status": "Failed"});
            only_members_of(operation, rest)
        };
        cases.push((operation, id(Value::Null), "DeploymentIdRequired", "`deploymentId`"));
        cases.push((operation, id(json!("d-1")), "InvalidDeploymentId", "`d-1`"));
        cases.push((operation, id(json!(1)), "Serialization", "`deploymentId`"));
        cases.push((operation, id(json!("d-ZZZZZZZZZ")), "DeploymentDoesNotExist", "`d-ZZZZZZZZZ`"));
    }
    cases
}

fn only_members_of(operation: &str, mut input: Value) -> Value {
    let extra: &[&str] = match operation {
        "AbandonRollback" => &["reason"],
        "GetDeploymentTarget" => &["targetId"],
        "BatchGetDeploymentTargets" => &["targetIds"],
        "PutLifecycleEventHookExecutionStatus" => &["lifecycleEventHookExecutionId", "status"],
        _ => &[],
    };
    input.as_object_mut().unwrap().retain(|name, _| name == "deploymentId" || extra.contains(&name.as_str()));
    input
}

fn targets(running: &str) -> Vec<Case> {
    let of = |patch: Value| with(json!({"deploymentId": running}), patch);
    let get = "GetDeploymentTarget";
    let batch = "BatchGetDeploymentTargets";
    let list = "ListDeploymentTargets";
    vec![
        (get, of(json!({})), "DeploymentTargetIdRequired", "`targetId`"),
        (get, of(json!({"targetId": "orders"})), "InvalidDeploymentTargetId", "`orders`"),
        (get, of(json!({"targetId": 1})), "Serialization", "`targetId`"),
        (get, of(json!({"targetId": "stock:live"})), "DeploymentTargetDoesNotExist", "it has `orders:live`"),
        (batch, of(json!({})), "DeploymentTargetIdRequired", "`targetIds`"),
        (batch, of(json!({"targetIds": []})), "DeploymentTargetIdRequired", "`targetIds`"),
        (batch, of(json!({"targetIds": [""]})), "DeploymentTargetIdRequired", "`targetIds`"),
        (batch, of(json!({"targetIds": ["a:b:c"]})), "InvalidDeploymentTargetId", "`a:b:c`"),
        (batch, of(json!({"targetIds": ["orders:live", "x:y"]})), "DeploymentTargetDoesNotExist", "`x:y`"),
        (batch, of(json!({"targetIds": vec!["a:b"; 26]})), "DeploymentTargetListSizeExceeded", "26 ids"),
        (list, of(json!({"nextToken": "x"})), "InvalidNextToken", "one page"),
        (list, of(json!({"targetFilters": {"Colour": []}})), "InvalidTargetFilterName", "`Colour`"),
        (list, of(json!({"targetFilters": {"TargetStatus": ["Red"]}})), "InvalidInstanceStatus", "`Red`"),
        (list, of(json!({"targetFilters": {"ServerInstanceLabel": ["Blue"]}})), "InvalidDeploymentInstanceType", "ServerInstanceLabel"),
        (list, of(json!({"targetFilters": ["x"]})), "Serialization", "`targetFilters`"),
    ]
}

fn looks(running: &str) -> Vec<Case> {
    let metrics = |patch: Value| ("GetDeploymentMetrics", with(json!({"deploymentId": running}), patch));
    let of = |(operation, input): (&'static str, Value), code, says| (operation, input, code, says);
    let named = |name: Value| ("DescribeFunction", json!({"functionName": name}));
    vec![
        of(metrics(json!({"deploymentId": null})), "DeploymentIdRequired", "`deploymentId`"),
        of(metrics(json!({"deploymentId": "x"})), "InvalidDeploymentId", "`x`"),
        of(metrics(json!({"deploymentId": "d-NOTTHERE1"})), "DeploymentDoesNotExist", "d-NOTTHERE1"),
        of(metrics(json!({"startTime": 10, "endTime": 5})), "InvalidTimeRange", "give the earlier one as `startTime`"),
        of(metrics(json!({"startTime": 1e300})), "InvalidTimeRange", "`startTime`"),
        of(metrics(json!({"startTime": 0, "endTime": 2_000_000})), "InvalidTimeRange", "more than 15 days"),
        of(metrics(json!({"startTime": "yesterday"})), "Serialization", "`startTime`"),
        of(named(Value::Null), "InvalidInput", "`functionName`"),
        of(named(json!("orders:live")), "InvalidInput", "`orders:live`"),
        of(named(json!("arn:aws:lambda:eu-west-1:999999999999:function:orders")), "InvalidInput", "is not in account 123456789012"),
        of(("DescribeInstallation", json!({"x": 1})), "Serialization", "`x`"),
    ]
}

#[test]
fn every_wrong_request_earns_its_exception_and_says_why() {
    let (desk, cases) = cases();
    for (operation, input, code, says) in cases {
        let error = match desk.call(operation, input.clone()) {
            Ok(answer) => panic!("{operation} {input} was answered: {answer}"),
            Err(error) => error,
        };
        assert_eq!(error.code, format!("{code}Exception"), "{operation} {input}: {}", error.message);
        assert!(error.message.contains(says), "{operation} {input}: {}", error.message);
    }
}

#[test]
fn every_exception_is_one_that_the_model_declares_for_its_operation() {
    for (operation, _, code, message) in cases().1 {
        let exception = Exception::named(&format!("{code}Exception")).unwrap_or_else(|| panic!("{code}"));
        let may = Operation::named(operation).is_none_or(|operation| may_raise(operation, exception));
        assert!(may, "{operation}: {code} ({message})");
    }
}

#[test]
fn a_role_in_any_partition_is_taken() {
    let desk = Desk::furnished();
    for (index, role) in
        [ROLE, "arn:aws-cn:iam::123456789012:role/service/a+b", "arn:aws-us-gov:iam::123456789012:role/r"].into_iter().enumerate()
    {
        desk.ok("CreateDeploymentGroup", with(group(&format!("r{index}")), json!({"serviceRoleArn": role})));
    }
}
