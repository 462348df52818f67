"""What AWS does and LocalStack's free edition leaves out: Lambda authorizers of type TOKEN, the API's own gateway responses,
and the log group that a function's LoggingConfig names. Copied to /etc/localstack/init/start.d, where LocalStack runs it as it starts."""

import json
import re

from localstack.aws.connect import connect_to
from localstack.services.apigateway.helpers import OpenAPIExt
from localstack.services.apigateway.legacy import provider
from localstack.services.apigateway.next_gen.execute_api import handlers
from localstack.services.apigateway.next_gen.execute_api.gateway_response import (
    AccessDeniedError,
    AuthorizerFailureError,
    GatewayResponseCode,
    UnauthorizedError,
    get_gateway_response_or_default,
)
from localstack.services.apigateway.next_gen.execute_api.handlers.gateway_exception import GatewayExceptionHandler
from localstack.services.apigateway.models import apigateway_stores
from localstack.services.cloudformation.engine.v2.change_set_model_transform import ChangeSetModelTransform
from localstack.services.lambda_.invocation.execution_environment import ExecutionEnvironment
from localstack.http import Response


def authorize(chain, context, response):
    method = context.resource_method
    if method.get("authorizationType") != "CUSTOM":
        return
    authorizer = context.deployment.rest_api.authorizers[method["authorizerId"]]
    header = authorizer["identitySource"].rsplit(".", 1)[1]
    token = context.invocation_request["headers"].get(header)
    if not token or not re.fullmatch(authorizer.get("identityValidationExpression") or ".*", token):
        raise UnauthorizedError("Unauthorized")
    policy = invoke(authorizer["authorizerUri"], context, token)
    if any(each["Effect"] == "Deny" for each in policy["policyDocument"]["Statement"]):
        raise AccessDeniedError("User is not authorized to access this resource")
    context.context_variables["authorizer"] = {**(policy.get("context") or {}), "principalId": policy["principalId"]}


def invoke(uri, context, token):
    arn = uri.split("/functions/")[1].removesuffix("/invocations")
    request = context.invocation_request
    event = {
        "type": "TOKEN",
        "authorizationToken": token,
        "methodArn": f"arn:aws:execute-api:{context.region}:{context.account_id}:{context.api_id}"
        f"/{context.stage}/{request['http_method']}{request['path']}",
    }
    client = connect_to(aws_access_key_id=context.account_id, region_name=context.region).lambda_
    result = client.invoke(FunctionName=arn, Payload=json.dumps(event))
    payload = json.loads(result["Payload"].read())
    if "FunctionError" in result:
        raise UnauthorizedError("Unauthorized") if payload.get("errorMessage") == "Unauthorized" else AuthorizerFailureError(None)
    return payload


def gateway_response(self, exception, context):
    chosen = get_gateway_response_or_default(exception.type, context.deployment.rest_api.gateway_responses)
    template = (chosen.get("responseTemplates") or {}).get("application/json", '{"message":$context.error.messageString}')
    body = template.replace("$context.error.messageString", json.dumps(exception.message))
    headers = self._build_response_headers(exception)
    for name, value in (chosen.get("responseParameters") or {}).items():
        headers[name.removeprefix("gatewayresponse.header.")] = value.strip("'")
    return Response(response=body, headers=headers, status=chosen.get("statusCode") or exception.status_code or 500)


def import_api(rest_api, context, open_api_spec, mode):
    result = importer(rest_api, context, open_api_spec, mode)
    responses = apigateway_stores[context.account_id][context.region].rest_apis[rest_api.id].gateway_responses
    for kind, given in (open_api_spec.get(OpenAPIExt.GATEWAY_RESPONSES) or {}).items():
        responses[kind] = {**given, "responseType": kind, "statusCode": str(given.get("statusCode") or GatewayResponseCode[kind])}
    return result


handlers.preprocess_request.append(authorize)
GatewayExceptionHandler.create_exception_response = gateway_response
importer, provider.import_api_from_openapi_spec = provider.import_api_from_openapi_spec, import_api
ExecutionEnvironment.get_log_group_name = lambda self: self.function_version.config.logging_config["LogGroup"]
# It looks references up before SAM has made what Function.Alias and Api.Stage name. No template here has local transforms.
ChangeSetModelTransform._execute_local_transforms = lambda self: None
