"""Puts boto3's CodeDeploy client through everything that it has: paginators, the waiter, exceptions, times.

The protocol is `json`, which boto3 chooses by itself, or `cbor`, which the service model names first: there the model
is left with that one protocol, and every request is looked at, so that no other was spoken.
"""

import datetime
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import botocore.session
from boto3 import Session
from botocore.config import Config
from botocore.exceptions import WaiterError

PROTOCOL = sys.argv[1]
CBOR = "smithy-rpc-v2-cbor"
# More than a page, which has a hundred.
MANY = 103
ROLE = "arn:aws:iam::123456789012:role/deployer"
HOSTS = {"type": "HOST_COUNT", "value": 1}
spoken = set()


def connect(**settings):
    session = botocore.session.get_session()
    if PROTOCOL == "cbor":
        loader = session.get_component("data_loader")
        load = loader.load_service_model

        def only_cbor(service, kind, *rest, **options):
            model = load(service, kind, *rest, **options)
            if kind == "service-2" and service == "codedeploy":
                model = {**model, "metadata": {**model["metadata"], "protocol": CBOR, "protocols": [CBOR]}}
            return model

        loader.load_service_model = only_cbor
    config = Config(retries={"max_attempts": 0, "mode": "standard"}, max_pool_connections=16, **settings)
    client = Session(botocore_session=session).client("codedeploy", config=config)
    client.meta.events.register("before-send.codedeploy", look)
    return client


def look(request, **_):
    spoken.add("cbor" if request.headers.get("smithy-protocol") in ("rpc-v2-cbor", b"rpc-v2-cbor") else "json")


client = connect()
# What the client itself would refuse is for the service to refuse.
frank = connect(parameter_validation=False)


