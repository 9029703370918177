"""Starts MiniStack as Headgate needs it: in a session of its own, and with AWS's word for every action.

What the pinned version gets wrong is put right here, so that a template and a role which work here work
on AWS, and the other way round.
"""

import os
import signal
import sys
import threading

from ministack import app
from ministack.core import iam_actions
from ministack.services import lambda_svc

ALIAS = {"GET": "GetAlias", "PUT": "UpdateAlias", "DELETE": "DeleteAlias"}
PROVISIONED = {
    "GET": "GetProvisionedConcurrencyConfig",
    "PUT": "PutProvisionedConcurrencyConfig",
    "DELETE": "DeleteProvisionedConcurrencyConfig",
}
plain_lambda_action = iam_actions._lambda_action
plain_pin_request_origin = app.pin_request_origin
plain_sqs_esm_concurrency = lambda_svc._sqs_esm_concurrency


def lambda_action(method, path):
    """MiniStack takes GetAlias and UpdateAlias for ListAliases, provisioned concurrency for GetFunction."""
    parts = [part for part in path.split("/") if part]
    if parts[-2:-1] == ["aliases"]:
        return ALIAS.get(method)
    if parts[-1:] == ["provisioned-concurrency"]:
        return PROVISIONED.get(method)
    return plain_lambda_action(method, path)


def pin_request_origin(source_ip, _secure_transport):
    """The template's policies refuse plain HTTP, which is all that is spoken on the loopback."""
    plain_pin_request_origin(source_ip, True)


def sqs_esm_concurrency(mapping, *rest):
    """A parameter's value is text until CloudFormation, unlike MiniStack, makes a number of it."""
    scaling = mapping.get("ScalingConfig") or {}
    if "MaximumConcurrency" in scaling:
        scaling["MaximumConcurrency"] = int(scaling["MaximumConcurrency"])
    return plain_sqs_esm_concurrency(mapping, *rest)


def end_with_parent():
    """Reads until whoever started this has gone, however it went, and goes as well."""
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGKILL)


iam_actions._lambda_action = lambda_action
app.pin_request_origin = pin_request_origin
lambda_svc._sqs_esm_concurrency = sqs_esm_concurrency
os.setsid()
if os.environ.pop("HEADGATE_EMULATOR_FOLLOWS_PARENT", ""):
    threading.Thread(target=end_with_parent, daemon=True).start()
sys.argv = ["ministack"]
app.main()
