package dev.freshet.local.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Stands between the functions and DynamoDB so that their calls can be held, delayed or throttled;
 * the functions cannot tell.
 */
public final class TableProxy implements AutoCloseable {
  private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");
  private static final HeaderName CHECKSUM = HeaderNames.create("x-amz-crc32");
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
  private static final List<HeaderName> PASSED_ON =
      List.of(TARGET, HeaderNames.AUTHORIZATION, HeaderNames.CONTENT_TYPE);
  private static final List<HeaderName> PASSED_BACK =
      List.of(CHECKSUM, REQUEST_ID, HeaderNames.CONTENT_TYPE);

  private static final String NO_CAPACITY =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",\
      "message":"The level of configured provisioned throughput for the table was exceeded."}\
      """;

  private final URI origin;
  private final TableFaults faults = new TableFaults();
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebServer server;

  /** Starts one for functions in this JVM. */
  public TableProxy(URI origin) {
    this(origin, InetAddress.getLoopbackAddress());
  }

  /** Starts one on a free port of this address. */
  public TableProxy(URI origin, InetAddress address) {
    this.origin = origin;
    this.server =
        WebServer.builder()
            .address(address)
            .shutdownHook(false)
            .routing(routing -> routing.post("/", this::handle))
            .build()
            .start();
  }

  /** Where functions on this machine find it. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return server.port();
  }

  public TableFaults faults() {
    return faults;
  }

  @Override
  public void close() {
    faults.clear();
    server.stop();
    http.close();
  }

  private void handle(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    byte[] body = request.content().as(byte[].class);
    TableCall call = call(request, body);
    if (faults.throttles(call)) {
      response.status(Status.BAD_REQUEST_400).send(NO_CAPACITY);
      return;
    }
    HttpResponse<byte[]> answer = http.send(forwarded(request, body), BodyHandlers.ofByteArray());
    faults.afterAnswer(call);
    response.status(Status.create(answer.statusCode()));
    PASSED_BACK.forEach(name ->
        answer
            .headers()
            .firstValue(name.defaultCase())
            .ifPresent(value -> response.header(name, value)));
    response.send(answer.body());
  }

  private TableCall call(ServerRequest request, byte[] body) throws IOException {
    String target = request.headers().first(TARGET).orElse("");
    try {
      return new TableCall(target.substring(target.indexOf('.') + 1), json.readTree(body));
    } catch (JsonProcessingException notJson) {
      return new TableCall(target, json.createObjectNode());
    }
  }

  private HttpRequest forwarded(ServerRequest request, byte[] body) {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(origin).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    PASSED_ON.forEach(name ->
        request
            .headers()
            .first(name)
            .ifPresent(value -> forwarded.header(name.defaultCase(), value)));
    return forwarded.build();
  }
}