def appspec(current="1"):
    properties = {"Name": "orders", "Alias": "live", "CurrentVersion": current, "TargetVersion": "2"}
    return json.dumps({"version": "0.0", "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}]})


def deploy(group, content, **more):
    revision = {"revisionType": "AppSpecContent", "appSpecContent": {"content": content}}
    return client.create_deployment(applicationName="shop", deploymentGroupName=group, revision=revision, **more)["deploymentId"]


def group(name, config="CodeDeployDefault.LambdaAllAtOnce"):
    client.create_deployment_group(applicationName="shop", deploymentGroupName=name, serviceRoleArn=ROLE, deploymentConfigName=config)


def wait(deployment):
    client.get_waiter("deployment_successful").wait(deploymentId=deployment, WaiterConfig={"Delay": 1, "MaxAttempts": 60})


def many(make):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(make, range(MANY)))


def furnish():
    client.create_application(applicationName="shop", computePlatform="Lambda")
    many(lambda n: client.create_application(applicationName=f"many-{n:03}", computePlatform="Lambda"))
    many(lambda n: group(f"group-{n:03}"))
    many(lambda n: client.create_deployment_config(deploymentConfigName=f"config-{n:03}", minimumHealthyHosts=HOSTS))
    many(lambda n: client.register_on_premises_instance(instanceName=f"host-{n:03}", iamUserArn=f"arn:aws:iam::123456789012:user/host-{n}"))
    bucket = {"bucket": "revisions", "bundleType": "zip"}
    many(lambda n: client.register_application_revision(
        applicationName="many-000", revision={"revisionType": "S3", "s3Location": {**bucket, "key": f"{n:03}.zip"}}))
    # A group has one active deployment, so each deploys once; an alias as well, so each has its own function.
    return many(lambda n: deploy(f"group-{n:03}", appspec().replace("orders", f"orders-{n}")))


def paginators(deployments):
    cases = [
        ("list_applications", {}, "applications", MANY + 1),
        ("list_deployment_groups", {"applicationName": "shop"}, "deploymentGroups", MANY),
        ("list_deployment_configs", {}, "deploymentConfigsList", MANY + 17),
        ("list_on_premises_instances", {}, "instanceNames", MANY),
        ("list_application_revisions", {"applicationName": "many-000"}, "revisions", MANY),
        ("list_deployments", {}, "deployments", MANY),
        ("list_deployment_targets", {"deploymentId": deployments[0]}, "targetIds", 1),
        ("list_deployment_instances", {"deploymentId": deployments[0]}, "instancesList", 1),
        ("list_git_hub_account_token_names", {}, "tokenNameList", 0),
    ]
    for operation, arguments, member, count in cases:
        pages = list(client.get_paginator(operation).paginate(**arguments))
        items = [json.dumps(item) for page in pages for item in page[member]]
        assert (len(items), len(set(items))) == (count, count), (operation, len(items), count)
        assert len(pages) == (2 if count > 100 else 1), (operation, len(pages))
    modelled = client.meta.service_model.operation_names
    pageable = [name for name in modelled if client.can_paginate(python_name(name))]
    assert len(pageable) == len(cases), pageable


def python_name(operation):
    return next(name for name, api in client.meta.method_to_api_mapping.items() if api == operation)


def waiter():
    group("waiting")
    wait(deploy("waiting", appspec()))
    failed = deploy("waiting", appspec(current="7"))
    try:
        wait(failed)
        raise AssertionError("the waiter takes a failure for a success")
    except WaiterError as error:
        assert error.last_response["deploymentInfo"]["status"] == "Failed", error.last_response
    assert client.waiter_names == ["deployment_successful"]


def times(deployment):
    info = client.get_deployment(deploymentId=deployment)["deploymentInfo"]
    now = datetime.datetime.now(datetime.timezone.utc)
    for member in ("createTime", "completeTime"):
        assert isinstance(info[member], datetime.datetime), info[member]
        assert abs((now - info[member]).total_seconds()) < 600, info[member]
    span = {"start": info["createTime"] - datetime.timedelta(hours=1), "end": now + datetime.timedelta(hours=1)}
    assert client.list_deployments(createTimeRange=span)["deployments"]
    before = {"start": now - datetime.timedelta(days=2), "end": now - datetime.timedelta(days=1)}
    assert client.list_deployments(createTimeRange=before)["deployments"] == []


def refusals(deployment):
    """Bad requests, and the class by which each is caught."""
    none = {"applicationName": "none"}
    shop = {"applicationName": "shop"}
    live = {**shop, "deploymentGroupName": "waiting"}
    made = {**live, "serviceRoleArn": ROLE}
    text = {"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec()}}
    arn = "arn:aws:codedeploy:us-east-1:123456789012:application:shop"
    user = "arn:aws:iam::123456789012:user/host-0"
    return [
        ("get_application", {}, "ApplicationNameRequiredException"),
        ("get_application", {"applicationName": "a b"}, "InvalidApplicationNameException"),
        ("get_application", none, "ApplicationDoesNotExistException"),
        ("create_application", shop, "ApplicationAlreadyExistsException"),
        ("create_application", {"applicationName": "x", "computePlatform": "Moon"}, "InvalidComputePlatformException"),
        ("create_application", {"applicationName": "x", "tags": [{"Key": "", "Value": "v"}]}, "InvalidTagsToAddException"),
        ("batch_get_applications", {"applicationNames": [f"a{n}" for n in range(101)]}, "BatchLimitExceededException"),
        ("update_application", {**shop, "newApplicationName": "many-001"}, "ApplicationAlreadyExistsException"),
        ("get_deployment_group", shop, "DeploymentGroupNameRequiredException"),
        ("get_deployment_group", {**shop, "deploymentGroupName": "a b"}, "InvalidDeploymentGroupNameException"),
        ("get_deployment_group", {**shop, "deploymentGroupName": "none"}, "DeploymentGroupDoesNotExistException"),
        ("create_deployment_group", live, "RoleRequiredException"),
        ("create_deployment_group", {**made, "serviceRoleArn": "role"}, "InvalidRoleException"),
        ("create_deployment_group", made, "DeploymentGroupAlreadyExistsException"),
        ("create_deployment_group", {**made, "deploymentConfigName": "none"}, "DeploymentConfigDoesNotExistException"),
        ("create_deployment_group", {**made, "alarmConfiguration": {"alarms": [{"name": f"a{n}"} for n in range(11)]}}, "AlarmsLimitExceededException"),
        ("create_deployment_group", {**made, "autoRollbackConfiguration": {"enabled": True}}, "InvalidAutoRollbackConfigException"),
        ("get_deployment_config", {}, "DeploymentConfigNameRequiredException"),
        ("get_deployment_config", {"deploymentConfigName": "a b"}, "InvalidDeploymentConfigNameException"),
        ("get_deployment_config", {"deploymentConfigName": "none"}, "DeploymentConfigDoesNotExistException"),
        ("create_deployment_config", {"deploymentConfigName": "config-000", "minimumHealthyHosts": HOSTS}, "DeploymentConfigAlreadyExistsException"),
        ("create_deployment_config", {"deploymentConfigName": "x", "minimumHealthyHosts": {"type": "HOST_COUNT", "value": -1}}, "InvalidMinimumHealthyHostValueException"),
        ("create_deployment", {**live, "revision": text, "description": "x" * 300}, "DescriptionTooLongException"),
        ("create_deployment", live, "RevisionRequiredException"),
        ("create_deployment", {**live, "revision": {"revisionType": "S3"}}, "InvalidRevisionException"),
        ("create_deployment", {**live, "revision": text, "deploymentConfigName": "none"}, "DeploymentConfigDoesNotExistException"),
        ("get_deployment", {}, "DeploymentIdRequiredException"),
        ("get_deployment", {"deploymentId": "7"}, "InvalidDeploymentIdException"),
        ("get_deployment", {"deploymentId": "d-NONE00000"}, "DeploymentDoesNotExistException"),
        ("stop_deployment", {"deploymentId": deployment}, "DeploymentAlreadyCompletedException"),
        ("get_deployment_target", {"deploymentId": deployment}, "DeploymentTargetIdRequiredException"),
        ("get_deployment_target", {"deploymentId": deployment, "targetId": "none:live"}, "DeploymentTargetDoesNotExistException"),
        ("get_deployment_instance", {"deploymentId": deployment}, "InstanceIdRequiredException"),
        ("get_deployment_instance", {"deploymentId": deployment, "instanceId": "none:live"}, "InstanceDoesNotExistException"),
        ("list_applications", {"nextToken": "none"}, "InvalidNextTokenException"),
        ("list_deployments", {**live, "includeOnlyStatuses": ["Dancing"]}, "InvalidDeploymentStatusException"),
        ("list_application_revisions", {**shop, "sortBy": "beauty"}, "InvalidSortByException"),
        ("list_application_revisions", {**shop, "sortOrder": "sideways"}, "InvalidSortOrderException"),
        ("list_application_revisions", {**shop, "s3KeyPrefix": "x"}, "BucketNameFilterRequiredException"),
        ("get_application_revision", {**shop, "revision": {"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k", "bundleType": "zip"}}}, "RevisionDoesNotExistException"),
        ("put_lifecycle_event_hook_execution_status", {"deploymentId": deployment, "lifecycleEventHookExecutionId": "x", "status": "Dancing"}, "InvalidLifecycleEventHookExecutionStatusException"),
        ("register_on_premises_instance", {"instanceName": "x"}, "IamArnRequiredException"),
        ("register_on_premises_instance", {"instanceName": "x", "iamUserArn": "user"}, "InvalidIamUserArnException"),
        ("register_on_premises_instance", {"instanceName": "x", "iamUserArn": user}, "IamUserArnAlreadyRegisteredException"),
        ("register_on_premises_instance", {"instanceName": "host-000", "iamUserArn": user + "0000"}, "InstanceNameAlreadyRegisteredException"),
        ("get_on_premises_instance", {}, "InstanceNameRequiredException"),
        ("get_on_premises_instance", {"instanceName": "none"}, "InstanceNotRegisteredException"),
        ("add_tags_to_on_premises_instances", {"instanceNames": ["host-000"]}, "TagRequiredException"),
        ("tag_resource", {"Tags": []}, "ResourceArnRequiredException"),
        ("tag_resource", {"ResourceArn": "arn", "Tags": [{"Key": "k", "Value": "v"}]}, "InvalidArnException"),
        ("tag_resource", {"ResourceArn": arn.replace("shop", "none"), "Tags": [{"Key": "k", "Value": "v"}]}, "ApplicationDoesNotExistException"),
        ("delete_git_hub_account_token", {}, "GitHubAccountTokenNameRequiredException"),
        ("delete_git_hub_account_token", {"tokenName": "none"}, "GitHubAccountTokenDoesNotExistException"),
    ]


def exceptions(deployment):
    shapes = client.meta.service_model.error_shapes
    assert len(shapes) == 114, len(shapes)
    for shape in shapes:
        assert issubclass(getattr(client.exceptions, shape.name), client.exceptions.ClientError)
    wrong = []
    table = refusals(deployment)
    for operation, arguments, expected in table:
        try:
            answer = getattr(frank, operation)(**arguments)
            wrong.append(f"{operation} {expected}: answered {answer}")
        except getattr(frank.exceptions, expected) as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 400 or not error.response["ResponseMetadata"]["RequestId"]:
                wrong.append(f"{operation} {expected}: {error.response}")
        except frank.exceptions.ClientError as error:
            wrong.append(f"{operation} {expected}: {error}")
    assert not wrong, "\n" + "\n".join(wrong)
    return len({expected for _, _, expected in table})


deployments = furnish()
paginators(deployments)
waiter()
caught = exceptions(deployments[0])
times(deployments[0])
assert spoken == {PROTOCOL}, spoken
print(f"{PROTOCOL}: nine paginators, the waiter, {caught} exceptions caught by their classes")
