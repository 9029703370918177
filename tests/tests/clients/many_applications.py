"""Makes many applications at once, for lists of more than a page: a prefix, and how many."""

import sys
from concurrent.futures import ThreadPoolExecutor

import boto3

prefix, count = sys.argv[1], int(sys.argv[2])
client = boto3.client("codedeploy")


def make(number):
    client.create_application(applicationName=f"{prefix}{number:04}", computePlatform="Lambda")


with ThreadPoolExecutor(8) as pool:
    list(pool.map(make, range(count)))
