// Written by `cargo xtask generate` from CodeDeploy's service model and overlay.json. Not to be edited.

use crate::shape::words;

words! {
    AccessLevel {
        Reader = "reader",
        Deployer = "deployer",
        Administrator = "administrator",
    }
    AlarmState {
        Ok = "OK",
        Alarm = "ALARM",
        InsufficientData = "INSUFFICIENT_DATA",
    }
    ApplicationRevisionSortBy {
        RegisterTime = "registerTime",
        FirstUsedTime = "firstUsedTime",
        LastUsedTime = "lastUsedTime",
    }
    AutoRollbackEvent {
        DeploymentFailure = "DEPLOYMENT_FAILURE",
        DeploymentStopOnAlarm = "DEPLOYMENT_STOP_ON_ALARM",
        DeploymentStopOnRequest = "DEPLOYMENT_STOP_ON_REQUEST",
    }
    AutoScalingGroupProcess {
        Terminate = "Terminate",
        AZRebalance = "AZRebalance",
        InstanceRefresh = "InstanceRefresh",
        ScheduledActions = "ScheduledActions",
    }
    BundleType {
        Tar = "tar",
        Tgz = "tgz",
        Zip = "zip",
        Yaml = "YAML",
        Json = "JSON",
    }
    BypassKind {
        EventSourceMapping = "eventSourceMapping",
        FunctionUrl = "functionUrl",
        Permission = "permission",
    }
    ComputePlatform {
        Server = "Server",
        Lambda = "Lambda",
        Ecs = "ECS",
    }
    DeploymentCreator {
        User = "user",
        Autoscaling = "autoscaling",
        CodeDeployRollback = "codeDeployRollback",
        CodeDeploy = "CodeDeploy",
        CodeDeployAutoUpdate = "CodeDeployAutoUpdate",
        CloudFormation = "CloudFormation",
        CloudFormationRollback = "CloudFormationRollback",
        AutoscalingTermination = "autoscalingTermination",
    }
    DeploymentMode {
        Standard = "STANDARD",
        Restart = "RESTART",
    }
    DeploymentOption {
        WithTrafficControl = "WITH_TRAFFIC_CONTROL",
        WithoutTrafficControl = "WITHOUT_TRAFFIC_CONTROL",
    }
    DeploymentReadyAction {
        ContinueDeployment = "CONTINUE_DEPLOYMENT",
        StopDeployment = "STOP_DEPLOYMENT",
    }
    DeploymentStatus {
        Created = "Created",
        Queued = "Queued",
        InProgress = "InProgress",
        Baking = "Baking",
        Succeeded = "Succeeded",
        Failed = "Failed",
        Stopped = "Stopped",
        Ready = "Ready",
    }
    DeploymentTargetType {
        InstanceTarget = "InstanceTarget",
        LambdaTarget = "LambdaTarget",
        ECSTarget = "ECSTarget",
        CloudFormationTarget = "CloudFormationTarget",
    }
    DeploymentType {
        InPlace = "IN_PLACE",
        BlueGreen = "BLUE_GREEN",
    }
    DeploymentWaitType {
        ReadyWait = "READY_WAIT",
        TerminationWait = "TERMINATION_WAIT",
    }
    EC2TagFilterType {
        KeyOnly = "KEY_ONLY",
        ValueOnly = "VALUE_ONLY",
        KeyAndValue = "KEY_AND_VALUE",
    }
    ErrorCode {
        AgentIssue = "AGENT_ISSUE",
        AlarmActive = "ALARM_ACTIVE",
        ApplicationMissing = "APPLICATION_MISSING",
        AutoscalingValidationError = "AUTOSCALING_VALIDATION_ERROR",
        AutoScalingConfiguration = "AUTO_SCALING_CONFIGURATION",
        AutoScalingIamRolePermissions = "AUTO_SCALING_IAM_ROLE_PERMISSIONS",
        CodedeployResourceCannotBeFound = "CODEDEPLOY_RESOURCE_CANNOT_BE_FOUND",
        CustomerApplicationUnhealthy = "CUSTOMER_APPLICATION_UNHEALTHY",
        DeploymentGroupMissing = "DEPLOYMENT_GROUP_MISSING",
        EcsUpdateError = "ECS_UPDATE_ERROR",
        ElasticLoadBalancingInvalid = "ELASTIC_LOAD_BALANCING_INVALID",
        ElbInvalidInstance = "ELB_INVALID_INSTANCE",
        HealthConstraints = "HEALTH_CONSTRAINTS",
        HealthConstraintsInvalid = "HEALTH_CONSTRAINTS_INVALID",
        HookExecutionFailure = "HOOK_EXECUTION_FAILURE",
        IamRoleMissing = "IAM_ROLE_MISSING",
        IamRolePermissions = "IAM_ROLE_PERMISSIONS",
        InternalError = "INTERNAL_ERROR",
        InvalidEcsService = "INVALID_ECS_SERVICE",
        InvalidLambdaConfiguration = "INVALID_LAMBDA_CONFIGURATION",
        InvalidLambdaFunction = "INVALID_LAMBDA_FUNCTION",
        InvalidRevision = "INVALID_REVISION",
        ManualStop = "MANUAL_STOP",
        MissingBlueGreenDeploymentConfiguration = "MISSING_BLUE_GREEN_DEPLOYMENT_CONFIGURATION",
        MissingElbInformation = "MISSING_ELB_INFORMATION",
        MissingGithubToken = "MISSING_GITHUB_TOKEN",
        NoEc2Subscription = "NO_EC2_SUBSCRIPTION",
        NoInstances = "NO_INSTANCES",
        OverMaxInstances = "OVER_MAX_INSTANCES",
        ResourceLimitExceeded = "RESOURCE_LIMIT_EXCEEDED",
        RevisionMissing = "REVISION_MISSING",
        Throttled = "THROTTLED",
        Timeout = "TIMEOUT",
        CloudformationStackFailure = "CLOUDFORMATION_STACK_FAILURE",
    }
    FileExistsBehavior {
        Disallow = "DISALLOW",
        Overwrite = "OVERWRITE",
        Retain = "RETAIN",
    }
    FindingSeverity {
        Error = "error",
        Warning = "warning",
        Info = "info",
    }
    GreenFleetProvisioningAction {
        DiscoverExisting = "DISCOVER_EXISTING",
        CopyAutoScalingGroup = "COPY_AUTO_SCALING_GROUP",
    }
    InstanceAction {
        Terminate = "TERMINATE",
        KeepAlive = "KEEP_ALIVE",
    }
    InstanceStatus {
        Pending = "Pending",
        InProgress = "InProgress",
        Succeeded = "Succeeded",
        Failed = "Failed",
        Skipped = "Skipped",
        Unknown = "Unknown",
        Ready = "Ready",
    }
    InstanceType {
        Blue = "Blue",
        Green = "Green",
    }
    LifecycleErrorCode {
        Success = "Success",
        ScriptMissing = "ScriptMissing",
        ScriptNotExecutable = "ScriptNotExecutable",
        ScriptTimedOut = "ScriptTimedOut",
        ScriptFailed = "ScriptFailed",
        UnknownError = "UnknownError",
    }
    LifecycleEventStatus {
        Pending = "Pending",
        InProgress = "InProgress",
        Succeeded = "Succeeded",
        Failed = "Failed",
        Skipped = "Skipped",
        Unknown = "Unknown",
    }
    ListStateFilterAction {
        Include = "include",
        Exclude = "exclude",
        Ignore = "ignore",
    }
    MinimumHealthyHostsPerZoneType {
        HostCount = "HOST_COUNT",
        FleetPercent = "FLEET_PERCENT",
    }
    MinimumHealthyHostsType {
        HostCount = "HOST_COUNT",
        FleetPercent = "FLEET_PERCENT",
    }
    OnConflict {
        Reject = "reject",
        Queue = "queue",
        Supersede = "supersede",
    }
    OnDeadline {
        Reject = "reject",
        Approve = "approve",
    }
    OutdatedInstancesStrategy {
        Update = "UPDATE",
        Ignore = "IGNORE",
    }
    RegistrationStatus {
        Registered = "Registered",
        Deregistered = "Deregistered",
    }
    RevisionLocationType {
        S3 = "S3",
        GitHub = "GitHub",
        String = "String",
        AppSpecContent = "AppSpecContent",
    }
    SortOrder {
        Ascending = "ascending",
        Descending = "descending",
    }
    StopStatus {
        Pending = "Pending",
        Succeeded = "Succeeded",
    }
    TagFilterType {
        KeyOnly = "KEY_ONLY",
        ValueOnly = "VALUE_ONLY",
        KeyAndValue = "KEY_AND_VALUE",
    }
    TargetFilterName {
        TargetStatus = "TargetStatus",
        ServerInstanceLabel = "ServerInstanceLabel",
    }
    TargetLabel {
        Blue = "Blue",
        Green = "Green",
    }
    TargetStatus {
        Pending = "Pending",
        InProgress = "InProgress",
        Succeeded = "Succeeded",
        Failed = "Failed",
        Skipped = "Skipped",
        Unknown = "Unknown",
        Ready = "Ready",
    }
    TrafficRoutingType {
        TimeBasedCanary = "TimeBasedCanary",
        TimeBasedLinear = "TimeBasedLinear",
        AllAtOnce = "AllAtOnce",
        Steps = "Steps",
    }
    TriggerEventType {
        DeploymentStart = "DeploymentStart",
        DeploymentSuccess = "DeploymentSuccess",
        DeploymentFailure = "DeploymentFailure",
        DeploymentStop = "DeploymentStop",
        DeploymentRollback = "DeploymentRollback",
        DeploymentReady = "DeploymentReady",
        InstanceStart = "InstanceStart",
        InstanceSuccess = "InstanceSuccess",
        InstanceFailure = "InstanceFailure",
        InstanceReady = "InstanceReady",
    }
    Exception {
        AccessDenied = "AccessDeniedException",
        AlarmsLimitExceeded = "AlarmsLimitExceededException",
        ApplicationAlreadyExists = "ApplicationAlreadyExistsException",
        ApplicationDoesNotExist = "ApplicationDoesNotExistException",
        ApplicationLimitExceeded = "ApplicationLimitExceededException",
        ApplicationNameRequired = "ApplicationNameRequiredException",
        ArnNotSupported = "ArnNotSupportedException",
        BatchLimitExceeded = "BatchLimitExceededException",
        BucketNameFilterRequired = "BucketNameFilterRequiredException",
        DeploymentAlreadyCompleted = "DeploymentAlreadyCompletedException",
        DeploymentAlreadyStarted = "DeploymentAlreadyStartedException",
        DeploymentConfigAlreadyExists = "DeploymentConfigAlreadyExistsException",
        DeploymentConfigDoesNotExist = "DeploymentConfigDoesNotExistException",
        DeploymentConfigInUse = "DeploymentConfigInUseException",
        DeploymentConfigLimitExceeded = "DeploymentConfigLimitExceededException",
        DeploymentConfigNameRequired = "DeploymentConfigNameRequiredException",
        DeploymentDoesNotExist = "DeploymentDoesNotExistException",
        DeploymentGroupAlreadyExists = "DeploymentGroupAlreadyExistsException",
        DeploymentGroupDoesNotExist = "DeploymentGroupDoesNotExistException",
        DeploymentGroupLimitExceeded = "DeploymentGroupLimitExceededException",
        DeploymentGroupNameRequired = "DeploymentGroupNameRequiredException",
        DeploymentIdRequired = "DeploymentIdRequiredException",
        DeploymentIsNotInReadyState = "DeploymentIsNotInReadyStateException",
        DeploymentLimitExceeded = "DeploymentLimitExceededException",
        DeploymentNotStarted = "DeploymentNotStartedException",
        DeploymentTargetDoesNotExist = "DeploymentTargetDoesNotExistException",
        DeploymentTargetIdRequired = "DeploymentTargetIdRequiredException",
        DeploymentTargetListSizeExceeded = "DeploymentTargetListSizeExceededException",
        DescriptionTooLong = "DescriptionTooLongException",
        ECSServiceMappingLimitExceeded = "ECSServiceMappingLimitExceededException",
        GitHubAccountTokenDoesNotExist = "GitHubAccountTokenDoesNotExistException",
        GitHubAccountTokenNameRequired = "GitHubAccountTokenNameRequiredException",
        IamArnRequired = "IamArnRequiredException",
        IamSessionArnAlreadyRegistered = "IamSessionArnAlreadyRegisteredException",
        IamUserArnAlreadyRegistered = "IamUserArnAlreadyRegisteredException",
        IamUserArnRequired = "IamUserArnRequiredException",
        InstanceDoesNotExist = "InstanceDoesNotExistException",
        InstanceIdRequired = "InstanceIdRequiredException",
        InstanceLimitExceeded = "InstanceLimitExceededException",
        InstanceNameAlreadyRegistered = "InstanceNameAlreadyRegisteredException",
        InstanceNameRequired = "InstanceNameRequiredException",
        InstanceNotRegistered = "InstanceNotRegisteredException",
        InvalidAlarmConfig = "InvalidAlarmConfigException",
        InvalidApplicationName = "InvalidApplicationNameException",
        InvalidArn = "InvalidArnException",
        InvalidAutoRollbackConfig = "InvalidAutoRollbackConfigException",
        InvalidAutoScalingGroup = "InvalidAutoScalingGroupException",
        InvalidAutoScalingGroupProcessToSuspend = "InvalidAutoScalingGroupProcessToSuspendException",
        InvalidBlueGreenDeploymentConfiguration = "InvalidBlueGreenDeploymentConfigurationException",
        InvalidBucketNameFilter = "InvalidBucketNameFilterException",
        InvalidComputePlatform = "InvalidComputePlatformException",
        InvalidDeployedStateFilter = "InvalidDeployedStateFilterException",
        InvalidDeploymentConfigName = "InvalidDeploymentConfigNameException",
        InvalidDeploymentGroupName = "InvalidDeploymentGroupNameException",
        InvalidDeploymentId = "InvalidDeploymentIdException",
        InvalidDeploymentInstanceType = "InvalidDeploymentInstanceTypeException",
        InvalidDeploymentStatus = "InvalidDeploymentStatusException",
        InvalidDeploymentStyle = "InvalidDeploymentStyleException",
        InvalidDeploymentTargetId = "InvalidDeploymentTargetIdException",
        InvalidDeploymentWaitType = "InvalidDeploymentWaitTypeException",
        InvalidEC2Tag = "InvalidEC2TagException",
        InvalidEC2TagCombination = "InvalidEC2TagCombinationException",
        InvalidECSService = "InvalidECSServiceException",
        InvalidExternalId = "InvalidExternalIdException",
        InvalidFileExistsBehavior = "InvalidFileExistsBehaviorException",
        InvalidGitHubAccountToken = "InvalidGitHubAccountTokenException",
        InvalidGitHubAccountTokenName = "InvalidGitHubAccountTokenNameException",
        InvalidIamSessionArn = "InvalidIamSessionArnException",
        InvalidIamUserArn = "InvalidIamUserArnException",
        InvalidIgnoreApplicationStopFailuresValue = "InvalidIgnoreApplicationStopFailuresValueException",
        InvalidInput = "InvalidInputException",
        InvalidInstanceId = "InvalidInstanceIdException",
        InvalidInstanceName = "InvalidInstanceNameException",
        InvalidInstanceStatus = "InvalidInstanceStatusException",
        InvalidInstanceType = "InvalidInstanceTypeException",
        InvalidKeyPrefixFilter = "InvalidKeyPrefixFilterException",
        InvalidLifecycleEventHookExecutionId = "InvalidLifecycleEventHookExecutionIdException",
        InvalidLifecycleEventHookExecutionStatus = "InvalidLifecycleEventHookExecutionStatusException",
        InvalidLoadBalancerInfo = "InvalidLoadBalancerInfoException",
        InvalidMinimumHealthyHostValue = "InvalidMinimumHealthyHostValueException",
        InvalidNextToken = "InvalidNextTokenException",
        InvalidOnPremisesTagCombination = "InvalidOnPremisesTagCombinationException",
        InvalidOperation = "InvalidOperationException",
        InvalidRegistrationStatus = "InvalidRegistrationStatusException",
        InvalidRevision = "InvalidRevisionException",
        InvalidRole = "InvalidRoleException",
        InvalidSortBy = "InvalidSortByException",
        InvalidSortOrder = "InvalidSortOrderException",
        InvalidTag = "InvalidTagException",
        InvalidTagFilter = "InvalidTagFilterException",
        InvalidTagsToAdd = "InvalidTagsToAddException",
        InvalidTarget = "InvalidTargetException",
        InvalidTargetFilterName = "InvalidTargetFilterNameException",
        InvalidTargetGroupPair = "InvalidTargetGroupPairException",
        InvalidTargetInstances = "InvalidTargetInstancesException",
        InvalidTimeRange = "InvalidTimeRangeException",
        InvalidTrafficRoutingConfiguration = "InvalidTrafficRoutingConfigurationException",
        InvalidTriggerConfig = "InvalidTriggerConfigException",
        InvalidUpdateOutdatedInstancesOnlyValue = "InvalidUpdateOutdatedInstancesOnlyValueException",
        InvalidZonalDeploymentConfiguration = "InvalidZonalDeploymentConfigurationException",
        LifecycleEventAlreadyCompleted = "LifecycleEventAlreadyCompletedException",
        LifecycleHookLimitExceeded = "LifecycleHookLimitExceededException",
        MultipleIamArnsProvided = "MultipleIamArnsProvidedException",
        OperationNotSupported = "OperationNotSupportedException",
        ResourceArnRequired = "ResourceArnRequiredException",
        ResourceValidation = "ResourceValidationException",
        RevisionDoesNotExist = "RevisionDoesNotExistException",
        RevisionRequired = "RevisionRequiredException",
        RoleRequired = "RoleRequiredException",
        Serialization = "SerializationException",
        TagLimitExceeded = "TagLimitExceededException",
        TagRequired = "TagRequiredException",
        TagSetListLimitExceeded = "TagSetListLimitExceededException",
        Throttling = "ThrottlingException",
        TriggerTargetsLimitExceeded = "TriggerTargetsLimitExceededException",
        UnknownOperation = "UnknownOperationException",
        UnsupportedActionForDeploymentType = "UnsupportedActionForDeploymentTypeException",
    }
}
