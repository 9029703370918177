// Written by `cargo xtask generate` from CodeDeploy's service model and overlay.json. Not to be edited.

use super::words::Exception;
use crate::model::{Length, Member, Operation, Shape};

/// Every operation, by name.
#[rustfmt::skip]
pub static OPERATIONS: &[Operation] = &[
    Operation { name: "AbandonRollback", of_codedeploy: false, input: &ABANDON_ROLLBACK_INPUT, output: None, exceptions: &[Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::UnsupportedActionForDeploymentType, Exception::InvalidInput] },
    Operation { name: "AddTagsToOnPremisesInstances", of_codedeploy: true, input: &ADD_TAGS_TO_ON_PREMISES_INSTANCES_INPUT, output: None, exceptions: &[Exception::InstanceNameRequired, Exception::InvalidInstanceName, Exception::TagRequired, Exception::InvalidTag, Exception::TagLimitExceeded, Exception::InstanceLimitExceeded, Exception::InstanceNotRegistered] },
    Operation { name: "ApproveDeployment", of_codedeploy: false, input: &APPROVE_DEPLOYMENT_INPUT, output: Some(&DECISION_OUTPUT), exceptions: &[Exception::AccessDenied, Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::DeploymentIsNotInReadyState, Exception::InvalidInput] },
    Operation { name: "BatchGetApplicationRevisions", of_codedeploy: true, input: &BATCH_GET_APPLICATION_REVISIONS_INPUT, output: Some(&BATCH_GET_APPLICATION_REVISIONS_OUTPUT), exceptions: &[Exception::ApplicationDoesNotExist, Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::RevisionRequired, Exception::InvalidRevision, Exception::BatchLimitExceeded] },
    Operation { name: "BatchGetApplications", of_codedeploy: true, input: &BATCH_GET_APPLICATIONS_INPUT, output: Some(&BATCH_GET_APPLICATIONS_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::BatchLimitExceeded] },
    Operation { name: "BatchGetDeploymentGroups", of_codedeploy: true, input: &BATCH_GET_DEPLOYMENT_GROUPS_INPUT, output: Some(&BATCH_GET_DEPLOYMENT_GROUPS_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupNameRequired, Exception::InvalidDeploymentGroupName, Exception::BatchLimitExceeded, Exception::DeploymentConfigDoesNotExist] },
    Operation { name: "BatchGetDeploymentInstances", of_codedeploy: true, input: &BATCH_GET_DEPLOYMENT_INSTANCES_INPUT, output: Some(&BATCH_GET_DEPLOYMENT_INSTANCES_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::InstanceIdRequired, Exception::InvalidDeploymentId, Exception::InvalidInstanceName, Exception::BatchLimitExceeded, Exception::InvalidComputePlatform] },
    Operation { name: "BatchGetDeploymentTargets", of_codedeploy: true, input: &BATCH_GET_DEPLOYMENT_TARGETS_INPUT, output: Some(&BATCH_GET_DEPLOYMENT_TARGETS_OUTPUT), exceptions: &[Exception::InvalidDeploymentId, Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::DeploymentNotStarted, Exception::DeploymentTargetIdRequired, Exception::InvalidDeploymentTargetId, Exception::DeploymentTargetDoesNotExist, Exception::DeploymentTargetListSizeExceeded, Exception::InstanceDoesNotExist] },
    Operation { name: "BatchGetDeployments", of_codedeploy: true, input: &BATCH_GET_DEPLOYMENTS_INPUT, output: Some(&BATCH_GET_DEPLOYMENTS_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::BatchLimitExceeded] },
    Operation { name: "BatchGetOnPremisesInstances", of_codedeploy: true, input: &BATCH_GET_ON_PREMISES_INSTANCES_INPUT, output: Some(&BATCH_GET_ON_PREMISES_INSTANCES_OUTPUT), exceptions: &[Exception::InstanceNameRequired, Exception::InvalidInstanceName, Exception::BatchLimitExceeded] },
    Operation { name: "ContinueDeployment", of_codedeploy: true, input: &CONTINUE_DEPLOYMENT_INPUT, output: None, exceptions: &[Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::InvalidDeploymentId, Exception::DeploymentIsNotInReadyState, Exception::UnsupportedActionForDeploymentType, Exception::InvalidDeploymentWaitType, Exception::InvalidDeploymentStatus] },
    Operation { name: "CreateApplication", of_codedeploy: true, input: &CREATE_APPLICATION_INPUT, output: Some(&CREATE_APPLICATION_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationAlreadyExists, Exception::ApplicationLimitExceeded, Exception::InvalidComputePlatform, Exception::InvalidTagsToAdd, Exception::Throttling] },
    Operation { name: "CreateDeployment", of_codedeploy: true, input: &CREATE_DEPLOYMENT_INPUT, output: Some(&CREATE_DEPLOYMENT_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupNameRequired, Exception::InvalidDeploymentGroupName, Exception::DeploymentGroupDoesNotExist, Exception::RevisionRequired, Exception::RevisionDoesNotExist, Exception::InvalidRevision, Exception::InvalidDeploymentConfigName, Exception::DeploymentConfigDoesNotExist, Exception::DescriptionTooLong, Exception::DeploymentLimitExceeded, Exception::InvalidTargetInstances, Exception::InvalidAlarmConfig, Exception::AlarmsLimitExceeded, Exception::InvalidAutoRollbackConfig, Exception::InvalidLoadBalancerInfo, Exception::InvalidFileExistsBehavior, Exception::InvalidComputePlatform, Exception::InvalidRole, Exception::InvalidAutoScalingGroup, Exception::Throttling, Exception::InvalidUpdateOutdatedInstancesOnlyValue, Exception::InvalidIgnoreApplicationStopFailuresValue, Exception::InvalidGitHubAccountToken, Exception::InvalidTrafficRoutingConfiguration, Exception::InvalidAutoScalingGroupProcessToSuspend, Exception::InvalidECSService, Exception::InvalidInput] },
    Operation { name: "CreateDeploymentConfig", of_codedeploy: true, input: &CREATE_DEPLOYMENT_CONFIG_INPUT, output: Some(&CREATE_DEPLOYMENT_CONFIG_OUTPUT), exceptions: &[Exception::InvalidDeploymentConfigName, Exception::DeploymentConfigNameRequired, Exception::DeploymentConfigAlreadyExists, Exception::InvalidMinimumHealthyHostValue, Exception::DeploymentConfigLimitExceeded, Exception::InvalidComputePlatform, Exception::InvalidTrafficRoutingConfiguration, Exception::InvalidZonalDeploymentConfiguration] },
    Operation { name: "CreateDeploymentGroup", of_codedeploy: true, input: &CREATE_DEPLOYMENT_GROUP_INPUT, output: Some(&CREATE_DEPLOYMENT_GROUP_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupNameRequired, Exception::InvalidDeploymentGroupName, Exception::DeploymentGroupAlreadyExists, Exception::InvalidEC2Tag, Exception::InvalidTag, Exception::InvalidAutoScalingGroup, Exception::InvalidDeploymentConfigName, Exception::DeploymentConfigDoesNotExist, Exception::RoleRequired, Exception::InvalidRole, Exception::DeploymentGroupLimitExceeded, Exception::LifecycleHookLimitExceeded, Exception::InvalidTriggerConfig, Exception::TriggerTargetsLimitExceeded, Exception::InvalidAlarmConfig, Exception::AlarmsLimitExceeded, Exception::InvalidAutoRollbackConfig, Exception::InvalidLoadBalancerInfo, Exception::InvalidDeploymentStyle, Exception::InvalidBlueGreenDeploymentConfiguration, Exception::InvalidEC2TagCombination, Exception::InvalidOnPremisesTagCombination, Exception::TagSetListLimitExceeded, Exception::InvalidInput, Exception::Throttling, Exception::InvalidECSService, Exception::InvalidTargetGroupPair, Exception::ECSServiceMappingLimitExceeded, Exception::InvalidTagsToAdd, Exception::InvalidTrafficRoutingConfiguration, Exception::InvalidAutoScalingGroupProcessToSuspend] },
    Operation { name: "DeleteApplication", of_codedeploy: true, input: &DELETE_APPLICATION_INPUT, output: None, exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::InvalidRole] },
    Operation { name: "DeleteDeploymentConfig", of_codedeploy: true, input: &DELETE_DEPLOYMENT_CONFIG_INPUT, output: None, exceptions: &[Exception::InvalidDeploymentConfigName, Exception::DeploymentConfigNameRequired, Exception::DeploymentConfigInUse, Exception::InvalidOperation] },
    Operation { name: "DeleteDeploymentGroup", of_codedeploy: true, input: &DELETE_DEPLOYMENT_GROUP_INPUT, output: Some(&DELETE_DEPLOYMENT_GROUP_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::DeploymentGroupNameRequired, Exception::InvalidDeploymentGroupName, Exception::InvalidRole] },
    Operation { name: "DeleteGitHubAccountToken", of_codedeploy: true, input: &DELETE_GIT_HUB_ACCOUNT_TOKEN_INPUT, output: Some(&DELETE_GIT_HUB_ACCOUNT_TOKEN_OUTPUT), exceptions: &[Exception::GitHubAccountTokenNameRequired, Exception::GitHubAccountTokenDoesNotExist, Exception::InvalidGitHubAccountTokenName, Exception::ResourceValidation, Exception::OperationNotSupported] },
    Operation { name: "DeleteResourcesByExternalId", of_codedeploy: true, input: &DELETE_RESOURCES_BY_EXTERNAL_ID_INPUT, output: Some(&DELETE_RESOURCES_BY_EXTERNAL_ID_OUTPUT), exceptions: &[] },
    Operation { name: "DeregisterOnPremisesInstance", of_codedeploy: true, input: &DEREGISTER_ON_PREMISES_INSTANCE_INPUT, output: None, exceptions: &[Exception::InstanceNameRequired, Exception::InvalidInstanceName] },
    Operation { name: "DescribeFunction", of_codedeploy: false, input: &DESCRIBE_FUNCTION_INPUT, output: Some(&DESCRIBE_FUNCTION_OUTPUT), exceptions: &[Exception::InvalidInput] },
    Operation { name: "DescribeInstallation", of_codedeploy: false, input: &DESCRIBE_INSTALLATION_INPUT, output: Some(&DESCRIBE_INSTALLATION_OUTPUT), exceptions: &[] },
    Operation { name: "GetApplication", of_codedeploy: true, input: &GET_APPLICATION_INPUT, output: Some(&GET_APPLICATION_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist] },
    Operation { name: "GetApplicationRevision", of_codedeploy: true, input: &GET_APPLICATION_REVISION_INPUT, output: Some(&GET_APPLICATION_REVISION_OUTPUT), exceptions: &[Exception::ApplicationDoesNotExist, Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::RevisionDoesNotExist, Exception::RevisionRequired, Exception::InvalidRevision] },
    Operation { name: "GetDeployment", of_codedeploy: true, input: &GET_DEPLOYMENT_INPUT, output: Some(&GET_DEPLOYMENT_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist] },
    Operation { name: "GetDeploymentConfig", of_codedeploy: true, input: &GET_DEPLOYMENT_CONFIG_INPUT, output: Some(&GET_DEPLOYMENT_CONFIG_OUTPUT), exceptions: &[Exception::InvalidDeploymentConfigName, Exception::DeploymentConfigNameRequired, Exception::DeploymentConfigDoesNotExist, Exception::InvalidComputePlatform] },
    Operation { name: "GetDeploymentGroup", of_codedeploy: true, input: &GET_DEPLOYMENT_GROUP_INPUT, output: Some(&GET_DEPLOYMENT_GROUP_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupNameRequired, Exception::InvalidDeploymentGroupName, Exception::DeploymentGroupDoesNotExist, Exception::DeploymentConfigDoesNotExist] },
    Operation { name: "GetDeploymentHistory", of_codedeploy: false, input: &GET_DEPLOYMENT_HISTORY_INPUT, output: Some(&GET_DEPLOYMENT_HISTORY_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::InvalidNextToken] },
    Operation { name: "GetDeploymentInstance", of_codedeploy: true, input: &GET_DEPLOYMENT_INSTANCE_INPUT, output: Some(&GET_DEPLOYMENT_INSTANCE_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::InstanceIdRequired, Exception::InvalidDeploymentId, Exception::InstanceDoesNotExist, Exception::InvalidInstanceName, Exception::InvalidComputePlatform] },
    Operation { name: "GetDeploymentMetrics", of_codedeploy: false, input: &GET_DEPLOYMENT_METRICS_INPUT, output: Some(&GET_DEPLOYMENT_METRICS_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::InvalidTimeRange] },
    Operation { name: "GetDeploymentTarget", of_codedeploy: true, input: &GET_DEPLOYMENT_TARGET_INPUT, output: Some(&GET_DEPLOYMENT_TARGET_OUTPUT), exceptions: &[Exception::InvalidDeploymentId, Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::DeploymentNotStarted, Exception::DeploymentTargetIdRequired, Exception::InvalidDeploymentTargetId, Exception::DeploymentTargetDoesNotExist, Exception::InvalidInstanceName] },
    Operation { name: "GetOnPremisesInstance", of_codedeploy: true, input: &GET_ON_PREMISES_INSTANCE_INPUT, output: Some(&GET_ON_PREMISES_INSTANCE_OUTPUT), exceptions: &[Exception::InstanceNameRequired, Exception::InstanceNotRegistered, Exception::InvalidInstanceName] },
    Operation { name: "ListApplicationRevisions", of_codedeploy: true, input: &LIST_APPLICATION_REVISIONS_INPUT, output: Some(&LIST_APPLICATION_REVISIONS_OUTPUT), exceptions: &[Exception::ApplicationDoesNotExist, Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::InvalidSortBy, Exception::InvalidSortOrder, Exception::InvalidBucketNameFilter, Exception::InvalidKeyPrefixFilter, Exception::BucketNameFilterRequired, Exception::InvalidDeployedStateFilter, Exception::InvalidNextToken] },
    Operation { name: "ListApplications", of_codedeploy: true, input: &LIST_APPLICATIONS_INPUT, output: Some(&LIST_APPLICATIONS_OUTPUT), exceptions: &[Exception::InvalidNextToken] },
    Operation { name: "ListDeploymentConfigs", of_codedeploy: true, input: &LIST_DEPLOYMENT_CONFIGS_INPUT, output: Some(&LIST_DEPLOYMENT_CONFIGS_OUTPUT), exceptions: &[Exception::InvalidNextToken] },
    Operation { name: "ListDeploymentGroups", of_codedeploy: true, input: &LIST_DEPLOYMENT_GROUPS_INPUT, output: Some(&LIST_DEPLOYMENT_GROUPS_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::InvalidNextToken] },
    Operation { name: "ListDeploymentInstances", of_codedeploy: true, input: &LIST_DEPLOYMENT_INSTANCES_INPUT, output: Some(&LIST_DEPLOYMENT_INSTANCES_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::DeploymentNotStarted, Exception::InvalidNextToken, Exception::InvalidDeploymentId, Exception::InvalidInstanceStatus, Exception::InvalidInstanceType, Exception::InvalidDeploymentInstanceType, Exception::InvalidTargetFilterName, Exception::InvalidComputePlatform, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupDoesNotExist] },
    Operation { name: "ListDeploymentTargets", of_codedeploy: true, input: &LIST_DEPLOYMENT_TARGETS_INPUT, output: Some(&LIST_DEPLOYMENT_TARGETS_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::DeploymentNotStarted, Exception::InvalidNextToken, Exception::InvalidDeploymentId, Exception::InvalidInstanceStatus, Exception::InvalidInstanceType, Exception::InvalidDeploymentInstanceType, Exception::InvalidTargetFilterName, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupDoesNotExist] },
    Operation { name: "ListDeployments", of_codedeploy: true, input: &LIST_DEPLOYMENTS_INPUT, output: Some(&LIST_DEPLOYMENTS_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::InvalidDeploymentGroupName, Exception::DeploymentGroupDoesNotExist, Exception::DeploymentGroupNameRequired, Exception::InvalidTimeRange, Exception::InvalidDeploymentStatus, Exception::InvalidNextToken, Exception::InvalidExternalId, Exception::InvalidInput] },
    Operation { name: "ListGitHubAccountTokenNames", of_codedeploy: true, input: &LIST_GIT_HUB_ACCOUNT_TOKEN_NAMES_INPUT, output: Some(&LIST_GIT_HUB_ACCOUNT_TOKEN_NAMES_OUTPUT), exceptions: &[Exception::InvalidNextToken, Exception::ResourceValidation, Exception::OperationNotSupported] },
    Operation { name: "ListOnPremisesInstances", of_codedeploy: true, input: &LIST_ON_PREMISES_INSTANCES_INPUT, output: Some(&LIST_ON_PREMISES_INSTANCES_OUTPUT), exceptions: &[Exception::InvalidRegistrationStatus, Exception::InvalidTagFilter, Exception::InvalidNextToken] },
    Operation { name: "ListTagsForResource", of_codedeploy: true, input: &LIST_TAGS_FOR_RESOURCE_INPUT, output: Some(&LIST_TAGS_FOR_RESOURCE_OUTPUT), exceptions: &[Exception::ArnNotSupported, Exception::InvalidArn, Exception::ResourceArnRequired] },
    Operation { name: "PauseDeployment", of_codedeploy: false, input: &PAUSE_DEPLOYMENT_INPUT, output: Some(&DECISION_OUTPUT), exceptions: &[Exception::AccessDenied, Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::DeploymentIsNotInReadyState, Exception::InvalidInput] },
    Operation { name: "PlanDeployment", of_codedeploy: false, input: &CREATE_DEPLOYMENT_INPUT, output: Some(&PLAN_DEPLOYMENT_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupNameRequired, Exception::InvalidDeploymentGroupName, Exception::DeploymentGroupDoesNotExist, Exception::RevisionRequired, Exception::RevisionDoesNotExist, Exception::InvalidRevision, Exception::InvalidDeploymentConfigName, Exception::DeploymentConfigDoesNotExist, Exception::DescriptionTooLong, Exception::DeploymentLimitExceeded, Exception::InvalidTargetInstances, Exception::InvalidAlarmConfig, Exception::AlarmsLimitExceeded, Exception::InvalidAutoRollbackConfig, Exception::InvalidLoadBalancerInfo, Exception::InvalidFileExistsBehavior, Exception::InvalidComputePlatform, Exception::InvalidRole, Exception::InvalidAutoScalingGroup, Exception::Throttling, Exception::InvalidUpdateOutdatedInstancesOnlyValue, Exception::InvalidIgnoreApplicationStopFailuresValue, Exception::InvalidGitHubAccountToken, Exception::InvalidTrafficRoutingConfiguration, Exception::InvalidAutoScalingGroupProcessToSuspend, Exception::InvalidECSService, Exception::InvalidInput] },
    Operation { name: "PromoteDeployment", of_codedeploy: false, input: &PROMOTE_DEPLOYMENT_INPUT, output: Some(&DECISION_OUTPUT), exceptions: &[Exception::AccessDenied, Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::DeploymentIsNotInReadyState, Exception::InvalidInput] },
    Operation { name: "PutLifecycleEventHookExecutionStatus", of_codedeploy: true, input: &PUT_LIFECYCLE_EVENT_HOOK_EXECUTION_STATUS_INPUT, output: Some(&PUT_LIFECYCLE_EVENT_HOOK_EXECUTION_STATUS_OUTPUT), exceptions: &[Exception::InvalidLifecycleEventHookExecutionStatus, Exception::InvalidLifecycleEventHookExecutionId, Exception::LifecycleEventAlreadyCompleted, Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::InvalidDeploymentId, Exception::UnsupportedActionForDeploymentType] },
    Operation { name: "RegisterApplicationRevision", of_codedeploy: true, input: &REGISTER_APPLICATION_REVISION_INPUT, output: None, exceptions: &[Exception::ApplicationDoesNotExist, Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::DescriptionTooLong, Exception::RevisionRequired, Exception::InvalidRevision] },
    Operation { name: "RegisterOnPremisesInstance", of_codedeploy: true, input: &REGISTER_ON_PREMISES_INSTANCE_INPUT, output: None, exceptions: &[Exception::InstanceNameAlreadyRegistered, Exception::IamArnRequired, Exception::IamSessionArnAlreadyRegistered, Exception::IamUserArnAlreadyRegistered, Exception::InstanceNameRequired, Exception::IamUserArnRequired, Exception::InvalidInstanceName, Exception::InvalidIamSessionArn, Exception::InvalidIamUserArn, Exception::MultipleIamArnsProvided] },
    Operation { name: "RejectDeployment", of_codedeploy: false, input: &REJECT_DEPLOYMENT_INPUT, output: Some(&DECISION_OUTPUT), exceptions: &[Exception::AccessDenied, Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::DeploymentIsNotInReadyState, Exception::InvalidInput] },
    Operation { name: "RemoveTagsFromOnPremisesInstances", of_codedeploy: true, input: &REMOVE_TAGS_FROM_ON_PREMISES_INSTANCES_INPUT, output: None, exceptions: &[Exception::InstanceNameRequired, Exception::InvalidInstanceName, Exception::TagRequired, Exception::InvalidTag, Exception::TagLimitExceeded, Exception::InstanceLimitExceeded, Exception::InstanceNotRegistered] },
    Operation { name: "ResumeDeployment", of_codedeploy: false, input: &RESUME_DEPLOYMENT_INPUT, output: Some(&DECISION_OUTPUT), exceptions: &[Exception::AccessDenied, Exception::DeploymentIdRequired, Exception::InvalidDeploymentId, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::DeploymentIsNotInReadyState, Exception::InvalidInput] },
    Operation { name: "SkipWaitTimeForInstanceTermination", of_codedeploy: true, input: &SKIP_WAIT_TIME_FOR_INSTANCE_TERMINATION_INPUT, output: None, exceptions: &[Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::InvalidDeploymentId, Exception::DeploymentNotStarted, Exception::UnsupportedActionForDeploymentType] },
    Operation { name: "StopDeployment", of_codedeploy: true, input: &STOP_DEPLOYMENT_INPUT, output: Some(&STOP_DEPLOYMENT_OUTPUT), exceptions: &[Exception::DeploymentIdRequired, Exception::DeploymentDoesNotExist, Exception::DeploymentGroupDoesNotExist, Exception::DeploymentAlreadyCompleted, Exception::InvalidDeploymentId, Exception::UnsupportedActionForDeploymentType] },
    Operation { name: "TagResource", of_codedeploy: true, input: &TAG_RESOURCE_INPUT, output: Some(&TAG_RESOURCE_OUTPUT), exceptions: &[Exception::ResourceArnRequired, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupDoesNotExist, Exception::DeploymentConfigDoesNotExist, Exception::TagRequired, Exception::InvalidTagsToAdd, Exception::ArnNotSupported, Exception::InvalidArn] },
    Operation { name: "UntagResource", of_codedeploy: true, input: &UNTAG_RESOURCE_INPUT, output: Some(&UNTAG_RESOURCE_OUTPUT), exceptions: &[Exception::ResourceArnRequired, Exception::ApplicationDoesNotExist, Exception::DeploymentGroupDoesNotExist, Exception::DeploymentConfigDoesNotExist, Exception::TagRequired, Exception::InvalidTagsToAdd, Exception::ArnNotSupported, Exception::InvalidArn] },
    Operation { name: "UpdateApplication", of_codedeploy: true, input: &UPDATE_APPLICATION_INPUT, output: None, exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationAlreadyExists, Exception::ApplicationDoesNotExist] },
    Operation { name: "UpdateDeploymentGroup", of_codedeploy: true, input: &UPDATE_DEPLOYMENT_GROUP_INPUT, output: Some(&UPDATE_DEPLOYMENT_GROUP_OUTPUT), exceptions: &[Exception::ApplicationNameRequired, Exception::InvalidApplicationName, Exception::ApplicationDoesNotExist, Exception::InvalidDeploymentGroupName, Exception::DeploymentGroupAlreadyExists, Exception::DeploymentGroupNameRequired, Exception::DeploymentGroupDoesNotExist, Exception::InvalidEC2Tag, Exception::InvalidTag, Exception::InvalidAutoScalingGroup, Exception::InvalidDeploymentConfigName, Exception::DeploymentConfigDoesNotExist, Exception::InvalidRole, Exception::LifecycleHookLimitExceeded, Exception::InvalidTriggerConfig, Exception::TriggerTargetsLimitExceeded, Exception::InvalidAlarmConfig, Exception::AlarmsLimitExceeded, Exception::InvalidAutoRollbackConfig, Exception::InvalidLoadBalancerInfo, Exception::InvalidDeploymentStyle, Exception::InvalidBlueGreenDeploymentConfiguration, Exception::InvalidEC2TagCombination, Exception::InvalidOnPremisesTagCombination, Exception::TagSetListLimitExceeded, Exception::InvalidInput, Exception::Throttling, Exception::InvalidECSService, Exception::InvalidTargetGroupPair, Exception::ECSServiceMappingLimitExceeded, Exception::InvalidTrafficRoutingConfiguration, Exception::InvalidAutoScalingGroupProcessToSuspend] },
];

