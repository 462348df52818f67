package dev.freshet.emulators.cloudfront.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The origin server, by HTTP/1.1. An origin that cannot be reached is a 502, one that does not
 * answer in time a 504. Thread-safe; blocks for as long as the response timeout, three times over
 * for a {@code GET} or {@code HEAD}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#custom-origin-timeout-attempts">Origin
 *     connection timeout and attempts</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html">Troubleshooting
 *     error responses from your origin</a>
 */
final class Origin implements OriginServer {
  /** CloudFront's default for a custom origin. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

  /** CloudFront's default number of attempts. */
  private static final int ATTEMPTS = 3;

  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");

  private final URI address;
  private final HttpClient client;
  private final Duration responseTimeout;

  Origin(URI address, Duration responseTimeout) {
    this.address = address;
    this.responseTimeout = responseTimeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTION_TIMEOUT)
            .build();
  }

  @Override
  public EdgeResponse ask(OriginRequest request) {
    try {
      return ask(http(request));
    } catch (IllegalArgumentException malformed) {
      return EdgeResponse.ofTheEdge(400, "Bad request", "The path or a header is malformed.");
    }
  }

  private EdgeResponse ask(HttpRequest request) {
    int attempts = REPEATABLE.contains(request.method()) ? ATTEMPTS : 1;
    EdgeResponse answer = attempt(request);
    for (int i = 1; i < attempts && answer.headers().has(UNREACHABLE); i++) {
      answer = attempt(request);
    }
    return answer.withHeaders(answer.headers().without(UNREACHABLE));
  }

  /** Marks an answer of the edge's own while it is decided whether to try again. */
  private static final String UNREACHABLE = "X-Edge-Unreachable";

  private EdgeResponse attempt(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new EdgeResponse(
          response.statusCode(), headers(response), ContentBody.of(response.body()));
    } catch (HttpConnectTimeoutException late) {
      return unreachable(504, "The origin could not be reached in time.");
    } catch (HttpTimeoutException late) {
      return unreachable(504, "The origin did not answer in time.");
    } catch (IOException away) {
      return unreachable(502, "The edge could not connect to the origin.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return EdgeResponse.ofTheEdge(503, "The request could not be satisfied", "Shutting down.");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static EdgeResponse unreachable(int status, String explanation) {
    EdgeResponse page =
        EdgeResponse.ofTheEdge(status, "The request could not be satisfied", explanation);
    return page.withHeaders(page.headers().plus(UNREACHABLE, "true"));
  }

  private HttpRequest http(OriginRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri(request.target())).timeout(responseTimeout);
    request.headers().entries().forEach(each -> builder.header(each.name(), each.value()));
    HttpRequest.BodyPublisher body =
        request.body().isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(request.body().bytes());
    return builder.method(request.method(), body).build();
  }

  private URI uri(String target) {
    String base = address.toString();
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return URI.create(trimmed + escaped(target));
  }

  /** Viewers send what URIs do not allow, such as a bar; the JDK's client would refuse it. */
  private static String escaped(String target) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}[]".indexOf(c) >= 0) {
        safe.append("%%%02X".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static EdgeHeaders headers(HttpResponse<byte[]> response) {
    List<EdgeHeaders.Header> headers = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach((name, values) ->
            values.forEach(value -> headers.add(new EdgeHeaders.Header(name, value))));
    return new EdgeHeaders(headers);
  }
}
