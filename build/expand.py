"""Writes the CloudFormation template that SAM makes of a template, with the parameters' defaults; counts its resources.

Usage: expand.py TEMPLATE OUTPUT. Fails if there are too many, or if docs/deployment.md is off by a tenth.
"""

import json
import re
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

ALLOWED = 500
MANAGED = "arn:aws:iam::aws:policy/"
POLICIES = {
    "AWSLambdaBasicExecutionRole": MANAGED + "service-role/AWSLambdaBasicExecutionRole",
    "AWSLambdaVPCAccessExecutionRole": MANAGED + "service-role/AWSLambdaVPCAccessExecutionRole",
    "AWSXRayDaemonWriteAccess": MANAGED + "AWSXRayDaemonWriteAccess",
}

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    template = yaml_parse(file.read())
for resource in template["Resources"].values():
    # Where sam package would have put the code.
    if "CodeUri" in resource.get("Properties", {}):
        resource["Properties"]["CodeUri"] = "s3://bucket/" + resource["Properties"]["CodeUri"]
defaults = {name: each["Default"] for name, each in template["Parameters"].items()}
expanded = Translator(POLICIES, Parser()).translate(template, defaults)
with open(target, "w", encoding="utf-8") as file:
    json.dump(expanded, file, indent=1)

count = len(expanded["Resources"])
with open("docs/deployment.md", encoding="utf-8") as file:
    said = re.search(r"<!-- resources -->(\d+)", file.read()).group(1)
print(f"lint: {count} resources, of {ALLOWED}")
if count >= ALLOWED or abs(count - int(said)) > count / 10:
    sys.exit(f"lint: docs/deployment.md says {said} resources; {ALLOWED - 1} at most are allowed")
