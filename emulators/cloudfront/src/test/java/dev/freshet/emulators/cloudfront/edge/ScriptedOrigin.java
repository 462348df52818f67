package dev.freshet.emulators.cloudfront.edge;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An origin that answers as the test says and remembers what it was asked. */
final class ScriptedOrigin implements AutoCloseable {

  /** What came in; header names in lower case, repeated lines joined. */
  record Asked(String method, String target, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  record Reply(int status, EdgeHeaders headers, String body) {
    static Reply ok(String body, String... namesAndValues) {
      return new Reply(200, EdgeHeaders.of(namesAndValues), body);
    }

    static Reply status(int status, String... namesAndValues) {
      return new Reply(
          status, EdgeHeaders.of(namesAndValues), status == 304 ? "" : "status " + status);
    }
  }

  /** Far above what the edge forwards. */
  private static final int LONGEST_READ = 65_536;

  private final WebServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Reply> script = any -> Reply.ok("hello");

  ScriptedOrigin() {
    server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .shutdownHook(false)
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(LONGEST_READ)
                    .maxHeadersSize(LONGEST_READ)
                    .validatePath(false)
                    .build())
            .routing(routing -> routing.any(this::handle))
            .build()
            .start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  void answers(Function<Asked, Reply> how) {
    script = how;
  }

  void answers(Reply reply) {
    script = any -> reply;
  }

  List<Asked> asked() {
    return asked;
  }

  Asked lastAsked() {
    return asked.getLast();
  }

  private void handle(ServerRequest request, ServerResponse response) {
    String query = request.prologue().query().rawValue();
    String path = request.prologue().uriPath().rawPath();
    Asked received =
        new Asked(
            request.prologue().method().text(),
            query.isEmpty() ? path : path + "?" + query,
            request.headers().stream()
                .collect(
                    Collectors.toMap(
                        header -> header.name().toLowerCase(Locale.ROOT),
                        header -> String.join(", ", header.allValues()))),
            request.content().hasEntity() ? request.content().as(String.class) : "");
    asked.add(received);
    send(received, response, script.apply(received));
  }

  private static void send(Asked received, ServerResponse response, Reply reply) {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.status(Status.create(reply.status()));
    for (EdgeHeaders.Header header : reply.headers().entries()) {
      response.headers().add(HeaderNames.create(header.name()), header.value());
    }
    if ("HEAD".equals(received.method())) {
      response.headers().contentLength(body.length);
      response.send();
    } else if (body.length == 0) {
      response.send();
    } else {
      response.send(body);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
