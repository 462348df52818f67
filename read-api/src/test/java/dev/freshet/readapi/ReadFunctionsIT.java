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
import java.util.function.Function;
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
  private static final Map<String, String> SDK = TestEnvironment.sdk(TABLES);

  private final String tableName = TABLES.create();
  private final String leaseTable = TABLES.createLeases();

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

  static Stream<Function<ReadParts, ApiFunction>> handlers() {
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
  void everyHandlerServesItsViewFromRedisTheSecondTime(Function<ReadParts, ApiFunction> handler) {
    putProfile("Alice");
    ApiFunction function = handler.apply(parts(REDIS));

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
      ApiFunction function = new ProfileHandler(parts(mortal));
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

  private ReadParts parts(RedisServer redis) {
    return ReadParts.of(TestEnvironment.of(tableName, leaseTable, redis), CLOCK);
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

  private static Map<String, String> withoutRedisUrl() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("REDIS_URL", "");
    return environment;
  }
}
