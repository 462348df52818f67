package dev.freshet.emulators.apigateway;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests and APIs for tests. */
final class Requests {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private Requests() {}

  static GatewayRequest of(String method, String pathAndQuery, String... headers) {
    return of(method, pathAndQuery, ProxyBody.EMPTY, headers);
  }

  static GatewayRequest of(String method, String pathAndQuery, ProxyBody body, String... headers) {
    String[] parts = pathAndQuery.split("\\?", 2);
    ProxyHeaders all = new ProxyHeaders().add("Host", "abc.execute-api.us-east-1.amazonaws.com");
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return new GatewayRequest(
        method,
        parts[0],
        parts.length == 1 ? "" : parts[1],
        all,
        body,
        "10.0.0.1",
        "request-1",
        "extended-1",
        NOW);
  }

  static ApiSpec api(RouteSpec... routes) {
    return api(Map.of(), Optional.empty(), routes);
  }

  static ApiSpec api(
      Map<String, GatewayResponseSpec> responses, Optional<CorsSpec> cors, RouteSpec... routes) {
    return new ApiSpec(
        "abc", "prod", List.of(routes), cors, List.of("image/*"), List.of(), responses);
  }

  static RouteSpec route(String method, String path) {
    return new RouteSpec(path, method, "f", Optional.empty());
  }

  static RestApi serving(ApiSpec api, Functions functions) {
    return serving(api, functions, () -> NOW);
  }

  static RestApi serving(ApiSpec api, Functions functions, InstantSource clock) {
    GatewaySettings settings =
        new GatewaySettings("us-east-1", "000000000000", Duration.ofMillis(500));
    return new RestApi(api, settings, functions, UserPoolTokens.NONE, clock);
  }

  /** A function that answers every event with this. */
  static ScriptedFunction answering(String answer) {
    return new ScriptedFunction("f", (_, _) -> answer);
  }
}
