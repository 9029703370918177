// Written by `cargo xtask generate` from CodeDeploy's service model and overlay.json. Not to be edited.

use crate::shape::structures;
use std::collections::BTreeMap;

structures! {
    AbandonRollbackInput {
        by = "by": String,
        deployment_id = "deploymentId": String,
        reason = "reason": String,
    }
    AddTagsToOnPremisesInstancesInput {
        instance_names = "instanceNames": Vec<String>,
        tags = "tags": Vec<Tag>,
    }
    Alarm {
        name = "name": String,
    }
    AlarmConfiguration {
        alarms = "alarms": Vec<Alarm>,
        enabled = "enabled": bool,
        ignore_poll_alarm_failure = "ignorePollAlarmFailure": bool,
    }
    AlarmStatus {
        dimensions = "dimensions": BTreeMap<String, String>,
        exists = "exists": bool,
        metric_name = "metricName": String,
        name = "name": String,
        reason = "reason": String,
        state = "state": crate::AlarmState,
        state_time = "stateTime": f64,
    }
    AllowedAction {
        action = "action": String,
        token = "token": String,
    }
    AppSpecContent {
        content = "content": String,
        sha256 = "sha256": String,
    }
    ApplicationInfo {
        application_id = "applicationId": String,
        application_name = "applicationName": String,
        compute_platform = "computePlatform": crate::ComputePlatform,
        create_time = "createTime": f64,
        git_hub_account_name = "gitHubAccountName": String,
        linked_to_git_hub = "linkedToGitHub": bool,
    }
    ApproveDeploymentInput {
        comment = "comment": String,
        deployment_id = "deploymentId": String,
        proof = "proof": String,
        token = "token": String,
    }
    AutoRollbackConfiguration {
        enabled = "enabled": bool,
        events = "events": Vec<crate::AutoRollbackEvent>,
    }
    AutoScalingGroup {
        hook = "hook": String,
        name = "name": String,
        termination_hook = "terminationHook": String,
    }
    AwaitedApproval {
        by = "by": Vec<String>,
        exclude_starter = "excludeStarter": bool,
        given = "given": Vec<GivenApproval>,
        needed = "needed": i64,
    }
    BatchGetApplicationRevisionsInput {
        application_name = "applicationName": String,
        revisions = "revisions": Vec<RevisionLocation>,
    }
    BatchGetApplicationRevisionsOutput {
        application_name = "applicationName": String,
        error_message = "errorMessage": String,
        revisions = "revisions": Vec<RevisionInfo>,
    }
    BatchGetApplicationsInput {
        application_names = "applicationNames": Vec<String>,
    }
    BatchGetApplicationsOutput {
        applications_info = "applicationsInfo": Vec<ApplicationInfo>,
    }
    BatchGetDeploymentGroupsInput {
        application_name = "applicationName": String,
        deployment_group_names = "deploymentGroupNames": Vec<String>,
    }
    BatchGetDeploymentGroupsOutput {
        deployment_groups_info = "deploymentGroupsInfo": Vec<DeploymentGroupInfo>,
        error_message = "errorMessage": String,
    }
    BatchGetDeploymentInstancesInput {
        deployment_id = "deploymentId": String,
        instance_ids = "instanceIds": Vec<String>,
    }
    BatchGetDeploymentInstancesOutput {
        error_message = "errorMessage": String,
        instances_summary = "instancesSummary": Vec<InstanceSummary>,
    }
    BatchGetDeploymentTargetsInput {
        deployment_id = "deploymentId": String,
        target_ids = "targetIds": Vec<String>,
    }
    BatchGetDeploymentTargetsOutput {
        deployment_targets = "deploymentTargets": Vec<DeploymentTarget>,
    }
    BatchGetDeploymentsInput {
        deployment_ids = "deploymentIds": Vec<String>,
    }
    BatchGetDeploymentsOutput {
        deployments_info = "deploymentsInfo": Vec<DeploymentInfo>,
    }
    BatchGetOnPremisesInstancesInput {
        instance_names = "instanceNames": Vec<String>,
    }
    BatchGetOnPremisesInstancesOutput {
        instance_infos = "instanceInfos": Vec<InstanceInfo>,
    }
    BlueGreenDeploymentConfiguration {
        deployment_ready_option = "deploymentReadyOption": DeploymentReadyOption,
        green_fleet_provisioning_option = "greenFleetProvisioningOption": GreenFleetProvisioningOption,
        terminate_blue_instances_on_deployment_success = "terminateBlueInstancesOnDeploymentSuccess": BlueInstanceTerminationOption,
    }
    BlueInstanceTerminationOption {
        action = "action": crate::InstanceAction,
        termination_wait_time_in_minutes = "terminationWaitTimeInMinutes": i64,
    }
    Bypass {
        kind = "kind": crate::BypassKind,
        qualifier = "qualifier": String,
        source = "source": String,
    }
    CallerAccess {
        applications = "applications": Vec<String>,
        every_application = "everyApplication": bool,
        level = "level": crate::AccessLevel,
    }
    CloudFormationTarget {
        deployment_id = "deploymentId": String,
        last_updated_at = "lastUpdatedAt": f64,
        lifecycle_events = "lifecycleEvents": Vec<LifecycleEvent>,
        resource_type = "resourceType": String,
        status = "status": crate::TargetStatus,
        target_id = "targetId": String,
        target_version_weight = "targetVersionWeight": f64,
    }
    ContinueDeploymentInput {
        deployment_id = "deploymentId": String,
        deployment_wait_type = "deploymentWaitType": crate::DeploymentWaitType,
    }
    CostEstimate {
        amount = "amount": f64,
        currency = "currency": String,
        items = "items": Vec<CostItem>,
        prices_of = "pricesOf": String,
    }
    CostItem {
        amount = "amount": f64,
        count = "count": i64,
        price_per_million = "pricePerMillion": f64,
        what = "what": String,
    }
    CreateApplicationInput {
        application_name = "applicationName": String,
        compute_platform = "computePlatform": crate::ComputePlatform,
        tags = "tags": Vec<Tag>,
    }
    CreateApplicationOutput {
        application_id = "applicationId": String,
    }
    CreateDeploymentConfigInput {
        compute_platform = "computePlatform": crate::ComputePlatform,
        deployment_config_name = "deploymentConfigName": String,
        minimum_healthy_hosts = "minimumHealthyHosts": MinimumHealthyHosts,
        traffic_routing_config = "trafficRoutingConfig": TrafficRoutingConfig,
        zonal_config = "zonalConfig": ZonalConfig,
    }
    CreateDeploymentConfigOutput {
        deployment_config_id = "deploymentConfigId": String,
    }
    CreateDeploymentGroupInput {
        alarm_configuration = "alarmConfiguration": AlarmConfiguration,
        application_name = "applicationName": String,
        auto_rollback_configuration = "autoRollbackConfiguration": AutoRollbackConfiguration,
        auto_scaling_groups = "autoScalingGroups": Vec<String>,
        blue_green_deployment_configuration = "blueGreenDeploymentConfiguration": BlueGreenDeploymentConfiguration,
        deployment_config_name = "deploymentConfigName": String,
        deployment_group_name = "deploymentGroupName": String,
        deployment_style = "deploymentStyle": DeploymentStyle,
        ec2_deployment_options = "ec2DeploymentOptions": EC2DeploymentOptions,
        ec2_tag_filters = "ec2TagFilters": Vec<EC2TagFilter>,
        ec2_tag_set = "ec2TagSet": EC2TagSet,
        ecs_services = "ecsServices": Vec<ECSService>,
        final_bake_seconds = "finalBakeSeconds": i64,
        hook_timeout_seconds = "hookTimeoutSeconds": i64,
        ignore_active_alarms = "ignoreActiveAlarms": bool,
        load_balancer_info = "loadBalancerInfo": LoadBalancerInfo,
        on_conflict = "onConflict": crate::OnConflict,
        on_premises_instance_tag_filters = "onPremisesInstanceTagFilters": Vec<TagFilter>,
        on_premises_tag_set = "onPremisesTagSet": OnPremisesTagSet,
        outdated_instances_strategy = "outdatedInstancesStrategy": crate::OutdatedInstancesStrategy,
        service_role_arn = "serviceRoleArn": String,
        tags = "tags": Vec<Tag>,
        termination_hook_enabled = "terminationHookEnabled": bool,
        trigger_configurations = "triggerConfigurations": Vec<TriggerConfig>,
    }
    CreateDeploymentGroupOutput {
        deployment_group_id = "deploymentGroupId": String,
    }
    CreateDeploymentInput {
        application_name = "applicationName": String,
        auto_rollback_configuration = "autoRollbackConfiguration": AutoRollbackConfiguration,
        client_request_token = "clientRequestToken": String,
        deployment_config_name = "deploymentConfigName": String,
        deployment_group_name = "deploymentGroupName": String,
        deployment_mode = "deploymentMode": crate::DeploymentMode,
        description = "description": String,
        ec2_deployment_options = "ec2DeploymentOptions": EC2DeploymentOptions,
        file_exists_behavior = "fileExistsBehavior": crate::FileExistsBehavior,
        final_bake_seconds = "finalBakeSeconds": i64,
        hook_timeout_seconds = "hookTimeoutSeconds": i64,
        ignore_active_alarms = "ignoreActiveAlarms": bool,
        ignore_application_stop_failures = "ignoreApplicationStopFailures": bool,
        on_conflict = "onConflict": crate::OnConflict,
        override_alarm_configuration = "overrideAlarmConfiguration": AlarmConfiguration,
        proof = "proof": String,
        revision = "revision": RevisionLocation,
        target_instances = "targetInstances": TargetInstances,
        update_outdated_instances_only = "updateOutdatedInstancesOnly": bool,
    }
    CreateDeploymentOutput {
        deployment_id = "deploymentId": String,
    }
    DecisionOutput {
        deployment_id = "deploymentId": String,
        headgate = "headgate": HeadgateInfo,
        status = "status": crate::DeploymentStatus,
    }
    DeleteApplicationInput {
        application_name = "applicationName": String,
    }
    DeleteDeploymentConfigInput {
        deployment_config_name = "deploymentConfigName": String,
    }
    DeleteDeploymentGroupInput {
        application_name = "applicationName": String,
        deployment_group_name = "deploymentGroupName": String,
    }
    DeleteDeploymentGroupOutput {
        hooks_not_cleaned_up = "hooksNotCleanedUp": Vec<AutoScalingGroup>,
    }
    DeleteGitHubAccountTokenInput {
        token_name = "tokenName": String,
    }
    DeleteGitHubAccountTokenOutput {
        token_name = "tokenName": String,
    }
    DeleteResourcesByExternalIdInput {
        external_id = "externalId": String,
    }
    DeleteResourcesByExternalIdOutput {
    }
    DeploymentConfigInfo {
        compute_platform = "computePlatform": crate::ComputePlatform,
        create_time = "createTime": f64,
        deployment_config_id = "deploymentConfigId": String,
        deployment_config_name = "deploymentConfigName": String,
        minimum_healthy_hosts = "minimumHealthyHosts": MinimumHealthyHosts,
        traffic_routing_config = "trafficRoutingConfig": TrafficRoutingConfig,
        zonal_config = "zonalConfig": ZonalConfig,
    }
    DeploymentGroupInfo {
        alarm_configuration = "alarmConfiguration": AlarmConfiguration,
        application_name = "applicationName": String,
        auto_rollback_configuration = "autoRollbackConfiguration": AutoRollbackConfiguration,
        auto_scaling_groups = "autoScalingGroups": Vec<AutoScalingGroup>,
        blue_green_deployment_configuration = "blueGreenDeploymentConfiguration": BlueGreenDeploymentConfiguration,
        compute_platform = "computePlatform": crate::ComputePlatform,
        deployment_config_name = "deploymentConfigName": String,
        deployment_group_id = "deploymentGroupId": String,
        deployment_group_name = "deploymentGroupName": String,
        deployment_style = "deploymentStyle": DeploymentStyle,
        ec2_deployment_options = "ec2DeploymentOptions": EC2DeploymentOptions,
        ec2_tag_filters = "ec2TagFilters": Vec<EC2TagFilter>,
        ec2_tag_set = "ec2TagSet": EC2TagSet,
        ecs_services = "ecsServices": Vec<ECSService>,
        final_bake_seconds = "finalBakeSeconds": i64,
        hook_timeout_seconds = "hookTimeoutSeconds": i64,
        ignore_active_alarms = "ignoreActiveAlarms": bool,
        last_attempted_deployment = "lastAttemptedDeployment": LastDeploymentInfo,
        last_successful_deployment = "lastSuccessfulDeployment": LastDeploymentInfo,
        load_balancer_info = "loadBalancerInfo": LoadBalancerInfo,
        on_conflict = "onConflict": crate::OnConflict,
        on_premises_instance_tag_filters = "onPremisesInstanceTagFilters": Vec<TagFilter>,
        on_premises_tag_set = "onPremisesTagSet": OnPremisesTagSet,
        outdated_instances_strategy = "outdatedInstancesStrategy": crate::OutdatedInstancesStrategy,
        service_role_arn = "serviceRoleArn": String,
        target_revision = "targetRevision": RevisionLocation,
        termination_hook_enabled = "terminationHookEnabled": bool,
        trigger_configurations = "triggerConfigurations": Vec<TriggerConfig>,
    }
    DeploymentInfo {
        additional_deployment_status_info = "additionalDeploymentStatusInfo": String,
        application_name = "applicationName": String,
        auto_rollback_configuration = "autoRollbackConfiguration": AutoRollbackConfiguration,
        blue_green_deployment_configuration = "blueGreenDeploymentConfiguration": BlueGreenDeploymentConfiguration,
        complete_time = "completeTime": f64,
        compute_platform = "computePlatform": crate::ComputePlatform,
        create_time = "createTime": f64,
        creator = "creator": crate::DeploymentCreator,
        deployment_config_name = "deploymentConfigName": String,
        deployment_group_name = "deploymentGroupName": String,
        deployment_id = "deploymentId": String,
        deployment_mode = "deploymentMode": crate::DeploymentMode,
        deployment_overview = "deploymentOverview": DeploymentOverview,
        deployment_status_messages = "deploymentStatusMessages": Vec<String>,
        deployment_style = "deploymentStyle": DeploymentStyle,
        description = "description": String,
        ec2_deployment_options = "ec2DeploymentOptions": EC2DeploymentOptions,
        error_information = "errorInformation": ErrorInformation,
        external_id = "externalId": String,
        file_exists_behavior = "fileExistsBehavior": crate::FileExistsBehavior,
        headgate = "headgate": HeadgateInfo,
        ignore_application_stop_failures = "ignoreApplicationStopFailures": bool,
        instance_termination_wait_time_started = "instanceTerminationWaitTimeStarted": bool,
        load_balancer_info = "loadBalancerInfo": LoadBalancerInfo,
        override_alarm_configuration = "overrideAlarmConfiguration": AlarmConfiguration,
        previous_revision = "previousRevision": RevisionLocation,
        related_deployments = "relatedDeployments": RelatedDeployments,
        revision = "revision": RevisionLocation,
        rollback_info = "rollbackInfo": RollbackInfo,
        start_time = "startTime": f64,
        status = "status": crate::DeploymentStatus,
        target_instances = "targetInstances": TargetInstances,
        update_outdated_instances_only = "updateOutdatedInstancesOnly": bool,
    }
    DeploymentOverview {
        failed = "Failed": i64,
        in_progress = "InProgress": i64,
        pending = "Pending": i64,
        ready = "Ready": i64,
        skipped = "Skipped": i64,
        succeeded = "Succeeded": i64,
    }
    DeploymentReadyOption {
        action_on_timeout = "actionOnTimeout": crate::DeploymentReadyAction,
        wait_time_in_minutes = "waitTimeInMinutes": i64,
    }
    DeploymentStyle {
        deployment_option = "deploymentOption": crate::DeploymentOption,
        deployment_type = "deploymentType": crate::DeploymentType,
    }
    DeploymentTarget {
        cloud_formation_target = "cloudFormationTarget": CloudFormationTarget,
        deployment_target_type = "deploymentTargetType": crate::DeploymentTargetType,
        ecs_target = "ecsTarget": ECSTarget,
        instance_target = "instanceTarget": InstanceTarget,
        lambda_target = "lambdaTarget": LambdaTarget,
    }
    DeregisterOnPremisesInstanceInput {
        instance_name = "instanceName": String,
    }
    DescribeFunctionInput {
        function_name = "functionName": String,
    }
    DescribeFunctionOutput {
        alarms = "alarms": Vec<AlarmStatus>,
        aliases = "aliases": Vec<FunctionAlias>,
        deployment_groups = "deploymentGroups": Vec<FunctionGroup>,
        findings = "findings": Vec<Finding>,
        function_arn = "functionArn": String,
        function_name = "functionName": String,
        incomplete = "incomplete": bool,
        versions = "versions": Vec<FunctionVersion>,
    }
    DescribeInstallationInput {
    }
    DescribeInstallationOutput {
        access = "access": CallerAccess,
        account_id = "accountId": String,
        alarms = "alarms": Vec<AlarmStatus>,
        capabilities = "capabilities": Vec<String>,
        findings = "findings": Vec<Finding>,
        hook_functions = "hookFunctions": Vec<String>,
        incomplete = "incomplete": bool,
        partition = "partition": String,
        poll_seconds = "pollSeconds": i64,
        queues = "queues": Vec<QueueStatus>,
        region = "region": String,
        retention_days = "retentionDays": i64,
        stack_name = "stackName": String,
        sweep_last_run_time = "sweepLastRunTime": f64,
        table_name = "tableName": String,
        version = "version": String,
    }
    Diagnostics {
        error_code = "errorCode": crate::LifecycleErrorCode,
        log_tail = "logTail": String,
        message = "message": String,
        script_name = "scriptName": String,
    }
    EC2DeploymentOptions {
        auto_scaling_group_processes_to_suspend = "autoScalingGroupProcessesToSuspend": Vec<crate::AutoScalingGroupProcess>,
    }
    EC2TagFilter {
        key = "Key": String,
        r#type = "Type": crate::EC2TagFilterType,
        value = "Value": String,
    }
    EC2TagSet {
        ec2_tag_set_list = "ec2TagSetList": Vec<Vec<EC2TagFilter>>,
    }
    ECSService {
        cluster_name = "clusterName": String,
        service_name = "serviceName": String,
    }
    ECSTarget {
        deployment_id = "deploymentId": String,
        last_updated_at = "lastUpdatedAt": f64,
        lifecycle_events = "lifecycleEvents": Vec<LifecycleEvent>,
        status = "status": crate::TargetStatus,
        target_arn = "targetArn": String,
        target_id = "targetId": String,
        task_sets_info = "taskSetsInfo": Vec<ECSTaskSet>,
    }
    ECSTaskSet {
        desired_count = "desiredCount": i64,
        identifer = "identifer": String,
        pending_count = "pendingCount": i64,
        running_count = "runningCount": i64,
        status = "status": String,
        target_group = "targetGroup": TargetGroupInfo,
        task_set_label = "taskSetLabel": crate::TargetLabel,
        traffic_weight = "trafficWeight": f64,
    }
    ELBInfo {
        name = "name": String,
    }
    ErrorInformation {
        code = "code": crate::ErrorCode,
        message = "message": String,
    }
    Finding {
        message = "message": String,
        remedy = "remedy": String,
        severity = "severity": crate::FindingSeverity,
        subject = "subject": String,
    }
    FunctionAlias {
        description = "description": String,
        name = "name": String,
        routing = "routing": Vec<VersionShare>,
    }
    FunctionGroup {
        aliases = "aliases": Vec<String>,
        application_name = "applicationName": String,
        create_time = "createTime": f64,
        deployment_group_name = "deploymentGroupName": String,
        deployment_id = "deploymentId": String,
        status = "status": crate::DeploymentStatus,
    }
    FunctionVersion {
        code_sha256 = "codeSha256": String,
        description = "description": String,
        modified_time = "modifiedTime": f64,
        runtime = "runtime": String,
        state = "state": String,
        state_reason = "stateReason": String,
        version = "version": String,
    }
    GenericRevisionInfo {
        deployment_groups = "deploymentGroups": Vec<String>,
        description = "description": String,
        first_used_time = "firstUsedTime": f64,
        last_used_time = "lastUsedTime": f64,
        register_time = "registerTime": f64,
    }
    GetApplicationInput {
        application_name = "applicationName": String,
    }
    GetApplicationOutput {
        application = "application": ApplicationInfo,
    }
    GetApplicationRevisionInput {
        application_name = "applicationName": String,
        revision = "revision": RevisionLocation,
    }
    GetApplicationRevisionOutput {
        application_name = "applicationName": String,
        revision = "revision": RevisionLocation,
        revision_info = "revisionInfo": GenericRevisionInfo,
    }
    GetDeploymentConfigInput {
        deployment_config_name = "deploymentConfigName": String,
    }
    GetDeploymentConfigOutput {
        deployment_config_info = "deploymentConfigInfo": DeploymentConfigInfo,
    }
    GetDeploymentGroupInput {
        application_name = "applicationName": String,
        deployment_group_name = "deploymentGroupName": String,
    }
    GetDeploymentGroupOutput {
        deployment_group_info = "deploymentGroupInfo": DeploymentGroupInfo,
    }
    GetDeploymentHistoryInput {
        deployment_id = "deploymentId": String,
        next_token = "nextToken": String,
    }
    GetDeploymentHistoryOutput {
        deployment_id = "deploymentId": String,
        entries = "entries": Vec<HistoryEntry>,
        next_token = "nextToken": String,
    }
    GetDeploymentInput {
        deployment_id = "deploymentId": String,
    }
    GetDeploymentInstanceInput {
        deployment_id = "deploymentId": String,
        instance_id = "instanceId": String,
    }
    GetDeploymentInstanceOutput {
        instance_summary = "instanceSummary": InstanceSummary,
    }
    GetDeploymentMetricsInput {
        deployment_id = "deploymentId": String,
        end_time = "endTime": f64,
        start_time = "startTime": f64,
    }
    GetDeploymentMetricsOutput {
        alarms = "alarms": Vec<AlarmStatus>,
        deployment_id = "deploymentId": String,
        end_time = "endTime": f64,
        findings = "findings": Vec<Finding>,
        incomplete = "incomplete": bool,
        period_seconds = "periodSeconds": i64,
        start_time = "startTime": f64,
        targets = "targets": Vec<TargetMetrics>,
    }
    GetDeploymentOutput {
        deployment_info = "deploymentInfo": DeploymentInfo,
    }
    GetDeploymentTargetInput {
        deployment_id = "deploymentId": String,
        target_id = "targetId": String,
    }
    GetDeploymentTargetOutput {
        deployment_target = "deploymentTarget": DeploymentTarget,
    }
    GetOnPremisesInstanceInput {
        instance_name = "instanceName": String,
    }
    GetOnPremisesInstanceOutput {
        instance_info = "instanceInfo": InstanceInfo,
    }
    GitHubLocation {
        commit_id = "commitId": String,
        repository = "repository": String,
    }
    GivenApproval {
        by = "by": String,
        comment = "comment": String,
        time = "time": f64,
    }
    GreenFleetProvisioningOption {
        action = "action": crate::GreenFleetProvisioningAction,
    }
    HeadgateInfo {
        actions = "actions": Vec<AllowedAction>,
        alarms = "alarms": Vec<WatchedAlarm>,
        app_spec_sha256 = "appSpecSha256": String,
        failed_attempts = "failedAttempts": i64,
        history = "history": HistoryLink,
        hook_deadline = "hookDeadline": f64,
        hook_runs = "hookRuns": Vec<HookRun>,
        next_due_time = "nextDueTime": f64,
        plan = "plan": Vec<RoutingStep>,
        state = "state": String,
        step = "step": i64,
        steps = "steps": i64,
        waiting_for_hook = "waitingForHook": String,
        waits = "waits": Vec<Wait>,
        weights = "weights": Vec<TargetWeight>,
    }
    HistoryEntry {
        by = "by": String,
        event = "event": String,
        from_weights = "fromWeights": Vec<f64>,
        message = "message": String,
        number = "number": i64,
        time = "time": f64,
        to_weights = "toWeights": Vec<f64>,
    }
    HistoryLink {
        entries = "entries": i64,
        operation = "operation": String,
    }
    HookRun {
        end_time = "endTime": f64,
        function = "function": String,
        lifecycle_event = "lifecycleEvent": String,
        message = "message": String,
        start_time = "startTime": f64,
        step = "step": i64,
        verdict = "verdict": String,
    }
    InstanceInfo {
        deregister_time = "deregisterTime": f64,
        iam_session_arn = "iamSessionArn": String,
        iam_user_arn = "iamUserArn": String,
        instance_arn = "instanceArn": String,
        instance_name = "instanceName": String,
        register_time = "registerTime": f64,
        tags = "tags": Vec<Tag>,
    }
    InstanceSummary {
        deployment_id = "deploymentId": String,
        instance_id = "instanceId": String,
        instance_type = "instanceType": crate::InstanceType,
        last_updated_at = "lastUpdatedAt": f64,
        lifecycle_events = "lifecycleEvents": Vec<LifecycleEvent>,
        status = "status": crate::InstanceStatus,
    }
    InstanceTarget {
        deployment_id = "deploymentId": String,
        instance_label = "instanceLabel": crate::TargetLabel,
        last_updated_at = "lastUpdatedAt": f64,
        lifecycle_events = "lifecycleEvents": Vec<LifecycleEvent>,
        status = "status": crate::TargetStatus,
        target_arn = "targetArn": String,
        target_id = "targetId": String,
    }
    LambdaFunctionInfo {
        current_version = "currentVersion": String,
        function_alias = "functionAlias": String,
        function_name = "functionName": String,
        target_version = "targetVersion": String,
        target_version_weight = "targetVersionWeight": f64,
    }
    LambdaTarget {
        deployment_id = "deploymentId": String,
        lambda_function_info = "lambdaFunctionInfo": LambdaFunctionInfo,
        last_updated_at = "lastUpdatedAt": f64,
        lifecycle_events = "lifecycleEvents": Vec<LifecycleEvent>,
        status = "status": crate::TargetStatus,
        target_arn = "targetArn": String,
        target_id = "targetId": String,
    }
    LastDeploymentInfo {
        create_time = "createTime": f64,
        deployment_id = "deploymentId": String,
        end_time = "endTime": f64,
        status = "status": crate::DeploymentStatus,
    }
    LifecycleEvent {
        diagnostics = "diagnostics": Diagnostics,
        end_time = "endTime": f64,
        lifecycle_event_name = "lifecycleEventName": String,
        start_time = "startTime": f64,
        status = "status": crate::LifecycleEventStatus,
    }
    ListApplicationRevisionsInput {
        application_name = "applicationName": String,
        deployed = "deployed": crate::ListStateFilterAction,
        next_token = "nextToken": String,
        s3_bucket = "s3Bucket": String,
        s3_key_prefix = "s3KeyPrefix": String,
        sort_by = "sortBy": crate::ApplicationRevisionSortBy,
        sort_order = "sortOrder": crate::SortOrder,
    }
    ListApplicationRevisionsOutput {
        next_token = "nextToken": String,
        revisions = "revisions": Vec<RevisionLocation>,
    }
    ListApplicationsInput {
        next_token = "nextToken": String,
    }
    ListApplicationsOutput {
        applications = "applications": Vec<String>,
        next_token = "nextToken": String,
    }
    ListDeploymentConfigsInput {
        next_token = "nextToken": String,
    }
    ListDeploymentConfigsOutput {
        deployment_configs_list = "deploymentConfigsList": Vec<String>,
        next_token = "nextToken": String,
    }
    ListDeploymentGroupsInput {
        application_name = "applicationName": String,
        next_token = "nextToken": String,
    }
    ListDeploymentGroupsOutput {
        application_name = "applicationName": String,
        deployment_groups = "deploymentGroups": Vec<String>,
        next_token = "nextToken": String,
    }
    ListDeploymentInstancesInput {
        deployment_id = "deploymentId": String,
        instance_status_filter = "instanceStatusFilter": Vec<crate::InstanceStatus>,
        instance_type_filter = "instanceTypeFilter": Vec<crate::InstanceType>,
        next_token = "nextToken": String,
    }
    ListDeploymentInstancesOutput {
        instances_list = "instancesList": Vec<String>,
        next_token = "nextToken": String,
    }
    ListDeploymentTargetsInput {
        deployment_id = "deploymentId": String,
        next_token = "nextToken": String,
        target_filters = "targetFilters": BTreeMap<crate::TargetFilterName, Vec<String>>,
    }
    ListDeploymentTargetsOutput {
        next_token = "nextToken": String,
        target_ids = "targetIds": Vec<String>,
    }
    ListDeploymentsInput {
        application_name = "applicationName": String,
        create_time_range = "createTimeRange": TimeRange,
        deployment_group_name = "deploymentGroupName": String,
        external_id = "externalId": String,
        include_only_statuses = "includeOnlyStatuses": Vec<crate::DeploymentStatus>,
        next_token = "nextToken": String,
    }
    ListDeploymentsOutput {
        deployments = "deployments": Vec<String>,
        next_token = "nextToken": String,
    }
    ListGitHubAccountTokenNamesInput {
        next_token = "nextToken": String,
    }
    ListGitHubAccountTokenNamesOutput {
        next_token = "nextToken": String,
        token_name_list = "tokenNameList": Vec<String>,
    }
    ListOnPremisesInstancesInput {
        next_token = "nextToken": String,
        registration_status = "registrationStatus": crate::RegistrationStatus,
        tag_filters = "tagFilters": Vec<TagFilter>,
    }
    ListOnPremisesInstancesOutput {
        instance_names = "instanceNames": Vec<String>,
        next_token = "nextToken": String,
    }
    ListTagsForResourceInput {
        next_token = "NextToken": String,
        resource_arn = "ResourceArn": String,
    }
    ListTagsForResourceOutput {
        next_token = "NextToken": String,
        tags = "Tags": Vec<Tag>,
    }
    LoadBalancerInfo {
        elb_info_list = "elbInfoList": Vec<ELBInfo>,
        target_group_info_list = "targetGroupInfoList": Vec<TargetGroupInfo>,
        target_group_pair_info_list = "targetGroupPairInfoList": Vec<TargetGroupPairInfo>,
    }
    MetricPoint {
        duration_milliseconds = "durationMilliseconds": f64,
        errors = "errors": f64,
        invocations = "invocations": f64,
        throttles = "throttles": f64,
        time = "time": f64,
    }
    MinimumHealthyHosts {
        r#type = "type": crate::MinimumHealthyHostsType,
        value = "value": i64,
    }
    MinimumHealthyHostsPerZone {
        r#type = "type": crate::MinimumHealthyHostsPerZoneType,
        value = "value": i64,
    }
    OnPremisesTagSet {
        on_premises_tag_set_list = "onPremisesTagSetList": Vec<Vec<TagFilter>>,
    }
    PauseDeploymentInput {
        deployment_id = "deploymentId": String,
        proof = "proof": String,
        reason = "reason": String,
        seconds = "seconds": i64,
    }
    PlanDeploymentOutput {
        alarms = "alarms": Vec<AlarmStatus>,
        application_name = "applicationName": String,
        conflicts = "conflicts": Vec<PlannedConflict>,
        cost = "cost": CostEstimate,
        deployment_group_name = "deploymentGroupName": String,
        findings = "findings": Vec<Finding>,
        hook_seconds_max = "hookSecondsMax": i64,
        hooks = "hooks": Vec<PlannedHook>,
        revision = "revision": RevisionLocation,
        settings = "settings": PlannedSettings,
        steps = "steps": Vec<PlannedStep>,
        targets = "targets": Vec<PlannedTarget>,
        total_seconds = "totalSeconds": i64,
    }
    PlannedConflict {
        application_name = "applicationName": String,
        deployment_group_name = "deploymentGroupName": String,
        deployment_id = "deploymentId": String,
        on_conflict = "onConflict": crate::OnConflict,
        shared_resources = "sharedResources": Vec<String>,
        status = "status": crate::DeploymentStatus,
    }
    PlannedHook {
        allowed = "allowed": bool,
        exists = "exists": bool,
        function_name = "functionName": String,
        lifecycle_event = "lifecycleEvent": String,
        state = "state": String,
        step = "step": i64,
        timeout_seconds = "timeoutSeconds": i64,
    }
    PlannedSettings {
        alarm_configuration = "alarmConfiguration": AlarmConfiguration,
        auto_rollback_configuration = "autoRollbackConfiguration": AutoRollbackConfiguration,
        deployment_config_name = "deploymentConfigName": String,
        hook_timeout_seconds = "hookTimeoutSeconds": i64,
        ignore_active_alarms = "ignoreActiveAlarms": bool,
        on_conflict = "onConflict": crate::OnConflict,
        poll_seconds = "pollSeconds": i64,
        trigger_configurations = "triggerConfigurations": Vec<TriggerConfig>,
    }
    PlannedStep {
        approval = "approval": StepApproval,
        bake_seconds = "bakeSeconds": i64,
        hook = "hook": String,
        number = "number": i64,
        pause = "pause": StepPause,
        start_seconds = "startSeconds": i64,
        weight = "weight": f64,
    }
    PlannedTarget {
        alias = "alias": String,
        bypasses = "bypasses": Vec<Bypass>,
        current = "current": PlannedVersion,
        current_version = "currentVersion": String,
        differences = "differences": Vec<VersionDifference>,
        expected_version = "expectedVersion": String,
        function_arn = "functionArn": String,
        logical_name = "logicalName": String,
        moves = "moves": bool,
        provisioned_concurrency = "provisionedConcurrency": i64,
        routing = "routing": Vec<VersionShare>,
        target = "target": PlannedVersion,
        target_id = "targetId": String,
        target_version = "targetVersion": String,
        to_be_published = "toBePublished": bool,
    }
    PlannedVersion {
        dead_letter_target_arn = "deadLetterTargetArn": String,
        role = "role": String,
        state = "state": String,
        state_reason = "stateReason": String,
        version = "version": String,
    }
    PromoteDeploymentInput {
        deployment_id = "deploymentId": String,
        full = "full": bool,
        proof = "proof": String,
        reason = "reason": String,
        skip_alarms = "skipAlarms": Vec<String>,
        skip_hooks = "skipHooks": Vec<String>,
        token = "token": String,
    }
    PutLifecycleEventHookExecutionStatusInput {
        deployment_id = "deploymentId": String,
        lifecycle_event_hook_execution_id = "lifecycleEventHookExecutionId": String,
        status = "status": crate::LifecycleEventStatus,
    }
    PutLifecycleEventHookExecutionStatusOutput {
        lifecycle_event_hook_execution_id = "lifecycleEventHookExecutionId": String,
    }
    QueueStatus {
        dead_letters = "deadLetters": bool,
        messages = "messages": i64,
        messages_delayed = "messagesDelayed": i64,
        messages_in_flight = "messagesInFlight": i64,
        name = "name": String,
    }
    RawString {
        content = "content": String,
        sha256 = "sha256": String,
    }
    RegisterApplicationRevisionInput {
        application_name = "applicationName": String,
        description = "description": String,
        revision = "revision": RevisionLocation,
    }
    RegisterOnPremisesInstanceInput {
        iam_session_arn = "iamSessionArn": String,
        iam_user_arn = "iamUserArn": String,
        instance_name = "instanceName": String,
    }
    RejectDeploymentInput {
        comment = "comment": String,
        deployment_id = "deploymentId": String,
        proof = "proof": String,
        token = "token": String,
    }
    RelatedDeployments {
        auto_update_outdated_instances_deployment_ids = "autoUpdateOutdatedInstancesDeploymentIds": Vec<String>,
        auto_update_outdated_instances_root_deployment_id = "autoUpdateOutdatedInstancesRootDeploymentId": String,
    }
    RemoveTagsFromOnPremisesInstancesInput {
        instance_names = "instanceNames": Vec<String>,
        tags = "tags": Vec<Tag>,
    }
    ResumeDeploymentInput {
        deployment_id = "deploymentId": String,
        proof = "proof": String,
        reason = "reason": String,
        token = "token": String,
    }
    RevisionInfo {
        generic_revision_info = "genericRevisionInfo": GenericRevisionInfo,
        revision_location = "revisionLocation": RevisionLocation,
    }
    RevisionLocation {
        app_spec_content = "appSpecContent": AppSpecContent,
        git_hub_location = "gitHubLocation": GitHubLocation,
        revision_type = "revisionType": crate::RevisionLocationType,
        s3_location = "s3Location": S3Location,
        string = "string": RawString,
    }
    RollbackInfo {
        rollback_deployment_id = "rollbackDeploymentId": String,
        rollback_message = "rollbackMessage": String,
        rollback_triggering_deployment_id = "rollbackTriggeringDeploymentId": String,
    }
    RoutingStep {
        approval = "approval": StepApproval,
        bake_seconds = "bakeSeconds": i64,
        hook = "hook": String,
        pause = "pause": StepPause,
        weight = "weight": f64,
    }
    S3Location {
        bucket = "bucket": String,
        bundle_type = "bundleType": crate::BundleType,
        e_tag = "eTag": String,
        key = "key": String,
        version = "version": String,
    }
    SkipWaitTimeForInstanceTerminationInput {
        deployment_id = "deploymentId": String,
    }
    StepApproval {
        by = "by": Vec<String>,
        count = "count": i64,
        deadline_seconds = "deadlineSeconds": i64,
        exclude_starter = "excludeStarter": bool,
        on_deadline = "onDeadline": crate::OnDeadline,
    }
    StepPause {
        seconds = "seconds": i64,
    }
    StopDeploymentInput {
        auto_rollback_enabled = "autoRollbackEnabled": bool,
        deployment_id = "deploymentId": String,
    }
    StopDeploymentOutput {
        status = "status": crate::StopStatus,
        status_message = "statusMessage": String,
    }
    Tag {
        key = "Key": String,
        value = "Value": String,
    }
    TagFilter {
        key = "Key": String,
        r#type = "Type": crate::TagFilterType,
        value = "Value": String,
    }
    TagResourceInput {
        resource_arn = "ResourceArn": String,
        tags = "Tags": Vec<Tag>,
    }
    TagResourceOutput {
    }
    TargetGroupInfo {
        name = "name": String,
    }
    TargetGroupPairInfo {
        prod_traffic_route = "prodTrafficRoute": TrafficRoute,
        target_groups = "targetGroups": Vec<TargetGroupInfo>,
        test_traffic_route = "testTrafficRoute": TrafficRoute,
    }
    TargetInstances {
        auto_scaling_groups = "autoScalingGroups": Vec<String>,
        ec2_tag_set = "ec2TagSet": EC2TagSet,
        tag_filters = "tagFilters": Vec<EC2TagFilter>,
    }
    TargetMetrics {
        points = "points": Vec<MetricPoint>,
        target_id = "targetId": String,
        versions = "versions": Vec<VersionMetrics>,
    }
    TargetWeight {
        target_id = "targetId": String,
        version = "version": String,
        weight = "weight": f64,
    }
    TimeBasedCanary {
        canary_interval = "canaryInterval": i64,
        canary_percentage = "canaryPercentage": i64,
    }
    TimeBasedLinear {
        linear_interval = "linearInterval": i64,
        linear_percentage = "linearPercentage": i64,
    }
    TimeRange {
        end = "end": f64,
        start = "start": f64,
    }
    TrafficRoute {
        listener_arns = "listenerArns": Vec<String>,
    }
    TrafficRoutingConfig {
        steps = "steps": Vec<RoutingStep>,
        time_based_canary = "timeBasedCanary": TimeBasedCanary,
        time_based_linear = "timeBasedLinear": TimeBasedLinear,
        r#type = "type": crate::TrafficRoutingType,
    }
    TriggerConfig {
        trigger_events = "triggerEvents": Vec<crate::TriggerEventType>,
        trigger_name = "triggerName": String,
        trigger_target_arn = "triggerTargetArn": String,
    }
    UntagResourceInput {
        resource_arn = "ResourceArn": String,
        tag_keys = "TagKeys": Vec<String>,
    }
    UntagResourceOutput {
    }
    UpdateApplicationInput {
        application_name = "applicationName": String,
        new_application_name = "newApplicationName": String,
    }
    UpdateDeploymentGroupInput {
        alarm_configuration = "alarmConfiguration": AlarmConfiguration,
        application_name = "applicationName": String,
        auto_rollback_configuration = "autoRollbackConfiguration": AutoRollbackConfiguration,
        auto_scaling_groups = "autoScalingGroups": Vec<String>,
        blue_green_deployment_configuration = "blueGreenDeploymentConfiguration": BlueGreenDeploymentConfiguration,
        current_deployment_group_name = "currentDeploymentGroupName": String,
        deployment_config_name = "deploymentConfigName": String,
        deployment_style = "deploymentStyle": DeploymentStyle,
        ec2_deployment_options = "ec2DeploymentOptions": EC2DeploymentOptions,
        ec2_tag_filters = "ec2TagFilters": Vec<EC2TagFilter>,
        ec2_tag_set = "ec2TagSet": EC2TagSet,
        ecs_services = "ecsServices": Vec<ECSService>,
        final_bake_seconds = "finalBakeSeconds": i64,
        hook_timeout_seconds = "hookTimeoutSeconds": i64,
        ignore_active_alarms = "ignoreActiveAlarms": bool,
        load_balancer_info = "loadBalancerInfo": LoadBalancerInfo,
        new_deployment_group_name = "newDeploymentGroupName": String,
        on_conflict = "onConflict": crate::OnConflict,
        on_premises_instance_tag_filters = "onPremisesInstanceTagFilters": Vec<TagFilter>,
        on_premises_tag_set = "onPremisesTagSet": OnPremisesTagSet,
        outdated_instances_strategy = "outdatedInstancesStrategy": crate::OutdatedInstancesStrategy,
        service_role_arn = "serviceRoleArn": String,
        termination_hook_enabled = "terminationHookEnabled": bool,
        trigger_configurations = "triggerConfigurations": Vec<TriggerConfig>,
    }
    UpdateDeploymentGroupOutput {
        hooks_not_cleaned_up = "hooksNotCleanedUp": Vec<AutoScalingGroup>,
    }
    VersionDifference {
        current = "current": String,
        setting = "setting": String,
        target = "target": String,
    }
    VersionMetrics {
        points = "points": Vec<MetricPoint>,
        version = "version": String,
    }
    VersionShare {
        version = "version": String,
        weight = "weight": f64,
    }
    Wait {
        approval = "approval": AwaitedApproval,
        kind = "kind": String,
        since = "since": f64,
        step = "step": i64,
        token = "token": String,
        until = "until": f64,
        what = "what": String,
    }
    WatchedAlarm {
        name = "name": String,
        standing = "standing": String,
    }
    ZonalConfig {
        first_zone_monitor_duration_in_seconds = "firstZoneMonitorDurationInSeconds": i64,
        minimum_healthy_hosts_per_zone = "minimumHealthyHostsPerZone": MinimumHealthyHostsPerZone,
        monitor_duration_in_seconds = "monitorDurationInSeconds": i64,
    }
}
