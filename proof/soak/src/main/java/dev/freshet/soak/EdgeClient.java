package dev.freshet.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests to the edge, as a browser does. Thread-safe. */
final class EdgeClient implements AutoCloseable {

  /** Longer than API Gateway's timeout. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final URI edge;
  private final SoakClock clock;
  private final Latencies latencies;
  private final HttpClient http = HttpClient.newHttpClient();

  EdgeClient(URI edge, SoakClock clock, Latencies latencies) {
    this.edge = edge;
    this.clock = clock;
    this.latencies = latencies;
  }

  /**
   * Reads a page.
   *
   * @param etag of the reader's copy; empty for none
   * @throws IOException if the edge cannot be reached
   */
  Reply get(String path, String token, int location, String etag)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path, token).header("X-Edge-Pop", "" + location).GET();
    if (!etag.isEmpty()) {
      request.header("If-None-Match", etag);
    }
    return send("reads", "GET " + path + " at location " + location, request);
  }

  /**
   * Sends a change.
   *
   * @param headers name and value in turn
   * @throws IOException if the edge cannot be reached
   */
  Reply change(String method, String path, String token, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path, token)
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send("writes", method + " " + path + " " + body, request);
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(edge.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private Reply send(String kind, String told, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    long sentAt = clock.now();
    var response = http.send(request.build(), BodyHandlers.ofString());
    long receivedAt = clock.now();
    latencies.add(kind, sentAt, receivedAt);
    return new Reply(told, response, receivedAt);
  }
}
