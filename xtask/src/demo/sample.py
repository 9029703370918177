"""The function that the demo deploys, and the hook that judges it."""

import os


def handler(event, context):
    if os.environ.get("BEHAVIOUR") == "bad":
        raise RuntimeError("this version is broken")
    return {"version": context.function_version}


def hook(event, context):
    return {"status": os.environ["VERDICT"], "message": "the smoke test looked at " + event["LifecycleEvent"]}
