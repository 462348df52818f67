package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The event of a Lambda proxy integration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">Input
 *     format of a Lambda function for proxy integration</a>
 */
final class ProxyEvent {
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  private static final List<String> IDENTITY_OF_NOBODY =
      List.of(
          "accessKey",
          "accountId",
          "caller",
          "cognitoAuthenticationProvider",
          "cognitoAuthenticationType",
          "cognitoIdentityId",
          "cognitoIdentityPoolId",
          "principalOrgId",
          "user",
          "userArn");

  private final ApiSpec api;
  private final GatewaySettings settings;
  private final BinaryTypes binary;

  ProxyEvent(ApiSpec api, GatewaySettings settings) {
    this.api = api;
    this.settings = settings;
    this.binary = new BinaryTypes(api.binaryMediaTypes());
  }

  /**
   * Makes the event.
   *
   * @param authorizer what the authorizer said; empty where there is none
   * @throws IllegalArgumentException if the query is not validly encoded
   */
  String of(GatewayRequest request, Routes.Resource resource, ObjectNode authorizer) {
    return event(request, resource, authorizer).toString();
  }

  /** The same with the key that the request was let in by. */
  String of(
      GatewayRequest request, Routes.Resource resource, ObjectNode authorizer, ApiKeys.Known key) {
    ObjectNode event = event(request, resource, authorizer);
    ((ObjectNode) event.at("/requestContext/identity"))
        .put("apiKey", key.value())
        .put("apiKeyId", key.id());
    return event.toString();
  }

  private ObjectNode event(
      GatewayRequest request, Routes.Resource resource, ObjectNode authorizer) {
    ObjectNode event =
        Json.object()
            .put("resource", resource.path())
            .put("path", request.path())
            .put("httpMethod", request.method());
    putHeaders(event, HeaderRules.toFunction(request.headers()));
    putQuery(event, QueryParameters.read(request.query()));
    putOrNull(event, "pathParameters", resource.parameters());
    event.putNull("stageVariables");
    event.set("requestContext", context(request, resource, authorizer));
    putBody(event, request);
    return event;
  }

  private static void putHeaders(ObjectNode event, ProxyHeaders headers) {
    ObjectNode single = event.putObject("headers");
    ObjectNode multi = event.putObject("multiValueHeaders");
    headers.forEach((name, values) -> {
      single.put(name, values.getLast());
      ArrayNode all = multi.putArray(name);
      values.forEach(all::add);
    });
  }

  private static void putQuery(ObjectNode event, Map<String, List<String>> query) {
    if (query.isEmpty()) {
      event.putNull("queryStringParameters").putNull("multiValueQueryStringParameters");
      return;
    }
    ObjectNode single = event.putObject("queryStringParameters");
    ObjectNode multi = event.putObject("multiValueQueryStringParameters");
    query.forEach((name, values) -> {
      single.put(name, values.getLast());
      values.forEach(multi.putArray(name)::add);
    });
  }

  private static void putOrNull(ObjectNode event, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      event.putNull(name);
    } else {
      ObjectNode node = event.putObject(name);
      values.forEach(node::put);
    }
  }

  private void putBody(ObjectNode event, GatewayRequest request) {
    boolean bytes = binary.contain(request.headers().last("Content-Type").orElse(""));
    if (request.body().isEmpty()) {
      event.putNull("body");
    } else {
      event.put("body", bytes ? request.body().base64() : request.body().text());
    }
    event.put("isBase64Encoded", bytes && !request.body().isEmpty());
  }

  private ObjectNode context(
      GatewayRequest request, Routes.Resource resource, ObjectNode authorizer) {
    String host = request.headers().last("Host").orElse("");
    ObjectNode context =
        Json.object()
            .put("accountId", settings.account())
            .put("apiId", api.id())
            .put("domainName", host)
            .put("domainPrefix", host.split("\\.", -1)[0])
            .put("extendedRequestId", request.extendedRequestId())
            .put("httpMethod", request.method())
            .put("path", "/" + api.stage() + request.path())
            .put("protocol", "HTTP/1.1")
            .put("requestId", request.requestId())
            .put("requestTime", CLF.format(request.at().atOffset(ZoneOffset.UTC)))
            .put("requestTimeEpoch", request.at().toEpochMilli())
            .put("resourceId", Integer.toHexString(resource.path().hashCode()))
            .put("resourcePath", resource.path())
            .put("stage", api.stage());
    ObjectNode identity = context.putObject("identity");
    IDENTITY_OF_NOBODY.forEach(identity::putNull);
    identity.put("sourceIp", request.sourceIp());
    identity.put("userAgent", request.headers().last("User-Agent").orElse(null));
    if (!authorizer.isEmpty()) {
      context.set("authorizer", authorizer);
    }
    return context;
  }
}