#[rustfmt::skip]
static ABANDON_ROLLBACK_INPUT: Shape = Shape::Structure(&[
    Member { name: "by", shape: &PROSE, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "reason", shape: &PROSE, required: true, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
]);

#[rustfmt::skip]
static ACCESS_LEVEL: Shape = Shape::Word(&["reader", "deployer", "administrator"]);

#[rustfmt::skip]
static ADD_TAGS_TO_ON_PREMISES_INSTANCES_INPUT: Shape = Shape::Structure(&[
    Member { name: "instanceNames", shape: &INSTANCE_NAME_LIST, required: true, missing: Some(Exception::InstanceNameRequired), wrong: Some(Exception::InvalidInstanceName) },
    Member { name: "tags", shape: &TAG_LIST, required: true, missing: Some(Exception::TagRequired), wrong: None },
]);

#[rustfmt::skip]
static ADDITIONAL_DEPLOYMENT_STATUS_INFO: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ALARM: Shape = Shape::Structure(&[
    Member { name: "name", shape: &ALARM_NAME, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ALARM_CONFIGURATION: Shape = Shape::Structure(&[
    Member { name: "alarms", shape: &ALARM_LIST, required: false, missing: None, wrong: None },
    Member { name: "enabled", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "ignorePollAlarmFailure", shape: &BOOLEAN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ALARM_LIST: Shape = Shape::List { item: &ALARM, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static ALARM_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ALARM_STATE: Shape = Shape::Word(&["OK", "ALARM", "INSUFFICIENT_DATA"]);

#[rustfmt::skip]
static ALARM_STATUS: Shape = Shape::Structure(&[
    Member { name: "dimensions", shape: &DIMENSION_MAP, required: false, missing: None, wrong: None },
    Member { name: "exists", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "metricName", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "name", shape: &ALARM_NAME, required: false, missing: None, wrong: None },
    Member { name: "reason", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "state", shape: &ALARM_STATE, required: false, missing: None, wrong: None },
    Member { name: "stateTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ALARM_STATUS_LIST: Shape = Shape::List { item: &ALARM_STATUS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static ALLOWED_ACTION: Shape = Shape::Structure(&[
    Member { name: "action", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "token", shape: &WAIT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ALLOWED_ACTION_LIST: Shape = Shape::List { item: &ALLOWED_ACTION, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static AMOUNT: Shape = Shape::Double;

#[rustfmt::skip]
static APP_SPEC_CONTENT: Shape = Shape::Structure(&[
    Member { name: "content", shape: &RAW_STRING_CONTENT, required: false, missing: None, wrong: None },
    Member { name: "sha256", shape: &RAW_STRING_SHA256, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static APPLICATION_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static APPLICATION_INFO: Shape = Shape::Structure(&[
    Member { name: "applicationId", shape: &APPLICATION_ID, required: false, missing: None, wrong: None },
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "computePlatform", shape: &COMPUTE_PLATFORM, required: false, missing: None, wrong: None },
    Member { name: "createTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "gitHubAccountName", shape: &GIT_HUB_ACCOUNT_TOKEN_NAME, required: false, missing: None, wrong: None },
    Member { name: "linkedToGitHub", shape: &BOOLEAN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static APPLICATION_NAME: Shape = Shape::Text { length: Length { least: 1, most: 100 }, characters: Some("A-Za-z0-9+=,.@_-") };

#[rustfmt::skip]
static APPLICATION_REVISION_SORT_BY: Shape = Shape::Word(&["registerTime", "firstUsedTime", "lastUsedTime"]);

#[rustfmt::skip]
static APPLICATIONS_INFO_LIST: Shape = Shape::List { item: &APPLICATION_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static APPLICATIONS_LIST: Shape = Shape::List { item: &APPLICATION_NAME, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static APPROVE_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "comment", shape: &PROSE, required: false, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "proof", shape: &PROOF, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "token", shape: &WAIT_TOKEN, required: true, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
]);

#[rustfmt::skip]
static ARN: Shape = Shape::Text { length: Length { least: 1, most: 1011 }, characters: None };

#[rustfmt::skip]
static AUTO_ROLLBACK_CONFIGURATION: Shape = Shape::Structure(&[
    Member { name: "enabled", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "events", shape: &AUTO_ROLLBACK_EVENTS_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static AUTO_ROLLBACK_EVENT: Shape = Shape::Word(&["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]);

#[rustfmt::skip]
static AUTO_ROLLBACK_EVENTS_LIST: Shape = Shape::List { item: &AUTO_ROLLBACK_EVENT, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static AUTO_SCALING_GROUP: Shape = Shape::Structure(&[
    Member { name: "hook", shape: &AUTO_SCALING_GROUP_HOOK, required: false, missing: None, wrong: None },
    Member { name: "name", shape: &AUTO_SCALING_GROUP_NAME, required: false, missing: None, wrong: None },
    Member { name: "terminationHook", shape: &AUTO_SCALING_GROUP_HOOK, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static AUTO_SCALING_GROUP_HOOK: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static AUTO_SCALING_GROUP_LIST: Shape = Shape::List { item: &AUTO_SCALING_GROUP, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static AUTO_SCALING_GROUP_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static AUTO_SCALING_GROUP_NAME_LIST: Shape = Shape::List { item: &AUTO_SCALING_GROUP_NAME, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static AUTO_SCALING_GROUP_PROCESS: Shape = Shape::Word(&["Terminate", "AZRebalance", "InstanceRefresh", "ScheduledActions"]);

#[rustfmt::skip]
static AUTO_SCALING_GROUP_PROCESSES_TO_SUSPEND_LIST: Shape = Shape::List { item: &AUTO_SCALING_GROUP_PROCESS, length: Length { least: 0, most: 4 } };

#[rustfmt::skip]
static AWAITED_APPROVAL: Shape = Shape::Structure(&[
    Member { name: "by", shape: &PRINCIPAL_LIST, required: false, missing: None, wrong: None },
    Member { name: "excludeStarter", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "given", shape: &GIVEN_APPROVAL_LIST, required: false, missing: None, wrong: None },
    Member { name: "needed", shape: &COUNT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BATCH_GET_APPLICATION_REVISIONS_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "revisions", shape: &REVISION_LOCATION_LIST, required: true, missing: Some(Exception::RevisionRequired), wrong: Some(Exception::InvalidRevision) },
]);

#[rustfmt::skip]
static BATCH_GET_APPLICATION_REVISIONS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "errorMessage", shape: &ERROR_MESSAGE, required: false, missing: None, wrong: None },
    Member { name: "revisions", shape: &REVISION_INFO_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BATCH_GET_APPLICATIONS_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationNames", shape: &APPLICATIONS_LIST, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
]);

#[rustfmt::skip]
static BATCH_GET_APPLICATIONS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "applicationsInfo", shape: &APPLICATIONS_INFO_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENT_GROUPS_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "deploymentGroupNames", shape: &DEPLOYMENT_GROUPS_LIST, required: true, missing: Some(Exception::DeploymentGroupNameRequired), wrong: Some(Exception::InvalidDeploymentGroupName) },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENT_GROUPS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentGroupsInfo", shape: &DEPLOYMENT_GROUP_INFO_LIST, required: false, missing: None, wrong: None },
    Member { name: "errorMessage", shape: &ERROR_MESSAGE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENT_INSTANCES_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "instanceIds", shape: &INSTANCES_LIST, required: true, missing: Some(Exception::InstanceIdRequired), wrong: Some(Exception::InvalidInstanceName) },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENT_INSTANCES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "errorMessage", shape: &ERROR_MESSAGE, required: false, missing: None, wrong: None },
    Member { name: "instancesSummary", shape: &INSTANCE_SUMMARY_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENT_TARGETS_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "targetIds", shape: &TARGET_ID_LIST, required: true, missing: Some(Exception::DeploymentTargetIdRequired), wrong: Some(Exception::InvalidDeploymentTargetId) },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENT_TARGETS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentTargets", shape: &DEPLOYMENT_TARGET_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENTS_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentIds", shape: &DEPLOYMENTS_LIST, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
]);

#[rustfmt::skip]
static BATCH_GET_DEPLOYMENTS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentsInfo", shape: &DEPLOYMENTS_INFO_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BATCH_GET_ON_PREMISES_INSTANCES_INPUT: Shape = Shape::Structure(&[
    Member { name: "instanceNames", shape: &INSTANCE_NAME_LIST, required: true, missing: Some(Exception::InstanceNameRequired), wrong: Some(Exception::InvalidInstanceName) },
]);

#[rustfmt::skip]
static BATCH_GET_ON_PREMISES_INSTANCES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "instanceInfos", shape: &INSTANCE_INFO_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BLUE_GREEN_DEPLOYMENT_CONFIGURATION: Shape = Shape::Structure(&[
    Member { name: "deploymentReadyOption", shape: &DEPLOYMENT_READY_OPTION, required: false, missing: None, wrong: None },
    Member { name: "greenFleetProvisioningOption", shape: &GREEN_FLEET_PROVISIONING_OPTION, required: false, missing: None, wrong: None },
    Member { name: "terminateBlueInstancesOnDeploymentSuccess", shape: &BLUE_INSTANCE_TERMINATION_OPTION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BLUE_INSTANCE_TERMINATION_OPTION: Shape = Shape::Structure(&[
    Member { name: "action", shape: &INSTANCE_ACTION, required: false, missing: None, wrong: None },
    Member { name: "terminationWaitTimeInMinutes", shape: &DURATION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BOOLEAN: Shape = Shape::Boolean;

#[rustfmt::skip]
static BUNDLE_TYPE: Shape = Shape::Word(&["tar", "tgz", "zip", "YAML", "JSON"]);

#[rustfmt::skip]
static BYPASS: Shape = Shape::Structure(&[
    Member { name: "kind", shape: &BYPASS_KIND, required: false, missing: None, wrong: None },
    Member { name: "qualifier", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "source", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static BYPASS_KIND: Shape = Shape::Word(&["eventSourceMapping", "functionUrl", "permission"]);

#[rustfmt::skip]
static BYPASS_LIST: Shape = Shape::List { item: &BYPASS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static CALLER_ACCESS: Shape = Shape::Structure(&[
    Member { name: "applications", shape: &APPLICATIONS_LIST, required: false, missing: None, wrong: None },
    Member { name: "everyApplication", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "level", shape: &ACCESS_LEVEL, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static CLIENT_REQUEST_TOKEN: Shape = Shape::Text { length: Length { least: 1, most: 256 }, characters: None };

#[rustfmt::skip]
static CLOUD_FORMATION_RESOURCE_TYPE: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static CLOUD_FORMATION_TARGET: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "lastUpdatedAt", shape: &TIME, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEvents", shape: &LIFECYCLE_EVENT_LIST, required: false, missing: None, wrong: None },
    Member { name: "resourceType", shape: &CLOUD_FORMATION_RESOURCE_TYPE, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &TARGET_STATUS, required: false, missing: None, wrong: None },
    Member { name: "targetId", shape: &TARGET_ID, required: false, missing: None, wrong: None },
    Member { name: "targetVersionWeight", shape: &TRAFFIC_WEIGHT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static COMMIT_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static COMPUTE_PLATFORM: Shape = Shape::Word(&["Server", "Lambda", "ECS"]);

#[rustfmt::skip]
static CONTINUE_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "deploymentWaitType", shape: &DEPLOYMENT_WAIT_TYPE, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentWaitType) },
]);

#[rustfmt::skip]
static COST_ESTIMATE: Shape = Shape::Structure(&[
    Member { name: "amount", shape: &AMOUNT, required: false, missing: None, wrong: None },
    Member { name: "currency", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "items", shape: &COST_ITEM_LIST, required: false, missing: None, wrong: None },
    Member { name: "pricesOf", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static COST_ITEM: Shape = Shape::Structure(&[
    Member { name: "amount", shape: &AMOUNT, required: false, missing: None, wrong: None },
    Member { name: "count", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "pricePerMillion", shape: &AMOUNT, required: false, missing: None, wrong: None },
    Member { name: "what", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static COST_ITEM_LIST: Shape = Shape::List { item: &COST_ITEM, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static COUNT: Shape = Shape::Integer { least: -9_223_372_036_854_775_808, most: 9_223_372_036_854_775_807 };

#[rustfmt::skip]
static CREATE_APPLICATION_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "computePlatform", shape: &COMPUTE_PLATFORM, required: false, missing: None, wrong: Some(Exception::InvalidComputePlatform) },
    Member { name: "tags", shape: &TAG_LIST, required: false, missing: None, wrong: Some(Exception::InvalidTagsToAdd) },
]);

#[rustfmt::skip]
static CREATE_APPLICATION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "applicationId", shape: &APPLICATION_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static CREATE_DEPLOYMENT_CONFIG_INPUT: Shape = Shape::Structure(&[
    Member { name: "computePlatform", shape: &COMPUTE_PLATFORM, required: false, missing: None, wrong: Some(Exception::InvalidComputePlatform) },
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: true, missing: Some(Exception::DeploymentConfigNameRequired), wrong: Some(Exception::InvalidDeploymentConfigName) },
    Member { name: "minimumHealthyHosts", shape: &MINIMUM_HEALTHY_HOSTS, required: false, missing: None, wrong: Some(Exception::InvalidMinimumHealthyHostValue) },
    Member { name: "trafficRoutingConfig", shape: &TRAFFIC_ROUTING_CONFIG, required: false, missing: None, wrong: Some(Exception::InvalidTrafficRoutingConfiguration) },
    Member { name: "zonalConfig", shape: &ZONAL_CONFIG, required: false, missing: None, wrong: Some(Exception::InvalidZonalDeploymentConfiguration) },
]);

#[rustfmt::skip]
static CREATE_DEPLOYMENT_CONFIG_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentConfigId", shape: &DEPLOYMENT_CONFIG_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static CREATE_DEPLOYMENT_GROUP_INPUT: Shape = Shape::Structure(&[
    Member { name: "alarmConfiguration", shape: &ALARM_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidAlarmConfig) },
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "autoRollbackConfiguration", shape: &AUTO_ROLLBACK_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidAutoRollbackConfig) },
    Member { name: "autoScalingGroups", shape: &AUTO_SCALING_GROUP_NAME_LIST, required: false, missing: None, wrong: None },
    Member { name: "blueGreenDeploymentConfiguration", shape: &BLUE_GREEN_DEPLOYMENT_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidBlueGreenDeploymentConfiguration) },
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentConfigName) },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: true, missing: Some(Exception::DeploymentGroupNameRequired), wrong: Some(Exception::InvalidDeploymentGroupName) },
    Member { name: "deploymentStyle", shape: &DEPLOYMENT_STYLE, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentStyle) },
    Member { name: "ec2DeploymentOptions", shape: &EC2_DEPLOYMENT_OPTIONS, required: false, missing: None, wrong: Some(Exception::InvalidAutoScalingGroupProcessToSuspend) },
    Member { name: "ec2TagFilters", shape: &EC2_TAG_FILTER_LIST, required: false, missing: None, wrong: Some(Exception::InvalidEC2Tag) },
    Member { name: "ec2TagSet", shape: &EC2_TAG_SET, required: false, missing: None, wrong: Some(Exception::InvalidEC2Tag) },
    Member { name: "ecsServices", shape: &ECS_SERVICE_LIST, required: false, missing: None, wrong: None },
    Member { name: "finalBakeSeconds", shape: &FINAL_BAKE_SECONDS, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "hookTimeoutSeconds", shape: &HOOK_TIMEOUT_SECONDS, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "ignoreActiveAlarms", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "loadBalancerInfo", shape: &LOAD_BALANCER_INFO, required: false, missing: None, wrong: None },
    Member { name: "onConflict", shape: &ON_CONFLICT, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "onPremisesInstanceTagFilters", shape: &TAG_FILTER_LIST, required: false, missing: None, wrong: Some(Exception::InvalidTag) },
    Member { name: "onPremisesTagSet", shape: &ON_PREMISES_TAG_SET, required: false, missing: None, wrong: Some(Exception::InvalidTag) },
    Member { name: "outdatedInstancesStrategy", shape: &OUTDATED_INSTANCES_STRATEGY, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "serviceRoleArn", shape: &ROLE, required: true, missing: Some(Exception::RoleRequired), wrong: Some(Exception::InvalidRole) },
    Member { name: "tags", shape: &TAG_LIST, required: false, missing: None, wrong: Some(Exception::InvalidTagsToAdd) },
    Member { name: "terminationHookEnabled", shape: &NULLABLE_BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "triggerConfigurations", shape: &TRIGGER_CONFIG_LIST, required: false, missing: None, wrong: Some(Exception::InvalidTriggerConfig) },
]);

#[rustfmt::skip]
static CREATE_DEPLOYMENT_GROUP_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentGroupId", shape: &DEPLOYMENT_GROUP_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static CREATE_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "autoRollbackConfiguration", shape: &AUTO_ROLLBACK_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidAutoRollbackConfig) },
    Member { name: "clientRequestToken", shape: &CLIENT_REQUEST_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentConfigName) },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: Some(Exception::DeploymentGroupNameRequired), wrong: Some(Exception::InvalidDeploymentGroupName) },
    Member { name: "deploymentMode", shape: &DEPLOYMENT_MODE, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "description", shape: &DESCRIPTION, required: false, missing: None, wrong: Some(Exception::DescriptionTooLong) },
    Member { name: "ec2DeploymentOptions", shape: &EC2_DEPLOYMENT_OPTIONS, required: false, missing: None, wrong: Some(Exception::InvalidAutoScalingGroupProcessToSuspend) },
    Member { name: "fileExistsBehavior", shape: &FILE_EXISTS_BEHAVIOR, required: false, missing: None, wrong: Some(Exception::InvalidFileExistsBehavior) },
    Member { name: "finalBakeSeconds", shape: &FINAL_BAKE_SECONDS, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "hookTimeoutSeconds", shape: &HOOK_TIMEOUT_SECONDS, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "ignoreActiveAlarms", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "ignoreApplicationStopFailures", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "onConflict", shape: &ON_CONFLICT, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "overrideAlarmConfiguration", shape: &ALARM_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidAlarmConfig) },
    Member { name: "proof", shape: &PROOF, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "revision", shape: &REVISION_LOCATION, required: false, missing: Some(Exception::RevisionRequired), wrong: Some(Exception::InvalidRevision) },
    Member { name: "targetInstances", shape: &TARGET_INSTANCES, required: false, missing: None, wrong: Some(Exception::InvalidTargetInstances) },
    Member { name: "updateOutdatedInstancesOnly", shape: &BOOLEAN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static CREATE_DEPLOYMENT_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DECISION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "headgate", shape: &HEADGATE_INFO, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &DEPLOYMENT_STATUS, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DELETE_APPLICATION_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
]);

#[rustfmt::skip]
static DELETE_DEPLOYMENT_CONFIG_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: true, missing: Some(Exception::DeploymentConfigNameRequired), wrong: Some(Exception::InvalidDeploymentConfigName) },
]);

#[rustfmt::skip]
static DELETE_DEPLOYMENT_GROUP_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: true, missing: Some(Exception::DeploymentGroupNameRequired), wrong: Some(Exception::InvalidDeploymentGroupName) },
]);

#[rustfmt::skip]
static DELETE_DEPLOYMENT_GROUP_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "hooksNotCleanedUp", shape: &AUTO_SCALING_GROUP_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DELETE_GIT_HUB_ACCOUNT_TOKEN_INPUT: Shape = Shape::Structure(&[
    Member { name: "tokenName", shape: &GIT_HUB_ACCOUNT_TOKEN_NAME, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DELETE_GIT_HUB_ACCOUNT_TOKEN_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "tokenName", shape: &GIT_HUB_ACCOUNT_TOKEN_NAME, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DELETE_RESOURCES_BY_EXTERNAL_ID_INPUT: Shape = Shape::Structure(&[
    Member { name: "externalId", shape: &EXTERNAL_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DELETE_RESOURCES_BY_EXTERNAL_ID_OUTPUT: Shape = Shape::Structure(&[
]);

#[rustfmt::skip]
static DEPLOYMENT_CONFIG_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static DEPLOYMENT_CONFIG_INFO: Shape = Shape::Structure(&[
    Member { name: "computePlatform", shape: &COMPUTE_PLATFORM, required: false, missing: None, wrong: None },
    Member { name: "createTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "deploymentConfigId", shape: &DEPLOYMENT_CONFIG_ID, required: false, missing: None, wrong: None },
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: false, missing: None, wrong: None },
    Member { name: "minimumHealthyHosts", shape: &MINIMUM_HEALTHY_HOSTS, required: false, missing: None, wrong: None },
    Member { name: "trafficRoutingConfig", shape: &TRAFFIC_ROUTING_CONFIG, required: false, missing: None, wrong: None },
    Member { name: "zonalConfig", shape: &ZONAL_CONFIG, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DEPLOYMENT_CONFIG_NAME: Shape = Shape::Text { length: Length { least: 1, most: 100 }, characters: Some("A-Za-z0-9+=,.@_-") };

#[rustfmt::skip]
static DEPLOYMENT_CONFIGS_LIST: Shape = Shape::List { item: &DEPLOYMENT_CONFIG_NAME, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEPLOYMENT_CREATOR: Shape = Shape::Word(&["user", "autoscaling", "codeDeployRollback", "CodeDeploy", "CodeDeployAutoUpdate", "CloudFormation", "CloudFormationRollback", "autoscalingTermination"]);

#[rustfmt::skip]
static DEPLOYMENT_GROUP_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static DEPLOYMENT_GROUP_INFO: Shape = Shape::Structure(&[
    Member { name: "alarmConfiguration", shape: &ALARM_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "autoRollbackConfiguration", shape: &AUTO_ROLLBACK_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "autoScalingGroups", shape: &AUTO_SCALING_GROUP_LIST, required: false, missing: None, wrong: None },
    Member { name: "blueGreenDeploymentConfiguration", shape: &BLUE_GREEN_DEPLOYMENT_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "computePlatform", shape: &COMPUTE_PLATFORM, required: false, missing: None, wrong: None },
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroupId", shape: &DEPLOYMENT_GROUP_ID, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentStyle", shape: &DEPLOYMENT_STYLE, required: false, missing: None, wrong: None },
    Member { name: "ec2DeploymentOptions", shape: &EC2_DEPLOYMENT_OPTIONS, required: false, missing: None, wrong: None },
    Member { name: "ec2TagFilters", shape: &EC2_TAG_FILTER_LIST, required: false, missing: None, wrong: None },
    Member { name: "ec2TagSet", shape: &EC2_TAG_SET, required: false, missing: None, wrong: None },
    Member { name: "ecsServices", shape: &ECS_SERVICE_LIST, required: false, missing: None, wrong: None },
    Member { name: "finalBakeSeconds", shape: &FINAL_BAKE_SECONDS, required: false, missing: None, wrong: None },
    Member { name: "hookTimeoutSeconds", shape: &HOOK_TIMEOUT_SECONDS, required: false, missing: None, wrong: None },
    Member { name: "ignoreActiveAlarms", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "lastAttemptedDeployment", shape: &LAST_DEPLOYMENT_INFO, required: false, missing: None, wrong: None },
    Member { name: "lastSuccessfulDeployment", shape: &LAST_DEPLOYMENT_INFO, required: false, missing: None, wrong: None },
    Member { name: "loadBalancerInfo", shape: &LOAD_BALANCER_INFO, required: false, missing: None, wrong: None },
    Member { name: "onConflict", shape: &ON_CONFLICT, required: false, missing: None, wrong: None },
    Member { name: "onPremisesInstanceTagFilters", shape: &TAG_FILTER_LIST, required: false, missing: None, wrong: None },
    Member { name: "onPremisesTagSet", shape: &ON_PREMISES_TAG_SET, required: false, missing: None, wrong: None },
    Member { name: "outdatedInstancesStrategy", shape: &OUTDATED_INSTANCES_STRATEGY, required: false, missing: None, wrong: None },
    Member { name: "serviceRoleArn", shape: &ROLE, required: false, missing: None, wrong: None },
    Member { name: "targetRevision", shape: &REVISION_LOCATION, required: false, missing: None, wrong: None },
    Member { name: "terminationHookEnabled", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "triggerConfigurations", shape: &TRIGGER_CONFIG_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DEPLOYMENT_GROUP_INFO_LIST: Shape = Shape::List { item: &DEPLOYMENT_GROUP_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEPLOYMENT_GROUP_NAME: Shape = Shape::Text { length: Length { least: 1, most: 100 }, characters: Some("A-Za-z0-9+=,.@_-") };

#[rustfmt::skip]
static DEPLOYMENT_GROUPS_LIST: Shape = Shape::List { item: &DEPLOYMENT_GROUP_NAME, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEPLOYMENT_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static DEPLOYMENT_INFO: Shape = Shape::Structure(&[
    Member { name: "additionalDeploymentStatusInfo", shape: &ADDITIONAL_DEPLOYMENT_STATUS_INFO, required: false, missing: None, wrong: None },
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "autoRollbackConfiguration", shape: &AUTO_ROLLBACK_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "blueGreenDeploymentConfiguration", shape: &BLUE_GREEN_DEPLOYMENT_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "completeTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "computePlatform", shape: &COMPUTE_PLATFORM, required: false, missing: None, wrong: None },
    Member { name: "createTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "creator", shape: &DEPLOYMENT_CREATOR, required: false, missing: None, wrong: None },
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "deploymentMode", shape: &DEPLOYMENT_MODE, required: false, missing: None, wrong: None },
    Member { name: "deploymentOverview", shape: &DEPLOYMENT_OVERVIEW, required: false, missing: None, wrong: None },
    Member { name: "deploymentStatusMessages", shape: &DEPLOYMENT_STATUS_MESSAGE_LIST, required: false, missing: None, wrong: None },
    Member { name: "deploymentStyle", shape: &DEPLOYMENT_STYLE, required: false, missing: None, wrong: None },
    Member { name: "description", shape: &DESCRIPTION, required: false, missing: None, wrong: None },
    Member { name: "ec2DeploymentOptions", shape: &EC2_DEPLOYMENT_OPTIONS, required: false, missing: None, wrong: None },
    Member { name: "errorInformation", shape: &ERROR_INFORMATION, required: false, missing: None, wrong: None },
    Member { name: "externalId", shape: &EXTERNAL_ID, required: false, missing: None, wrong: None },
    Member { name: "fileExistsBehavior", shape: &FILE_EXISTS_BEHAVIOR, required: false, missing: None, wrong: None },
    Member { name: "headgate", shape: &HEADGATE_INFO, required: false, missing: None, wrong: None },
    Member { name: "ignoreApplicationStopFailures", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "instanceTerminationWaitTimeStarted", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "loadBalancerInfo", shape: &LOAD_BALANCER_INFO, required: false, missing: None, wrong: None },
    Member { name: "overrideAlarmConfiguration", shape: &ALARM_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "previousRevision", shape: &REVISION_LOCATION, required: false, missing: None, wrong: None },
    Member { name: "relatedDeployments", shape: &RELATED_DEPLOYMENTS, required: false, missing: None, wrong: None },
    Member { name: "revision", shape: &REVISION_LOCATION, required: false, missing: None, wrong: None },
    Member { name: "rollbackInfo", shape: &ROLLBACK_INFO, required: false, missing: None, wrong: None },
    Member { name: "startTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &DEPLOYMENT_STATUS, required: false, missing: None, wrong: None },
    Member { name: "targetInstances", shape: &TARGET_INSTANCES, required: false, missing: None, wrong: None },
    Member { name: "updateOutdatedInstancesOnly", shape: &BOOLEAN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DEPLOYMENT_MODE: Shape = Shape::Word(&["STANDARD", "RESTART"]);

#[rustfmt::skip]
static DEPLOYMENT_OPTION: Shape = Shape::Word(&["WITH_TRAFFIC_CONTROL", "WITHOUT_TRAFFIC_CONTROL"]);

#[rustfmt::skip]
static DEPLOYMENT_OVERVIEW: Shape = Shape::Structure(&[
    Member { name: "Failed", shape: &INSTANCE_COUNT, required: false, missing: None, wrong: None },
    Member { name: "InProgress", shape: &INSTANCE_COUNT, required: false, missing: None, wrong: None },
    Member { name: "Pending", shape: &INSTANCE_COUNT, required: false, missing: None, wrong: None },
    Member { name: "Ready", shape: &INSTANCE_COUNT, required: false, missing: None, wrong: None },
    Member { name: "Skipped", shape: &INSTANCE_COUNT, required: false, missing: None, wrong: None },
    Member { name: "Succeeded", shape: &INSTANCE_COUNT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DEPLOYMENT_READY_ACTION: Shape = Shape::Word(&["CONTINUE_DEPLOYMENT", "STOP_DEPLOYMENT"]);

#[rustfmt::skip]
static DEPLOYMENT_READY_OPTION: Shape = Shape::Structure(&[
    Member { name: "actionOnTimeout", shape: &DEPLOYMENT_READY_ACTION, required: false, missing: None, wrong: None },
    Member { name: "waitTimeInMinutes", shape: &DURATION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DEPLOYMENT_STATUS: Shape = Shape::Word(&["Created", "Queued", "InProgress", "Baking", "Succeeded", "Failed", "Stopped", "Ready"]);

#[rustfmt::skip]
static DEPLOYMENT_STATUS_LIST: Shape = Shape::List { item: &DEPLOYMENT_STATUS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEPLOYMENT_STATUS_MESSAGE_LIST: Shape = Shape::List { item: &ERROR_MESSAGE, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEPLOYMENT_STYLE: Shape = Shape::Structure(&[
    Member { name: "deploymentOption", shape: &DEPLOYMENT_OPTION, required: false, missing: None, wrong: None },
    Member { name: "deploymentType", shape: &DEPLOYMENT_TYPE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DEPLOYMENT_TARGET: Shape = Shape::Structure(&[
    Member { name: "cloudFormationTarget", shape: &CLOUD_FORMATION_TARGET, required: false, missing: None, wrong: None },
    Member { name: "deploymentTargetType", shape: &DEPLOYMENT_TARGET_TYPE, required: false, missing: None, wrong: None },
    Member { name: "ecsTarget", shape: &ECS_TARGET, required: false, missing: None, wrong: None },
    Member { name: "instanceTarget", shape: &INSTANCE_TARGET, required: false, missing: None, wrong: None },
    Member { name: "lambdaTarget", shape: &LAMBDA_TARGET, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DEPLOYMENT_TARGET_LIST: Shape = Shape::List { item: &DEPLOYMENT_TARGET, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEPLOYMENT_TARGET_TYPE: Shape = Shape::Word(&["InstanceTarget", "LambdaTarget", "ECSTarget", "CloudFormationTarget"]);

#[rustfmt::skip]
static DEPLOYMENT_TYPE: Shape = Shape::Word(&["IN_PLACE", "BLUE_GREEN"]);

#[rustfmt::skip]
static DEPLOYMENT_WAIT_TYPE: Shape = Shape::Word(&["READY_WAIT", "TERMINATION_WAIT"]);

#[rustfmt::skip]
static DEPLOYMENTS_INFO_LIST: Shape = Shape::List { item: &DEPLOYMENT_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEPLOYMENTS_LIST: Shape = Shape::List { item: &DEPLOYMENT_ID, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static DEREGISTER_ON_PREMISES_INSTANCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "instanceName", shape: &INSTANCE_NAME, required: true, missing: Some(Exception::InstanceNameRequired), wrong: Some(Exception::InvalidInstanceName) },
]);

#[rustfmt::skip]
static DESCRIBE_FUNCTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "functionName", shape: &STRING, required: true, missing: Some(Exception::InvalidInput), wrong: None },
]);

#[rustfmt::skip]
static DESCRIBE_FUNCTION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "alarms", shape: &ALARM_STATUS_LIST, required: false, missing: None, wrong: None },
    Member { name: "aliases", shape: &FUNCTION_ALIAS_LIST, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroups", shape: &FUNCTION_GROUP_LIST, required: false, missing: None, wrong: None },
    Member { name: "findings", shape: &FINDING_LIST, required: false, missing: None, wrong: None },
    Member { name: "functionArn", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "functionName", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "incomplete", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "versions", shape: &FUNCTION_VERSION_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DESCRIBE_INSTALLATION_INPUT: Shape = Shape::Structure(&[
]);

#[rustfmt::skip]
static DESCRIBE_INSTALLATION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "access", shape: &CALLER_ACCESS, required: false, missing: None, wrong: None },
    Member { name: "accountId", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "alarms", shape: &ALARM_STATUS_LIST, required: false, missing: None, wrong: None },
    Member { name: "capabilities", shape: &STRING_LIST, required: false, missing: None, wrong: None },
    Member { name: "findings", shape: &FINDING_LIST, required: false, missing: None, wrong: None },
    Member { name: "hookFunctions", shape: &STRING_LIST, required: false, missing: None, wrong: None },
    Member { name: "incomplete", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "partition", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "pollSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "queues", shape: &QUEUE_STATUS_LIST, required: false, missing: None, wrong: None },
    Member { name: "region", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "retentionDays", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "stackName", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "sweepLastRunTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "tableName", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "version", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DESCRIPTION: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static DIAGNOSTICS: Shape = Shape::Structure(&[
    Member { name: "errorCode", shape: &LIFECYCLE_ERROR_CODE, required: false, missing: None, wrong: None },
    Member { name: "logTail", shape: &LOG_TAIL, required: false, missing: None, wrong: None },
    Member { name: "message", shape: &LIFECYCLE_MESSAGE, required: false, missing: None, wrong: None },
    Member { name: "scriptName", shape: &SCRIPT_NAME, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static DIMENSION_MAP: Shape = Shape::Map { key: &STRING, value: &STRING };

#[rustfmt::skip]
static DURATION: Shape = Shape::Integer { least: -2_147_483_648, most: 2_147_483_647 };

#[rustfmt::skip]
static EC2_DEPLOYMENT_OPTIONS: Shape = Shape::Structure(&[
    Member { name: "autoScalingGroupProcessesToSuspend", shape: &AUTO_SCALING_GROUP_PROCESSES_TO_SUSPEND_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static EC2_TAG_FILTER: Shape = Shape::Structure(&[
    Member { name: "Key", shape: &KEY, required: false, missing: None, wrong: None },
    Member { name: "Type", shape: &EC2_TAG_FILTER_TYPE, required: false, missing: None, wrong: None },
    Member { name: "Value", shape: &VALUE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static EC2_TAG_FILTER_LIST: Shape = Shape::List { item: &EC2_TAG_FILTER, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static EC2_TAG_FILTER_TYPE: Shape = Shape::Word(&["KEY_ONLY", "VALUE_ONLY", "KEY_AND_VALUE"]);

#[rustfmt::skip]
static EC2_TAG_SET: Shape = Shape::Structure(&[
    Member { name: "ec2TagSetList", shape: &EC2_TAG_SET_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static EC2_TAG_SET_LIST: Shape = Shape::List { item: &EC2_TAG_FILTER_LIST, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static ECS_CLUSTER_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ECS_SERVICE: Shape = Shape::Structure(&[
    Member { name: "clusterName", shape: &ECS_CLUSTER_NAME, required: false, missing: None, wrong: None },
    Member { name: "serviceName", shape: &ECS_SERVICE_NAME, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ECS_SERVICE_LIST: Shape = Shape::List { item: &ECS_SERVICE, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static ECS_SERVICE_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ECS_TARGET: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "lastUpdatedAt", shape: &TIME, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEvents", shape: &LIFECYCLE_EVENT_LIST, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &TARGET_STATUS, required: false, missing: None, wrong: None },
    Member { name: "targetArn", shape: &TARGET_ARN, required: false, missing: None, wrong: None },
    Member { name: "targetId", shape: &TARGET_ID, required: false, missing: None, wrong: None },
    Member { name: "taskSetsInfo", shape: &ECS_TASK_SET_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ECS_TASK_SET: Shape = Shape::Structure(&[
    Member { name: "desiredCount", shape: &ECS_TASK_SET_COUNT, required: false, missing: None, wrong: None },
    Member { name: "identifer", shape: &ECS_TASK_SET_IDENTIFIER, required: false, missing: None, wrong: None },
    Member { name: "pendingCount", shape: &ECS_TASK_SET_COUNT, required: false, missing: None, wrong: None },
    Member { name: "runningCount", shape: &ECS_TASK_SET_COUNT, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &ECS_TASK_SET_STATUS, required: false, missing: None, wrong: None },
    Member { name: "targetGroup", shape: &TARGET_GROUP_INFO, required: false, missing: None, wrong: None },
    Member { name: "taskSetLabel", shape: &TARGET_LABEL, required: false, missing: None, wrong: None },
    Member { name: "trafficWeight", shape: &TRAFFIC_WEIGHT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ECS_TASK_SET_COUNT: Shape = Shape::Integer { least: -9_223_372_036_854_775_808, most: 9_223_372_036_854_775_807 };

#[rustfmt::skip]
static ECS_TASK_SET_IDENTIFIER: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ECS_TASK_SET_LIST: Shape = Shape::List { item: &ECS_TASK_SET, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static ECS_TASK_SET_STATUS: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ELB_INFO: Shape = Shape::Structure(&[
    Member { name: "name", shape: &ELB_NAME, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ELB_INFO_LIST: Shape = Shape::List { item: &ELB_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static ELB_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static E_TAG: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ERROR_CODE: Shape = Shape::Word(&["AGENT_ISSUE", "ALARM_ACTIVE", "APPLICATION_MISSING", "AUTOSCALING_VALIDATION_ERROR", "AUTO_SCALING_CONFIGURATION", "AUTO_SCALING_IAM_ROLE_PERMISSIONS", "CODEDEPLOY_RESOURCE_CANNOT_BE_FOUND", "CUSTOMER_APPLICATION_UNHEALTHY", "DEPLOYMENT_GROUP_MISSING", "ECS_UPDATE_ERROR", "ELASTIC_LOAD_BALANCING_INVALID", "ELB_INVALID_INSTANCE", "HEALTH_CONSTRAINTS", "HEALTH_CONSTRAINTS_INVALID", "HOOK_EXECUTION_FAILURE", "IAM_ROLE_MISSING", "IAM_ROLE_PERMISSIONS", "INTERNAL_ERROR", "INVALID_ECS_SERVICE", "INVALID_LAMBDA_CONFIGURATION", "INVALID_LAMBDA_FUNCTION", "INVALID_REVISION", "MANUAL_STOP", "MISSING_BLUE_GREEN_DEPLOYMENT_CONFIGURATION", "MISSING_ELB_INFORMATION", "MISSING_GITHUB_TOKEN", "NO_EC2_SUBSCRIPTION", "NO_INSTANCES", "OVER_MAX_INSTANCES", "RESOURCE_LIMIT_EXCEEDED", "REVISION_MISSING", "THROTTLED", "TIMEOUT", "CLOUDFORMATION_STACK_FAILURE"]);

#[rustfmt::skip]
static ERROR_INFORMATION: Shape = Shape::Structure(&[
    Member { name: "code", shape: &ERROR_CODE, required: false, missing: None, wrong: None },
    Member { name: "message", shape: &ERROR_MESSAGE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ERROR_MESSAGE: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static EXTERNAL_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static FILE_EXISTS_BEHAVIOR: Shape = Shape::Word(&["DISALLOW", "OVERWRITE", "RETAIN"]);

#[rustfmt::skip]
static FILTER_VALUE: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static FILTER_VALUE_LIST: Shape = Shape::List { item: &FILTER_VALUE, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static FINAL_BAKE_SECONDS: Shape = Shape::Integer { least: 0, most: 172_800 };

#[rustfmt::skip]
static FINDING: Shape = Shape::Structure(&[
    Member { name: "message", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "remedy", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "severity", shape: &FINDING_SEVERITY, required: false, missing: None, wrong: None },
    Member { name: "subject", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static FINDING_LIST: Shape = Shape::List { item: &FINDING, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static FINDING_SEVERITY: Shape = Shape::Word(&["error", "warning", "info"]);

#[rustfmt::skip]
static FUNCTION_ALIAS: Shape = Shape::Structure(&[
    Member { name: "description", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "name", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "routing", shape: &VERSION_SHARE_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static FUNCTION_ALIAS_LIST: Shape = Shape::List { item: &FUNCTION_ALIAS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static FUNCTION_GROUP: Shape = Shape::Structure(&[
    Member { name: "aliases", shape: &STRING_LIST, required: false, missing: None, wrong: None },
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "createTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &DEPLOYMENT_STATUS, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static FUNCTION_GROUP_LIST: Shape = Shape::List { item: &FUNCTION_GROUP, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static FUNCTION_VERSION: Shape = Shape::Structure(&[
    Member { name: "codeSha256", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "description", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "modifiedTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "runtime", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "state", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "stateReason", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "version", shape: &VERSION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static FUNCTION_VERSION_LIST: Shape = Shape::List { item: &FUNCTION_VERSION, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static GATE_SECONDS: Shape = Shape::Integer { least: 1, most: 1_209_600 };

#[rustfmt::skip]
static GENERIC_REVISION_INFO: Shape = Shape::Structure(&[
    Member { name: "deploymentGroups", shape: &DEPLOYMENT_GROUPS_LIST, required: false, missing: None, wrong: None },
    Member { name: "description", shape: &DESCRIPTION, required: false, missing: None, wrong: None },
    Member { name: "firstUsedTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "lastUsedTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "registerTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_APPLICATION_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
]);

#[rustfmt::skip]
static GET_APPLICATION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "application", shape: &APPLICATION_INFO, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_APPLICATION_REVISION_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "revision", shape: &REVISION_LOCATION, required: true, missing: Some(Exception::RevisionRequired), wrong: Some(Exception::InvalidRevision) },
]);

#[rustfmt::skip]
static GET_APPLICATION_REVISION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "revision", shape: &REVISION_LOCATION, required: false, missing: None, wrong: None },
    Member { name: "revisionInfo", shape: &GENERIC_REVISION_INFO, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_CONFIG_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: true, missing: Some(Exception::DeploymentConfigNameRequired), wrong: Some(Exception::InvalidDeploymentConfigName) },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_CONFIG_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentConfigInfo", shape: &DEPLOYMENT_CONFIG_INFO, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_GROUP_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: true, missing: Some(Exception::DeploymentGroupNameRequired), wrong: Some(Exception::InvalidDeploymentGroupName) },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_GROUP_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentGroupInfo", shape: &DEPLOYMENT_GROUP_INFO, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_HISTORY_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_HISTORY_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "entries", shape: &HISTORY_ENTRY_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_INSTANCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "instanceId", shape: &INSTANCE_ID, required: true, missing: Some(Exception::InstanceIdRequired), wrong: Some(Exception::InvalidInstanceName) },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_INSTANCE_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "instanceSummary", shape: &INSTANCE_SUMMARY, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_METRICS_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "endTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "startTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_METRICS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "alarms", shape: &ALARM_STATUS_LIST, required: false, missing: None, wrong: None },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "endTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "findings", shape: &FINDING_LIST, required: false, missing: None, wrong: None },
    Member { name: "incomplete", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "periodSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "startTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "targets", shape: &TARGET_METRICS_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentInfo", shape: &DEPLOYMENT_INFO, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_TARGET_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "targetId", shape: &TARGET_ID, required: true, missing: Some(Exception::DeploymentTargetIdRequired), wrong: Some(Exception::InvalidDeploymentTargetId) },
]);

#[rustfmt::skip]
static GET_DEPLOYMENT_TARGET_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentTarget", shape: &DEPLOYMENT_TARGET, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GET_ON_PREMISES_INSTANCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "instanceName", shape: &INSTANCE_NAME, required: true, missing: Some(Exception::InstanceNameRequired), wrong: Some(Exception::InvalidInstanceName) },
]);

#[rustfmt::skip]
static GET_ON_PREMISES_INSTANCE_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "instanceInfo", shape: &INSTANCE_INFO, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GIT_HUB_ACCOUNT_TOKEN_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static GIT_HUB_ACCOUNT_TOKEN_NAME_LIST: Shape = Shape::List { item: &GIT_HUB_ACCOUNT_TOKEN_NAME, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static GIT_HUB_LOCATION: Shape = Shape::Structure(&[
    Member { name: "commitId", shape: &COMMIT_ID, required: false, missing: None, wrong: None },
    Member { name: "repository", shape: &REPOSITORY, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GIVEN_APPROVAL: Shape = Shape::Structure(&[
    Member { name: "by", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "comment", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "time", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static GIVEN_APPROVAL_LIST: Shape = Shape::List { item: &GIVEN_APPROVAL, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static GREEN_FLEET_PROVISIONING_ACTION: Shape = Shape::Word(&["DISCOVER_EXISTING", "COPY_AUTO_SCALING_GROUP"]);

#[rustfmt::skip]
static GREEN_FLEET_PROVISIONING_OPTION: Shape = Shape::Structure(&[
    Member { name: "action", shape: &GREEN_FLEET_PROVISIONING_ACTION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static HEADGATE_INFO: Shape = Shape::Structure(&[
    Member { name: "actions", shape: &ALLOWED_ACTION_LIST, required: false, missing: None, wrong: None },
    Member { name: "alarms", shape: &WATCHED_ALARM_LIST, required: false, missing: None, wrong: None },
    Member { name: "appSpecSha256", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "failedAttempts", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "history", shape: &HISTORY_LINK, required: false, missing: None, wrong: None },
    Member { name: "hookDeadline", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "hookRuns", shape: &HOOK_RUN_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextDueTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "plan", shape: &ROUTING_STEP_LIST, required: false, missing: None, wrong: None },
    Member { name: "state", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "step", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "steps", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "waitingForHook", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "waits", shape: &WAIT_LIST, required: false, missing: None, wrong: None },
    Member { name: "weights", shape: &TARGET_WEIGHT_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static HISTORY_ENTRY: Shape = Shape::Structure(&[
    Member { name: "by", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "event", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "fromWeights", shape: &PERCENT_LIST, required: false, missing: None, wrong: None },
    Member { name: "message", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "number", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "time", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "toWeights", shape: &PERCENT_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static HISTORY_ENTRY_LIST: Shape = Shape::List { item: &HISTORY_ENTRY, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static HISTORY_LINK: Shape = Shape::Structure(&[
    Member { name: "entries", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "operation", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static HOOK_RUN: Shape = Shape::Structure(&[
    Member { name: "endTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "function", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEvent", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "message", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "startTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "step", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "verdict", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static HOOK_RUN_LIST: Shape = Shape::List { item: &HOOK_RUN, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static HOOK_TIMEOUT_SECONDS: Shape = Shape::Integer { least: 10, most: 3_600 };

#[rustfmt::skip]
static IAM_SESSION_ARN: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static IAM_USER_ARN: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static INSTANCE_ACTION: Shape = Shape::Word(&["TERMINATE", "KEEP_ALIVE"]);

#[rustfmt::skip]
static INSTANCE_ARN: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static INSTANCE_COUNT: Shape = Shape::Integer { least: -9_223_372_036_854_775_808, most: 9_223_372_036_854_775_807 };

#[rustfmt::skip]
static INSTANCE_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static INSTANCE_INFO: Shape = Shape::Structure(&[
    Member { name: "deregisterTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "iamSessionArn", shape: &IAM_SESSION_ARN, required: false, missing: None, wrong: None },
    Member { name: "iamUserArn", shape: &IAM_USER_ARN, required: false, missing: None, wrong: None },
    Member { name: "instanceArn", shape: &INSTANCE_ARN, required: false, missing: None, wrong: None },
    Member { name: "instanceName", shape: &INSTANCE_NAME, required: false, missing: None, wrong: None },
    Member { name: "registerTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "tags", shape: &TAG_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static INSTANCE_INFO_LIST: Shape = Shape::List { item: &INSTANCE_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static INSTANCE_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static INSTANCE_NAME_LIST: Shape = Shape::List { item: &INSTANCE_NAME, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static INSTANCE_STATUS: Shape = Shape::Word(&["Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Unknown", "Ready"]);

#[rustfmt::skip]
static INSTANCE_STATUS_LIST: Shape = Shape::List { item: &INSTANCE_STATUS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static INSTANCE_SUMMARY: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "instanceId", shape: &INSTANCE_ID, required: false, missing: None, wrong: None },
    Member { name: "instanceType", shape: &INSTANCE_TYPE, required: false, missing: None, wrong: None },
    Member { name: "lastUpdatedAt", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEvents", shape: &LIFECYCLE_EVENT_LIST, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &INSTANCE_STATUS, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static INSTANCE_SUMMARY_LIST: Shape = Shape::List { item: &INSTANCE_SUMMARY, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static INSTANCE_TARGET: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "instanceLabel", shape: &TARGET_LABEL, required: false, missing: None, wrong: None },
    Member { name: "lastUpdatedAt", shape: &TIME, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEvents", shape: &LIFECYCLE_EVENT_LIST, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &TARGET_STATUS, required: false, missing: None, wrong: None },
    Member { name: "targetArn", shape: &TARGET_ARN, required: false, missing: None, wrong: None },
    Member { name: "targetId", shape: &TARGET_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static INSTANCE_TYPE: Shape = Shape::Word(&["Blue", "Green"]);

#[rustfmt::skip]
static INSTANCE_TYPE_LIST: Shape = Shape::List { item: &INSTANCE_TYPE, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static INSTANCES_LIST: Shape = Shape::List { item: &INSTANCE_ID, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static KEY: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static LAMBDA_FUNCTION_ALIAS: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static LAMBDA_FUNCTION_INFO: Shape = Shape::Structure(&[
    Member { name: "currentVersion", shape: &VERSION, required: false, missing: None, wrong: None },
    Member { name: "functionAlias", shape: &LAMBDA_FUNCTION_ALIAS, required: false, missing: None, wrong: None },
    Member { name: "functionName", shape: &LAMBDA_FUNCTION_NAME, required: false, missing: None, wrong: None },
    Member { name: "targetVersion", shape: &VERSION, required: false, missing: None, wrong: None },
    Member { name: "targetVersionWeight", shape: &TRAFFIC_WEIGHT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LAMBDA_FUNCTION_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static LAMBDA_TARGET: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "lambdaFunctionInfo", shape: &LAMBDA_FUNCTION_INFO, required: false, missing: None, wrong: None },
    Member { name: "lastUpdatedAt", shape: &TIME, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEvents", shape: &LIFECYCLE_EVENT_LIST, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &TARGET_STATUS, required: false, missing: None, wrong: None },
    Member { name: "targetArn", shape: &TARGET_ARN, required: false, missing: None, wrong: None },
    Member { name: "targetId", shape: &TARGET_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LAST_DEPLOYMENT_INFO: Shape = Shape::Structure(&[
    Member { name: "createTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "endTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &DEPLOYMENT_STATUS, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIFECYCLE_ERROR_CODE: Shape = Shape::Word(&["Success", "ScriptMissing", "ScriptNotExecutable", "ScriptTimedOut", "ScriptFailed", "UnknownError"]);

#[rustfmt::skip]
static LIFECYCLE_EVENT: Shape = Shape::Structure(&[
    Member { name: "diagnostics", shape: &DIAGNOSTICS, required: false, missing: None, wrong: None },
    Member { name: "endTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEventName", shape: &LIFECYCLE_EVENT_NAME, required: false, missing: None, wrong: None },
    Member { name: "startTime", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &LIFECYCLE_EVENT_STATUS, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIFECYCLE_EVENT_HOOK_EXECUTION_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static LIFECYCLE_EVENT_LIST: Shape = Shape::List { item: &LIFECYCLE_EVENT, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static LIFECYCLE_EVENT_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static LIFECYCLE_EVENT_STATUS: Shape = Shape::Word(&["Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Unknown"]);

#[rustfmt::skip]
static LIFECYCLE_MESSAGE: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static LIST_APPLICATION_REVISIONS_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "deployed", shape: &LIST_STATE_FILTER_ACTION, required: false, missing: None, wrong: Some(Exception::InvalidDeployedStateFilter) },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
    Member { name: "s3Bucket", shape: &S3_BUCKET, required: false, missing: None, wrong: None },
    Member { name: "s3KeyPrefix", shape: &S3_KEY, required: false, missing: None, wrong: None },
    Member { name: "sortBy", shape: &APPLICATION_REVISION_SORT_BY, required: false, missing: None, wrong: Some(Exception::InvalidSortBy) },
    Member { name: "sortOrder", shape: &SORT_ORDER, required: false, missing: None, wrong: Some(Exception::InvalidSortOrder) },
]);

#[rustfmt::skip]
static LIST_APPLICATION_REVISIONS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
    Member { name: "revisions", shape: &REVISION_LOCATION_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_APPLICATIONS_INPUT: Shape = Shape::Structure(&[
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
]);

#[rustfmt::skip]
static LIST_APPLICATIONS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "applications", shape: &APPLICATIONS_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_CONFIGS_INPUT: Shape = Shape::Structure(&[
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_CONFIGS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentConfigsList", shape: &DEPLOYMENT_CONFIGS_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_GROUPS_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_GROUPS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroups", shape: &DEPLOYMENT_GROUPS_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_INSTANCES_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "instanceStatusFilter", shape: &INSTANCE_STATUS_LIST, required: false, missing: None, wrong: Some(Exception::InvalidInstanceStatus) },
    Member { name: "instanceTypeFilter", shape: &INSTANCE_TYPE_LIST, required: false, missing: None, wrong: Some(Exception::InvalidInstanceType) },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_INSTANCES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "instancesList", shape: &INSTANCES_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_TARGETS_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
    Member { name: "targetFilters", shape: &TARGET_FILTERS, required: false, missing: None, wrong: Some(Exception::InvalidTargetFilterName) },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENT_TARGETS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
    Member { name: "targetIds", shape: &TARGET_ID_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENTS_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "createTimeRange", shape: &TIME_RANGE, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: Some(Exception::DeploymentGroupNameRequired), wrong: Some(Exception::InvalidDeploymentGroupName) },
    Member { name: "externalId", shape: &EXTERNAL_ID, required: false, missing: None, wrong: None },
    Member { name: "includeOnlyStatuses", shape: &DEPLOYMENT_STATUS_LIST, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentStatus) },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
]);

#[rustfmt::skip]
static LIST_DEPLOYMENTS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "deployments", shape: &DEPLOYMENTS_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_GIT_HUB_ACCOUNT_TOKEN_NAMES_INPUT: Shape = Shape::Structure(&[
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
]);

#[rustfmt::skip]
static LIST_GIT_HUB_ACCOUNT_TOKEN_NAMES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
    Member { name: "tokenNameList", shape: &GIT_HUB_ACCOUNT_TOKEN_NAME_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_ON_PREMISES_INSTANCES_INPUT: Shape = Shape::Structure(&[
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: Some(Exception::InvalidNextToken) },
    Member { name: "registrationStatus", shape: &REGISTRATION_STATUS, required: false, missing: None, wrong: Some(Exception::InvalidRegistrationStatus) },
    Member { name: "tagFilters", shape: &TAG_FILTER_LIST, required: false, missing: None, wrong: Some(Exception::InvalidTagFilter) },
]);

#[rustfmt::skip]
static LIST_ON_PREMISES_INSTANCES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "instanceNames", shape: &INSTANCE_NAME_LIST, required: false, missing: None, wrong: None },
    Member { name: "nextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LIST_STATE_FILTER_ACTION: Shape = Shape::Word(&["include", "exclude", "ignore"]);

#[rustfmt::skip]
static LIST_TAGS_FOR_RESOURCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "NextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
    Member { name: "ResourceArn", shape: &ARN, required: true, missing: Some(Exception::ResourceArnRequired), wrong: Some(Exception::InvalidArn) },
]);

#[rustfmt::skip]
static LIST_TAGS_FOR_RESOURCE_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "NextToken", shape: &NEXT_TOKEN, required: false, missing: None, wrong: None },
    Member { name: "Tags", shape: &TAG_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LISTENER_ARN: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static LISTENER_ARN_LIST: Shape = Shape::List { item: &LISTENER_ARN, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static LOAD_BALANCER_INFO: Shape = Shape::Structure(&[
    Member { name: "elbInfoList", shape: &ELB_INFO_LIST, required: false, missing: None, wrong: None },
    Member { name: "targetGroupInfoList", shape: &TARGET_GROUP_INFO_LIST, required: false, missing: None, wrong: None },
    Member { name: "targetGroupPairInfoList", shape: &TARGET_GROUP_PAIR_INFO_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static LOG_TAIL: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static MESSAGE: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static METRIC_POINT: Shape = Shape::Structure(&[
    Member { name: "durationMilliseconds", shape: &AMOUNT, required: false, missing: None, wrong: None },
    Member { name: "errors", shape: &AMOUNT, required: false, missing: None, wrong: None },
    Member { name: "invocations", shape: &AMOUNT, required: false, missing: None, wrong: None },
    Member { name: "throttles", shape: &AMOUNT, required: false, missing: None, wrong: None },
    Member { name: "time", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static METRIC_POINT_LIST: Shape = Shape::List { item: &METRIC_POINT, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static MINIMUM_HEALTHY_HOSTS: Shape = Shape::Structure(&[
    Member { name: "type", shape: &MINIMUM_HEALTHY_HOSTS_TYPE, required: false, missing: None, wrong: None },
    Member { name: "value", shape: &MINIMUM_HEALTHY_HOSTS_VALUE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static MINIMUM_HEALTHY_HOSTS_PER_ZONE: Shape = Shape::Structure(&[
    Member { name: "type", shape: &MINIMUM_HEALTHY_HOSTS_PER_ZONE_TYPE, required: false, missing: None, wrong: None },
    Member { name: "value", shape: &MINIMUM_HEALTHY_HOSTS_PER_ZONE_VALUE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static MINIMUM_HEALTHY_HOSTS_PER_ZONE_TYPE: Shape = Shape::Word(&["HOST_COUNT", "FLEET_PERCENT"]);

#[rustfmt::skip]
static MINIMUM_HEALTHY_HOSTS_PER_ZONE_VALUE: Shape = Shape::Integer { least: -2_147_483_648, most: 2_147_483_647 };

#[rustfmt::skip]
static MINIMUM_HEALTHY_HOSTS_TYPE: Shape = Shape::Word(&["HOST_COUNT", "FLEET_PERCENT"]);

#[rustfmt::skip]
static MINIMUM_HEALTHY_HOSTS_VALUE: Shape = Shape::Integer { least: -2_147_483_648, most: 2_147_483_647 };

#[rustfmt::skip]
static NEXT_TOKEN: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static NULLABLE_BOOLEAN: Shape = Shape::Boolean;

#[rustfmt::skip]
static ON_CONFLICT: Shape = Shape::Word(&["reject", "queue", "supersede"]);

#[rustfmt::skip]
static ON_DEADLINE: Shape = Shape::Word(&["reject", "approve"]);

#[rustfmt::skip]
static ON_PREMISES_TAG_SET: Shape = Shape::Structure(&[
    Member { name: "onPremisesTagSetList", shape: &ON_PREMISES_TAG_SET_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ON_PREMISES_TAG_SET_LIST: Shape = Shape::List { item: &TAG_FILTER_LIST, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static OUTDATED_INSTANCES_STRATEGY: Shape = Shape::Word(&["UPDATE", "IGNORE"]);

#[rustfmt::skip]
static PAUSE_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "proof", shape: &PROOF, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "reason", shape: &PROSE, required: false, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
    Member { name: "seconds", shape: &GATE_SECONDS, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
]);

#[rustfmt::skip]
static PERCENT: Shape = Shape::Double;

#[rustfmt::skip]
static PERCENT_LIST: Shape = Shape::List { item: &PERCENT, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static PERCENTAGE: Shape = Shape::Integer { least: -2_147_483_648, most: 2_147_483_647 };

#[rustfmt::skip]
static PLAN_DEPLOYMENT_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "alarms", shape: &ALARM_STATUS_LIST, required: false, missing: None, wrong: None },
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "conflicts", shape: &PLANNED_CONFLICT_LIST, required: false, missing: None, wrong: None },
    Member { name: "cost", shape: &COST_ESTIMATE, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: None, wrong: None },
    Member { name: "findings", shape: &FINDING_LIST, required: false, missing: None, wrong: None },
    Member { name: "hookSecondsMax", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "hooks", shape: &PLANNED_HOOK_LIST, required: false, missing: None, wrong: None },
    Member { name: "revision", shape: &REVISION_LOCATION, required: false, missing: None, wrong: None },
    Member { name: "settings", shape: &PLANNED_SETTINGS, required: false, missing: None, wrong: None },
    Member { name: "steps", shape: &PLANNED_STEP_LIST, required: false, missing: None, wrong: None },
    Member { name: "targets", shape: &PLANNED_TARGET_LIST, required: false, missing: None, wrong: None },
    Member { name: "totalSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static PLANNED_CONFLICT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: None, wrong: None },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "onConflict", shape: &ON_CONFLICT, required: false, missing: None, wrong: None },
    Member { name: "sharedResources", shape: &STRING_LIST, required: false, missing: None, wrong: None },
    Member { name: "status", shape: &DEPLOYMENT_STATUS, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static PLANNED_CONFLICT_LIST: Shape = Shape::List { item: &PLANNED_CONFLICT, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static PLANNED_HOOK: Shape = Shape::Structure(&[
    Member { name: "allowed", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "exists", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "functionName", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "lifecycleEvent", shape: &LIFECYCLE_EVENT_NAME, required: false, missing: None, wrong: None },
    Member { name: "state", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "step", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "timeoutSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static PLANNED_HOOK_LIST: Shape = Shape::List { item: &PLANNED_HOOK, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static PLANNED_SETTINGS: Shape = Shape::Structure(&[
    Member { name: "alarmConfiguration", shape: &ALARM_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "autoRollbackConfiguration", shape: &AUTO_ROLLBACK_CONFIGURATION, required: false, missing: None, wrong: None },
    Member { name: "deploymentConfigName", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "hookTimeoutSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "ignoreActiveAlarms", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "onConflict", shape: &ON_CONFLICT, required: false, missing: None, wrong: None },
    Member { name: "pollSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "triggerConfigurations", shape: &TRIGGER_CONFIG_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static PLANNED_STEP: Shape = Shape::Structure(&[
    Member { name: "approval", shape: &STEP_APPROVAL, required: false, missing: None, wrong: None },
    Member { name: "bakeSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "hook", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "number", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "pause", shape: &STEP_PAUSE, required: false, missing: None, wrong: None },
    Member { name: "startSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "weight", shape: &PERCENT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static PLANNED_STEP_LIST: Shape = Shape::List { item: &PLANNED_STEP, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static PLANNED_TARGET: Shape = Shape::Structure(&[
    Member { name: "alias", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "bypasses", shape: &BYPASS_LIST, required: false, missing: None, wrong: None },
    Member { name: "current", shape: &PLANNED_VERSION, required: false, missing: None, wrong: None },
    Member { name: "currentVersion", shape: &VERSION, required: false, missing: None, wrong: None },
    Member { name: "differences", shape: &VERSION_DIFFERENCE_LIST, required: false, missing: None, wrong: None },
    Member { name: "expectedVersion", shape: &VERSION, required: false, missing: None, wrong: None },
    Member { name: "functionArn", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "logicalName", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "moves", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "provisionedConcurrency", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "routing", shape: &VERSION_SHARE_LIST, required: false, missing: None, wrong: None },
    Member { name: "target", shape: &PLANNED_VERSION, required: false, missing: None, wrong: None },
    Member { name: "targetId", shape: &TARGET_ID, required: false, missing: None, wrong: None },
    Member { name: "targetVersion", shape: &VERSION, required: false, missing: None, wrong: None },
    Member { name: "toBePublished", shape: &BOOLEAN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static PLANNED_TARGET_LIST: Shape = Shape::List { item: &PLANNED_TARGET, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static PLANNED_VERSION: Shape = Shape::Structure(&[
    Member { name: "deadLetterTargetArn", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "role", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "state", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "stateReason", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "version", shape: &VERSION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static PRINCIPAL_LIST: Shape = Shape::List { item: &STRING, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static PROMOTE_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "full", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "proof", shape: &PROOF, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "reason", shape: &PROSE, required: false, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
    Member { name: "skipAlarms", shape: &SKIPPED_NAME_LIST, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "skipHooks", shape: &SKIPPED_NAME_LIST, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "token", shape: &WAIT_TOKEN, required: true, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
]);

#[rustfmt::skip]
static PROOF: Shape = Shape::Text { length: Length { least: 1, most: 8192 }, characters: None };

#[rustfmt::skip]
static PROSE: Shape = Shape::Text { length: Length { least: 1, most: 256 }, characters: None };

#[rustfmt::skip]
static PUT_LIFECYCLE_EVENT_HOOK_EXECUTION_STATUS_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "lifecycleEventHookExecutionId", shape: &LIFECYCLE_EVENT_HOOK_EXECUTION_ID, required: false, missing: None, wrong: Some(Exception::InvalidLifecycleEventHookExecutionId) },
    Member { name: "status", shape: &LIFECYCLE_EVENT_STATUS, required: false, missing: None, wrong: Some(Exception::InvalidLifecycleEventHookExecutionStatus) },
]);

#[rustfmt::skip]
static PUT_LIFECYCLE_EVENT_HOOK_EXECUTION_STATUS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "lifecycleEventHookExecutionId", shape: &LIFECYCLE_EVENT_HOOK_EXECUTION_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static QUEUE_STATUS: Shape = Shape::Structure(&[
    Member { name: "deadLetters", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "messages", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "messagesDelayed", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "messagesInFlight", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "name", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static QUEUE_STATUS_LIST: Shape = Shape::List { item: &QUEUE_STATUS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static RAW_STRING: Shape = Shape::Structure(&[
    Member { name: "content", shape: &RAW_STRING_CONTENT, required: false, missing: None, wrong: None },
    Member { name: "sha256", shape: &RAW_STRING_SHA256, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static RAW_STRING_CONTENT: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static RAW_STRING_SHA256: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static REGISTER_APPLICATION_REVISION_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "description", shape: &DESCRIPTION, required: false, missing: None, wrong: Some(Exception::DescriptionTooLong) },
    Member { name: "revision", shape: &REVISION_LOCATION, required: true, missing: Some(Exception::RevisionRequired), wrong: Some(Exception::InvalidRevision) },
]);

#[rustfmt::skip]
static REGISTER_ON_PREMISES_INSTANCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "iamSessionArn", shape: &IAM_SESSION_ARN, required: false, missing: None, wrong: None },
    Member { name: "iamUserArn", shape: &IAM_USER_ARN, required: false, missing: None, wrong: None },
    Member { name: "instanceName", shape: &INSTANCE_NAME, required: true, missing: Some(Exception::InstanceNameRequired), wrong: Some(Exception::InvalidInstanceName) },
]);

#[rustfmt::skip]
static REGISTRATION_STATUS: Shape = Shape::Word(&["Registered", "Deregistered"]);

#[rustfmt::skip]
static REJECT_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "comment", shape: &PROSE, required: true, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "proof", shape: &PROOF, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "token", shape: &WAIT_TOKEN, required: true, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
]);

#[rustfmt::skip]
static RELATED_DEPLOYMENTS: Shape = Shape::Structure(&[
    Member { name: "autoUpdateOutdatedInstancesDeploymentIds", shape: &DEPLOYMENTS_LIST, required: false, missing: None, wrong: None },
    Member { name: "autoUpdateOutdatedInstancesRootDeploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static REMOVE_TAGS_FROM_ON_PREMISES_INSTANCES_INPUT: Shape = Shape::Structure(&[
    Member { name: "instanceNames", shape: &INSTANCE_NAME_LIST, required: true, missing: Some(Exception::InstanceNameRequired), wrong: Some(Exception::InvalidInstanceName) },
    Member { name: "tags", shape: &TAG_LIST, required: true, missing: Some(Exception::TagRequired), wrong: None },
]);

#[rustfmt::skip]
static REPOSITORY: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static RESUME_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
    Member { name: "proof", shape: &PROOF, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "reason", shape: &PROSE, required: false, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
    Member { name: "token", shape: &WAIT_TOKEN, required: true, missing: Some(Exception::InvalidInput), wrong: Some(Exception::InvalidInput) },
]);

#[rustfmt::skip]
static REVISION_INFO: Shape = Shape::Structure(&[
    Member { name: "genericRevisionInfo", shape: &GENERIC_REVISION_INFO, required: false, missing: None, wrong: None },
    Member { name: "revisionLocation", shape: &REVISION_LOCATION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static REVISION_INFO_LIST: Shape = Shape::List { item: &REVISION_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static REVISION_LOCATION: Shape = Shape::Structure(&[
    Member { name: "appSpecContent", shape: &APP_SPEC_CONTENT, required: false, missing: None, wrong: None },
    Member { name: "gitHubLocation", shape: &GIT_HUB_LOCATION, required: false, missing: None, wrong: None },
    Member { name: "revisionType", shape: &REVISION_LOCATION_TYPE, required: false, missing: None, wrong: None },
    Member { name: "s3Location", shape: &S3_LOCATION, required: false, missing: None, wrong: None },
    Member { name: "string", shape: &RAW_STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static REVISION_LOCATION_LIST: Shape = Shape::List { item: &REVISION_LOCATION, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static REVISION_LOCATION_TYPE: Shape = Shape::Word(&["S3", "GitHub", "String", "AppSpecContent"]);

#[rustfmt::skip]
static ROLE: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static ROLLBACK_INFO: Shape = Shape::Structure(&[
    Member { name: "rollbackDeploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
    Member { name: "rollbackMessage", shape: &DESCRIPTION, required: false, missing: None, wrong: None },
    Member { name: "rollbackTriggeringDeploymentId", shape: &DEPLOYMENT_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ROUTING_STEP: Shape = Shape::Structure(&[
    Member { name: "approval", shape: &STEP_APPROVAL, required: false, missing: None, wrong: None },
    Member { name: "bakeSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "hook", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "pause", shape: &STEP_PAUSE, required: false, missing: None, wrong: None },
    Member { name: "weight", shape: &PERCENT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static ROUTING_STEP_LIST: Shape = Shape::List { item: &ROUTING_STEP, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static S3_BUCKET: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static S3_KEY: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static S3_LOCATION: Shape = Shape::Structure(&[
    Member { name: "bucket", shape: &S3_BUCKET, required: false, missing: None, wrong: None },
    Member { name: "bundleType", shape: &BUNDLE_TYPE, required: false, missing: None, wrong: None },
    Member { name: "eTag", shape: &E_TAG, required: false, missing: None, wrong: None },
    Member { name: "key", shape: &S3_KEY, required: false, missing: None, wrong: None },
    Member { name: "version", shape: &VERSION_ID, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static SCRIPT_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static SKIP_WAIT_TIME_FOR_INSTANCE_TERMINATION_INPUT: Shape = Shape::Structure(&[
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: false, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
]);

#[rustfmt::skip]
static SKIPPED_NAME: Shape = Shape::Text { length: Length { least: 1, most: 255 }, characters: None };

#[rustfmt::skip]
static SKIPPED_NAME_LIST: Shape = Shape::List { item: &SKIPPED_NAME, length: Length { least: 0, most: 100 } };

#[rustfmt::skip]
static SORT_ORDER: Shape = Shape::Word(&["ascending", "descending"]);

#[rustfmt::skip]
static STEP_APPROVAL: Shape = Shape::Structure(&[
    Member { name: "by", shape: &PRINCIPAL_LIST, required: false, missing: None, wrong: None },
    Member { name: "count", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "deadlineSeconds", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "excludeStarter", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "onDeadline", shape: &ON_DEADLINE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static STEP_PAUSE: Shape = Shape::Structure(&[
    Member { name: "seconds", shape: &COUNT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static STOP_DEPLOYMENT_INPUT: Shape = Shape::Structure(&[
    Member { name: "autoRollbackEnabled", shape: &NULLABLE_BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "deploymentId", shape: &DEPLOYMENT_ID, required: true, missing: Some(Exception::DeploymentIdRequired), wrong: Some(Exception::InvalidDeploymentId) },
]);

#[rustfmt::skip]
static STOP_DEPLOYMENT_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "status", shape: &STOP_STATUS, required: false, missing: None, wrong: None },
    Member { name: "statusMessage", shape: &MESSAGE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static STOP_STATUS: Shape = Shape::Word(&["Pending", "Succeeded"]);

#[rustfmt::skip]
static STRING: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static STRING_LIST: Shape = Shape::List { item: &STRING, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TAG: Shape = Shape::Structure(&[
    Member { name: "Key", shape: &KEY, required: false, missing: None, wrong: None },
    Member { name: "Value", shape: &VALUE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TAG_FILTER: Shape = Shape::Structure(&[
    Member { name: "Key", shape: &KEY, required: false, missing: None, wrong: None },
    Member { name: "Type", shape: &TAG_FILTER_TYPE, required: false, missing: None, wrong: None },
    Member { name: "Value", shape: &VALUE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TAG_FILTER_LIST: Shape = Shape::List { item: &TAG_FILTER, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TAG_FILTER_TYPE: Shape = Shape::Word(&["KEY_ONLY", "VALUE_ONLY", "KEY_AND_VALUE"]);

#[rustfmt::skip]
static TAG_KEY_LIST: Shape = Shape::List { item: &KEY, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TAG_LIST: Shape = Shape::List { item: &TAG, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TAG_RESOURCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "ResourceArn", shape: &ARN, required: true, missing: Some(Exception::ResourceArnRequired), wrong: Some(Exception::InvalidArn) },
    Member { name: "Tags", shape: &TAG_LIST, required: true, missing: Some(Exception::TagRequired), wrong: Some(Exception::InvalidTagsToAdd) },
]);

#[rustfmt::skip]
static TAG_RESOURCE_OUTPUT: Shape = Shape::Structure(&[
]);

#[rustfmt::skip]
static TARGET_ARN: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static TARGET_FILTER_NAME: Shape = Shape::Word(&["TargetStatus", "ServerInstanceLabel"]);

#[rustfmt::skip]
static TARGET_FILTERS: Shape = Shape::Map { key: &TARGET_FILTER_NAME, value: &FILTER_VALUE_LIST };

#[rustfmt::skip]
static TARGET_GROUP_INFO: Shape = Shape::Structure(&[
    Member { name: "name", shape: &TARGET_GROUP_NAME, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TARGET_GROUP_INFO_LIST: Shape = Shape::List { item: &TARGET_GROUP_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TARGET_GROUP_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static TARGET_GROUP_PAIR_INFO: Shape = Shape::Structure(&[
    Member { name: "prodTrafficRoute", shape: &TRAFFIC_ROUTE, required: false, missing: None, wrong: None },
    Member { name: "targetGroups", shape: &TARGET_GROUP_INFO_LIST, required: false, missing: None, wrong: None },
    Member { name: "testTrafficRoute", shape: &TRAFFIC_ROUTE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TARGET_GROUP_PAIR_INFO_LIST: Shape = Shape::List { item: &TARGET_GROUP_PAIR_INFO, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TARGET_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static TARGET_ID_LIST: Shape = Shape::List { item: &TARGET_ID, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TARGET_INSTANCES: Shape = Shape::Structure(&[
    Member { name: "autoScalingGroups", shape: &AUTO_SCALING_GROUP_NAME_LIST, required: false, missing: None, wrong: None },
    Member { name: "ec2TagSet", shape: &EC2_TAG_SET, required: false, missing: None, wrong: None },
    Member { name: "tagFilters", shape: &EC2_TAG_FILTER_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TARGET_LABEL: Shape = Shape::Word(&["Blue", "Green"]);

#[rustfmt::skip]
static TARGET_METRICS: Shape = Shape::Structure(&[
    Member { name: "points", shape: &METRIC_POINT_LIST, required: false, missing: None, wrong: None },
    Member { name: "targetId", shape: &TARGET_ID, required: false, missing: None, wrong: None },
    Member { name: "versions", shape: &VERSION_METRICS_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TARGET_METRICS_LIST: Shape = Shape::List { item: &TARGET_METRICS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TARGET_STATUS: Shape = Shape::Word(&["Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Unknown", "Ready"]);

#[rustfmt::skip]
static TARGET_WEIGHT: Shape = Shape::Structure(&[
    Member { name: "targetId", shape: &TARGET_ID, required: false, missing: None, wrong: None },
    Member { name: "version", shape: &VERSION, required: false, missing: None, wrong: None },
    Member { name: "weight", shape: &PERCENT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TARGET_WEIGHT_LIST: Shape = Shape::List { item: &TARGET_WEIGHT, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TIME: Shape = Shape::Timestamp;

#[rustfmt::skip]
static TIME_BASED_CANARY: Shape = Shape::Structure(&[
    Member { name: "canaryInterval", shape: &WAIT_TIME_IN_MINS, required: false, missing: None, wrong: None },
    Member { name: "canaryPercentage", shape: &PERCENTAGE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TIME_BASED_LINEAR: Shape = Shape::Structure(&[
    Member { name: "linearInterval", shape: &WAIT_TIME_IN_MINS, required: false, missing: None, wrong: None },
    Member { name: "linearPercentage", shape: &PERCENTAGE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TIME_RANGE: Shape = Shape::Structure(&[
    Member { name: "end", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "start", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TIMESTAMP: Shape = Shape::Timestamp;

#[rustfmt::skip]
static TRAFFIC_ROUTE: Shape = Shape::Structure(&[
    Member { name: "listenerArns", shape: &LISTENER_ARN_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TRAFFIC_ROUTING_CONFIG: Shape = Shape::Structure(&[
    Member { name: "steps", shape: &ROUTING_STEP_LIST, required: false, missing: None, wrong: None },
    Member { name: "timeBasedCanary", shape: &TIME_BASED_CANARY, required: false, missing: None, wrong: None },
    Member { name: "timeBasedLinear", shape: &TIME_BASED_LINEAR, required: false, missing: None, wrong: None },
    Member { name: "type", shape: &TRAFFIC_ROUTING_TYPE, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TRAFFIC_ROUTING_TYPE: Shape = Shape::Word(&["TimeBasedCanary", "TimeBasedLinear", "AllAtOnce", "Steps"]);

#[rustfmt::skip]
static TRAFFIC_WEIGHT: Shape = Shape::Double;

#[rustfmt::skip]
static TRIGGER_CONFIG: Shape = Shape::Structure(&[
    Member { name: "triggerEvents", shape: &TRIGGER_EVENT_TYPE_LIST, required: false, missing: None, wrong: None },
    Member { name: "triggerName", shape: &TRIGGER_NAME, required: false, missing: None, wrong: None },
    Member { name: "triggerTargetArn", shape: &TRIGGER_TARGET_ARN, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static TRIGGER_CONFIG_LIST: Shape = Shape::List { item: &TRIGGER_CONFIG, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TRIGGER_EVENT_TYPE: Shape = Shape::Word(&["DeploymentStart", "DeploymentSuccess", "DeploymentFailure", "DeploymentStop", "DeploymentRollback", "DeploymentReady", "InstanceStart", "InstanceSuccess", "InstanceFailure", "InstanceReady"]);

#[rustfmt::skip]
static TRIGGER_EVENT_TYPE_LIST: Shape = Shape::List { item: &TRIGGER_EVENT_TYPE, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static TRIGGER_NAME: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static TRIGGER_TARGET_ARN: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static UNTAG_RESOURCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "ResourceArn", shape: &ARN, required: true, missing: Some(Exception::ResourceArnRequired), wrong: Some(Exception::InvalidArn) },
    Member { name: "TagKeys", shape: &TAG_KEY_LIST, required: true, missing: Some(Exception::TagRequired), wrong: Some(Exception::InvalidTagsToAdd) },
]);

#[rustfmt::skip]
static UNTAG_RESOURCE_OUTPUT: Shape = Shape::Structure(&[
]);

#[rustfmt::skip]
static UPDATE_APPLICATION_INPUT: Shape = Shape::Structure(&[
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: false, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "newApplicationName", shape: &APPLICATION_NAME, required: false, missing: None, wrong: Some(Exception::InvalidApplicationName) },
]);

#[rustfmt::skip]
static UPDATE_DEPLOYMENT_GROUP_INPUT: Shape = Shape::Structure(&[
    Member { name: "alarmConfiguration", shape: &ALARM_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidAlarmConfig) },
    Member { name: "applicationName", shape: &APPLICATION_NAME, required: true, missing: Some(Exception::ApplicationNameRequired), wrong: Some(Exception::InvalidApplicationName) },
    Member { name: "autoRollbackConfiguration", shape: &AUTO_ROLLBACK_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidAutoRollbackConfig) },
    Member { name: "autoScalingGroups", shape: &AUTO_SCALING_GROUP_NAME_LIST, required: false, missing: None, wrong: None },
    Member { name: "blueGreenDeploymentConfiguration", shape: &BLUE_GREEN_DEPLOYMENT_CONFIGURATION, required: false, missing: None, wrong: Some(Exception::InvalidBlueGreenDeploymentConfiguration) },
    Member { name: "currentDeploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: true, missing: Some(Exception::DeploymentGroupNameRequired), wrong: Some(Exception::InvalidDeploymentGroupName) },
    Member { name: "deploymentConfigName", shape: &DEPLOYMENT_CONFIG_NAME, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentConfigName) },
    Member { name: "deploymentStyle", shape: &DEPLOYMENT_STYLE, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentStyle) },
    Member { name: "ec2DeploymentOptions", shape: &EC2_DEPLOYMENT_OPTIONS, required: false, missing: None, wrong: Some(Exception::InvalidAutoScalingGroupProcessToSuspend) },
    Member { name: "ec2TagFilters", shape: &EC2_TAG_FILTER_LIST, required: false, missing: None, wrong: Some(Exception::InvalidEC2Tag) },
    Member { name: "ec2TagSet", shape: &EC2_TAG_SET, required: false, missing: None, wrong: Some(Exception::InvalidEC2Tag) },
    Member { name: "ecsServices", shape: &ECS_SERVICE_LIST, required: false, missing: None, wrong: None },
    Member { name: "finalBakeSeconds", shape: &FINAL_BAKE_SECONDS, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "hookTimeoutSeconds", shape: &HOOK_TIMEOUT_SECONDS, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "ignoreActiveAlarms", shape: &BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "loadBalancerInfo", shape: &LOAD_BALANCER_INFO, required: false, missing: None, wrong: None },
    Member { name: "newDeploymentGroupName", shape: &DEPLOYMENT_GROUP_NAME, required: false, missing: None, wrong: Some(Exception::InvalidDeploymentGroupName) },
    Member { name: "onConflict", shape: &ON_CONFLICT, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "onPremisesInstanceTagFilters", shape: &TAG_FILTER_LIST, required: false, missing: None, wrong: Some(Exception::InvalidTag) },
    Member { name: "onPremisesTagSet", shape: &ON_PREMISES_TAG_SET, required: false, missing: None, wrong: Some(Exception::InvalidTag) },
    Member { name: "outdatedInstancesStrategy", shape: &OUTDATED_INSTANCES_STRATEGY, required: false, missing: None, wrong: Some(Exception::InvalidInput) },
    Member { name: "serviceRoleArn", shape: &ROLE, required: false, missing: None, wrong: Some(Exception::InvalidRole) },
    Member { name: "terminationHookEnabled", shape: &NULLABLE_BOOLEAN, required: false, missing: None, wrong: None },
    Member { name: "triggerConfigurations", shape: &TRIGGER_CONFIG_LIST, required: false, missing: None, wrong: Some(Exception::InvalidTriggerConfig) },
]);

#[rustfmt::skip]
static UPDATE_DEPLOYMENT_GROUP_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "hooksNotCleanedUp", shape: &AUTO_SCALING_GROUP_LIST, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static VALUE: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static VERSION: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static VERSION_DIFFERENCE: Shape = Shape::Structure(&[
    Member { name: "current", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "setting", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "target", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static VERSION_DIFFERENCE_LIST: Shape = Shape::List { item: &VERSION_DIFFERENCE, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static VERSION_ID: Shape = Shape::Text { length: Length { least: 0, most: usize::MAX }, characters: None };

#[rustfmt::skip]
static VERSION_METRICS: Shape = Shape::Structure(&[
    Member { name: "points", shape: &METRIC_POINT_LIST, required: false, missing: None, wrong: None },
    Member { name: "version", shape: &VERSION, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static VERSION_METRICS_LIST: Shape = Shape::List { item: &VERSION_METRICS, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static VERSION_SHARE: Shape = Shape::Structure(&[
    Member { name: "version", shape: &VERSION, required: false, missing: None, wrong: None },
    Member { name: "weight", shape: &PERCENT, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static VERSION_SHARE_LIST: Shape = Shape::List { item: &VERSION_SHARE, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static WAIT: Shape = Shape::Structure(&[
    Member { name: "approval", shape: &AWAITED_APPROVAL, required: false, missing: None, wrong: None },
    Member { name: "kind", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "since", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "step", shape: &COUNT, required: false, missing: None, wrong: None },
    Member { name: "token", shape: &WAIT_TOKEN, required: false, missing: None, wrong: None },
    Member { name: "until", shape: &TIMESTAMP, required: false, missing: None, wrong: None },
    Member { name: "what", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static WAIT_LIST: Shape = Shape::List { item: &WAIT, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static WAIT_TIME_IN_MINS: Shape = Shape::Integer { least: -2_147_483_648, most: 2_147_483_647 };

#[rustfmt::skip]
static WAIT_TIME_IN_SECONDS: Shape = Shape::Integer { least: -9_223_372_036_854_775_808, most: 9_223_372_036_854_775_807 };

#[rustfmt::skip]
static WAIT_TOKEN: Shape = Shape::Text { length: Length { least: 1, most: 64 }, characters: None };

#[rustfmt::skip]
static WATCHED_ALARM: Shape = Shape::Structure(&[
    Member { name: "name", shape: &STRING, required: false, missing: None, wrong: None },
    Member { name: "standing", shape: &STRING, required: false, missing: None, wrong: None },
]);

#[rustfmt::skip]
static WATCHED_ALARM_LIST: Shape = Shape::List { item: &WATCHED_ALARM, length: Length { least: 0, most: usize::MAX } };

#[rustfmt::skip]
static ZONAL_CONFIG: Shape = Shape::Structure(&[
    Member { name: "firstZoneMonitorDurationInSeconds", shape: &WAIT_TIME_IN_SECONDS, required: false, missing: None, wrong: None },
    Member { name: "minimumHealthyHostsPerZone", shape: &MINIMUM_HEALTHY_HOSTS_PER_ZONE, required: false, missing: None, wrong: None },
    Member { name: "monitorDurationInSeconds", shape: &WAIT_TIME_IN_SECONDS, required: false, missing: None, wrong: None },
]);
