"""transform.py TEMPLATE: what CloudFormation makes of a SAM template, as JSON."""

import json
import os
import sys

from cfnlint.decode import cfn_yaml
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform


class NoPolicies:
    """Managed policies are named in full, so that none has to be looked up."""

    def load(self):
        return {}


os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
(template,) = sys.argv[1:]
try:
    # Through JSON, which leaves the linter's positions behind.
    plain = json.loads(json.dumps(cfn_yaml.load(template)))
    for resource in plain["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            # Where `aws cloudformation package` would have put it.
            resource["Properties"]["CodeUri"] = "s3://packages/function.zip"
    transformed = transform(plain, {}, NoPolicies())
except InvalidDocumentException as error:
    sys.exit("\n".join([error.message, *(cause.message for cause in error.causes)]))
json.dump(transformed, sys.stdout, indent=2)
