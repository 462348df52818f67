package dev.freshet.table.read;

import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static dev.freshet.table.Fixture.MUG;
import static dev.freshet.table.Fixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.domain.ItemType;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Failures;
import dev.freshet.table.Fixture;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.item.ActivityItem;
import dev.freshet.table.item.FollowCountItem;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.OrderLine;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.item.RelationItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.write.Follow;
import dev.freshet.table.write.FollowWrites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class TableReadsIT {
  private static final TestTables TABLES = TestTables.start();

  private final Fixture fixture = new Fixture(TABLES);
  private final TableReads reads = new TableReads(fixture.table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void everyReadIsStronglyConsistentAndOfTheBaseTable() {
    reads.profile(ALICE);
    reads.stats(ALICE);
    reads.preferences(ALICE);
    reads.order(ALICE, fixture.table.newId());
    reads.overview(ALICE, 10);
    reads.orders(ALICE, PageRequest.first(10));
    reads.notifications(ALICE, NotificationStatus.UNREAD, PageRequest.first(10));
    reads.products(List.of(TEA));
    reads.profiles(List.of(BOB));
    reads.followers(ALICE, 10, Optional.empty());
    reads.following(ALICE, 10, Optional.empty());

    assertThat(fixture.client.requests)
        .hasSize(15)
        .allSatisfy(request -> {
          switch (request) {
            case GetItemRequest get -> assertThat(get.consistentRead()).isTrue();
            case QueryRequest query -> {
              assertThat(query.consistentRead()).isTrue();
              assertThat(query.indexName()).isNull();
            }
            case BatchGetItemRequest batch ->
                assertThat(batch.requestItems().values())
                    .allSatisfy(keys -> assertThat(keys.consistentRead()).isTrue());
            default -> throw new AssertionError(request);
          }
        });
  }

  @Test
  void aUserWhoIsNotThereHasNothing() {
    assertThat(reads.profile(ALICE)).isEmpty();
    assertThat(reads.stats(ALICE)).isEmpty();
    assertThat(reads.overview(ALICE, 10).activities()).isEmpty();
    assertThat(reads.orders(ALICE, PageRequest.first(10)))
        .isEqualTo(new Page<OrderItem>(List.of(), Optional.empty()));
  }

  @Test
  void aUserWhoWasCreatedHasAProfileAndStatsOfNothing() {
    fixture.create(ALICE);

    assertThat(reads.profile(ALICE))
        .hasValueSatisfying(profile ->
            assertThat(profile.version()).isEqualTo(fixture.clock.instant().toEpochMilli()));
    assertThat(reads.stats(ALICE)).contains(new StatsItem(ALICE, 0, 0));
  }

  @Test
  void throttlingIsToldApartFromOtherFailures() {
    fixture.client.beforeReads.add(Failures.thrown(Failures.throttled()));

    assertThatThrownBy(() -> reads.profile(ALICE)).isInstanceOf(ThrottledException.class);
  }

  @Nested
  class Related {

    @Test
    void usersComeInTheOrderOfTheirIdsPageByPage() {
      for (String id : List.of("u3", "u1", "u5", "u2", "u4")) {
        follows(new UserId(id), ALICE);
      }
      fixture.put(new FollowCountItem(ItemType.FOLLOWER_COUNT, ALICE, 0, 2));
      fixture.put(new FollowCountItem(ItemType.FOLLOWER_COUNT, ALICE, 63, 3));
      fixture.put(new FollowCountItem(ItemType.FOLLOWING_COUNT, ALICE, 0, 9));

      UserPage first = reads.followers(ALICE, 2, Optional.empty());
      UserPage second = reads.followers(ALICE, 2, first.next());
      UserPage third = reads.followers(ALICE, 2, second.next());

      assertThat(first).isEqualTo(page("u2", "u1", "u2"));
      assertThat(second).isEqualTo(page("u4", "u3", "u4"));
      assertThat(third).isEqualTo(new UserPage(5, ids("u5"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aListAndItsTotalAreOfOneTimeThoughAnotherFollowsMeanwhile(int before) {
      fixture.create(ALICE);
      fixture.create(BOB);
      for (int i = 0; i < before; i++) {
        fixture.client.beforeReads.add(() -> {});
      }
      FollowWrites follows = new FollowWrites(fixture.table);
      fixture.client.beforeReads.add(() -> follows.begin(new Follow(BOB, ALICE), "request-1"));

      UserPage page = followers();

      assertThat(page.total()).isEqualTo(page.users().size());
      assertThat(followers().total()).isEqualTo(1);
    }

    private UserPage followers() {
      return reads.followers(ALICE, 10, Optional.empty());
    }

    @Test
    void thoseWhoFollowAreNotThoseWhoAreFollowed() {
      follows(BOB, ALICE);

      assertThat(reads.following(ALICE, 10, Optional.empty()).users()).isEmpty();
      assertThat(reads.followers(ALICE, 10, Optional.empty()).users()).containsExactly(BOB);
    }

    @Test
    void profilesOfManyAreOneRequest() {
      fixture.create(ALICE);
      fixture.create(BOB);
      fixture.client.requests.clear();

      assertThat(reads.profiles(List.of(ALICE, BOB, new UserId("nobody"))))
          .containsOnlyKeys(ALICE, BOB);
      assertThat(fixture.client.requests).hasSize(1);
    }

    private void follows(UserId follower, UserId followed) {
      fixture.put(new RelationItem(ItemType.FOLLOWER, followed, follower, fixture.clock.instant()));
    }

    private UserPage page(String next, String... ids) {
      return new UserPage(5, ids(ids), Optional.of(new UserId(next)));
    }

    private List<UserId> ids(String... ids) {
      return Stream.of(ids).map(UserId::new).toList();
    }
  }

  @Nested
  class Pages {

    @Test
    void pagesFollowEachOtherNewestFirstWithoutGapOrRepetition() {
      List<Ulid> placed = orders(25, ALICE);

      List<List<Ulid>> pages = allPages(10);

      assertThat(pages).extracting(List::size).containsExactly(10, 10, 5);
      Collections.reverse(placed);
      assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(placed);
    }

    @Test
    void aLastPageThatIsFullSaysThatItIsTheLast() {
      orders(20, ALICE);

      assertThat(allPages(10)).extracting(List::size).containsExactly(10, 10);
    }

    @Test
    void aCursorStillWorksWhenItsItemIsGone() {
      List<Ulid> placed = orders(3, ALICE);
      fixture.delete(order(ALICE, placed.get(1), "").key());

      Page<OrderItem> page = reads.orders(ALICE, new PageRequest(10, Optional.of(placed.get(1))));

      assertThat(page.items()).extracting(OrderItem::id).containsExactly(placed.get(0));
    }

    @Test
    void nobodySeesWhatBelongsToAnother() {
      orders(3, BOB);
      fixture.put(order(new UserId("alice2"), fixture.table.newId(), "Tea"));

      assertThat(reads.orders(ALICE, PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void aPageLargerThanAResponseOfDynamoDbIsStillWhole() {
      String large = "x".repeat(100_000);
      for (int number = 0; number < 25; number++) {
        fixture.put(order(ALICE, fixture.table.newId(), large));
      }

      Page<OrderItem> page = reads.orders(ALICE, PageRequest.first(24));

      assertThat(page.items()).hasSize(24);
      assertThat(page.next()).contains(page.items().getLast().id());
      assertThat(fixture.client.requests).hasSizeGreaterThan(1);
    }

    private List<List<Ulid>> allPages(int limit) {
      List<List<Ulid>> pages = new ArrayList<>();
      Optional<Ulid> after = Optional.empty();
      do {
        Page<OrderItem> page = reads.orders(ALICE, new PageRequest(limit, after));
        pages.add(page.items().stream().map(OrderItem::id).toList());
        after = page.next();
      } while (after.isPresent());
      return pages;
    }

    private List<Ulid> orders(int count, UserId user) {
      List<Ulid> ids = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        ids.add(fixture.table.newId());
        fixture.put(order(user, ids.getLast(), "Tea"));
      }
      return ids;
    }

    private OrderItem order(UserId user, Ulid id, String name) {
      return new OrderItem(
          user, id, fixture.table.now(), List.of(new OrderLine(TEA, name, 1, 450)));
    }
  }

  @Nested
  class Activities {

    @Test
    void onlyTheLatestAreShownNewestFirst() {
      List<ActivityItem> all = IntStream.range(0, 12).mapToObj(this::activity).toList();

      assertThat(reads.overview(ALICE, 10).activities())
          .containsExactlyElementsOf(all.subList(2, 12).reversed());
    }

    @Test
    void theyComeWithProfileAndStatsInOneQuery() {
      fixture.create(ALICE);
      List<ActivityItem> all = IntStream.range(0, 12).mapToObj(this::activity).toList();
      fixture.client.requests.clear();

      TableReads.Overview overview = reads.overview(ALICE, 10);

      assertThat(fixture.client.requests).hasSize(1);
      assertThat(overview.profile()).isPresent();
      assertThat(overview.stats()).contains(new StatsItem(ALICE, 0, 0));
      assertThat(overview.activities()).containsExactlyElementsOf(all.subList(2, 12).reversed());
    }

    @Test
    void oneWhoseTimeHasPassedIsLeftOutThoughDynamoDbHasNotDeletedItYet() {
      activity(1);
      fixture.clock.advance(Duration.ofDays(89));
      ActivityItem young = activity(2);
      fixture.clock.advance(Duration.ofDays(1));

      assertThat(reads.overview(ALICE, 10).activities()).containsExactly(young);
    }

    private ActivityItem activity(int number) {
      ActivityItem activity =
          new ActivityItem(ALICE, fixture.table.newId(), "Did " + number, fixture.table.now());
      fixture.put(activity);
      return activity;
    }
  }

  @Nested
  class Notifications {

    @Test
    void unreadAndReadOnesAreSeparateLists() {
      NotificationItem unread = notification(NotificationStatus.UNREAD);
      NotificationItem read = notification(NotificationStatus.READ);

      assertThat(list(NotificationStatus.UNREAD)).containsExactly(unread);
      assertThat(list(NotificationStatus.READ)).containsExactly(read);
    }

    private List<NotificationItem> list(NotificationStatus status) {
      return reads.notifications(ALICE, status, PageRequest.first(10)).items();
    }

    private NotificationItem notification(NotificationStatus status) {
      NotificationItem item =
          new NotificationItem(ALICE, fixture.table.newId(), status, "Hello", fixture.table.now());
      fixture.put(item);
      return item;
    }
  }

  @Nested
  class Products {

    @Test
    void thoseThatThereAreAreFoundById() {
      fixture.create(TEA, 450);

      assertThat(reads.products(List.of(TEA, MUG, TEA))).containsOnlyKeys(TEA);
    }

    @Test
    void moreThanOneBatchOfThemIsRead() {
      List<ProductId> ids =
          IntStream.range(0, 150).mapToObj(number -> new ProductId("p" + number)).toList();
      ids.forEach(id -> fixture.put(new ProductItem(id, ProductDetails.of("Any", 1), 1)));

      assertThat(reads.products(ids)).hasSize(150);
    }
  }
}
