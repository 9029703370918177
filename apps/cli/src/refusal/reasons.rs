//! Whose turn it is after an error of `api`'s, or none of its answers: the one place that says so.

use super::Reason;
use headgate_aws::NoAnswer;
use headgate_wire::Exception;

/// The reason that an exception stands for. One that this command does not know yet is a refusal.
pub(super) fn of_exception(code: &str) -> Reason {
    match (code, Exception::named(code)) {
        ("ServiceUnavailable", _) => Reason::Again,
        ("InternalFailure", _) => Reason::Fault,
        (_, Some(exception)) => of(exception),
        (_, None) => Reason::Refused,
    }
}

/// The reason that there is no answer.
pub(super) fn of_no_answer(why: &NoAnswer) -> Reason {
    match why {
        NoAnswer::Denied(_) | NoAnswer::Missing(_) => Reason::Refused,
        NoAnswer::Failed(_) => Reason::Fault,
        NoAnswer::Throttled(_) | NoAnswer::NotInvoked(_) | NoAnswer::Unknown(_) => Reason::Again,
    }
}

/// The compiler sees to it that none is forgotten.
#[expect(clippy::too_many_lines, reason = "a table with a line for each exception")]
fn of(exception: Exception) -> Reason {
    match exception {
        Exception::Throttling => Reason::Again,
        Exception::ApplicationAlreadyExists
        | Exception::DeploymentAlreadyCompleted
        | Exception::DeploymentAlreadyStarted
        | Exception::DeploymentConfigAlreadyExists
        | Exception::DeploymentConfigInUse
        | Exception::DeploymentGroupAlreadyExists
        | Exception::DeploymentIsNotInReadyState
        | Exception::DeploymentLimitExceeded
        | Exception::DeploymentNotStarted
        | Exception::ECSServiceMappingLimitExceeded
        | Exception::IamSessionArnAlreadyRegistered
        | Exception::IamUserArnAlreadyRegistered
        | Exception::InstanceNameAlreadyRegistered
        | Exception::InvalidOperation
        | Exception::LifecycleEventAlreadyCompleted => Reason::Conflict,
        Exception::AccessDenied
        | Exception::ApplicationDoesNotExist
        | Exception::ArnNotSupported
        | Exception::DeploymentConfigDoesNotExist
        | Exception::DeploymentDoesNotExist
        | Exception::DeploymentGroupDoesNotExist
        | Exception::DeploymentTargetDoesNotExist
        | Exception::GitHubAccountTokenDoesNotExist
        | Exception::InstanceDoesNotExist
        | Exception::InstanceNotRegistered
        | Exception::OperationNotSupported
        | Exception::ResourceValidation
        | Exception::RevisionDoesNotExist
        | Exception::Serialization
        | Exception::UnknownOperation
        | Exception::UnsupportedActionForDeploymentType => Reason::Refused,
        Exception::AlarmsLimitExceeded
        | Exception::ApplicationLimitExceeded
        | Exception::ApplicationNameRequired
        | Exception::BatchLimitExceeded
        | Exception::BucketNameFilterRequired
        | Exception::DeploymentConfigLimitExceeded
        | Exception::DeploymentConfigNameRequired
        | Exception::DeploymentGroupLimitExceeded
        | Exception::DeploymentGroupNameRequired
        | Exception::DeploymentIdRequired
        | Exception::DeploymentTargetIdRequired
        | Exception::DeploymentTargetListSizeExceeded
        | Exception::DescriptionTooLong
        | Exception::GitHubAccountTokenNameRequired
        | Exception::IamArnRequired
        | Exception::IamUserArnRequired
        | Exception::InstanceIdRequired
        | Exception::InstanceLimitExceeded
        | Exception::InstanceNameRequired
        | Exception::InvalidAlarmConfig
        | Exception::InvalidApplicationName
        | Exception::InvalidArn
        | Exception::InvalidAutoRollbackConfig
        | Exception::InvalidAutoScalingGroup
        | Exception::InvalidAutoScalingGroupProcessToSuspend
        | Exception::InvalidBlueGreenDeploymentConfiguration
        | Exception::InvalidBucketNameFilter
        | Exception::InvalidComputePlatform
        | Exception::InvalidDeployedStateFilter
        | Exception::InvalidDeploymentConfigName
        | Exception::InvalidDeploymentGroupName
        | Exception::InvalidDeploymentId
        | Exception::InvalidDeploymentInstanceType
        | Exception::InvalidDeploymentStatus
        | Exception::InvalidDeploymentStyle
        | Exception::InvalidDeploymentTargetId
        | Exception::InvalidDeploymentWaitType
        | Exception::InvalidEC2Tag
        | Exception::InvalidEC2TagCombination
        | Exception::InvalidECSService
        | Exception::InvalidExternalId
        | Exception::InvalidFileExistsBehavior
        | Exception::InvalidGitHubAccountToken
        | Exception::InvalidGitHubAccountTokenName
        | Exception::InvalidIamSessionArn
        | Exception::InvalidIamUserArn
        | Exception::InvalidIgnoreApplicationStopFailuresValue
        | Exception::InvalidInput
        | Exception::InvalidInstanceId
        | Exception::InvalidInstanceName
        | Exception::InvalidInstanceStatus
        | Exception::InvalidInstanceType
        | Exception::InvalidKeyPrefixFilter
        | Exception::InvalidLifecycleEventHookExecutionId
        | Exception::InvalidLifecycleEventHookExecutionStatus
        | Exception::InvalidLoadBalancerInfo
        | Exception::InvalidMinimumHealthyHostValue
        | Exception::InvalidNextToken
        | Exception::InvalidOnPremisesTagCombination
        | Exception::InvalidRegistrationStatus
        | Exception::InvalidRevision
        | Exception::InvalidRole
        | Exception::InvalidSortBy
        | Exception::InvalidSortOrder
        | Exception::InvalidTag
        | Exception::InvalidTagFilter
        | Exception::InvalidTagsToAdd
        | Exception::InvalidTarget
        | Exception::InvalidTargetFilterName
        | Exception::InvalidTargetGroupPair
        | Exception::InvalidTargetInstances
        | Exception::InvalidTimeRange
        | Exception::InvalidTrafficRoutingConfiguration
        | Exception::InvalidTriggerConfig
        | Exception::InvalidUpdateOutdatedInstancesOnlyValue
        | Exception::InvalidZonalDeploymentConfiguration
        | Exception::LifecycleHookLimitExceeded
        | Exception::MultipleIamArnsProvided
        | Exception::ResourceArnRequired
        | Exception::RevisionRequired
        | Exception::RoleRequired
        | Exception::TagLimitExceeded
        | Exception::TagRequired
        | Exception::TagSetListLimitExceeded
        | Exception::TriggerTargetsLimitExceeded => Reason::Usage,
    }
}

#[cfg(test)]
mod tests {
    use super::{Exception, Reason, of_exception};

    #[test]
    fn a_name_says_what_the_reason_is() {
        for exception in Exception::ALL {
            let (name, reason) = (exception.as_str().trim_end_matches("Exception"), of_exception(exception.as_str()));
            let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
            if ends(&["DoesNotExist"]) {
                assert_eq!(reason, Reason::Refused, "{name}");
            } else if ends(&["AlreadyExists", "AlreadyCompleted", "AlreadyStarted", "AlreadyRegistered", "InUse"]) {
                assert_eq!(reason, Reason::Conflict, "{name}");
            } else if ends(&["Required", "TooLong"]) || name.starts_with("Invalid") && name != "InvalidOperation" {
                assert_eq!(reason, Reason::Usage, "{name}");
            }
        }
    }

    #[test]
    fn what_is_no_exception_of_codedeploys_has_a_reason_too() {
        assert_eq!(of_exception("ServiceUnavailable"), Reason::Again);
        assert_eq!(of_exception("InternalFailure"), Reason::Fault);
        assert_eq!(of_exception("OfTheFutureException"), Reason::Refused);
    }
}
