package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Table;
import dev.freshet.table.item.ActivityItem;
import dev.freshet.table.item.Item;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.OrderLine;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each view, loaded from a real table. */
class ViewsIT {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.250Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final EmailAddress EMAIL = new EmailAddress("alice@example.org");

  private static final TestTables TABLES = TestTables.start();

  private final String tableName = TABLES.create();
  private final Table table = new Table(TABLES.client(), tableName, CLOCK);
  private final ReadParts parts =
      TestParts.of(new TableReads(table), new InMemoryViewCache(CLOCK), CLOCK);

  @AfterAll
  static void close() {
    TABLES.close();
  }

  @Nested
  class Dashboard {

    @Test
    void showsAUserAtAGlance() {
      put(new ProfileItem(ALICE, "Alice", EMAIL, 3, NOW));
      put(new StatsItem(ALICE, 2, 1250));
      put(new ActivityItem(ALICE, id(1), "Ordered tea", NOW.minusSeconds(5)));
      put(notification(ALICE, NotificationStatus.UNREAD, 2));
      put(notification(ALICE, NotificationStatus.READ, 3));
      put(notification(BOB, NotificationStatus.UNREAD, 4));

      assertThat(get(DashboardHandler::new).getBody())
          .isEqualTo(
              "{\"userId\":\"alice\",\"name\":\"Alice\","
                  + "\"stats\":{\"orders\":2,\"spentCents\":1250},"
                  + "\"recentActivity\":[{\"id\":\"01JD0000000000000000000001\","
                  + "\"description\":\"Ordered tea\",\"at\":\"2026-01-01T11:59:55.250Z\"}],"
                  + "\"notifications\":[{\"id\":\"01JD0000000000000000000002\","
                  + "\"message\":\"message 2\",\"at\":\"2026-01-01T12:00:00.250Z\"}]}");
    }

    @Test
    void showsTheNewestTenOfActivitiesAndNotifications() {
      IntStream.range(0, 12).forEach(i -> put(new ActivityItem(ALICE, id(i), "did " + i, NOW)));
      IntStream.range(0, 12).forEach(i -> put(notification(ALICE, NotificationStatus.UNREAD, i)));

      JsonNode dashboard = Invocations.json(get(DashboardHandler::new));

      assertThat(dashboard.get("recentActivity").findValuesAsText("description"))
          .hasSize(10)
          .startsWith("did 11", "did 10")
          .endsWith("did 2");
      assertThat(dashboard.get("notifications").findValuesAsText("message"))
          .hasSize(10)
          .startsWith("message 11");
    }

    @Test
    void isThereBeforeTheProfileIs() {
      assertThat(get(DashboardHandler::new).getBody())
          .isEqualTo(
              "{\"userId\":\"alice\",\"stats\":{\"orders\":0,\"spentCents\":0},"
                  + "\"recentActivity\":[],\"notifications\":[]}");
    }
  }

  @Nested
  class Profile {

    @Test
    void hasItsVersionForItsETagSoThatAChangeCanNameIt() {
      put(new ProfileItem(ALICE, "Alice", EMAIL, 3, NOW));

      var response = get(ProfileHandler::new);

      assertThat(response.getBody())
          .isEqualTo(
              "{\"userId\":\"alice\",\"name\":\"Alice\","
                  + "\"email\":\"alice@example.org\",\"version\":3}");
      assertThat(response.getHeaders()).containsEntry("ETag", "\"v3\"");
    }

