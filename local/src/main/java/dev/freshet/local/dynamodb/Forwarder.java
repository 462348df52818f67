package dev.freshet.local.dynamodb;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Passes calls of AWS's JSON protocol on to the server that stands in for a service. Thread-safe.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
public final class Forwarder implements AutoCloseable {
  private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");
  private static final HeaderName CHECKSUM = HeaderNames.create("x-amz-crc32");
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
  private static final HeaderName QUERY_ERROR = HeaderNames.create("x-amzn-query-error");
  private static final List<HeaderName> PASSED_ON =
      List.of(TARGET, HeaderNames.AUTHORIZATION, HeaderNames.CONTENT_TYPE);
  private static final List<HeaderName> PASSED_BACK =
      List.of(CHECKSUM, REQUEST_ID, QUERY_ERROR, HeaderNames.CONTENT_TYPE);

  private final URI origin;
  private final HttpClient http = HttpClient.newHttpClient();

  public Forwarder(URI origin) {
    this.origin = origin;
  }

  /** The operation that a request names, such as {@code Query}; empty if it names none. */
  public static String operation(ServerRequest request) {
    String target = request.headers().first(TARGET).orElse("");
    return target.substring(target.indexOf('.') + 1);
  }

  /** Sends a call on, with this body, and waits for the answer. */
  public HttpResponse<byte[]> send(ServerRequest request, byte[] body)
      throws IOException, InterruptedException {
    URI target = origin.resolve(request.path().path());
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    PASSED_ON.forEach(name ->
        request
            .headers()
            .first(name)
            .ifPresent(value -> forwarded.header(name.defaultCase(), value)));
    return http.send(forwarded.build(), BodyHandlers.ofByteArray());
  }

  /** Gives an answer to the caller. */
  public static void answer(HttpResponse<byte[]> answer, ServerResponse response) {
    response.status(Status.create(answer.statusCode()));
    PASSED_BACK.forEach(name ->
        answer
            .headers()
            .firstValue(name.defaultCase())
            .ifPresent(value -> response.header(name, value)));
    response.send(answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
