package dev.freshet.table.write;

import static dev.freshet.table.Failures.cancelled;
import static dev.freshet.table.Failures.thrown;
import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Fixture;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.FollowCountItem;
import dev.freshet.table.read.TableReads;
import dev.freshet.table.read.UserPage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FollowWritesIT {
  private static final TestTables TABLES = TestTables.start();
  private static final UserId NOBODY = new UserId("nobody");
  private static final AttributeValue NONE = Attribute.number(0);
  private static final Follow ALICE_BOB = new Follow(ALICE, BOB);

  private final Fixture fixture = new Fixture(TABLES);
  private final TableReads reads = new TableReads(fixture.table);
  private final FollowWrites writes = new FollowWrites(fixture.table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @BeforeEach
  void users() {
    fixture.create(ALICE);
    fixture.create(BOB);
  }

  @Test
  void theListAndItsTotalAreOfOneTimeWhoeverFollowsMeanwhile() {
    UserId carol = new UserId("carol");
    fixture.create(carol);
    begin();
    fixture.client.beforeReads.add(() -> {});
    fixture.client.beforeReads.add(() -> {});
    fixture.client.beforeReads.add(
        () -> new FollowWrites(fixture.table).begin(new Follow(carol, BOB), "late"));

    UserPage followers = followers(BOB);

    assertThat(followers.total()).isEqualTo(followers.users().size()).isEqualTo(2);
  }

  @Test
  void bothSidesAndBothCountsShowIt() {
    assertThat(begin()).isEqualTo(new FollowResult.Changed());

    assertThat(following(ALICE)).isEqualTo(page(BOB));
    assertThat(followers(BOB)).isEqualTo(page(ALICE));
    assertThat(followers(ALICE)).isEqualTo(page());
    assertThat(following(BOB)).isEqualTo(page());
    assertThat(fixture.everything())
        .filteredOn(item -> item.containsKey("since"))
        .hasSize(2)
        .allSatisfy(item -> assertThat(Fixture.text(item, "correlationId")).isEqualTo("request"));
  }

  @Test
  void endedNoneOfThemShowsItAnyMore() {
    begin();

    assertThat(end()).isEqualTo(new FollowResult.Changed());

    assertThat(following(ALICE)).isEqualTo(page());
    assertThat(followers(BOB)).isEqualTo(page());
    assertThat(fixture.everything())
        .filteredOn(item -> item.containsKey(FollowCountItem.COUNT))
        .hasSize(2)
        .allSatisfy(item -> assertThat(item).containsEntry(FollowCountItem.COUNT, NONE));
  }

  @Test
  void nobodyFollowsOneself() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Follow(ALICE, ALICE));
  }

  @Test
  void twoWhoFollowEachOtherAreCountedApart() {
    begin();
    writes.begin(new Follow(BOB, ALICE), "request");

    assertThat(List.of(followers(ALICE), following(ALICE))).containsOnly(page(BOB));
    assertThat(List.of(followers(BOB), following(BOB))).containsOnly(page(ALICE));
  }

  @Nested
  class SentAgain {

    @Test
    void aBeginningCountsOnce() {
      begin();

      assertThat(begin()).isEqualTo(new FollowResult.Unchanged());
      assertThat(followers(BOB)).isEqualTo(page(ALICE));
    }

    @Test
    void anEndCountsOnce() {
      begin();
      end();

      assertThat(end()).isEqualTo(new FollowResult.Unchanged());
      assertThat(followers(BOB)).isEqualTo(page());
    }

    @Test
    void atTheSameTimeItCountsOnce() throws Exception {
      List<FollowResult> results = Concurrently.call(6, FollowWritesIT.this::begin);

      assertThat(results).filteredOn(FollowResult.Changed.class::isInstance).hasSize(1);
      assertThat(followers(BOB)).isEqualTo(page(ALICE));
      assertThat(following(ALICE)).isEqualTo(page(BOB));
    }

    @Test
    void beginningsAndEndsAtTheSameTimeLeaveTheCountsAsTheItemsAre() throws Exception {
      AtomicInteger number = new AtomicInteger();
      Concurrently.call(8, () -> number.getAndIncrement() % 2 == 0 ? begin() : end());

      UserPage following = following(ALICE);
      assertThat(following.total()).isEqualTo(following.users().size());
      UserPage followers = followers(BOB);
      assertThat(followers.total()).isEqualTo(followers.users().size());
      assertThat(followers.total()).isEqualTo(following.total());
    }

    @Test
    void aBeginningWhoseAnswerWasLostCountsOnce() {
      fixture.client.beforeTransactions.add(() -> {
        begin(); // the first try, whose answer nobody saw
      });

      assertThat(begin()).isEqualTo(new FollowResult.Unchanged());
      assertThat(followers(BOB)).isEqualTo(page(ALICE));
    }
  }

  @Test
  void manyWhoFollowOneAreAllCounted() throws Exception {
    List<UserId> fans = List.of(new UserId("f1"), new UserId("f2"), new UserId("f3"));
    fans.forEach(fixture::create);
    AtomicInteger next = new AtomicInteger();

    List<FollowResult> results =
        Concurrently.call(
            3, () -> writes.begin(new Follow(fans.get(next.getAndIncrement()), BOB), "request"));

    long changed = results.stream().filter(FollowResult.Changed.class::isInstance).count();
    assertThat(changed).isPositive();
    assertThat(followers(BOB).total()).isEqualTo(changed);
    assertThat(followers(BOB).users()).hasSize(Math.toIntExact(changed));
  }

  @Nested
  class WithoutAnAccount {

    @Test
    void nobodyIsFollowed() {
      assertThat(writes.begin(new Follow(ALICE, NOBODY), "request"))
          .isEqualTo(new FollowResult.NoSuchUser(NOBODY));
      assertThat(fixture.count("FOLLOW")).isZero();
    }

    @Test
    void nobodyFollows() {
      assertThat(writes.begin(new Follow(NOBODY, ALICE), "request"))
          .isEqualTo(new FollowResult.NoSuchUser(NOBODY));
      assertThat(fixture.count("FOLLOW")).isZero();
    }

    @Test
    void nobodyWasFollowed() {
      assertThat(writes.end(new Follow(ALICE, NOBODY), "request"))
          .isEqualTo(new FollowResult.NoSuchUser(NOBODY));
      assertThat(end()).isEqualTo(new FollowResult.Unchanged());
      assertThat(fixture.count("FOLLOW")).isZero();
    }
  }

  @Nested
  class InTheWay {

    @Test
    void anotherTransactionIsWaitedFor() {
      fixture.client.beforeTransactions.add(thrown(cancelled("None", "TransactionConflict")));

      assertThat(begin()).isEqualTo(new FollowResult.Changed());
      assertThat(followers(BOB)).isEqualTo(page(ALICE));
    }

    @Test
    void forTooLongItIsAConflict() {
      for (int attempt = 0; attempt < Transactions.ATTEMPTS; attempt++) {
        fixture.client.beforeTransactions.add(thrown(cancelled("None", "TransactionConflict")));
      }

      assertThat(begin()).isEqualTo(new FollowResult.Conflict());
      assertThat(fixture.count("FOLLOW")).isZero();
    }
  }

  private FollowResult begin() {
    return writes.begin(ALICE_BOB, "request");
  }

  private FollowResult end() {
    return writes.end(ALICE_BOB, "request");
  }

  private UserPage following(UserId user) {
    return reads.following(user, 10, Optional.empty());
  }

  private UserPage followers(UserId user) {
    return reads.followers(user, 10, Optional.empty());
  }

  private static UserPage page(UserId... users) {
    return new UserPage(users.length, List.of(users), Optional.empty());
  }
}
