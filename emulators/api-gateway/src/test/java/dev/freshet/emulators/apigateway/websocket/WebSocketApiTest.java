package dev.freshet.emulators.apigateway.websocket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketApiTest {
  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  private final ScriptedFunction function =
      new ScriptedFunction(
          "socket",
          (event, _) -> {
            JsonNode node = Json.parse(event).orElseThrow();
            events.add(node);
            int status =
                node.path("queryStringParameters").path("ticket").asText().equals("bad")
                    ? 401
                    : 200;
            return "{\"statusCode\":" + status + "}";
          });
  private final Functions functions = TestFunctions.of(new FakeQueues().sender(), function);
  private final WebSocketSpec spec =
      new WebSocketSpec(
          "api",
          "prod",
          "action",
          Map.of(
              "$connect", Optional.of("socket"),
              "$disconnect", Optional.of("socket"),
              "shout", Optional.of("socket"),
              "$default", Optional.empty()));
  private final WebSocketApi api =
      WebSocketApi.start(
          0, new WebSocketSettings(Duration.ofMinutes(10), Duration.ofHours(2)), time::get);
  private final HttpClient http = HttpClient.newHttpClient();

  WebSocketApiTest() {
    api.serve(spec, "us-east-1", functions);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    api.close();
    functions.close();
  }

  @Test
  void aConnectionIsOpenedByTheFunctionAndReachedByItsId() throws Exception {
    WebSocket socket = connect("/prod?ticket=good");
    JsonNode connect = take();
    String id = connect.at("/requestContext/connectionId").asText();

    assertThat(connect.at("/requestContext/routeKey").asText()).isEqualTo("$connect");
    assertThat(connect.at("/queryStringParameters/ticket").asText()).isEqualTo("good");
    assertThat(manage("POST", id, "hello").statusCode()).isEqualTo(200);
    assertThat(received.poll(5, SECONDS)).isEqualTo("hello");
    assertThat(manage("GET", id, "").body()).contains("connectedAt", "lastActiveAt");

    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThat(take().at("/requestContext/routeKey").asText()).isEqualTo("$disconnect");
    assertGone(manage("POST", id, "too late"));
  }

  @Test
  void whatTheFunctionRefusesIsRefusedWithItsStatus() {
    assertThat(refusal("/prod?ticket=bad")).isEqualTo(401);
    assertThat(refusal("/otherstage")).isEqualTo(403);
  }

  @Test
  void deletingAConnectionClosesItOnce() throws Exception {
    connect("/prod");
    String id = take().at("/requestContext/connectionId").asText();

    assertThat(manage("DELETE", id, "").statusCode()).isEqualTo(204);
    assertThat(received.poll(5, SECONDS)).isEqualTo("closed 1000");
    assertThat(take().at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
    assertGone(manage("DELETE", id, ""));
  }

  @Test
  void aForeignWebPageCannotUseTheManagementApi() throws Exception {
    connect("/prod");
    String id = take().at("/requestContext/connectionId").asText();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.management(spec) + "/@connections/" + id))
            .header("Origin", "http://evil.example")
            .DELETE()
            .build();

    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(manage("GET", id, "").statusCode()).isEqualTo(200);
  }

  @Test
  void messagesGoToTheRouteThatTheyNameOrToTheMock() throws Exception {
    WebSocket socket = connect("/prod");
    take();

    socket.sendText("ping", true).join();
    socket.sendText("{\"action\":\"shout\"}", true).join();

    JsonNode message = take();
    assertThat(message.at("/requestContext/routeKey").asText()).isEqualTo("shout");
    assertThat(message.path("body").asText()).isEqualTo("{\"action\":\"shout\"}");
  }

  @Test
  void aConnectionThatIsIdleForTenMinutesIsClosed() throws Exception {
    connect("/prod");
    String id = take().at("/requestContext/connectionId").asText();
    time.set(Instant.EPOCH.plus(Duration.ofMinutes(9)));
    api.closeOverdue();
    assertThat(manage("POST", id, "still open").statusCode()).isEqualTo(200);

    time.set(Instant.EPOCH.plus(Duration.ofMinutes(18)));
    api.closeOverdue();
    assertThat(manage("POST", id, "still open").statusCode()).isEqualTo(200);

    time.set(Instant.EPOCH.plus(Duration.ofMinutes(28)));
    api.closeOverdue();
    assertGone(manage("POST", id, "too late"));
  }

  @Test
  void noConnectionOutlivesTwoHours() throws Exception {
    connect("/prod");
    String id = take().at("/requestContext/connectionId").asText();
    for (int minutes = 5; minutes < 120; minutes += 5) {
      time.set(Instant.EPOCH.plus(Duration.ofMinutes(minutes)));
      assertThat(manage("POST", id, "busy").statusCode()).isEqualTo(200);
    }

    time.set(Instant.EPOCH.plus(Duration.ofHours(2)));
    api.closeOverdue();
    assertGone(manage("POST", id, "too late"));
  }

  @Test
  void aMessageAbove128KilobytesIsRefused() throws Exception {
    connect("/prod");
    String id = take().at("/requestContext/connectionId").asText();

    assertThat(manage("POST", id, "x".repeat(128 * 1024 + 1)).statusCode()).isEqualTo(413);
  }

  private JsonNode take() throws InterruptedException {
    JsonNode event = events.poll(5, SECONDS);
    assertThat(event).as("an event").isNotNull();
    return java.util.Objects.requireNonNull(event);
  }

  private WebSocket connect(String path) {
    return http.newWebSocketBuilder()
        .buildAsync(URI.create(api.endpoint() + path), new Listener())
        .join();
  }

  private int refusal(String path) {
    CompletionException refused =
        catchThrowableOfType(CompletionException.class, () -> connect(path));
    return ((WebSocketHandshakeException) java.util.Objects.requireNonNull(refused.getCause()))
        .getResponse()
        .statusCode();
  }

  private HttpResponse<String> manage(String method, String id, String body) throws Exception {
    URI uri = URI.create(api.management(spec) + "/%40connections/" + id.replace("=", "%3D"));
    return http.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static void assertGone(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("GoneException");
  }

  private final class Listener implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      received.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      received.add("closed " + code);
      return null;
    }
  }
}
