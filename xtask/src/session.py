"""Performs AWS calls for a program that does not speak to AWS itself: a line of JSON in, a line out."""

import datetime
import json
import sys

import boto3
from botocore.auth import SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ClientError
from botocore.response import StreamingBody

# Whoever asks decides what to do about a failure.
CONFIG = Config(retries={"max_attempts": 0, "mode": "standard"}, connect_timeout=5, read_timeout=120)
clients = {}


def plain(value):
    if isinstance(value, StreamingBody):
        return value.read().decode("utf-8", "replace")
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def meant(value):
    """Bytes have no place in JSON: `{"$file": path}` stands for what the file holds."""
    if isinstance(value, dict):
        if value.keys() == {"$file"}:
            with open(value["$file"], "rb") as file:
                return file.read()
        return {name: meant(part) for name, part in value.items()}
    return [meant(part) for part in value] if isinstance(value, list) else value


def proof(region, purpose, access_key, secret_key):
    """What proves to Headgate that the owner of this key has decided so: as docs/api.md shows it."""
    url = f"https://sts.{region}.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
    request = AWSRequest("GET", url, headers={"x-headgate-decision": purpose})
    SigV4QueryAuth(Credentials(access_key, secret_key), "sts", region, expires=300).add_auth(request)
    return request.url


def answer(request):
    if "proof" in request:
        return {"output": proof(**request["proof"])}
    service = request["service"]
    if service not in clients:
        clients[service] = boto3.client(service, config=CONFIG)
    try:
        output = getattr(clients[service], request["call"])(**meant(request["input"]))
    except ClientError as error:
        return {"error": error.response["Error"]}
    except BotoCoreError as error:
        return {"error": {"Code": type(error).__name__, "Message": str(error)}}
    output.pop("ResponseMetadata", None)
    return {"output": output}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=plain), flush=True)
