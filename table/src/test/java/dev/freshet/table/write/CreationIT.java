package dev.freshet.table.write;

import static dev.freshet.table.Failures.cancelled;
import static dev.freshet.table.Failures.thrown;
import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Fixture;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.TableReads;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CreationIT {
  private static final TestTables TABLES = TestTables.start();

  private final Fixture fixture = new Fixture(TABLES);
  private final TableReads reads = new TableReads(fixture.table);
  private final UserWrites users = new UserWrites(fixture.table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Nested
  class AUser {

    @Test
    void isAProfileStatsAndAnAddress() {
      CreateUserResult result = create(ALICE, "alice@example.com");

      ProfileItem profile = ((CreateUserResult.Created) result).profile();
      assertThat(reads.profile(ALICE)).contains(profile);
      assertThat(reads.stats(ALICE)).contains(new StatsItem(ALICE, 0, 0));
      assertThat(fixture.count("EMAIL")).isEqualTo(1);
    }

    @Test
    void isCreatedOnce() {
      create(ALICE, "alice@example.com");
      var before = fixture.everything();

      assertThat(create(ALICE, "second@example.com")).isEqualTo(new CreateUserResult.UserExists());
      assertThat(fixture.everything()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void cannotHaveAnothersAddress() {
      create(ALICE, "alice@example.com");

      assertThat(create(BOB, "alice@example.com")).isEqualTo(new CreateUserResult.EmailTaken());
      assertThat(reads.profile(BOB)).isEmpty();
      assertThat(reads.stats(BOB)).isEmpty();
    }

    @Test
    void claimsAnAddressAloneThoughTwoComeAtOnce() throws Exception {
      AtomicInteger turn = new AtomicInteger();
      List<UserId> both = List.of(ALICE, BOB);

      List<CreateUserResult> results =
          Concurrently.call(2, () -> create(both.get(turn.getAndIncrement()), "one@example.com"));

      assertThat(results).filteredOn(CreateUserResult.Created.class::isInstance).hasSize(1);
      assertThat(results).contains(new CreateUserResult.EmailTaken());
    }

    @Test
    void isNotCreatedWhileOthersAreInTheWayForTooLong() {
      for (int attempt = 0; attempt < Transactions.ATTEMPTS; attempt++) {
        fixture.client.beforeTransactions.add(thrown(cancelled("None", "TransactionConflict")));
      }

      assertThat(create(ALICE, "alice@example.com")).isEqualTo(new CreateUserResult.Conflict());
    }

    private CreateUserResult create(UserId user, String email) {
      return users.create(user, "Any", new EmailAddress(email), "request-1");
    }
  }
}
