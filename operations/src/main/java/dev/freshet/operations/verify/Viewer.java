package dev.freshet.operations.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.operations.OperationFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A signed-in user, at the edge, whose name is what changes. For one thread. */
final class Viewer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI edge;
  private final String token;
  private final InstantSource clock;

  Viewer(HttpClient http, URI edge, String token, InstantSource clock) {
    this.http = http;
    this.edge = edge;
    this.token = token;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param place the edge location, as the edge calls it
   * @param fromEdge whether it was answered without the origin
   * @param at when it was asked for
   */
  record Seen(int status, String body, String etag, String place, boolean fromEdge, Instant at) {
    boolean shows(String name) {
      return body.contains("\"name\":\"" + name + '"');
    }
  }

  Seen read(String path, String... headers)
      throws OperationFailedException, IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    Instant at = clock.instant();
    HttpResponse<String> answer = send(request.build());
    return new Seen(
        answer.statusCode(),
        answer.body(),
        header(answer, "ETag"),
        header(answer, "X-Amz-Cf-Pop"),
        header(answer, "X-Cache").startsWith("Hit"),
        at);
  }

  /** What the user is called, and may be written to. */
  JsonNode profile() throws OperationFailedException, IOException, InterruptedException {
    Seen seen = read("/profile?fresh=" + clock.millis());
    if (seen.status() != 200) {
      throw new OperationFailedException(
          "the profile is answered with " + seen.status() + ": is the token valid?");
    }
    return JSON.readTree(seen.body());
  }

  /**
   * Gives the user another name.
   *
   * @return when the answer came
   */
  Instant rename(String name, String correlationId)
      throws OperationFailedException, IOException, InterruptedException {
    String email = profile().path("email").asText();
    String body = JSON.createObjectNode().put("name", name).put("email", email).toString();
    HttpRequest.Builder request =
        request("/profile")
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .header("X-Correlation-Id", correlationId)
            .PUT(BodyPublishers.ofString(body));
    HttpResponse<String> answer = send(request.build());
    if (answer.statusCode() != 200) {
      throw new OperationFailedException(
          "the profile cannot be changed: status " + answer.statusCode());
    }
    return clock.instant();
  }

  private HttpResponse<String> send(HttpRequest request)
      throws OperationFailedException, IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (ConnectException unreachable) {
      throw new OperationFailedException(
          edge + " cannot be reached: give the address of the edge with --edge");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(edge.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
