package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Table;
import dev.freshet.table.item.FollowCountItem;
import dev.freshet.table.item.Item;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.RelationItem;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that show cards of other users, loaded from a real table. */
class CardPagesIT {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CAROL = new UserId("carol");

  private static final TestTables TABLES = TestTables.start();

  private Instant now = Instant.parse("2026-01-01T12:00:00.250Z");
  private final String tableName = TABLES.create();
  private final InMemoryViewCache cache = new InMemoryViewCache(() -> now);
  private final ReadParts parts =
      TestParts.of(
          new TableReads(new Table(TABLES.client(), tableName, () -> now)), cache, () -> now);

  @AfterAll
  static void close() {
    TABLES.close();
  }

  @Nested
  class APageOfUsers {

    @Test
    void showsTheCardOfEachAndHowManyThereAre() {
      name(BOB, "Bob");
      name(CAROL, "Carol");
      follower(BOB);
      follower(CAROL);
      put(new FollowCountItem(ItemType.FOLLOWER_COUNT, ALICE, 0, 2));

      assertThat(followers().getBody())
          .isEqualTo(
              "{\"total\":2,\"users\":[{\"id\":\"bob\",\"name\":\"Bob\"},"
                  + "{\"id\":\"carol\",\"name\":\"Carol\"}]}");
    }

    @Test
    void isThereForAUserWithoutAny() {
      assertThat(followers().getBody()).isEqualTo("{\"total\":0,\"users\":[]}");
      assertThat(followers().getHeaders()).containsEntry("X-View-Source", "cache");
    }

    @Test
    void showsAUserWithoutAProfileByTheIdAlone() {
      follower(BOB);

      assertThat(followers().getBody()).contains("\"users\":[{\"id\":\"bob\"}]");
      assertThat(followers().getHeaders()).containsEntry("X-View-Source", "cache");
    }

    @Test
    void ofThoseFollowedIsAnotherThanOfThoseWhoFollow() {
      put(new RelationItem(ItemType.FOLLOWING, ALICE, BOB, now));
      follower(CAROL);
      put(new FollowCountItem(ItemType.FOLLOWING_COUNT, ALICE, 0, 1));

      assertThat(get(FollowingHandler::new).getBody())
          .isEqualTo("{\"total\":1,\"users\":[{\"id\":\"bob\"}]}");
    }

    @Test
    void isFollowedByTheNextOne() {
      List.of("b1", "b2", "b3").forEach(id -> follower(new UserId(id)));

      assertThat(get(FollowersHandler::new, "limit=2").getBody())
          .endsWith("\"nextCursor\":\"b2\"}");
      assertThat(get(FollowersHandler::new, "limit=2", "cursor=b2").getBody())
          .isEqualTo("{\"total\":0,\"users\":[{\"id\":\"b3\"}]}");
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=41, limit", "cursor=b%2, cursor", "cursor=, cursor"})
    void isRefusedNamingTheBadParameter(String query, String field) {
      var response = get(FollowersHandler::new, query);

      assertThat(response.getStatusCode()).isEqualTo(400);
      assertThat(Invocations.json(response).get("field").asText()).isEqualTo(field);
    }
  }

  @Nested
  class ARenameOfAUserOnIt {

    @Test
    void showsOnceTheCardIsEvictedThoughThePageIsNot() {
      name(BOB, "Bob");
      follower(BOB);
      var before = followers();
      name(BOB, "Robert");
      assertThat(followers().getBody()).contains("Bob");

      evict(BOB, ViewCatalogue.CARD);

      var after = followers();
      assertThat(after.getBody()).contains("Robert");
      assertThat(after.getHeaders())
          .containsEntry("X-View-Source", "table")
          .doesNotContainEntry("ETag", before.getHeaders().get("ETag"));
      assertThat(cache.slot(new ViewKey(Owner.of(ALICE), ViewCatalogue.FOLLOWERS.name())).pages())
          .hasSize(1);
    }

    @Test
    void showsOnEveryPageThatHasTheCardWithOneLoad() {
      name(BOB, "Bob");
      follower(BOB);
      put(new RelationItem(ItemType.FOLLOWING, ALICE, BOB, now));
      get(FollowingHandler::new);
      followers();
      name(BOB, "Robert");
      evict(BOB, ViewCatalogue.CARD);

      assertThat(followers().getBody()).contains("Robert");
      assertThat(get(FollowingHandler::new).getBody()).contains("Robert");
      assertThat(get(FollowingHandler::new).getHeaders()).containsEntry("X-View-Source", "cache");
    }

