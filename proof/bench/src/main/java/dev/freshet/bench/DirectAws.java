package dev.freshet.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * EventBridge, SQS and Lambda at one address, which do no more than hand on: the changes of one
 * call of PutEvents are one batch of the change queue. An answer of PutEvents comes when the batch
 * is done.
 */
final class DirectAws implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Consumer<SQSEvent> dispatcher = batch -> {};
  private volatile UnaryOperator<byte[]> evictor = call -> call;

  DirectAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void deliverTo(Consumer<SQSEvent> function) {
    dispatcher = function;
  }

  void invoke(UnaryOperator<byte[]> function) {
    evictor = function;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] body =
        switch (target == null ? "" : target) {
          case "AWSEvents.PutEvents" -> JSON.writeValueAsBytes(put(JSON.readTree(request)));
          case "AmazonSQS.SendMessageBatch" -> JSON.writeValueAsBytes(send(JSON.readTree(request)));
          default -> evictor.apply(request);
        };
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private ObjectNode put(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 0);
    ArrayNode entries = answer.putArray("Entries");
    List<SQSMessage> messages = new ArrayList<>();
    for (JsonNode entry : request.path("Entries")) {
      String id = "b-" + entries.size();
      entries.addObject().put("EventId", id);
      if (entry.path("DetailType").asText().equals("UserDataChanged")) {
        messages.add(message(id, event(id, entry)));
      }
    }
    if (!messages.isEmpty()) {
      SQSEvent batch = new SQSEvent();
      batch.setRecords(messages);
      dispatcher.accept(batch);
    }
    return answer;
  }

  private static SQSMessage message(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setReceiptHandle(id);
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1767225600000"));
    return message;
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

  private static ObjectNode send(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode sent = answer.putArray("Successful");
    answer.putArray("Failed");
    for (JsonNode entry : request.path("Entries")) {
      sent.addObject()
          .put("Id", entry.path("Id").asText())
          .put("MessageId", entry.path("Id").asText())
          .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText()));
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
    threads.shutdown();
  }
}
