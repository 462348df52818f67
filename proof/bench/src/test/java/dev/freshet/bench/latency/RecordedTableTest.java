package dev.freshet.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedTableTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();

  private HttpServer table;
  @AutoClose private RecordedTable recorded;

  @BeforeEach
  void start() throws IOException {
    table = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    table.createContext("/", this::answer);
    table.start();
    recorded = RecordedTable.of(URI.create("http://127.0.0.1:" + table.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    table.stop(0);
  }

  /** Answers a call with its number. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] body = ("answer " + asked.size()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void aReadIsAskedOnceAndAnsweredAlikeFromThenOn() throws Exception {
    assertThat(call("Query", "{\"a\":1}")).isEqualTo("answer 1");
    assertThat(call("Query", "{\"a\":2}")).isEqualTo("answer 2");
    assertThat(call("GetItem", "{\"a\":1}")).isEqualTo("answer 3");

    assertThat(call("Query", "{\"a\":1}")).isEqualTo("answer 1");
    assertThat(asked).hasSize(3);
  }

  @Test
  void aWriteIsNoReadAndGetsNoAnswer() {
    assertThatThrownBy(() -> call("PutItem", "{}")).isInstanceOf(IOException.class);
    assertThat(asked).isEmpty();
  }

  private String call(String operation, String input) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(recorded.uri())
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("Authorization", "signed")
            .header("X-Amz-Date", "20260101T000000Z")
            .POST(BodyPublishers.ofString(input))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