    @Test
    void thatIsNotThereYetIsNotFoundAndNotCached() {
      var response = get(ProfileHandler::new);
      assertThat(response.getStatusCode()).isEqualTo(404);
      assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");

      put(new ProfileItem(ALICE, "Alice", EMAIL, 1, NOW));
      assertThat(get(ProfileHandler::new).getStatusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Orders {

    @Test
    void areWhatWasBoughtForHowMuch() {
      put(order(1));

      assertThat(get(OrdersHandler::new).getBody())
          .isEqualTo(
              "{\"orders\":[{\"id\":\"01JD0000000000000000000001\","
                  + "\"placedAt\":\"2026-01-01T12:00:00.250Z\",\"totalCents\":900,"
                  + "\"lines\":[{\"productId\":\"tea\",\"name\":\"Tea\",\"quantity\":2,"
                  + "\"priceCents\":450}]}]}");
    }

    @Test
    void areReadToTheEndByFollowingTheCursor() {
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        put(order(i));
        placed.add(id(i).value());
      }
      Collections.reverse(placed);

      JsonNode first = Invocations.json(get(OrdersHandler::new, "limit=3"));
      JsonNode second = Invocations.json(get(OrdersHandler::new, "limit=3", cursor(first)));
      JsonNode third = Invocations.json(get(OrdersHandler::new, "limit=3", cursor(second)));

      List<String> seen = new ArrayList<>();
      List.of(first, second, third)
          .forEach(page -> page.get("orders").forEach(order -> seen.add(order.get("id").asText())));
      assertThat(seen).isEqualTo(placed);
      assertThat(third.has("nextCursor")).isFalse();
    }

    @Test
    void ofOnePageAreTwentyUnlessAskedOtherwiseHoweverTheDefaultIsSpelt() {
      IntStream.range(0, 21).forEach(i -> put(order(i)));

      assertThat(Invocations.json(get(OrdersHandler::new)).get("orders")).hasSize(20);
      assertThat(get(OrdersHandler::new, "limit=20").getHeaders())
          .containsEntry("X-View-Source", "cache");
      assertThat(get(OrdersHandler::new, "limit=50").getHeaders())
          .containsEntry("X-View-Source", "table");
    }

    @ParameterizedTest
    @CsvSource({
      "limit=0, limit",
      "limit=51, limit",
      "limit=ten, limit",
      "limit=+5, limit",
      "limit=\u0665, limit",
      "limit=, limit",
      "cursor=1, cursor",
      "cursor=01jd0000000000000000000001, cursor",
      "cursor=, cursor",
    })
    void areRefusedNamingTheBadParameter(String query, String field) {
      assertRefused(get(OrdersHandler::new, query), field);
    }

    private static String cursor(JsonNode page) {
      return "cursor=" + page.get("nextCursor").asText();
    }
  }

  @Nested
  class Notifications {

    @Test
    void areTheUnreadOnesUnlessAskedOtherwise() {
      put(notification(ALICE, NotificationStatus.UNREAD, 1));
      put(notification(ALICE, NotificationStatus.READ, 2));

      assertThat(get(NotificationsHandler::new).getBody())
          .isEqualTo(
              "{\"notifications\":[{\"id\":\"01JD0000000000000000000001\","
                  + "\"message\":\"message 1\",\"at\":\"2026-01-01T12:00:00.250Z\","
                  + "\"status\":\"unread\"}]}");
      assertThat(get(NotificationsHandler::new, "status=unread").getHeaders())
          .containsEntry("X-View-Source", "cache");
      assertThat(get(NotificationsHandler::new, "status=read").getBody())
          .contains("message 2")
          .doesNotContain("message 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "UNREAD", ""})
    void ofNoSuchStatusAreRefused(String status) {
      assertRefused(get(NotificationsHandler::new, "status=" + status), "status");
    }
  }

  private APIGatewayProxyResponseEvent get(
      Function<ReadParts, ViewFunction> handler, String... query) {
    return Invocations.invoke(
        handler.apply(parts), Invocations.get(ALICE.value(), NOW.plusSeconds(3600), query));
  }

  private void put(Item item) {
    TABLES
        .client()
        .putItem(put -> put.tableName(tableName).item(item.stamped(new Item.Stamp(NOW, "test"))));
  }

  private static NotificationItem notification(UserId user, NotificationStatus status, int i) {
    return new NotificationItem(user, id(i), status, "message " + i, NOW);
  }

  private static OrderItem order(int i) {
    return new OrderItem(
        ALICE, id(i), NOW, List.of(new OrderLine(new ProductId("tea"), "Tea", 2, 450)));
  }

  /** Ids that sort as their numbers do. */
  private static Ulid id(int i) {
    return new Ulid("01JD00000000000000000000" + i / 10 + i % 10);
  }

  private static void assertRefused(APIGatewayProxyResponseEvent response, String field) {
    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getHeaders())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Type", "application/problem+json");
    assertThat(Invocations.json(response).get("field").asText()).isEqualTo(field);
  }
}
