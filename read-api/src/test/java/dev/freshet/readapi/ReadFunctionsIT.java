package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.servers.RedisServer;
import dev.freshet.servers.TestTables;
import dev.freshet.table.item.Item;
import dev.freshet.table.item.ProfileItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handlers as Lambda makes them, from their environment, with a real table and Redis. */
class ReadFunctionsIT {
  private static final InstantSource CLOCK = Clock.systemUTC();
  private static final TestTables TABLES = TestTables.start();
  private static final RedisServer REDIS = RedisServer.start();
  private final Instant start = Clock.systemUTC().instant();
  private static final Map<String, String> SDK =
      Map.of(
          "aws.region", "us-east-1",
          "aws.accessKeyId", "local",
          "aws.secretAccessKey", "local",
          "aws.endpointUrlDynamoDb", endpoint());

  private final String tableName = TABLES.create();
  private final Map<String, String> environment =
      Map.ofEntries(
          Map.entry("TABLE_NAME", tableName),
          Map.entry("LEASE_TABLE", TABLES.createLeases()),
          Map.entry("REDIS_URL", patient(REDIS)),
          Map.entry("REDIS_CLUSTER", "false"),
          Map.entry("REDIS_AUTH", "url"),
          Map.entry("PURGE_WINDOW_SECONDS", "20"),
          Map.entry("CLOCK_SKEW_MS", "500"),
          Map.entry("FREE_PURGES_PER_MONTH", "1000"),
          Map.entry("PAID_PURGES_PER_MONTH", "9000"),
          Map.entry("SAVED_ANSWERS_PER_PAID_PURGE", "1250"),
          Map.entry("LEASE_TIMEOUT_MS", "2000"),
          Map.entry("ALLOWED_ORIGIN", "*"),
          Map.entry("METRICS_NAMESPACE", "Freshet"));

  /** Of its own in every test, as Redis is shared. */
  private final String user = "user-" + tableName;

  @BeforeAll
  static void pointTheSdkToTheTable() {
    SDK.forEach(System::setProperty);
  }

  @AfterAll
  static void close() {
    SDK.keySet().forEach(System::clearProperty);
    REDIS.close();
    TABLES.close();
  }

  static Stream<BiFunction<Map<String, String>, InstantSource, ApiFunction>> handlers() {
    return Stream.of(
        DashboardHandler::new,
        OrdersHandler::new,
        ProfileHandler::new,
        NotificationsHandler::new,
        FollowersHandler::new,
        FollowingHandler::new,
        CardHandler::new);
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void everyHandlerServesItsViewFromRedisTheSecondTime(
      BiFunction<Map<String, String>, InstantSource, ApiFunction> handler) {
    putProfile("Alice");
    ApiFunction function = handler.apply(environment, CLOCK);

    var first = get(function);
    assertThat(first.getStatusCode()).isEqualTo(200);
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(get(function))
                .returns(first.getBody(), APIGatewayProxyResponseEvent::getBody)
                .extracting(
                    APIGatewayProxyResponseEvent::getHeaders, as(map(String.class, String.class)))
                .containsEntry("X-View-Source", "cache")
                .hasEntrySatisfying(
                    "Cache-Control", kept -> assertThat(kept).startsWith("s-maxage=")));
  }

  /** Has a server of its own to kill, whatever REDIS_URL names. */
  @Test
  void whileRedisIsAwayReadsAnswerFromTheTableForNobodyToKeep() {
    putProfile("Alice");
    try (RedisServer mortal = RedisServer.start(withoutRedisUrl())) {
      ApiFunction function =
          new ProfileHandler(with(environment, "REDIS_URL", patient(mortal)), CLOCK);
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(get(function).getHeaders()).containsEntry("X-View-Source", "cache"));
      mortal.kill();

      var response = get(function);

      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody()).contains("\"name\":\"Alice\"");
      assertThat(response.getHeaders())
          .containsEntry("X-View-Source", "table")
          .containsEntry("Cache-Control", "no-store");
    }
  }

  private APIGatewayProxyResponseEvent get(ApiFunction function) {
    return Invocations.invoke(function, Invocations.get(user, start.plus(Duration.ofHours(1))));
  }

  private void putProfile(String name) {
    ProfileItem profile =
        new ProfileItem(new UserId(user), name, new EmailAddress(name + "@example.org"), 1, start);
    TABLES
        .client()
        .putItem(
            put -> put.tableName(tableName).item(profile.stamped(new Item.Stamp(start, "test"))));
  }

  /** These tests are not about how little time a busy machine has. */
  private static String patient(RedisServer server) {
    return server.uri() + "?timeout=2s";
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new HashMap<>(map);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> withoutRedisUrl() {
    return with(System.getenv(), "REDIS_URL", "");
  }

  private static String endpoint() {
    return TABLES.client().serviceClientConfiguration().endpointOverride().orElseThrow().toString();
  }
}
