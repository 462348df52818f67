package dev.freshet.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.domain.UserId;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SystemOptions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Faults that are switched over the control port of a running system, and what they do there. */
class FaultControlIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final AtomicInteger WRITTEN = new AtomicInteger();

  private static LocalSystem system;
  private static ControlServer control;

  @BeforeAll
  static void start() {
    system = LocalSystem.start(SystemOptions.of(Path.of("..", "template.yaml")).demo(true));
    control = new ControlServer(system);
  }

  @AfterAll
  static void stop() {
    control.close();
    system.close();
  }

  @AfterEach
  void clear() throws Exception {
    assertThat(send("DELETE", "/faults", "").statusCode()).isEqualTo(200);
  }

  @Test
  void theListHasEveryFaultWithWhatCanBeSet() throws Exception {
    JsonNode faults = json(send("GET", "/faults", "")).path("faults");

    assertThat(faults.findValuesAsText("name"))
        .contains("bus-duplicate", "bus-delay", "bus-drop", "bus-reorder", "bus-refuses")
        .contains("function-crash", "clock-skew")
        .contains("redis-killed", "redis-wiped", "redis-full", "redis-failover")
        .contains("redis-silent", "late-eviction", "queue-delayed")
        .contains("table-throttled", "table-slow")
        .contains("cloudfront-throttled", "cloudfront-failing", "cloudfront-slow")
        .contains("cloudfront-purge-delayed");
    assertThat(faults.findValuesAsText("on")).containsOnly("false");
    assertThat(faults.get(0).at("/settings/0/expected").asText())
        .isEqualTo("above 0 and at most 1");
  }

  @Test
  void aFaultIsSetWithNumbersOrTextsAndShownUntilItIsCleared() throws Exception {
    JsonNode set = json(send("PUT", "/faults/bus-delay", "{\"rate\": 0.3, \"by\": \"1s\"}"));
    assertThat(set.path("on").asBoolean()).isTrue();
    assertThat(set.at("/values/rate").asText()).isEqualTo("0.3");
    assertThat(set.at("/values/by").asText()).isEqualTo("1s");

    JsonNode cleared = json(send("DELETE", "/faults/bus-delay", ""));
    assertThat(cleared.path("on").asBoolean()).isFalse();
  }

  @Test
  void whatIsNotValidIsRefusedWithWhatIs() throws Exception {
    assertRefused("/faults/bus-delay", "{\"rate\": 3}", "rate of bus-delay must be above 0");
    assertRefused("/faults/nonsense", "{}", "unknown fault 'nonsense'; faults: bus-duplicate, ");
    assertRefused("/faults/bus-delay", "[1]", "the body must be a JSON object");
    assertRefused("/faults/bus-delay", "{", "the body must be a JSON object");
    assertRefused(
        "/faults/function-crash",
        "{\"function\": \"Nobody\"}",
        "function of function-crash must be one of all, TokenAuthorizer, ");
  }

  @Test
  void redisIsKilledUntilItIsCleared() throws Exception {
    send("PUT", "/faults/redis-killed", "");
    assertThat(system.redis().isRunning()).isFalse();

    send("DELETE", "/faults/redis-killed", "");
    assertThat(system.redis().isRunning()).isTrue();
  }

  @Test
  void redisIsWipedAgainAndAgain() throws Exception {
    redis(commands -> commands.set("first", "1"));
    send("PUT", "/faults/redis-wiped", "{\"every\": \"50ms\"}");
    await().until(() -> redis(commands -> commands.exists("first")) == 0);
    redis(commands -> commands.set("second", "1"));
    await().until(() -> redis(commands -> commands.exists("second")) == 0);

    send("DELETE", "/faults/redis-wiped", "");
    redis(commands -> commands.set("third", "1"));
    Long left = redis(commands -> commands.exists("third"));
    assertThat(left).isEqualTo(1);
  }

  @Test
  void redisHasNoMemoryLeftAlsoAfterItCameBack() throws Exception {
    send("PUT", "/faults/redis-full", "{\"policy\": \"refuse\"}");
    send("PUT", "/faults/redis-killed", "");
    send("DELETE", "/faults/redis-killed", "");
    assertThat(maxMemory()).isPositive();
    assertThat(configuration("maxmemory-policy")).isEqualTo("noeviction");

    send("DELETE", "/faults/redis-full", "");
    assertThat(maxMemory()).isZero();
  }

  @Test
  void aReplicaTakesOverThatLacksTheLastWrites() throws Exception {
    redis(commands -> commands.set("replicated", "1"));
    Thread writer = Thread.ofPlatform().start(FaultControlIT::writeUntilRedisDies);
    await().until(() -> WRITTEN.get() > 0);

    HttpResponse<String> answer = send("PUT", "/faults/redis-failover", "{\"losing\": \"500ms\"}");

    writer.join();
    assertThat(answer.statusCode()).isEqualTo(200);
    Long kept = redis(commands -> commands.llen("written"));
    assertThat(kept).isPositive().isLessThan(WRITTEN.get());
    String replicated = redis(commands -> commands.get("replicated"));
    assertThat(replicated).isEqualTo("1");
    List<Object> role = redis(RedisCommands::role);
    assertThat(role.getFirst()).isEqualTo("master");
    assertThat(redisAsFunctionsSeeIt()).isEqualTo("PONG");
  }

  @Test
  void aSilentRedisAnswersNothingUntilItIsCleared() throws Exception {
    send("PUT", "/faults/redis-silent", "{\"node\": \"1\"}");
    assertThatExceptionOfType(RedisException.class)
        .isThrownBy(FaultControlIT::redisAsFunctionsSeeIt);
    assertThat(putProfile().statusCode()).isEqualTo(200);

    send("DELETE", "/faults/redis-silent", "");
    assertThat(redisAsFunctionsSeeIt()).isEqualTo("PONG");
  }

  @Test
  void theEvictionOfAChangeIsHeldBack() throws Exception {
    assertThat(putProfile().statusCode()).isEqualTo(200);
    await().until(() -> system.eventsUnderWay() == 0);
    send("PUT", "/faults/late-eviction", "{\"by\": \"2s\", \"reset\": \"1s\"}");
    assertThat(putProfile().statusCode()).isEqualTo(200);

    await().until(() -> system.redisProxies().getFirst().faults().lateEvictions() > 0);
  }

  @Test
  void aDelayedQueueShowsItsMessagesLater() throws Exception {
    send("PUT", "/faults/queue-delayed", "{\"queue\": \"PurgeDlq\", \"by\": \"1m\"}");
    try (SqsClient sender = SqsClient.create()) {
      String url = system.output("PurgeDlqUrl");
      sender.sendMessage(message -> message.queueUrl(url).messageBody("a letter"));

      assertThat(delayed(url)).isEqualTo("1");
    }
  }

  @Test
  void aFunctionsClockIsAheadAndAFunctionCrashes() throws Exception {
    send("PUT", "/faults/clock-skew", "{\"function\": \"PutProfile\", \"by\": \"1m\"}");
    HttpResponse<String> saved = putProfile();
    long freshAfter = Long.parseLong(saved.headers().firstValue("X-Fresh-After").orElseThrow());
    assertThat(freshAfter).isGreaterThan(system.options().now().plusSeconds(50).toEpochMilli());

    send("PUT", "/faults/function-crash", "{\"function\": \"PutProfile\", \"rate\": 1}");
    assertThat(putProfile().statusCode()).isGreaterThanOrEqualTo(500);
    send("DELETE", "/faults/function-crash", "");
    assertThat(putProfile().statusCode()).isEqualTo(200);
  }

  @Test
  void aThrottledTableCannotBeWrittenToUntilItIsCleared() throws Exception {
    send("PUT", "/faults/table-throttled", "{\"rate\": 1}");
    assertThat(putProfile().statusCode()).isEqualTo(503);

    send("DELETE", "/faults/table-throttled", "");
    assertThat(putProfile().statusCode()).isEqualTo(200);
  }

  private static void assertRefused(String path, String body, String reason) throws Exception {
    HttpResponse<String> answer = send("PUT", path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").asText()).startsWith(reason);
  }

  private static long maxMemory() {
    return Long.parseLong(configuration("maxmemory"));
  }

  private static String configuration(String name) {
    return redis(commands -> commands.configGet(name).getOrDefault(name, ""));
  }

  private static <T> T redis(Function<RedisCommands<String, String>, T> command) {
    return redis(RedisURI.create(system.redis().uri()), command);
  }

  private static <T> T redis(RedisURI address, Function<RedisCommands<String, String>, T> command) {
    RedisClient client = RedisClient.create(address);
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return command.apply(connection.sync());
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  private static String delayed(String queue) {
    QueueAttributeName name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
    return system
        .sqs()
        .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
        .attributes()
        .getOrDefault(name, "0");
  }

  /** Counts the writes that were acknowledged. */
  private static void writeUntilRedisDies() {
    try {
      redis(commands -> {
        while (true) {
          commands.rpush("written", "x");
          WRITTEN.incrementAndGet();
        }
      });
    } catch (RedisException e) {
      assertThat(WRITTEN).hasPositiveValue();
    }
  }

  private static String redisAsFunctionsSeeIt() {
    RedisURI address = RedisURI.create(system.redisProxies().getFirst().uri());
    address.setTimeout(Duration.ofSeconds(2));
    return redis(address, RedisCommands::ping);
  }

  private static HttpResponse<String> putProfile() throws IOException, InterruptedException {
    String token = system.token(new UserId("alice"), Duration.ofHours(1));
    String body = "{\"name\":\"Alice\",\"email\":\"alice@example.com\"}";
    return HTTP.send(
        HttpRequest.newBuilder(system.url().resolve("/profile"))
            .PUT(BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("If-Match", "*")
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(control.uri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
