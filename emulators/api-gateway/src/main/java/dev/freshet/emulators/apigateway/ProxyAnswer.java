package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the answer of a Lambda proxy integration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">Output
 *     format of a Lambda function for proxy integration</a>
 */
final class ProxyAnswer {
  private final BinaryTypes binary;

  ProxyAnswer(BinaryTypes binary) {
    this.binary = binary;
  }

  /** What the client gets; empty if the function's answer has not the form it must have. */
  Optional<ApiAnswer> read(String payload, GatewayRequest request) {
    Optional<JsonNode> json = Json.parse(payload).filter(ProxyAnswer::isWellFormed);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    JsonNode answer = json.get();
    ProxyHeaders headers = new ProxyHeaders();
    merged(answer).forEach((name, values) -> HeaderRules.toClient(headers, name, values));
    if (!headers.has("Content-Type")) {
      headers.add("Content-Type", "application/json");
    }
    return body(answer, request)
        .map(body -> new ApiAnswer(answer.path("statusCode").asInt(), headers, body));
  }

  private static boolean isWellFormed(JsonNode answer) {
    JsonNode status = answer.path("statusCode");
    JsonNode body = answer.path("body");
    return answer.isObject()
        && status.canConvertToInt()
        && status.asInt() >= 100
        && status.asInt() <= 599
        && (body.isTextual() || absent(body))
        && isObjectOrAbsent(answer.path("headers"))
        && isObjectOrAbsent(answer.path("multiValueHeaders"));
  }

  private static boolean isObjectOrAbsent(JsonNode node) {
    return node.isObject() || absent(node);
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** Both kinds of headers together; a value that is in both is sent once. */
  private static Map<String, List<String>> merged(JsonNode answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    answer
        .path("multiValueHeaders")
        .properties()
        .forEach(field -> {
          List<String> values = headers.computeIfAbsent(field.getKey(), _ -> new ArrayList<>());
          field.getValue().forEach(value -> values.add(value.asText()));
        });
    answer
        .path("headers")
        .properties()
        .forEach(field -> {
          List<String> values = headers.computeIfAbsent(field.getKey(), _ -> new ArrayList<>());
          String value = field.getValue().asText();
          if (!values.contains(value)) {
            values.add(value);
          }
        });
    return headers;
  }

  private Optional<ProxyBody> body(JsonNode answer, GatewayRequest request) {
    String body = answer.path("body").isTextual() ? answer.path("body").asText() : "";
    String accept = request.headers().last("Accept").orElse("");
    if (!answer.path("isBase64Encoded").asBoolean(false) || !binary.acceptedBy(accept)) {
      return Optional.of(ProxyBody.of(body));
    }
    try {
      return Optional.of(ProxyBody.ofBase64(body));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