    @Test
    void showsAtOnceToWhomAsksForTheCommit() {
      name(BOB, "Bob");
      follower(BOB);
      followers();
      now = now.plusSeconds(10);
      name(BOB, "Robert");

      assertThat(get(FollowersHandler::new, "fresh=" + now.toEpochMilli()).getBody())
          .contains("Robert");
    }
  }

  @Nested
  class AtTheEdge {

    @Test
    void itHasTheTagsOfItsOwnerItsViewAndItsCards() {
      follower(BOB);
      follower(CAROL);

      assertThat(followers().getHeaders())
          .containsEntry("Cache-Tag", "u-alice,u-alice.followers,c-bob,c-carol");
      assertThat(followers().getHeaders().get("Cache-Control")).startsWith("s-maxage=4,");
    }

    @Test
    void itLivesLongOnceItsClientHasAskedForItTwiceForEachPart() {
      follower(BOB);
      String etag = Objects.requireNonNull(followers().getHeaders().get("ETag"));

      assertThat(repeated(etag, 3)).as("two parts need four").startsWith("s-maxage=4,");
      assertThat(repeated(etag, 1)).startsWith("s-maxage=300,");
      evict(BOB, ViewCatalogue.CARD);
      assertThat(repeated(etag, 1)).as("the card has no lease any more").startsWith("s-maxage=4,");
    }

    private String repeated(String etag, int times) {
      APIGatewayProxyResponseEvent last = null;
      for (int i = 0; i < times; i++) {
        last =
            Invocations.invoke(
                new FollowersHandler(parts),
                Invocations.get(ALICE.value(), now.plusSeconds(3600))
                    .withHeaders(Map.of("If-None-Match", etag)));
      }
      return String.valueOf(Objects.requireNonNull(last).getHeaders().get("Cache-Control"));
    }

    @Test
    void theLargestHasNoMoreTagsThanCloudFrontTakes() {
      IntStream.range(0, 41).forEach(i -> follower(new UserId("b" + i)));

      assertThat(get(FollowersHandler::new, "limit=40").getHeaders())
          .hasEntrySatisfying("Cache-Tag", tags -> assertThat(tags.split(",")).hasSize(42));
    }

    @Test
    void itIsNotKeptIfItWasTooLongInTheMaking() {
      follower(BOB);
      followers();
      evict(BOB, ViewCatalogue.CARD);
      ReadParts slow =
          TestParts.of(
              parts.table(),
              parts.cache(),
              () -> {
                now = now.plusMillis(400);
                return now;
              });

      var response =
          Invocations.invoke(
              new FollowersHandler(slow), Invocations.get("alice", now.plusSeconds(3600)));

      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getHeaders())
          .containsEntry("Cache-Control", "no-store")
          .doesNotContainKey("Cache-Tag");
    }

    @Test
    void ownViewsThatShowTheNameHaveTheTagOfTheOwnCard() {
      name(ALICE, "Alice");

      assertThat(get(ProfileHandler::new).getHeaders())
          .containsEntry("Cache-Tag", "u-alice,u-alice.profile,c-alice");
      assertThat(get(OrdersHandler::new).getHeaders())
          .containsEntry("Cache-Tag", "u-alice,u-alice.orders");
    }

    @Test
    void theOwnCardGoesWithAllThatIsTheOwners() {
      name(ALICE, "Alice");

      assertThat(get(CardHandler::new).getBody())
          .isEqualTo("{\"id\":\"alice\",\"name\":\"Alice\"}");
      assertThat(get(CardHandler::new).getHeaders()).containsEntry("Cache-Tag", "u-alice,c-alice");
    }
  }

  private APIGatewayProxyResponseEvent followers() {
    return get(FollowersHandler::new);
  }

  private APIGatewayProxyResponseEvent get(
      Function<ReadParts, ViewFunction> handler, String... query) {
    return Invocations.invoke(
        handler.apply(parts), Invocations.get(ALICE.value(), now.plusSeconds(3600), query));
  }

  private void follower(UserId follower) {
    put(new RelationItem(ItemType.FOLLOWER, ALICE, follower, now));
  }

  private void name(UserId user, String name) {
    put(new ProfileItem(user, name, new EmailAddress(user + "@example.org"), 1, now));
  }

  private void evict(UserId user, View view) {
    TestParts.evict(cache, Owner.of(user), view);
  }

  private void put(Item item) {
    TABLES
        .client()
        .putItem(put -> put.tableName(tableName).item(item.stamped(new Item.Stamp(now, "test"))));
  }
}
