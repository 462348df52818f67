package dev.freshet.local.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.emulators.loopback.LoopbackServer;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;

/**
 * Stands between the functions and DynamoDB so that their calls can be held, delayed or throttled;
 * the functions cannot tell.
 */
public final class TableProxy implements AutoCloseable {
  private static final String NO_CAPACITY =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",\
      "message":"The level of configured provisioned throughput for the table was exceeded."}\
      """;

  private final Forwarder forwarder;
  private final TableFaults faults = new TableFaults();
  private final ObjectMapper json = new ObjectMapper();
  private final WebServer server;

  /** Starts one for functions in this JVM. */
  public TableProxy(URI origin) {
    this(origin, InetAddress.getLoopbackAddress());
  }

  /** Starts one on a free port of this address. */
  public TableProxy(URI origin, InetAddress address) {
    this.forwarder = new Forwarder(origin);
    this.server = LoopbackServer.start(address, 0, routing -> routing.post("/", this::handle));
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
    forwarder.close();
  }

  private void handle(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    byte[] body = request.content().as(byte[].class);
    TableCall call = call(request, body);
    if (faults.throttles(call)) {
      response.status(Status.BAD_REQUEST_400).send(NO_CAPACITY);
      return;
    }
    HttpResponse<byte[]> answer = forwarder.send(request, body);
    faults.afterAnswer(call);
    Forwarder.answer(answer, response);
  }

  private TableCall call(ServerRequest request, byte[] body) throws IOException {
    String operation = Forwarder.operation(request);
    try {
      return new TableCall(operation, json.readTree(body));
    } catch (JsonProcessingException notJson) {
      return new TableCall(operation, json.createObjectNode());
    }
  }
}
