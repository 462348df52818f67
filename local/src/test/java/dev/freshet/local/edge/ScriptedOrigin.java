package dev.freshet.local.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
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

  record Reply(int status, Headers headers, String body) {
    static Reply ok(String body, String... namesAndValues) {
      return new Reply(200, Headers.of(namesAndValues), body);
    }

    static Reply status(int status, String... namesAndValues) {
      return new Reply(status, Headers.of(namesAndValues), status == 304 ? "" : "status " + status);
    }
  }

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Reply> script = any -> Reply.ok("hello");

  ScriptedOrigin() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          entry -> entry.getKey().toLowerCase(Locale.ROOT),
                          entry -> String.join(", ", entry.getValue()))),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(request);
      send(exchange, script.apply(request));
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().entries().forEach(h -> exchange.getResponseHeaders().add(h.name(), h.value()));
    boolean bodyless = "HEAD".equals(exchange.getRequestMethod()) || body.length == 0;
    if ("HEAD".equals(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
    exchange.sendResponseHeaders(reply.status(), bodyless ? -1 : body.length);
    if (!bodyless) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
