package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes the answers that API Gateway gives itself, with what the template changes in them: status,
 * headers and body of the type, and where the type has none, of {@code DEFAULT_4XX} or {@code
 * DEFAULT_5XX}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">Gateway
 *     response types</a>
 */
final class GatewayResponses {
  private static final String JSON = "application/json";
  private static final String DEFAULT_BODY = "{\"message\":$context.error.messageString}";
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  private static final GatewayResponseSpec UNCHANGED =
      new GatewayResponseSpec(Optional.empty(), Map.of(), Map.of());

  private final ApiSpec api;
  private final GatewaySettings settings;

  GatewayResponses(ApiSpec api, GatewaySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /**
   * Makes one.
   *
   * @param resourcePath of the request's resource; empty if it has none
   */
  ApiAnswer of(ResponseType type, GatewayRequest request, String resourcePath) {
    GatewayResponseSpec spec = spec(type);
    ResponseTemplate variables =
        new ResponseTemplate(context(type, request, resourcePath), request);
    String contentType = contentType(spec, request);
    ProxyHeaders headers = new ProxyHeaders().add("Content-Type", contentType);
    headers.add("x-amzn-ErrorType", type.errorType());
    new TreeSet<>(spec.headers().keySet())
        .forEach(name ->
            variables
                .header(spec.headers().getOrDefault(name, ""))
                .ifPresent(value -> headers.set(name, value)));
    String body = variables.body(spec.templates().getOrDefault(contentType, DEFAULT_BODY));
    return new ApiAnswer(spec.status().orElse(type.status()), headers, ProxyBody.of(body));
  }

  private GatewayResponseSpec spec(ResponseType type) {
    if (!type.isCustomisable()) {
      return UNCHANGED;
    }
    GatewayResponseSpec fallback = api.gatewayResponses().getOrDefault(type.fallback(), UNCHANGED);
    return api.gatewayResponses().getOrDefault(type.name(), fallback);
  }

  /** The template's content type that the client prefers, else JSON, else any. */
  private static String contentType(GatewayResponseSpec spec, GatewayRequest request) {
    if (spec.templates().isEmpty()) {
      return JSON;
    }
    String accepted = request.headers().last("Accept").orElse(JSON).split("[,;]", -1)[0].strip();
    if (spec.templates().containsKey(accepted)) {
      return accepted;
    }
    return spec.templates().containsKey(JSON)
        ? JSON
        : new TreeSet<>(spec.templates().keySet()).getFirst();
  }

  private Map<String, String> context(
      ResponseType type, GatewayRequest request, String resourcePath) {
    String message = type.message();
    Map<String, String> context = new LinkedHashMap<>();
    context.put("error.message", message == null ? "" : message);
    context.put(
        "error.messageString", message == null ? "null" : TextNode.valueOf(message).toString());
    context.put("error.responseType", type.name());
    context.put("accountId", settings.account());
    context.put("apiId", api.id());
    context.put("extendedRequestId", request.extendedRequestId());
    context.put("httpMethod", request.method());
    context.put("identity.sourceIp", request.sourceIp());
    context.put("path", "/" + api.stage() + request.path());
    context.put("protocol", "HTTP/1.1");
    context.put("requestId", request.requestId());
    context.put("requestTime", CLF.format(request.at().atOffset(ZoneOffset.UTC)));
    context.put("requestTimeEpoch", Long.toString(request.at().toEpochMilli()));
    context.put("resourcePath", resourcePath);
    context.put("stage", api.stage());
    return context;
  }
}
