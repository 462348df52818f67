package dev.freshet.table.write;

import static dev.freshet.table.Failures.cancelled;
import static dev.freshet.table.Failures.thrown;
import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Fixture;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.EmailItem;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.ItemReads;
import dev.freshet.table.read.TableReads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ProfileWritesIT {
  private static final EmailAddress OLD = new EmailAddress("alice@example.com");
  private static final EmailAddress NEW = new EmailAddress("new@example.com");
  private static final EmailAddress BOBS = new EmailAddress("bob@example.com");

  /** The time of the fixture's clock. */
  private static final long CREATED = 1_772_360_130_123L;

  private static final ExpectedVersion FIRST = ExpectedVersion.exactly(CREATED);
  private static final TestTables TABLES = TestTables.start();

  private final Fixture fixture = new Fixture(TABLES);
  private final TableReads reads = new TableReads(fixture.table);
  private final ProfileWrites writes = new ProfileWrites(fixture.table);

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
  void aChangeIsSavedUnderTheNextVersion() {
    ProfileItem saved = saved(save(ALICE, "Alice Liddell", OLD, FIRST));

    assertThat(saved.version()).isEqualTo(CREATED + 1);
    assertThat(reads.profile(ALICE)).contains(saved);
    assertThat(saved.name()).isEqualTo("Alice Liddell");
  }

  @Test
  void aChangeSaysWhichRequestMadeIt() {
    saved(save(ALICE, "Alice Liddell", NEW, FIRST));

    assertThat(fixture.everything())
        .filteredOn(item -> Fixture.text(item, "correlationId").equals("request-1"))
        .extracting(item -> Fixture.text(item, "sk"))
        .containsExactlyInAnyOrder("PROFILE", "EMAIL");
  }

  @Test
  void attributesThatTheChangeDoesNotNameAreKept() {
    Map<String, AttributeValue> key = Attribute.key(ProfileItem.key(ALICE));
    fixture
        .client
        .real()
        .updateItem(update ->
            update
                .tableName(fixture.table.name())
                .key(key)
                .updateExpression("SET favourite = :s")
                .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("s1"))));

    saved(save(ALICE, "Alice Liddell", OLD, FIRST));

    assertThat(
            fixture
                .client
                .real()
                .getItem(get -> get.tableName(fixture.table.name()).key(key))
                .item())
        .containsEntry("favourite", AttributeValue.fromS("s1"));
  }

  @Test
  void aChangeOfAnotherStateThanTheCurrentIsStaleAndShowsTheCurrent() {
    ProfileItem current = saved(save(ALICE, "Alice Liddell", OLD, FIRST));

    assertThat(save(ALICE, "Lost", NEW, FIRST)).isEqualTo(new ProfileResult.Stale(current));
    assertThat(reads.profile(ALICE)).contains(current);
    assertThat(holder(NEW)).isNull();
  }

  @Test
  void anyOfSeveralExpectedVersionsWillDo() {
    saved(save(ALICE, "Alice Liddell", OLD, new ExpectedVersion.OneOf(Set.of(7L, CREATED))));
  }

  @Test
  void aUserWithoutAnAccountHasNoProfileToChange() {
    assertThat(save(new UserId("carol"), "Carol", NEW, FIRST))
        .isEqualTo(new ProfileResult.NoSuchUser());
    assertThat(holder(NEW)).isNull();
  }

  @Nested
  class AnAddress {

    @Test
    void movesWithTheProfileAndIsFreeForOthersThen() {
      saved(save(ALICE, "Alice", NEW, FIRST));

      assertThat(holder(NEW)).isEqualTo("alice");
      assertThat(holder(OLD)).isNull();
      saved(save(BOB, "Bob", OLD, FIRST));
      assertThat(holder(OLD)).isEqualTo("bob");
    }

    @Test
    void ofAnotherUserIsTaken() {
      assertThat(save(ALICE, "Alice Liddell", BOBS, FIRST))
          .isEqualTo(new ProfileResult.EmailTaken());
      assertThat(reads.profile(ALICE)).map(ProfileItem::version).contains(CREATED);
      assertThat(holder(OLD)).isEqualTo("alice");
    }

    @Test
    void isStaleBeforeItIsTaken() {
      saved(save(ALICE, "Alice Liddell", OLD, FIRST));

      assertThat(save(ALICE, "Alice", BOBS, FIRST)).isInstanceOf(ProfileResult.Stale.class);
    }

    @Test
    void claimedByTwoAtOnceGoesToOne() throws Exception {
      AtomicInteger turn = new AtomicInteger();
      List<UserId> users = List.of(ALICE, BOB);

      List<ProfileResult> results =
          Concurrently.call(2, () -> save(users.get(turn.getAndIncrement()), "Any", NEW, FIRST));

      assertThat(results).filteredOn(ProfileResult.Saved.class::isInstance).hasSize(1);
      assertThat(results).contains(new ProfileResult.EmailTaken());
    }

    @Test
    void isTheSameInCapitals() {
      assertThat(save(ALICE, "Alice", new EmailAddress("BOB@Example.com"), FIRST))
          .isEqualTo(new ProfileResult.EmailTaken());
    }
  }

  @Nested
  class AtOnce {

    @Test
    void oneOfSeveralChangesOfOneVersionIsSavedAndTheOthersAreStale() throws Exception {
      List<ProfileResult> results =
          Concurrently.call(6, () -> save(ALICE, "Alice Liddell", OLD, FIRST));

      assertThat(results).filteredOn(ProfileResult.Saved.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(ProfileResult.Stale.class::isInstance).hasSize(5);
      assertThat(reads.profile(ALICE)).map(ProfileItem::version).contains(CREATED + 1);
    }

    @Test
    void aFasterChangeMakesThisOneStaleEvenAfterItLooked() {
      fixture.client.beforeTransactions.add(() -> saved(save(ALICE, "Faster", OLD, FIRST)));

      assertThat(save(ALICE, "Slower", NEW, FIRST)).isInstanceOf(ProfileResult.Stale.class);
      assertThat(reads.profile(ALICE)).map(ProfileItem::name).contains("Faster");
    }

    @Test
    void aChangeOfAnyVersionIsMadeOnTopOfTheFasterOne() {
      fixture.client.beforeTransactions.add(() -> saved(save(ALICE, "Faster", NEW, FIRST)));

      ProfileItem saved = saved(save(ALICE, "Slower", OLD, new ExpectedVersion.Any()));

      assertThat(saved.version()).isEqualTo(CREATED + 2);
      assertThat(holder(NEW)).isNull();
      assertThat(holder(OLD)).isEqualTo("alice");
    }

    @Test
    void aTransactionInTheWayForTooLongIsAConflict() {
      for (int attempt = 0; attempt < Transactions.ATTEMPTS; attempt++) {
        fixture.client.beforeTransactions.add(thrown(cancelled("TransactionConflict")));
      }

      assertThat(save(ALICE, "Slower", OLD, FIRST)).isEqualTo(new ProfileResult.Conflict());
    }
  }

  private ProfileResult save(
      UserId user, String name, EmailAddress email, ExpectedVersion expected) {
    return writes.save(new SaveProfile(user, name, email, expected, "request-1"));
  }

  private static ProfileItem saved(ProfileResult result) {
    assertThat(result).isInstanceOf(ProfileResult.Saved.class);
    return ((ProfileResult.Saved) result).profile();
  }

  private @Nullable String holder(EmailAddress address) {
    return new ItemReads(fixture.table)
        .get(ItemKey.email(address))
        .map(item -> Fixture.text(item.values(), EmailItem.USER_ID))
        .orElse(null);
  }
}
