package dev.freshet.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Minimal EventBridge, SQS and Lambda at one address, which only forward calls. A function is
 * invoked over HTTP, as by Lambda's Runtime API. Thread-safe.
 */
final class DirectAws implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RUNTIME = "/runtime/";
  private static final String LAMBDA = "/2015-03-31/functions/";

  /** A function's handler: from the event's JSON to the answer's JSON. */
  interface Function {
    byte[] handle(byte[] event) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Function> functions = new ConcurrentHashMap<>();
  private volatile Consumer<String> bus = event -> {};

  DirectAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void deploy(String name, Function function) {
    functions.put(name, function);
  }

  /** Receives each event like a rule's target, before the call is answered. */
  void onChanged(Consumer<String> target) {
    bus = target;
  }

  /**
   * Invokes a function.
   *
   * @throws UncheckedIOException if it fails
   */
  byte[] invoke(String function, byte[] event) {
    try {
      HttpURLConnection call =
          (HttpURLConnection) endpoint().resolve(RUNTIME + function).toURL().openConnection();
      call.setDoOutput(true);
      try (OutputStream out = call.getOutputStream()) {
        out.write(event);
      }
      try (var in = call.getInputStream()) {
        return in.readAllBytes();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(function + " failed", failed);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      byte[] body = answer(exchange, request);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] answer(HttpExchange exchange, byte[] request) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith(RUNTIME)) {
      return function(path.substring(RUNTIME.length())).handle(request);
    }
    if (path.startsWith(LAMBDA)) {
      return invoke(path.substring(LAMBDA.length(), path.lastIndexOf('/')), request);
    }
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    return JSON.writeValueAsBytes(
        switch (target) {
          case "AWSEvents.PutEvents" -> put(JSON.readTree(request));
          case "AmazonSQS.SendMessageBatch" -> send(JSON.readTree(request));
          default -> accepted(JSON.readTree(request));
        });
  }

  private Function function(String name) {
    Function function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("there is no function " + name);
    }
    return function;
  }

  private ObjectNode put(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 0);
    ArrayNode entries = answer.putArray("Entries");
    for (JsonNode entry : request.path("Entries")) {
      String id = "b-" + entries.size();
      entries.addObject().put("EventId", id);
      if (entry.path("DetailType").asText().equals("UserDataChanged")) {
        bus.accept(event(id, entry));
      }
    }
    return answer;
  }

  /** Forwards the detail unchanged, because the cost of a bus is not measured. */
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

  private static ObjectNode send(JsonNode request) {
    ObjectNode answer = accepted(request);
    for (JsonNode sent : answer.path("Successful")) {
      String body =
          request.path("Entries").get(sent.path("number").asInt()).path("MessageBody").asText();
      ((ObjectNode) sent)
          .put("MessageId", sent.path("Id").asText())
          .put("MD5OfMessageBody", md5(body));
    }
    return answer;
  }

  /** The answer to a fully accepted batch. */
  private static ObjectNode accepted(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode accepted = answer.putArray("Successful");
    answer.putArray("Failed");
    for (JsonNode entry : request.path("Entries")) {
      accepted.addObject().put("Id", entry.path("Id").asText()).put("number", accepted.size() - 1);
    }
    return answer;
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has MD5", impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
