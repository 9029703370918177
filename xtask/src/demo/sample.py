"""The function that the demo deploys, and the hook that judges it."""

import os


def handler(event, context):
    if os.environ.get("BEHAVIOUR") == "bad":
        raise RuntimeError("this version is broken")
    return {"version": context.function_version}


def hook(event, context):
    """As it would be written for CodeDeploy: `AWS_ENDPOINT_URL_CODEDEPLOY` in its environment leads it to Headgate."""
    import boto3

    boto3.client("codedeploy").put_lifecycle_event_hook_execution_status(
        deploymentId=event["DeploymentId"],
        lifecycleEventHookExecutionId=event["LifecycleEventHookExecutionId"],
        status=os.environ["VERDICT"],
    )
