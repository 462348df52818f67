package dev.freshet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** One signed-in user at the edge. */
final class Browser {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI edge;
  private final String token;
  private final AtomicLong times = new AtomicLong();

  Browser(URI edge, String token) {
    this.edge = edge;
    this.token = token;
  }

  /** An answer of status 200 or 304. */
  record Page(HttpResponse<String> response) {
    boolean fromEdge() {
      return response.headers().firstValue("X-Cache").equals(Optional.of("Hit from cloudfront"));
    }

    boolean shows(String text) {
      return response.body().contains(text);
    }
  }

  Page get(String path) {
    return new Page(send(request(path).GET()));
  }

  /**
   * Requests a page twice: past the edge with its ETag, so that the page earns a lease, and
   * plainly. Returns the age of the edge's copy in seconds; -1 for an answer of the origin.
   */
  long repeat(String path) {
    HttpResponse<String> known = send(request(path).GET());
    String etag = known.headers().firstValue("ETag").orElseThrow();
    var _ =
        send(
            request(path + "?fresh=" + times.incrementAndGet())
                .header("If-None-Match", etag)
                .GET());
    return new Page(known).fromEdge() ? known.headers().firstValueAsLong("Age").orElse(0) : -1;
  }

  /** Saves a name. Returns the time of the commit by the write function's clock. */
  Instant rename(String name, String email, String correlationId) {
    String body = "{\"name\":\"%s\",\"email\":\"%s\"}".formatted(name, email);
    HttpResponse<String> saved =
        send(
            request("/profile")
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .header("X-Correlation-Id", correlationId)
                .PUT(BodyPublishers.ofString(body)));
    return Instant.ofEpochMilli(saved.headers().firstValueAsLong("X-Fresh-After").orElseThrow());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(edge.resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  /** Repeats what is answered 503, as clients do: a cold table of a million items is slow. */
  private static HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> response =
        Awaitility.await()
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> sendOnce(request.build()), answer -> answer.statusCode() != 503);
    if (response.statusCode() != 200 && response.statusCode() != 304) {
      throw new IllegalStateException(response + "\n" + response.body());
    }
    return response;
  }

  private static HttpResponse<String> sendOnce(HttpRequest request) throws InterruptedException {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
