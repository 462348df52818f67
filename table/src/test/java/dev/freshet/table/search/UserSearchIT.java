package dev.freshet.table.search;

import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EmailAddress;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Fixture;
import dev.freshet.table.Table;
import dev.freshet.table.item.ProfileItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UserSearchIT {
  private static final TestTables TABLES = TestTables.start();

  private final Fixture fixture = new Fixture(TABLES);
  private final UserSearch search = new UserSearch(fixture.table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void theUserWhoHasTheAddressIsFoundWhateverItsCase() {
    fixture.create(ALICE);
    fixture.create(BOB);

    assertThat(search.find(new EmailAddress("Alice@Example.com")).map(ProfileItem::userId))
        .contains(ALICE);
    assertThat(search.find(new EmailAddress("alice@example.co"))).isEmpty();
  }

  @Test
  void aSearchIsLeftUntilTheMinuteHasNone() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:15:30.500Z"));
    InstantSource clock = now::get;
    SearchQuota quota =
        new SearchQuota(new Table(TABLES.client(), TABLES.createLeases(), clock), 2);

    assertThat(quota.take(ALICE)).isEmpty();
    assertThat(quota.take(ALICE)).isEmpty();
    assertThat(quota.take(ALICE)).contains(Duration.ofSeconds(30));
    assertThat(quota.take(BOB)).isEmpty();
    now.set(Instant.parse("2026-03-01T10:16:00Z"));
    assertThat(quota.take(ALICE)).isEmpty();
  }
}
