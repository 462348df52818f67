package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** An edge between a viewer and a scripted origin, with time in the test's hands. */
final class Rig implements AutoCloseable {
  final ScriptedOrigin origin = new ScriptedOrigin();
  final MutableClock clock = new MutableClock();
  final LaterByHand later = new LaterByHand();
  final Edge edge;
  private final HttpClient client = HttpClient.newHttpClient();

  Rig(Distributions distribution, UnaryOperator<EdgeOptions> options) {
    this(distribution.build(), options);
  }

  Rig(Distribution distribution, UnaryOperator<EdgeOptions> options) {
    edge =
        Edge.start(
            distribution,
            options.apply(EdgeOptions.forOrigin(origin.url()).clock(clock).later(later)));
  }

  Rig(Distributions distribution) {
    this(distribution, options -> options);
  }

  Rig() {
    this(new Distributions());
  }

  /** What a viewer got. */
  record Seen(int status, EdgeHeaders headers, ContentBody raw) {
    String header(String name) {
      return headers.joined(name).orElse("");
    }

    String cache() {
      return header("X-Cache").replace(" from cloudfront", "");
    }

    String body() {
      return new String(raw.bytes(), StandardCharsets.UTF_8);
    }
  }

  Seen get(String target, String... headers) {
    return send("GET", target, "", headers);
  }

  Seen send(String method, String target, String body, String... headers) {
    return seen(client, request(method, target, body, headers));
  }

  CompletableFuture<Seen> getLater(String target, String... headers) {
    return CompletableFuture.supplyAsync(
        () -> get(target, headers), Executors.newVirtualThreadPerTaskExecutor());
  }

  private HttpRequest request(String method, String target, String body, String... headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(edge.url() + target));
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder
        .timeout(Duration.ofSeconds(30))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static Seen seen(HttpClient client, HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Seen(
          response.statusCode(),
          new EdgeHeaders(
              response.headers().map().entrySet().stream()
                  .flatMap(
                      e -> e.getValue().stream().map(v -> new EdgeHeaders.Header(e.getKey(), v)))
                  .toList()),
          ContentBody.of(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void seconds(long time) {
    clock.advance(Duration.ofSeconds(time));
  }

  @Override
  public void close() {
    client.close();
    edge.close();
    origin.close();
  }
}
