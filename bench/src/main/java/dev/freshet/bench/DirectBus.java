package dev.freshet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Takes PutEvents and hands each event on before it answers, so that whoever has published all has
 * had all delivered.
 */
final class DirectBus implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads;
  private volatile Consumer<byte[]> target = event -> {};

  DirectBus(int publishers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newFixedThreadPool(publishers);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void deliverTo(Consumer<byte[]> function) {
    target = function;
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 0);
    ArrayNode entries = answer.putArray("Entries");
    for (JsonNode entry : request.path("Entries")) {
      String id = "b-" + entries.size();
      target.accept(event(id, entry).getBytes(StandardCharsets.UTF_8));
      entries.addObject().put("EventId", id);
    }
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** The detail is passed on as it is: what a bus costs is not measured here. */
  private static String event(String id, JsonNode entry) {
    return """
    {"version":"0","id":"%s","detail-type":"%s","source":"%s","account":"000000000000",\
    "time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],"detail":%s}\
    """
        .formatted(
            id,
            entry.path("DetailType").asText(),
            entry.path("Source").asText(),
            entry.path("Detail").asText());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
