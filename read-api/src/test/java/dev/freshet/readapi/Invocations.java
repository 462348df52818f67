package dev.freshet.readapi;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.lambda.http.ApiFunction;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Invokes functions as API Gateway does for signed-in users. */
final class Invocations {
  private Invocations() {}

  /** A GET by this user with query parameters given as {@code name=value}. */
  static APIGatewayProxyRequestEvent get(String user, Instant tokenExpiry, String... query) {
    var context = new APIGatewayProxyRequestEvent.ProxyRequestContext();
    context.setRequestId("request-1");
    context.setAuthorizer(Map.of("sub", user, "exp", Long.toString(tokenExpiry.getEpochSecond())));
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query) {
      String[] parts = parameter.split("=", 2);
      parameters.put(parts[0], parts[1]);
    }
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod("GET")
        .withResource("/view")
        .withQueryStringParameters(parameters)
        .withRequestContext(context);
  }

  static APIGatewayProxyResponseEvent invoke(
      ApiFunction function, APIGatewayProxyRequestEvent event) {
    return function.handleRequest(event, context());
  }

  static JsonNode json(APIGatewayProxyResponseEvent response) {
    try {
      return new ObjectMapper().readTree(response.getBody());
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("not JSON: " + response.getBody(), malformed);
    }
  }

  /** Knows the id of the invocation and nothing else. */
  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Invocations.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getName().equals("getAwsRequestId")) {
                return "invocation-1";
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
