package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.lambda.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP response. It is {@code no-store} unless it sets its own {@code Cache-Control}. Immutable.
 *
 * @param headers by name, ignoring case
 * @param body empty for none
 */
public record ApiResponse(int status, Map<String, String> headers, String body) {
  private static final String JSON = "application/json";

  public ApiResponse {
    TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = java.util.Collections.unmodifiableMap(copy);
  }

  /** 200 with this value as JSON. */
  public static ApiResponse ok(Object value) {
    return json(200, value);
  }

  /** This value as JSON. */
  public static ApiResponse json(int status, Object value) {
    return jsonText(status, Json.write(value));
  }

  /** A text that is JSON already. */
  public static ApiResponse jsonText(int status, String json) {
    return new ApiResponse(status, Map.of(HeaderNames.CONTENT_TYPE, JSON), json);
  }

  /** No body: 204 or 304. */
  public static ApiResponse empty(int status) {
    return new ApiResponse(status, Map.of(), "");
  }

  /** The answer that this exception stands for, for endpoints that add headers to it. */
  public static ApiResponse problem(ProblemException problem) {
    ApiResponse answer =
        new ApiResponse(
            problem.type().status(),
            Map.of(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE),
            Json.write(problem.document()));
    return problem
        .retryAfter()
        .map(wait -> answer.with(HeaderNames.RETRY_AFTER, Long.toString(wait.toSeconds())))
        .orElse(answer);
  }

  public ApiResponse with(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new ApiResponse(status, more, body);
  }

  /**
   * For the answer to a write.
   *
   * @param acknowledged taken after the table acknowledged the commit; a read that sends it back as
   *     {@code fresh} shows the write
   */
  public ApiResponse withFreshAfter(Instant acknowledged) {
    return with(HeaderNames.FRESH_AFTER, Long.toString(acknowledged.toEpochMilli()));
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  APIGatewayProxyResponseEvent event() {
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(new TreeMap<>(headers))
        .withBody(body)
        .withIsBase64Encoded(false);
  }
}
